// What any row of the ledger is begun with, wherever it is told by: its date on the store's clocks
// and its line's names.
#pragma once

#include "ledger/sales.hpp"

namespace tillwatch::ledger {

LineType line_type_of(const commerce::LineItem& line);

/// Of the line, its product, variant, vendor and sku.
void describe(Sale& sale, const commerce::LineItem& line);

/// A row that says nothing is not kept.
bool says_nothing(const Sale& sale);

/// Begins rows. The rows of one event follow each other, so the last date found is kept.
class Clocks {
  public:
    explicit Clocks(const TimeZone& zone) : zone_(zone) {}
    Sale row(Instant happened_at, Action action, LineType line_type);

  private:
    const TimeZone& zone_;
    std::optional<Instant> last_;
    LocalTime local_;
};

}  // namespace tillwatch::ledger
