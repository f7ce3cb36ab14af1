"""The delivery log as its readers see it: every field and state, pages and filters, bodies byte for
byte, who may see what, and deliveries that are projected again."""
import base64
import datetime
import hashlib
import json
import unittest
import urllib.parse
import uuid

from program import Program, on_each_engine, order, sign, wait_for, webhook_headers

BODY_MAX = 10 << 20
ODD_BODIES = [b"\0", b"\xff\xfe{\0}\0", b"\r\n", b"caf\xc3\xa9 \x7f\x01", b"\xc3", b"{}",
              bytes(range(256)) * 17]


def log_path(store, rest=""):
    return f"/api/v1/stores/{store}/deliveries{rest}"


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


class Log:
    """The log of a store, by the API."""

    def __init__(self, program, key, store):
        self.program = program
        self.key = key
        self.store = store

    def page(self, **query):
        return self.program.get_json(log_path(self.store, "?" + urllib.parse.urlencode(query)),
                                     self.key)

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
    send(program, order(2, currency="EUR"), "orders/create", "failed",
         **{"X-Shopify-Event-Id": "Event-2"})
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
        received = instant(item["received_at"])
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
        self.assertEqual(log.items(q="AGA"), items[:2])
        self.assertEqual(log.items(q="gain"), [])
        self.assertEqual(log.items(q="again", state="duplicate"), items[:1])
        self.assertEqual(log.items(q="event-"), items[3:4])
        self.assertEqual(log.items(q=items[3]["reason"][3:20].upper()), items[3:4])
        self.assertEqual(log.items(q="%"), [])
        at = items[2]["received_at"]
        # As text, a whole second comes after its own fractions.
        newer = [item for item in items if instant(item["received_at"]) >= instant(at)]
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
        program.execute("drop table order_lines")  # projecting an order goes wrong from now on
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
                              "state=done": ["state"], "q=": ["q"], "since=yesterday": ["since"],
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


class Replaying(unittest.TestCase):
    FILTER_ALL = {"filter": {}, "dry_run": False}

    @staticmethod
    def wait(log):
        log.program.wait_until_projected(log.key, log.store)

    @staticmethod
    def figures(log):
        overview = log.program.overview(log.key, log.store)
        return overview["all_time"], overview["totals"], overview["through"]

    def make_good(self, log, serve=True):
        """The failed one would have an effect now: its currency is the store's."""
        log.program.stop()
        log.program.execute("update stores set currency = 'EUR'")
        if serve:
            log.program.serve()

    @on_each_engine
    def test_a_failed_delivery_that_was_made_good_is_applied(self, program):
        log = set_up(program)
        send(program, order(2, 1500, currency="EUR"), "orders/create", "failed")
        self.wait(log)
        self.assertEqual(log.states(), {"failed": "failed"})
        self.make_good(log)
        item, = log.items()
        self.assertEqual(log.post(f"/{item['id']}/replay"), (202, {"count": 1}))
        self.wait(log)
        self.assertEqual(log.items(), [{**item, "state": "applied", "reason": None}])
        self.assertEqual(log.items(state="failed"), [])
        self.assertEqual(self.figures(log)[0],
                         {"customers": 0, "orders": 1, "total_sales": "15.00"})

    @on_each_engine
    def test_a_filter_is_counted_first_and_then_changes_no_figure_and_no_state(self, program):
        log = set_up(program)
        send_each_state(log)
        items, figures = log.items(), self.figures(log)
        for filter_, count in [({}, 5), ({"state": "failed"}, 1), ({"topic": "orders/paid"}, 2),
                               ({"topic": "orders/paid", "state": "duplicate"}, 1),
                               ({"q": "again"}, 2), ({"q": "none is called this"}, 0),
                               ({"state": "pending"}, 0), ({"since": "2100-01-01"}, 0),
                               ({"since": items[2]["received_at"]}, 3),
                               ({"until": items[2]["received_at"], "topic": None}, 2)]:
            for dry_run in (True, False):
                answer = log.post("/replay", {"filter": filter_, "dry_run": dry_run})
                self.assertEqual(answer, (200 if dry_run else 202, {"count": count}), filter_)
                if dry_run:
                    self.assertEqual(log.items(), items)
                self.wait(log)
                self.assertEqual((log.items(), self.figures(log)), (items, figures))

    @on_each_engine
    def test_what_was_asked_for_is_pending_until_it_is_done(self, program):
        log = set_up(program)
        send(program, order(2, currency="EUR"), "orders/create", "failed")
        self.wait(log)
        self.make_good(log, serve=False)
        program.execute("alter table order_lines rename to moved")  # projecting goes wrong
        program.serve()
        item, = log.items()
        for count in (1, 0):
            self.assertEqual(log.post(f"/{item['id']}/replay"), (202, {"count": count}))
        self.assertEqual(log.items(), [{**item, "state": "pending", "reason": None}])
        self.assertEqual(log.items(state="failed"), [])
        self.assertEqual(program.get_json(f"/api/v1/stores/{log.store}", log.key)["pending"], 1)
        self.assertEqual(program.overview(log.key, log.store)["pending"], 1)
        program.stop()
        program.execute("alter table moved rename to order_lines")
        program.serve()  # what was asked for outlives the process
        self.wait(log)
        self.assertEqual(log.states(), {"failed": "applied"})

    @on_each_engine
    def test_a_body_that_is_gone_cannot_be_projected_again(self, program):
        log = set_up(program)
        for number, name in enumerate(("gone", "kept")):
            send(program, order(number), "orders/create", name)
        self.wait(log)
        program.stop()
        program.execute("delete from delivery_bodies where delivery_id = (select delivery_id "
                        "from deliveries where webhook_id = 'gone')", "inbox")
        program.serve()
        items, figures = log.items(), self.figures(log)
        ids = {item["webhook_id"]: item["id"] for item in items}
        status, problem = log.post(f"/{ids['gone']}/replay")
        self.assertEqual((status, problem["detail"]), (409, "its body is no longer kept"))
        for dry_run, status in ((True, 200), (False, 202)):
            self.assertEqual(log.post("/replay", {"filter": {}, "dry_run": dry_run}),
                             (status, {"count": 1}))
        self.wait(log)
        self.assertEqual((log.items(), self.figures(log)), (items, figures))

    @on_each_engine
    def test_a_body_that_goes_after_it_was_asked_for_leaves_what_came_of_it(self, program):
        log = set_up(program)
        send(program, order(1), "orders/create", "one")
        self.wait(log)
        items = log.items()
        program.stop()
        row, = program.query("select store_id, delivery_id from deliveries")
        program.execute("delete from delivery_bodies", "inbox")
        program.execute("insert into delivery_replays (store_id, delivery_id, asked_at) values "
                        f"({row['store_id']}, {row['delivery_id']}, 0), ({row['store_id']}, 99, 0)")
        program.serve()
        self.wait(log)
        self.assertEqual(log.items(), items)
        self.assertEqual(program.query("select delivery_id from delivery_replays", "state"), [])

    @on_each_engine
    def test_wrong_requests_are_refused_and_do_nothing(self, program):
        log = set_up(program)
        send_each_state(log)
        items = log.items()
        for body in (b"", b"{", b"[]", b"1", b"null", b'{"filter":{}}x'):
            self.assertEqual(log.post("/replay", body)[0], 400, body)
        for body, fields in [({}, ["filter"]), ({"filter": []}, ["filter"]),
                             ({"filter": None}, ["filter"]),
                             ({"filter": {}, "dry_run": "yes"}, ["dry_run"]),
                             ({"filter": {}, "dry_run": None}, ["dry_run"]),
                             ({"filter": {}, "dryrun": True}, ["dryrun"]),
                             ({"filter": {"id": "x"}}, ["filter.id"]),
                             ({"filter": {"topic": 1, "state": "x", "since": "x", "until": ""}},
                              ["filter.since", "filter.state", "filter.topic", "filter.until"])]:
            status, problem = log.post("/replay", body)
            self.assertEqual(status, 422, body)
            self.assertEqual(sorted(error["field"] for error in problem["errors"]), fields)
        for rest in ("/x/replay", f"/{'7' + 'z' * 12}/replay"):
            self.assertEqual(log.post(rest)[0], 404)
        self.assertEqual(log.post("/replay?dry_run=true", self.FILTER_ALL)[0], 422)
        self.wait(log)
        self.assertEqual(log.items(), items)

    @on_each_engine
    def test_only_admins_and_owners_with_a_key_that_writes_may_ask(self, program):
        log = set_up(program)
        send(program, order(1), "orders/create", "one")
        self.wait(log)
        one = f"/{log.items()[0]['id']}/replay"
        reader = program.command("api-key", "add", "ann@example.com", "--scope",
                                 "read,export").stdout.strip()
        program.add_user("bob@example.com")
        bob = program.add_api_key("bob@example.com")
        program.add_store(shop="two.myshopify.com", owner="bob@example.com")

        def statuses(key):
            return [log.post(rest, body, key)[0]
                    for rest, body in ((one, {}), ("/replay", self.FILTER_ALL))]

        self.assertEqual(statuses(reader), [403, 403])
        self.assertEqual(statuses(bob), [404, 404])
        self.assertEqual(statuses("nonsense"), [401, 401])
        for role, expected in (("viewer", 403), ("admin", 202), ("owner", 202)):
            program.stop()
            program.execute(f"update members set role = '{role}'")
            program.serve()
            self.assertEqual(statuses(log.key), [expected] * 2, role)

    @on_each_engine
    def test_the_command_counts_first_and_tells_what_came_of_it(self, program):
        log = set_up(program)
        send_each_state(log)
        since = log.items()[2]["received_at"]
        items, figures = log.items(), self.figures(log)

        def replay(*arguments):
            done = program.command("replay", "--store", "shop-one.myshopify.com", *arguments,
                                   check=False)
            return done.returncode, done.stdout

        # With the service, which carries it out on SQLite, and without it.
        for running in (True, False):
            self.assertEqual(replay(), (1, "5 deliveries\napplied 3, failed 1, ignored 1\n"))
            self.assertEqual(replay("--failed"),
                             (1, "1 deliveries\napplied 0, failed 1, ignored 0\n"))
            self.assertEqual(replay("--topic", "orders/paid"),
                             (0, "2 deliveries\napplied 2, failed 0, ignored 0\n"))
            self.assertEqual(replay("--since", since),
                             (0, "3 deliveries\napplied 2, failed 0, ignored 1\n"))
            self.assertEqual(replay("--since", "2100-01-01"),
                             (0, "0 deliveries\napplied 0, failed 0, ignored 0\n"))
            self.assertEqual(replay("--topic", ""), (2, ""))
            self.assertEqual(replay("--since", "x"), (2, ""))
            if running:
                program.stop()
        self.make_good(log, serve=False)
        self.assertEqual(replay("--failed"),
                         (0, "1 deliveries\napplied 1, failed 0, ignored 0\n"))
        self.assertEqual(program.command("replay", "--store", "two.myshopify.com",
                                         check=False).returncode, 1)
        program.execute("update stores set currency = 'GBP'")
        program.serve()
        self.assertEqual([item["state"] for item in log.items()],
                         [item["state"].replace("failed", "applied") for item in items])
        self.assertNotEqual(self.figures(log), figures)


if __name__ == "__main__":
    unittest.main()
