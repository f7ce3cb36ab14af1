#include "ledger/row.hpp"

namespace tillwatch::ledger {

LineType line_type_of(const commerce::LineItem& line) {
    if (line.gift_card) return LineType::gift_card;
    return line.tip ? LineType::tip : LineType::product;
}

void describe(Sale& sale, const commerce::LineItem& line) {
    sale.line_item_id = line.id;
    sale.product_id = line.product_id;
    sale.variant_id = line.variant_id;
    sale.vendor = line.vendor;
    sale.sku = line.sku;
}

bool says_nothing(const Sale& sale) {
    return sale.quantity == 0 && sale.total.minor == 0 && sale.tax.minor == 0 &&
           sale.discount.minor == 0;
}

Sale Clocks::row(Instant happened_at, Action action, LineType line_type) {
    if (last_ != happened_at) {
        local_ = zone_.local(happened_at);
        last_ = happened_at;
    }
    Sale sale;
    sale.happened_at = happened_at;
    sale.day = local_.day;
    sale.hour = local_.hour;
    sale.action = action;
    sale.line_type = line_type;
    return sale;
}

}  // namespace tillwatch::ledger
