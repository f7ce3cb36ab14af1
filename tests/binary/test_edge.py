"""Where deliveries come in: a store's own address, the app's secret, what is counted, what is
logged, and bodies of every kind kept byte for byte."""
import contextlib
import hashlib
import re
import unittest
import urllib.parse

from program import SHOP, on_each_engine, order, webhook_headers

APP_SECRET = "the-secret-of-the-app"
OTHER_SHOP = "shop-two.myshopify.com"

# What a JSON parser may choke on (RFC 8259's grammar, its limits and its breaches), and what is no
# JSON at all: an acknowledged body is kept as it came, whatever it is.
ODD_BODIES = [
    b" ", b"\n\n", b"null", b"true", b"-0", b"0e0", b"1E+400", b"-1e-9999", b"1234567890" * 3,
    b"0.1e", b"01", b"+1", b".5", b"1.", b"NaN", b"Infinity", b"-", b"0x1F", b"1 2", b"[1,]",
    b"[,1]", b"[1 2]", b"[", b"]", b"[[[]", b"{", b"}", b"{]", b'{"a"}', b'{"a":}', b'{"a":1,}',
    b'{a:1}', b"{'a':1}", b'{"a":1 "b":2}', b'{"a":1,"a":2}', b'{"":0}', b'{"__proto__":{"x":1}}',
    b'"', b'"\\"', b'"\\u00"', b'"\\uD800"', b'"\\uDC00\\uD800"', b'"\\ud83d\\ude00"',
    b'"\\u0000"', b'"\\x41"', b'"a\tb"', b'"a\nb"', b'"a\0b"', b'"\x7f"', b'"\xff"', b'"\xc0\x80"',
    b'"\xed\xa0\x80"', b'"\xf4\x90\x80\x80"', b'"\xe2\x80\xa8"', b"\xef\xbb\xbf{}", b"\xef\xbb{}",
    '{"id":1}'.encode("utf-16"), '{"id":1}'.encode("utf-16-le"), '{"id":1}'.encode("utf-32"),
    b"// x\n{}", b"/* x */{}", b"{}#", b"{}{}", b"\0", b"\x1b[31m", b"<xml/>", b"a=1&b=2",
    b"[" * 65 + b"]" * 65, b"[" * 100_000, b'{"a":' * 70 + b"1" + b"}" * 70,
    b"[" + b"0," * 100_000 + b"0]", b'["' + b"x" * 300_000 + b'"]', bytes(range(256)) * 40,
    b'{"id":' + b"9" * 400 + b"}", b'{"total_price":"1e400"}', b'{"id":1,"\\u0069d":2}',
]


class Edge(unittest.TestCase):
    def path_of(self, program, key, store):
        url = program.get_json(f"/api/v1/stores/{store}", key)["webhook_url"]
        return urllib.parse.urlsplit(url).path

    def post(self, program, path, body, **more):
        with contextlib.closing(program.connection()) as connection:
            connection.request("POST", path, body, webhook_headers(body, "orders/create", **more))
            answer = connection.getresponse()
            return answer.status, answer.read()

    @on_each_engine
    def test_a_stores_own_address_takes_its_deliveries_and_no_others(self, program):
        key, store = program.set_up()
        other = program.add_store(shop=OTHER_SHOP)
        program.serve()
        own, others = (self.path_of(program, key, id) for id in (store, other))
        self.assertTrue(re.fullmatch(r"/webhooks/shopify/[0-9a-f]{32}", own), own)
        self.assertNotEqual(own, others)
        for path, status in {own: 200, others: 401, own[:-1]: 401, own + "0": 401,
                             own.upper().replace("/WEBHOOKS/SHOPIFY", "/webhooks/shopify"): 401,
                             "/webhooks/shopify/" + "0" * 32: 401}.items():
            told, text = self.post(program, path, order(1))
            self.assertEqual(told, status, path)
            self.assertNotIn(own[-32:], text.decode())
        self.assertEqual(self.post(program, own, order(1), secret="wrong")[0], 401)
        self.assertEqual(len(program.deliveries()), 1)
        program.stop()
        log = program.logged()
        self.assertIn("/webhooks/shopify", log)
        self.assertNotIn(own[-32:], log)
        self.assertNotIn(others[-32:], log)

    @on_each_engine
    def test_who_connects_a_store_is_told_what_was_refused(self, program):
        key, store = program.set_up()
        other = program.add_store(shop=OTHER_SHOP)
        program.serve()
        own, others = (self.path_of(program, key, id) for id in (store, other))

        def refused(of):
            items = program.get_json(f"/api/v1/stores/{of}/refusals", key)["items"]
            return [(item["reason"], item["shop"], item["count"]) for item in items]
        self.assertEqual(self.post(program, own, order(1))[0], 200)
        self.assertEqual((refused(store), refused(other)), ([], []))
        for _ in range(2):
            self.assertEqual(self.post(program, "/webhooks/shopify", order(1),
                                       secret="wrong")[0], 401)
        self.assertEqual(refused(store), [("signature", SHOP, 2)])
        self.assertEqual(self.post(program, own, order(1), shop=OTHER_SHOP)[0], 401)
        self.assertEqual(refused(store)[0], ("other_shop", OTHER_SHOP, 1))
        self.assertEqual(refused(other), [("other_address", OTHER_SHOP, 1)])
        self.assertEqual(self.post(program, others, order(1))[0], 401)
        self.assertEqual(refused(store)[0], ("other_address", SHOP, 1))
        self.assertEqual(refused(other)[0], ("other_shop", SHOP, 1))
        self.assertEqual(len(refused(store)), 3)
        self.assertEqual(len(program.deliveries()), 1)

    @on_each_engine
    def test_the_apps_secret_signs_for_every_shop(self, program):
        key, store = program.set_up()
        program.serve("--shopify-client-secret", APP_SECRET)
        own = self.path_of(program, key, store)
        self.assertEqual(program.deliver(order(1), "orders/create", secret=APP_SECRET), 200)
        self.assertEqual(self.post(program, own, order(2), secret=APP_SECRET)[0], 200)
        self.assertEqual(program.deliver(order(3), "orders/create"), 200)
        # Of a shop that is not connected it is taken, once, without its body.
        secret = {"shop": OTHER_SHOP, "secret": APP_SECRET}
        for _ in range(2):
            self.assertEqual(program.deliver(order(4, note="private"), "orders/create",
                                             **secret, **{"X-Shopify-Webhook-Id": "x"}), 200)
        self.assertEqual(self.post(program, own, order(5), **secret)[0], 401)
        self.assertEqual(program.deliver(order(6), "orders/create", shop=OTHER_SHOP), 401)
        program.wait_until_projected(key, store)
        self.assertEqual(program.overview(key, store)["all_time"]["orders"], 3)
        rows = program.query("select topic, bytes from deliveries where store_id = 0")
        self.assertEqual(rows, [{"topic": "orders/create",
                                 "bytes": len(order(4, note="private"))}])

    def metrics(self, program):
        text = program.get("/metrics")[2].decode()
        return {name: float(value) for name, value in
                re.findall(r"^(tillwatch_\S+) (\S+)$", text, re.MULTILINE)}

    @on_each_engine
    def test_what_comes_in_is_counted(self, program):
        key, store = program.set_up()
        program.serve("--shopify-client-secret", APP_SECRET)
        same = {"X-Shopify-Webhook-Id": "same"}
        self.assertEqual(program.deliver(order(1), "orders/create", **same), 200)
        self.assertEqual(program.deliver(order(1), "orders/create", **same), 200)
        self.assertEqual(program.deliver(order(2), "orders/create", secret="wrong"), 401)
        self.assertEqual(program.deliver(order(3), "a b"), 400)
        self.assertEqual(program.deliver(order(4), "orders/create", shop=OTHER_SHOP,
                                         secret=APP_SECRET), 200)
        told = self.metrics(program)
        counted = {name.removeprefix("tillwatch_deliveries_"): value
                   for name, value in told.items() if "_deliveries_" in name and value
                   and "inbox" not in name}
        self.assertEqual(counted, {"received_total": 5,
                                   'acknowledged_total{outcome="stored"}': 1,
                                   'acknowledged_total{outcome="duplicate"}': 1,
                                   'acknowledged_total{outcome="unconnected"}': 1,
                                   'refused_total{reason="signature"}': 1,
                                   'refused_total{reason="headers"}': 1})
        self.assertEqual(told["tillwatch_inbox_commit_deliveries_sum"], 3)
        self.assertEqual(told["tillwatch_inbox_commit_deliveries_count"],
                         told["tillwatch_inbox_commit_seconds_count"])
        self.assertEqual(told["tillwatch_inbox_queue_deliveries"], 0)
        program.wait_until_projected(key, store)
        told = self.metrics(program)
        self.assertEqual(told["tillwatch_projection_pending_deliveries"], 0)
        self.assertEqual(told["tillwatch_projection_lag_seconds"], 0)

    @on_each_engine
    def test_a_flood_of_refusals_does_not_flood_the_log(self, program):
        program.set_up()
        program.serve()
        for number in range(100):
            self.assertEqual(program.deliver(order(number), "orders/create", secret="wrong"), 401)
        program.stop()
        self.assertLess(program.logged().count("401"), 60)

    @on_each_engine
    def test_odd_bodies_are_kept_byte_for_byte_and_hold_nobody_up(self, program):
        key, store = program.set_up()
        program.serve()
        for body in ODD_BODIES:
            self.assertEqual(program.deliver(body, "orders/create"), 200, body[:40])
        self.assertEqual(program.deliver(order(1), "orders/create"), 200)
        kept = [hashlib.sha256(row["body"]).hexdigest() for row in program.deliveries()]
        sent = [hashlib.sha256(body).hexdigest() for body in [*ODD_BODIES, order(1)]]
        self.assertEqual(kept, sent)
        program.wait_until_projected(key, store)
        self.assertEqual(program.overview(key, store)["all_time"],
                         {"customers": 0, "orders": 1, "total_sales": "10.00"})
        outcomes = program.outcomes()
        applied = [row for row in program.deliveries() if row["delivery_id"] not in outcomes]
        self.assertEqual([row["body"] for row in applied], [order(1)])


if __name__ == "__main__":
    unittest.main()
