"""HTTP as the outside meets it: hostile framing over a raw socket, what every answer carries, and
who may see what."""
import contextlib
import json
import re
import socket
import time
import unittest

from hostile_requests import CHUNKED, HOST, HOSTILE, SMUGGLED, get
from program import SHOP, Program, order, webhook_headers

ANSWER_LIMIT_S = 8  # a head has 5 seconds, then it is told so
CSP = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
       "connect-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; "
       "frame-ancestors 'none'")


def all_of(client):
    received = b""
    while True:
        try:
            more = client.recv(65536)
        except ConnectionResetError:
            return received
        if not more:
            return received
        received += more


class Framing(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = cls.enterClassContext(Program())
        cls.key, cls.store = cls.program.set_up()
        cls.program.serve()

    def send(self, text):
        """What the server says to these bytes until it closes, or it is too late."""
        with socket.create_connection(("127.0.0.1", self.program.port), ANSWER_LIMIT_S) as client:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                client.sendall(text.encode("latin-1"))
            client.shutdown(socket.SHUT_WR)
            return all_of(client)

    def test_hostile_framing_gets_one_refusal_and_the_next_client_is_served(self):
        for name, text in HOSTILE.items():
            with self.subTest(name):
                started = time.monotonic()
                answer = self.send(text)
                self.assertLess(time.monotonic() - started, ANSWER_LIMIT_S)
                self.assertLessEqual(len(re.findall(rb"HTTP/1\.1 \d\d\d ", answer)), 1, answer)
                if answer:
                    self.assertRegex(answer, rb"\AHTTP/1\.1 [45]\d\d ")
                    self.check_refusal(answer)
                self.assertEqual(self.program.get("/healthz")[0], 200)
        self.assertEqual(self.program.deliveries(), [])

    def check_refusal(self, answer):
        head, _, body = answer.decode().partition("\r\n\r\n")
        self.assertIn("\r\nConnection: close", head)
        self.assertIn("\r\nContent-Type: application/problem+json", head)
        self.assertEqual(json.loads(body)["status"], int(head.split()[1]))
        self.assertNotIn("evil", body)

    def test_the_statuses_of_the_contract(self):
        for name, status in {
                "length, then chunked": 400, "a trailer": 400, "a fold": 400, "two hosts": 400,
                "no host": 400, "a foreign host": 421, "dots": 400, "an absolute target": 400,
                "a target of 5000 bytes": 414, "a field of 20 KB": 431, "101 fields": 431,
                "HTTP/1.2": 505, "an unknown method": 501, "a packed body": 415,
                "an unknown expectation": 417, "a length beyond the limit": 413}.items():
            self.assertEqual(int(self.send(HOSTILE[name]).split()[1]), status, name)

    def test_a_body_that_says_it_is_no_json_is_refused(self):
        body = json.dumps({"name": "Ann"})
        for kind, status in (("text/plain", 415), ("multipart/form-data; boundary=x", 415),
                             ("application/xml", 415), ("application/json; charset=utf-8", 200),
                             ("Application/JSON", 200), ("application/merge-patch+JSON", 200),
                             ("application/x-www-form-urlencoded", 200), ("", 200), (None, 200)):
            fields = "" if kind is None else f"Content-Type: {kind}\r\n"
            answer = self.send(f"PATCH /api/v1/me HTTP/1.1\r\n{HOST}{fields}Authorization: "
                               f"Bearer {self.key}\r\nContent-Length: {len(body)}\r\n"
                               f"Connection: close\r\n\r\n{body}")
            self.assertEqual(int(answer.split()[1]), status, kind)

    def test_their_harmless_neighbours_are_served(self):
        for text in [get(), "\r\n" + get(), get(version="HTTP/1.0", host=""),
                     get(fields="X: " + "a" * 15_000 + "\r\n"), get("/healthz?" + "a" * 4000),
                     get(fields="".join(f"X{i}: y\r\n" for i in range(99))),
                     get(host="Host: LOCALHOST:9999\r\n"), get(host="Host: [::1]\r\n"),
                     get("/%68ealthz"), get(fields="X:\tb \r\n")]:
            self.assertRegex(self.send(text), rb"\AHTTP/1\.1 200 ", text[:60])

    def test_requests_in_a_row_are_answered_in_order(self):
        answers = self.send(get("/healthz") + get("/none") + get("/healthz"))
        self.assertEqual(re.findall(rb"HTTP/1\.1 (\d+)", answers), [b"200", b"404", b"200"])

    def test_a_body_that_nobody_reads_is_not_the_next_request(self):
        for path in ["/healthz", "/none"]:
            hidden = f"POST {path} HTTP/1.1\r\n{HOST}Content-Length: {len(SMUGGLED)}\r\n\r\n"
            answers = self.send(hidden + SMUGGLED)
            self.assertEqual(len(re.findall(rb"HTTP/1\.1 ", answers)), 1)

    def test_a_head_that_never_ends_is_ended(self):
        with contextlib.ExitStack() as open_ones:
            clients = {}
            for start in ["G", "GET /healthz HTTP/1.1\r\nHost: local",
                          f"POST /webhooks/shopify HTTP/1.1\r\n{HOST}{CHUNKED}\r\n1",
                          f"POST /webhooks/shopify HTTP/1.1\r\n{HOST}Content-Length: 9\r\n\r\na"]:
                clients[start] = open_ones.enter_context(socket.create_connection(
                    ("127.0.0.1", self.program.port), ANSWER_LIMIT_S))
                clients[start].sendall(start.encode())
            for start, client in clients.items():
                self.assertRegex(all_of(client), rb"\AHTTP/1\.1 408 ", start)

    def test_a_continue_is_sent_only_to_what_will_be_read(self):
        body = order(1)
        fields = "".join(f"{name}: {value}\r\n" for name, value in
                         webhook_headers(body, "orders/create", shop="no.myshopify.com").items())
        with socket.create_connection(("127.0.0.1", self.program.port), ANSWER_LIMIT_S) as client:
            client.sendall(f"POST /webhooks/shopify HTTP/1.1\r\n{HOST}{fields}Connection: close\r\n"
                           f"Expect: 100-continue\r\nContent-Length: {len(body)}\r\n\r\n".encode())
            self.assertEqual(client.recv(100), b"HTTP/1.1 100 Continue\r\n\r\n")
            client.sendall(body)
            self.assertRegex(all_of(client), rb"\AHTTP/1\.1 401 ")


class Answers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = cls.enterClassContext(Program())
        cls.key, cls.store = cls.program.set_up()
        cls.program.command("user", "add", "bob@example.com", "--password-stdin",
                            text="another password, long")
        cls.stranger = cls.program.add_api_key("bob@example.com")
        cls.exporter = cls.program.command("api-key", "add", "ann@example.com", "--scope",
                                           "export,write").stdout.strip()
        cls.program.serve("--metrics-token", "let-me-read")
        cls.overview = f"/api/v1/stores/{cls.store}/insights/overview"

    def ask(self, path, key=None, method="GET", **headers):
        if key:
            headers["Authorization"] = f"Bearer {key}"
        return self.program.request(method, path, headers=headers)

    def refused(self, expected, *arguments, **more):
        status, headers, body = self.ask(*arguments, **more)
        self.assertEqual(status, expected, body)
        self.assertEqual(headers["Content-Type"], "application/problem+json")
        problem = json.loads(body)
        self.assertLessEqual({"type", "title", "status", "detail", "request_id"}, set(problem))
        self.assertEqual(problem["status"], expected)
        self.assertEqual(problem["request_id"], headers["X-Request-Id"])
        return problem

    def test_every_answer_carries_the_headers_that_protect(self):
        big = [("/x", {"X": "a" * 20_000}, 431)]
        kinds = [("/healthz", {}, 200), ("/readyz", {}, 200), ("/metrics", {}, 200),
                 ("/openapi.yaml", {}, 200), ("/", {}, 200), ("/favicon.svg", {}, 200),
                 ("/none", {}, 404), ("/none", {"Accept": "text/html"}, 200),
                 ("/webhooks/shopify", {}, 405), ("/api/v1/stores", {}, 401),
                 ("/api/v1/stores", {"Authorization": f"Bearer {self.key}"}, 200),
                 ("/api/v1/stores?limit=0", {"Authorization": f"Bearer {self.key}"}, 422),
                 (self.overview + "?x=1", {"Authorization": f"Bearer {self.key}"}, 422),
                 ("/healthz", {"Host": "evil.example"}, 421), *big]
        for path, headers, expected in kinds:
            status, answered, _ = self.program.request("GET", path, headers=headers)
            with self.subTest(path=path, status=status):
                self.assertEqual(status, expected)
                self.check_protection(answered)
        body = b"a" * 10
        answered = self.program.request("POST", "/webhooks/shopify", body,
                                        webhook_headers(body, "orders/create", secret="no"))
        self.assertEqual(answered[0], 401)
        self.check_protection(answered[1])

    def check_protection(self, headers):
        for name, value in {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
                            "Cross-Origin-Opener-Policy": "same-origin",
                            "Cross-Origin-Resource-Policy": "same-origin"}.items():
            self.assertEqual(headers.get_all(name), [value])
        policy, = headers.get_all("Content-Security-Policy")
        self.assertTrue(policy == CSP or policy.startswith("default-src"), policy)
        self.assertNotIn("unsafe", policy)
        self.assertEqual(len(headers.get_all("Cache-Control")), 1)
        self.assertEqual(len(headers.get_all("X-Request-Id")), 1)
        self.assertIsNone(headers["Server"])
        self.assertIsNone(headers["Access-Control-Allow-Origin"])
        self.assertIsNone(headers["Strict-Transport-Security"])  # the public URL is http

    def test_over_https_browsers_are_told_to_stay_there(self):
        with Program() as program:
            program.serve("--public-url", "https://till.example")
            _, headers, _ = program.request("GET", "/healthz", headers={"Host": "till.example"})
            self.assertIn("max-age=31536000", headers["Strict-Transport-Security"])

    def test_what_is_personal_is_not_cached(self):
        for path in ["/api/v1/stores", self.overview, f"/api/v1/stores/{self.store}"]:
            self.assertEqual(self.ask(path, self.key)[1]["Cache-Control"], "no-store")

    def test_another_method_is_405_and_says_which(self):
        for path, allowed in {"/healthz": {"GET"}, "/webhooks/shopify": {"POST"},
                              "/api/v1/stores": {"GET", "POST"}, self.overview: {"GET"},
                              f"/api/v1/stores/{self.store}": {"GET", "PATCH", "DELETE"}}.items():
            for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - allowed:
                self.refused(405, path, method=method)
                _, headers, _ = self.ask(path, method=method)
                self.assertLessEqual(allowed, set(headers["Allow"].split(", ")))
                self.assertNotIn(method, headers["Allow"].split(", "))
            status, headers, body = self.ask(path, method="OPTIONS")
            self.assertEqual((status, body), (204, b""))
            self.assertLessEqual(allowed, set(headers["Allow"].split(", ")))

    def test_head_is_get_without_a_body(self):
        for path in ["/healthz", "/openapi.yaml", "/none", "/", self.overview]:
            status, headers, body = self.ask(path, self.key)
            head_status, head_headers, head_body = self.ask(path, self.key, method="HEAD")
            self.assertEqual((head_status, head_body), (status, b""))
            self.assertEqual(head_headers["Content-Type"], headers["Content-Type"])
            self.assertEqual(int(head_headers["Content-Length"]), len(body))
        # The connection goes on: no byte of a body was left behind.
        with contextlib.closing(self.program.connection()) as connection:
            for method in ["HEAD", "GET", "HEAD"]:
                connection.request(method, "/openapi.yaml")
                answer = connection.getresponse()
                answer.read()
                self.assertEqual(answer.status, 200)

    def test_the_query_is_checked(self):
        for query, field in {"frob=1": "frob", "from=2010-13-01": "from", "from=20101201": "from",
                             "from=2010-02-30": "from", "to=tomorrow": "to", "compare=x": "compare",
                             "from=2010-12-02&to=2010-12-01": "from", "from=": "from",
                             "from=2000-01-01&to=2010-12-01": "to", "to=2010-12-01%20": "to",
                             "from=2010-12-01&from=2010-12-02": "from", "From=2010-12-01": "From",
                             "from=%00": None, "to=9999999-01-01": "to", "to=-001-01-01": "to",
                             "to=0000-00-00": "to"}.items():
            expected = 422 if field else 400
            problem = self.refused(expected, f"{self.overview}?{query}", self.key)
            if field:
                self.assertIn(field, [error["field"] for error in problem["errors"]], query)
                self.assertTrue(all(error["message"] for error in problem["errors"]))
        problem = self.refused(422, f"{self.overview}?a=1&b=2&from=x", self.key)
        self.assertEqual(len(problem["errors"]), 3)

    def test_a_range_has_1100_days_at_most(self):
        for begin, status in [("2007-11-28", 200), ("2007-11-27", 422)]:
            self.assertEqual(self.ask(f"{self.overview}?from={begin}&to=2010-12-01",
                                      self.key)[0], status)

    def test_without_a_valid_key_there_is_nothing(self):
        for authorization in [None, "", "Bearer", "Bearer ", f"Basic {self.key}", self.key,
                              f"Bearer {self.key}x", f"Bearer {self.key[:-1]}",
                              f"Bearer  {self.key}", f"Bearer {self.key} {self.key}",
                              f"Bearer {self.key.upper()}", "Bearer tw_" + "A" * 43,
                              "Bearer " + "a" * 8000]:
            headers = {} if authorization is None else {"Authorization": authorization}
            for path in ["/api/v1/stores", f"/api/v1/stores/{self.store}", self.overview]:
                self.refused(401, path, **headers)
        self.assertEqual(self.ask("/api/v1/stores", None,
                                  Authorization=f"bearer {self.key}")[0], 200)
        self.refused(401, f"/api/v1/stores?access_token={self.key}")

    def test_someone_elses_store_is_as_one_that_does_not_exist(self):
        none = self.refused(404, "/api/v1/stores/0000000000000", self.stranger)
        for path in [f"/api/v1/stores/{self.store}", self.overview, self.overview + "?frob=1"]:
            problem = self.refused(404, path, self.stranger)
            self.assertEqual({**problem, "request_id": ""}, {**none, "request_id": ""})
        for other in ["1", self.store.upper(), self.store + "0", self.store[:-1], "%20", "-1",
                      SHOP, "zzzzzzzzzzzzz", "a" * 1000, "%ff", "%c0%ae%c0%ae", "%ed%a0%80"]:
            self.refused(404, f"/api/v1/stores/{other}", self.key)
        self.assertEqual(self.program.get_json("/api/v1/stores", self.stranger)["items"], [])

    def test_a_key_without_the_scope_is_403(self):
        for path in ["/api/v1/stores", f"/api/v1/stores/{self.store}", self.overview]:
            self.refused(403, path, self.exporter)

    def test_metrics_are_for_direct_loopback_peers_and_the_token(self):
        self.assertEqual(self.ask("/metrics")[0], 200)
        for name in ["X-Forwarded-For", "Forwarded", "X-Real-IP", "x-forwarded-for"]:
            self.refused(401, "/metrics", **{name: "127.0.0.1"})
            self.refused(401, "/metrics", "let-me-rea", **{name: "127.0.0.1"})
            self.assertEqual(self.ask("/metrics", "let-me-read", **{name: "127.0.0.1"})[0], 200)
        _, headers, text = self.ask("/metrics")
        self.assertTrue(headers["Content-Type"].startswith("text/plain"))
        for line in text.decode().splitlines():
            self.assertRegex(line, r'\A(# (HELP|TYPE) \S+ .+|[a-z_]+(\{[^}]*\})? [-+.0-9e]+)\Z')

    def test_without_a_token_a_forwarded_reader_is_refused_whatever_it_says(self):
        with Program() as program:
            program.serve()
            for authorization in ["Bearer ", "Bearer x", "Bearer"]:
                status, _, _ = program.request("GET", "/metrics", headers={
                    "X-Forwarded-For": "127.0.0.1", "Authorization": authorization})
                self.assertEqual(status, 401)

    def test_no_secret_and_no_query_reaches_the_log(self):
        self.ask("/api/v1/stores?access_token=canary-in-query", "tw_canary-in-key",
                 Cookie="canary-in-cookie")
        body = b'{"email": "canary-in-body"}'
        self.program.request("POST", "/webhooks/shopify", body,
                             webhook_headers(body, "orders/create", secret="canary-secret"))
        self.ask("/none", **{"User-Agent": "canary-agent"})
        log = self.program.logged()
        self.assertIn('"/none"', log)
        self.assertNotIn("canary", log)
        for line in log.splitlines():
            json.loads(line)


if __name__ == "__main__":
    unittest.main()
