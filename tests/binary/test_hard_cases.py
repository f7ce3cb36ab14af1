"""The figures of stores full of hard cases, against a second opinion (tests/reference): by signed
webhooks in any order, some twice, and by import. A difference tells the rule that it is about."""
import concurrent.futures
import contextlib
import datetime
import functools
import pathlib
import random
import sys
import unittest
import uuid

from program import opaque, on_each_engine

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
from reference import compare, store  # noqa: E402
from reference.model import Model  # noqa: E402
from reference.orders import Delivery  # noqa: E402

STORES = (("GBP", "Europe/London"), ("USD", "America/New_York"), ("JPY", "Asia/Tokyo"),
          ("KWD", "Asia/Kuwait"))
WHOLE = (datetime.date(2025, 8, 1), datetime.date(2026, 12, 31))
COLUMNS = ("order_id, happened_at, day, hour, action, line_type, quantity, total, tax, discount, "
           "line_item_id, inexact")
SHOWN_MAX = 40  # differences


class Tried:
    """A store in the program, and what is expected of it."""

    def __init__(self, program, key, currency, zone, deliveries, model):
        self.program, self.key, self.currency = program, key, currency
        self.cases = store.cases(currency)
        self.deliveries = deliveries
        self.model = model
        self.shop = f"{currency.lower()}.myshopify.com"
        self.id = program.add_store(zone=zone, currency=currency, shop=self.shop)

    def deliver(self, seed=7):
        """Shuffled; every fifth is doubled, with its id or with another one."""
        chance = random.Random(seed)
        sent = [(delivery, str(uuid.UUID(int=chance.getrandbits(128))))
                for delivery in self.deliveries]
        for delivery, webhook_id in chance.sample(sent, len(sent) // 5):
            sent.append((delivery, webhook_id if chance.random() < 0.5 else webhook_id + "-again"))
        chance.shuffle(sent)
        with contextlib.closing(self.program.connection()) as connection:
            for delivery, webhook_id in sent:
                self._deliver(delivery, webhook_id, connection)
        self.program.wait_until_projected(self.key, self.id)

    def _deliver(self, delivery, webhook_id, connection):
        headers = {"X-Shopify-Webhook-Id": webhook_id}
        if delivery.triggered_at:
            headers["X-Shopify-Triggered-At"] = delivery.triggered_at
        status = self.program.deliver(delivery.body, delivery.topic, connection, shop=self.shop,
                                      **headers)
        if status != 200:
            raise AssertionError(f"{delivery}: {status}")

    # Differences: (what is wrong, in whose currency, both sides).

    def rows(self):
        """order → its rows in the ledger."""
        orders = {}
        for row in self.program.query(f"select store_id, {COLUMNS} from sales", "state"):
            if opaque(row["store_id"]) == self.id:
                orders.setdefault(row["order_id"], []).append(row)
        return orders

    def differences_of_rows(self):
        case_of = rules(self.currency)
        actual = self.rows()
        expected = {number: [sale._asdict() for sale in sales]
                    for number, sales in self.model.sales.items()}
        for number in sorted(actual.keys() | expected.keys()):
            ours, theirs = (compare.summed(rows.get(number, [])) for rows in (expected, actual))
            if ours != theirs:
                yield (f"order {number}: {case_of.get(number)}", self.currency,
                       f"  expected\n{compare.described(ours)}\n"
                       f"  but was\n{compare.described(theirs)}")

    def differences_of_overview(self, first, last, about):
        query = {"from": str(first), "to": str(last)}
        answer = self.program.overview(self.key, self.id, **query)
        expected = overview_of(self.model, first, last)
        parts = ("totals", "all_time") if (first, last) == WHOLE else ("totals",)
        found = [(f"{part}.{name}", value, answer[part].get(name))
                 for part in parts for name, value in expected[part].items()]
        found.append(("inexact_orders", expected["inexact_orders"], answer["inexact_orders"]))
        days = {day["date"]: day for day in answer["orders_by_date"]}
        found += [(f"orders_by_date {day['date']}", day, days.get(day["date"]))
                  for day in expected["orders_by_date"]]
        found.append(("top_customers", expected["top_customers"], [
            {name: customer[name] for name in ("id", "orders", "net_sales", "total_sales")}
            for customer in answer["top_customers"]]))
        found += [(f"the name of customer {customer['id']}",
                   self.model.name(int(customer["id"])), (customer["name"], customer["email"]))
                  for customer in answer["top_customers"]
                  if self.model.name(int(customer["id"]))[0]]
        for name, ours, theirs in found:
            if ours != theirs:
                yield (f"{name} from {first} to {last}: {about}", self.currency,
                       f"  expected {ours}\n  but was  {theirs}")

    def differences(self):
        """Of the ledger and of all days."""
        return [*self.differences_of_rows(),
                *self.differences_of_overview(*WHOLE, "all days")]

    def differences_of_cases(self):
        """Of the days of each case, with and without the first."""
        for case in self.cases:
            for first in (0, 1):
                yield from self.differences_of_overview(
                    case.shop.day(first), case.shop.day(2 + first), f"{case.name}: {case.rule}")


@functools.cache
def rules(currency):
    """order → the case that it is of."""
    return {number: f"{case.name}: {case.rule}" for case in store.cases(currency)
            for number in (*Model(case.shop.deliveries, currency, "UTC").sales,
                           *range(case.shop.id(0), case.shop.id(100)))}


@functools.cache
def expected_of(currency, zone):
    deliveries = store.deliveries_of(store.cases(currency))
    return deliveries, Model(deliveries, currency, zone)


@functools.cache
def overview_of(model, first, last):
    return model.overview(first, last)


class HardCases(unittest.TestCase):
    def check(self, differences):
        """What is wrong in several currencies is shown in the first of them."""
        found = {}
        for subject, currency, sides in differences:
            found.setdefault(subject, []).append((currency, sides))
        shown = [f"{subject}\n  in {', '.join(currency for currency, _ in several)}\n"
                 f"{several[0][1]}" for subject, several in list(found.items())[:SHOWN_MAX]]
        if shown:
            self.fail(f"{len(found)} differences\n\n" + "\n\n".join(shown))

    @on_each_engine
    def test_webhooks_in_any_order_come_to_the_figures_of_the_reference(self, program):
        program.add_user()
        key = program.add_api_key()
        tried = [Tried(program, key, currency, zone, *expected_of(currency, zone))
                 for currency, zone in STORES]
        program.serve()
        with concurrent.futures.ThreadPoolExecutor(len(tried)) as senders:
            list(senders.map(Tried.deliver, tried))
        self.check(difference for one in tried for difference in one.differences())
        self.check(difference for one in tried for difference in one.differences_of_cases())
        verified = program.command("verify", check=False)
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)
        program.command("rebuild")
        self.check(difference for one in tried for difference in one.differences())

    @on_each_engine
    def test_an_import_of_the_final_objects_comes_to_them_too(self, program):
        program.add_user()
        key = program.add_api_key()
        currency, zone = STORES[0]
        deliveries, model = expected_of(currency, zone)
        imported = [Delivery(topic, raw) for topic, raw in model.final_objects]
        one = Tried(program, key, currency, zone, deliveries, Model(imported, currency, zone))
        file = program.directory / "final.ndjson"
        file.write_bytes(b"".join(delivery.body + b"\n" for delivery in imported))
        count = len(imported)
        for applied in (count, 0):
            done = program.command("import", "--store", one.shop, str(file))
            self.assertEqual(done.stdout, f"read {count}, applied {applied}, "
                                          f"unchanged {count - applied}, rejected 0\n")
        program.serve()
        self.check(one.differences())
        # Webhooks on top of it come to what they come to alone.
        one.model = Model(imported + deliveries, currency, zone)
        self.assertEqual(one.model.sales, model.sales)
        one.deliver(seed=8)
        self.check(one.differences())


if __name__ == "__main__":
    unittest.main()
