#!/usr/bin/env python3
"""How long an overview takes at the server, by the size of the store, and how fast a history of
that size is imported.

    bench/overview.py [--engine sqlite|postgres] [--orders 10000 1000000] [--questions 400]

Three years of a simulated store (tillwatch-sim history) are imported; then overviews of random
ranges within them are asked for, one after the other over one connection. Told are the latencies
from the request's first byte to the answer's last, how long after the start the lists of who bought
most were ready, and the memory. Started by script/bench.
"""
import argparse
import http.client
import json
import pathlib
import random
import re
import subprocess
import time

import figures
from webhooks import ROOT, Program, on_engine
from program import BINARY, SHOP

SIMULATOR = ROOT / "build" / "release" / "tillwatch-sim"

DAYS = 1_095
LAST_DAY = "2026-09-01"
WARM_UP_S = 600
# The simulator's number is of an ordinary day at the end of a growing history.
ORDERS_TO_A_DAY = 0.62


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--orders", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--questions", type=int, default=400)
    parser.add_argument("--directory", default="/var/tmp", help="where data is, on a disk")
    return parser.parse_args()


def import_history(program, orders):
    """Imports about so many orders; answers how many objects there were and the seconds."""
    a_day = max(1, round(orders / DAYS / ORDERS_TO_A_DAY))
    generator = subprocess.Popen(
        [SIMULATOR, "history", "--days", str(DAYS), "--orders-a-day", str(a_day), "--until",
         f"{LAST_DAY}T12:00:00Z"], stdout=subprocess.PIPE)
    started = time.monotonic()
    done = subprocess.run(
        ["/usr/bin/time", "-f", "%M", BINARY, "import", "--store", SHOP, "-", *program.options],
        stdin=generator.stdout, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        check=True)
    seconds = time.monotonic() - started
    generator.wait()
    return done.stdout.strip(), seconds, int(done.stderr.split()[-1]) // 1024


def ask(connection, key, path):
    """The answer's body and how many milliseconds it took."""
    started = time.perf_counter()
    connection.request("GET", path, headers={"Authorization": f"Bearer {key}"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise AssertionError(body)
    return body, (time.perf_counter() - started) * 1000


def ranges(count):
    chance = random.Random(1)
    last = time.mktime(time.strptime(LAST_DAY, "%Y-%m-%d"))
    for _ in range(count):
        first, length = sorted(chance.randrange(DAYS) for _ in range(2))
        ends = [time.strftime("%Y-%m-%d", time.localtime(last - ago * 86_400))
                for ago in (length, first)]
        yield f"?from={ends[0]}&to={ends[1]}"


def wait_for_lists(connection, key, path):
    """Until who bought most in the whole range is known, and told as quickly as any range's."""
    end = time.monotonic() + WARM_UP_S
    started = time.monotonic()
    while time.monotonic() < end:
        body, milliseconds = ask(connection, key, path)
        if not json.loads(body)["top_customers_pending"] and milliseconds < 15:
            break
        time.sleep(0.2)
    return time.monotonic() - started


def resident_mib(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024


def measure_store(engine, server, orders, questions):
    with Program(engine, server) as program:
        key, store = program.set_up()
        counts, seconds, memory = import_history(program, orders)
        program.serve("--log-level", "warning")
        connection = http.client.HTTPConnection("127.0.0.1", program.port)
        path = f"/api/v1/stores/{store}/insights/overview"
        whole = next(iter(ranges(1)))
        warm = wait_for_lists(connection, key, path + whole)
        times = sorted(ask(connection, key, path + question)[1] for question in ranges(questions))
        total = program.get_json(path, key)["all_time"]["orders"]
        objects = int(counts.split()[1].rstrip(","))
        print(f"{engine}, {total} orders: import of {counts} in {seconds:.1f} s, "
              f"{objects / seconds:.0f} objects and {total / seconds:.0f} orders a second, at most "
              f"{memory} MiB; lists ready after {warm:.1f} s; overview p50 "
              f"{times[len(times) // 2]:.2f}, p90 {times[len(times) * 9 // 10]:.2f}, p99 "
              f"{times[len(times) * 99 // 100]:.2f}, max {times[-1]:.2f} ms; serving "
              f"{resident_mib(program.process)} MiB", flush=True)
        store = f"{orders // 1000} thousand orders, {engine}"
        figures.tell(f"import of {store}", total / seconds, "orders a second")
        figures.tell(f"import of {store}: at most", memory, "MiB")
        figures.tell(f"overview of {store}: p50", times[len(times) // 2], "ms", 2)
        figures.tell(f"overview of {store}: p99", times[len(times) * 99 // 100], "ms", 2)


def measure(options, server, _):
    for orders in options.orders:
        measure_store(options.engine, server, orders, options.questions)


if __name__ == "__main__":
    on_engine(arguments(), measure)
