"""A browser as the program sees it, and what people do with one to prove who they are."""
import base64
import hashlib
import hmac
import json
import re
import struct
import time

from program import PASSWORD, on_each_engine
from smtp_server import MailServer, text_of

ANN = "ann@example.com"
BOB = "bob@example.com"
OTHER = "quite another long password"
PUBLIC = "https://till.example"


def code_of(message):
    return re.search(r"\b(\d{6})\b", text_of(message)).group(1)


def totp(secret, steps_later=0):
    """RFC 6238, written apart from the program's."""
    key = base64.b32decode(secret)
    step = int(time.time()) // 30 + steps_later
    digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def turn_second_factor_on(browser):
    """The secret."""
    secret = browser.post("/me/totp", password=PASSWORD)[1]["secret"]
    browser.post("/me/totp/confirm", code=totp(secret, -1))
    return secret


class Browser:
    """Keeps the cookies and the access token that it is given."""

    def __init__(self, program, name="A browser"):
        self.program = program
        self.name = name
        self.cookies = {}
        self.token = None

    def ask(self, method, path, body=None, **headers):
        sent = {"User-Agent": self.name, **{name.replace("_", "-"): value
                                            for name, value in headers.items()}}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        if self.cookies and "/auth/" in path:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        status, got, text = self.program.request(
            method, f"/api/v1{path}", None if body is None else json.dumps(body), sent)
        for cookie in got.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
            self.set_cookie = cookie
        answer = json.loads(text) if text else None
        if status == 200 and answer and "access_token" in answer:
            self.token = answer["access_token"]
        self.headers = got
        return status, answer

    def post(self, path, **body):
        return self.ask("POST", path, body)

    def sign_in(self, email=ANN, password=PASSWORD):
        return self.post("/auth/login", email=email, password=password)

    def refresh(self, **headers):
        return self.ask("POST", "/auth/refresh", X_Tillwatch="1", **headers)

    def is_in(self):
        return self.ask("GET", "/me")[0] == 200


def serve_with(program, mails, *options):
    program.serve("--smtp-url", mails.url, "--mail-from", "till@till.example", "--public-url",
                  PUBLIC, "--signup", "open", *options)


def on_each_engine_with_mail(test):
    def run(self, program):
        with MailServer() as mails:
            serve_with(program, mails)
            test(self, program, mails)
    return on_each_engine(run)


def sign_up(browser, mails, email=ANN, password=PASSWORD, count=1):
    status, answer = browser.post("/auth/signup", email=email, password=password, name="Ann")
    if (status, answer) != (202, {}):
        raise AssertionError((status, answer))
    return browser.post("/auth/verify", email=email, code=code_of(mails.wait_for(email, count)))
