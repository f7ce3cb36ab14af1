#include "listing/checkouts.hpp"

#include <array>

#include "base/text.hpp"
#include "listing/fields.hpp"
#include "listing/masking.hpp"
#include "listing/search.hpp"
#include "listing/sql.hpp"

namespace tillwatch::listing {
namespace {

using Tokens = std::vector<std::string>;

constexpr std::array states{CheckoutState::open, CheckoutState::completed,
                            CheckoutState::abandoned};

std::string_view name_of(CheckoutState state) {
    switch (state) {
        case CheckoutState::open: return "open";
        case CheckoutState::completed: return "completed";
        case CheckoutState::abandoned: return "abandoned";
    }
    return "";
}

CheckoutRow row_of(sql::ListCheckoutRows::Row&& row, Instant now) {
    const auto completed_at = row.completed_at ? row.completed_at : row.ordered_at;
    const commerce::CheckoutCourse course{{row.created_at}, completed_at, row.reachable != 0};
    return {.token = std::move(row.token),
            .course = course,
            .state = commerce::state_of(course, now),
            .email = std::move(row.email),
            .phone = std::move(row.phone),
            .customer_id = row.customer_id,
            .total_price = row.total_price,
            .order_id = row.order_id};
}

class Checkouts {
  public:
    using Row = CheckoutRow;
    using Id = std::string;

    Checkouts(db::Transaction& transaction, StoreId store_id, const CheckoutsQuestion& question)
        : sort(question.sort),
          transaction_(transaction),
          store_id_(store_id),
          question_(question) {}

    std::optional<Tokens> few() {
        if (!question_.search) return std::nullopt;
        const auto high = end_of(*question_.search);
        Tokens tokens;
        for (auto& row : transaction_.all<sql::FindCheckoutsByEmail>(
                 {store_id_.value, *question_.search, high,
                  static_cast<std::int64_t>(few_rows_max) + 1}))
            tokens.push_back(std::move(row.token));
        if (tokens.size() > few_rows_max) return std::nullopt;
        return tokens;
    }

    static bool looks_at_all() { return false; }

    std::vector<Candidate<Id>> next(const std::optional<Place>& after, std::int64_t limit) {
        const auto& days = question_.days;
        if (sort.descending) {
            const auto from = after.value_or(Place{days.until.ms});
            return candidates<sql::ListCheckoutsLatest>(
                {store_id_.value, days.since.ms, from.number, from.text, limit});
        }
        const auto from = after.value_or(Place{days.since.ms});
        return candidates<sql::ListCheckoutsEarliest>(
            {store_id_.value, days.until.ms, from.number, from.text, limit});
    }

    std::vector<Row> fetch(const Tokens& tokens) {
        std::vector<sql::ListCheckoutRows::Params> params;
        for (const auto& token : tokens) params.push_back({store_id_.value, token});
        std::vector<Row> rows;
        for (auto& row : transaction_.batch_all<sql::ListCheckoutRows>(params))
            rows.push_back(row_of(std::move(row), question_.now));
        return rows;
    }

    bool passes(const Row& row) const {
        if (!question_.days.contains(row.course.created_at)) return false;
        if (question_.state && row.state != *question_.state) return false;
        if (question_.figure && !counts_as(*question_.figure, row.course, question_.now))
            return false;
        return !question_.search || begins_with(row.email.value_or(""), *question_.search);
    }

    Place place_of(const Row& row) const { return {row.course.created_at.ms, row.token}; }

    void complete(std::vector<Row>&) {}

    const http::Sort<CheckoutKey> sort;

  private:
    template <class Q>
    std::vector<Candidate<Id>> candidates(const typename Q::Params& params) {
        std::vector<Candidate<Id>> found;
        for (auto& row : transaction_.all<Q>(params))
            found.push_back({{row.key, row.token}, row.token});
        return found;
    }

    db::Transaction& transaction_;
    StoreId store_id_;
    const CheckoutsQuestion& question_;
};

void write_line(JsonFields& out, const sql::ListCheckoutLines::Row& line, Currency currency) {
    out.member("product_id", digits(line.product_id)).member("variant_id", digits(line.variant_id));
    out.member("title", line.title).member("quantity", line.quantity);
    out.member("price", money_text(line.price, currency));
}

}  // namespace

Result<CheckoutState> parse_checkout_state(std::string_view text) {
    const auto found = std::ranges::find(states, text, [](auto state) { return name_of(state); });
    if (found != states.end()) return *found;
    return fail(Code::invalid, "is not open, completed or abandoned");
}

Result<CheckoutFigure> parse_checkout_figure(std::string_view text) {
    if (text == "started") return CheckoutFigure::started;
    if (text == "completed") return CheckoutFigure::completed;
    if (text == "abandoned") return CheckoutFigure::abandoned;
    if (text == "recovered") return CheckoutFigure::recovered;
    return fail(Code::invalid, "is not started, completed, abandoned or recovered");
}

CheckoutsQuestion read_checkouts_question(http::Query& query, const http::Request& request,
                                          const TimeZone& zone, Instant now) {
    constexpr http::SortName<CheckoutKey> keys[] = {{"created_at", CheckoutKey::created_at}};
    CheckoutsQuestion question;
    question.now = now;
    question.sort = http::read_sort<CheckoutKey>(query, request, keys, question.sort);
    question.days = read_days(query, zone);
    question.search = query.find("q", &http::parse_search);
    question.state = query.find("state", &parse_checkout_state);
    question.figure = query.find("figure", &parse_checkout_figure);
    return question;
}

Page<CheckoutRow> read_rows(db::Transaction& transaction, StoreId store_id,
                            const CheckoutsQuestion& question, const std::optional<Place>& after,
                            std::int64_t limit) {
    Checkouts checkouts(transaction, store_id, question);
    return read_page(checkouts, after, limit);
}

template <class Out>
void tell(Out& out, const CheckoutRow& row, Currency currency) {
    out.member("id", row.token).member("created_at", row.course.created_at.text());
    out.member("completed_at", instant_text(row.course.completed_at));
    out.member("state", name_of(row.state)).member("email", row.email);
    out.member("total_price", money_text(row.total_price, currency));
}

template void tell(JsonFields&, const CheckoutRow&, Currency);
template void tell(CsvFields&, const CheckoutRow&, Currency);
template void tell(ColumnNames&, const CheckoutRow&, Currency);

std::optional<std::string> whole_checkout_json(db::Transaction& transaction,
                                               const stores::Membership& member,
                                               std::string_view token, Instant now) {
    const auto& store = member.store;
    CheckoutsQuestion any;
    any.now = now;
    auto rows = Checkouts(transaction, store.id, any).fetch({std::string(token)});
    if (rows.empty()) return std::nullopt;
    auto& row = rows.front();
    if (!member.sees_personal_data) mask(row);
    json::Writer out;
    out.begin_object();
    JsonFields fields(out);
    tell(fields, row, store.currency);
    fields.member("phone", row.phone).member("customer_id", digits(row.customer_id));
    fields.member("order_id", digits(row.order_id));
    fields.list("lines", transaction.all<sql::ListCheckoutLines>({store.id.value, token}),
                [&](JsonFields& line_fields, const sql::ListCheckoutLines::Row& line) {
                    write_line(line_fields, line, store.currency);
                });
    out.end_object();
    return out.take();
}

}  // namespace tillwatch::listing
