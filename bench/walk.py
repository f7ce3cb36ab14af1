#!/usr/bin/env python3
"""How fast real orders come in: the sample month, copied under new ids, by import and as signed
webhooks over keep-alive connections, on each engine. Started by script/bench."""
import gzip
import http.client
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "binary"))
os.environ.setdefault("TILLWATCH_TEST_BINARY", str(ROOT / "build" / "release" / "tillwatch"))

import figures  # noqa: E402
from program import DATA, ENGINES, SHOP, Program, webhook_headers  # noqa: E402

COPIES = int(os.environ.get("COPIES", "10"))
CONNECTIONS = 32


def copies():
    """Lines of the sample, COPIES times, each copy with order ids of its own."""
    lines = gzip.open(DATA / "online_retail_2010-12.ndjson.gz").read().splitlines()
    orders = [json.loads(line) for line in lines]
    for copy in range(COPIES):
        for order in orders:
            yield json.dumps({**order, "id": order["id"] + copy * 10_000_000},
                             separators=(",", ":")).encode()


def measure_import(engine, lines):
    with Program(engine) as program, tempfile.NamedTemporaryFile(suffix=".ndjson") as file:
        program.set_up()
        file.write(b"\n".join(lines))
        file.flush()
        started = time.monotonic()
        done = program.command("import", "--store", SHOP, file.name)
        seconds = time.monotonic() - started
        print(f"{engine}: {done.stdout.strip()} in {seconds:.1f} s, {len(lines) / seconds:.0f}/s")
        figures.tell(f"import of real orders, 27 lines each, {engine}", len(lines) / seconds,
                     "orders a second")


def send(program, requests):
    connection = http.client.HTTPConnection("127.0.0.1", program.port)
    for body, headers in requests:
        connection.request("POST", "/webhooks/shopify", body, headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise AssertionError(answer.status)
    connection.close()


def measure_webhooks(engine, lines):
    requests = [(line, webhook_headers(line, "orders/create")) for line in lines]
    with Program(engine) as program:
        key, store = program.set_up()
        program.serve("--log-level", "warning")
        threads = [threading.Thread(target=send, args=(program, requests[i::CONNECTIONS]))
                   for i in range(CONNECTIONS)]
        started = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        acknowledged = time.monotonic() - started
        program.wait_until_projected(key, store)
        projected = time.monotonic() - started
        resident = subprocess.check_output(["ps", "-o", "rss=", "-p", str(program.process.pid)])
        print(f"{engine}: {len(lines)} webhooks, acknowledged {len(lines) / acknowledged:.0f}/s, "
              f"projected {len(lines) / projected:.0f}/s, resident {int(resident) // 1024} MB")


def main():
    lines = list(copies())
    for engine in ENGINES:
        measure_import(engine, lines)
        measure_webhooks(engine, lines)


if __name__ == "__main__":
    main()
