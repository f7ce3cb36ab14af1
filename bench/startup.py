#!/usr/bin/env python3
"""How long the program takes from its start until it is ready, on fresh data and on data that it
knows.

    bench/startup.py [--engine sqlite|postgres] [--starts 10]
"""
import argparse
import statistics
import time

import figures
from webhooks import Program, on_engine


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--directory", default="/var/tmp", help="where data is, on a disk")
    return parser.parse_args()


def start(program):
    """In ms; the program is stopped again."""
    began = time.perf_counter()
    program.serve("--log-level", "warning")
    taken = (time.perf_counter() - began) * 1000
    program.stop()
    return taken


def measure(options, server, _):
    with Program(options.engine, server) as program:
        fresh = start(program)
        again = statistics.median(start(program) for _ in range(options.starts))
    print(f"  ready after {fresh:.0f} ms on fresh data, {again:.0f} ms on known data", flush=True)
    figures.tell(f"start until ready, fresh data, {options.engine}", fresh, "ms")
    figures.tell(f"start until ready, {options.engine}", again, "ms")


if __name__ == "__main__":
    on_engine(arguments(), measure)
