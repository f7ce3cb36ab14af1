"""What is secret is read nowhere: not in the log at any level, not in the files or the dump of the
database, whatever people do with it."""
import base64
import re
import subprocess
import unittest

from browser import ANN, BOB, OTHER, Browser, code_of, serve_with, sign_up, totp
from program import ENGINES, PASSWORD, SECRET, Program
from smtp_server import MailServer, token_of

NEW = "ann@new.example"
TYPED_WRONG = "never the right password"


class Day:
    """Somebody does everything that has a secret in it; `secrets` by what they are."""

    def __init__(self, program, mails):
        self.program, self.mails = program, mails
        self.secrets = {"password": PASSWORD, "next password": OTHER, "wrong password": TYPED_WRONG}
        self.codes = {}
        self.ann = Browser(program, "Ann's browser")
        self.make_account()
        self.ask_in_the_path()
        self.sign_in_with_a_second_factor()
        self.invite()
        self.change_address()
        self.reset()

    def keep_tokens(self, name, browser):
        self.secrets[f"access token, {name}"] = browser.token
        self.secrets[f"refresh token, {name}"] = browser.cookies["tw_refresh"]

    def make_account(self):
        sign_up(self.ann, self.mails)
        self.codes["sign-up"] = code_of(self.mails.wait_for(ANN))
        self.keep_tokens("signed up", self.ann)
        self.ann.sign_in(password=TYPED_WRONG)
        self.secrets["API key"] = self.ann.post("/me/api-keys", name="x")[1]["key"]
        self.store = self.program.add_store()
        self.secrets["webhook secret"] = SECRET * 3
        self.program.command("store", "set-secret", "shop-one.myshopify.com",
                             "--webhook-secret-stdin", text=SECRET * 3)

    def ask_in_the_path(self):
        self.secrets["checkout token"] = "b9d9c9e1f37c4d6a8a5d3cbe1f0a7e42"
        self.secrets["short checkout token"] = "Ck7-tok_9"
        for one in (f"checkouts/{self.secrets['checkout token']}",
                    f"checkouts/{self.secrets['short checkout token']}", f"customers/{ANN}"):
            self.ann.ask("GET", f"/stores/{self.store}/{one}")

    def sign_in_with_a_second_factor(self):
        secret = self.ann.post("/me/totp", password=PASSWORD)[1]["secret"]
        self.secrets["TOTP secret"] = secret
        codes = self.ann.post("/me/totp/confirm", code=totp(secret, -1))[1]["recovery_codes"]
        ticket = Browser(self.program).sign_in()[1]["ticket"]
        self.secrets["ticket"] = ticket
        self.ann.post("/auth/login/totp", ticket=ticket, code=codes[0])
        self.keep_tokens("second factor", self.ann)
        self.ann.refresh()
        self.keep_tokens("refreshed", self.ann)
        self.secrets |= {f"recovery code {n}": code for n, code in enumerate(codes)}
        self.secrets |= {f"bare recovery code {n}": code.replace("-", "")
                         for n, code in enumerate(codes)}
        self.ann.ask("DELETE", "/me/totp", {"password": PASSWORD})

    def invite(self):
        self.ann.post(f"/stores/{self.store}/members", email=BOB, role="viewer")
        self.secrets["invitation"] = token_of(self.mails.wait_for(BOB))

    def change_address(self):
        self.ann.post("/me/email", email=NEW, password=PASSWORD)
        self.codes["another address"] = code_of(self.mails.wait_for(NEW))
        self.ann.post("/me/email/confirm", code=self.codes["another address"])
        # Before it came the code, and two notices of the second factor.
        self.secrets["undo"] = token_of(self.mails.wait_for(ANN, 4))

    def reset(self):
        stranger = Browser(self.program)
        stranger.post("/auth/password/forgot", email=NEW)
        token = token_of(self.mails.wait_for(NEW, 2))
        self.secrets["reset"] = token
        stranger.post("/auth/password/reset", token=token, password=OTHER)
        if stranger.sign_in(NEW, OTHER)[0] != 200:
            raise AssertionError("the walk did not come to its end")
        self.keep_tokens("after all", stranger)


def kept(program):
    """All that the database holds, as bytes."""
    if program.engine == "postgres":
        return subprocess.run(["pg_dump", "--inserts", program.url], check=True,
                              stdout=subprocess.PIPE).stdout
    return b"".join(path.read_bytes() for path in (program.directory / "data").glob("*.db*"))


class Secrets(unittest.TestCase):
    def assert_none(self, day, text, where):
        for name, secret in day.secrets.items():
            self.assertNotIn(secret.encode(), text, f"{name} in {where}")
        for name, code in day.codes.items():
            self.assertNotRegex(text, rf"(?<![\d.]){code}(?!\d)".encode(),
                                f"the code of {name} in {where}")

    def test_none_is_in_the_log_or_in_the_database(self):
        for engine in ENGINES:
            with self.subTest(engine=engine), Program(engine) as program, MailServer() as mails:
                serve_with(program, mails, "--log-level", "debug")
                day = Day(program, mails)
                running = kept(program)
                program.stop()
                logged = program.logged().encode()
                for address in (ANN, BOB, NEW):
                    self.assertNotIn(address.encode(), logged)
                self.assert_none(day, logged, "the log")
                for text in (running, kept(program)):
                    self.assertIn(NEW.encode(), text)  # what is looked for would be found
                    self.assert_none(day, text, "the database")
                    raw = base64.b32decode(day.secrets["TOTP secret"])
                    self.assertNotIn(raw, text)
                    self.assertNotIn(raw.hex().encode(), text)


if __name__ == "__main__":
    unittest.main()
