#!/usr/bin/env python3
"""How fast orders come through to the overview: signed webhooks of orders, each of its own, as fast
as they are acknowledged, until the last is projected and the overview counts it.

    bench/through.py [--engine sqlite|postgres] [--orders 300000]

All of them are made and signed before the first is sent, which takes 8 kB of memory each.
"""
import argparse
import time

import figures
from webhooks import Program, Service, load, on_engine

SECONDS_MAX = 600


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--orders", type=int, default=300_000)
    parser.add_argument("--directory", default="/var/tmp", help="where data is, on a disk")
    parser.set_defaults(stores=1, connections=64, body_bytes=7000)
    return parser.parse_args()


def orders_of(service):
    overview = f"/api/v1/stores/{service.stores[0]}/insights/overview"
    return service.program.get_json(overview, service.key)["all_time"]["orders"]


def measure(options, server, pids):
    with Program(options.engine, server) as program:
        service = Service(program, options, pids)
        result = load("orders", program.port, service.pids, options, SECONDS_MAX, then="stop",
                      prepared=options.orders)
        began = time.monotonic()
        service.wait_until_projected()
        seconds = result["seconds"] + time.monotonic() - began
        sent = result["acknowledged"]
        if (orders_of(service), sent) != (options.orders, options.orders):
            raise AssertionError((orders_of(service), sent))
    print(f"  {sent} orders through in {seconds:.1f} s: {sent / seconds:.0f} a second", flush=True)
    figures.tell(f"orders through to the overview, {options.engine}", sent / seconds, "a second")


if __name__ == "__main__":
    on_engine(arguments(), measure)
