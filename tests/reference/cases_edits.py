"""Units that edits add and remove."""
from .by_hand import ORDER, PRODUCT, RETURN, UPDATE, sale


def case_removed_units(shop):
    """Units missing from current_quantity, without a known removal: returned on the order's own
    day (never by updated_at), inexact."""
    shop.send_order([shop.line(11, 3, 1000, [300], [(540, 0.2)], current_quantity=1)],
                    updated=shop.at(3), topic="orders/updated")
    # two thirds of 3000 − 300 + 540
    return [sale(0, ORDER, PRODUCT, 3, 3240, 540, 300),
            sale(0, RETURN, PRODUCT, -2, -2160, -360, -200, inexact=1)]


def case_removed_and_refunded(shop):
    """x = Q − r − c: refunded units are not removed again. The discount: 34 with the refund, 66
    with the rest."""
    line = shop.line(11, 3, 1000, [100], current_quantity=0)
    shop.send_order([line], updated=shop.at(3),
                    refunds=[shop.refund([shop.refund_line(line, 1, 966)], day=2)])
    return [sale(0, ORDER, PRODUCT, 3, 2900, 0, 100), sale(2, RETURN, PRODUCT, -1, -966, 0, -34),
            sale(0, RETURN, PRODUCT, -2, -1934, 0, -66, inexact=1)]


def case_removed_are_the_last(shop):
    """Removed units are a line's last, also where some before them are kept. The discount by
    units: 34 with the refund, 34 kept, 33 removed."""
    line = shop.line(11, 3, 1000, [101], current_quantity=1)
    shop.send_order([line], updated=shop.at(3),
                    refunds=[shop.refund([shop.refund_line(line, 1, 966)], day=2)])
    return [sale(0, ORDER, PRODUCT, 3, 2899, 0, 101), sale(2, RETURN, PRODUCT, -1, -966, 0, -34),
            sale(0, RETURN, PRODUCT, -1, -967, 0, -33, inexact=1)]


def case_known_removal(shop):
    """A removal that an edit tells is dated by it."""
    line = shop.line(11, 2, 1000, current_quantity=1)
    shop.send("orders/edited", shop.edit(day=2, removals=[(line, 1)]))
    shop.send_order([line], updated=shop.at(3), topic="orders/updated")
    return [sale(0, ORDER, PRODUCT, 2, 2000),
            sale(2, RETURN, PRODUCT, -1, -1000, inexact=1)]


def case_removal_in_part_known(shop):
    """Of three removed units one is known; the others go by cancelled_at."""
    line = shop.line(11, 3, 1000, current_quantity=0)
    shop.send("orders/edited", shop.edit(day=1, removals=[(line, 1)]))
    shop.send_order([line], updated=shop.at(3), cancelled_at=shop.at(2))
    return [sale(0, ORDER, PRODUCT, 3, 3000),
            sale(1, RETURN, PRODUCT, -1, -1000, inexact=1),
            sale(2, RETURN, PRODUCT, -2, -2000, inexact=1)]


def case_removal_greater_than_what_is_missing(shop):
    """Known removals of two units, one of which was added again: one is missing."""
    line = shop.line(11, 3, 1000, current_quantity=2)
    shop.send("orders/edited", shop.edit(day=1, removals=[(line, 2)]))
    shop.send_order([line], updated=shop.at(3))
    return [sale(0, ORDER, PRODUCT, 3, 3000), sale(1, RETURN, PRODUCT, -1, -1000, inexact=1)]


def case_no_current_quantity(shop):
    """Without current_quantity (before 2024-01) no unit is known to be removed."""
    line = shop.line(11, 2, 1000)
    del line["current_quantity"]
    shop.send_order([line], updated=shop.at(1),
                    refunds=[shop.refund([shop.refund_line(line, 1, 1000)])])
    return [sale(0, ORDER, PRODUCT, 2, 2000), sale(1, RETURN, PRODUCT, -1, -1000)]


def case_current_quantity_too_great(shop):
    """x is never negative."""
    shop.send_order([shop.line(11, 2, 1000, current_quantity=3)])
    return [sale(0, ORDER, PRODUCT, 2, 2000)]


def case_addition(shop):
    """Added units are update rows on the edit's day; what is split by units adds up."""
    line = shop.line(11, 3, 1000, [100], [(200, 0.069)])
    shop.send_order([line], updated=shop.at(2), topic="orders/updated")
    shop.send("orders/edited", shop.edit(day=1, additions=[(line, 1)]))
    # discount 34 + 33 | 33, tax 67 + 67 | 66
    return [sale(0, ORDER, PRODUCT, 2, 2067, 134, 67), sale(1, UPDATE, PRODUCT, 1, 1033, 66, 33)]


def case_addition_rest(shop):
    """The rest of what is split goes to the first units, one each."""
    line = shop.line(11, 5, 1000, [7])
    shop.send("orders/edited", shop.edit(day=1, additions=[(line, 3)]))
    shop.send_order([line], updated=shop.at(2))
    # 7 over 5 units: 2, 2 | 1, 1, 1
    return [sale(0, ORDER, PRODUCT, 2, 1996, 0, 4), sale(1, UPDATE, PRODUCT, 3, 2997, 0, 3)]


def case_addition_to_two_lines(shop):
    """One edit may add to several lines; one that the order does not have changes nothing."""
    first, second = shop.line(11, 2, 1000), shop.line(12, 3, 500)
    strange = shop.line(13, 1, 900)
    shop.send("orders/edited", shop.edit(day=1, additions=[(first, 1), (second, 2), (strange, 1)]))
    shop.send_order([first, second], updated=shop.at(2))
    return [sale(0, ORDER, PRODUCT, 1, 1000), sale(0, ORDER, PRODUCT, 1, 500),
            sale(1, UPDATE, PRODUCT, 1, 1000), sale(1, UPDATE, PRODUCT, 2, 1000)]


def case_addition_tax_included(shop):
    """The same with prices that include tax: the discount without tax is computed for the line,
    then split."""
    line = shop.line(11, 2, 1200, [241], [(360, 0.2)])
    shop.send("orders/edited", shop.edit(day=1, additions=[(line, 1)]))
    shop.send_order([line], updated=shop.at(2), taxes_included=True)
    # 2400 − 241 = 2159; 241·1799/2159 = 200.8 → 201: 101 | 100; of 241: 121 | 120
    return [sale(0, ORDER, PRODUCT, 1, 1079, 180, 101), sale(1, UPDATE, PRODUCT, 1, 1080, 180, 100)]


def case_line_added_whole(shop):
    """A line of which every unit was added has no order row."""
    kept, added = shop.line(11, 1, 1000), shop.line(12, 2, 700)
    shop.send("orders/edited", shop.edit(1, day=1, additions=[(added, 1)]))
    shop.send("orders/edited", shop.edit(2, day=2, additions=[(added, 1)]))
    shop.send_order([kept, added], updated=shop.at(3), topic="orders/updated")
    return [sale(0, ORDER, PRODUCT, 1, 1000), sale(1, UPDATE, PRODUCT, 1, 700),
            sale(2, UPDATE, PRODUCT, 1, 700)]


def case_edit_not_yet_in_the_order(shop):
    """An edit later than the order's updated_at waits for the order that has it."""
    line = shop.line(11, 2, 1000)
    shop.send_order([line], updated=shop.at(1))
    shop.send("orders/edited", shop.edit(day=2, additions=[(line, 1)], removals=[(line, 1)]))
    return [sale(0, ORDER, PRODUCT, 2, 2000)]


def case_edit_that_waited(shop):
    """... and counts as soon as that has come."""
    line = shop.line(11, 2, 1000)
    shop.send_order([line], updated=shop.at(1))
    shop.send("orders/edited", shop.edit(day=2, additions=[(line, 1)]))
    shop.send_order([line], updated=shop.at(2, "12:00:05"), topic="orders/updated")
    return [sale(0, ORDER, PRODUCT, 1, 1000), sale(2, UPDATE, PRODUCT, 1, 1000)]


def case_edit_of_the_same_instant(shop):
    """committed_at = updated_at is in time."""
    line = shop.line(11, 2, 1000)
    shop.send_order([line], updated=shop.at(2))
    shop.send("orders/edited", shop.edit(day=2, additions=[(line, 1)]))
    return [sale(0, ORDER, PRODUCT, 1, 1000), sale(2, UPDATE, PRODUCT, 1, 1000)]


def case_more_added_than_there_are(shop):
    """Additions count up to the line's quantity."""
    line = shop.line(11, 2, 1000)
    shop.send("orders/edited", shop.edit(day=1, additions=[(line, 5)]))
    shop.send_order([line], updated=shop.at(2))
    return [sale(1, UPDATE, PRODUCT, 2, 2000)]


def case_added_removed_refunded(shop):
    """All at once: of 4 units one was added, one removed, one refunded."""
    line = shop.line(11, 4, 1000, [], [(800, 0.2)], current_quantity=2)
    shop.send("orders/edited", shop.edit(1, day=1, additions=[(line, 1)]))
    shop.send("orders/edited", shop.edit(2, day=2, removals=[(line, 1)]))
    shop.send("refunds/create", shop.refund([shop.refund_line(line, 1, 1000, 200)], day=3))
    shop.send_order([line], updated=shop.at(3), topic="orders/updated")
    return [sale(0, ORDER, PRODUCT, 3, 3600, 600), sale(1, UPDATE, PRODUCT, 1, 1200, 200),
            sale(2, RETURN, PRODUCT, -1, -1200, -200, inexact=1),
            sale(3, RETURN, PRODUCT, -1, -1200, -200)]


def case_voided_after_edits(shop):
    """A voided order: the known removal on its day, all the rest on cancelled_at, added units
    with it."""
    line = shop.line(11, 3, 1000, current_quantity=0)
    shop.send("orders/edited", shop.edit(1, day=1, additions=[(line, 1)]))
    shop.send("orders/edited", shop.edit(2, day=1, removals=[(line, 1)]))
    shop.send_order([line], updated=shop.at(3), cancelled_at=shop.at(2), topic="orders/cancelled",
                    financial_status="voided")
    return [sale(0, ORDER, PRODUCT, 2, 2000), sale(1, UPDATE, PRODUCT, 1, 1000),
            sale(1, RETURN, PRODUCT, -1, -1000, inexact=1),
            sale(2, RETURN, PRODUCT, -2, -2000)]
