#!/usr/bin/env python3
"""How long it takes from a webhook to the live event that tells of it, and what watchers cost.

    bench/live.py [--engine sqlite|postgres] [--watchers 1,1000] [--webhooks 200]
                  [--rate 500] [--seconds 20]

For each number of watchers: webhooks one after the other, a random while apart, each timed from the
first byte sent to the event's arrival at one watcher that has a process to itself; the others are
read by another process. Then as many webhooks a second as --rate says (bench/webhook_load.cpp sends
them) with no watcher and with as many: the processor time of the server, and of PostgreSQL, for
each. The watchers' reader runs on the same cores; its own time is printed.

The data directory must be on a disk. Started by script/bench.
"""
import argparse
import contextlib
import json
import multiprocessing
import os
import pathlib
import random
import selectors
import socket
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "binary"))
os.environ.setdefault("TILLWATCH_TEST_BINARY", str(ROOT / "build" / "release" / "tillwatch"))

import figures  # noqa: E402
from program import SECRET, Program, order, webhook_headers  # noqa: E402
from webhooks import LOAD, cpu_seconds, on_engine  # noqa: E402

SHOP = "shop-0001.myshopify.com"
PAUSE_S = 0.08  # on average, longer than projecting takes its batches together
DEADLINE_S = 30


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--watchers", type=lambda text: [int(part) for part in text.split(",")],
                        default=[1, 1000])
    parser.add_argument("--webhooks", type=int, default=200)
    parser.add_argument("--rate", type=float, default=500)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--directory", default="/var/tmp", help="where data is, on a disk")
    return parser.parse_args()


def watch(port, key, store):
    """A socket on which events arrive."""
    stream = socket.create_connection(("127.0.0.1", port), timeout=DEADLINE_S)
    stream.sendall(f"GET /api/v1/stores/{store}/live HTTP/1.1\r\nHost: localhost\r\n"
                   f"Authorization: Bearer {key}\r\n\r\n".encode())
    seen = b""
    while b": still here" not in seen:
        seen += stream.recv(4096)
    if b"200 OK" not in seen:
        sys.exit(f"no stream: {seen!r}")
    return stream


def read_all(count, address, pipe):
    """A process that watches `count` times and throws away what it reads until it is told to stop;
    answers the events read, the streams that ended, and its processor time."""
    selector = selectors.DefaultSelector()
    for _ in range(count):
        stream = watch(*address)
        stream.setblocking(False)
        selector.register(stream, selectors.EVENT_READ)
    selector.register(pipe, selectors.EVENT_READ)
    pipe.send("ready")
    events = ended = 0
    while True:
        for ready, _ in selector.select():
            if ready.fileobj is pipe:
                pipe.send((events, ended, time.process_time()))
                return
            piece = ready.fileobj.recv(65536)
            events += piece.count(b"event: changed")
            if not piece:
                ended += 1
                selector.unregister(ready.fileobj)


@contextlib.contextmanager
def crowd(count, address):
    """So many watchers while it lasts."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=read_all, args=(count, address, theirs))
    process.start()
    ours.recv()
    try:
        yield
    finally:
        ours.send("stop")
        events, ended, seconds = ours.recv()
        process.join()
        if count:
            print(f"    the crowd's reader: {events} events, {ended} streams ended, "
                  f"{seconds:.2f} s of CPU", flush=True)


def latencies(program, address, count):
    """From a webhook's first byte to the event with its day, in ms, sorted."""
    seconds = []
    stream = watch(*address)
    with contextlib.closing(stream), contextlib.closing(program.connection()) as connection:
        connection.connect()
        for number in range(count):
            time.sleep(random.uniform(0.5, 1.5) * PAUSE_S)
            day = f"20{10 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
            body = order(time.time_ns() // 1000, day=day)
            headers = webhook_headers(body, "orders/create", shop=SHOP)
            started = time.perf_counter()
            connection.request("POST", "/webhooks/shopify", body, headers)
            seen = b""
            while day.encode() not in seen:
                seen += stream.recv(65536)
            seconds.append(time.perf_counter() - started)
            if connection.getresponse().read() is None:
                sys.exit("no answer")
    return sorted(1000 * each for each in seconds)


def tell_latencies(program, address, watchers, options):
    with crowd(watchers - 1, address):
        ms = latencies(program, address, options.webhooks)
    print(f"  {watchers} watchers, {len(ms)} webhooks: event after p50 "
          f"{statistics.median(ms):.1f}, p99 {ms[int(len(ms) * 0.99)]:.1f}, max {ms[-1]:.1f} ms",
          flush=True)
    what = f"webhook to its event, {options.engine}, {watchers} watcher(s)"
    figures.tell(f"{what}: p50", statistics.median(ms), "ms", 1)
    figures.tell(f"{what}: p99", ms[int(len(ms) * 0.99)], "ms", 1)


def load(program, address, watchers, pids, options):
    """Processor time of the server, and of `pids` with what they started, in ms a second."""
    command = [LOAD, "--port", str(program.port), "--secret", SECRET, "--stores", "1",
               "--connections", "16", "--body-bytes", "7000", "--seconds", str(options.seconds),
               "--rate", str(options.rate), "--then", "renew",
               "--prepared", str(int(options.rate * options.seconds)), "--json"]
    with crowd(watchers, address), subprocess.Popen(command, stdout=subprocess.PIPE,
                                                    stderr=subprocess.PIPE, text=True) as sender:
        for line in sender.stderr:
            if line.startswith("prepared"):
                break
        before = cpu_seconds([program.process.pid]), cpu_seconds(pids)
        result = json.loads(sender.stdout.read())
        after = cpu_seconds([program.process.pid]), cpu_seconds(pids)
    server, database = ((late - early) * 1000 / options.seconds
                        for early, late in zip(before, after))
    print(f"  {watchers} watchers, {result['acknowledged_per_second']:.0f} webhooks a second, "
          f"acknowledged p50 {result['p50_ms']:.1f}, p99 {result['p99_ms']:.1f} ms: CPU a second: "
          f"server {server:.0f} ms" + (f", PostgreSQL {database:.0f} ms" if pids else ""),
          flush=True)
    what = f"{options.rate:.0f} webhooks a second, {options.engine}, {watchers} watcher(s)"
    figures.tell(f"{what}: acknowledged p99", result["p99_ms"], "ms", 1)
    figures.tell(f"{what}: server's processor time a second", server, "ms")


def measure(options, server, pids):
    with Program(options.engine, server) as program:
        program.add_user()
        key, store = program.add_api_key(), program.add_store(shop=SHOP)
        program.serve("--log-level", "warning")
        address = (program.port, key, store)
        for watchers in options.watchers:
            tell_latencies(program, address, watchers, options)
        for watchers in [0, *options.watchers]:
            load(program, address, watchers, pids, options)
            program.wait_until_projected(key, store)


if __name__ == "__main__":
    on_engine(arguments(), measure)
