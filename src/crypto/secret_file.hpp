// The file that holds the master key: 32 random bytes, mode 0600, made on the first start.
// It appears whole or not at all, also when the machine stops in between, and when two processes
// make it at once both get the same key.
#pragma once

#include <filesystem>

#include "base/result.hpp"
#include "base/secret.hpp"

namespace tillwatch::crypto {

/// The key. An Error says what is wrong with the file and how to mend it: readable by others than
/// its owner, of another size, a directory, not readable, or not to be made there.
Result<Secret> load_or_create_secret_file(const std::filesystem::path& path);

}  // namespace tillwatch::crypto
