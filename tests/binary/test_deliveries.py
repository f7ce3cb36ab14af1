"""A delivery's answer, row by row of the contract, and what is kept of it: in the inbox, in the
figures, through a kill, a stop and a database that goes away."""
import base64
import concurrent.futures
import contextlib
import datetime
import hashlib
import http.client
import itertools
import json
import socket
import threading
import time
import unittest

from program import (DATA, DEADLINE_S, ENGINES, SHOP, Postgres, Program, on_each_engine,
                     order, sign, wait_for, webhook_headers)

CASES = json.loads((DATA / "webhook_hmac.json").read_text())["cases"]
PATH = "/webhooks/shopify"
BODY_MAX = 10 << 20


def post(program, body, fields):
    """Sends these header fields, a list of pairs, exactly; answers (status, headers, body)."""
    with contextlib.closing(program.connection()) as connection:
        connection.putrequest("POST", PATH)
        for name, value in [*fields, ("Content-Length", str(len(body)))]:
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


def fields_of(body, topic="orders/create", **more):
    return list(webhook_headers(body, topic, **more).items())


def without(fields, name):
    return [field for field in fields if field[0] != name]


def sales(program, key, store):
    overview = program.overview(key, store)
    return overview["all_time"]["orders"], overview["all_time"]["total_sales"]


class Answers(unittest.TestCase):
    @on_each_engine
    def test_a_signed_delivery_is_stored_and_counted(self, program):
        key, store = program.set_up()
        program.serve()
        body = order(1, 1234)
        now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
        headers = {"X-Shopify-Webhook-Id": "id-1", "X-Shopify-Event-Id": "event-1",
                   "X-Shopify-Triggered-At": "2026-09-01T14:15:00.123456789Z"}
        self.assertEqual(program.deliver(body, "orders/create", **headers), 200)
        delivery, = program.deliveries()
        self.assertEqual({**delivery, "delivery_id": 0},
                         {"delivery_id": 0, "topic": "orders/create", "webhook_id": "id-1",
                          "event_id": "event-1", "triggered_at": 1788272100123, "id_reused": 0,
                          "body": body})
        program.wait_until_projected(key, store)
        self.assertEqual(sales(program, key, store), (1, "12.34"))
        through = datetime.datetime.fromisoformat(
            program.overview(key, store)["through"].replace("Z", "+00:00"))
        self.assertGreaterEqual(through, now)
        # The domain's case does not matter, nor that of the header fields' names.
        self.assertEqual(program.deliver(order(2), "orders/create", shop=SHOP.upper()), 200)
        fields = [(name.lower(), value) for name, value in fields_of(order(3))]
        self.assertEqual(post(program, order(3), fields)[0], 200)
        program.wait_until_projected(key, store)
        self.assertEqual(sales(program, key, store), (3, "32.34"))

    @on_each_engine
    def test_what_is_not_signed_is_refused_and_not_stored(self, program):
        program.set_up()
        program.serve()
        body = order(1)
        good = fields_of(body)
        signature = ("X-Shopify-Hmac-Sha256", sign(body))
        unsigned = without(good, signature[0])
        refused = {
            "none": unsigned,
            "of another secret": [*unsigned, (signature[0], sign(body, "hush2"))],
            "of another body": [*unsigned, (signature[0], sign(body + b" "))],
            "doubled": [*good, signature],
            "doubled, one wrong": [(signature[0], sign(b"")), *good],
            "empty": [*unsigned, (signature[0], "")],
            "unknown shop": fields_of(body, shop="shop-two.myshopify.com"),
            "no shop's domain": fields_of(body, shop="example.com"),
            "a domain with a path": fields_of(body, shop=SHOP + "/.myshopify.com"),
        }
        for name, fields in refused.items():
            status, headers, text = post(program, body, fields)
            self.assertEqual(status, 401, name)
            problem = json.loads(text)
            self.assertEqual(problem["status"], 401)
            self.assertNotIn("hush", text.decode())
        # One answer for all: it tells nobody which shops there are.
        details = {json.loads(post(program, body, fields)[2])["detail"]
                   for fields in refused.values()}
        self.assertEqual(len(details), 1)
        self.assertEqual(post(program, b"", fields_of(b""))[0], 401)
        self.assertEqual(post(program, body, [])[0], 401)
        for fields in [without(good, "X-Shopify-Topic"), without(good, "X-Shopify-Shop-Domain"),
                       [*good, ("X-Shopify-Topic", "orders/paid")],
                       [*good, ("X-Shopify-Shop-Domain", SHOP)],
                       [*good, ("X-Shopify-Webhook-Id", "other")]]:
            self.assertEqual(post(program, body, fields)[0], 400)
        self.assertEqual(program.deliveries(), [])

    @on_each_engine
    def test_every_published_signature_is_judged_right(self, program):
        program.add_user()
        program.serve()
        shops = {}
        accepted = []
        for case in CASES:
            secrets = (case["secret"], case.get("previous_secret"))
            if secrets not in shops:
                shops[secrets] = f"secret-{len(shops)}.myshopify.com"
                self.add_store_of(program, shops[secrets], *secrets)
            body = base64.b64decode(case.get("body_b64", ""))
            if "body_rule" in case:
                body = b'{"x":"' + b"a" * 1048576 + b'"}'
            # HTTP takes a blank before a value off, and lets no line end into one.
            blank = case["id"] == "own-bad-leading-space"
            wrong = 400 if "\n" in (case["header"] or "") else 401
            status = self.post_vector(program, shops[secrets], case["header"], body)
            self.assertEqual(status, 200 if case["valid"] or blank else wrong, case["id"])
            if status == 200:
                accepted.append((shops[secrets], body))
        stored = [row["body"] for row in program.deliveries()]
        # The same body of the same shop, without an id, is the same delivery.
        self.assertEqual(stored, [body for _, body in dict.fromkeys(accepted)])
        self.assertEqual((len(CASES), len(stored)), (32, 12))

    def add_store_of(self, program, shop, secret, previous):
        if not secret:
            add = ("store", "add", shop, "--owner", "ann@example.com", "--name", "x", "--currency",
                   "GBP", "--timezone", "UTC", "--webhook-secret-stdin")
            self.assertEqual(program.command(*add, check=False).returncode, 2)
            return
        program.add_store(shop=shop, secret=previous or secret)
        if previous:
            program.command("store", "set-secret", shop, "--webhook-secret-stdin", text=secret)

    @staticmethod
    def post_vector(program, shop, header, body):
        head = (f"POST {PATH} HTTP/1.1\r\nHost: localhost\r\nX-Shopify-Topic: orders/create\r\n"
                f"X-Shopify-Shop-Domain: {shop}\r\nContent-Length: {len(body)}\r\n"
                "Connection: close\r\n")
        if header is not None:
            head += f"X-Shopify-Hmac-Sha256: {header}\r\n"
        with socket.create_connection(("127.0.0.1", program.port), DEADLINE_S) as client:
            client.sendall(head.encode() + b"\r\n" + body)
            answer = http.client.HTTPResponse(client)
            answer.begin()
            answer.read()
            return answer.status

    @on_each_engine
    def test_a_previous_secret_counts_as_long_as_it_was_said_to(self, program):
        program.set_up()
        program.serve()
        numbers = itertools.count(1)

        def status(secret):
            return program.deliver(order(next(numbers)), "orders/create", secret=secret)

        def set_secret(secret, *more):
            program.command("store", "set-secret", SHOP, "--webhook-secret-stdin", *more,
                            text=secret + "\n")

        self.assertEqual(status("hush"), 200)
        self.assertEqual(status("hush"), 200)
        # On PostgreSQL another process changes it: the server goes by what is true now.
        set_secret("hush2")
        self.assertEqual(status("hush2"), 200)
        self.assertEqual(status("hush"), 200)
        set_secret("hush3", "--keep-previous", "0")
        self.assertEqual(status("hush2"), 401)
        self.assertEqual(status("hush3"), 200)
        self.assertEqual(status("hush"), 401)

    @on_each_engine
    def test_a_secret_loses_its_last_newline_and_nothing_else(self, program):
        program.add_user()
        program.serve()
        for number, (given, kept) in enumerate({" a \n": " a ", "b\n\n": "b\n", "c\r\n": "c\r",
                                                "\u00e9": "\u00e9"}.items()):
            shop = f"shop-{number}.myshopify.com"
            program.add_store(shop=shop, secret=given)
            self.assertEqual(program.deliver(order(1), "orders/create", shop=shop, secret=kept),
                             200, repr(given))
            self.assertEqual(program.deliver(order(1), "orders/create", shop=shop,
                                             secret=kept + "x"), 401)

    @on_each_engine
    def test_the_same_delivery_again_is_stored_once(self, program):
        key, store = program.set_up()
        program.serve()
        same = {"X-Shopify-Webhook-Id": "same"}
        with concurrent.futures.ThreadPoolExecutor(16) as senders:
            statuses = list(senders.map(
                lambda _: program.deliver(order(1), "orders/create", **same), range(50)))
        self.assertEqual(set(statuses), {200})
        self.assertEqual(len(program.deliveries()), 1)
        # Another body under the same id: both are kept, the second is marked.
        self.assertEqual(program.deliver(order(2), "orders/create", **same), 200)
        self.assertEqual(program.deliver(order(2), "orders/create", **same), 200)
        # The same id under another topic, and in another store, is another delivery.
        self.assertEqual(program.deliver(order(1), "orders/paid", **same), 200)
        program.add_store(shop="two.myshopify.com")
        self.assertEqual(program.deliver(order(1), "orders/create", shop="two.myshopify.com",
                                         **same), 200)
        self.assertEqual([(row["topic"], row["id_reused"]) for row in program.deliveries()],
                         [("orders/create", 0), ("orders/create", 1), ("orders/paid", 0),
                          ("orders/create", 0)])
        program.wait_until_projected(key, store)
        self.assertEqual(sales(program, key, store), (2, "20.00"))

    @on_each_engine
    def test_a_delivery_without_an_id_has_one_of_what_it_says(self, program):
        program.set_up()
        program.serve()
        body = order(1)
        at = "2026-09-01T14:15:00Z"
        fields = without(fields_of(body), "X-Shopify-Webhook-Id")
        timed = [*fields, ("X-Shopify-Triggered-At", at)]
        for sent in [fields, fields, timed, timed]:
            self.assertEqual(post(program, body, sent)[0], 200)
        digests = [hashlib.sha256(b"orders/create" + body + told).hexdigest()
                   for told in (b"", at.encode())]
        self.assertEqual([row["webhook_id"] for row in program.deliveries()], digests)

    @on_each_engine
    def test_what_cannot_be_read_is_stored_and_touches_no_figure(self, program):
        key, store = program.set_up()
        program.serve()
        self.assertEqual(program.deliver(order(1), "orders/create"), 200)
        deep = b"[" * 100_000
        kept = [("orders/create", b"{", "failed"), ("orders/create", b"foo=bar", "failed"),
                ("orders/create", b"\xff\xfe{\0}\0", "failed"), ("orders/create", deep, "failed"),
                ("orders/create", b'{"id": 2, "id": 3}', None),
                ("orders/create", b'{"id": 1e400}', None),
                ("orders/create", order(2, name="\udc80"[:0]) + b"x", "failed"),
                ("orders/create", order(2, currency="EUR"), "failed"),
                ("orders/create", order(10**25), "failed"),
                ("orders/create", order(2, email="a\0b"), None),
                ("customers/update", order(2), "failed"), ("refunds/create", order(2), "failed"),
                ("frobs/create", order(2), "ignored"), ("x" * 200, b"[]", "ignored"),
                ("products/create", b'{"id": 5}', "ignored")]
        for topic, body, _ in kept:
            self.assertEqual(program.deliver(body, topic), 200, (topic, body[:40]))
        program.wait_until_projected(key, store)
        rows = program.deliveries()
        self.assertEqual([row["body"] for row in rows[1:]], [body for _, body, _ in kept])
        outcomes = program.outcomes()
        for row, (topic, body, state) in zip(rows[1:], kept):
            if state is None:
                continue
            self.assertEqual(outcomes.get(row["delivery_id"], ("",))[0], state, (topic, body[:40]))
            self.assertTrue(outcomes[row["delivery_id"]][1])
        self.assertNotIn(rows[0]["delivery_id"], outcomes)
        # Poison holds nobody up.
        self.assertEqual(program.deliver(order(3), "orders/create"), 200)
        program.wait_until_projected(key, store)
        counted = sales(program, key, store)[0]
        self.assertIn(counted, (2, 3))  # with or without the one whose e-mail has a NUL
        self.assertEqual(program.get("/readyz")[0], 200)

    @on_each_engine
    def test_ten_mebibytes_are_taken_and_one_byte_more_is_not(self, program):
        program.set_up()
        program.serve()
        body = b'{"x":"' + b"a" * (BODY_MAX - 8) + b'"}'
        self.assertEqual(program.deliver(body, "orders/create"), 200)
        size = program.query("select bytes from deliveries")[0]["bytes"]
        self.assertEqual(size, BODY_MAX)
        self.assertEqual(self.too_large(program, [f"Content-Length: {BODY_MAX + 1}"], b""), 413)
        chunk = b"100000\r\n" + b"a" * 0x100000 + b"\r\n"
        self.assertEqual(self.too_large(program, ["Transfer-Encoding: chunked"],
                                        chunk * 10 + b"1\r\na\r\n0\r\n\r\n"), 413)
        self.assertEqual(len(program.query("select webhook_id from deliveries")), 1)

    @staticmethod
    def too_large(program, framing, body):
        head = "\r\n".join([f"POST {PATH} HTTP/1.1", "Host: localhost",
                            "X-Shopify-Topic: orders/create", f"X-Shopify-Shop-Domain: {SHOP}",
                            *framing, "", ""])
        with socket.create_connection(("127.0.0.1", program.port), DEADLINE_S) as client:
            client.sendall(head.encode() + body)
            answer = http.client.HTTPResponse(client)
            answer.begin()
            return answer.status

    @on_each_engine
    def test_a_body_in_chunks_is_signed_as_a_whole(self, program):
        program.set_up()
        program.serve()
        body = order(1)
        with contextlib.closing(program.connection()) as connection:
            connection.request("POST", PATH, iter([body[:10], body[10:11], body[11:]]),
                               webhook_headers(body, "orders/create"), encode_chunked=True)
            self.assertEqual(connection.getresponse().status, 200)
        self.assertEqual(program.deliveries()[0]["body"], body)

    @on_each_engine
    def test_a_sender_that_goes_away_leaves_nothing_of_half_a_body(self, program):
        program.set_up()
        program.serve()
        body = order(1)
        head = "".join(f"{name}: {value}\r\n" for name, value in fields_of(body))
        for sent in (0, 1, len(body) - 1):
            with socket.create_connection(("127.0.0.1", program.port)) as client:
                client.sendall(f"POST {PATH} HTTP/1.1\r\nHost: localhost\r\n{head}"
                               f"Content-Length: {len(body)}\r\n\r\n".encode() + body[:sent])
        self.assertEqual(program.deliver(order(2), "orders/create"), 200)
        self.assertEqual([row["body"] for row in program.deliveries()], [order(2)])


class Burst:
    """Eight senders, each with a connection of its own, that send one order after another until
    the server is gone; `acked` are the numbers of those that were answered 200."""

    def __init__(self, program):
        self.program = program
        self.acked = []
        self.others = []
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._senders = [threading.Thread(target=self._send) for _ in range(8)]

    def __enter__(self):
        for sender in self._senders:
            sender.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        for sender in self._senders:
            sender.join()

    def _send(self):
        with contextlib.closing(self.program.connection()) as connection:
            while not self._ended.is_set():
                with self._lock:
                    number = next(self._numbers)
                try:
                    status = self.program.deliver(order(number), "orders/create", connection,
                                                  **{"X-Shopify-Webhook-Id": f"w{number}"})
                except (OSError, http.client.HTTPException):
                    return
                (self.acked if status == 200 else self.others).append(number)

    def wait_for_acks(self, count):
        wait_for(lambda: len(self.acked) >= count, f"{count} answers")


class Faults(unittest.TestCase):
    def check_nothing_acked_is_lost(self, program, key, store, acked):
        stored = [int(row["webhook_id"][1:]) for row in program.deliveries()]
        self.assertEqual(len(stored), len(set(stored)))
        self.assertEqual(set(acked) - set(stored), set())
        program.wait_until_projected(key, store)
        count = len(stored)
        self.assertEqual(sales(program, key, store), (count, f"{count * 10}.00"))

    @on_each_engine
    def test_what_was_answered_before_a_kill_is_there_and_counted_after_it(self, program):
        key, store = program.set_up()
        program.serve()
        with Burst(program) as burst:
            burst.wait_for_acks(200)
            program.kill()
        program.serve()
        self.check_nothing_acked_is_lost(program, key, store, burst.acked)
        # Shopify sends again what it was not answered: nothing is counted twice.
        for number in burst.acked[-20:]:
            self.assertEqual(program.deliver(order(number), "orders/create",
                                             **{"X-Shopify-Webhook-Id": f"w{number}"}), 200)
        self.check_nothing_acked_is_lost(program, key, store, burst.acked)

    @on_each_engine
    def test_a_stop_under_load_ends_with_0_and_loses_nothing(self, program):
        key, store = program.set_up()
        program.serve()
        with Burst(program) as burst:
            burst.wait_for_acks(200)
            self.assertEqual(program.stop(), 0, program.logged())
        program.serve()
        self.check_nothing_acked_is_lost(program, key, store, burst.acked)

    def within(self, seconds, program, ask):
        started = time.monotonic()
        status, headers, _ = ask()
        self.assertLess(time.monotonic() - started, seconds)
        self.assertEqual(status, 503)
        self.assertTrue(headers["Retry-After"])

    @unittest.skipUnless("postgres" in ENGINES, "needs PostgreSQL")
    def test_a_database_that_goes_away_is_503_until_it_is_back(self):
        with Postgres() as postgres, Program("postgres", postgres.url) as program:
            key, store = program.set_up()
            program.serve()
            self.assertEqual(program.deliver(order(1), "orders/create"), 200)
            postgres.stop()
            numbers = itertools.count(2)
            for _ in range(3):
                number = next(numbers)
                body = order(number)
                self.within(3, program, lambda: program.get("/readyz"))
                self.within(3, program, lambda: post(program, body, fields_of(body)))
                self.within(3, program, lambda: program.get("/api/v1/stores", key))
                self.within(3, program, lambda: post(
                    program, body, fields_of(body, shop="unknown.myshopify.com")))
            self.assertEqual(program.get("/healthz")[0], 200)
            postgres.start()
            wait_for(lambda: program.get("/readyz")[0] == 200, "the database to be found again")
            wait_for(lambda: program.deliver(order(100), "orders/create") == 200,
                     "a delivery to be stored")
            program.wait_until_projected(key, store)
            self.assertEqual(sales(program, key, store), (2, "20.00"))
            self.assertEqual(program.stop(), 0)

    @unittest.skipUnless("postgres" in ENGINES, "needs PostgreSQL")
    def test_a_database_that_goes_away_under_load_loses_nothing(self):
        with Postgres() as postgres, Program("postgres", postgres.url) as program:
            key, store = program.set_up()
            program.serve()
            with Burst(program) as burst:
                burst.wait_for_acks(100)
                postgres.stop()
                wait_for(lambda: burst.others, "a 503")
                postgres.start()
                acked = len(burst.acked)
                burst.wait_for_acks(acked + 100)
            self.check_nothing_acked_is_lost(program, key, store, burst.acked)
            self.assertEqual(program.stop(), 0)


if __name__ == "__main__":
    unittest.main()
