#!/usr/bin/env python3
"""What many sign-ins at once do to deliveries: signed webhooks at a steady rate, with 200 sign-ins
at once beside them and without, in turns.

    bench/sign_ins.py [--engine sqlite|postgres] [--rate 1000] [--rounds 3] [--seconds 10]
                      [--sign-ins 200]

The sign-ins have wrong passwords, each of an address and a network of its own; once all of them are
answered (401, or 503 where too many wait to be hashed) the next begin. The sender
(bench/webhook_load.cpp) and the sign-ins take their part of the same cores. Needs the release
binary and a disk for its data.
"""
import argparse
import asyncio
import collections
import json
import statistics
import threading
import time

import figures
from webhooks import PREPARED_MAX, Program, Service, load, on_engine


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--rate", type=float, default=1000, help="of webhooks, a second")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=10, help="of each half of a round")
    parser.add_argument("--sign-ins", type=int, default=200, help="at once")
    parser.add_argument("--directory", default="/var/tmp", help="where data is, on a disk")
    parser.set_defaults(stores=1, connections=64, body_bytes=7000)
    return parser.parse_args()


class Storm:
    """Sign-ins, so many at once, from a thread of their own until it is left."""

    def __init__(self, port, at_once):
        self.port = port
        self.at_once = at_once
        self.answers = collections.Counter()
        self.milliseconds = []  # of those that were judged
        self.asked = 0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stopped.set()
        self._thread.join()

    async def _run(self):
        while not self._stopped.is_set():
            connections = [await asyncio.open_connection("127.0.0.1", self.port)
                           for _ in range(self.at_once)]
            await asyncio.gather(*(self._sign_in(*each) for each in connections))

    async def _sign_in(self, reader, writer):
        self.asked += 1
        number = self.asked
        body = json.dumps({"email": f"u{number}@example.com", "password": "wrong"})
        network = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
        started = time.perf_counter()
        writer.write(f"POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                     f"Content-Type: application/json\r\nX-Forwarded-For: {network}\r\n"
                     f"Content-Length: {len(body)}\r\n\r\n{body}".encode())
        status = (await reader.read()).split(b" ", 2)[1].decode()
        self.answers[status] += 1
        if status == "401":
            self.milliseconds.append((time.perf_counter() - started) * 1000)
        writer.close()


def measure(options, server, pids):
    with Program(options.engine, server) as program:
        service = Service(program, options, pids, "--trusted-proxies", "127.0.0.1")

        def p99(name):
            result = load(name, program.port, service.pids, options, options.seconds, options.rate,
                          prepared=min(options.rate * options.seconds, PREPARED_MAX))
            return result["p99_ms"]
        alone, beside = [], []
        for _ in range(options.rounds):
            alone.append(p99("alone"))
            with Storm(program.port, options.sign_ins) as storm:
                beside.append(p99(f"beside {options.sign_ins} sign-ins at once"))
            judged = statistics.median(storm.milliseconds) if storm.milliseconds else 0
            print(f"  sign-ins: {dict(storm.answers)}, half of those judged within {judged:.0f} ms",
                  flush=True)
        service.wait_until_projected()
    for name, values in (("alone", alone), ("beside sign-ins", beside)):
        median = statistics.median(values)
        print(f"p99 of deliveries {name}: {median:.1f} ms ({min(values):.1f} to {max(values):.1f})")
        figures.tell(f"webhooks {name}, {options.rate:.0f} a second, {options.engine}: p99", median,
                     "ms", 1)


if __name__ == "__main__":
    on_engine(arguments(), measure)
