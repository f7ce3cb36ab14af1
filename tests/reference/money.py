"""Amounts: whole numbers of the currency's minor unit."""
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from . import readings

DECIMALS = {"EUR": 2, "GBP": 2, "USD": 2, "JPY": 0, "KRW": 0, "KWD": 3, "BHD": 3}


class BadMoney(ValueError):
    pass


def round_half_up(value):
    """The nearest whole number, half away from zero."""
    value = Fraction(value)
    whole = (abs(value) + Fraction(1, 2)).__floor__()
    return whole if value >= 0 else -whole


def parse(value, decimals):
    """Text of any scale, or a JSON number (never read as binary floating point)."""
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        raise BadMoney(repr(value))
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise BadMoney(repr(value)) from error
    if not number.is_finite():
        raise BadMoney(repr(value))
    return round_half_up(Fraction(number) * 10**decimals)


def first_units(amount, quantity, count):
    """What the first `count` of `quantity` units bear of `amount`."""
    if amount < 0:
        return -first_units(-amount, quantity, count)
    if not readings.REST_ONE_BY_ONE:
        return -(-amount * count // quantity)
    each, rest = divmod(amount, quantity)
    return each * count + min(count, rest)


def units(amount, quantity, begin, end):
    """What the units begin … end bear of `amount`; all of it is borne by 0 … quantity."""
    if quantity == 0:
        return 0
    return first_units(amount, quantity, end) - first_units(amount, quantity, begin)


def spread(amount, weights):
    """`amount` in proportion to `weights`: whole shares, then the rest from the first one on."""
    whole = sum(weights)
    if whole == 0:
        return [amount if i == 0 else 0 for i in range(len(weights))]
    shares = [amount * weight // whole for weight in weights]
    for i in range(amount - sum(shares)):
        shares[i] += 1
    return shares


def text(minor, decimals):
    """As the API writes it; a zero has no sign."""
    sign = "-" if minor < 0 else ""
    digits = str(abs(minor)).rjust(decimals + 1, "0")
    if decimals == 0:
        return sign + digits
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"
