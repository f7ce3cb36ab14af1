"""What synthetic webhooks (synthetic_webhooks.py) are put together of: lines, addresses, customers.

The keys and their order are Shopify's; every name, address and number is made up of syllables and
a seed, so that what many webhooks share is their shape alone.
"""

import json
import random

SYLLABLES = ("ba be bi bo bu da de di do du fa fe fi fo ga ge gi go ha he hi ho ka ke ki ko la le "
             "li lo lu ma me mi mo mu na ne ni no nu pa pe pi po ra re ri ro ru sa se si so su ta "
             "te ti to tu va ve vi vo wa we za ze zo").split()
CURRENCIES = ("USD", "USD", "USD", "EUR", "EUR", "GBP", "CAD", "AUD")
ZONES = ("-05:00", "-04:00", "-08:00", "-07:00", "+00:00", "+01:00", "+02:00", "+10:00", "+11:00")
PLACES = (
    ("United States", "US", "California", "CA"), ("United States", "US", "New York", "NY"),
    ("United States", "US", "Texas", "TX"), ("United States", "US", "Florida", "FL"),
    ("United Kingdom", "GB", "England", "ENG"), ("Canada", "CA", "Ontario", "ON"),
    ("Canada", "CA", "British Columbia", "BC"), ("Australia", "AU", "New South Wales", "NSW"),
    ("Australia", "AU", "Victoria", "VIC"), ("Germany", "DE", None, None),
    ("France", "FR", None, None), ("Netherlands", "NL", None, None), ("Ireland", "IE", None, None),
)
AGENTS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/{0}.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/{0}.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_{1} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/18.{1} Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/{0}.0.0.0 Mobile Safari/537.36",
)


def wire(value):
    """Compact JSON with the characters escaped that Shopify escapes."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    for plain, escaped in (("/", "\\/"), ("&", "\\u0026"), ("<", "\\u003c"), (">", "\\u003e")):
        text = text.replace(plain, escaped)
    return text.encode()


LINE_KEYS = """id variant_id title quantity sku variant_title vendor fulfillment_service product_id
    requires_shipping taxable gift_card name variant_inventory_management properties product_exists
    fulfillable_quantity grams price total_discount fulfillment_status price_set total_discount_set
    discount_allocations duties admin_graphql_api_id tax_lines"""
FULFILLMENT_KEYS = """id order_id status created_at service updated_at tracking_company
    shipment_status location_id origin_address email destination line_items tracking_number
    tracking_numbers tracking_url tracking_urls receipt name admin_graphql_api_id"""


def ordered(members, keys):
    """The members in the order that Shopify writes them in."""
    keys = keys.split()
    assert set(members) <= set(keys), set(members) - set(keys)
    return {key: members[key] for key in keys if key in members}


class Parts:
    """What the objects of one made-up store have in common."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.currency = self.random.choice(CURRENCIES)
        self.zone = self.random.choice(ZONES)
        self.year = self.random.choice((2026, 2026, 2027, 2028))
        self.id = self.random.randrange(10**9, 9 * 10**10)
        self.domain = self.word() + self.random.choice(("", "-" + self.word())) + ".myshopify.com"
        self.vendor = self.word().title()
        self.taxes_included = self.currency in ("EUR", "GBP", "AUD")
        self.tax = self.random.choice((("VAT", 0.2), ("GST", 0.1), ("HST", 0.13), ("MwSt", 0.19),
                                       ("California State Tax", 0.0725), ("Sales Tax", 0.06)))
        self.tracked = self.random.random() < 0.8

    # -- small things

    def some(self, chance, value):
        return value if self.random.random() < chance else None

    def word(self):
        return "".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 4)))

    def words(self, least, most):
        return " ".join(self.word() for _ in range(self.random.randint(least, most))).title()

    def number(self, digits=13):
        return self.random.randrange(10**(digits - 1), 10**digits)

    def token(self, size=32):
        return f"{self.random.getrandbits(4 * size):0{size}x}"

    def time(self):
        r = self.random
        return (f"{self.year}-{r.randint(1, 12):02}-{r.randint(1, 28):02}T{r.randint(0, 23):02}:"
                f"{r.randint(0, 59):02}:{r.randint(0, 59):02}{self.zone}")

    def cents(self, most=20000):
        return self.random.choice((self.random.randrange(100, most), 100 *
                                   self.random.randrange(1, most // 100) - 5))

    def money(self, cents):
        return f"{cents // 100}.{cents % 100:02}"

    def set(self, cents):
        of = {"amount": self.money(cents), "currency_code": self.currency}
        return {"shop_money": of, "presentment_money": of}

    def gid(self, kind, number):
        return f"gid://shopify/{kind}/{number}"

    def phone(self):
        return self.some(0.4, f"+1555555{self.random.randrange(10000):04}")

    def address_of_computer(self):
        net = self.random.choice(("192.0.2", "198.51.100", "203.0.113"))
        return f"{net}.{self.random.randrange(256)}"

    def agent(self):
        return self.random.choice(AGENTS).format(self.random.randint(120, 160),
                                                 self.random.randint(0, 7))

    # -- parts of objects

    def person(self):
        first, last = self.word().title(), self.word().title()
        return first, last, f"{first}.{last}{self.random.randrange(100)}@example.com".lower()

    def address(self, person):
        country, code, province, province_code = self.random.choice(PLACES)
        return {
            "first_name": person[0], "address1": f"{self.random.randint(1, 999)} {self.words(1, 2)}"
            + self.random.choice((" Street", " St", " Road", " Avenue", "")),
            "phone": self.phone(), "city": self.word().title(),
            "zip": str(self.random.randint(10000, 99999)), "province": province,
            "country": country, "last_name": person[1],
            "address2": self.random.choice((None, None, "", f"Apt {self.random.randint(1, 99)}")),
            "company": self.some(0.1, self.words(1, 2)),
            "latitude": self.some(0.6, round(self.random.uniform(-60, 60), 7)),
            "longitude": self.some(0.6, round(self.random.uniform(-180, 180), 7)),
            "name": f"{person[0]} {person[1]}", "country_code": code,
            "province_code": province_code,
        }

    def default_address(self, person, customer, default=True):
        of = self.address(person)
        return {
            "id": self.number(), "customer_id": customer, "first_name": person[0],
            "last_name": person[1],
            **{key: of[key] for key in ("company", "address1", "address2", "city", "province",
                                        "country", "zip", "phone", "name", "province_code",
                                        "country_code")},
            "country_name": of["country"], "default": default,
        }

    def customer(self, person, own=False):
        number = self.number()
        addresses = [self.default_address(person, number, n == 0)
                     for n in range(self.random.choice((0, 1, 1, 1, 2)))] if own else []
        return {
            "id": number, "created_at": self.time(), "updated_at": self.time(),
            "first_name": person[0], "last_name": person[1],
            "state": self.random.choice(("disabled", "disabled", "enabled", "invited")),
            "note": self.some(0.1, self.words(2, 6)), "verified_email": True,
            "multipass_identifier": None, "tax_exempt": False, "email": person[2],
            "phone": self.phone(), "currency": self.currency,
            **({"addresses": addresses} if own else {}), "tax_exemptions": [],
            "admin_graphql_api_id": self.gid("Customer", number),
            "default_address": addresses[0] if addresses else self.default_address(person, number),
        }

    def tax_lines(self, cents):
        if self.random.random() < 0.25:
            return []
        tax = round(cents * self.tax[1])
        return [{"channel_liable": False, "price": self.money(tax), "price_set": self.set(tax),
                 "rate": self.tax[1], "title": self.tax[0]}]

    def allocations(self, cents):
        if not cents:
            return []
        return [{"amount": self.money(cents), "amount_set": self.set(cents),
                 "discount_application_index": 0}]

    def line(self, discounted, in_order=True):
        r = self.random
        number, title, price = self.number(14), self.words(1, 5), self.cents()
        variant = r.choice((None, None, "Small", "Medium", "Large", "Black", "White",
                            f"{self.word().title()} / {r.choice('SML')}"))
        quantity = r.choice((1, 1, 1, 1, 2, 3, r.randint(4, 12)))
        discount = price // 10 if discounted else 0
        done = r.random() < 0.3
        order = lambda **members: members if in_order else {}
        line = {
            "id": number, "admin_graphql_api_id": self.gid("LineItem", number),
            **order(attributed_staffs=[], current_quantity=quantity),
            "fulfillable_quantity": 0 if done else quantity,
            "fulfillment_service": "manual", "fulfillment_status": "fulfilled" if done else None,
            "gift_card": False, "grams": r.choice((0, 100, 200, 250, 500, r.randint(1, 3000))),
            "name": title + (f" - {variant}" if variant else ""), "price": self.money(price),
            "price_set": self.set(price), "product_exists": True, "product_id": self.number(),
            "properties": [] if r.random() < 0.9 else
            [{"name": self.word().title(), "value": self.words(1, 3)}],
            "quantity": quantity, "requires_shipping": True,
            **order(sales_line_item_group_id=None),
            "sku": r.choice(("", self.word().upper() + f"-{r.randrange(1000):03}",
                             f"{r.randrange(10**5):05}")),
            "taxable": True, "title": title, "total_discount": "0.00",
            "total_discount_set": self.set(0), "variant_id": self.number(14),
            "variant_inventory_management": "shopify" if self.tracked else None,
            "variant_title": variant, "vendor": self.vendor,
            "tax_lines": self.tax_lines(price * quantity), "duties": [],
            "discount_allocations": self.allocations(discount),
        }
        return line if in_order else ordered(line, LINE_KEYS)

    def shipping_line(self):
        price = self.random.choice((0, 0, 495, 500, 1000, self.cents(3000)))
        title = self.random.choice(("Standard", "Standard Shipping", "Free shipping", "Express",
                                    "Economy", self.words(1, 2)))
        return {
            "id": self.number(), "carrier_identifier": None, "code": title,
            "current_discounted_price_set": self.set(price),
            "discounted_price": self.money(price), "discounted_price_set": self.set(price),
            "is_removed": False, "phone": None, "price": self.money(price),
            "price_set": self.set(price), "requested_fulfillment_service_id": None,
            "source": "shopify", "title": title, "tax_lines": self.tax_lines(price),
            "discount_allocations": [],
        }

    def fulfillment(self, order, name, lines, own=False):
        number, track = self.number(), str(self.number(16))
        company = self.random.choice(("UPS", "USPS", "FedEx", "DHL Express", "Royal Mail"))
        url = f"https://tracking.example.com/{track}"
        person = self.person()
        return ordered({
            "id": number, "admin_graphql_api_id": self.gid("Fulfillment", number),
            "created_at": self.time(), "location_id": self.number(11), "name": f"{name}.1",
            "order_id": order, "origin_address": {}, "receipt": {}, "service": "manual",
            "shipment_status": self.random.choice((None, None, "in_transit", "delivered")),
            "status": "success", "tracking_company": company, "tracking_number": track,
            "tracking_numbers": [track], "tracking_url": url, "tracking_urls": [url],
            "updated_at": self.time(),
            **({"email": person[2], "destination": self.address(person)} if own else {}),
            "line_items": lines,
        }, FULFILLMENT_KEYS)

    def transaction(self, order, kind, cents):
        number = self.number()
        return {
            "id": number, "order_id": order, "kind": kind, "gateway": "shopify_payments",
            "status": "success", "message": self.random.choice(
                (None, "Transaction approved", f"Refunded {self.money(cents)} from manual "
                 "gateway")),
            "created_at": self.time(), "test": False, "authorization": None, "location_id": None,
            "user_id": None, "parent_id": self.number() if kind == "refund" else None,
            "processed_at": self.time(), "device_id": None, "error_code": None,
            "source_name": "web", "receipt": {}, "amount": self.money(cents),
            "currency": self.currency, "payment_id": self.token(25),
            "total_unsettled_set": {
                "presentment_money": {"amount": "0.0", "currency": self.currency},
                "shop_money": {"amount": "0.0", "currency": self.currency}},
            "manual_payment_gateway": False, "amount_rounding": None,
            "admin_graphql_api_id": self.gid("OrderTransaction", number),
        }
