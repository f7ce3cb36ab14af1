"""The whole way from a store's deliveries to what its overview has to say."""
import datetime

from . import money
from .figures import Figures, entry_of
from .ledger import Ledger, sales_of
from .orders import Effective, Known
from .zones import EPOCH, day_number

MONEY = ("gross_sales", "discounts", "returns", "net_sales", "shipping", "duties", "fees", "taxes",
         "total_sales", "tips", "gift_cards", "average_order_value")


class Model:
    def __init__(self, deliveries, currency, zone):
        self.decimals = money.DECIMALS[currency]
        self.zone = zone
        known = Known(currency)
        for delivery in deliveries:
            known.take(delivery, self._check)
        self.final_objects = known.final_objects()
        orders = known.orders()
        self.sales = {order.id: sales_of(order, zone, self.decimals) for order in orders}
        self.customers = known.known_customers()
        self.figures = Figures([entry_of(order, self.sales[order.id], zone) for order in orders],
                               self.customers)

    def _check(self, body):
        Ledger(Effective(body["id"], body, body.get("refunds") or [], [], None), self.zone,
               self.decimals).build()

    def _text(self, figures):
        return {name: money.text(value, self.decimals) if name in MONEY and value is not None
                else value for name, value in figures.items()}

    def overview(self, first, last):
        """The parts of the answer for a range (two dates) that follow from the deliveries."""
        begin, end = day_number(first), day_number(last)
        days = self.figures.by_day(begin, end)
        return {
            "totals": self._text(self.figures.totals(begin, end)),
            "inexact_orders": self.figures.inexact_orders(begin, end),
            "orders_by_date": [
                {"date": str(EPOCH.date() + datetime.timedelta(day)), **self._text(figures)}
                for day, figures in days.items()],
            "top_customers": [
                {"id": str(customer), **self._text(figures)}
                for customer, figures in self.figures.top_customers(begin, end)],
            "all_time": self._text(self.figures.all_time()),
        }

    def name(self, customer_id):
        """What is known of a customer: (name, e-mail)."""
        customer = self.customers.get(customer_id, {})
        names = (customer.get("first_name"), customer.get("last_name"))
        return " ".join(name for name in names if name), customer.get("email")
