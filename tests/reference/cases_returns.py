"""Refunds and cancellations."""
from .by_hand import (ADJUSTMENT, DUTY, GIFT_CARD, ORDER, PRODUCT, RETURN, SHIPPING, TIP, sale)


def case_refund_in_parts(shop):
    """Refunds have their own days and the amounts that are stated; the discount that they take
    back is split by units, the rest to the first."""
    line = shop.line(11, 3, 1000, [100], [(580, 0.2)], current_quantity=0)
    refunds = [shop.refund([shop.refund_line(line, 1, 967, 193)], 1, day=1),
               shop.refund([shop.refund_line(line, 2, 1933, 387)], 2, day=2)]
    shop.send_order([line], updated=shop.at(2), refunds=refunds, topic="orders/updated",
                    financial_status="refunded")
    # 3000 − 100 + 580; the discount: 34, 33, 33
    return [sale(0, ORDER, PRODUCT, 3, 3480, 580, 100),
            sale(1, RETURN, PRODUCT, -1, -1160, -193, -34),
            sale(2, RETURN, PRODUCT, -2, -2320, -387, -66)]


def case_refund_before_its_order(shop):
    """A refund by refunds/create, before the order and missing from it; prices include tax."""
    line = shop.line(11, 2, 1200, [240], [(360, 0.2)])
    shop.send("refunds/create", shop.refund([shop.refund_line(line, 1, 1080, 180)]))
    shop.send_order([line], taxes_included=True)
    # 2400 − 240 = 2160; 240·1800/2160 = 200, of which the first unit bears 100. current_quantity
    # is still 2, and nothing is removed.
    return [sale(0, ORDER, PRODUCT, 2, 2160, 360, 200),
            sale(1, RETURN, PRODUCT, -1, -1080, -180, -100)]


def case_refund_twice_told(shop):
    """Of a refund that the order has too the order's copy counts."""
    line = shop.line(11, 1, 1000, current_quantity=0)
    shop.send("refunds/create", shop.refund([shop.refund_line(line, 1, 600)]))
    shop.send_order([line], updated=shop.at(2), topic="orders/updated",
                    refunds=[shop.refund([shop.refund_line(line, 1, 500)])])
    return [sale(0, ORDER, PRODUCT, 1, 1000), sale(1, RETURN, PRODUCT, -1, -500)]


def case_refund_told_anew(shop):
    """Of several refunds/create of one refund that of the later trigger counts."""
    line = shop.line(11, 1, 1000, current_quantity=0)
    shop.send_order([line])
    for second, subtotal in (("02", 900), ("03", 950), ("01", 800)):
        shop.send("refunds/create", shop.refund([shop.refund_line(line, 1, subtotal)]),
                  shop.at(1, f"12:00:{second}"))
    return [sale(0, ORDER, PRODUCT, 1, 1000), sale(1, RETURN, PRODUCT, -1, -950)]


def case_refund_numbers(shop):
    """Without sets the flat amounts count, which are JSON numbers."""
    line = shop.line(11, 1, 1119, [], [(57, 0.051)], current_quantity=0)
    item = shop.refund_line(line, 1, 1119, 57)
    del item["subtotal_set"], item["total_tax_set"]
    shop.send_order([line], updated=shop.at(1), refunds=[shop.refund([item])])
    return [sale(0, ORDER, PRODUCT, 1, 1176, 57), sale(1, RETURN, PRODUCT, -1, -1176, -57)]


def case_refund_dates(shop):
    """A refund is dated by processed_at, else created_at."""
    line = shop.line(11, 2, 1000, current_quantity=0)
    shop.send_order([line], updated=shop.at(3), refunds=[
        shop.refund([shop.refund_line(line, 1, 1000)], 1, day=2, processed_at=shop.at(1)),
        shop.refund([shop.refund_line(line, 1, 1000)], 2, day=3, processed_at=None)])
    return [sale(0, ORDER, PRODUCT, 2, 2000), sale(1, RETURN, PRODUCT, -1, -1000),
            sale(3, RETURN, PRODUCT, -1, -1000)]


def case_refund_of_shipping_told_twice(shop):
    """Returned shipping comes from refund_shipping_lines and then not from the adjustments."""
    refund = shop.refund(
        refund_shipping_lines=[{"id": shop.id(651), "shipping_line_id": shop.id(900),
                                "subtotal_amount_set": shop.set(500)}],
        order_adjustments=[shop.adjustment(1, "shipping_refund", -500)])
    shop.send_order([shop.line(11, 1, 1000)], shipping_lines=[shop.shipping(500)],
                    updated=shop.at(1), refunds=[refund])
    return [sale(0, ORDER, PRODUCT, 1, 1000), sale(0, ORDER, SHIPPING, 0, 500),
            sale(1, RETURN, SHIPPING, 0, -500)]


def case_refund_of_shipping_by_adjustment(shop):
    """Without refund_shipping_lines it comes from the adjustments, with their tax."""
    refund = shop.refund(order_adjustments=[shop.adjustment(1, "shipping_refund", -300, -60)])
    shop.send_order([shop.line(11, 1, 1000)], updated=shop.at(1), refunds=[refund],
                    shipping_lines=[shop.shipping(500, None, [(100, 0.2)])])
    return [sale(0, ORDER, PRODUCT, 1, 1000), sale(0, ORDER, SHIPPING, 0, 600, 100),
            sale(1, RETURN, SHIPPING, 0, -360, -60)]


def case_goodwill(shop):
    """More money returned than calculated lowers net sales; no line comes back."""
    refund = shop.refund(order_adjustments=[shop.adjustment(1, "refund_discrepancy", -150)])
    shop.send_order([shop.line(11, 1, 1000)], updated=shop.at(1), refunds=[refund])
    return [sale(0, ORDER, PRODUCT, 1, 1000), sale(1, RETURN, ADJUSTMENT, 0, -150)]


def case_restocking_fee(shop):
    """Less money returned than calculated: the adjustment raises net sales."""
    line = shop.line(11, 1, 1000, [], [(200, 0.2)], current_quantity=0)
    refund = shop.refund([shop.refund_line(line, 1, 1000, 200)],
                         order_adjustments=[shop.adjustment(1, "refund_discrepancy", 120)])
    shop.send_order([line], updated=shop.at(1), refunds=[refund])
    return [sale(0, ORDER, PRODUCT, 1, 1200, 200), sale(1, RETURN, PRODUCT, -1, -1200, -200),
            sale(1, RETURN, ADJUSTMENT, 0, 120)]


def case_pending_refund(shop):
    """The adjustments of a pending refund come as a pair that cancels out."""
    line = shop.line(11, 1, 1000, current_quantity=0)
    pair = [shop.adjustment(1, "refund_discrepancy", -1000),
            shop.adjustment(2, "refund_discrepancy", 1000)]
    shop.send_order([line], updated=shop.at(1), refunds=[shop.refund(
        [shop.refund_line(line, 1, 1000)], order_adjustments=pair)])
    return [sale(0, ORDER, PRODUCT, 1, 1000), sale(1, RETURN, PRODUCT, -1, -1000)]


def case_refund_of_gift_card(shop):
    """A refunded gift card never touches product sales."""
    card = shop.line(11, 1, 5000, gift_card=True, current_quantity=0)
    shop.send_order([card, shop.line(12, 1, 1000)], updated=shop.at(1),
                    refunds=[shop.refund([shop.refund_line(card, 1, 5000)])])
    return [sale(0, ORDER, GIFT_CARD, 1, 5000), sale(0, ORDER, PRODUCT, 1, 1000),
            sale(1, RETURN, GIFT_CARD, -1, -5000)]


def case_refund_of_duties(shop):
    """Duties that are paid back are returns of their own type."""
    duty = {"id": shop.id(801), "price_set": shop.set(120), "tax_lines": []}
    shop.send_order([shop.line(11, 1, 1000, duties=[duty])], updated=shop.at(1), refunds=[
        shop.refund(duties=[{"duty_id": duty["id"], "amount_set": shop.set(120)}])])
    return [sale(0, ORDER, PRODUCT, 1, 1000), sale(0, ORDER, DUTY, 0, 120),
            sale(1, RETURN, DUTY, 0, -120)]


def case_refunds_of_several_lines(shop):
    """Two lines, one of them refunded whole, and no cent lost in a split."""
    first = shop.line(11, 3, 333, [101], [(180, 0.2)], current_quantity=1)
    second = shop.line(12, 1, 999, [7], [(198, 0.2)], current_quantity=0)
    shop.send_order([first, second], updated=shop.at(2), refunds=[shop.refund(
        [shop.refund_line(first, 2, 598, 120), shop.refund_line(second, 1, 992, 198)])])
    # 999 − 101 + 180; the discount by units: 34, 34, 33
    return [sale(0, ORDER, PRODUCT, 3, 1078, 180, 101), sale(0, ORDER, PRODUCT, 1, 1190, 198, 7),
            sale(1, RETURN, PRODUCT, -2, -718, -120, -68),
            sale(1, RETURN, PRODUCT, -1, -1190, -198, -7)]


def case_voided(shop):
    """Cancelled without payment: everything is reversed on cancelled_at, exactly."""
    shop.send_order([shop.line(11, 2, 1000, [100], [(380, 0.2)], current_quantity=0)],
                    financial_status="voided", cancelled_at=shop.at(2), updated=shop.at(3),
                    shipping_lines=[shop.shipping(500, 400, [(80, 0.2)])],
                    total_tip_received=shop.text(150), topic="orders/cancelled")
    return [sale(0, ORDER, PRODUCT, 2, 2280, 380, 100), sale(0, ORDER, SHIPPING, 0, 480, 80, 100),
            sale(0, ORDER, TIP, 0, 150), sale(2, RETURN, PRODUCT, -2, -2280, -380, -100),
            sale(2, RETURN, SHIPPING, 0, -480, -80, -100), sale(2, RETURN, TIP, 0, -150)]


def case_voided_after_restocking(shop):
    """What a refund took back before is not reversed again."""
    line = shop.line(11, 3, 1000, [100], current_quantity=0)
    refund = shop.refund([shop.refund_line(line, 1, 966)], day=1, refund_shipping_lines=[
        {"id": shop.id(651), "shipping_line_id": shop.id(900),
         "subtotal_amount_set": shop.set(200)}])
    shop.send_order([line], financial_status="voided", cancelled_at=shop.at(2), refunds=[refund],
                    updated=shop.at(3), topic="orders/cancelled",
                    shipping_lines=[shop.shipping(500)])
    # 2900 − 966; the discount: 34 went back, 66 are left; 500 − 200
    return [sale(0, ORDER, PRODUCT, 3, 2900, 0, 100), sale(0, ORDER, SHIPPING, 0, 500),
            sale(1, RETURN, PRODUCT, -1, -966, 0, -34), sale(1, RETURN, SHIPPING, 0, -200),
            sale(2, RETURN, PRODUCT, -2, -1934, 0, -66), sale(2, RETURN, SHIPPING, 0, -300)]


def case_voided_gift_card(shop):
    """All rows of a voided order are reversed, gift cards and duties too."""
    duty = {"id": shop.id(801), "price_set": shop.set(50), "tax_lines": []}
    shop.send_order([shop.line(11, 1, 2500, gift_card=True),
                     shop.line(12, 1, 1000, duties=[duty])],
                    financial_status="voided", cancelled_at=shop.at(1), updated=shop.at(1))
    return [sale(0, ORDER, GIFT_CARD, 1, 2500), sale(0, ORDER, PRODUCT, 1, 1000),
            sale(0, ORDER, DUTY, 0, 50), sale(1, RETURN, GIFT_CARD, -1, -2500),
            sale(1, RETURN, PRODUCT, -1, -1000), sale(1, RETURN, DUTY, 0, -50)]


def case_voided_not_cancelled(shop):
    """An authorisation that ran out voids the payment, not the order."""
    shop.send_order([shop.line(11, 1, 1000)], financial_status="voided", updated=shop.at(1))
    return [sale(0, ORDER, PRODUCT, 1, 1000)]


def case_cancelled_paid(shop):
    """Cancelled, paid, not refunded: the removed units are reversed, marked inexact; shipping
    stays."""
    shop.send_order([shop.line(11, 2, 1000, [100], [(380, 0.2)], current_quantity=0)],
                    cancelled_at=shop.at(1), updated=shop.at(3), topic="orders/cancelled",
                    shipping_lines=[shop.shipping(500)])
    return [sale(0, ORDER, PRODUCT, 2, 2280, 380, 100), sale(0, ORDER, SHIPPING, 0, 500),
            sale(1, RETURN, PRODUCT, -2, -2280, -380, -100, inexact=1)]


def case_cancelled_paid_nothing_removed(shop):
    """Cancelled, paid, and no unit removed: the sale stays."""
    shop.send_order([shop.line(11, 2, 1000)], cancelled_at=shop.at(1), updated=shop.at(3))
    return [sale(0, ORDER, PRODUCT, 2, 2000)]


def case_cancelled_refunded(shop):
    """Cancelled and refunded: the refund alone takes back, on its day."""
    line = shop.line(11, 2, 1000, current_quantity=0)
    shop.send_order([line], cancelled_at=shop.at(1), updated=shop.at(3),
                    financial_status="refunded", topic="orders/cancelled",
                    refunds=[shop.refund([shop.refund_line(line, 2, 2000)], day=2)])
    return [sale(0, ORDER, PRODUCT, 2, 2000), sale(2, RETURN, PRODUCT, -2, -2000)]
