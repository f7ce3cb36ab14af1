"""Orders, customers, products and checkouts as readers of the API see them: every field, pages
while rows are added, filters, searches, and refused questions. All rows come as webhooks."""
import json
import unittest

from lists import Store, checkout, customer, product
from program import on_each_engine, order


def numbers(*ids):
    return [str(number) for number in ids]


class Fields(unittest.TestCase):
    @on_each_engine
    def test_an_order_is_told_whole(self, program):
        store = Store(program)
        store.send("orders/create", order(
            1, 2400, "2026-07-01", name="#1001", email="ann@example.com",
            source_name="web", total_tax="4.00", customer=customer(7), checkout_token="t1",
            referring_site="https://x",
            discount_codes=[{"code": "TEN", "amount": "1.00", "type": "fixed_amount"}],
            payment_gateway_names=["cash"], shipping_address={"country_code": "GB"},
            line_items=[{"id": 10, "product_id": 5, "variant_id": 50, "title": "Cup",
                         "sku": "CUP-1", "vendor": "Acme", "quantity": 2, "price": "12.50",
                         "discount_allocations": [{"amount": "1.00",
                                                   "discount_application_index": 0}],
                         "tax_lines": [{"title": "VAT", "rate": 0.2, "price": "4.00"}]}],
            shipping_lines=[{"id": 3, "title": "Post", "price": "3.00", "discounted_price": "3.00",
                             "tax_lines": []}]))
        store.send("refunds/create", {
            "id": 900, "order_id": 1, "created_at": "2026-07-03T10:00:00Z",
            "processed_at": "2026-07-03T10:00:00Z", "transactions": [], "order_adjustments": [],
            "refund_line_items": [{"id": 1, "line_item_id": 10, "quantity": 1, "subtotal": "12.00",
                                   "total_tax": "2.00"}]})
        store.settle()
        listed, = store.rows("orders")
        self.assertEqual(listed, {
            "id": "1", "name": "#1001", "processed_at": "2026-07-01T12:00:00Z", "day": "2026-07-01",
            "customer": {"id": "7", "name": "Ann Lee", "email": "c7@example.com"},
            "financial_status": "paid", "fulfillment_status": None, "cancelled_at": None,
            "test": False, "channel": "web", "total_price": "24.00",
            "order_value": "20.00", "net_sales": "10.00"})
        whole = store.page("orders/1")
        self.assertEqual({name: whole.pop(name) for name in listed}, listed)
        sales = whole.pop("sales")
        self.assertEqual(whole, {
            "created_at": "2026-07-01T12:00:00Z", "updated_at": "2026-07-01T12:00:00Z",
            "email": "ann@example.com", "country": "GB", "referrer": "https://x", "checkout": "t1",
            "taxes_included": True, "total_tax": "4.00", "tip": "0.00", "discount_codes": ["TEN"],
            "gateways": ["cash"],
            "lines": [{"id": "10", "product_id": "5", "variant_id": "50", "title": "Cup",
                       "sku": "CUP-1", "vendor": "Acme", "quantity": 2, "current_quantity": None,
                       "price": "12.50", "discount": "1.00", "tax": "4.00", "gift_card": False,
                       "tip": False,
                       "tax_lines": [{"title": "VAT", "rate": "0.200000", "price": "4.00"}],
                       "discount_allocations": [{"application": 0, "amount": "1.00"}]}],
            "shipping_lines": [{"price": "3.00", "discount": "0.00", "tax": "0.00"}],
            "duties": [], "fees": [],
            "refunds": [{"id": "900", "processed_at": "2026-07-03T10:00:00Z",
                         "lines": [{"line_item_id": "10", "quantity": 1, "subtotal": "12.00",
                                    "tax": "2.00"}], "adjustments": []}],
            "edits": [], "milestones": []})
        self.assertEqual(
            [(row["action"], row["line_type"], row["quantity"], row["day"], row["total"],
              row["tax"], row["net"]) for row in sales],
            [("order", "product", 2, "2026-07-01", "24.00", "4.00", "20.00"),
             ("order", "shipping", 1, "2026-07-01", "3.00", "0.00", "3.00"),
             ("return", "product", -1, "2026-07-03", "-12.00", "-2.00", "-10.00")])
        self.assertEqual(sales[0], {
            "happened_at": "2026-07-01T12:00:00Z", "day": "2026-07-01", "hour": 13,
            "action": "order", "line_type": "product", "quantity": 2, "total": "24.00",
            "tax": "4.00", "discount": "0.83", "net": "20.00", "gross": "20.83",
            "line_item_id": "10", "product_id": "5", "variant_id": "50", "vendor": "Acme",
            "sku": "CUP-1", "inexact": False})

    @on_each_engine
    def test_an_order_was_paid_and_fulfilled_when_webhooks_first_told_so(self, program):
        store = Store(program)

        def tell(event, hour, fulfillment=None):
            store.send(f"orders/{event}", order(1, updated_at=f"2026-07-01T{hour}:00:00Z",
                                                fulfillment_status=fulfillment))
        tell("fulfilled", 16, "fulfilled")
        for hour in (15, 13, 17):
            tell("paid", hour)
        tell("create", 12)
        tell("partially_fulfilled", 14, "partial")
        tell("fulfilled", 11)  # its body says otherwise
        store.settle()
        self.assertEqual(store.page("orders/1")["milestones"], [
            {"kind": "paid", "reached_at": "2026-07-01T13:00:00Z"},
            {"kind": "partially_fulfilled", "reached_at": "2026-07-01T14:00:00Z"},
            {"kind": "fulfilled", "reached_at": "2026-07-01T16:00:00Z"}])
        store.send("orders/delete", json.dumps({"id": 1}).encode())
        tell("paid", 18)
        store.settle()
        self.assertEqual(store.ask("orders/1")[0], 404)
        self.assertEqual(program.query("select kind from order_milestones", "state"), [])

    @on_each_engine
    def test_a_product_that_shopify_has_not_told_of_is_called_as_its_newest_orders_say(
            self, program):
        store = Store(program)
        for number, day, title in ((1, "2026-07-01", "Cup"), (2, "2026-07-03", "Red cup")):
            body = json.loads(order(number, 1000, day))
            body["line_items"][0].update(product_id=7, variant_id=42, title=title, vendor="Acme")
            store.send("orders/create", json.dumps(body).encode())
        store.settle()

        def labels(by, to):
            asked = {"measure": "net_sales", "by": by, "from": "2026-07-01", "to": to}
            return [item["label"] for item in store.page("insights/breakdown", **asked)["items"]]
        self.assertEqual([labels(by, to) for by in ("product", "variant")
                          for to in ("2026-07-02", "2026-07-31")], [["Cup"], ["Red cup"]] * 2)
        self.assertEqual(store.page("products/7"), {
            "id": "7", "title": "Red cup", "vendor": "Acme", "product_type": "", "status": "",
            "units": 2, "net_sales": "20.00", "variants": []})
        self.assertEqual(store.ask("products/8")[0], 404)
        store.send("products/create", product(7, "Pot"))
        store.settle()
        self.assertEqual(labels("product", "2026-07-31"), ["Pot"])

    @on_each_engine
    def test_customers_products_and_checkouts_are_told_whole(self, program):
        store = Store(program)
        address = {"name": "Ann Lee", "company": "", "address1": "1 High Street", "address2": "",
                   "city": "London", "province": "", "zip": "E1 6AN", "phone": ""}
        store.send("customers/create", customer(7, phone="+441632960961", addresses=[
            {"id": 1, "default": True, "country_code": "GB", **address}]))
        store.send("products/create", product(7, "Pot"))
        store.send("checkouts/create", checkout("t1"), checkout("t2", email=None))
        store.send("orders/create", order(1, 1000, "2026-07-01", customer={"id": 7}),
                   order(2, 500, "2026-07-03", customer={"id": 7}, checkout_token="t2"))
        store.settle()
        ann, = store.rows("customers")
        self.assertEqual(ann, {
            "id": "7", "name": "Ann Lee", "email": "c7@example.com", "phone": "+441632960961",
            "created_at": "2026-06-07T12:00:00Z", "orders": 2, "net_sales": "15.00",
            "first_order_at": "2026-07-01T12:00:00Z", "last_order_at": "2026-07-03T12:00:00Z",
            "addresses": [{"is_default": True, "country": "GB", **address}]})
        self.assertEqual(store.page("customers/7"), ann)
        pot, = store.rows("products")
        self.assertEqual(pot, {
            "id": "7", "title": "Pot", "vendor": "Acme", "product_type": "Mug", "status": "active",
            "units": 2, "net_sales": "15.00",
            "variants": [{"id": "70", "title": "Blue", "sku": "SKU-7", "price": "10.00"}]})
        self.assertEqual(store.page("products/7"), pot)
        second, first = store.rows("checkouts")
        self.assertEqual(first, {
            "id": "t1", "created_at": "2026-06-01T12:00:00Z", "completed_at": None,
            "state": "abandoned", "email": "ann@example.com", "total_price": "26.00"})
        self.assertEqual(second, {
            "id": "t2", "created_at": "2026-06-01T12:00:00Z",
            "completed_at": "2026-07-03T12:00:00Z", "state": "completed", "email": None,
            "total_price": "26.00"})
        self.assertEqual(store.page("checkouts/t2"), {
            **second, "phone": None, "customer_id": None, "order_id": "2",
            "lines": [{"product_id": "7", "variant_id": "42", "title": "Pot", "quantity": 2,
                       "price": "13.00"}]})

    @on_each_engine
    def test_an_order_with_an_edit_and_charges_says_so(self, program):
        store = Store(program)
        store.send("orders/create", order(
            1, 1000, "2026-07-01", updated_at="2026-07-09T12:00:00Z",
            current_total_duties_set={"shop_money": {"amount": "2.00", "currency_code": "GBP"}},
            line_items=[{"id": 10, "title": "Cup", "quantity": 1, "price": "10.00",
                         "duties": [{"id": 5, "price": "2.00", "tax_lines": []}]}]))
        store.send("orders/edited", {"order_edit": {
            "id": 77, "order_id": 1, "committed_at": "2026-07-02T12:00:00Z",
            "line_items": {"additions": [{"id": 10, "delta": 1}], "removals": []}}})
        store.settle()
        whole = store.page("orders/1")
        self.assertEqual(whole["duties"],
                         [{"line_item_id": "10", "price": "2.00", "tax": "0.00"}])
        self.assertEqual(whole["edits"], [
            {"id": "77", "committed_at": "2026-07-02T12:00:00Z",
             "additions": [{"line_item_id": "10", "units": 1}], "removals": []}])


class Pages(unittest.TestCase):
    @on_each_engine
    def test_each_row_comes_once_and_in_order_while_rows_are_added(self, program):
        store = Store(program)
        store.send("orders/create", *[order(n, n * 100, f"2026-07-{n:02}") for n in range(1, 24)])
        store.settle()
        before = numbers(*range(23, 0, -1))
        self.assertEqual(store.ids("orders", limit=7), before)
        for sort, expected in (("-processed_at", before), ("processed_at", before[::-1]),
                               ("-total_price", before), ("total_price", before[::-1])):
            seen, cursor, added = [], {}, 100
            while True:
                page = store.page("orders", sort=sort, limit=4, **cursor)
                seen += page["items"]
                if page["next_cursor"] is None:
                    break
                cursor = {"cursor": page["next_cursor"]}
                # one at each end, and one where the last page ended
                day = f"2026-07-{len(seen):02}"
                store.send("orders/create", order(added, 1, "2026-06-01"),
                           order(added + 1, 99999, "2026-08-01"),
                           order(added + 2, len(seen) * 100, day))
                added += 3
                store.settle()
            ids = [row["id"] for row in seen]
            self.assertEqual(len(ids), len(set(ids)), sort)
            self.assertEqual([number for number in ids if int(number) < 100], expected, sort)
            column = sort.lstrip("-")
            keys = [(float(row[column]) if column == "total_price" else row[column],
                     int(row["id"])) for row in seen]
            self.assertEqual(keys, sorted(keys, reverse=sort.startswith("-")), sort)
            store.send("orders/delete", *[{"id": number} for number in range(100, added)])
            store.settle()

    @on_each_engine
    def test_a_cursor_belongs_to_its_question(self, program):
        store = Store(program)
        store.send("orders/create", *[order(n) for n in range(1, 4)])
        store.settle()
        cursor = store.page("orders", limit=1)["next_cursor"]
        self.assertEqual(store.ask("orders", cursor=cursor)[0], 200)
        for rest, query in (("orders", {"sort": "processed_at"}), ("orders", {"q": "#"}),
                            ("orders", {"test": "false"}), ("checkouts", {}), ("customers", {})):
            self.assertEqual(store.ask(rest, cursor=cursor, **query)[0], 400, (rest, query))


class Filters(unittest.TestCase):
    @on_each_engine
    def test_orders(self, program):
        store = Store(program)
        store.send(
            "orders/create",
            order(1, 100, "2026-07-01", name="#1001", customer=customer(1, "Ann", "Lee")),
            order(2, 200, "2026-07-02", name="#1002", customer=customer(2, "Bo", "Annan"),
                  financial_status="pending", source_name="pos", test=True),
            order(3, 300, "2026-07-03", name="EU1003", email="ann@guest.com",
                  fulfillment_status="fulfilled",
                  cancelled_at="2026-07-04T00:00:00Z"),
            order(4, 400, "2026-07-03", name="#1004", line_items=[
                {"id": 40, "product_id": 8, "title": "Cup", "quantity": 1, "price": "4.00"}]))
        # 23:30 in New York, the next day in London
        late = order(5, 500, name="#1005", processed_at="2026-07-05T23:30:00-04:00")
        store.send("orders/create", late)
        store.settle()
        for query, expected in (
                ({}, [5, 4, 3, 2, 1]), ({"q": "1001"}, [1]), ({"q": "#1001"}, [1]),
                ({"q": "#10"}, [5, 4, 2, 1]), ({"q": "eu"}, [3]), ({"q": "ann"}, [3, 2, 1]),
                ({"q": "ANN L"}, [1]), ({"q": "c2@"}, [2]), ({"q": "nn"}, []),
                ({"q": "%"}, []), ({"q": "_"}, []),
                ({"q": "ann", "sort": "total_price"}, [1, 2, 3]),
                ({"financial_status": "pending"}, [2]), ({"financial_status": "voided"}, []),
                ({"fulfillment_status": "fulfilled"}, [3]),
                ({"fulfillment_status": "unfulfilled"}, [5, 4, 2, 1]), ({"channel": "pos"}, [2]),
                ({"channel": ""}, [5, 4, 3, 1]), ({"customer": 2}, [2]),
                ({"product": 8}, [4]), ({"product": 7}, [5, 3, 2, 1]), ({"test": "true"}, [2]),
                ({"test": "false"}, [5, 4, 3, 1]), ({"cancelled": "true"}, [3]),
                ({"cancelled": "false", "test": "false"}, [5, 4, 1]),
                ({"counted": "true"}, [5, 4, 3, 1]), ({"counted": "false"}, [2]),
                ({"weekday": "monday"}, [5]), ({"weekday": "friday"}, [4, 3]),
                ({"weekday": "sunday"}, []), ({"hour": 4}, [5]), ({"hour": 23}, []),
                ({"hour": 13, "weekday": "wednesday"}, [1]),
                ({"order_value_from": "3.00"}, [5, 4, 3]),
                ({"order_value_below": "3"}, [1]), ({"order_value_from": "5.01"}, []),
                ({"order_value_from": "3.00", "order_value_below": "4.00"}, [3]),
                ({"from": "2026-07-03"}, [5, 4, 3]), ({"to": "2026-07-02"}, [2, 1]),
                ({"from": "2026-07-03", "to": "2026-07-03", "sort": "processed_at"}, [3, 4]),
                ({"from": "2026-07-06", "to": "2026-07-06"}, [5]),
                ({"to": "2026-07-05", "from": "2026-07-05"}, []),
                ({"sort": "total_price", "from": "2026-07-02"}, [2, 3, 4, 5])):
            for limit in (1, 50):
                self.assertEqual(store.ids("orders", limit=limit, **query), numbers(*expected),
                                 query)
        for nobody in ("customer=9", "product=9", "customer=2&product=9"):
            status, _, _ = program.get(f"/api/v1/stores/{store.id}/orders?{nobody}", store.key)
            self.assertEqual(status, 404, nobody)

    @on_each_engine
    def test_customers_products_and_checkouts(self, program):
        store = Store(program)
        store.send("customers/create", customer(1, "Ann", "Lee"), customer(2, "Bo", "Annan"),
                   customer(3, "Cy", "", email=None))
        store.send("orders/create", order(1, 700, customer={"id": 2}, line_items=[
            {"id": 10, "product_id": 2, "title": "Pot", "quantity": 1, "price": "7.00"}]))
        store.send("products/create", product(1, "Red cup"), product(2, "Pot", vendor="Bolt"),
                   product(3, "apron", status="draft", product_type=""))
        store.send("checkouts/create", checkout("t1"), checkout("t2", "2026-06-02", email=None),
                   checkout("t3", "2026-06-03", completed_at="2026-06-03T14:00:00Z"),
                   checkout("t4", "2026-06-04", email="bo@example.com"))
        store.settle()
        for rest, query, expected in (
                ("customers", {}, [3, 2, 1]), ("customers", {"sort": "created_at"}, [1, 2, 3]),
                ("customers", {"sort": "-net_sales"}, [2, 3, 1]),
                ("customers", {"sort": "orders"}, [1, 3, 2]),
                ("customers", {"q": "ann"}, [2, 1]), ("customers", {"q": "C1@EXAMPLE"}, [1]),
                ("customers", {"has_orders": "true"}, [2]),
                ("customers", {"has_orders": "false"}, [3, 1]),
                ("customers", {"from": "2026-06-02"}, [3, 2]),
                ("customers", {"to": "2026-06-02", "from": "2026-06-02"}, [2]),
                ("products", {}, [3, 2, 1]), ("products", {"sort": "-title"}, [1, 2, 3]),
                ("products", {"sort": "-units"}, [2, 3, 1]),
                ("products", {"sort": "net_sales"}, [1, 3, 2]),
                ("products", {"q": "CUP"}, [1]), ("products", {"q": "sku-2"}, [2]),
                ("products", {"q": "bol"}, [2]), ("products", {"vendor": "Acme"}, [3, 1]),
                ("products", {"product_type": ""}, [3]), ("products", {"status": "draft"}, [3]),
                ("checkouts", {}, ["t4", "t3", "t2", "t1"]),
                ("checkouts", {"sort": "created_at"}, ["t1", "t2", "t3", "t4"]),
                ("checkouts", {"state": "abandoned"}, ["t4", "t1"]),
                ("checkouts", {"state": "open"}, ["t2"]),
                ("checkouts", {"state": "completed"}, ["t3"]), ("checkouts", {"q": "BO"}, ["t4"]),
                ("checkouts", {"figure": "started"}, ["t4", "t3", "t2", "t1"]),
                ("checkouts", {"figure": "completed"}, ["t3"]),
                ("checkouts", {"figure": "abandoned"}, ["t4", "t3", "t1"]),
                ("checkouts", {"figure": "recovered"}, ["t3"]),
                ("checkouts", {"figure": "abandoned", "state": "abandoned"}, ["t4", "t1"]),
                ("checkouts", {"from": "2026-06-02", "to": "2026-06-03"}, ["t3", "t2"])):
            for limit in (1, 50):
                self.assertEqual(store.ids(rest, limit=limit, **query),
                                 [str(name) for name in expected], (rest, query))


class Refusals(unittest.TestCase):
    @on_each_engine
    def test_wrong_questions_are_told_by_their_parameters(self, program):
        store = Store(program)
        for rest, query, fields in (
                ("orders", "limit=0", ["limit"]), ("orders", "limit=251", ["limit"]),
                ("orders", "limit=1&limit=2", ["limit"]), ("orders", "limit=1e3", ["limit"]),
                ("orders", "q=", ["q"]), ("orders", "q=" + "a" * 256, ["q"]),
                ("orders", "q=%ff", ["q"]),
                ("orders", "sort=", ["sort"]), ("orders", "sort=--total_price", ["sort"]),
                ("orders", "sort=name;drop%20table%20orders", ["sort"]),
                ("orders", "financial_status=Paid", ["financial_status"]),
                ("orders", "channel=%ff", ["channel"]), ("orders", "customer=0", ["customer"]),
                ("orders", "product=1%27%20or%201=1", ["product"]),
                ("orders", "product=9223372036854775808", ["product"]),
                ("orders", "test=1", ["test"]), ("orders", "cancelled=", ["cancelled"]),
                ("orders", "from=2026-02-30", ["from"]),
                ("orders", "counted=1&hour=24&weekday=1", ["counted", "hour", "weekday"]),
                ("orders", "order_value_from=ten&order_value_below=", ["order_value_below",
                                                                      "order_value_from"]),
                ("orders", "from=2026-07-02&to=2026-07-01", ["from"]),
                ("orders", "state=open&vendor=x", ["state", "vendor"]),
                ("customers", "has_orders=maybe&sort=name", ["has_orders", "sort"]),
                ("products", "status=%20&from=2026-07-01", ["from", "status"]),
                ("checkouts", "state=done&customer=1", ["customer", "state"]),
                ("checkouts", "figure=open", ["figure"]),
                ("orders/1", "limit=1", ["limit"]), ("customers/1", "q=x", ["q"])):
            status, _, text = program.get(f"/api/v1/stores/{store.id}/{rest}?{query}", store.key)
            self.assertEqual(status, 422, query)
            self.assertEqual(sorted(error["field"] for error in json.loads(text)["errors"]), fields)

    @on_each_engine
    def test_what_is_not_there_is_not_found(self, program):
        store = Store(program)
        store.send("orders/create", order(1))
        store.settle()
        for rest in ("orders", "customers", "products"):
            for one in ("2", "0", "01", "-1", "x", "9223372036854775808", "1'"):
                status = program.get(f"/api/v1/stores/{store.id}/{rest}/{one}", store.key)[0]
                self.assertEqual(status, 404, (rest, one))
        for token in ("x", "%ff", "%27"):
            self.assertEqual(
                program.get(f"/api/v1/stores/{store.id}/checkouts/{token}", store.key)[0], 404)

    @on_each_engine
    def test_a_stores_objects_are_its_members_to_see(self, program):
        store = Store(program)
        store.send("orders/create", order(1, customer=customer(7)))
        store.send("products/create", product(7, "Pot"))
        store.send("checkouts/create", checkout("t1"))
        store.settle()
        program.add_user("bob@example.com")
        bob = program.add_api_key("bob@example.com")
        other = program.add_store(shop="two.myshopify.com", owner="bob@example.com")
        for rest in ("orders", "customers", "products", "checkouts", "orders/1", "customers/7",
                     "products/7", "checkouts/t1"):
            self.assertEqual(store.ask(rest)[0], 200, rest)
            self.assertEqual(store.ask(rest, key=bob)[0], 404, rest)
            self.assertEqual(program.get(f"/api/v1/stores/{store.id}/{rest}")[0], 401)
            status, _, text = program.get(f"/api/v1/stores/{other}/{rest}", bob)
            if "/" in rest:
                self.assertEqual(status, 404, rest)
            else:
                self.assertEqual(json.loads(text), {"items": [], "next_cursor": None})


if __name__ == "__main__":
    unittest.main()
