// What `q` finds among people and in indexes, where texts are folded (base/text.hpp). Safe in all
// threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "db/transaction.hpp"

namespace tillwatch::listing {

/// After every text that begins with `folded`, in the order of bytes.
std::string end_of(std::string_view folded);

/// Who is meant by a search for people: by e-mail address, first name with last name, or last name.
bool is_called(std::string_view email, std::string_view first_name, std::string_view last_name,
               std::string_view folded);
/// All such customers, or some, more than `most`, each once.
std::vector<std::int64_t> find_customers_called(db::Transaction& transaction, StoreId store_id,
                                                std::string_view folded, std::size_t most);

}  // namespace tillwatch::listing
