"""Several objects of one order: which one counts."""
from .by_hand import ORDER, PRODUCT, RETURN, sale


def case_versions(shop):
    """The greatest updated_at wins, whatever came last."""
    for second, price in (("03", 1300), ("02", 1200), ("01", 1100)):
        shop.send_order([shop.line(11, 1, price)], updated=shop.at(0, f"12:00:{second}"))
    return [sale(0, ORDER, PRODUCT, 1, 1300)]


def case_versions_by_instant(shop):
    """updated_at is compared as an instant, not as text."""
    shop.send_order([shop.line(11, 1, 1100)], updated=shop.at(0, "16:00:00", "Z"))
    shop.send_order([shop.line(11, 1, 1200)], updated=shop.at(0, "12:30:00", "-05:00"))
    shop.send_order([shop.line(11, 1, 1300)], updated=shop.at(0, "22:00:00", "+09:00"))
    return [sale(0, ORDER, PRODUCT, 1, 1200)]


def case_versions_by_trigger(shop):
    """At the same updated_at the later trigger wins, to the millisecond at least."""
    for millisecond, price in (("250", 1100), ("750", 1300), ("500", 1200)):
        order = shop.order([shop.line(11, 1, price)])
        shop.send("orders/updated", order, shop.at(0, f"12:00:01.{millisecond}000000"))
    return [sale(0, ORDER, PRODUCT, 1, 1300)]


def case_version_without_trigger(shop):
    """No trigger is the least."""
    shop.send("orders/updated", shop.order([shop.line(11, 1, 1100)]))
    shop.send("orders/create", shop.order([shop.line(11, 1, 1200)]), shop.at(0, "11:00:00"))
    return [sale(0, ORDER, PRODUCT, 1, 1200)]


def case_key_absent(shop):
    """A key that the winning object lacks is unknown, not the value of an older object: no tip,
    no shipping, no customer, no refund."""
    line = shop.line(11, 1, 1000)
    shop.send_order([line], updated=shop.at(1), customer=shop.customer(21),
                    total_tip_received=shop.text(100), shipping_lines=[shop.shipping(500)],
                    refunds=[shop.refund([shop.refund_line(line, 1, 1000)])])
    newer = shop.order([line], updated=shop.at(2))
    for key in ("customer", "total_tip_received", "shipping_lines", "refunds"):
        del newer[key]
    shop.send("orders/updated", newer, newer["updated_at"])
    shop.send("customers/create", shop.customer(21))
    return [sale(0, ORDER, PRODUCT, 1, 1000)]


def case_cut_down_bodies(shop):
    """A body cut down by a field list is not full and changes nothing, however new."""
    shop.send_order([shop.line(11, 1, 1000)])
    for day, key in enumerate(("currency", "line_items"), 1):
        order = shop.order([shop.line(11, 1, 9000)], updated=shop.at(day))
        del order[key]
        shop.send("orders/updated", order, order["updated_at"])
    undated = shop.order([shop.line(11, 1, 9000)], updated=shop.at(3))
    del undated["created_at"], undated["processed_at"]
    shop.send("orders/updated", undated, undated["updated_at"])
    shop.send("orders/updated", {"id": shop.id(1), "updated_at": shop.at(3)}, shop.at(3))
    return [sale(0, ORDER, PRODUCT, 1, 1000)]


def case_cut_down_alone(shop):
    """An order of which only a cut down body came is not known."""
    order = shop.order([shop.line(11, 1, 9000)])
    del order["line_items"]
    shop.send("orders/create", order)
    return {}


def case_deleted(shop):
    """A delete is final: neither an update nor a refund that come later bring the order back."""
    line = shop.line(11, 1, 1000)
    shop.send_order([line])
    shop.send("orders/delete", {"id": shop.id(1)}, shop.at(1))
    shop.send_order([line], updated=shop.at(2), topic="orders/updated")
    shop.send("refunds/create", shop.refund([shop.refund_line(line, 1, 1000)], day=3))
    return {}


def case_deleted_before_it_came(shop):
    """A delete may come before everything else."""
    shop.send("orders/delete", {"id": shop.id(1)})
    shop.send_order([shop.line(11, 1, 1000)])
    return {}


def case_day_moves(shop):
    """A newer object may date the order elsewhere."""
    shop.send_order([shop.line(11, 1, 1000)])
    shop.send_order([shop.line(11, 1, 1000)], day=0, processed_at=shop.at(2), updated=shop.at(3),
                    topic="orders/updated")
    return [sale(2, ORDER, PRODUCT, 1, 1000)]


def case_topics(shop):
    """Every topic of orders carries a full one; topics of other kinds change nothing."""
    line = shop.line(11, 1, 1000, current_quantity=0)
    for second, topic in enumerate(("create", "paid", "partially_fulfilled", "fulfilled",
                                    "updated")):
        shop.send_order([shop.line(11, 1, 1000)], topic="orders/" + topic,
                        updated=shop.at(0, f"12:00:0{second}"))
    shop.send_order([line], topic="orders/cancelled", updated=shop.at(2),
                    financial_status="voided", cancelled_at=shop.at(1))
    shop.send("order_transactions/create", {"id": shop.id(31), "order_id": shop.id(1),
                                            "amount": shop.text(9000), "kind": "sale"})
    return [sale(0, ORDER, PRODUCT, 1, 1000), sale(1, RETURN, PRODUCT, -1, -1000)]


def case_refund_of_an_unknown_order(shop):
    """A refund whose order never comes is in no figure."""
    shop.send("refunds/create", shop.refund([shop.refund_line(shop.line(11, 1, 1000), 1, 1000)]))
    return {}


def case_edit_of_an_unknown_order(shop):
    """An edit whose order never comes is in no figure."""
    shop.send("orders/edited", shop.edit(additions=[(shop.line(11, 1, 1000), 1)]))
    return {}
