#!/usr/bin/env python3
"""How fast real orders are imported: the sample month, in copies under new ids.

    bench/real_orders.py [--engine sqlite|postgres] [--copies 10]
"""
import argparse
import gzip
import json
import tempfile
import time

import figures
from webhooks import Program, on_engine
from program import DATA, SHOP


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--copies", type=int, default=10)
    parser.add_argument("--directory", default="/var/tmp", help="where data is, on a disk")
    return parser.parse_args()


def copies(count):
    """Lines of the sample, each copy with order ids of its own."""
    lines = gzip.open(DATA / "online_retail_2010-12.ndjson.gz").read().splitlines()
    orders = [json.loads(line) for line in lines]
    for copy in range(count):
        for order in orders:
            yield json.dumps({**order, "id": order["id"] + copy * 10_000_000},
                             separators=(",", ":")).encode()


def measure(options, server, _):
    lines = list(copies(options.copies))
    with Program(options.engine, server) as program, \
            tempfile.NamedTemporaryFile(suffix=".ndjson") as file:
        program.set_up()
        file.write(b"\n".join(lines))
        file.flush()
        started = time.monotonic()
        done = program.command("import", "--store", SHOP, file.name)
        seconds = time.monotonic() - started
    print(f"  {done.stdout.strip()} in {seconds:.1f} s, {len(lines) / seconds:.0f} a second",
          flush=True)
    figures.tell(f"import of real orders, 27 lines each, {options.engine}", len(lines) / seconds,
                 "orders a second")


if __name__ == "__main__":
    on_engine(arguments(), measure)
