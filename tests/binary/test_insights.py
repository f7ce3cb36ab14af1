"""The questions over HTTP: what each answers and what each refuses, as data; and that every figure
of an overview opens to rows that add up to it."""
import json
import unittest
import urllib.parse

from program import DATA, Program, on_each_engine, order

ORDERS = DATA / "online_retail_2010-12.ndjson.gz"
DECEMBER = "from=2010-12-01&to=2010-12-31"
ADDED_UP = ["orders", "units", "new_customers", "gross_sales", "discounts", "returns", "net_sales",
            "shipping", "duties", "fees", "taxes", "total_sales", "tips", "gift_cards"]
COUNTED = ["orders", "units", "customers", "new_customers", "returning_customers"]

# Two orders of 1 and 2 December, 10.00 and 25.00.
ANSWERED = [
    ("series?measure=orders&from=2010-12-01&to=2010-12-02",
     ['"measure":"orders","interval":"day","by":null,"value":null', '"total":2', '"previous":null',
      '{"from":"2010-12-01","to":"2010-12-01","value":1,"complete":true}']),
    ("series?measure=net_sales&interval=week&from=2010-12-01&to=2010-12-12",
     ['{"from":"2010-12-01","to":"2010-12-05","value":"35.00","complete":false}',
      '{"from":"2010-12-06","to":"2010-12-12","value":"0.00","complete":true}']),
    ("series?measure=gross_sales&interval=hour&from=2010-12-02&to=2010-12-02",
     ['{"from":"2010-12-02","to":"2010-12-02","hour":12,"value":"25.00","complete":true}']),
    ("series?measure=average_order_value&interval=month&from=2010-11-01&to=2010-12-31",
     ['"total":"17.50"', '"to":"2010-11-30","value":null', '"to":"2010-12-31","value":"17.50"']),
    ("series?measure=orders&from=2010-12-02&to=2010-12-02&compare=previous_period",
     ['"previous":{"range":{"from":"2010-12-01","to":"2010-12-01"},"total":1']),
    ("series?measure=orders&interval=week&from=2010-12-04&to=2010-12-07&compare=previous_period",
     ['"previous":{"range":{"from":"2010-11-30","to":"2010-12-03"},"total":2,"points":['
      '{"from":"2010-11-30","to":"2010-12-01","value":1,"complete":false},'
      '{"from":"2010-12-02","to":"2010-12-03","value":1,"complete":false}]}']),
    ("series?measure=customers&from=2010-12-01&to=2010-12-02", ['"total":0']),
    ("series?measure=net_sales&by=hour&value=12&from=2010-12-01&to=2010-12-02",
     ['"by":"hour","value":"12"', '"total":"35.00"', '"to":"2010-12-01","value":"10.00"']),
    ("series?measure=net_sales&by=channel&value=other&from=2010-12-01&to=2010-12-02",
     ['"total":"0.00"', '"to":"2010-12-01","value":"0.00"']),
    ("breakdown?measure=net_sales&by=hour&" + DECEMBER,
     ['"by":"hour","total":"35.00"', '{"value":"12","label":"12","amount":"35.00"}',
      '"other":{"values":0,"amount":"0.00"}']),
    ("breakdown?measure=orders&by=new_or_returning&limit=1&" + DECEMBER,
     ['"items":[{"value":"guest","label":"guest","amount":2}]']),
    ("breakdown?measure=duties&by=channel&" + DECEMBER, ['"total":"0.00","items":[]']),
    ("explain?measure=net_sales&" + DECEMBER,
     ['"by":null,"value":null,"total":"35.00"', '"next_cursor":null',
      '"order":{"id":"2","name":"#2"}', '"happened_at":"2010-12-02T12:00:00Z"',
      '"action":"order","line_type":"product"', '"amount":"25.00"']),
    ("explain?measure=orders&from=2010-12-02&to=2010-12-02",
     ['"total":1', '"sale":null,"amount":1']),
    ("explain?measure=net_sales&by=hour&value=12&" + DECEMBER,
     ['"by":"hour","value":"12","total":"35.00"']),
    ("explain?measure=net_sales&by=hour&value=13&" + DECEMBER, ['"total":"0.00","items":[]']),
    ("checkouts?from=2010-12-01&to=2010-12-03&compare=previous_period",
     ['"abandoned_after_minutes":60',
      '"totals":{"started":2,"completed":1,"abandoned":2,"recovered":1,'
      '"abandonment_rate":"1.0000"}',
      '"previous":{"range":{"from":"2010-11-28","to":"2010-11-30"},"totals":{"started":1,'
      '"completed":0,"abandoned":0,"recovered":0,"abandonment_rate":"0.0000"}}',
      '{"date":"2010-12-01","started":1,"completed":0,"abandoned":1,"recovered":0},'
      '{"date":"2010-12-02","started":1,"completed":1,"abandoned":1,"recovered":1},'
      '{"date":"2010-12-03","started":0,"completed":0,"abandoned":0,"recovered":0}']),
    ("checkouts?from=2009-12-01&to=2009-12-01",
     ['"started":0,"completed":0,"abandoned":0,"recovered":0,"abandonment_rate":null',
      '"previous":null']),
    ("order-values?" + DECEMBER,
     ['"orders":2,"median":"17.50","p90":"25.00"',
      '"buckets":[{"from":"10.00","to":"12.00","orders":1},{"from":"12.00"',
      '{"from":"24.00","to":"26.00","orders":1}]']),
    ("order-values?from=2010-12-03&to=2010-12-04",
     ['"orders":0,"median":null,"p90":null,"buckets":[]']),
]

# The fields that each is refused for.
REFUSED = {
    "series": ["measure"],
    "series?measure=": ["measure"],
    "series?measure=sales": ["measure"],
    "series?measure=orders&interval=year": ["interval"],
    "series?measure=orders&by=channel": ["value"],
    "series?measure=orders&value=web": ["by"],
    "series?measure=customers&by=channel&value=web": ["measure"],
    "series?measure=orders&by=channel&value=web&interval=hour&from=2010-12-01&to=2010-12-02":
        ["interval"],
    "series?measure=orders&measure=units": ["measure"],
    "series?measure=orders&from=2010-12-02&to=2010-12-01": ["from"],
    "series?measure=orders&from=2010-13-01": ["from"],
    "series?measure=orders&from=2010-01-01&to=2014-01-01": ["to"],
    "series?measure=orders&interval=hour&from=2010-12-01&to=2011-01-01": ["interval"],
    "series?measure=customers&interval=hour&from=2010-12-01&to=2010-12-02": ["measure"],
    "series?measure=orders&compare=last_year": ["compare"],
    "breakdown": ["by", "measure"],
    "breakdown?measure=orders": ["by"],
    "breakdown?by=colour&measure=orders": ["by"],
    "breakdown?by=channel&measure=customers": ["measure"],
    "breakdown?by=product_type&measure=orders": ["measure"],
    "breakdown?by=channel&measure=orders&limit=0": ["limit"],
    "breakdown?by=channel&measure=orders&limit=251": ["limit"],
    "breakdown?by=channel&measure=orders&cursor=x": ["cursor"],
    "explain": ["measure"],
    "explain?measure=average_order_value": ["measure"],
    "explain?measure=orders&by=channel": ["value"],
    "explain?measure=orders&value=web": ["by"],
    "explain?measure=customers&by=channel&value=web": ["measure"],
    "explain?measure=orders&limit=x": ["limit"],
    "explain?measure=orders&by=channel&value=" + "x" * 256: ["value"],
    "explain?measure=orders&by=channel&value=%ff": ["value"],
    "checkouts?from=2010-01-01&to=2014-01-01": ["to"],
    "checkouts?compare=last_year": ["compare"],
    "checkouts?interval=day": ["interval"],
    "order-values?from=2010-12-02&to=2010-12-01": ["from"],
    "order-values?compare=none": ["compare"],
}

CURSORS = ["", "x", "MjAxMC0xMi0wMQ", "MjAyNi0wNy0wMSAxIDE", "=", "0" * 500]


def minor(measure, amount):
    return amount if measure in COUNTED else int(amount.replace(".", ""))


def checkout(token, day, email=None, completed_at=None):
    """Begun at noon."""
    began = day + "T12:00:00Z"
    return json.dumps({"token": token, "currency": "GBP", "created_at": began, "updated_at": began,
                       "completed_at": completed_at, "email": email, "phone": None,
                       "total_price": "1.00", "line_items": []}).encode()


class Questions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = cls.enterClassContext(Program())
        cls.key, cls.store = cls.program.set_up()
        cls.program.serve()
        for number, cents, day in ((1, 1000, "2010-12-01"), (2, 2500, "2010-12-02")):
            status = cls.program.deliver(order(number, cents, day), "orders/create")
            assert status == 200, status
        for body in (checkout("a", "2010-11-30"), checkout("b", "2010-12-01", "ann@example.com"),
                     checkout("c", "2010-12-02", "bo@example.com",
                              completed_at="2010-12-02T13:00:01Z")):
            status = cls.program.deliver(body, "checkouts/create")
            assert status == 200, status
        cls.program.wait_until_projected(cls.key, cls.store)

    def ask(self, question, key=None):
        return self.program.get(f"/api/v1/stores/{self.store}/insights/{question}",
                                key or self.key)

    def test_each_question_is_answered(self):
        for question, parts in ANSWERED:
            with self.subTest(question):
                status, _, body = self.ask(question)
                self.assertEqual(status, 200, body)
                for part in parts:
                    self.assertIn(part, body.decode())

    def test_what_cannot_be_answered_is_refused_with_its_fields(self):
        for question, fields in REFUSED.items():
            with self.subTest(question):
                status, _, body = self.ask(question)
                self.assertEqual(status, 422, body)
                self.assertEqual(sorted(error["field"] for error in json.loads(body)["errors"]),
                                 fields)

    def test_a_cursor_that_was_not_given_is_malformed(self):
        for cursor in CURSORS:
            with self.subTest(cursor):
                status, _, body = self.ask(f"explain?measure=orders&{DECEMBER}&cursor={cursor}")
                self.assertEqual(status, 400, body)

    def test_a_cursor_of_another_range_is_malformed(self):
        _, _, body = self.ask(f"explain?measure=orders&{DECEMBER}&limit=1")
        cursor = json.loads(body)["next_cursor"]
        self.assertEqual(self.ask(f"explain?measure=orders&{DECEMBER}&cursor={cursor}")[0], 200)
        later = "from=2010-12-02&to=2010-12-31"
        self.assertEqual(self.ask(f"explain?measure=orders&{later}&cursor={cursor}")[0], 400)

    def test_nobody_else_is_answered(self):
        self.program.add_user("bob@example.com")
        bob = self.program.add_api_key("bob@example.com")
        for question in ("series?measure=orders", "breakdown?measure=orders&by=channel",
                         "explain?measure=orders", "checkouts", "order-values"):
            self.assertEqual(self.ask(question, bob)[0], 404)
            self.assertEqual(self.program.get(
                f"/api/v1/stores/{self.store}/insights/{question}")[0], 401)


class RealData(unittest.TestCase):
    """The December 2010 of a British online shop."""

    @staticmethod
    def ask(program, key, store, question, **query):
        return program.get_json(f"/api/v1/stores/{store}/insights/{question}?{DECEMBER}&" +
                                urllib.parse.urlencode(query), key)

    def explained(self, program, key, store, **query):
        """The sum of all pages, and their common total."""
        amounts, cursor = [], {}
        while True:
            page = self.ask(program, key, store, "explain", limit=250, **query, **cursor)
            amounts += [minor(query["measure"], item["amount"]) for item in page["items"]]
            if page["next_cursor"] is None:
                return sum(amounts), minor(query["measure"], page["total"])
            cursor = {"cursor": page["next_cursor"]}

    @on_each_engine
    def test_every_figure_is_the_sum_of_what_it_opens_to(self, program):
        key, store = program.set_up()
        program.command("import", "--store", "shop-one.myshopify.com", str(ORDERS))
        program.serve()
        totals = self.ask(program, key, store, "overview")["totals"]
        for measure in [*ADDED_UP, "customers", "returning_customers"]:
            with self.subTest(measure):
                figure = minor(measure, totals[measure])
                self.assertEqual(self.explained(program, key, store, measure=measure),
                                 (figure, figure))
        for measure in ADDED_UP:
            series = self.ask(program, key, store, "series", measure=measure, interval="week")
            self.assertEqual(sum(minor(measure, point["value"]) for point in series["points"]),
                             minor(measure, totals[measure]), measure)
        for by in ("channel", "country", "new_or_returning", "hour"):
            shares = self.ask(program, key, store, "breakdown", measure="net_sales", by=by,
                              limit=2)
            amounts = [item["amount"] for item in shares["items"]] + [shares["other"]["amount"]]
            self.assertEqual(sum(minor("net_sales", amount) for amount in amounts),
                             minor("net_sales", totals["net_sales"]), by)
            for item in shares["items"]:
                amount = minor("net_sales", item["amount"])
                self.assertEqual(self.explained(program, key, store, measure="net_sales", by=by,
                                                value=item["value"]), (amount, amount), by)


if __name__ == "__main__":
    unittest.main()
