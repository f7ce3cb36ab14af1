"""What an order's own rows come to. Each docstring is the rule, each comment the sum."""
from .by_hand import (DUTY, FEE, GIFT_CARD, ORDER, PRODUCT, SHIPPING, TIP, sale)


def case_tax_on_top(shop):
    """Prices without tax: total = q·p − d + t, discount = d."""
    shop.send_order([shop.line(11, 2, 1000, [300], [(340, 0.2)])], total_tax=shop.text(340))
    # 2·1000 − 300 + 340
    return [sale(0, ORDER, PRODUCT, 2, 2040, 340, 300)]


def case_tax_included(shop):
    """Prices with tax: total = q·p − d, tax = t, discount = d·(total − tax)/total."""
    shop.send_order([shop.line(11, 2, 1200, [300], [(350, 0.2)])], taxes_included=True)
    # 2·1200 − 300 = 2100; 300·1750/2100 = 250
    return [sale(0, ORDER, PRODUCT, 2, 2100, 350, 250)]


def case_tax_included_odd_discount(shop):
    """The discount without tax is rounded half up."""
    shop.send_order([shop.line(11, 1, 999, [100], [(150, 0.2)]),
                     shop.line(12, 1, 1005, [5], [(100, 0.1111)])], taxes_included=True)
    # 100·749/899 = 83.3 → 83; 5·900/1000 = 4.5 → 5
    return [sale(0, ORDER, PRODUCT, 1, 899, 150, 83), sale(0, ORDER, PRODUCT, 1, 1000, 100, 5)]


def case_tax_included_free(shop):
    """Where the total is 0 the discount loses its tax by the tax rate."""
    shop.send_order([shop.line(11, 1, 1200, [1200], [(0, 0.2)])], taxes_included=True)
    # 1200 / 1.2
    return [sale(0, ORDER, PRODUCT, 1, 0, 0, 1000)]


def case_tax_included_two_taxes(shop):
    """Several tax lines of a line add up, and so do their rates."""
    shop.send_order([shop.line(11, 1, 1150, [], [(50, 0.05), (100, 0.1)]),
                     shop.line(12, 1, 2300, [2300], [(0, 0.05), (0, 0.1)])],
                    taxes_included=True)
    # 2300 / 1.15 = 2000
    return [sale(0, ORDER, PRODUCT, 1, 1150, 150, 0), sale(0, ORDER, PRODUCT, 1, 0, 0, 2000)]


def case_tax_included_exempt(shop):
    """Prices with tax, but no tax: the discount is taken as it is."""
    shop.send_order([shop.line(11, 3, 1000, [100])], taxes_included=True)
    return [sale(0, ORDER, PRODUCT, 3, 2900, 0, 100)]


def case_order_level_tax(shop):
    """Order-level tax without line tax lines is spread over the lines by amount, the indivisible
    rest from the first line on."""
    shop.send_order([shop.line(n, 1, 1000) for n in (11, 12, 13)],
                    total_tax=shop.text(200), tax_lines=shop.taxes((200, 0.0667)))
    # 66 each, 2 left over: 67, 67, 66
    return [sale(0, ORDER, PRODUCT, 1, 1067, 67), sale(0, ORDER, PRODUCT, 1, 1067, 67),
            sale(0, ORDER, PRODUCT, 1, 1066, 66)]


def case_order_level_tax_after_discounts(shop):
    """Order-level tax is spread by the amounts after discounts, and is within prices with tax."""
    shop.send_order([shop.line(11, 1, 2000, [1000]), shop.line(12, 3, 1000)], taxes_included=True,
                    total_tax=shop.text(401), tax_lines=shop.taxes((401, 0.1114)))
    # by 1000 : 3000 → 100 and 300, 1 left over for the first: 101; 1000·899/1000 = 899
    return [sale(0, ORDER, PRODUCT, 1, 1000, 101, 899), sale(0, ORDER, PRODUCT, 3, 3000, 300)]


def case_line_and_order_discounts(shop):
    """The discount is the sum of all allocations; total_discount, a part of them, adds nothing."""
    shop.send_order([shop.line(11, 1, 1000, [100, 33], total_discount=shop.text(100))])
    return [sale(0, ORDER, PRODUCT, 1, 867, 0, 133)]


def case_total_discount_alone(shop):
    """A line without a list of allocations has its total_discount."""
    line = shop.line(11, 1, 1000, total_discount=shop.text(150))
    del line["discount_allocations"]
    shop.send_order([line])
    return [sale(0, ORDER, PRODUCT, 1, 850, 0, 150)]


def case_gift_card_and_goods(shop):
    """A gift card is no product sale; the order counts for its other line."""
    shop.send_order([shop.line(11, 1, 5000, gift_card=True), shop.line(12, 1, 1000)],
                    customer=shop.customer(21))
    return [sale(0, ORDER, GIFT_CARD, 1, 5000), sale(0, ORDER, PRODUCT, 1, 1000)]


def case_gift_card_alone(shop):
    """An order of gift cards alone is not counted under orders."""
    shop.send_order([shop.line(11, 2, 2500, gift_card=True)])
    return [sale(0, ORDER, GIFT_CARD, 2, 5000)]


def case_gift_card_taxed(shop):
    """The tax within gift cards and tips is in no figure of taxes."""
    shop.send_order([shop.line(11, 1, 6000, [], [(1000, 0.2)], gift_card=True),
                     shop.line(12, 1, 1200, [], [(200, 0.2)])], taxes_included=True)
    return [sale(0, ORDER, GIFT_CARD, 1, 6000, 1000), sale(0, ORDER, PRODUCT, 1, 1200, 200)]


def case_tip_received(shop):
    """total_tip_received is a tip, outside of sales."""
    shop.send_order([shop.line(11, 1, 1000)], total_tip_received=shop.text(250))
    return [sale(0, ORDER, PRODUCT, 1, 1000), sale(0, ORDER, TIP, 0, 250)]


def case_tip_line(shop):
    """A tip among the lines is a tip; total_tip_received, which says the same, adds nothing."""
    shop.send_order([shop.line(11, 1, 1000),
                     shop.line(12, 1, 300, title="Tip", product_id=None, variant_id=None,
                               tip_payment_gateway="shopify_payments",
                               tip_payment_method="visa")],
                    total_tip_received=shop.text(300))
    return [sale(0, ORDER, PRODUCT, 1, 1000), sale(0, ORDER, TIP, 1, 300)]


def case_shipping_tax_on_top(shop):
    """Shipping stands at its price after discounts, its tax on top."""
    shop.send_order([shop.line(11, 1, 1000)],
                    shipping_lines=[shop.shipping(500, 300, [(60, 0.2)])])
    # 300 + 60; 500 − 300
    return [sale(0, ORDER, PRODUCT, 1, 1000), sale(0, ORDER, SHIPPING, 0, 360, 60, 200)]


def case_shipping_tax_included(shop):
    """Shipping with its tax within: its discount is without tax."""
    shop.send_order([shop.line(11, 1, 1200, [], [(200, 0.2)])], taxes_included=True,
                    shipping_lines=[shop.shipping(600, 480, [(80, 0.2)])])
    # 120·400/480
    return [sale(0, ORDER, PRODUCT, 1, 1200, 200), sale(0, ORDER, SHIPPING, 0, 480, 80, 100)]


def case_shipping_free(shop):
    """Free shipping, tax included: the discount loses its tax by the rate."""
    shop.send_order([shop.line(11, 1, 1200, [], [(200, 0.2)])], taxes_included=True,
                    shipping_lines=[shop.shipping(600, 0, [(0, 0.2)])])
    return [sale(0, ORDER, PRODUCT, 1, 1200, 200), sale(0, ORDER, SHIPPING, 0, 0, 0, 500)]


def case_shipping_without_discounted_price(shop):
    """Old bodies have no discounted_price: the price less its allocations."""
    shipping = shop.shipping(500, 450)
    del shipping["discounted_price"], shipping["discounted_price_set"]
    shop.send_order([shop.line(11, 1, 1000)], shipping_lines=[shipping])
    return [sale(0, ORDER, PRODUCT, 1, 1000), sale(0, ORDER, SHIPPING, 0, 450, 0, 50)]


def case_shipping_removed(shop):
    """A shipping line that was removed comes to nothing."""
    shop.send_order([shop.line(11, 1, 1000)],
                    shipping_lines=[shop.shipping(500, is_removed=True),
                                    shop.shipping(350, id=shop.id(901))])
    return [sale(0, ORDER, PRODUCT, 1, 1000), sale(0, ORDER, SHIPPING, 0, 350)]


def case_duties(shop):
    """Duties stand in a list of each line, their amount in a set or in the duty itself."""
    shop.send_order([
        shop.line(11, 1, 1000, duties=[
            {"id": shop.id(801), "harmonized_system_code": "520300", "price_set": shop.set(120),
             "tax_lines": shop.taxes((24, 0.2))}]),
        shop.line(12, 1, 2000, [], [(400, 0.2)], duties=[
            {"id": shop.id(802), **shop.set(80), "tax_lines": []}])])
    return [sale(0, ORDER, PRODUCT, 1, 1000), sale(0, ORDER, PRODUCT, 1, 2400, 400),
            sale(0, ORDER, DUTY, 0, 144, 24), sale(0, ORDER, DUTY, 0, 80)]


def case_fees(shop):
    """Additional fees stand in a list of the order."""
    shop.send_order([shop.line(11, 1, 1000)], additional_fees=[
        {"id": shop.id(811), "name": "Disposal", "price": shop.text(60), "price_set": shop.set(60),
         "tax_lines": shop.taxes((12, 0.2))}])
    return [sale(0, ORDER, PRODUCT, 1, 1000), sale(0, ORDER, FEE, 0, 72, 12)]


def case_scales(shop):
    """Amounts with more decimals than the currency has are rounded half up, once, each."""
    line = shop.line(11, 3, 0, price=shop.text(1000, "5"), price_set=None)
    line["discount_allocations"] = [{"amount": shop.text(10, "49")}, {"amount": shop.text(5, "5")}]
    line["tax_lines"] = [{"price": shop.text(600, "0000"), "rate": 0.2}]
    shop.send_order([line])
    # 3·1001 − (10 + 6) + 600
    return [sale(0, ORDER, PRODUCT, 3, 3587, 600, 16)]


def case_numbers(shop):
    """Money may be a JSON number, as in old bodies; it is never binary floating point."""
    line = shop.line(11, 1, 0, price=shop.number_of(114), price_set=None)
    line["tax_lines"] = [{"price": shop.number_of(29), "rate": 0.25}]
    shop.send_order([line], shipping_lines=[
        shop.shipping(0, price=shop.number_of(435), price_set=None,
                      discounted_price=shop.number_of(435), discounted_price_set=None)])
    return [sale(0, ORDER, PRODUCT, 1, 143, 29), sale(0, ORDER, SHIPPING, 0, 435)]


def case_huge_ids(shop):
    """Ids take all of 63 bits."""
    line = shop.line(11, 1, 1000, id=2**63 - 26)
    shop.send_order([line], id=2**63 - 25,
                    customer=shop.customer(21, id=2**63 - 27, last_name="Huge"))
    return {2**63 - 25: [sale(0, ORDER, PRODUCT, 1, 1000)]}


def case_huge_amounts(shop):
    """The products that a share is computed from pass 64 bits; the shares are exact."""
    shop.send_order([shop.line(11, 1, 12_000_000_000, [3_000_000_000], [(1_500_000_000, 0.2)])],
                    n=1, taxes_included=True)
    lines = [shop.line(12, 1, 6_000_000_000), shop.line(13, 1, 3_000_000_001)]
    shop.send_order(lines, n=2, total_tax=shop.text(4_000_000_001),
                    tax_lines=shop.taxes((4_000_000_001, 0.44)))
    # 3·7.5/9 = 2.5 milliards. The tax by 6000000000 : 3000000001 is 2666666667.04 and
    # 1333333333.96: whole shares, and the one left over to the first.
    return {1: [sale(0, ORDER, PRODUCT, 1, 9_000_000_000, 1_500_000_000, 2_500_000_000)],
            2: [sale(0, ORDER, PRODUCT, 1, 8_666_666_668, 2_666_666_668),
                sale(0, ORDER, PRODUCT, 1, 4_333_333_334, 1_333_333_333)]}


def case_unpaid(shop):
    """The payment's state is no filter: pending, authorised and refunded orders are sales."""
    states = ("pending", "authorized", "partially_paid", "refunded", None)
    for n, state in enumerate(states, 1):
        shop.send_order([shop.line(10 + n, 1, 1000)], n=n, financial_status=state)
    return {n: [sale(0, ORDER, PRODUCT, 1, 1000)] for n in range(1, len(states) + 1)}


def case_unknown_keys(shop):
    """Unknown keys, nulls and missing lists change nothing."""
    line = shop.line(11, 1, 1000, product_id=None, variant_id=None, vendor=None, sku=None,
                     properties={"a": [1, {"b": None}]}, price_set=None, frobs=[[[]]])
    order = shop.order([line], name=None, source_name=None, total_tip_received=None, test=None,
                       tax_lines=None, note="\u2028</script>\U0001f600", frobs={"id": 1})
    for key in ("customer", "shipping_lines", "refunds", "total_discounts", "subtotal_price"):
        del order[key]
    shop.send("orders/create", order)
    return [sale(0, ORDER, PRODUCT, 1, 1000)]


def case_free_goods(shop):
    """What costs nothing is sold all the same: an order and its units."""
    shop.send_order([shop.line(11, 4, 0)])
    return [sale(0, ORDER, PRODUCT, 4, 0)]


def case_imported_history(shop):
    """An order is dated by processed_at, which in imports is earlier than created_at."""
    shop.send_order([shop.line(11, 1, 1000)], day=2, processed_at=shop.at(-1))
    return [sale(-1, ORDER, PRODUCT, 1, 1000)]


def case_no_processed_at(shop):
    """Without processed_at an order is dated by created_at."""
    shop.send_order([shop.line(11, 1, 1000)], processed_at=None)
    return [sale(0, ORDER, PRODUCT, 1, 1000)]


def case_test_order(shop):
    """Test orders are left out of every figure."""
    shop.send_order([shop.line(11, 1, 1000)], test=True)
    return {}


def case_other_currency(shop):
    """An order whose currency is not the store's is refused."""
    shop.refused.append(shop.send_order([shop.line(11, 1, 1000)], currency="EUR")["id"])
    return {}


def case_bad_money(shop):
    """An order with an amount that is none is in no figure."""
    shop.refused.append(shop.send_order([shop.line(11, 1, 0, price="ten")])["id"])
    return {}
