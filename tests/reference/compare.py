"""What is compared of the ledger: sums of sales that agree in all that a figure can tell apart, so
that it does not matter into how many rows an amount is put."""
import collections
import datetime

from .ledger import ADJUSTMENT, DUTY, FEE, GIFT_CARD, PRODUCT, RETURN, SHIPPING, TIP, UPDATE, ORDER
from .zones import EPOCH

ACTIONS = {ORDER: "order", UPDATE: "update", RETURN: "return"}
TYPES = {PRODUCT: "product", SHIPPING: "shipping", TIP: "tip", GIFT_CARD: "gift card",
         DUTY: "duty", FEE: "fee", ADJUSTMENT: "adjustment"}
OF_LINES = (PRODUCT, GIFT_CARD)


def key_of(row):
    line = row["line_item_id"] if row["line_type"] in OF_LINES else None
    return (row["happened_at"], row["day"], row["hour"], row["action"], row["line_type"], line,
            row["inexact"])


def amounts_of(row):
    """Units count for lines alone, and Shopify does not state the discount of returned shipping."""
    quantity = row["quantity"] if row["line_type"] in OF_LINES else 0
    stated = row["line_type"] != SHIPPING or row["action"] != RETURN
    return quantity, row["total"], row["tax"], row["discount"] if stated else 0


def summed(rows):
    sums = collections.defaultdict(lambda: (0, 0, 0, 0))
    for row in rows:
        key = key_of(row)
        sums[key] = tuple(a + b for a, b in zip(sums[key], amounts_of(row)))
    return {key: amounts for key, amounts in sums.items() if any(amounts)}


def described(sums):
    """One line each, for a reader."""
    lines = []
    for key, (quantity, total, tax, discount) in sorted(sums.items(), key=str):
        at, day, hour, action, line_type, line, inexact = key
        moment = (EPOCH + datetime.timedelta(milliseconds=at)).isoformat()
        date = EPOCH.date() + datetime.timedelta(day)
        lines.append(f"    {date} {hour:2} h ({moment}) {ACTIONS.get(action, action)} "
                     f"{TYPES.get(line_type, line_type)} line {line}: {quantity} units, "
                     f"total {total}, tax {tax}, discount {discount}"
                     f"{', inexact' if inexact else ''}")
    return "\n".join(lines) or "    nothing"
