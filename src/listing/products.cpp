#include "listing/products.hpp"

#include <limits>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "insights/sold_names.hpp"
#include "listing/fields.hpp"
#include "listing/reader.hpp"
#include "listing/search.hpp"
#include "listing/sql.hpp"

namespace tillwatch::listing {
namespace {

/// After every title: no text goes on with two of these.
constexpr std::string_view last_title = "\xf4\x8f\xbf\xbf\xf4\x8f\xbf\xbf";

class Products {
  public:
    using Row = ProductRow;
    using Id = std::int64_t;

    Products(db::Transaction& transaction, StoreId store_id, const ProductsQuestion& question)
        : sort(question.sort), reader_(transaction, store_id), question_(question) {}

    /// Parts of texts are found by no index, and a store has few products.
    static std::optional<Ids> few() { return std::nullopt; }

    bool looks_at_all() const { return sort.key != ProductKey::title; }

    std::vector<Candidate<Id>> next(const std::optional<Place>& after, std::int64_t limit) {
        if (looks_at_all()) {
            const auto from = after.value_or(before_all_sums(sort.descending));
            return reader_.candidates<sql::ListProductsBySum>(
                {reader_.store_id.value, sort.key == ProductKey::units ? 1 : 0,
                 sort.descending ? -1 : 1, from.number, from.id, limit});
        }
        if (sort.descending) {
            const auto from = after.value_or(Place{0, std::string(last_title)});
            return reader_.candidates<sql::ListProductsByTitleBack>(
                {reader_.store_id.value, from.text, from.id, limit});
        }
        const auto from = after.value_or(Place{0, {}, std::numeric_limits<std::int64_t>::min()});
        return reader_.candidates<sql::ListProductsByTitle>(
            {reader_.store_id.value, from.text, from.id, limit});
    }

    /// With the sums, by which they may be sorted, and the variants where the search may be for
    /// one.
    std::vector<Row> fetch(const Ids& ids) {
        std::vector<Row> rows;
        for (auto& row : reader_.all<sql::ListProductRows>(ids))
            rows.push_back({.id = row.product_id,
                            .title = std::move(row.title),
                            .vendor = std::move(row.vendor),
                            .product_type = std::move(row.product_type),
                            .status = std::move(row.status),
                            .variants = {}});
        if (looks_at_all()) add_sums(rows);
        if (question_.search) add_variants(rows);
        return rows;
    }

    bool passes(const Row& row) const {
        const auto& q = question_;
        if (q.vendor && row.vendor != *q.vendor) return false;
        if (q.product_type && row.product_type != *q.product_type) return false;
        if (q.status && row.status != *q.status) return false;
        return !q.search || is_found(row, *q.search);
    }

    Place place_of(const Row& row) const {
        switch (sort.key) {
            case ProductKey::title: return {0, fold(row.title), row.id};
            case ProductKey::units: return {row.units, {}, row.id};
            case ProductKey::net_sales: return {row.net_sales, {}, row.id};
        }
        std::unreachable();
    }

    void complete(std::vector<Row>& rows) {
        if (!looks_at_all()) add_sums(rows);
        if (!question_.search) add_variants(rows);
    }

    const http::Sort<ProductKey> sort;

  private:
    static bool is_found(const Row& row, const std::string& search) {
        if (has_part(row.title, search) || has_part(row.vendor, search)) return true;
        return std::ranges::any_of(row.variants, [&](const VariantRow& variant) {
            return variant.sku && has_part(*variant.sku, search);
        });
    }

    void add_sums(std::vector<Row>& rows) {
        if (rows.empty()) return;
        std::unordered_map<std::string, std::size_t> places;
        for (const auto& row : rows) places.emplace(std::to_string(row.id), places.size());
        reader_.transaction.each<sql::SumProducts>({reader_.store_id.value}, [&](const auto& sum) {
            const auto place = places.find(sum.product);
            if (place == places.end()) return;
            rows[place->second].units = sum.units;
            rows[place->second].net_sales = sum.net_sales;
        });
    }

    void add_variants(std::vector<Row>& rows) {
        const auto places = places_of(rows);
        for (auto& variant : reader_.all<sql::ListVariants>(ids_of(rows)))
            rows[places.at(variant.product_id)].variants.push_back(
                {variant.variant_id, std::move(variant.title), std::move(variant.sku),
                 variant.price});
    }

    Reader reader_;
    const ProductsQuestion& question_;
};

}  // namespace

ProductsQuestion read_products_question(http::Query& query, const http::Request& request) {
    constexpr http::SortName<ProductKey> keys[] = {{"title", ProductKey::title},
                                                   {"units", ProductKey::units},
                                                   {"net_sales", ProductKey::net_sales}};
    ProductsQuestion question;
    question.sort = http::read_sort<ProductKey>(query, request, keys, question.sort);
    question.search = query.find("q", &http::parse_search);
    question.vendor = query.find("vendor", &parse_text);
    question.product_type = query.find("product_type", &parse_text);
    question.status = query.find("status", &parse_word);
    return question;
}

Page<ProductRow> read_rows(db::Transaction& transaction, StoreId store_id,
                           const ProductsQuestion& question, const std::optional<Place>& after,
                           std::int64_t limit) {
    Products products(transaction, store_id, question);
    return read_page(products, after, limit);
}

std::optional<ProductRow> find_product(db::Transaction& transaction, StoreId store_id,
                                       ProductId id) {
    const ProductsQuestion any;
    Products products(transaction, store_id, any);
    auto rows = products.fetch({id.value});
    if (rows.empty()) {
        auto sold = insights::find_sold_name(transaction, store_id, id);
        if (!sold) return std::nullopt;
        rows.push_back({.id = id.value,
                        .title = std::move(sold->title),
                        .vendor = std::move(sold->vendor).value_or(""),
                        .product_type = {},
                        .status = {},
                        .variants = {}});
    }
    products.complete(rows);
    return std::move(rows.front());
}

template <class Out>
void tell(Out& out, const ProductRow& row, Currency currency) {
    out.member("id", digits(row.id)).member("title", row.title).member("vendor", row.vendor);
    out.member("product_type", row.product_type).member("status", row.status);
    out.member("units", row.units).member("net_sales", money_text(row.net_sales, currency));
    out.list("variants", row.variants, [&](JsonFields& fields, const VariantRow& variant) {
        fields.member("id", digits(variant.id)).member("title", variant.title);
        fields.member("sku", variant.sku);
        fields.member("price", money_text(variant.price, currency));
    });
}

template void tell(JsonFields&, const ProductRow&, Currency);
template void tell(CsvFields&, const ProductRow&, Currency);
template void tell(ColumnNames&, const ProductRow&, Currency);

}  // namespace tillwatch::listing
