"""Real orders in, true figures out: the December 2010 of a British online shop, by import and by
signed webhooks, on both engines. The expected figures were computed apart, from the same lines."""
import concurrent.futures
import contextlib
import gzip
import json
import random
import unittest

from program import DATA, on_each_engine

ORDERS = DATA / "online_retail_2010-12.ndjson.gz"
EXPECTED = json.loads((DATA / "online_retail_2010-12.expected.json").read_text())
LAST_DAY = "2011-12-31"


def pence(text):
    return int(text.replace(".", ""))


def expected_day(day):
    return {"orders": day["orders"], "units": day["units"], "gross": day["gross"],
            "returns": -day["returns_by_refund_date"], "net": day["net_by_refund_date"],
            "customers": day["customers"]}


def days_of(program, key, store, days):
    """Each day's figures, asked for one by one, as the totals of a range of one day."""
    figures = {}
    for day in days:
        totals = program.overview(key, store, **{"from": day, "to": day})["totals"]
        figures[day] = {"orders": totals["orders"], "units": totals["units"],
                        "gross": pence(totals["gross_sales"]), "returns": pence(totals["returns"]),
                        "net": pence(totals["net_sales"]), "customers": totals["customers"]}
    return figures


class Walk(unittest.TestCase):
    maxDiff = 4000

    def check_figures(self, program, key, store, zone="Europe/London"):
        days = {day["day"]: expected_day(day) for day in EXPECTED["zones"][zone]["by_day"]}
        self.assertEqual(days_of(program, key, store, days), days)
        overview = program.overview(key, store, **{"from": min(days), "to": LAST_DAY})
        by_date = {day["date"]: day for day in overview["orders_by_date"]}
        for date, day in by_date.items():
            expected = days.get(date, {"orders": 0, "gross": 0, "net": 0})
            self.assertEqual((day["orders"], pence(day["gross_sales"]), pence(day["net_sales"])),
                             (expected["orders"], expected["gross"], expected["net"]), date)
        self.assertEqual(overview["totals"]["customers"], EXPECTED["totals"]["customers"])
        self.assertEqual(overview["totals"]["new_customers"], EXPECTED["totals"]["customers"])
        self.assertEqual(overview["all_time"]["orders"], EXPECTED["totals"]["orders"])
        top = [(int(customer["id"]), customer["orders"], pence(customer["net_sales"]))
               for customer in overview["top_customers"]]
        self.assertEqual(top, [(c["customer_id"], c["orders"], c["net_pence"])
                               for c in EXPECTED["top10_customers_by_net"][:5]])

    @on_each_engine
    def test_import_gives_the_expected_figures_and_again_changes_nothing(self, program):
        key, store = program.set_up()
        shop = ("import", "--store", "shop-one.myshopify.com", str(ORDERS))
        self.assertEqual(program.command(*shop).stdout,
                         "read 1559, applied 1559, unchanged 0, rejected 0\n")
        self.assertEqual(program.command(*shop).stdout,
                         "read 1559, applied 0, unchanged 1559, rejected 0\n")
        program.serve()
        self.check_figures(program, key, store)

    @on_each_engine
    def test_import_into_a_store_elsewhere_counts_its_own_days(self, program):
        key, store = program.set_up(zone="Pacific/Auckland")
        program.serve()  # the command is carried out by the service
        program.command("import", "--store", "shop-one.myshopify.com", str(ORDERS))
        self.check_figures(program, key, store, "Pacific/Auckland")

    @on_each_engine
    def test_webhooks_in_any_order_and_twice_give_the_expected_figures(self, program):
        key, store = program.set_up()
        program.serve()
        shuffle = random.Random(7)
        deliveries = [(line, {"X-Shopify-Webhook-Id": str(number)})
                      for number, line in enumerate(gzip.open(ORDERS).read().splitlines())]
        deliveries += [(line, {}) for line, _ in deliveries]  # the same order under another id
        deliveries += deliveries[:200]                        # the same delivery again
        shuffle.shuffle(deliveries)

        def send(share):
            topics = ["orders/create", "orders/updated", "orders/paid"]
            with contextlib.closing(program.connection()) as connection:
                return [program.deliver(body, topics[len(body) % 3], connection, **headers)
                        for body, headers in share]

        with concurrent.futures.ThreadPoolExecutor(16) as senders:
            shares = senders.map(send, [deliveries[i::16] for i in range(16)])
            statuses = [status for share in shares for status in share]
        self.assertEqual(set(statuses), {200})
        program.wait_until_projected(key, store)
        self.check_figures(program, key, store)
        self.assertIsNotNone(program.overview(key, store)["through"])


if __name__ == "__main__":
    unittest.main()
