"""A store whose lists are asked for, and the bodies of webhooks that fill them."""
import csv
import io
import json
import urllib.parse


def customer(number, first="Ann", last="Lee", **more):
    return {"id": number, "first_name": first, "last_name": last, "email": f"c{number}@example.com",
            "phone": None, "created_at": f"2026-06-{number:02}T12:00:00Z",
            "updated_at": f"2026-06-{number:02}T12:00:00Z", "addresses": [], **more}


def product(number, title, **more):
    return {"id": number, "title": title, "vendor": "Acme", "product_type": "Mug",
            "handle": f"p{number}", "status": "active", "created_at": "2026-06-01T12:00:00Z",
            "updated_at": "2026-06-01T12:00:00Z",
            "variants": [{"id": number * 10, "title": "Blue", "sku": f"SKU-{number}",
                          "price": "10.00", "position": 1}], **more}


def checkout(token, day="2026-06-01", **more):
    return {"token": token, "currency": "GBP", "created_at": f"{day}T12:00:00Z",
            "updated_at": f"{day}T12:00:00Z", "completed_at": None, "email": "ann@example.com",
            "phone": None, "total_price": "26.00",
            "line_items": [{"product_id": 7, "variant_id": 42, "title": "Pot", "quantity": 2,
                            "price": "13.00"}], **more}


class Store:
    """A store of a program that runs, by the API."""

    def __init__(self, program):
        self.program = program
        self.key, self.id = program.set_up()
        program.serve()

    def send(self, topic, *bodies):
        for body in bodies:
            raw = body if isinstance(body, bytes) else json.dumps(body).encode()
            status = self.program.deliver(raw, topic)
            if status != 200:
                raise AssertionError(f"{topic}: {status}")

    def settle(self):
        self.program.wait_until_projected(self.key, self.id)

    def path(self, rest, **query):
        return f"/api/v1/stores/{self.id}/{rest}?{urllib.parse.urlencode(query)}"

    def ask(self, rest, accept=None, key=None, **query):
        headers = {"Authorization": f"Bearer {key or self.key}"}
        if accept:
            headers["Accept"] = accept
        return self.program.request("GET", self.path(rest, **query), headers=headers)

    def page(self, rest, **query):
        return self.program.get_json(self.path(rest, **query), self.key)

    def rows(self, rest, **query):
        rows, cursor = [], {}
        while True:
            page = self.page(rest, **query, **cursor)
            rows += page["items"]
            if page["next_cursor"] is None:
                return rows
            cursor = {"cursor": page["next_cursor"]}

    def ids(self, rest, **query):
        return [row["id"] for row in self.rows(rest, **query)]

    def csv(self, rest, **query):
        status, headers, body = self.ask(rest, accept="text/csv", **query)
        if status != 200:
            raise AssertionError(f"{rest}: {status} {body!r}")
        return headers, list(csv.reader(io.StringIO(body.decode(), newline=""), strict=True))
