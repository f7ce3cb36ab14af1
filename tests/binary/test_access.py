"""Who may call what: every operation of docs/openapi.yaml, for everybody, as its x-access says;
what is another store's is not there, wherever it is named; and who may not see personal data gets
none of it anywhere."""
import json
import unittest
import urllib.parse

import description
from people import ask, join, members, scoped_key
from program import ENGINES, PASSWORD, SHOP, Program, order

OTHER_SHOP = "shop-two.myshopify.com"
ROLES = ("viewer", "admin", "owner")
# Nobody who may see no personal data may be answered any of these.
CANARIES = ["Quillon", "Zephyrine", "quillon@canary.example", "+4400000001", "9 Canary Row",
            "Canaryton", "CN4 RY5", "guest@canary.example", "till@canary.example", "+4400000002",
            "Canary Ltd"]
ADDRESS = {"id": 1, "default": True, "name": "Quillon Zephyrine", "company": "Canary Ltd",
           "address1": "9 Canary Row", "address2": "", "city": "Canaryton", "province": "",
           "zip": "CN4 RY5", "country_code": "GB", "phone": "+4400000001"}
TIMES = {"created_at": "2026-06-30T09:00:00Z", "updated_at": "2026-06-30T09:00:00Z"}


def fill(program, shop, first, secret="hush"):
    """One of everything, with ids that begin with `first`."""
    customer = {"id": first + 1, "first_name": "Quillon", "last_name": "Zephyrine",
                "email": "quillon@canary.example", "phone": "+4400000001", "addresses": [ADDRESS],
                **TIMES}
    product = {"id": first + 2, "title": "Pot", "vendor": "Acme", "product_type": "", "handle": "p",
               "status": "active", "variants": [], **TIMES}
    checkout = {"token": f"t{first}", "currency": "GBP", "completed_at": None, **TIMES,
                "email": "till@canary.example", "phone": "+4400000002", "total_price": "1.00",
                "line_items": []}
    for topic, body in (
            ("customers/create", customer), ("products/create", product),
            ("checkouts/create", checkout),
            ("orders/create", json.loads(order(first + 3, day="2026-07-01", customer=customer,
                                               email="quillon@canary.example",
                                               referring_site="https://x.example/?me=Quillon"))),
            ("orders/create", json.loads(order(first + 4, day="2026-07-02", customer=None,
                                               email="guest@canary.example")))):
        if program.deliver(json.dumps(body).encode(), topic, shop=shop) != 200:
            raise AssertionError(topic)


class Everybody:
    """Two stores, and somebody of each kind."""

    def __init__(self, program):
        self.program = program
        self.ann, self.store = program.set_up()
        program.add_user("eve@example.com")
        self.eve = program.add_api_key("eve@example.com")
        self.other = program.add_store(shop=OTHER_SHOP, owner="eve@example.com")
        program.serve()
        for shop, first in ((SHOP, 1000), (OTHER_SHOP, 2000)):
            fill(program, shop, first)
        program.wait_until_projected(self.ann, self.store)
        program.wait_until_projected(self.eve, self.other)
        self.keys = {"owner": self.ann,
                     "admin": join(program, self.ann, self.store, "bo@example.com", "admin"),
                     "viewer": join(program, self.ann, self.store, "cy@example.com")}
        self.barred = join(program, self.ann, self.store, "di@example.com", personal_data=False)
        self.read, self.export, self.write = (
            scoped_key(program, "ann@example.com", scope) for scope in ("read", "export", "write"))
        _, made = ask(program, "POST", "/api/v1/me/api-keys", self.ann, {"name": "x"}, 201)
        ask(program, "DELETE", f"/api/v1/me/api-keys/{made['id']}", self.ann, status=204)
        self.expired = made["key"]
        self.session, _ = self.sign_in("ann@example.com")
        self.eves_session, _ = self.sign_in("eve@example.com")
        self.signed_out, cookie = self.sign_in("ann@example.com")
        if program.request("POST", "/api/v1/auth/logout", None,
                           {"Cookie": cookie, "X-Tillwatch": "1"})[0] != 204:
            raise AssertionError("not signed out")
        self.ids = self.ids_of(self.store, 1000, self.ann)
        self.other_ids = self.ids_of(self.other, 2000, self.eve)

    def sign_in(self, email):
        """(access token, cookie)"""
        status, headers, text = self.program.request(
            "POST", "/api/v1/auth/login", json.dumps({"email": email, "password": PASSWORD}))
        if status != 200:
            raise AssertionError((status, text))
        return json.loads(text)["access_token"], headers["Set-Cookie"].split(";")[0]

    def ids_of(self, store, first, key):
        """What the names in a path may stand for, of one store."""
        _, deliveries = ask(self.program, "GET", f"/api/v1/stores/{store}/deliveries", key,
                            status=200)
        _, keys = ask(self.program, "GET", "/api/v1/me/api-keys", key, status=200)
        people = members(self.program, key, store)
        return {"store": store, "order": first + 3, "customer": first + 1, "product": first + 2,
                "token": f"t{first}", "delivery": deliveries["items"][0]["id"],
                "api_key": keys["items"][0]["id"], "member": next(iter(people.values()))["id"]}

    def ask(self, operation, key, ids=None, accept="application/json", query=None, body=None):
        """(status, type, text); of a stream the head alone."""
        target = path_of(operation, ids or self.ids)
        if query is None:
            query = {one["name"]: value_of(one) for one in operation.query_parameters()
                     if one.get("required")}
        if query:
            target += "?" + urllib.parse.urlencode(query)
        headers = {"Accept": accept}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        connection = self.program.connection()
        try:
            connection.request(operation.method, target, body, headers)
            answer = connection.getresponse()
            stream = answer.status == 200 and operation.name == "watchStore"
            return (answer.status, answer.headers["Content-Type"],
                    "" if stream else answer.read().decode())
        finally:
            connection.close()


def path_of(operation, ids):
    own = {**ids, "id": ids["api_key" if "api-keys" in operation.path else
                            "member" if "members" in operation.path else "delivery"]}
    return operation.path.format(**own)


def value_of(parameter):
    schema = description.resolved(parameter["schema"])
    return parameter.get("example") or [*schema.get("enum", []), *schema.get("examples", [])][0]


def guarded():
    """(operation, who, scopes): those that are for people."""
    for operation in description.operations():
        who, *scopes = operation.node["x-access"].replace(" or ", " ").split()
        if who in ("user", "operator", *ROLES):
            yield operation, who, scopes


def without_request_id(text):
    problem = json.loads(text)
    problem.pop("request_id")
    return problem


class Access(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.all = {engine: Everybody(cls.enterClassContext(Program(engine))) for engine in ENGINES}

    def each(self):
        for people in self.all.values():
            for operation, who, scopes in guarded():
                yield people, operation, who, scopes

    def test_every_operation_says_who_may_call_it(self):
        for operation in description.operations():
            self.assertRegex(operation.node["x-access"],
                             r"^(anyone|signature|metrics|"
                             r"(user|session|viewer|admin|owner|operator) "
                             r"(read|write|read or export))$")
        self.assertGreater(len(list(guarded())), 20)

    def test_nobody_is_let_in_without_a_key_or_with_one_that_was_taken_back(self):
        for people, operation, _, _ in self.each():
            with self.subTest(operation=operation.name, engine=people.program.engine):
                for key in (None, people.expired, people.signed_out, people.session[:-1], "tw_",
                            "x"):
                    self.assertEqual(people.ask(operation, key)[0], 401)

    def test_a_key_needs_the_scope(self):
        for people, operation, _, scopes in self.each():
            with self.subTest(operation=operation.name, engine=people.program.engine):
                keys = {"read": people.read, "export": people.export, "write": people.write}
                for scope, key in keys.items():
                    if scope != scopes[0]:
                        self.assertEqual(people.ask(operation, key)[0], 403, scope)
                    if "export" in scopes:
                        status = people.ask(operation, key, accept="text/csv")[0]
                        self.assertEqual(status, 200 if scope == "export" else 403, scope)
                if scopes[0] == "read":
                    self.assertEqual(people.ask(operation, people.read)[0], 200)

    def test_what_takes_a_session_takes_no_key(self):
        of_sessions = [one for one in description.operations()
                       if one.node["x-access"].startswith("session ")]
        self.assertGreater(len(of_sessions), 5)
        for people in self.all.values():
            for operation in of_sessions:
                with self.subTest(operation=operation.name, engine=people.program.engine):
                    for key in (None, people.expired, people.signed_out, "tw_", "x"):
                        self.assertEqual(people.ask(operation, key)[0], 401)
                    self.assertEqual(people.ask(operation, people.ann)[0], 403)

    def test_a_lower_role_is_not_enough_and_a_higher_one_is(self):
        for people, operation, who, scopes in self.each():
            with self.subTest(operation=operation.name, engine=people.program.engine):
                if who not in ROLES:
                    continue
                for role in ROLES:
                    if ROLES.index(role) < ROLES.index(who):
                        self.assertEqual(people.ask(operation, people.keys[role])[0], 403, role)
                    elif scopes[0] == "read":
                        self.assertEqual(people.ask(operation, people.keys[role])[0], 200, role)

    def test_another_users_store_is_as_one_that_does_not_exist(self):
        for people, operation, who, _ in self.each():
            with self.subTest(operation=operation.name, engine=people.program.engine):
                if who not in ROLES:
                    continue
                for key in (people.eve, people.eves_session):
                    for accept in ("application/json", "text/csv"):
                        missing = people.ask(operation, key,
                                             {**people.ids, "store": "0123456789abc"}, accept)
                        foreign = people.ask(operation, key, accept=accept)
                        self.assertEqual((missing[0], foreign[0]), (404, 404))
                        self.assertEqual(without_request_id(foreign[2]),
                                         without_request_id(missing[2]))

    def test_another_users_session_is_as_one_that_does_not_exist(self):
        for people in self.all.values():
            def sessions(token, people=people):
                return ask(people.program, "GET", "/api/v1/me/sessions", token,
                           status=200)[1]["items"]
            ids = {one["id"] for one in sessions(people.session)}
            self.assertFalse(ids & {one["id"] for one in sessions(people.eves_session)})
            for identity in ids:
                ask(people.program, "DELETE", f"/api/v1/me/sessions/{identity}",
                    people.eves_session, status=404)
            self.assertEqual({one["id"] for one in sessions(people.session)}, ids)

    def test_what_is_another_stores_is_not_there(self):
        """The path names a store of one's own and an object of somebody else's."""
        for people, operation, who, _ in self.each():
            with self.subTest(operation=operation.name, engine=people.program.engine):
                names = [one["name"] for one in operation.parameters if one["in"] == "path"]
                if names in ([], ["store"]) or (operation.method == "PATCH" and who == "user"):
                    continue
                ids = {**people.ids, "store": people.other}
                body = json.dumps({"role": "viewer"}) if operation.method == "PATCH" else None
                self.assertEqual(people.ask(operation, people.eve, ids, body=body)[0], 404)

    def test_what_a_question_names_of_another_store_is_not_there(self):
        for people in self.all.values():
            named = {"listOrders": [("customer", people.ids["customer"]),
                                    ("product", people.ids["product"])],
                     "listStoreEvents": [("actor", people.ids["member"])]}
            for operation, _, _ in guarded():
                for name, value in named.get(operation.name, []):
                    for accept in ("application/json", "text/csv"):
                        status = people.ask(operation, people.eve, people.other_ids, accept,
                                            {name: value})[0]
                        self.assertEqual(status, 404)
                        self.assertEqual(people.ask(operation, people.ann, people.ids, accept,
                                                    {name: value})[0], 200)

    def test_a_cursor_is_good_for_its_own_store_alone(self):
        for people, operation, _, _ in self.each():
            with self.subTest(operation=operation.name, engine=people.program.engine):
                if not any(one["name"] == "cursor" for one in operation.query_parameters()):
                    continue
                if "{store}" not in operation.path:
                    continue
                query = {one["name"]: value_of(one) for one in operation.query_parameters()
                         if one.get("required")} | {"limit": 1}
                page = json.loads(people.ask(operation, people.ann, query=query)[2])
                cursor = page["next_cursor"]
                if cursor:
                    query["cursor"] = cursor
                    self.assertEqual(people.ask(operation, people.ann, query=query)[0], 200)
                    status = people.ask(operation, people.eve, people.other_ids, query=query)[0]
                    self.assertEqual(status, 400)

    def test_nothing_of_another_store_is_in_any_answer(self):
        for people, operation, who, scopes in self.each():
            with self.subTest(operation=operation.name, engine=people.program.engine):
                if scopes[0] != "read" or operation.name in ("watchStore", "getDeliveryBody"):
                    continue
                for accept in ("application/json", "text/csv"):
                    text = people.ask(operation, people.eve, people.other_ids, accept)[2]
                    for foreign in (people.store, "1001", "1003", "1004", "t1000",
                                    "ann@example.com"):
                        self.assertNotIn(f'"{foreign}"', text)
                        self.assertNotIn(f"\n{foreign},", text)

    def test_who_may_not_see_personal_data_gets_none(self):
        seen = set()
        for people, operation, who, scopes in self.each():
            with self.subTest(operation=operation.name, engine=people.program.engine):
                if who not in ("viewer", "user") or scopes[0] != "read":
                    continue
                if operation.name == "watchStore":
                    continue
                for accept in ("application/json", "text/csv"):
                    query = {one["name"]: value_of(one) for one in operation.query_parameters()
                             if one.get("required")}
                    if any(one["name"] == "to" for one in operation.query_parameters()):
                        query |= {"from": "2026-06-01", "to": "2026-07-31"}
                    shown = people.ask(operation, people.keys["viewer"], None, accept, query)
                    masked = people.ask(operation, people.barred, None, accept, query)
                    self.assertIn(masked[0], (200, 403) if operation.name == "getDeliveryBody"
                                  else (200,))
                    for canary in CANARIES:
                        self.assertNotIn(canary, masked[2])
                        if canary in shown[2]:
                            seen.add(canary)
                    if operation.name != "getOwnAccount":
                        self.assertNotIn("cy@example.com", masked[2])
        # They would be there.
        self.assertEqual(seen, set(CANARIES))

    def test_who_may_not_see_personal_data_finds_nobody_by_it(self):
        for people in self.all.values():
            base = f"/api/v1/stores/{people.store}"
            for list_name in ("customers", "checkouts"):
                _, problem = ask(people.program, "GET", f"{base}/{list_name}?q=quillon",
                                 people.barred, status=422)
                self.assertEqual(problem["errors"][0]["field"], "q")
            for search in ("quillon", "zephyrine", "guest", "guest%40canary"):
                path = f"{base}/orders?q={search}"
                _, found = ask(people.program, "GET", path, people.barred, status=200)
                self.assertEqual(found["items"], [])
                _, shown = ask(people.program, "GET", path, people.keys["viewer"], status=200)
                self.assertNotEqual(shown["items"], [])
            _, found = ask(people.program, "GET", f"{base}/orders?q=1003", people.barred,
                           status=200)
            self.assertEqual(len(found["items"]), 1)

    def test_a_field_that_is_not_known_is_refused_in_every_body(self):
        for people, operation, _, _ in self.each():
            with self.subTest(operation=operation.name, engine=people.program.engine):
                if "requestBody" not in operation.node:
                    continue
                for name in ("store_id", "tenant_id", "verified", "user_id", "is_operator"):
                    status, _, text = people.ask(operation, people.ann,
                                                 body=json.dumps({name: people.other}))
                    self.assertEqual(status, 422)
                    self.assertIn(name, [error["field"] for error in json.loads(text)["errors"]])

    def test_a_change_of_rights_counts_at_once(self):
        for people in self.all.values():
            program, store = people.program, people.store
            key = join(program, people.ann, store, f"fay@{program.engine}.example.com", "admin")
            path = f"/api/v1/stores/{store}"
            fay = members(program, people.ann, store)[f"fay@{program.engine}.example.com"]["id"]
            ask(program, "GET", f"{path}/audit", key, status=200)
            ask(program, "PATCH", f"{path}/members/{fay}", people.ann,
                {"role": "viewer", "personal_data": False}, 200)
            ask(program, "GET", f"{path}/audit", key, status=403)
            _, customers = ask(program, "GET", f"{path}/customers", key, status=200)
            self.assertEqual({one["email"] for one in customers["items"]}, {"***"})
            ask(program, "DELETE", f"{path}/members/{fay}", people.ann, status=204)
            ask(program, "GET", path, key, status=404)


if __name__ == "__main__":
    unittest.main()
