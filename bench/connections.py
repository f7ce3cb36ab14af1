#!/usr/bin/env python3
"""How a healthy client fares beside many connections that do nothing or next to nothing.

Starts the release binary on a throw-away directory, opens idle connections and slow ones (one byte
of a head a second, opened anew when the server ends them), and times GET /healthz over one
keep-alive connection, before and during. Ends by itself after about --seconds.

    bench/connections.py [--binary FILE] [--idle N] [--slow N] [--seconds N]

Needs as many file descriptors as connections, here and in the server: the limit is raised, as far
as the system lets us.
"""
import argparse
import contextlib
import http.client
import pathlib
import resource
import selectors
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
HEAD = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + b"a" * 1000
TARGET_P99_MS = 50


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--binary", default=ROOT / "build/release/tillwatch")
    parser.add_argument("--idle", type=int, default=10_000)
    parser.add_argument("--slow", type=int, default=1_000)
    parser.add_argument("--seconds", type=float, default=20)
    return parser.parse_args()


def raise_limit(descriptors):
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < descriptors:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(descriptors, hard), hard))
    if hard < descriptors:
        sys.exit(f"only {hard} file descriptors are allowed, {descriptors} are needed")


def status_of(process, name):
    for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    return 0


def cpu_seconds(process):
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def measure(port, seconds):
    """The milliseconds of each request over one connection."""
    taken = []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        started = time.perf_counter()
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        answer.read()
        taken.append((time.perf_counter() - started) * 1000)
        if answer.status != 200:
            sys.exit(f"healthz answered {answer.status}")
        time.sleep(0.002)
    connection.close()
    return taken


def tell(name, taken):
    cuts = statistics.quantiles(taken, n=1000)
    print(f"{name}: {len(taken)} requests, p50 {cuts[499]:.2f} ms, p99 {cuts[989]:.2f} ms, "
          f"max {max(taken):.2f} ms", flush=True)
    return cuts[989]


class Crowd:
    """The idle and the slow connections, kept by a thread of their own. Loopback addresses are
    spread, since one address has 28,000 ports or so."""

    def __init__(self, port, idle, slow):
        self.port = port
        self.idle = idle
        self.slow = slow
        self.opened = self.ended = self.failed = 0
        self._selector = selectors.DefaultSelector()
        self._stopped = threading.Event()
        self.full = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stopped.set()
        self._thread.join()
        for key in list(self._selector.get_map().values()):
            key.fileobj.close()

    def open_now(self):
        return len(self._selector.get_map())

    def _open(self, is_slow):
        client = socket.socket()
        try:
            client.bind((f"127.0.0.{2 + self.opened % 8}", 0))
            client.connect(("127.0.0.1", self.port))
        except OSError:
            client.close()
            self.failed += 1
            return
        client.setblocking(False)
        self.opened += 1
        self._selector.register(client, selectors.EVENT_READ, [is_slow, 0])

    def _read_ended(self, timeout):
        for key, _ in self._selector.select(timeout):
            try:
                gone = not key.fileobj.recv(4096)
            except BlockingIOError:
                continue
            except OSError:
                gone = True
            if gone:
                self._selector.unregister(key.fileobj)
                key.fileobj.close()
                self.ended += 1
                if key.data[0] and not self._stopped.is_set():
                    self._open(True)  # the slow come back; whoever is idle does not notice

    def _send_a_byte(self, key):
        at = key.data[1]
        if at < len(HEAD):
            with contextlib.suppress(OSError):
                key.fileobj.send(HEAD[at:at + 1])
            key.data[1] = at + 1

    def _run(self):
        for number in range(self.idle + self.slow):
            self._open(number >= self.idle)
            if number % 100 == 0:
                self._read_ended(0)
        self.full.set()
        while not self._stopped.is_set():
            second_ends = time.monotonic() + 1
            slow = [key for key in self._selector.get_map().values() if key.data[0]]
            for number, key in enumerate(slow):  # spread over the second
                if key.fileobj.fileno() >= 0:
                    self._send_a_byte(key)
                if number % 100 == 99:
                    self._read_ended(0.05)
            self._read_ended(max(second_ends - time.monotonic(), 0))


def run(options, directory):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([options.binary, "serve", "--listen", f"127.0.0.1:{port}",
                               "--database", f"sqlite:{directory}/data", "--log-level", "error"])
    try:
        for _ in range(500):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.02)
        alone = measure(port, 3)
        rss_before = status_of(server, "VmRSS")
        tell("alone", alone)
        with Crowd(port, options.idle, options.slow) as crowd:
            crowd.full.wait(60)
            print(f"opened {crowd.opened}, failed {crowd.failed}, open {crowd.open_now()}")
            cpu = cpu_seconds(server)
            beside = measure(port, options.seconds)
            cpu = (cpu_seconds(server) - cpu) / options.seconds
            p99 = tell(f"beside {options.idle} idle and {options.slow} slow", beside)
            print(f"ended by the server {crowd.ended}, open at the end {crowd.open_now()}, "
                  f"server's CPU {cpu * 100:.0f} %")
            rss = status_of(server, "VmRSS")
            print(f"RSS {rss_before / 1024:.1f} MiB before, {rss / 1024:.1f} MiB during, peak "
                  f"{status_of(server, 'VmHWM') / 1024:.1f} MiB: "
                  f"{(rss - rss_before) * 1024 / max(crowd.open_now(), 1):.0f} bytes a connection")
        print(f"p99 {'within' if p99 < TARGET_P99_MS else 'BEYOND'} {TARGET_P99_MS} ms")
        return 0 if p99 < TARGET_P99_MS else 1
    finally:
        server.terminate()
        server.wait(20)


def main():
    options = arguments()
    raise_limit(options.idle + options.slow + 1_000)
    with tempfile.TemporaryDirectory(prefix="tillwatch-connections-") as directory:
        return run(options, directory)


if __name__ == "__main__":
    sys.exit(main())
