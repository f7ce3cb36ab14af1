"""The program under test as its user sees it: a binary, its commands, its HTTP port.

TILLWATCH_TEST_BINARY names the binary; TILLWATCH_TEST_POSTGRES a PostgreSQL server on which
databases may be made. Both are set by script/test.
"""
import base64
import contextlib
import copy
import functools
import hashlib
import hmac
import http.client
import json
import os
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
import urllib.parse
import uuid

import description

BINARY = os.environ.get("TILLWATCH_TEST_BINARY", "build/release/tillwatch")
POSTGRES = os.environ.get("TILLWATCH_TEST_POSTGRES", "")
ENGINES = ["sqlite", "postgres"] if POSTGRES else ["sqlite"]
DATA = pathlib.Path(__file__).parent.parent / "data"
DEADLINE_S = 60
PASSWORD = "a password of some length"
SECRET = "hush"
SHOP = "shop-one.myshopify.com"


def wait_for(condition, what):
    """Waits until `condition()` is true, at most DEADLINE_S."""
    end = time.monotonic() + DEADLINE_S
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain for {what}")
        time.sleep(0.01)


class Postgres:
    """A PostgreSQL server of one test's own, which may be stopped and started again."""

    PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")
    SETTINGS = "-c fsync=off -c full_page_writes=off -c max_connections=100"

    def __enter__(self):
        # PostgreSQL does not run as root.
        root = os.geteuid() == 0
        self._as_owner = ["setpriv", "--reuid=postgres", "--regid=postgres",
                          "--clear-groups"] if root else []
        self.directory = subprocess.run([*self._as_owner, "mktemp", "-d"], check=True, text=True,
                                        stdout=subprocess.PIPE).stdout.strip()
        self.port = free_port()
        self.url = f"postgresql://postgres@127.0.0.1:{self.port}/postgres"
        self._run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
                  "--no-sync")
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        subprocess.run(["rm", "-rf", self.directory], check=True)

    def _run(self, program, *arguments, check=True):
        subprocess.run([*self._as_owner, self.PROGRAMS / program, "-D", self.directory + "/data",
                        *arguments], check=check, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, cwd="/")

    def start(self):
        self._run("pg_ctl", "-w", "-l", self.directory + "/log", "-o",
                  f"{self.SETTINGS} -c listen_addresses=127.0.0.1 -p {self.port} "
                  f"-c unix_socket_directories={self.directory}", "start")

    def stop(self):
        self._run("pg_ctl", "-m", "immediate", "stop", check=False)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def opaque(number):
    """An id of our own as the API shows it."""
    alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
    return "".join(alphabet[number >> shift & 31] for shift in range(60, -1, -5))


def sign(body, secret=SECRET):
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def webhook_headers(body, topic, shop=SHOP, secret=SECRET, **more):
    headers = {
        "Content-Type": "application/json",
        "X-Shopify-Topic": topic,
        "X-Shopify-Shop-Domain": shop,
        "X-Shopify-Hmac-Sha256": sign(body, secret),
        "X-Shopify-Webhook-Id": str(uuid.uuid4()),
        "X-Shopify-API-Version": "2026-10",
    }
    headers.update(more)
    return headers


def order(number, cents=1000, day="2010-12-01", **more):
    """The JSON of an order of one line, in pounds."""
    price = f"{cents // 100}.{cents % 100:02}"
    at = f"{day}T12:00:00+00:00"
    return json.dumps({
        "id": number, "admin_graphql_api_id": f"gid://shopify/Order/{number}",
        "name": f"#{number}", "created_at": at, "processed_at": at, "updated_at": at,
        "cancelled_at": None, "test": False, "currency": "GBP", "taxes_included": True,
        "financial_status": "paid", "total_line_items_price": price, "subtotal_price": price,
        "total_discounts": "0.00", "total_tax": "0.00", "total_price": price,
        "line_items": [{"id": number * 10, "product_id": 7, "variant_id": 42, "title": "Pot",
                        "quantity": 1, "price": price, "total_discount": "0.00"}],
        "refunds": [], **more}).encode()


def on_each_engine(test):
    @functools.wraps(test)
    def run(self):
        for engine in ENGINES:
            with self.subTest(engine=engine), Program(engine) as program:
                test(self, program)
    return run


class Program:
    """A data directory or a database of its own, and the binary on it. `server` is the URL of the
    PostgreSQL server that makes the database."""

    def __init__(self, engine="sqlite", server=POSTGRES):
        self.engine = engine
        self.server = server
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="tillwatch-binary-"))
        self.options = ["--database", f"sqlite:{self.directory}/data"]
        self.process = None
        if engine == "postgres":
            self.database = "tillwatch_" + uuid.uuid4().hex
            self._psql(f'create database "{self.database}"')
            self.url = urllib.parse.urlsplit(server)._replace(path="/" + self.database).geturl()
            self.options = ["--database", self.url, "--secret-file", f"{self.directory}/secret"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        if self.engine == "postgres":
            self._psql(f'drop database "{self.database}" with (force)')
        shutil.rmtree(self.directory)

    def _psql(self, statement):
        subprocess.run(["psql", "--quiet", self.server, "--command", statement], check=True,
                       stdout=subprocess.DEVNULL)

    def query(self, statement, database="inbox"):
        """The rows that a statement of both engines' SQL answers, read behind the program's back:
        dictionaries. `database` is the file that it is about: inbox or state."""
        if self.engine == "postgres":
            wrapped = f"select coalesce(json_agg(t), '[]') from ({statement}) t"
            done = subprocess.run(["psql", "-XAtq", self.url, "--command", wrapped], check=True,
                                  stdout=subprocess.PIPE)
            return json.loads(done.stdout)
        with contextlib.closing(sqlite3.connect(
                f"file:{self.directory}/data/{database}.db?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(statement)]

    def execute(self, statement, database="state"):
        """Changes something behind the back of a program that is not running."""
        if self.engine == "postgres":
            subprocess.run(["psql", "-Xq", self.url, "--command", statement], check=True)
            return
        with contextlib.closing(sqlite3.connect(
                f"{self.directory}/data/{database}.db")) as connection:
            connection.execute(statement)
            connection.commit()

    def deliveries(self):
        """What is in the inbox of a program that runs, oldest first: the log behind its back, the
        bodies as its API gives them to an owner of all stores."""
        rows = self.query("select store_id, delivery_id, topic, webhook_id, event_id, "
                          "triggered_at, id_reused from deliveries order by delivery_id")
        if not rows:
            return []
        key = self.add_api_key()
        for row in rows:
            store, delivery = opaque(row.pop("store_id")), opaque(row["delivery_id"])
            status, _, row["body"] = self.get(
                f"/api/v1/stores/{store}/deliveries/{delivery}/body", key)
            if status != 200:
                raise AssertionError(f"the body of {row}: {status}")
        return rows

    def outcomes(self):
        """delivery id → (state, reason) of the deliveries without effect."""
        rows = self.query("select delivery_id, state, reason from delivery_outcomes", "state")
        return {row["delivery_id"]: (row["state"], row["reason"]) for row in rows}

    def command(self, *arguments, text="", check=True, env=None):
        """Runs a command; answers its CompletedProcess."""
        done = subprocess.run([BINARY, *arguments, *self.options], input=text, text=True,
                              capture_output=True, timeout=DEADLINE_S * 5,
                              env={**os.environ, **(env or {})})
        if check and done.returncode != 0:
            raise AssertionError(f"{arguments}: exit {done.returncode}: {done.stderr}")
        return done

    def add_user(self, email="ann@example.com"):
        self.command("user", "add", email, "--password-stdin", text=PASSWORD)

    def add_api_key(self, email="ann@example.com"):
        return self.command("api-key", "add", email).stdout.strip()

    def add_store(self, zone="Europe/London", currency="GBP", shop=SHOP, owner="ann@example.com",
                  secret=SECRET, name="Shop One"):
        return self.command("store", "add", shop, "--owner", owner, "--name", name,
                            "--currency", currency, "--timezone", zone,
                            "--webhook-secret-stdin", text=secret).stdout.strip()

    def set_up(self, **store):
        """One account with a key and one store; answers (key, store id)."""
        self.add_user()
        return self.add_api_key(), self.add_store(**store)

    def serve(self, *options, port=None):
        self.port = port or free_port()
        self.log = open(self.directory / "log", "ab")
        self.process = subprocess.Popen(
            [BINARY, "serve", "--listen", f"127.0.0.1:{self.port}", *options, *self.options],
            # Tests ask more often than people do.
            env={**os.environ, "TILLWATCH_USER_RATE": "0", "TILLWATCH_STORE_RATE": "0"},
            stdout=subprocess.DEVNULL, stderr=self.log)
        wait_for(self._is_ready, "the service to be ready")

    @contextlib.contextmanager
    def second_node(self):
        """Another service on the same PostgreSQL."""
        node = copy.copy(self)
        node.process = None
        node.serve()
        try:
            yield node
        finally:
            node.stop()

    def _is_ready(self):
        if self.process.poll() is not None:
            raise AssertionError(f"ended with {self.process.returncode}: {self.logged()}")
        try:
            return self.get("/readyz")[0] == 200
        except OSError:
            return False

    def logged(self):
        return (self.directory / "log").read_text()

    def stop(self):
        """Ends the service as its user would; answers its exit code."""
        if self.process is None:
            return None
        self.process.terminate()
        code = self.process.wait(DEADLINE_S)
        self.process = None
        self.log.close()
        return code

    def kill(self):
        self.process.kill()
        self.process.wait(DEADLINE_S)
        self.process = None
        self.log.close()

    def connection(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=DEADLINE_S)

    def request(self, method, path, body=None, headers=None):
        """Answers (status, headers, body), held against the description of the API."""
        connection = self.connection()
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            text = answer.read()
            description.check(method, path, answer.status, answer.headers["Content-Type"], text)
            return answer.status, answer.headers, text
        finally:
            connection.close()

    def get(self, path, key=None):
        return self.request("GET", path, headers={"Authorization": f"Bearer {key}"} if key else {})

    def get_json(self, path, key):
        status, _, body = self.get(path, key)
        if status != 200:
            raise AssertionError(f"GET {path}: {status} {body!r}")
        return json.loads(body)

    def overview(self, key, store, **query):
        return self.get_json(
            f"/api/v1/stores/{store}/insights/overview?{urllib.parse.urlencode(query)}", key)

    def deliver(self, body, topic, connection=None, **headers):
        """Sends one signed webhook; answers its status."""
        if connection is None:
            return self.request("POST", "/webhooks/shopify", body,
                                webhook_headers(body, topic, **headers))[0]
        connection.request("POST", "/webhooks/shopify", body,
                           webhook_headers(body, topic, **headers))
        answer = connection.getresponse()
        answer.read()
        return answer.status

    def wait_until_projected(self, key, store):
        wait_for(lambda: self.get_json(f"/api/v1/stores/{store}", key)["pending"] == 0,
                 "the deliveries to be projected")
