"""Members of a store, from outside."""
import json
import unittest

from people import ask, invite, join, members
from program import on_each_engine, order, wait_for


class Members(unittest.TestCase):
    @on_each_engine
    def test_somebody_is_invited_joins_changes_and_leaves(self, program):
        key, store = program.set_up()
        program.serve()
        path = f"/api/v1/stores/{store}/members"
        program.add_user("bo@example.com")
        bo = program.add_api_key("bo@example.com")
        ask(program, "GET", path, bo, status=404)
        invited, token = invite(program, key, store, "Bo@Example.com")
        self.assertEqual(members(program, key, store)["bo@example.com"]["id"], invited)
        _, accepted = ask(program, "POST", "/api/v1/invitations/accept", bo, {"token": token}, 200)
        self.assertEqual(accepted, {"store": store})
        ask(program, "POST", "/api/v1/invitations/accept", bo, {"token": token}, 404)
        own = members(program, bo, store)["bo@example.com"]
        self.assertEqual((own["state"], own["role"], own["personal_data"]),
                         ("active", "viewer", True))
        ask(program, "PATCH", f"{path}/{own['id']}", bo, {"role": "admin"}, 403)
        _, changed = ask(program, "PATCH", f"{path}/{own['id']}", key, {"role": "admin"}, 200)
        self.assertEqual(changed["role"], "admin")
        ask(program, "DELETE", f"{path}/{own['id']}", bo, status=204)
        ask(program, "GET", path, bo, status=404)

    @on_each_engine
    def test_the_last_owner_stays(self, program):
        key, store = program.set_up()
        program.serve()
        ann = members(program, key, store)["ann@example.com"]["id"]
        path = f"/api/v1/stores/{store}/members/{ann}"
        ask(program, "DELETE", path, key, status=409)
        ask(program, "PATCH", path, key, {"role": "viewer"}, 409)

    @on_each_engine
    def test_what_is_wrong_is_told_and_changes_nothing(self, program):
        key, store = program.set_up()
        program.serve()
        path = f"/api/v1/stores/{store}/members"
        for body, fields in (
                ({}, {"email", "role"}), ({"email": "bo", "role": "king"}, {"email", "role"}),
                ({"email": "a@b.example\r\nBcc: c@d.example", "role": "viewer"}, {"email"}),
                ({"email": "bo@example.com", "role": "admin", "personal_data": False},
                 {"personal_data"}),
                ({"email": "bo@example.com", "role": "viewer", "store_id": "1"}, {"store_id"})):
            _, problem = ask(program, "POST", path, key, body, 422)
            self.assertEqual({error["field"] for error in problem["errors"]}, fields)
        self.assertEqual(set(members(program, key, store)), {"ann@example.com"})

    @on_each_engine
    def test_what_was_done_is_told_to_owners_and_admins(self, program):
        key, store = program.set_up()
        program.serve()
        bo = join(program, key, store, "bo@example.com", "admin")
        cy = join(program, key, store, "cy@example.com")
        path = f"/api/v1/stores/{store}/audit"
        ask(program, "GET", path, cy, status=403)
        events, cursor = [], ""
        while cursor is not None:
            _, page = ask(program, "GET", f"{path}?limit=1&cursor={cursor}" if cursor else
                          f"{path}?limit=1", bo, status=200)
            events += page["items"]
            cursor = page["next_cursor"]
        self.assertEqual([event["action"] for event in events],
                         ["member.joined", "member.invited"] * 2 + ["store.added"])
        self.assertEqual(events[0]["actor"]["email"], "cy@example.com")
        self.assertEqual(events[0]["address"], "127.0.0.1")
        self.assertIsNotNone(events[0]["api_key"])
        ann = members(program, bo, store)["ann@example.com"]["id"]
        _, by_ann = ask(program, "GET", f"{path}?actor={ann}&action=member.invited", bo, status=200)
        self.assertEqual(len(by_ann["items"]), 2)
        ask(program, "GET", f"{path}?since=2999-01-01&cursor=x", bo, status=400)


class Settings(unittest.TestCase):
    @on_each_engine
    def test_a_store_is_added_by_whoever_owns_it_and_takes_its_webhooks(self, program):
        program.set_up()
        program.add_user("bob@example.com")
        key = program.add_api_key("bob@example.com")
        program.serve()
        new = {"domain": "Bobs.myshopify.com", "name": "Bob's", "currency": "EUR",
               "timezone": "Europe/Berlin", "webhook_secret": "of bob"}
        for field, wrong in (("domain", "bobs.example.com"), ("name", ""), ("currency", "EURO"),
                             ("timezone", "Berlin"), ("webhook_secret", ""), ("webhook_secret", 1),
                             ("owner", "ann")):
            _, problem = ask(program, "POST", "/api/v1/stores", key, {**new, field: wrong}, 422)
            self.assertEqual([one["field"] for one in problem["errors"]], [field])
        _, added = ask(program, "POST", "/api/v1/stores", key, new, 201)
        self.assertEqual((added["domain"], added["role"], added["state"]),
                         ("bobs.myshopify.com", "owner", "connected"))
        self.assertEqual(ask(program, "GET", f"/api/v1/stores/{added['id']}", key, status=200)[1],
                         added)
        ask(program, "POST", "/api/v1/stores", key, new, 409)
        self.assertEqual(program.deliver(b"{}", "orders/create", shop=added["domain"],
                                         secret="of bob"), 200)
        _, audit = ask(program, "GET", f"/api/v1/stores/{added['id']}/audit", key, status=200)
        self.assertEqual([(one["action"], one["details"]) for one in audit["items"]],
                         [("store.added", {"domain": added["domain"]})])

    @on_each_engine
    def test_a_time_zone_is_put_right_until_the_shop_names_one(self, program):
        key, store = program.set_up()
        program.serve()
        path = f"/api/v1/stores/{store}"
        self.assertEqual(program.deliver(order(1, day="2026-07-01"), "orders/create"), 200)

        def days(zone):
            """Of the order, once the store's days are those of the zone."""
            ask(program, "PATCH", path, key, {"timezone": zone}, 200)
            wait_for(lambda: ask(program, "GET", f"{path}/orders/1", key, status=200)[1]["day"]
                 == expected[zone], "the order on its other day")
            return [day["date"] for day in program.get_json(
                f"{path}/insights/overview?from=2026-06-25&to=2026-07-05", key)["orders_by_date"]
                if day["orders"]]

        program.wait_until_projected(key, store)
        expected = {"Pacific/Kiritimati": "2026-07-02", "Europe/London": "2026-07-01"}
        for zone, day in expected.items():  # 12:00 UTC
            self.assertEqual(days(zone), [day], zone)
        for zone in ("Mars/Base", "", "../etc"):
            _, problem = ask(program, "PATCH", path, key, {"timezone": zone}, 422)
            self.assertEqual([error["field"] for error in problem["errors"]], ["timezone"])
        told = json.dumps({"id": 1, "name": "One", "iana_timezone": "America/New_York"}).encode()
        self.assertEqual(program.deliver(told, "shop/update"), 200)
        wait_for(lambda: ask(program, "GET", path, key, status=200)[1]["timezone"]
             == "America/New_York", "the zone that the shop says")
        _, problem = ask(program, "PATCH", path, key, {"timezone": "Europe/London"}, 422)
        self.assertIn("shop/update", problem["errors"][0]["message"])
        ask(program, "PATCH", path, key, {"timezone": "America/New_York", "name": "New"}, 200)

    @on_each_engine
    def test_a_store_is_renamed_and_keeps_bodies_longer(self, program):
        key, store = program.set_up()
        program.serve()
        path = f"/api/v1/stores/{store}"
        _, changed = ask(program, "PATCH", path, key, {"name": "New", "body_retention_days": 7},
                         200)
        self.assertEqual((changed["name"], changed["body_retention_days"]), ("New", 7))
        self.assertEqual(changed, ask(program, "GET", path, key, status=200)[1])
        for body in ({"name": ""}, {"body_retention_days": 0}, {"body_retention_days": "7"},
                     {"currency": "USD"}):
            _, problem = ask(program, "PATCH", path, key, body, 422)
            self.assertEqual(problem["errors"][0]["field"], next(iter(body)))
        _, audit = ask(program, "GET", f"{path}/audit", key, status=200)
        self.assertEqual(audit["items"][0]["details"], {"name": "New", "body_retention_days": "7"})

    @on_each_engine
    def test_a_new_webhook_secret_is_valid_beside_the_one_so_far(self, program):
        key, store = program.set_up()
        program.serve()
        path = f"/api/v1/stores/{store}"
        for wrong in ("", "x" * 256, 1):
            _, problem = ask(program, "PATCH", path, key, {"webhook_secret": wrong}, 422)
            self.assertEqual(problem["errors"][0]["field"], "webhook_secret")
        before = ask(program, "GET", path, key, status=200)[1]
        self.assertEqual(program.deliver(b"{}", "orders/create", secret="the new one"), 401)
        changed = ask(program, "PATCH", path, key, {"webhook_secret": "the new one"}, 200)[1]
        self.assertEqual(changed, before)
        self.assertEqual(program.deliver(b"{}", "orders/create", secret="the new one"), 200)
        self.assertEqual(program.deliver(b"{}", "orders/edited"), 200)
        _, audit = ask(program, "GET", f"{path}/audit", key, status=200)
        self.assertEqual(audit["items"][0]["details"], {"webhook_secret": "new"})


class ApiKeys(unittest.TestCase):
    @on_each_engine
    def test_one_is_made_used_and_taken_back(self, program):
        key, store = program.set_up()
        program.serve()
        _, made = ask(program, "POST", "/api/v1/me/api-keys", key,
                      {"name": "warehouse", "scopes": ["read"]}, 201)
        self.assertRegex(made["key"], r"^tw_[\w-]{43}$")
        ask(program, "GET", f"/api/v1/stores/{store}", made["key"], status=200)
        ask(program, "POST", "/api/v1/me/api-keys", made["key"], {"name": "more"}, 403)

        def listed():
            _, keys = ask(program, "GET", "/api/v1/me/api-keys", key, status=200)
            return next((one for one in keys["items"] if one["name"] == "warehouse"), None)
        self.assertNotIn("key", listed())
        wait_for(lambda: listed()["last_used_at"], "the use to be written")
        path = f"/api/v1/me/api-keys/{made['id']}"
        program.add_user("bo@example.com")
        ask(program, "DELETE", path, program.add_api_key("bo@example.com"), status=404)
        ask(program, "DELETE", path, key, status=204)
        ask(program, "GET", f"/api/v1/stores/{store}", made["key"], status=401)
        self.assertIsNone(listed())
        _, audit = ask(program, "GET", "/api/v1/me/audit?action=api_key.removed", key, status=200)
        self.assertEqual(audit["items"][0]["subject"], made["id"])

    @on_each_engine
    def test_one_that_may_write_makes_none_that_may_more(self, program):
        program.set_up()
        key = program.command("api-key", "add", "ann@example.com", "--scope",
                              "write").stdout.strip()
        program.serve()
        ask(program, "POST", "/api/v1/me/api-keys", key, {"name": "x", "scopes": ["read"]}, 403)
        _, made = ask(program, "POST", "/api/v1/me/api-keys", key, {"name": "x"}, 201)
        self.assertEqual(made["scopes"], ["write"])
        for scopes in ([], ["all"], "read", ["read,write"], [1]):
            ask(program, "POST", "/api/v1/me/api-keys", key, {"name": "x", "scopes": scopes}, 422)

    @on_each_engine
    def test_no_key_is_in_the_database(self, program):
        key, _ = program.set_up()
        [row] = program.query("select count(*) as rows from api_keys", "state")
        self.assertEqual(row["rows"], 1)
        if program.engine == "sqlite":
            for file in (program.directory / "data").glob("*.db*"):
                self.assertNotIn(key.encode(), file.read_bytes())


if __name__ == "__main__":
    unittest.main()
