"""Live events on the real binary: a webhook in, an event out to those who watch its store."""
import contextlib
import json
import queue
import socket
import threading
import unittest

from program import DEADLINE_S, ENGINES, Program, on_each_engine, order, wait_for

OTHER_SHOP = "shop-two.myshopify.com"


def order_with_refunds(number, updates, days):
    """An order of one line, refunded in pennies on each of so many days. Its every other update
    says that it is a test, so each update changes the figures of all these days."""
    minutes, seconds = divmod(updates, 60)
    return order(number, 100_000,
                 updated_at=f"2011-01-01T{minutes // 60:02}:{minutes % 60:02}:{seconds:02}Z",
                 test=updates % 2 == 0,
                 refunds=[{"id": number * 1000 + day, "order_id": number,
                           "created_at": f"20{11 + day // 28 // 12}-{day // 28 % 12 + 1:02}-"
                                         f"{day % 28 + 1:02}T12:00:00Z",
                           "refund_line_items": [{"line_item_id": number * 10, "quantity": 0,
                                                  "subtotal": "0.01"}]}
                          for day in range(days)])


class Watcher:
    """A stream of live events. `read` false: one who asks and then reads nothing."""

    def __init__(self, program, key, store, read=True):
        self.socket = socket.socket()
        if not read:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        self.socket.settimeout(DEADLINE_S)
        self.socket.connect(("127.0.0.1", program.port))
        self.events = queue.Queue()
        self.ended = threading.Event()
        self.comments = 0
        self.head = b""
        self.socket.sendall(f"GET /api/v1/stores/{store}/live HTTP/1.1\r\nHost: localhost\r\n"
                            f"Authorization: Bearer {key}\r\n\r\n".encode())
        if read:
            self.file = self.socket.makefile("rb")
            while not self.head.endswith(b"\r\n\r\n"):
                self.head += self.file.readline()
            threading.Thread(target=self._read, daemon=True).start()
            wait_for(lambda: self.comments or self.ended.is_set(), "the stream to begin")

    def _read(self):
        text = b""
        with contextlib.suppress(OSError, ValueError):
            while size := int(self.file.readline(), 16):
                text += self.file.read(size)
                self.file.readline()
                *whole, text = text.split(b"\n\n")
                for message in whole:
                    self._take(message.decode())
        self.ended.set()

    def _take(self, message):
        if message.startswith(":"):
            self.comments += 1
            return
        name, data = message.split("\n")
        if name != "event: changed":
            raise AssertionError(message)
        self.events.put(json.loads(data.removeprefix("data: ")))

    def next(self):
        return self.events.get(timeout=DEADLINE_S)

    def next_with_days(self):
        """Passes over what tells of no certain day: a gap, or a commit without figures."""
        while not (event := self.next())["days"]:
            pass
        return event

    def close(self):
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()


class LiveTest(unittest.TestCase):
    def watch(self, *arguments, **more):
        watcher = Watcher(*arguments, **more)
        self.addCleanup(watcher.close)
        return watcher

    @on_each_engine
    def test_a_webhook_is_told_to_those_who_watch_its_store_and_to_nobody_else(self, program):
        key, store = program.set_up()
        other = program.add_store(shop=OTHER_SHOP)
        program.serve()
        watcher = self.watch(program, key, store)
        others = self.watch(program, key, other)
        self.assertIn(b"Content-Type: text/event-stream\r\n", watcher.head)
        self.assertIn(b"Cache-Control: no-store\r\n", watcher.head)
        self.assertIn(b"X-Accel-Buffering: no\r\n", watcher.head)
        program.deliver(order(1), "orders/create")
        event = watcher.next_with_days()
        self.assertEqual(event["days"], ["2010-12-01"])
        self.assertEqual(event["through"], program.overview(key, store)["through"])
        program.deliver(order(2), "orders/create", shop=OTHER_SHOP)
        self.assertEqual(others.next_with_days()["days"], ["2010-12-01"])
        self.assertTrue(watcher.events.empty())

    @on_each_engine
    def test_only_who_may_read_the_store_may_watch_it(self, program):
        key, store = program.set_up()
        program.add_user("bob@example.com")
        stranger = program.add_api_key("bob@example.com")
        program.serve()
        path = f"/api/v1/stores/{store}/live"
        self.assertEqual(program.get(path)[0], 401)
        self.assertEqual(program.get(path, stranger)[0], 404)
        self.assertEqual(program.get(path + "?days=1", key)[0], 422)
        self.assertEqual(program.request("POST", path)[0], 405)
        status, headers, body = program.request("HEAD", path,
                                                headers={"Authorization": f"Bearer {key}"})
        self.assertEqual((status, headers["Content-Type"], body), (200, "text/event-stream", b""))

    @on_each_engine
    def test_commands_are_told_too(self, program):
        key, store = program.set_up()
        program.serve()
        watcher = self.watch(program, key, store)
        path = program.directory / "orders.ndjson"
        path.write_bytes(order(1) + b"\n" + order(2, day="2010-12-03") + b"\n")
        program.command("import", "--store", "shop-one.myshopify.com", str(path))
        self.assertEqual(watcher.next_with_days()["days"], ["2010-12-01", "2010-12-03"])
        program.command("rebuild", "--store", "shop-one.myshopify.com")
        while watcher.next()["days"] is not None:
            pass

    @on_each_engine
    def test_the_stream_ends_with_the_key_and_with_the_membership(self, program):
        revoked, store = program.set_up()
        key = program.add_api_key()
        program.serve()
        ends, stays = self.watch(program, revoked, store), self.watch(program, key, store)
        program.execute("delete from api_keys where created_at = "
                        "(select min(created_at) from api_keys)")
        self.assertTrue(ends.ended.wait(DEADLINE_S))
        program.deliver(order(1), "orders/create")
        self.assertEqual(stays.next_with_days()["days"], ["2010-12-01"])
        program.execute("delete from members")
        self.assertTrue(stays.ended.wait(DEADLINE_S))

    @on_each_engine
    def test_a_stop_ends_the_streams(self, program):
        key, store = program.set_up()
        program.serve()
        watcher = self.watch(program, key, store)
        self.assertEqual(program.stop(), 0)
        self.assertTrue(watcher.ended.wait(DEADLINE_S))

    def test_who_does_not_read_is_dropped_and_the_others_hear_all(self):
        with Program() as program:
            key, store = program.set_up()
            program.serve()
            self.watch(program, key, store, read=False)
            watcher = self.watch(program, key, store)
            days, updates = 60, 0
            with contextlib.closing(program.connection()) as connection:
                while self.figure(program, "tillwatch_live_dropped_total") == 0:
                    updates += 1
                    # An event has 800 bytes; Linux keeps at most four megabytes of a connection.
                    self.assertLess(updates, 6000)
                    body = order_with_refunds(1, updates, days)
                    self.assertEqual(program.deliver(body, "orders/updated", connection), 200)
                    self.assertGreaterEqual(len(watcher.next_with_days()["days"]), days)
            wait_for(lambda: self.figure(program, "tillwatch_live_watchers") == 1,
                     "the one to be forgotten")
            program.deliver(order(2, day="2010-12-09"), "orders/create")
            self.assertEqual(watcher.next_with_days()["days"], ["2010-12-09"])

    @staticmethod
    def figure(program, name):
        for line in program.get("/metrics")[2].decode().splitlines():
            if line.startswith(name + " "):
                return int(line.split()[1])
        raise AssertionError(f"no figure {name}")

    @unittest.skipIf("postgres" not in ENGINES, "needs PostgreSQL")
    def test_a_watcher_of_one_node_hears_what_another_takes_in(self):
        with Program("postgres") as program:
            key, store = program.set_up()
            program.serve()
            watcher = self.watch(program, key, store)
            with program.second_node() as node:
                also = self.watch(node, key, store)
                for number in range(1, 4):
                    node.deliver(order(number, day=f"2010-12-0{number}"), "orders/create")
                    for each in (watcher, also):
                        self.assertEqual(each.next_with_days()["days"], [f"2010-12-0{number}"])
            self.assertTrue(watcher.events.empty())


if __name__ == "__main__":
    unittest.main()
