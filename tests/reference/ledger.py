"""One effective order → its sales: the dated, signed money rows that every figure is a sum of."""
import collections
import typing
from fractions import Fraction

from . import money, readings
from .orders import happened_at
from .zones import day_number, instant, local

ORDER, UPDATE, RETURN = 1, 2, 3
PRODUCT, SHIPPING, TIP, GIFT_CARD, DUTY, FEE, ADJUSTMENT = range(1, 8)


class Sale(typing.NamedTuple):
    happened_at: int
    day: int
    hour: int
    action: int
    line_type: int
    quantity: int
    total: int
    tax: int
    discount: int
    line_item_id: int | None
    inexact: int

    @property
    def net(self):
        return self.total - self.tax

    @property
    def gross(self):
        return self.net + self.discount


class Amounts(typing.NamedTuple):
    quantity: int = 0
    total: int = 0
    tax: int = 0
    discount: int = 0

    def __neg__(self):
        return Amounts(*(-value for value in self))

    def plus(self, other):
        return Amounts(*(a + b for a, b in zip(self, other)))


class Line:
    """A line item, its amounts as a whole and by parts."""

    def __init__(self, item, tax, included, order_rate, decimals):
        self.id = item["id"]
        self.quantity = item["quantity"]
        self.type = line_type_of(item)
        self.price = money.parse(item["price"], decimals)
        self.allocated = allocated(item, decimals)
        self.tax = tax
        self.included = included
        self.discount = discount_without_tax(
            self.allocated, self.quantity * self.price - self.allocated, tax, included,
            rate_of(item) or order_rate)
        self.current_quantity = item.get("current_quantity")

    def part(self, begin, end):
        def share(amount):
            return money.units(amount, self.quantity, begin, end)
        count = end - begin
        on_top = 0 if self.included else self.tax
        if readings.SPLIT_COMPONENTS:
            total = count * self.price - share(self.allocated) + share(on_top)
        else:
            total = share(self.quantity * self.price - self.allocated + on_top)
        return Amounts(count, total, share(self.tax), share(self.discount))


def line_type_of(item):
    if item.get("gift_card"):
        return GIFT_CARD
    # Shopify gives these two keys to tips alone.
    if item.get("tip_payment_gateway") or item.get("tip_payment_method"):
        return TIP
    return PRODUCT


def allocated(item, decimals):
    allocations = item.get("discount_allocations")
    if allocations is None and readings.TOTAL_DISCOUNT_STANDS_IN:
        return money.parse(item.get("total_discount") or "0", decimals)
    return sum(money.parse(entry["amount"], decimals) for entry in allocations or [])


def tax_of(thing, decimals):
    return sum(money.parse(entry["price"], decimals) for entry in thing.get("tax_lines") or [])


def rate_of(thing):
    return sum(Fraction(entry.get("rate") or 0) for entry in thing.get("tax_lines") or [])


def discount_without_tax(allocated_, total, tax, included, rate):
    if not included:
        return allocated_
    if total == 0:
        return money.round_half_up(allocated_ / (1 + Fraction(rate)))
    return money.round_half_up(Fraction(allocated_ * (total - tax), total))


def shop_amount(thing, decimals):
    """Of a money set the shop's own currency; a missing one is none."""
    return money.parse(thing["shop_money"]["amount"], decimals) if thing else 0


class Ledger:
    """Gathers the sales of one order."""

    def __init__(self, order, zone, decimals):
        self.order = order
        self.base = order.base
        self.zone = zone
        self.decimals = decimals
        self.included = bool(self.base.get("taxes_included"))
        self.lines = self._lines()
        self.sales = []
        self.refunded = collections.Counter()
        self.removed = collections.Counter()

    def build(self):
        self._own_lines()
        self._own_shipping()
        self._own_tip()
        self._own_duties_and_fees()
        for refund in self.order.refunds:
            self._refund(refund)
        voided = self.base.get("financial_status") == "voided" and self.base.get("cancelled_at")
        for line in self.lines.values():
            self._removed_units(line, voided)
        if voided:
            self._reverse_the_rest()
        return [sale for sale in self.sales
                if sale.quantity or sale.total or sale.tax or sale.discount]

    def _lines(self):
        items = self.base["line_items"]
        taxes = [tax_of(item, self.decimals) for item in items]
        order_rate = 0
        if not any(item.get("tax_lines") for item in items):
            order_rate = rate_of(self.base)
            amounts = [item["quantity"] * money.parse(item["price"], self.decimals) -
                       allocated(item, self.decimals) for item in items]
            taxes = money.spread(self._order_tax(), amounts)
        return {item["id"]: Line(item, tax, self.included, order_rate, self.decimals)
                for item, tax in zip(items, taxes)}

    def _order_tax(self):
        if self.base.get("tax_lines"):
            return tax_of(self.base, self.decimals)
        return money.parse(self.base.get("total_tax") or "0", self.decimals)

    def _add(self, at, action, line_type, amounts, line_item_id=None, inexact=0):
        day, hour = local(at, self.zone)
        self.sales.append(Sale(at, day_number(day), hour, action, line_type, *amounts,
                               line_item_id, inexact))

    def _priced(self, price, tax, discount=0, quantity=0):
        """Amounts of a price that has its tax within or on top, as the order's prices do."""
        return Amounts(quantity, price if self.included else price + tax, tax, discount)

    def _own_lines(self):
        for line in self.lines.values():
            additions = self._changes("additions", line.id)
            done = line.quantity - min(line.quantity, sum(count for _, count in additions))
            self._add(self.order.happened_at, ORDER, line.type, line.part(0, done), line.id)
            for at, count in additions:
                end = min(line.quantity, done + count)
                self._add(at, UPDATE, line.type, line.part(done, end), line.id)
                done = end

    def _changes(self, name, line_id):
        return [(instant(edit["committed_at"]), entry["delta"]) for edit in self.order.edits
                for entry in (edit.get("line_items") or {}).get(name) or []
                if entry["id"] == line_id]

    def _own_shipping(self):
        for item in self.base.get("shipping_lines") or []:
            if item.get("is_removed") and readings.REMOVED_SHIPPING_HAS_NO_ROW:
                continue
            price = money.parse(item["price"], self.decimals)
            after = item.get("discounted_price")
            after = (price - allocated(item, self.decimals) if after is None
                     else money.parse(after, self.decimals))
            tax = tax_of(item, self.decimals)
            discount = discount_without_tax(price - after, after, tax, self.included,
                                            rate_of(item))
            amounts = self._priced(after, tax, discount)
            self._add(self.order.happened_at, ORDER, SHIPPING, amounts)
            if item.get("is_removed"):
                at = instant(self.base.get("cancelled_at")) or self.order.happened_at
                self._add(at, RETURN, SHIPPING, -amounts, inexact=1)

    def _own_tip(self):
        if not any(line.type == TIP for line in self.lines.values()):
            tip = money.parse(self.base.get("total_tip_received") or "0", self.decimals)
            self._add(self.order.happened_at, ORDER, TIP, Amounts(total=tip))

    def _own_duties_and_fees(self):
        for item in self.base["line_items"]:
            for duty in item.get("duties") or []:
                # Its money stands in a set, or in the duty itself.
                price = shop_amount(duty.get("price_set") or duty, self.decimals)
                self._add(self.order.happened_at, ORDER, DUTY,
                          self._priced(price, tax_of(duty, self.decimals)))
        for fee in self.base.get("additional_fees") or []:
            price = shop_amount(fee.get("price_set"), self.decimals)
            self._add(self.order.happened_at, ORDER, FEE,
                      self._priced(price, tax_of(fee, self.decimals)))

    def _stated(self, thing, set_name, flat_name):
        if thing.get(set_name):
            return shop_amount(thing[set_name], self.decimals)
        return money.parse(thing.get(flat_name) or "0", self.decimals)

    def _refund(self, refund):
        at = happened_at(refund)
        for item in refund.get("refund_line_items") or []:
            self._refunded_line(at, item)
        shipping = refund.get("refund_shipping_lines") or []
        for item in shipping:
            amounts = self._priced(shop_amount(item["subtotal_amount_set"], self.decimals),
                                   shop_amount(item.get("tax_amount_set"), self.decimals))
            self._add(at, RETURN, SHIPPING, -amounts)
        for item in refund.get("order_adjustments") or []:
            self._adjustment(at, item, bool(shipping))
        for item in refund.get("duties") or []:
            self._add(at, RETURN, DUTY,
                      -Amounts(total=shop_amount(item["amount_set"], self.decimals)))

    def _refunded_line(self, at, item):
        line = self.lines[item["line_item_id"]]
        begin = self.refunded[line.id]
        end = begin + item["quantity"]
        self.refunded[line.id] = end
        subtotal = self._stated(item, "subtotal_set", "subtotal")
        tax = self._stated(item, "total_tax_set", "total_tax")
        discount = money.units(line.discount, line.quantity, begin, end)
        self._add(at, RETURN, line.type,
                  -self._priced(subtotal, tax, discount, item["quantity"]), line.id)

    def _adjustment(self, at, item, shipping_is_told):
        amount = self._stated(item, "amount_set", "amount")
        tax = self._stated(item, "tax_amount_set", "tax_amount")
        if self.included and readings.ADJUSTMENT_INCLUDES_TAX_IF_PRICES_DO:
            amounts = Amounts(0, amount, tax, 0)
        else:
            amounts = Amounts(0, amount + tax, tax, 0)
        if item["kind"] == "refund_discrepancy":
            sign = readings.DISCREPANCY_SIGN
            self._add(at, RETURN, ADJUSTMENT, amounts if sign > 0 else -amounts)
        elif item["kind"] == "shipping_refund" and not shipping_is_told:
            self._add(at, RETURN, SHIPPING, amounts)

    def _removed_units(self, line, voided):
        if line.current_quantity is None:
            return
        refunded = self.refunded[line.id]
        left = max(0, line.quantity - refunded - line.current_quantity)
        begin = refunded if readings.REMOVED_FOLLOW_REFUNDED else line.quantity - left
        for at, count in self._changes("removals", line.id):
            count = min(left, count)
            self._add(at, RETURN, line.type, -line.part(begin, begin + count), line.id,
                      int(readings.KNOWN_REMOVALS_ARE_INEXACT))
            begin += count
            left -= count
        # A voided order is reversed as a whole, those units with it.
        if left and not voided:
            at = instant(self.base.get("cancelled_at")) or self.order.happened_at
            self._add(at, RETURN, line.type, -line.part(begin, begin + left), line.id, 1)

    def _reverse_the_rest(self):
        """What own rows and returns leave over, by type and line; adjustments are no own rows."""
        rest = collections.defaultdict(Amounts)
        for sale in self.sales:
            if sale.line_type != ADJUSTMENT:
                key = (sale.line_type, sale.line_item_id)
                rest[key] = rest[key].plus(sale[5:9])
        at = instant(self.base["cancelled_at"])
        for (line_type, line_item_id), amounts in rest.items():
            self._add(at, RETURN, line_type, -amounts, line_item_id)


def sales_of(order, zone, decimals):
    return Ledger(order, zone, decimals).build()
