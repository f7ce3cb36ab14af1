#!/usr/bin/env python3
"""How long a page of a list takes at the server, by what it is sorted by, and a whole one as CSV.

    bench/lists.py [--engine sqlite|postgres] [--orders 100000 1000000]

Three years of a simulated store are imported, as for bench/overview.py; then the first dozen
pages of fifty rows are asked for in each order, one after the other over one connection, and all
customers by net sales as CSV.
"""
import argparse
import http.client
import json
import time

import figures
from overview import ask, import_history
from webhooks import Program, on_engine

LISTS = ("customers?sort=-created_at", "customers?sort=-net_sales", "customers?sort=-orders",
         "products?sort=title", "products?sort=-net_sales")
PAGES = 12


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--orders", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--directory", default="/var/tmp", help="where data is, on a disk")
    return parser.parse_args()


def page_times(connection, key, path):
    cursor = ""
    for _ in range(PAGES):
        body, milliseconds = ask(connection, key, path + cursor)
        yield milliseconds
        following = json.loads(body)["next_cursor"]
        if following is None:
            return
        cursor = f"&cursor={following}"


def csv_of(connection, key, path):
    """Its rows, and the seconds it took."""
    started = time.monotonic()
    connection.request("GET", path,
                       headers={"Authorization": f"Bearer {key}", "Accept": "text/csv"})
    rows = connection.getresponse().read().count(b"\r\n") - 1
    return rows, time.monotonic() - started


def measure_store(engine, server, orders):
    with Program(engine, server) as program:
        key, store = program.set_up()
        import_history(program, orders)
        program.serve("--log-level", "warning")
        connection = http.client.HTTPConnection("127.0.0.1", program.port)
        path = f"/api/v1/stores/{store}/"
        of_store = f"of {orders // 1000} thousand orders, {engine}"
        for rest in LISTS:
            times = sorted(page_times(connection, key, path + rest))
            print(f"{rest} {of_store}: p50 {times[len(times) // 2]:.1f}, max {times[-1]:.1f} ms")
            figures.tell(f"{rest} {of_store}: p50", times[len(times) // 2], "ms", 1)
        rows, seconds = csv_of(connection, key, path + "customers?sort=-net_sales")
        print(f"CSV of {rows} customers by net sales {of_store}: {seconds:.1f} s")
        figures.tell(f"CSV of {rows} customers by net sales {of_store}", seconds, "s", 1)


def measure(options, server, _):
    for orders in options.orders:
        measure_store(options.engine, server, orders)


if __name__ == "__main__":
    on_engine(arguments(), measure)
