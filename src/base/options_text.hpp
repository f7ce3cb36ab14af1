// The option table as text: for --help, as a sample configuration file, as docs/options.md.
#pragma once

#include <string>

namespace tillwatch {

/// Lines of at most 100 columns, indented by two.
std::string options_help();
/// A file for --config in which every line is a comment.
std::string sample_options_file();
std::string options_markdown();

}  // namespace tillwatch
