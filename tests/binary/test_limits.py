"""How often one person and one store may be asked for, and how many exports run at once."""
import http.client
import socket
import time
import unittest

from people import join, scoped_key
from program import Program, on_each_engine, order, wait_for


def answers(program, key, path, count):
    """How often each status came."""
    connection = program.connection()
    seen = {}
    for _ in range(count):
        connection.request("GET", path, headers={"Authorization": f"Bearer {key}"})
        answer = connection.getresponse()
        answer.read()
        seen.setdefault(answer.status, answer.headers)
    connection.close()
    return seen


class Rates(unittest.TestCase):
    @on_each_engine
    def test_a_person_who_asks_too_often_is_told_when_to_come_again(self, program):
        key, store = program.set_up()
        program.serve("--user-rate", "4")
        path = f"/api/v1/stores/{store}"
        other = join(program, key, store, "bo@example.com")
        seen = answers(program, program.add_api_key(), path, 200)
        self.assertEqual(set(seen), {200, 429})
        self.assertEqual(seen[429]["Retry-After"], "1")
        self.assertEqual(answers(program, key, path, 1).keys(), {429})  # the person's other key
        self.assertEqual(answers(program, other, path, 1).keys(), {200})
        wait_for(lambda: 200 in answers(program, key, path, 1), "the next second")

    def test_a_store_is_asked_for_so_often_by_all_together(self):
        with Program() as program:
            key, store = program.set_up()
            two = program.add_store(shop="shop-two.myshopify.com")
            program.serve("--store-rate", "2")
            other = join(program, key, store, "bo@example.com")
            self.assertIn(429, answers(program, key, f"/api/v1/stores/{store}", 100))
            self.assertIn(429, answers(program, other, f"/api/v1/stores/{store}", 3))
            self.assertEqual(set(answers(program, key, f"/api/v1/stores/{two}", 1)), {200})

    def test_webhooks_are_never_limited(self):
        with Program() as program:
            program.set_up()
            program.serve("--user-rate", "1", "--store-rate", "1")
            connection = program.connection()
            statuses = {program.deliver(order(number), "orders/create", connection)
                        for number in range(1, 60)}
            self.assertEqual(statuses, {200})
            connection.close()

    def test_a_person_has_sixty_a_second_and_half_a_minutes_worth_at_once(self):
        with Program() as program:
            key, store = program.set_up()
            program.serve("--user-rate", "60")
            began = time.monotonic()
            asked = 0
            connection = program.connection()
            while True:
                connection.request("GET", f"/api/v1/stores/{store}",
                                   headers={"Authorization": f"Bearer {key}"})
                answer = connection.getresponse()
                answer.read()
                if answer.status == 429:
                    break
                asked += 1
            connection.close()
            self.assertGreaterEqual(asked, 1800)
            self.assertLessEqual(asked, 1800 + 60 * (time.monotonic() - began) + 1)


class Exports(unittest.TestCase):
    def setUp(self):
        self.program = self.enterContext(Program())
        self.key, store = self.program.set_up()
        self.program.serve()
        self.path = f"/api/v1/stores/{store}/orders"
        connection = self.program.connection()
        # 6.5 MB: a connection that nobody reads takes in 4.
        for number in range(1, 6001):
            self.program.deliver(order(number, name="#" + "x" * 4000), "orders/create", connection)
        connection.close()
        self.program.wait_until_projected(self.key, store)

    def headers(self, key):
        return {"Authorization": f"Bearer {key}", "Accept": "text/csv"}

    def begin(self, key):
        """An export whose answer nobody reads, nor does the system take all of it in."""
        reader = http.client.HTTPConnection("127.0.0.1", self.program.port, timeout=60)
        self.addCleanup(reader.close)
        reader.sock = socket.socket()
        reader.sock.settimeout(60)
        reader.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        reader.sock.connect(("127.0.0.1", self.program.port))
        reader.request("GET", self.path, headers=self.headers(key))
        return reader, reader.getresponse()

    def test_two_at_once(self):
        readers = [self.begin(self.key) for _ in range(3)]
        self.assertEqual([answer.status for _, answer in readers], [200, 200, 429])
        self.assertEqual(self.program.get(self.path, self.key)[0], 200)
        text = readers[0][1].read()
        self.assertEqual(text.count(b"\r\n"), 6001)
        for reader, _ in readers:
            reader.close()
        wait_for(lambda: self.program.request("GET", self.path,
                                              headers=self.headers(self.key))[0] == 200,
                 "an export to be over")

    def test_none_goes_on_for_who_may_no_longer_have_it(self):
        key = scoped_key(self.program, "ann@example.com", "read", "export")
        _, answer = self.begin(key)
        self.assertEqual(answer.status, 200)
        keys = self.program.get_json("/api/v1/me/api-keys", self.key)["items"]
        made = next(item["id"] for item in keys if item["scopes"] == ["read", "export"])
        self.assertEqual(self.program.request("DELETE", f"/api/v1/me/api-keys/{made}",
                                              headers=self.headers(self.key))[0], 204)
        with self.assertRaises(http.client.IncompleteRead):
            answer.read()
        exported = self.program.get_json(self.path.replace("/orders", "/audit") +
                                         "?action=list.exported", self.key)["items"]
        self.assertEqual([event["details"] for event in exported], [{"list": "orders"}])


if __name__ == "__main__":
    unittest.main()
