// What `q` finds: beginnings and parts of texts, letters of A to Z taken as small ones, as the
// indexes of migrations/state/*_lists.sql have them. Safe in all threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "db/transaction.hpp"

namespace tillwatch::listing {

/// With small letters for A to Z; everything else stays.
std::string fold(std::string_view text);

/// Whether a text begins with `folded`, or has it somewhere.
bool begins_with(std::string_view text, std::string_view folded);
bool has_part(std::string_view text, std::string_view folded);

/// After every text that begins with `folded`, in the order of bytes.
std::string end_of(std::string_view folded);

/// Who is meant by a search for people: by e-mail address, first name with last name, or last name.
bool is_called(std::string_view email, std::string_view first_name, std::string_view last_name,
               std::string_view folded);
/// All such customers, or some, more than `most`, each once.
std::vector<std::int64_t> find_customers_called(db::Transaction& transaction, StoreId store_id,
                                                std::string_view folded, std::size_t most);

}  // namespace tillwatch::listing
