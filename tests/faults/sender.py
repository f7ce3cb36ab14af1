"""The sender of the fault tests, a process of its own: over several connections it sends signed
deliveries, each a distinct order, as fast as they are answered, and writes every answer down before
it goes on. What was not answered with 200 is sent again under its webhook id until it is.

A line of the log: status (0: the connection ended without an answer, -1: none came in time),
webhook id, SHA-256 of the body, number of the order, monotonic nanoseconds sent and answered.

SIGUSR1: nothing new any more; it ends when everything sent was answered with 200. SIGTERM: the end.
"""
import argparse
import hashlib
import os
import pathlib
import selectors
import signal
import socket
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "binary"))
from program import order, webhook_headers  # noqa: E402

ANSWER_S = 12
PAUSE_S = 0.05  # after what was not a 200
DAY = "2010-12-01"


def cents_of(number):
    return 100 + number % 5000


def body_of(number, filler):
    return order(number, cents_of(number), DAY, note=filler)


class Log:
    def __init__(self, path):
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def write(self, status, delivery, sent):
        line = (f"{status} {delivery.webhook_id} {delivery.sha256} {delivery.number} {sent} "
                f"{time.monotonic_ns()}\n")
        os.write(self._file, line.encode())


class Delivery:
    def __init__(self, number, name, filler):
        body = body_of(number, filler)
        self.number = number
        self.webhook_id = f"{name}-{number}"
        self.sha256 = hashlib.sha256(body).hexdigest()
        fields = webhook_headers(body, "orders/create", **{"X-Shopify-Webhook-Id": self.webhook_id})
        head = "".join(f"{field}: {value}\r\n" for field, value in fields.items())
        self.request = (f"POST /webhooks/shopify HTTP/1.1\r\nHost: localhost\r\n{head}"
                        f"Content-Length: {len(body)}\r\n\r\n").encode() + body


class Connection:
    """One connection with at most one delivery under way."""

    def __init__(self, port, log, next_delivery, selector):
        self._port = port
        self._log = log
        self._next = next_delivery
        self._selector = selector
        self._socket = None
        self._delivery = None
        self._answer = b""
        self._sent = 0
        self._not_before = 0.0
        self.waits = False  # for an answer
        self.done = False

    def step(self):
        """Sends if it may, and gives up what was not answered in time."""
        if self.waits:
            if time.monotonic_ns() - self._sent > ANSWER_S * 10**9:
                self._failed(-1)
            return
        if self.done or time.monotonic() < self._not_before:
            return
        self._delivery = self._delivery or self._next()
        if self._delivery is None:
            self.done = True
            return
        self._sent = time.monotonic_ns()
        self._answer = b""
        try:
            self._connect()
            self._socket.sendall(self._delivery.request)
            self.waits = True
        except OSError:
            self._failed(0)

    def _connect(self):
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), ANSWER_S)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._selector.register(self._socket, selectors.EVENT_READ, self)

    def _close(self):
        if self._socket is not None:
            self._selector.unregister(self._socket)
            self._socket.close()
            self._socket = None

    def _failed(self, status):
        self._log.write(status, self._delivery, self._sent)
        self._close()
        self.waits = False
        self._not_before = time.monotonic() + PAUSE_S

    def readable(self):
        try:
            piece = self._socket.recv(65536)
        except OSError:
            piece = b""
        if not piece:
            if self.waits:
                self._failed(0)
            else:
                self._close()
            return
        self._answer += piece
        head, end, body = self._answer.partition(b"\r\n\r\n")
        if not end:
            return
        fields = head.lower().split(b"\r\n")
        length = next(int(f[15:]) for f in fields if f.startswith(b"content-length:"))
        if len(body) < length:
            return
        status = int(head[9:12])
        self._log.write(status, self._delivery, self._sent)
        self.waits = False
        if status == 200:
            self._delivery = None
        else:
            self._not_before = time.monotonic() + PAUSE_S
        if b"connection: close" in fields:
            self._close()
        self.step()


class Sender:
    def __init__(self, options):
        self._options = options
        self._number = 0
        self._filler = "x" * options.filler
        self._draining = False
        self._ending = False
        signal.signal(signal.SIGUSR1, self._drain)
        signal.signal(signal.SIGTERM, self._end)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # of the terminal; who started it ends it

    def _drain(self, *_):
        self._draining = True

    def _end(self, *_):
        self._ending = True

    def _next(self):
        if self._draining or self._number == self._options.count:
            return None
        self._number += 1
        return Delivery(self._number, self._options.name, self._filler)

    def run(self):
        selector = selectors.DefaultSelector()
        log = Log(self._options.log)
        connections = [Connection(self._options.port, log, self._next, selector)
                       for _ in range(self._options.connections)]
        while not self._ending and not all(c.done for c in connections):
            for connection in connections:
                connection.step()
            end = time.monotonic() + 0.01
            while (left := end - time.monotonic()) > 0 and not self._ending:
                if not selector.get_map():
                    time.sleep(left)
                for key, _ in selector.select(left) if selector.get_map() else ():
                    key.data.readable()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--log", required=True)
    parser.add_argument("--name", required=True, help="what the webhook ids begin with")
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--count", type=int, default=-1, help="deliveries; else without end")
    parser.add_argument("--filler", type=int, default=0, help="bytes that a body is longer by")
    Sender(parser.parse_args()).run()


if __name__ == "__main__":
    main()
