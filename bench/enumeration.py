#!/usr/bin/env python3
"""Whether the time of an answer tells that an address has an account: signing in (with a wrong
password), signing up, entering a wrong code, asking for another code and for a link, for addresses
with an account and without one in turns, in a random order.

    bench/enumeration.py [--engine sqlite|postgres] [--tries 1000] [--only sign-in ...]

Each try is of an address and a network of its own, so that no limit is met. Besides quantiles it
tells Mann-Whitney's p (whether one of the two tends to be longer) and Kolmogorov-Smirnov's (whether
they are distributed differently). Ends with 1 where medians are 2 ms apart or more, or p of
Mann-Whitney is at most 0.01. Needs the release binary, and a disk for its data.
"""
import argparse
import http.client
import json
import math
import random
import statistics
import sys
import time

import figures
from webhooks import Program, on_engine

APART_MS = 2
P_MIN = 0.01
COOL_DOWN_S = 31
REQUESTS_OF_A_CONNECTION = 900  # the server ends one after 1,000, or half a minute of silence
IDLE_S = 20
ASK = {
    "sign-in": ("login", {"password": "not the password of anyone"}, 401),
    "sign-up": ("signup", {"password": "a password of some length", "name": "Ann"}, 202),
    "enter a code": ("verify", {"code": "000000"}, 422),
    "another code": ("resend", {}, 202),
    "forgotten": ("password/forgot", {}, 202),
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--tries", type=int, default=1000, help="of each kind")
    parser.add_argument("--only", nargs="+", choices=ASK, default=list(ASK))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--directory", default="/var/tmp", help="where data is, on a disk")
    return parser.parse_args()


class Client:
    """One connection, each request as from a network of its own."""

    def __init__(self, port):
        self.port = port
        self.requests = 0
        self.connection = None
        self.used_at = 0

    def milliseconds(self, path, body, expected):
        idle = time.monotonic() - self.used_at > IDLE_S
        if idle or self.requests % REQUESTS_OF_A_CONNECTION == 0:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            self.connection.connect()
        self.requests += 1
        self.used_at = time.monotonic()
        number = self.requests
        headers = {"Content-Type": "application/json",
                   "X-Forwarded-For": f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"}
        text = json.dumps(body)
        started = time.perf_counter()
        self.connection.request("POST", f"/api/v1/auth/{path}", text, headers)
        answer = self.connection.getresponse()
        got = answer.read()
        taken = (time.perf_counter() - started) * 1000
        if answer.status != expected:
            sys.exit(f"{path}: {answer.status} {got!r}")
        return taken


def make_accounts(program, count):
    """Copies of one account, behind the back of a program that is not running."""
    program.add_user()
    program.execute(
        f"with recursive n(i) as (select 1 union all select i + 1 from n where i < {count}) "
        "insert into users (user_id, email, name, password_hash, is_operator, created_at) "
        "select n.i, 'known' || n.i || '@example.com', u.name, u.password_hash, 0, u.created_at "
        "from n, users u where u.email = 'ann@example.com'")


def try_all(client, name, tries):
    """(milliseconds of addresses with an account, of those without)."""
    path, body, expected = ASK[name]
    taken = {"known": [], "other": []}
    for number in range(1, tries + 1):
        for kind in random.sample(["known", "other"], 2):
            email = f"{kind}{number}@example.com"
            taken[kind].append(client.milliseconds(path, {"email": email, **body}, expected))
    return taken["known"], taken["other"]


def mann_whitney(ours, theirs):
    """The two-sided p that both are of one distribution, by the normal approximation; the values
    are times, so ties do not matter."""
    ranked = sorted([(value, 1) for value in ours] + [(value, 0) for value in theirs])
    n, m = len(ours), len(theirs)
    ranks = sum(rank for rank, (_, mine) in enumerate(ranked, 1) if mine)
    u = ranks - n * (n + 1) / 2
    z = (u - n * m / 2) / math.sqrt(n * m * (n + m + 1) / 12)
    return math.erfc(abs(z) / math.sqrt(2))


def kolmogorov_smirnov(ours, theirs):
    """(the greatest distance of the two distributions, its asymptotic p)."""
    n, m = len(ours), len(theirs)
    at, distance = 0, 0
    for _, step in sorted([(value, 1 / n) for value in ours]
                          + [(value, -1 / m) for value in theirs]):
        at += step
        distance = max(distance, abs(at))
    scaled = distance * math.sqrt(n * m / (n + m))
    p = 2 * sum((-1) ** (k - 1) * math.exp(-2 * (k * scaled) ** 2) for k in range(1, 101))
    return distance, min(max(p, 0), 1) if scaled > 0.2 else 1


def compare(name, known, other):
    """Tells how alike they are; whether they are."""
    def told(taken):
        cuts = statistics.quantiles(taken, n=20)
        return "/".join(f"{cuts[at]:.2f}" for at in (0, 4, 9, 14, 18))
    apart = statistics.median(known) - statistics.median(other)
    p = mann_whitney(known, other)
    distance, ks_p = kolmogorov_smirnov(known, other)
    alike = abs(apart) < APART_MS and p > P_MIN
    print(f"{name}: p5/25/50/75/95 with an account {told(known)}, without {told(other)} ms; "
          f"medians {apart:+.3f} ms apart, Mann-Whitney p {p:.3f}, "
          f"Kolmogorov-Smirnov D {distance:.3f} p {ks_p:.3f}: {'alike' if alike else 'APART'}",
          flush=True)
    return alike, p


def measure(options, server, _):
    alike = True
    with Program(options.engine, server) as program:
        make_accounts(program, options.tries)
        program.serve("--signup", "open", "--trusted-proxies", "127.0.0.1", "--log-level", "error")
        client = Client(program.port)
        asked_at = None
        for name in options.only:
            if name == "another code" and asked_at:
                time.sleep(max(0, asked_at + COOL_DOWN_S - time.monotonic()))
            same, p = compare(name, *try_all(client, name, options.tries))
            alike = alike and same
            if name == "sign-up":
                asked_at = time.monotonic()
            figures.tell(f"known and unknown addresses, {name}, {options.engine}: p", p, "", 3)
    return alike


def main():
    options = arguments()
    random.seed(options.seed)
    outcome = []
    on_engine(options, lambda *with_server: outcome.append(measure(*with_server)))
    return 0 if all(outcome) else 1


if __name__ == "__main__":
    sys.exit(main())
