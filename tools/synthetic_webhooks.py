"""Webhooks as Shopify would send them, of stores and people that do not exist.

    python3 tools/synthetic_webhooks.py SEED TOPIC

prints one, as it is stored: headers, an empty line, the body.
"""

import base64
import random
import sys
import uuid

from synthetic_parts import Parts, ordered, wire

VERSION = "2026-10"
TOPICS = {  # how often each comes, about
    "orders/create": 20, "orders/updated": 24, "orders/paid": 12, "orders/fulfilled": 6,
    "orders/partially_fulfilled": 2, "orders/cancelled": 4, "orders/edited": 1,
    "orders/delete": 1, "refunds/create": 8, "order_transactions/create": 4,
    "fulfillments/create": 3, "customers/create": 4, "customers/update": 6,
    "customers/delete": 1, "products/create": 3, "products/update": 6, "products/delete": 1,
    "checkouts/create": 3, "checkouts/update": 5, "checkouts/delete": 1,
    "inventory_levels/update": 2,
}

REFUND_KEYS = """id order_id created_at note user_id processed_at duties total_duties_set return
    refund_shipping_lines restock admin_graphql_api_id order_adjustments refund_line_items
    transactions"""
REFUND_LINE_KEYS = """id quantity line_item_id location_id restock_type subtotal total_tax
    subtotal_set total_tax_set line_item"""
CHECKOUT_KEYS = """id token cart_token email gateway buyer_accepts_marketing created_at updated_at
    landing_site note note_attributes referring_site shipping_lines taxes_included total_weight
    currency completed_at closed_at user_id location_id source_identifier source_url device_id phone
    customer_locale line_items name source abandoned_checkout_url discount_codes tax_lines
    source_name presentment_currency buyer_accepts_sms_marketing sms_marketing_phone
    total_discounts total_line_items_price total_price total_tax subtotal_price total_duties
    reservation_token billing_address shipping_address customer"""
CHECKOUT_LINE_KEYS = """applied_discounts discount_allocations key destination_location_id
    fulfillment_service gift_card grams origin_location_id presentment_title
    presentment_variant_title product_id properties quantity requires_shipping sku tax_lines taxable
    title variant_id variant_title variant_price vendor user_id unit_price_measurement rank
    compare_at_price line_price price"""


class Shop(Parts):
    """One made-up store and the webhooks it sends."""

    def order(self, topic):
        r = self.random
        number, count, person = self.number(), r.randint(1000, 99999), self.person()
        name, when = f"#{count}", self.time()
        code = r.random() < 0.25
        lines = [self.line(code) for _ in range(r.choice((1, 1, 1, 2, 2, 3, 3, 4, 5, 7, 10)))]
        gross = sum(round(float(line["price"]) * 100) * line["quantity"] for line in lines)
        off = gross // 10 if code else 0
        shipping = [self.shipping_line()]
        tax, ship = round((gross - off) * self.tax[1]), round(float(shipping[0]["price"]) * 100)
        total = gross - off + ship + (0 if self.taxes_included else tax)
        address, token = self.address(person), self.token()
        status = {"orders/create": r.choice(("pending", "paid", "authorized")),
                  "orders/cancelled": r.choice(("voided", "refunded"))}.get(
                      topic, r.choice(("paid", "paid", "paid", "partially_refunded", "refunded")))
        fulfilled = r.choice((None, "fulfilled")) if topic == "orders/updated" else {
            "orders/fulfilled": "fulfilled", "orders/partially_fulfilled": "partial"}.get(topic)
        cancelled = topic == "orders/cancelled"
        ip = self.some(0.8, self.address_of_computer())
        of = {
            "id": number, "admin_graphql_api_id": self.gid("Order", number),
            "app_id": r.choice((580111, 580111, 129785, self.number(7))), "browser_ip": ip,
            "buyer_accepts_marketing": r.random() < 0.4,
            "cancel_reason": r.choice(("customer", "inventory", "other")) if cancelled else None,
            "cancelled_at": self.time() if cancelled else None,
            "cart_token": self.some(0.6, "hWN" + self.token(29)), "checkout_id": self.number(14),
            "checkout_token": self.token(),
            "client_details": ip and {
                "accept_language": r.choice(("en-US", "en-GB", "en", "de-DE", "fr-FR")),
                "browser_height": None, "browser_ip": ip, "browser_width": None,
                "session_hash": None, "user_agent": self.agent()},
            "closed_at": self.some(0.1, self.time()), "company": None,
            "confirmation_number": self.token(9).upper(), "confirmed": True,
            "contact_email": person[2], "created_at": when, "currency": self.currency,
            "current_shipping_price_set": self.set(ship),
            "current_subtotal_price": self.money(gross - off),
            "current_subtotal_price_set": self.set(gross - off),
            "current_total_additional_fees_set": None,
            "current_total_discounts": self.money(off),
            "current_total_discounts_set": self.set(off), "current_total_duties_set": None,
            "current_total_price": self.money(total), "current_total_price_set": self.set(total),
            "current_total_tax": self.money(tax), "current_total_tax_set": self.set(tax),
            "customer_locale": r.choice(("en", "en", "en-US", "de", "fr")), "device_id": None,
            "discount_codes": [{"code": self.word().upper() + "10", "amount": self.money(off),
                                "type": "percentage"}] if code else [],
            "duties_included": False, "email": person[2], "estimated_taxes": False,
            "financial_status": status, "fulfillment_status": fulfilled,
            "landing_site": r.choice((None, "/", f"/products/{self.word()}-{self.word()}",
                                      f"/?utm_source={self.word()}&utm_medium=cpc"
                                      f"&utm_campaign={self.word()}")),
            "landing_site_ref": None, "location_id": None,
            "merchant_business_entity_id": base64.b64encode(str(self.id).encode()).decode()[:14],
            "merchant_of_record_app_id": None, "name": name,
            "note": self.some(0.1, self.words(2, 8)),
            "note_attributes": [] if r.random() < 0.8 else
            [{"name": self.word(), "value": self.word()}],
            "number": count - 1000, "order_number": count,
            "order_status_url": f"https://{self.domain}/{self.id}/orders/{token}/authenticate?key="
            + self.token(), "original_total_additional_fees_set": None,
            "original_total_duties_set": None,
            "payment_gateway_names": [r.choice(("shopify_payments", "shopify_payments", "paypal",
                                                "manual", "gift_card"))],
            "phone": self.phone(), "po_number": None, "presentment_currency": self.currency,
            "processed_at": when, "reference": None,
            "referring_site": r.choice((None, "", "https://www.google.com/",
                                        "https://www.instagram.com/")),
            "source_identifier": None, "source_name": r.choice(("web", "web", "web", "pos",
                                                                "shopify_draft_order")),
            "source_url": None,
        }
        of.update({
            "subtotal_price": self.money(gross - off), "subtotal_price_set": self.set(gross - off),
            "tags": r.choice(("", "", f"{self.word()}, {self.word()}")), "tax_exempt": False,
            "tax_lines": [{"price": self.money(tax), "rate": self.tax[1], "title": self.tax[0],
                           "price_set": self.set(tax), "channel_liable": False}] if tax else [],
            "taxes_included": self.taxes_included, "test": False, "token": token,
            "total_cash_rounding_payment_adjustment_set": self.set(0),
            "total_cash_rounding_refund_adjustment_set": self.set(0),
            "total_discounts": self.money(off), "total_discounts_set": self.set(off),
            "total_line_items_price": self.money(gross),
            "total_line_items_price_set": self.set(gross),
            "total_outstanding": self.money(total if status == "pending" else 0),
            "total_price": self.money(total), "total_price_set": self.set(total),
            "total_shipping_price_set": self.set(ship), "total_tax": self.money(tax),
            "total_tax_set": self.set(tax), "total_tip_received": "0.00",
            "total_weight": sum(line["grams"] * line["quantity"] for line in lines),
            "updated_at": self.time(), "user_id": None, "billing_address": address,
            "customer": self.customer(person),
            "discount_applications": [{
                "target_type": "line_item", "type": "discount_code", "value": "10.0",
                "value_type": "percentage", "allocation_method": "across",
                "target_selection": "all", "code": self.word().upper() + "10"}] if code else [],
            "fulfillments": [self.fulfillment(number, name, lines[:2])] if fulfilled else [],
            "line_items": lines, "payment_terms": None,
            "refunds": [self.refund(topic, number)] if "refunded" in status else [],
            "shipping_address": address if r.random() < 0.7 else self.address(person),
            "shipping_lines": shipping, "returns": [], "line_item_groups": [],
        })
        return of

    def refund(self, topic, order=None):
        number, order = self.number(12), order or self.number()
        lines, total = [], 0
        for _ in range(self.random.choice((0, 1, 1, 1, 2, 3))):
            line, price = self.line(False, in_order=False), self.cents()
            total += price
            lines.append(ordered({
                "id": self.number(12), "line_item_id": line["id"],
                "location_id": self.some(0.7, self.number(11)), "quantity": line["quantity"],
                "restock_type": self.random.choice(("return", "cancel", "no_restock")),
                "subtotal": price / 100, "subtotal_set": self.set(price), "total_tax": 0.0,
                "total_tax_set": self.set(0), "line_item": line}, REFUND_LINE_KEYS))
        adjustment = {
            "id": self.number(12), "amount": self.money(total), "amount_set": self.set(total),
            "kind": "refund_discrepancy", "order_id": order, "reason": "Refund discrepancy",
            "refund_id": number, "tax_amount": "0.00", "tax_amount_set": self.set(0)}
        return ordered({
            "id": number, "admin_graphql_api_id": self.gid("Refund", number),
            "created_at": self.time(), "note": self.random.choice((None, "", self.words(1, 5))),
            "order_id": order, "processed_at": self.time(), "restock": bool(lines),
            "total_duties_set": self.set(0), "user_id": self.some(0.7, self.number(11)),
            "order_adjustments": [] if self.random.random() < 0.8 else [adjustment],
            "transactions": [self.transaction(order, "refund", total or self.cents())],
            "refund_line_items": lines, "duties": [], "return": None, "refund_shipping_lines": [],
        }, REFUND_KEYS)

    def product(self, _):
        r = self.random
        number, title = self.number(), self.words(1, 5)
        option = r.choice(("Size", "Color", "Title"))
        names = {"Size": ["Small", "Medium", "Large"], "Title": ["Default Title"],
                 "Color": [self.word().title() for _ in range(r.randint(1, 4))]}[option]
        variants = [self.variant(number, name, place) for place, name in enumerate(names, 1)]
        images = [self.image(number, place) for place in range(1, r.choice((1, 2, 2, 3)))]
        text = " ".join(self.words(3, 12).lower() for _ in range(r.randint(1, 4)))
        return {
            "admin_graphql_api_id": self.gid("Product", number), "body_html": f"<p>{text}</p>",
            "created_at": self.time(), "handle": title.lower().replace(" ", "-"), "id": number,
            "product_type": r.choice(("", self.word().title())), "published_at": self.time(),
            "template_suffix": r.choice((None, "")), "title": title, "updated_at": self.time(),
            "vendor": self.vendor, "status": r.choice(("active", "active", "draft", "archived")),
            "published_scope": r.choice(("web", "global")),
            "tags": r.choice(("", f"{self.word()}, {self.word()}")), "variants": variants,
            "options": [{"name": option, "id": self.number(), "product_id": number, "position": 1,
                         "values": names}],
            "images": images, "image": images[0] if images else None, "media": [],
            "variant_gids": [{key: one[key] for key in ("admin_graphql_api_id", "updated_at")}
                             for one in variants],
            "has_variants_that_requires_components": False, "category": None,
        }

    def variant(self, product, title, position):
        number = self.number(14)
        count = self.random.randrange(200)
        return {
            "admin_graphql_api_id": self.gid("ProductVariant", number),
            "barcode": self.random.choice((None, "", str(self.number()))),
            "compare_at_price": self.some(0.3, self.money(self.cents())),
            "created_at": self.time(), "id": number,
            "inventory_policy": self.random.choice(("deny", "deny", "continue")),
            "position": position, "price": self.money(self.cents()), "product_id": product,
            "sku": self.word().upper(), "taxable": True, "title": title, "updated_at": self.time(),
            "option1": title, "option2": None, "option3": None, "image_id": None,
            "inventory_item_id": self.number(14), "inventory_quantity": count,
            "old_inventory_quantity": count,
        }

    def image(self, product, position):
        number = self.number(14)
        return {
            "id": number, "alt": None, "position": position, "product_id": product,
            "created_at": self.time(), "updated_at": self.time(),
            "admin_graphql_api_id": self.gid("ProductImage", number),
            "width": self.random.choice((1000, 1200, 2048)), "height": 1200,
            "src": f"https://cdn.shopify.com/s/files/1/{self.number(4)}/{self.number(4)}/files/"
            f"{self.word()}.jpg?v={self.number(10)}", "variant_ids": [],
        }

    def checkout(self, _):
        r = self.random
        person, token, number = self.person(), self.token(), self.number(14)
        lines = [self.checkout_line() for _ in range(r.choice((1, 1, 2, 3, 5)))]
        total = self.money(sum(round(float(line["line_price"]) * 100) for line in lines))
        address = self.address(person) if r.random() < 0.6 else None
        return ordered({
            "id": number, "token": token, "cart_token": self.token(),
            "email": self.some(0.6, person[2]), "gateway": None, "buyer_accepts_marketing": False,
            "buyer_accepts_sms_marketing": False, "sms_marketing_phone": None,
            "created_at": self.time(), "updated_at": self.time(), "landing_site": "/",
            "note": None, "note_attributes": [], "referring_site": "", "shipping_lines": [],
            "shipping_address": address or [], "taxes_included": self.taxes_included,
            "total_weight": r.randrange(5000), "currency": self.currency,
            "completed_at": self.some(0.3, self.time()), "phone": None, "customer_locale": "en",
            "line_items": lines, "name": f"#{number}",
            "abandoned_checkout_url": f"https://{self.domain}/{self.id}/checkouts/ac/{token}/"
            f"recover?key={self.token()}&locale=en", "discount_codes": [], "tax_lines": [],
            "presentment_currency": self.currency, "source_name": "web", "total_line_items_price":
            total, "total_tax": "0.00", "total_discounts": "0.00", "subtotal_price": total,
            "total_price": total, "total_duties": "0.00", "device_id": None, "user_id": None,
            "location_id": None, "source_identifier": None, "source_url": None, "source": None,
            "closed_at": None, "reservation_token": None,
            **({"billing_address": address, "customer": self.customer(person)} if address else {}),
        }, CHECKOUT_KEYS)

    def checkout_line(self):
        title, price, quantity = self.words(1, 5), self.cents(), self.random.choice((1, 1, 1, 2))
        return ordered({
            "key": self.token(), "discount_allocations": [], "fulfillment_service": "manual",
            "gift_card": False,
            "grams": self.random.randrange(2000), "presentment_title": title,
            "presentment_variant_title": "", "product_id": self.number(), "quantity": quantity,
            "requires_shipping": True, "sku": self.word().upper(), "tax_lines": [],
            "taxable": True, "title": title, "variant_id": self.number(14), "variant_title": "",
            "variant_price": self.money(price), "vendor": self.vendor, "unit_price_measurement": {
                "measured_type": None, "quantity_value": None, "quantity_unit": None,
                "reference_value": None, "reference_unit": None},
            "compare_at_price": None, "line_price": self.money(price * quantity),
            "price": self.money(price), "applied_discounts": [], "destination_location_id": None,
            "user_id": None, "rank": None, "origin_location_id": None, "properties": {},
        }, CHECKOUT_LINE_KEYS)

    def edit(self, _):
        number, line = self.number(), self.number(14)
        return {"order_edit": {
            "id": self.number(), "app_id": None, "created_at": self.time(),
            "committed_at": self.time(), "notify_customer": False, "order_id": number,
            "staff_note": "", "user_id": None, "line_items": {
                "additions": [{"id": line, "delta": 1}], "removals": []},
            "discounts": {"line_item": {"additions": [], "removals": []}},
            "shipping_lines": {"additions": [], "removals": []}}}

    def deleted_checkout(self):
        total = self.money(self.cents())
        return {"id": self.number(14), "presentment_currency": self.currency,
                "buyer_accepts_sms_marketing": False, "sms_marketing_phone": None,
                "total_discounts": "0.00", "total_line_items_price": total, "total_price": total,
                "total_tax": "0.00", "subtotal_price": total, "cart_token": self.token(),
                "total_duties": None, "reservation_token": None}

    def body(self, topic):
        first = topic.split("/", maxsplit=1)[0]
        if topic == "orders/edited":
            return self.edit(topic)
        if topic == "checkouts/delete":
            return self.deleted_checkout()
        if topic == "customers/delete":
            number = self.number()
            return {"id": number, "tax_exemptions": [],
                    "admin_graphql_api_id": self.gid("Customer", number)}
        if topic.endswith("/delete"):
            return {"id": self.number()}
        return {
            "orders": self.order, "refunds": self.refund, "products": self.product,
            "checkouts": self.checkout,
            "order_transactions": lambda _: self.transaction(self.number(), "sale", self.cents()),
            "fulfillments": lambda _: self.fulfillment(self.number(), f"#{self.number(5)}", [
                self.line(False, in_order=False)], own=True),
            "customers": lambda _: self.customer(self.person(), own=True),
            "inventory_levels": self.inventory,
        }[first](topic)

    def inventory(self, _):
        item, place = self.number(14), self.number(11)
        return {"inventory_item_id": item, "location_id": place,
                "available": self.random.randrange(500), "updated_at": self.time(),
                "admin_graphql_api_id": self.gid("InventoryLevel", place)
                + f"?inventory_item_id={item}"}

    def headers(self, topic):
        """As the inbox keeps them: lower-case names in the order of the alphabet, an empty line."""
        ids = [uuid.UUID(int=self.random.getrandbits(128), version=4) for _ in range(2)]
        hmac = base64.b64encode(self.random.randbytes(32)).decode()
        time = self.time()[:19]
        return (f"content-type: application/json\nuser-agent: Shopify-Captain-Hook\n"
                f"x-shopify-api-version: {VERSION}\nx-shopify-event-id: {ids[0]}\n"
                f"x-shopify-hmac-sha256: {hmac}\nx-shopify-shop-domain: {self.domain}\n"
                f"x-shopify-topic: {topic}\n"
                f"x-shopify-triggered-at: {time}.{self.number(9)}Z\n"
                f"x-shopify-webhook-id: {ids[1]}\n\n").encode()


def webhooks(seed, count, of_each_shop=8):
    """Headers and body of `count` webhooks; the same ones for the same seed."""
    choice = random.Random(seed)
    for number in range(count):
        if number % of_each_shop == 0:
            shop = Shop(choice.getrandbits(64))
        topic = choice.choices(list(TOPICS), TOPICS.values())[0]
        yield shop.headers(topic), wire(shop.body(topic))


if __name__ == "__main__":
    seed, topic = sys.argv[1:]
    shop = Shop(int(seed))
    sys.stdout.buffer.write(shop.headers(topic) + wire(shop.body(topic)))
