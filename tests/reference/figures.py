"""The figures of a range of days: sums over the sales, and counts of orders and customers."""
import collections
import dataclasses

from . import money, readings
from .ledger import (ADJUSTMENT, DUTY, FEE, GIFT_CARD, ORDER, PRODUCT, RETURN, SHIPPING, TIP)
from .zones import day_number, local

TOP = 5


@dataclasses.dataclass
class Entry:
    """An order with its sales, as the figures see it."""
    id: int
    customer_id: int | None
    happened_at: int
    day: int
    sales: list

    @property
    def counts(self):
        return any(sale.line_type != GIFT_CARD for sale in self.sales)

    @property
    def makes_customers(self):
        return self.counts or (bool(self.sales) and
                               not readings.ONLY_COUNTED_ORDERS_MAKE_CUSTOMERS)


def entry_of(order, sales, zone):
    day = day_number(local(order.happened_at, zone)[0])
    return Entry(order.id, order.customer_id, order.happened_at, day, sales)


def sums(sales):
    """The money figures and units of some sales, in minor units."""
    def total(value, condition):
        return sum(value(sale) for sale in sales if condition(sale))

    def net_of(line_type):
        return total(lambda s: s.net, lambda s: s.line_type == line_type)

    def total_of(line_type):
        return total(lambda s: s.total, lambda s: s.line_type == line_type)

    def sold(sale):
        return sale.line_type == PRODUCT and sale.action != RETURN

    figures = {
        "units": total(lambda s: s.quantity, sold),
        "gross_sales": total(lambda s: s.gross, sold),
        "discounts": -total(lambda s: s.discount, sold),
        "returns": total(lambda s: s.net, lambda s: s.action == RETURN and
                         s.line_type in (PRODUCT, ADJUSTMENT)),
        "shipping": net_of(SHIPPING), "duties": net_of(DUTY), "fees": net_of(FEE),
        "taxes": total(lambda s: s.tax, lambda s: s.line_type not in (GIFT_CARD, TIP)),
        "tips": total_of(TIP), "gift_cards": total_of(GIFT_CARD),
    }
    figures["net_sales"] = figures["gross_sales"] + figures["discounts"] + figures["returns"]
    figures["total_sales"] = sum(figures[name] for name in (
        "net_sales", "shipping", "taxes", "duties", "fees"))
    return figures


def first_orders(entries):
    """customer → their first order."""
    first = {}
    for entry in entries:
        if entry.customer_id is not None and entry.makes_customers:
            key = (entry.happened_at, entry.id)
            if entry.customer_id not in first or key < first[entry.customer_id][0]:
                first[entry.customer_id] = (key, entry)
    return {customer: entry for customer, (_, entry) in first.items()}


class Figures:
    """Of one store. Days are numbers; a range includes both its ends."""

    def __init__(self, entries, customers):
        self.entries = entries
        self.customers = customers
        self.first = first_orders(entries)

    def _sales(self, begin, end, entries=None):
        return [sale for entry in (self.entries if entries is None else entries)
                for sale in entry.sales if begin <= sale.day <= end]

    def _orders(self, begin, end):
        return [entry for entry in self.entries if entry.counts and begin <= entry.day <= end]

    def totals(self, begin, end):
        sales = self._sales(begin, end)
        orders = self._orders(begin, end)
        buyers = {entry.customer_id for entry in self.entries if entry.makes_customers and
                  begin <= entry.day <= end} - {None}
        new = sum(begin <= self.first[customer].day <= end for customer in buyers)
        of_orders = sums([sale for sale in sales if sale.action == ORDER])
        value = of_orders["gross_sales"] + of_orders["discounts"]
        return {**sums(sales), "orders": len(orders), "customers": len(buyers),
                "new_customers": new, "returning_customers": len(buyers) - new,
                "average_order_value":
                    money.round_half_up(money.Fraction(value, len(orders))) if orders else None}

    def inexact_orders(self, begin, end):
        return sum(any(sale.inexact for sale in entry.sales)
                   for entry in self._orders(begin, end))

    def by_day(self, begin, end):
        """day → its orders and sales."""
        days = {}
        for day in range(begin, end + 1):
            figures = sums(self._sales(day, day))
            days[day] = {"orders": len(self._orders(day, day)), **{
                name: figures[name] for name in ("gross_sales", "net_sales", "total_sales")}}
        return days

    def top_customers(self, begin, end):
        """[(customer, figures)]: those with the greatest net sales, first."""
        mine = collections.defaultdict(list)
        for entry in self.entries:
            if entry.customer_id is not None and self._sales(begin, end, [entry]):
                mine[entry.customer_id].append(entry)
        rows = []
        for customer, entries in mine.items():
            figures = sums(self._sales(begin, end, entries))
            orders = sum(entry.counts and begin <= entry.day <= end for entry in entries)
            rows.append((customer, {"orders": orders, "net_sales": figures["net_sales"],
                                    "total_sales": figures["total_sales"]}))
        rows.sort(key=lambda row: (-row[1]["net_sales"], row[0]))
        return rows[:TOP]

    def all_time(self):
        sales = [sale for entry in self.entries for sale in entry.sales]
        return {"customers": len(self.customers),
                "orders": sum(entry.counts for entry in self.entries),
                "total_sales": sums(sales)["total_sales"]}
