"""docs/openapi.yaml against the program: its parameters are taken and no others, its examples work
and are true, and a client that is made of it reaches everything. That every answer of every test
fits it, program.py sees to; that the routes are its paths, tests/routes_test.cpp."""
import json
import os
import pathlib
import subprocess
import unittest
import urllib.parse

import description
from program import PASSWORD, SECRET, SHOP, Program, order, wait_for

ROOT = pathlib.Path(__file__).parent.parent.parent
# What the examples of the description speak of.
ORDER, CUSTOMER, PRODUCT, VARIANT = (820982911946154508, 115310627314723954, 632910392, 808950810)
# Why a value that is described may be refused beside others.
DEPENDS = ("is not known by this dimension",)
# The token of an example is nobody's, the store of the examples has one owner, who stays, and the
# name of another is not what deletes it.
REFUSED_EXAMPLES = {"acceptInvitation": (404,), "changeMember": (409,), "deleteStore": (422,)}
CHECKOUT = "bd5a8aa1ecd019dd3520ff791ee3a24c"


def send_the_examples(program):
    ann = {"id": CUSTOMER, "first_name": "Ann", "last_name": "Smith", "email": "ann@example.com",
           "phone": None, "created_at": "2026-06-30T09:00:00Z",
           "updated_at": "2026-06-30T09:00:00Z",
           "addresses": [{"id": 1, "default": True, "name": "Ann Smith", "company": "",
                          "address1": "1 High Street", "address2": "", "city": "London",
                          "province": "", "zip": "E1 6AN", "country_code": "GB", "phone": ""}]}
    cup = {"id": PRODUCT, "title": "Cup", "vendor": "Acme", "product_type": "Tableware",
           "handle": "cup", "status": "active", "created_at": "2026-06-01T12:00:00Z",
           "updated_at": "2026-06-01T12:00:00Z",
           "variants": [{"id": VARIANT, "title": "Blue", "sku": "CUP-1", "price": "13.00",
                         "position": 1}]}
    line = {"id": 866550311766439020, "product_id": PRODUCT, "variant_id": VARIANT, "title": "Cup",
            "sku": "CUP-1", "vendor": "Acme", "quantity": 1, "current_quantity": 1,
            "price": "13.00",
            "discount_allocations": [{"amount": "1.00", "discount_application_index": 0}],
            "tax_lines": [{"title": "VAT", "rate": 0.2, "price": "2.00"}]}
    whole = order(ORDER, 1200, "2026-07-01", name="#1001", email="ann@example.com",
                  source_name="web", customer=ann, line_items=[line], total_tax="2.00",
                  discount_codes=[{"code": "TEN", "amount": "1.00", "type": "fixed_amount"}],
                  payment_gateway_names=["cash"], shipping_address={"country_code": "GB"})
    checkout = {"token": CHECKOUT, "currency": "GBP", "created_at": "2026-07-01T12:00:00Z",
                "updated_at": "2026-07-01T12:00:00Z", "completed_at": None,
                "email": "ann@example.com", "phone": None, "total_price": "26.00",
                "line_items": [{"product_id": PRODUCT, "variant_id": VARIANT, "title": "Cup",
                                "quantity": 2, "price": "13.00"}]}
    for topic, body in (("customers/create", json.dumps(ann).encode()), ("orders/create", whole),
                        ("products/create", json.dumps(cup).encode()),
                        ("checkouts/create", json.dumps(checkout).encode())):
        if program.deliver(body, topic) != 200:
            raise AssertionError(topic)


class Api(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = cls.enterClassContext(Program())
        cls.key, cls.store = cls.program.set_up()
        cls.program.serve()
        send_the_examples(cls.program)
        cls.program.wait_until_projected(cls.key, cls.store)
        wait_for(lambda: len(cls.deliveries()) == 4, "the deliveries to be in the log")

    @classmethod
    def deliveries(cls):
        return cls.program.get_json(f"/api/v1/stores/{cls.store}/deliveries", cls.key)["items"]

    def items_of(self, path):
        return self.program.get_json(path, self.key)["items"]

    def path_of(self, operation):
        """With its names filled in: our own ids are those of this run."""
        address = self.program.get_json(f"/api/v1/stores/{self.store}", self.key)["webhook_url"]
        own = {"store": self.store, "key": address.rsplit("/", 1)[-1]}
        if "deliveries" in operation.path:
            own["id"] = self.deliveries()[0]["id"]
        elif "members" in operation.path:
            own["id"] = self.items_of(f"/api/v1/stores/{self.store}/members")[0]["id"]
        elif "api-keys" in operation.path:
            own["id"] = self.items_of("/api/v1/me/api-keys")[0]["id"]
        values = {one["name"]: own.get(one["name"]) or one["example"]
                  for one in operation.parameters if one["in"] == "path"}
        return operation.path.format(**values)

    def ask(self, operation, query, body=None, accept="*/*"):
        return self.program.request(
            operation.method, f"{self.path_of(operation)}?{urllib.parse.urlencode(query)}", body,
            {"Authorization": f"Bearer {self.key}", "Accept": accept})

    @staticmethod
    def asked():
        """Those that this API answers a key, not Shopify's and the server's own, and that end."""
        return [one for one in description.operations() if one.path.startswith("/api/")
                and "text/event-stream" not in (one.content(200) or {})
                and not one.node["x-access"].startswith("session ")]

    def example_of(self, parameter):
        schema = description.resolved(parameter["schema"])
        if parameter["name"] == "actor":  # the id of somebody here
            value = self.items_of(f"/api/v1/stores/{self.store}/members")[0]["id"]
        elif "example" in parameter:
            value = parameter["example"]
        else:
            value = [*schema.get("enum", []), *schema.get("examples", []),
                     *([schema["default"]] if "default" in schema else [])][0]
        return str(value).lower() if isinstance(value, bool) else value

    def required(self, operation, but=""):
        return {one["name"]: self.example_of(one) for one in operation.query_parameters()
                if one.get("required") and one["name"] != but}

    def refused(self, answer):
        """The parameters that an answer refuses."""
        status, _, text = answer
        return [error["field"] for error in json.loads(text)["errors"]] if status == 422 else []

    def assert_taken(self, operation, name, value):
        """Whether it fits the others is another question."""
        answer = self.ask(operation, {**self.required(operation, name), name: value})
        if name in self.refused(answer):
            told = next(error["message"] for error in json.loads(answer[2])["errors"]
                        if error["field"] == name)
            self.assertIn(told, DEPENDS)
        elif not self.refused(answer):
            self.assertEqual(answer[0], 200, (operation.name, answer))

    def test_each_parameter_is_taken_with_every_value_that_it_names(self):
        for operation in self.asked():
            for one in operation.query_parameters():
                if one["name"] == "cursor":
                    continue
                schema = description.resolved(one["schema"])
                for value in [self.example_of(one), *schema.get("enum", [])]:
                    with self.subTest(operation=operation.name, parameter=one["name"], value=value):
                        self.assert_taken(operation, one["name"], value)

    def test_a_parameter_that_is_not_described_is_refused(self):
        for operation in self.asked():
            with self.subTest(operation=operation.name):
                answer = self.ask(operation, {**self.required(operation), "undescribed": "1"})
                self.assertEqual(self.refused(answer), ["undescribed"])

    def test_a_required_parameter_is_missed_and_a_value_out_of_its_bounds_is_refused(self):
        for operation in self.asked():
            for one in operation.query_parameters():
                name, schema = one["name"], description.resolved(one["schema"])
                if one.get("required"):
                    self.assertIn(name, self.refused(self.ask(
                        operation, self.required(operation, name))), operation.name)
                wrong = []
                if "minimum" in schema:
                    wrong += [schema["minimum"] - 1, schema["maximum"] + 1]
                if "enum" in schema or schema.get("format") or schema.get("type") == "boolean":
                    wrong.append("no such value")
                if "maxLength" in schema:
                    wrong.append("a" * (schema["maxLength"] + 1))
                for value in wrong:
                    with self.subTest(operation=operation.name, parameter=name, value=value):
                        self.assertIn(name, self.refused(self.ask(
                            operation, {**self.required(operation), name: value})))

    def test_every_answer_has_an_example_that_fits_its_schema(self):
        of_sessions = [one for one in description.operations()
                       if one.node["x-access"].startswith("session ")]
        for operation in self.asked() + of_sessions:
            for status, answer in operation.node["responses"].items():
                for kind, media in description.resolved(answer).get("content", {}).items():
                    if not status.startswith("2") or kind != "application/json":
                        continue
                    with self.subTest(operation=operation.name, status=status):
                        operation.validate(media["example"], status, kind, media["schema"])

    def test_the_requests_in_the_examples_are_answered(self):
        for operation in self.asked():
            # It asks for a password or a code, which no example has (test_accounts.py).
            if operation.node["tags"] == ["sign-in"]:
                continue
            request = operation.node.get("requestBody", {}).get("content", {}).get(
                "application/json", {})
            if request:
                with self.subTest(operation=operation.name):
                    answer = self.ask(operation, {}, json.dumps(request["example"]).encode())
                    self.assertIn(answer[0], REFUSED_EXAMPLES.get(operation.name, (200, 201, 202)),
                                  answer)

    def test_the_examples_of_objects_are_what_is_answered(self):
        for operation in self.asked():
            media = (operation.content(200) or {}).get("application/json", {})
            if operation.name not in ("getOrder", "getCustomer", "getProduct", "getCheckout",
                                      "listOrders", "listCustomers", "listProducts",
                                      "listCheckouts"):
                continue
            with self.subTest(operation=operation.name):
                self.assertEqual(json.loads(self.ask(operation, {})[2]), media["example"])

    def test_lists_answer_csv_where_that_is_described(self):
        for operation in self.asked():
            described = "text/csv" in (operation.content(200) or {})
            if operation.method != "GET":
                continue
            with self.subTest(operation=operation.name):
                _, headers, _ = self.ask(operation, self.required(operation), accept="text/csv")
                self.assertEqual(headers["Content-Type"].startswith("text/csv"), described)

    def test_a_generated_client_reaches_everything(self):
        done = subprocess.run([ROOT / "script" / "web", "client"], cwd=ROOT, text=True,
                              capture_output=True, timeout=300, env={
            **os.environ, "TILLWATCH_URL": f"http://127.0.0.1:{self.program.port}",
            "TILLWATCH_KEY": self.key, "TILLWATCH_SHOP": SHOP, "TILLWATCH_SECRET": SECRET,
            "TILLWATCH_PASSWORD": PASSWORD})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        answers = {}
        for line in done.stdout.splitlines():
            answer = json.loads(line)
            answers[answer["operation"]] = answer
        by_name = {one.name: one for one in description.operations()}
        self.assertEqual(sorted(answers), sorted(by_name))
        for name, answer in answers.items():
            with self.subTest(operation=name):
                body = "" if answer["status"] == 204 else json.dumps(answer["body"])
                by_name[name].check(answer["status"], answer["type"], body)


class Strictness(unittest.TestCase):
    """The rule itself can fail."""

    def check(self, body, status=200, content_type="application/json"):
        operation = next(one for one in description.operations() if one.name == "listStores")
        operation.check(status, content_type, json.dumps(body))

    def test_takes_what_is_described(self):
        self.check({"items": [], "next_cursor": None})

    def test_refuses_what_is_not(self):
        store = {"id": "0", "domain": "x", "name": "", "currency": "GBP", "timezone": "UTC",
                 "state": "connected", "role": "owner", "pending": 0,
                 "second_factor_required": False, "connected_at": "2026-07-01T12:00:00Z"}
        self.check({"items": [store], "next_cursor": None})
        for wrong in ({"items": []}, {"items": [], "next_cursor": None, "more": 1},
                      {"items": [{**store, "more": 1}], "next_cursor": None},
                      {"items": [{**store, "pending": "0"}], "next_cursor": None},
                      {"items": [{**store, "connected_at": "2026-07-01"}], "next_cursor": None},
                      {"items": [{**store, "role": "king"}], "next_cursor": None}):
            with self.assertRaises(AssertionError, msg=wrong):
                self.check(wrong)
        for status, content_type in ((201, "application/json"), (200, "text/html")):
            with self.assertRaises(AssertionError):
                self.check({"items": [], "next_cursor": None}, status, content_type)


if __name__ == "__main__":
    unittest.main()
