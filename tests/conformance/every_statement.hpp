// All statements of the program's folders; a folder with an sql directory joins by itself.
#pragma once

#include <vector>

#include "db/statement.hpp"

namespace tillwatch::test {

std::vector<const db::Statement*> every_statement();

}  // namespace tillwatch::test
