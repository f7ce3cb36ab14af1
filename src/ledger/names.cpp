#include "ledger/names.hpp"

namespace tillwatch::ledger {

std::string_view name_of(Action action) {
    switch (action) {
        case Action::order: return "order";
        case Action::update: return "update";
        case Action::give_back: return "return";
    }
    return "";
}

std::string_view name_of(LineType line_type) {
    switch (line_type) {
        case LineType::product: return "product";
        case LineType::shipping: return "shipping";
        case LineType::tip: return "tip";
        case LineType::gift_card: return "gift_card";
        case LineType::duty: return "duty";
        case LineType::fee: return "fee";
        case LineType::adjustment: return "adjustment";
    }
    return "";
}

}  // namespace tillwatch::ledger
