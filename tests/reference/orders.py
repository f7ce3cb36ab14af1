"""From the set of a store's deliveries to what is known of its orders and customers: the greatest
full object of each order, its refunds, its edits, and who its customer is today."""
import dataclasses
import hashlib
import json
from decimal import Decimal

from . import money, readings
from .zones import instant

ORDER_TOPICS = {"orders/" + name for name in (
    "create", "updated", "paid", "cancelled", "fulfilled", "partially_fulfilled")}
CUSTOMER_TOPICS = {"customers/" + name for name in ("create", "update", "enable", "disable")}


@dataclasses.dataclass(frozen=True)
class Delivery:
    """What came: `body` is the bytes, `triggered_at` the header's text or None (imports too)."""
    topic: str
    body: bytes
    triggered_at: str | None = None


@dataclasses.dataclass
class Effective:
    """One order as it is known."""
    id: int
    base: dict
    refunds: list
    edits: list
    customer_id: int | None

    @property
    def happened_at(self):
        return happened_at(self.base)


def happened_at(thing):
    return instant(thing.get("processed_at") or thing.get("created_at"))


def gid_number(gid):
    return int(gid.rsplit("/", 1)[1])


def version(body, delivery):
    """What decides which of two objects is the greater. All webhooks are equally complete, and
    refunds and edits have no updated_at."""
    triggered = instant(delivery.triggered_at)
    text = json.dumps(body, sort_keys=True, default=str)
    return (instant(body.get("updated_at")) or 0, -1 if triggered is None else triggered,
            hashlib.sha256(text.encode()).hexdigest())


def is_full(body):
    return (body.get("currency") is not None and body.get("line_items") is not None
            and happened_at(body) is not None)


class Known:
    """Everything received of one store, by id."""

    def __init__(self, currency):
        self.currency = currency
        self.bases = {}
        self.deleted_orders = set()
        self.refunds = {}  # by order, by id
        self.edits = {}  # by order, by id
        self.customers = {}
        self.deleted_customers = set()
        self.aliases = {}

    def take(self, delivery, check):
        """`check(body)` raises money.BadMoney where an order cannot be read."""
        body = json.loads(delivery.body, parse_float=Decimal)
        if delivery.topic in ORDER_TOPICS:
            self._take_order(body, delivery, check)
        elif delivery.topic == "orders/delete":
            self.deleted_orders.add(body["id"])
        elif delivery.topic == "orders/edited":
            edit = body["order_edit"]
            self._keep_greater(self.edits.setdefault(edit["order_id"], {}), edit, delivery)
        elif delivery.topic == "refunds/create":
            self._keep_greater(self.refunds.setdefault(body["order_id"], {}), body, delivery)
        elif delivery.topic in CUSTOMER_TOPICS:
            self._keep_greater(self.customers, body, delivery)
        elif delivery.topic == "customers/delete":
            self.deleted_customers.add(body["id"])
        elif delivery.topic == "customers/merge":
            self._take_merge(body)

    def _take_order(self, body, delivery, check):
        if not is_full(body) or body["currency"] != self.currency:
            return
        try:
            check(body)
        except money.BadMoney:
            return
        self._keep_greater(self.bases, body, delivery)

    @staticmethod
    def _keep_greater(kept, body, delivery):
        new = (version(body, delivery), body, delivery.body)
        old = kept.get(body["id"])
        if old is None or old[0] < new[0]:
            kept[body["id"]] = new

    def _take_merge(self, body):
        if body.get("status") == readings.MERGED:
            gone = gid_number(body["admin_graphql_api_customer_deleted_id"])
            self.aliases[gone] = gid_number(body["admin_graphql_api_customer_kept_id"])

    def customer_of(self, customer_id):
        while customer_id in self.aliases:
            customer_id = self.aliases[customer_id]
        return customer_id

    def orders(self):
        """The effective orders; test orders and deleted ones are left out of everything."""
        return [self._effective(order_id, base) for order_id, (_, base, _) in
                sorted(self.bases.items())
                if order_id not in self.deleted_orders and not base.get("test")]

    def _effective(self, order_id, base):
        refunds = {number: body for number, (_, body, _) in
                   self.refunds.get(order_id, {}).items()}
        refunds.update({refund["id"]: refund for refund in base.get("refunds") or []})
        edits = [edit for _, edit, _ in self.edits.get(order_id, {}).values()
                 if instant(edit["committed_at"]) <= instant(base["updated_at"])]
        customer = base.get("customer")
        return Effective(
            order_id, base,
            sorted(refunds.values(), key=lambda refund: (happened_at(refund), refund["id"])),
            sorted(edits, key=lambda edit: (instant(edit["committed_at"]), edit["id"])),
            self.customer_of(customer["id"]) if customer else None)

    def known_customers(self):
        """id → the object that tells its name: of customers/* if there is one, else that within
        the greatest order."""
        known = {}
        for _, base, _ in sorted(self.bases.values(), key=lambda kept: kept[0]):
            if base.get("customer") and base["id"] not in self.deleted_orders:
                known[base["customer"]["id"]] = base["customer"]
        known.update({number: body for number, (_, body, _) in self.customers.items()})
        return {number: body for number, body in known.items()
                if number not in self.deleted_customers and number not in self.aliases}

    def final_objects(self):
        """(topic, bytes) of the greatest object of each order and customer, as it came."""
        return [(topic, raw) for topic, kept in (("orders/updated", self.bases),
                                                 ("customers/update", self.customers))
                for _, (_, _, raw) in sorted(kept.items())]
