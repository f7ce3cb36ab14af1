"""Builds what Shopify sends. Amounts are given in minor units and written with the decimals of the
store's currency, so that the sums worked out by hand hold for every currency."""
import datetime
import json

from . import money
from .orders import Delivery

EPOCH_DAY = datetime.date(2025, 9, 1)
DAYS_EACH = 4  # of a case's own
PRESENTED = "CAD"


class Shop:
    """Gathers the deliveries of one case. `number` sets its ids and its days apart from those of
    other cases: noon of a day, UTC, is on the same day in every zone that is tried."""

    def __init__(self, currency, number):
        self.currency = currency
        self.decimals = money.DECIMALS[currency]
        self.number = number
        self.deliveries = []
        self.refused = []  # bodies that an import rejects, or passes over

    # Ids, days, amounts.

    def id(self, n):
        return 5_000_000_000_000 + self.number * 1000 + n

    def at(self, day=0, clock="12:00:00", offset="Z"):
        date = EPOCH_DAY + datetime.timedelta(self.number * DAYS_EACH + day)
        return f"{date}T{clock}{offset}"

    def day(self, day=0):
        return EPOCH_DAY + datetime.timedelta(self.number * DAYS_EACH + day)

    def text(self, minor, more=""):
        """`more`: digits beyond the currency's decimals."""
        text = money.text(minor, self.decimals)
        return text if not more else text + ("" if self.decimals else ".") + more

    def number_of(self, minor):
        """A JSON number."""
        return minor / 10**self.decimals if self.decimals else minor

    def set(self, minor):
        """The same amount in two currencies; the second is never to be counted."""
        return {"shop_money": {"amount": self.text(minor), "currency_code": self.currency},
                "presentment_money": {"amount": "77.77", "currency_code": PRESENTED}}

    # Parts of an order.

    def taxes(self, *pairs):
        """(amount, rate) each."""
        return [{"price": self.text(amount), "rate": rate, "title": "Tax",
                 "price_set": self.set(amount)} for amount, rate in pairs]

    def allocations(self, *amounts):
        return [{"amount": self.text(amount), "amount_set": self.set(amount),
                 "discount_application_index": i} for i, amount in enumerate(amounts)]

    def line(self, n, quantity, price, discounts=(), tax=(), /, **more):
        return {
            "id": self.id(n), "product_id": 7_000 + n, "variant_id": 8_000 + n, "title": "Pot",
            "name": "Pot", "vendor": "Potters", "sku": f"POT-{n}", "gift_card": False,
            "taxable": True, "quantity": quantity, "current_quantity": quantity,
            "price": self.text(price), "price_set": self.set(price),
            "total_discount": self.text(0), "tax_lines": self.taxes(*tax), "duties": [],
            "discount_allocations": self.allocations(*discounts), **more}

    def shipping(self, price, after=None, tax=(), /, **more):
        after = price if after is None else after
        return {"id": self.id(900), "title": "Parcel", "price": self.text(price),
                "price_set": self.set(price), "discounted_price": self.text(after),
                "discounted_price_set": self.set(after), "tax_lines": self.taxes(*tax),
                "discount_allocations": self.allocations(*([price - after] if price > after
                                                           else [])),
                "is_removed": False, **more}

    def order(self, lines, n=1, day=0, updated=None, **more):
        at = self.at(day)
        return {
            "id": self.id(n), "admin_graphql_api_id": f"gid://shopify/Order/{self.id(n)}",
            "name": f"#{self.number}-{n}", "created_at": at, "processed_at": at,
            "updated_at": updated or at, "cancelled_at": None, "test": False,
            "currency": self.currency, "presentment_currency": PRESENTED,
            "taxes_included": False, "financial_status": "paid", "source_name": "web",
            "total_line_items_price": self.text(0), "subtotal_price": self.text(0),
            "total_discounts": self.text(0), "total_tax": self.text(0), "tax_lines": [],
            "total_price": self.text(0), "total_tip_received": self.text(0),
            "line_items": lines, "shipping_lines": [], "refunds": [], "customer": None, **more}

    def customer(self, n, **more):
        number = self.id(n)
        return {"id": number, "admin_graphql_api_id": f"gid://shopify/Customer/{number}",
                "first_name": "Ann", "last_name": f"Number{number}",
                "email": f"c{number}@example.com", "created_at": self.at(),
                "updated_at": self.at(), **more}

    # What comes after an order.

    def refund_line(self, line, quantity, subtotal, tax=0, **more):
        return {"id": line["id"] + 50, "line_item_id": line["id"], "quantity": quantity,
                "restock_type": "return", "subtotal": self.number_of(subtotal),
                "subtotal_set": self.set(subtotal), "total_tax": self.number_of(tax),
                "total_tax_set": self.set(tax), "line_item": line, **more}

    def refund(self, lines=(), n=1, day=1, order=1, **more):
        at = self.at(day)
        return {"id": self.id(500 + n), "order_id": self.id(order), "created_at": at,
                "processed_at": at, "note": None, "restock": True, "duties": [],
                "refund_line_items": list(lines), "refund_shipping_lines": [],
                "order_adjustments": [], "transactions": [], **more}

    def adjustment(self, n, kind, amount, tax=0):
        return {"id": self.id(600 + n), "order_id": self.id(1), "kind": kind,
                "reason": "Refund discrepancy", "amount": self.text(amount),
                "amount_set": self.set(amount), "tax_amount": self.text(tax),
                "tax_amount_set": self.set(tax)}

    def edit(self, n=1, day=1, order=1, additions=(), removals=()):
        """Additions and removals: (line, units) each."""
        def entries(pairs):
            return [{"id": line["id"], "delta": units} for line, units in pairs]
        return {"order_edit": {
            "id": self.id(700 + n), "order_id": self.id(order), "created_at": self.at(day),
            "committed_at": self.at(day), "notify_customer": False,
            "line_items": {"additions": entries(additions), "removals": entries(removals)},
            "discounts": {"line_item": {"additions": [], "removals": []}},
            "shipping_lines": {"additions": [], "removals": []}}}

    # The wire.

    def send(self, topic, body, triggered_at=None):
        self.deliveries.append(Delivery(topic, json.dumps(body).encode(), triggered_at))

    def send_order(self, *arguments, topic="orders/create", **more):
        """Builds and sends an order; answers it."""
        body = self.order(*arguments, **more)
        self.send(topic, body, triggered_at=body["updated_at"])
        return body

    def merge(self, kept, deleted, status="completed"):
        gid = "gid://shopify/Customer/{}"
        self.send("customers/merge", {
            "admin_graphql_api_customer_kept_id": gid.format(self.id(kept)),
            "admin_graphql_api_customer_deleted_id": gid.format(self.id(deleted)),
            "admin_graphql_api_job_id": None, "status": status, "errors": []})
