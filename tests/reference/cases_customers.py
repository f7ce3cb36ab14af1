"""Who bought: new and returning customers, merges, top customers. The sales themselves are plain;
what counts are the figures of the case's days."""
from .by_hand import GIFT_CARD, ORDER, PRODUCT, RETURN, sale


def bought(shop, n, customer, price=1000, day=0, **more):
    body = None if customer is None else shop.customer(customer)
    shop.send_order([shop.line(10 + n, 1, price)], n=n, day=day, customer=body, **more)
    return [sale(day, ORDER, PRODUCT, 1, price)]


def case_returning(shop):
    """First on day 0, again on day 1 and 2: new once, then returning."""
    return {1: bought(shop, 1, 21), 2: bought(shop, 2, 21, day=1), 3: bought(shop, 3, 21, day=2)}


def case_first_order_comes_last(shop):
    """The first order is the earliest, not the one that came first."""
    return {1: bought(shop, 1, 21, day=2), 2: bought(shop, 2, 21, day=1),
            3: bought(shop, 3, 21, day=0)}


def case_first_order_deleted(shop):
    """When the first order vanishes the next one is the first."""
    bought(shop, 1, 21)
    shop.send("orders/delete", {"id": shop.id(1)})
    shop.send("customers/create", shop.customer(21))
    return {2: bought(shop, 2, 21, day=1)}


def case_gift_card_first(shop):
    """An order of gift cards alone is no first order."""
    shop.send_order([shop.line(11, 1, 1000, gift_card=True)], n=1, customer=shop.customer(21))
    return {1: [sale(0, ORDER, GIFT_CARD, 1, 1000)], 2: bought(shop, 2, 21, day=1)}


def case_merge_chain(shop):
    """21 into 22 into 23: one customer, also for the order that comes after the merges."""
    shop.merge(23, 22)
    first, second = bought(shop, 1, 21), bought(shop, 2, 22, day=1)
    shop.merge(22, 21)
    third = bought(shop, 3, 23, day=2)
    fourth = bought(shop, 4, 21, day=3)
    shop.send("customers/create", shop.customer(23, last_name="Kept"))
    return {1: first, 2: second, 3: third, 4: fourth}


def case_merge_failed(shop):
    """A merge that failed merges nothing."""
    shop.merge(22, 21, status="failed")
    return {1: bought(shop, 1, 21), 2: bought(shop, 2, 22, day=1)}


def case_merge_of_top_customers(shop):
    """Two customers whose sum only as one is the greatest of the store."""
    shop.send("customers/create", shop.customer(22))
    shop.merge(21, 22)
    return {1: bought(shop, 1, 21, price=70_000), 2: bought(shop, 2, 22, price=60_000)}


def case_top_customers_tie(shop):
    """Equal net sales: the smaller id stands first."""
    return {1: bought(shop, 1, 22, price=55_000), 2: bought(shop, 2, 21, price=55_000)}


def case_top_customer_with_returns(shop):
    """Returns count against a customer, on their day: great on day 0, negative on day 1."""
    line = shop.line(11, 1, 90_000, current_quantity=0)
    shop.send_order([line], updated=shop.at(1), customer=shop.customer(21), refunds=[
        shop.refund([shop.refund_line(line, 1, 90_000)])])
    second = bought(shop, 2, 22, price=80_000)
    return {1: [sale(0, ORDER, PRODUCT, 1, 90_000), sale(1, RETURN, PRODUCT, -1, -90_000)],
            2: second}


def case_customer_named_by_topics(shop):
    """Of a customer of whom a customers/* object is known the one within an order tells nothing;
    of several the newest does."""
    for second, name in (("02", "New"), ("01", "Old")):
        shop.send("customers/update", shop.customer(21, last_name=name,
                                                    updated_at=shop.at(0, f"12:00:{second}")))
    shop.send_order([shop.line(11, 1, 50_000)], updated=shop.at(2),
                    customer=shop.customer(21, last_name="Within", updated_at=shop.at(2)))
    return [sale(0, ORDER, PRODUCT, 1, 50_000)]


def case_customer_within_orders(shop):
    """Of a customer known by orders alone the greatest order tells the name."""
    for n, day, name in ((1, 1, "Newer"), (2, 0, "Older")):
        shop.send_order([shop.line(10 + n, 1, 52_000)], n=n, day=day,
                        customer=shop.customer(21, last_name=name))
    return {1: [sale(1, ORDER, PRODUCT, 1, 52_000)], 2: [sale(0, ORDER, PRODUCT, 1, 52_000)]}


def case_customer_changes(shop):
    """An order may change hands; the first buyer has none then."""
    bought(shop, 1, 21)
    shop.send("customers/create", shop.customer(21))
    shop.send_order([shop.line(11, 1, 1000)], updated=shop.at(1), customer=shop.customer(22),
                    topic="orders/updated")
    return [sale(0, ORDER, PRODUCT, 1, 1000)]


def case_customers_without_orders(shop):
    """All known customers count in all_time, except one that was deleted."""
    shop.send("customers/create", shop.customer(21))
    shop.send("customers/create", shop.customer(22))
    shop.send("customers/delete", {"id": shop.id(22)}, shop.at(1))
    return {}


def case_same_instant(shop):
    """Two orders of one instant: the smaller id is the first. One customer, new."""
    return {2: bought(shop, 2, 21), 1: bought(shop, 1, 21)}


def case_customer_without_data(shop):
    """Without access to protected data a customer has an id and nothing else."""
    shop.send_order([shop.line(11, 1, 1000)], customer={"id": shop.id(21)})
    return [sale(0, ORDER, PRODUCT, 1, 1000)]


def case_guests(shop):
    """Guests count under orders only."""
    return {1: bought(shop, 1, None), 2: bought(shop, 2, None)}
