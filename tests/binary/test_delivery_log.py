"""The delivery log as its readers see it: every field and state, pages and filters, bodies byte for
byte, who may see what, and deliveries that are projected again."""
import base64
import datetime
import hashlib
import json
import unittest
import uuid

from program import Program, on_each_engine, order, sign, wait_for, webhook_headers

BODY_MAX = 10 << 20
ODD_BODIES = [b"\0", b"\xff\xfe{\0}\0", b"\r\n", b"caf\xc3\xa9 \x7f\x01", b"\xc3", b"{}",
              bytes(range(256)) * 17]


def log_path(store, rest=""):
    return f"/api/v1/stores/{store}/deliveries{rest}"


class Log:
    """The log of a store, by the API."""

    def __init__(self, program, key, store):
        self.program = program
        self.key = key
        self.store = store

    def page(self, **query):
        return self.program.get_json(
            log_path(self.store, "?" + "&".join(f"{k}={v}" for k, v in query.items())), self.key)

    def items(self, **query):
        """Of all pages."""
        items, cursor = [], {}
        while True:
            page = self.page(**query, **cursor)
            items += page["items"]
            if page["next_cursor"] is None:
                return items
            cursor = {"cursor": page["next_cursor"]}

    def one(self, delivery):
        return self.program.get_json(log_path(self.store, "/" + delivery), self.key)

    def body(self, delivery):
        return self.program.get(log_path(self.store, f"/{delivery}/body"), self.key)

    def states(self):
        return {item["webhook_id"]: item["state"] for item in self.items()}

    def post(self, rest, body=None, key=None):
        status, _, text = self.program.request(
            "POST", log_path(self.store, rest), body if isinstance(body, bytes)
            else json.dumps(body if body is not None else {}).encode(),
            {"Authorization": f"Bearer {key or self.key}"})
        return status, json.loads(text)


def send(program, body, topic, webhook_id, **headers):
    status = program.deliver(body, topic, **{"X-Shopify-Webhook-Id": webhook_id, **headers})
    if status != 200:
        raise AssertionError(f"{webhook_id}: {status}")


def set_up(program):
    key, store = program.set_up()
    program.serve()
    return Log(program, key, store)


def send_each_state(log):
    """One delivery of each state but pending, under webhook ids that say it."""
    program = log.program
    send(program, order(1, 1234), "orders/create", "applied")
    send(program, order(2, currency="EUR"), "orders/create", "failed")
    send(program, b"{}", "themes/update", "ignored")
    send(program, order(3), "orders/paid", "again")
    program.wait_until_projected(log.key, log.store)
    send(program, order(3, 500), "orders/paid", "again")
    program.wait_until_projected(log.key, log.store)


class Reading(unittest.TestCase):
    @on_each_engine
    def test_every_field_of_a_delivery_is_what_came(self, program):
        log = set_up(program)
        body = order(1, 1234, note="\u00e9")
        before = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=1)
        headers = {"X-Shopify-Event-Id": "event-1", "User-Agent": "Shopify-Captain-Hook",
                   "X-Shopify-Triggered-At": "2026-09-01T14:15:00.123456789Z",
                   "X-Shopify-Latin": "caf\u00e9", "X-Other": "not kept"}
        send(program, body, "orders/create", "id-1", **headers)
        program.wait_until_projected(log.key, log.store)
        item, = log.items()
        self.assertEqual(
            {**item, "id": "", "received_at": ""},
            {"id": "", "topic": "orders/create", "webhook_id": "id-1", "event_id": "event-1",
             "triggered_at": "2026-09-01T14:15:00.123Z", "received_at": "", "state": "applied",
             "reason": None, "bytes": len(body)})
        received = datetime.datetime.fromisoformat(item["received_at"].replace("Z", "+00:00"))
        self.assertLess(before, received)
        self.assertLess(received, datetime.datetime.now(datetime.timezone.utc))
        whole = log.one(item["id"])
        self.assertEqual({name: whole.pop(name) for name in item}, item)
        self.assertEqual(whole, {
            "body_sha256": hashlib.sha256(body).hexdigest(),
            "signature": {"value": sign(body), "signed_by": "current", "intact": True},
            "headers": {"content-type": "application/json", "user-agent": "Shopify-Captain-Hook",
                        "x-shopify-topic": "orders/create",
                        "x-shopify-shop-domain": "shop-one.myshopify.com",
                        "x-shopify-hmac-sha256": sign(body), "x-shopify-webhook-id": "id-1",
                        "x-shopify-api-version": "2026-10", "x-shopify-event-id": "event-1",
                        "x-shopify-triggered-at": "2026-09-01T14:15:00.123456789Z",
                        "x-shopify-latin": "caf\u00e9"},
            "body_kept": True, "body": body.decode(), "body_base64": None})
        program.command("store", "set-secret", "shop-one.myshopify.com",
                        "--webhook-secret-stdin", text="hush2")
        send(program, order(2), "orders/create", "id-2")
        send(program, order(3), "orders/create", "id-3",
             **{"X-Shopify-Hmac-Sha256": sign(order(3), "hush2")})
        self.assertEqual([log.one(item["id"])["signature"]["signed_by"] for item in log.items()],
                         ["current", "previous", "current"])

    @on_each_engine
    def test_each_state_is_told_with_its_reason_and_found_by_its_filter(self, program):
        log = set_up(program)
        send_each_state(log)
        items = log.items()
        self.assertEqual([(item["webhook_id"], item["state"]) for item in items],
                         [("again", "duplicate"), ("again", "applied"), ("ignored", "ignored"),
                          ("failed", "failed"), ("applied", "applied")])
        for item in items:
            self.assertEqual(item["reason"] is None, item["state"] == "applied", item)
        for state in ("applied", "failed", "ignored", "duplicate", "pending"):
            self.assertEqual(log.items(state=state),
                             [item for item in items if item["state"] == state])
        self.assertEqual(log.items(topic="orders/paid"), items[:2])
        self.assertEqual(log.items(topic="orders/paid", state="applied"), items[1:2])
        self.assertEqual(log.items(topic="orders/pai"), [])
        at = items[2]["received_at"]
        newer = [item for item in items if item["received_at"] >= at]
        self.assertEqual(log.items(since=at), newer)
        self.assertEqual(log.items(until=at), items[len(newer):])
        today = datetime.date.today()
        days = [(today + datetime.timedelta(days=days)).isoformat() for days in (-2, 2)]
        self.assertEqual(log.items(since=days[0], until=days[1]), items)
        self.assertEqual(log.items(since=days[1]), [])
        self.assertEqual(log.items(until=days[0]), [])

    @on_each_engine
    def test_what_waits_for_its_projection_is_pending(self, program):
        log = set_up(program)
        program.stop()
        program.execute("drop table sales")  # projecting an order goes wrong from now on
        program.serve()
        send(program, order(1), "orders/create", "one")
        item, = log.items()
        self.assertEqual((item["state"], item["reason"]), ("pending", None))
        self.assertEqual(log.items(state="pending"), [item])
        self.assertEqual(log.items(state="applied"), [])
        self.assertEqual(program.get_json(f"/api/v1/stores/{log.store}", log.key)["pending"], 1)

    @on_each_engine
    def test_pages_hold_everything_once(self, program):
        log = set_up(program)
        for number in range(7):
            send(program, b"{}", "themes/update", str(number))
        program.wait_until_projected(log.key, log.store)
        whole = log.items()
        self.assertEqual([item["webhook_id"] for item in whole], list("6543210"))
        for limit in (1, 2, 3, 6, 7, 8):
            self.assertEqual(log.items(limit=limit), whole)
            self.assertEqual(log.items(limit=limit, state="ignored"), whole)
        self.assertIsNone(log.page(limit=7)["next_cursor"])
        page = log.page(limit=3)
        self.assertEqual(page["items"], whole[:3])
        send(program, b"{}", "themes/update", "new")  # a page begins where the last one ended
        self.assertEqual(log.page(limit=3, cursor=page["next_cursor"])["items"], whole[3:6])

    @on_each_engine
    def test_bodies_come_back_byte_for_byte(self, program):
        log = set_up(program)
        bodies = [*ODD_BODIES, b"\0" * BODY_MAX, b"\xff" * BODY_MAX]
        for number, body in enumerate(bodies):
            send(program, body, "orders/create", str(number))
        for item in log.items():
            body = bodies[int(item["webhook_id"])]
            status, headers, raw = log.body(item["id"])
            self.assertEqual((status, raw == body), (200, True), item)
            self.assertEqual(headers["Content-Type"], "application/octet-stream")
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
            self.assertTrue(headers["Content-Disposition"].startswith("attachment"))
            whole = log.one(item["id"])
            self.assertEqual(whole["bytes"], len(body))
            self.assertTrue(whole["signature"]["intact"])
            try:
                self.assertEqual((whole["body"], whole["body_base64"]), (body.decode(), None))
            except UnicodeDecodeError:
                self.assertIsNone(whole["body"])
                self.assertEqual(base64.b64decode(whole["body_base64"]), body)

    @on_each_engine
    def test_a_body_that_is_gone_or_damaged_is_told(self, program):
        log = set_up(program)
        for name in ("gone", "damaged", "whole"):
            send(program, order(1), "orders/create", name)
        program.wait_until_projected(log.key, log.store)
        program.stop()
        program.execute("delete from delivery_bodies where delivery_id = (select delivery_id "
                        "from deliveries where webhook_id = 'gone')", "inbox")
        program.execute("update deliveries set headers_bytes = headers_bytes + 1 "
                        "where webhook_id = 'damaged'", "inbox")
        program.serve()
        ids = {item["webhook_id"]: item["id"] for item in log.items()}
        seen = {name: log.one(ids[name]) for name in ids}
        self.assertEqual({name: (one["body_kept"], one["signature"]["intact"], one["body"] is None)
                          for name, one in seen.items()},
                         {"gone": (False, None, True), "damaged": (True, False, True),
                          "whole": (True, True, False)})
        self.assertEqual(log.body(ids["gone"])[0], 404)
        self.assertEqual(log.body(ids["damaged"])[0], 409)
        self.assertEqual(log.body(ids["whole"])[0], 200)

    @on_each_engine
    def test_wrong_questions_are_refused(self, program):
        log = set_up(program)
        send(program, order(1), "orders/create", "one")
        item, = log.items()
        for query, fields in {"limit=0": ["limit"], "limit=251": ["limit"], "limit=x": ["limit"],
                              "state=done": ["state"], "since=yesterday": ["since"],
                              "topic=": ["topic"], "topic=a%20b": ["topic"], "sort=id": ["sort"],
                              "until=2026-13-01&state=": ["until", "state"],
                              "limit=1&limit=2": ["limit"]}.items():
            status, _, text = program.get(log_path(log.store, "?" + query), log.key)
            self.assertEqual(status, 422, query)
            self.assertEqual(sorted(error["field"] for error in json.loads(text)["errors"]),
                             sorted(fields), query)
        for cursor in ("", "x", "0", "0" * 13, "u" * 13, item["id"] + "0", "-1"):
            status = program.get(log_path(log.store, "?cursor=" + cursor), log.key)[0]
            self.assertEqual(status, 400, cursor)
        for one in ("x", "0" * 13, "7" + "z" * 12, item["id"][:-1]):
            self.assertEqual(program.get(log_path(log.store, "/" + one), log.key)[0], 404, one)
            self.assertEqual(log.body(one)[0], 404, one)

    @on_each_engine
    def test_a_log_is_its_own_members_to_see(self, program):
        log = set_up(program)
        send(program, order(1), "orders/create", "one")
        item, = log.items()
        program.add_user("bob@example.com")
        other = Log(program, program.add_api_key("bob@example.com"), program.add_store(
            shop="two.myshopify.com", owner="bob@example.com"))
        self.assertEqual(other.items(), [])
        self.assertEqual(program.get(log_path(other.store, "/" + item["id"]), other.key)[0], 404)
        for rest in ("", "/" + item["id"], f"/{item['id']}/body"):
            self.assertEqual(program.get(log_path(log.store, rest), other.key)[0], 404)
            self.assertEqual(program.get(log_path(log.store, rest))[0], 401)

    @on_each_engine
    def test_the_stores_own_address_takes_its_deliveries_and_is_no_viewers_to_know(self, program):
        log = set_up(program)
        store = program.get_json(f"/api/v1/stores/{log.store}", log.key)
        address = store["webhook_url"]
        self.assertTrue(address.startswith("http://localhost:8080/webhooks/shopify/"), address)
        path = address.removeprefix("http://localhost:8080")
        self.assertEqual(program.request("POST", path, order(1),
                                         webhook_headers(order(1), "orders/create"))[0], 200)
        self.assertEqual(len(log.items()), 1)
        listed = program.get_json("/api/v1/stores", log.key)["items"][0]
        self.assertEqual(set(store) - set(listed), {"webhook_url"})
        program.stop()
        for role, known in (("viewer", False), ("admin", True)):
            program.execute(f"update members set role = '{role}'")
            program.serve()
            told = program.get_json(f"/api/v1/stores/{log.store}", log.key)
            self.assertEqual((told["role"], "webhook_url" in told), (role, known))
            program.stop()


if __name__ == "__main__":
    unittest.main()
