"""How the cases write down the sales that they expect."""
import typing

from .ledger import ADJUSTMENT, DUTY, FEE, GIFT_CARD, PRODUCT, SHIPPING, TIP
from .ledger import ORDER, RETURN, UPDATE

__all__ = ["ADJUSTMENT", "DUTY", "FEE", "GIFT_CARD", "PRODUCT", "SHIPPING", "TIP", "ORDER",
           "RETURN", "UPDATE", "sale"]


class Expected(typing.NamedTuple):
    day: int
    action: int
    line_type: int
    quantity: int
    total: int
    tax: int
    discount: int
    inexact: int


def sale(day, action, line_type, quantity, total, tax=0, discount=0, inexact=0):
    """`day` counts from the case's first; amounts are in minor units."""
    return Expected(day, action, line_type, quantity, total, tax, discount, inexact)
