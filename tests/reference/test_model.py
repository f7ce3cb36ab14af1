"""The model itself against sums worked out by hand: each case's sales, and figures of a few."""
import collections
import datetime
import random
import unittest

from . import money
from .by_hand import ADJUSTMENT, Expected
from .cases_days import INSTANTS
from .model import Model
from .orders import Delivery
from .store import cases, deliveries_of
from .zones import day_number, instant, local

STORES = (("GBP", "Europe/London"), ("USD", "America/New_York"), ("JPY", "Asia/Tokyo"),
          ("KWD", "Asia/Kuwait"))


def case_named(name, currency="GBP"):
    case, = (case for case in cases(currency) if case.name == name)
    return case


def model_of(case, currency="GBP", zone="Europe/London"):
    return Model(case.shop.deliveries, currency, zone)


def totals(name, first=-1, last=3):
    case = case_named(name)
    return model_of(case).overview(case.shop.day(first), case.shop.day(last))["totals"]


def as_expected(sales, shop):
    first = day_number(shop.day())
    return collections.Counter(
        Expected(sale.day - first, sale.action, sale.line_type, sale.quantity, sale.total,
                 sale.tax, sale.discount, sale.inexact) for sale in sales)


def without_pairs(sales):
    """Adjustments that cancel out are as good as none."""
    adjustments = [sale for sale in sales if sale.line_type == ADJUSTMENT]
    if adjustments and sum(sale.total for sale in adjustments) == 0:
        return [sale for sale in sales if sale.line_type != ADJUSTMENT]
    return sales


class Sales(unittest.TestCase):
    def test_each_case_comes_to_the_sales_worked_out_by_hand(self):
        for currency, zone in STORES:
            for case in cases(currency):
                if case.sales is None:
                    continue
                with self.subTest(case=case.name, currency=currency):
                    model = model_of(case, currency, zone)
                    expected = {n if n > 10**6 else case.shop.id(n): collections.Counter(sales)
                                for n, sales in case.sales.items()}
                    self.assertEqual(
                        {number: as_expected(without_pairs(sales), case.shop)
                         for number, sales in model.sales.items()}, expected, case.rule)

    def test_the_order_of_arrival_does_not_matter(self):
        for seed in range(5):
            shuffled = deliveries_of(cases("GBP"))
            expected = Model(shuffled, "GBP", "Europe/London")
            shuffled += random.Random(seed).sample(shuffled, len(shuffled) // 5)
            random.Random(seed).shuffle(shuffled)
            model = Model(shuffled, "GBP", "Europe/London")
            self.assertEqual(model.sales, expected.sales)
            self.assertEqual(model.customers, expected.customers)

    def test_days_and_hours_are_those_of_the_zone(self):
        # Read off the clocks' changes: London 29 March and 25 October at 01:00 UTC, New York
        # 8 March at 07:00 UTC and 1 November at 06:00 UTC; Tokyo is nine hours ahead.
        london = {"2026-03-29T00:59:59Z": ("2026-03-29", 0),
                  "2026-03-29T02:00:00+01:00": ("2026-03-29", 2),
                  "2026-03-29T22:59:59.999Z": ("2026-03-29", 23),
                  "2026-03-29T23:00:00Z": ("2026-03-30", 0),
                  "2026-10-24T22:59:59Z": ("2026-10-24", 23),
                  "2026-10-25T00:00:00+01:00": ("2026-10-25", 0),
                  "2026-10-25T00:30:00Z": ("2026-10-25", 1),
                  "2026-10-25T01:30:00Z": ("2026-10-25", 1),
                  "2026-10-25T23:59:59Z": ("2026-10-25", 23)}
        new_york = {"2026-03-08T04:59:59Z": ("2026-03-07", 23),
                    "2026-03-08T00:00:00-05:00": ("2026-03-08", 0),
                    "2026-03-08T06:59:59Z": ("2026-03-08", 1),
                    "2026-03-08T07:00:00Z": ("2026-03-08", 3),
                    "2026-03-09T03:59:59Z": ("2026-03-08", 23),
                    "2026-03-09T04:00:00Z": ("2026-03-09", 0),
                    "2026-11-01T05:30:00Z": ("2026-11-01", 1),
                    "2026-11-01T06:30:00Z": ("2026-11-01", 1)}
        tokyo = {"2026-06-30T14:59:59Z": ("2026-06-30", 23),
                 "2026-06-30T15:00:00Z": ("2026-07-01", 0)}
        kuwait = {"2026-06-30T20:59:59Z": ("2026-06-30", 23),
                  "2026-07-01T06:00:00+09:00": ("2026-07-01", 0)}
        for zone, table in (("Europe/London", london), ("America/New_York", new_york),
                            ("Asia/Tokyo", tokyo), ("Asia/Kuwait", kuwait)):
            for text, expected in table.items():
                self.assertIn(text, INSTANTS)
                date, hour = local(instant(text), zone)
                self.assertEqual((str(date), hour), expected, (zone, text))


class Figures(unittest.TestCase):
    def test_a_refunded_order_with_a_restocking_fee(self):
        # Sold 10.00 + 2.00 tax, all of it returned but 1.20.
        figures = totals("case_restocking_fee")
        self.assertEqual(figures["gross_sales"], "10.00")
        self.assertEqual(figures["returns"], "-8.80")
        self.assertEqual(figures["net_sales"], "1.20")
        self.assertEqual(figures["taxes"], "0.00")
        self.assertEqual(figures["total_sales"], "1.20")
        self.assertEqual(figures["orders"], 1)
        self.assertEqual(figures["average_order_value"], "10.00")

    def test_returns_lie_on_their_own_day(self):
        figures = totals("case_refund_in_parts", 1, 1)
        # Gross, discount and orders were on the day before; −9.67 net, −1.93 tax.
        self.assertEqual((figures["orders"], figures["units"], figures["gross_sales"]),
                         (0, 0, "0.00"))
        self.assertEqual((figures["returns"], figures["taxes"], figures["total_sales"]),
                         ("-9.67", "-1.93", "-11.60"))
        self.assertIsNone(figures["average_order_value"])

    def test_gift_cards_and_tips_stand_apart(self):
        figures = totals("case_gift_card_and_goods")
        self.assertEqual((figures["gift_cards"], figures["total_sales"], figures["orders"],
                          figures["units"]), ("50.00", "10.00", 1, 1))
        self.assertEqual(totals("case_gift_card_alone")["orders"], 0)
        figures = totals("case_gift_card_taxed")
        self.assertEqual((figures["gift_cards"], figures["taxes"], figures["total_sales"]),
                         ("60.00", "2.00", "12.00"))
        figures = totals("case_tip_line")
        self.assertEqual((figures["tips"], figures["total_sales"], figures["units"]),
                         ("3.00", "10.00", 1))

    def test_shipping_duties_and_fees_are_net_and_their_taxes_are_taxes(self):
        figures = totals("case_shipping_tax_included")
        # 12.00 with 2.00 tax, shipping 4.80 with 0.80 tax
        self.assertEqual((figures["net_sales"], figures["shipping"], figures["taxes"],
                          figures["total_sales"]), ("10.00", "4.00", "2.80", "16.80"))
        figures = totals("case_duties")
        self.assertEqual((figures["duties"], figures["taxes"], figures["total_sales"]),
                         ("2.00", "4.24", "36.24"))
        self.assertEqual(totals("case_fees")["fees"], "0.60")

    def test_later_changes_are_left_out_of_the_average_order_value(self):
        figures = totals("case_addition")
        # 30.00 sold, 1.00 off; of which 20.00 and 0.67 with the order itself.
        self.assertEqual((figures["gross_sales"], figures["discounts"], figures["units"],
                          figures["average_order_value"]), ("30.00", "-1.00", 3, "19.33"))

    def test_new_and_returning_customers(self):
        for name in ("case_returning", "case_first_order_comes_last", "case_merge_chain"):
            days = [totals(name, day, day) for day in range(3)]
            self.assertEqual([(day["new_customers"], day["returning_customers"]) for day in days],
                             [(1, 0), (0, 1), (0, 1)], name)
            figures = totals(name)
            self.assertEqual((figures["customers"], figures["new_customers"]), (1, 1), name)
        self.assertEqual(totals("case_merge_failed")["customers"], 2)
        self.assertEqual(totals("case_gift_card_first")["new_customers"], 1)
        self.assertEqual(totals("case_gift_card_first", 0, 0)["customers"], 0)
        figures = totals("case_guests")
        self.assertEqual((figures["orders"], figures["customers"]), (2, 0))

    def test_top_customers(self):
        every = cases("GBP")
        model = Model(deliveries_of(every), "GBP", "Europe/London")
        top = model.overview(datetime.date(2025, 8, 1), datetime.date(2026, 12, 31))
        shops = {case.name: case.shop for case in every}
        expected = [("case_merge_of_top_customers", 21, "1300.00"),
                    ("case_customer_within_orders", 21, "1040.00"),
                    ("case_top_customer_with_returns", 22, "800.00"),
                    ("case_top_customers_tie", 21, "550.00"),
                    ("case_top_customers_tie", 22, "550.00")]
        self.assertEqual([(entry["id"], entry["net_sales"]) for entry in top["top_customers"]],
                         [(str(shops[name].id(n)), net) for name, n, net in expected])
        self.assertTrue(model.name(shops["case_customer_named_by_topics"].id(21))[0]
                        .endswith(" New"))
        self.assertTrue(model.name(shops["case_customer_within_orders"].id(21))[0]
                        .endswith(" Newer"))

    def test_a_zero_has_no_sign_and_each_currency_its_decimals(self):
        self.assertEqual([money.text(*pair) for pair in ((0, 2), (-5, 2), (-5, 0), (4999, 3))],
                         ["0.00", "-0.05", "-5", "4.999"])
        self.assertEqual([money.parse(text, 2) for text in ("1.005", "-1.005", "1e1", "0.004")],
                         [101, -101, 1000, 0])


class Store(unittest.TestCase):
    def test_each_delivery_is_of_the_size_that_was_meant(self):
        deliveries = deliveries_of(cases("GBP"))
        self.assertGreater(len(deliveries), 120)
        self.assertTrue(all(isinstance(delivery, Delivery) for delivery in deliveries))


if __name__ == "__main__":
    unittest.main()
