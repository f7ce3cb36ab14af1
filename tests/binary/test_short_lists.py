"""Lists of stores, members, keys and sessions: pages, searches and orders. What each tells of its
rows is looked at where the rows are."""
import unittest
import urllib.parse

from browser import Browser
from people import ask, invite, join
from program import on_each_engine


class ShortLists(unittest.TestCase):
    def rows(self, program, key, path, **query):
        """Page after page; each but the last is full."""
        rows, cursor, limit = [], {}, query.get("limit", 50)
        while True:
            words = urllib.parse.urlencode(query | cursor)
            _, page = ask(program, "GET", f"{path}?{words}", key, status=200)
            self.assertLessEqual(len(page["items"]), limit)
            rows += page["items"]
            if page["next_cursor"] is None:
                return rows
            self.assertEqual(len(page["items"]), limit)
            cursor = {"cursor": page["next_cursor"]}

    def check(self, program, key, path, column, orders, searches):
        """`orders`: by `sort`, None for the list's own, what `column` says row by row; `searches`:
        the same in the list's own order."""
        for sort, expected in orders.items():
            asked = {"sort": sort} if sort else {}
            for limit in (1, 2, 50):
                rows = self.rows(program, key, path, **asked, limit=limit)
                self.assertEqual([row[column] for row in rows], expected, (sort, limit))
        for text, expected in searches.items():
            self.assertEqual([row[column] for row in self.rows(program, key, path, q=text)],
                             expected, text)
        for wrong in ("limit=0", "limit=251", "q=", "sort=id", "page=1"):
            ask(program, "GET", f"{path}?{wrong}", key, status=422)
        ask(program, "GET", f"{path}?cursor=x", key, status=400)

    @on_each_engine
    def test_stores(self, program):
        key, _ = program.set_up()
        for domain, name in (("b", "apple"), ("a", "Pear"), ("c", "Apricot")):
            program.command("store", "add", f"{domain}.myshopify.com", "--owner",
                            "ann@example.com", "--name", name, "--currency", "GBP", "--timezone",
                            "Europe/London", "--webhook-secret-stdin", text="hush")
        program.serve()
        self.check(program, key, "/api/v1/stores", "domain", {
            None: [f"{one}.myshopify.com" for one in ("b", "c", "a", "shop-one")],
            "-name": [f"{one}.myshopify.com" for one in ("shop-one", "a", "c", "b")],
            "domain": [f"{one}.myshopify.com" for one in ("a", "b", "c", "shop-one")],
            "connected_at": [f"{one}.myshopify.com" for one in ("shop-one", "b", "a", "c")]}, {
                "AP": ["b.myshopify.com", "c.myshopify.com"], "a.my": ["a.myshopify.com"],
                "nothing": []})

    @on_each_engine
    def test_members(self, program):
        key, store = program.set_up()
        program.serve()
        zoe = join(program, key, store, "zoe@example.com", personal_data=False)
        join(program, key, store, "bo@example.com")
        invite(program, key, store, "adam@example.com")
        path = f"/api/v1/stores/{store}/members"
        self.check(program, key, path, "email", {
            None: [f"{one}@example.com" for one in ("ann", "zoe", "bo", "adam")],
            "email": [f"{one}@example.com" for one in ("adam", "ann", "bo", "zoe")],
            "-email": [f"{one}@example.com" for one in ("zoe", "bo", "ann", "adam")]}, {
                "A": [f"{one}@example.com" for one in ("ann", "zoe", "bo", "adam")],
                "ADA": ["adam@example.com"]})
        # Neither an order nor a search tells what is masked.
        self.check(program, zoe, path, "email", {None: ["***", "zoe@example.com", "***"]}, {
            "bo@": [], "zoe@": ["zoe@example.com"]})
        self.assertEqual({row["email"] for row in self.rows(program, zoe, path, sort="-email")[:1]},
                         {"zoe@example.com"})

    @on_each_engine
    def test_keys(self, program):
        key, _ = program.set_up()
        for name in ("warehouse", "Books"):
            program.command("api-key", "add", "ann@example.com", "--name", name)
        program.serve()
        path = "/api/v1/me/api-keys"
        first, = [row["name"] for row in self.rows(program, key, path)
                  if row["name"] not in ("warehouse", "Books")]
        self.check(program, key, path, "name", {
            None: ["Books", "warehouse", first], "created_at": [first, "warehouse", "Books"],
            "name": sorted(["Books", "warehouse", first], key=str.lower)}, {"WARE": ["warehouse"]})

    @on_each_engine
    def test_sessions(self, program):
        program.serve()
        program.add_user("ann@example.com")
        people = [Browser(program, device) for device in ("Firefox", "Chromium", "curl")]
        for one in people:
            one.sign_in("ann@example.com")
        self.check(program, people[0].token, "/api/v1/me/sessions", "device", {
            "created_at": ["Firefox", "Chromium", "curl"],
            "-created_at": ["curl", "Chromium", "Firefox"]}, {"FIRE": ["Firefox"]})


if __name__ == "__main__":
    unittest.main()
