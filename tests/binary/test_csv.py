"""Lists as files: the rows and columns of the pages, with formulas defused."""
import json
import unittest

from lists import Store, checkout, customer, product
from program import on_each_engine, order

HOSTILE_NAMES = ["=cmd()", "+1 (555)", "-2+3", "@sum", "say \"hi\", you", "two\nlines", "plain",
                 "-12.50"]


def flat(row):
    """A row of JSON as the cells of CSV should have it."""
    cells = {}
    for name, value in row.items():
        if name == "customer":
            value = value or {"id": None, "name": None, "email": None}
            cells.update({f"customer_{part}": text for part, text in value.items()})
        else:
            cells[name] = json.dumps(value) if isinstance(value, list) else value
    return {name: "" if value is None else str(value).lower() if isinstance(value, bool)
            else str(value) for name, value in cells.items()}


def is_number(text):
    try:
        return float(text) is not None and not text.startswith("+")
    except ValueError:
        return False


def defused(text):
    starts = tuple("=+-@\t\r\n＝＋－＠")
    return "'" + text if text.startswith(starts) and not is_number(text) else text


class Csv(unittest.TestCase):
    def assert_same(self, store, rest, **query):
        rows = store.rows(rest, **query)
        headers, (names, *lines) = store.csv(rest, limit=1, **query)
        self.assertEqual(len(lines), len(rows))
        for line, row in zip(lines, rows):
            cells = dict(zip(names, line, strict=True))
            for name, text in flat(row).items():
                if text.startswith("["):
                    self.assertEqual(json.loads(cells.pop(name)), json.loads(text))
                else:
                    self.assertEqual(cells.pop(name), defused(text), name)
            self.assertEqual(cells, {})
        return headers

    @on_each_engine
    def test_has_the_rows_of_all_pages_with_formulas_defused(self, program):
        store = Store(program)
        for number, name in enumerate(HOSTILE_NAMES, 1):
            store.send("orders/create", order(number, number * 100, name=name, customer=customer(
                number, name, "")))
            store.send("products/create", product(number, name, vendor=name))
            store.send("checkouts/create", checkout(f"t{number}", email=name + "@x"))
        store.send("orders/create", order(99, name="#99"))
        store.settle()
        headers = self.assert_same(store, "orders")
        self.assertEqual(headers["Content-Type"], "text/csv; charset=utf-8")
        self.assertRegex(headers["Content-Disposition"],
                         r'^attachment; filename="shop-one-orders-\d{4}-\d\d-\d\d\.csv"$')
        self.assert_same(store, "orders", sort="total_price", q="=cmd()")
        for rest in ("customers", "products", "checkouts", "deliveries"):
            self.assert_same(store, rest)
        _, lines = store.csv("orders", q="there is none")
        self.assertEqual([line[:3] for line in lines], [["id", "name", "processed_at"]])

    @on_each_engine
    def test_has_the_columns_that_are_asked_for(self, program):
        store = Store(program)
        store.send("orders/create", order(1, 1250, customer=customer(7, "Ann", "Smith")))
        store.send("orders/create", order(2, 300, customer=None))
        store.send("customers/create", customer(8, "Bo", "Ek"))
        store.settle()
        _, lines = store.csv("orders", columns="total_price,customer_name,id", sort="total_price")
        self.assertEqual(lines, [["id", "customer_name", "total_price"], ["2", "", "3.00"],
                                 ["1", "Ann Smith", "12.50"]])
        _, lines = store.csv("orders", columns="customer_name", sort="total_price")
        self.assertEqual(lines, [["customer_name"], [""], ["Ann Smith"]])
        _, lines = store.csv("customers", columns="addresses")
        self.assertEqual([lines[0], len(lines)], [["addresses"], 3])
        for rest, columns in (("orders", "customer"), ("products", "id,net"), ("checkouts", ""),
                              ("customers", "id,,name")):
            status, _, body = store.ask(rest, accept="text/csv", columns=columns)
            self.assertEqual((status, [error["field"] for error in json.loads(body)["errors"]]),
                             (422, ["columns"]), columns)

    @on_each_engine
    def test_is_longer_than_a_piece(self, program):
        store = Store(program)
        program.stop()
        program.execute(
            "insert into checkouts (store_id, token, updated_at, triggered_at, completeness, "
            "content_hash, created_at, total_price) with recursive n (i) as (select 1 union all "
            "select i + 1 from n where i < 3500) select store_id, 't' || i, 0, -1, 0, 0, i, i from "
            "stores, n")
        program.serve()
        _, (_, *lines) = store.csv("checkouts", sort="created_at")
        self.assertEqual([line[0] for line in lines], [f"t{i}" for i in range(1, 3501)])

    @on_each_engine
    def test_is_refused_like_json(self, program):
        store = Store(program)
        for query, status in (({"limit": 0}, 422), ({"cursor": "x"}, 400), ({"sort": "x"}, 422)):
            answered, headers, _ = store.ask("orders", accept="text/csv", **query)
            self.assertEqual((answered, headers["Content-Type"]),
                             (status, "application/problem+json"))
