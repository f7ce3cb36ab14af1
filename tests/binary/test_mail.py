"""Mails, as an SMTP server gets them. An invitation is what is sent."""
import email.utils
import json
import re
import tempfile
import unittest
import urllib.parse

from smtp_server import PASSWORD, USER, MailServer, make_certificate, text_of, token_of
from program import ENGINES, Program, on_each_engine, wait_for

SENDER = "Till Watch <no-reply@till.example>"


def invite(program, key, store, address, role="viewer"):
    body = json.dumps({"email": address, "role": role})
    status, _, answer = program.request("POST", f"/api/v1/stores/{store}/members", body,
                                        {"Authorization": f"Bearer {key}"})
    if status != 201:
        raise AssertionError(f"{status} {answer}")
    return json.loads(answer)["id"]


def serve(program, server, *options, user=None):
    url = server.url
    if user:
        login = ":".join(urllib.parse.quote(part, safe="") for part in user)
        url = url.replace("//", f"//{login}@")
    program.serve("--smtp-url", url, "--mail-from", SENDER, "--public-url",
                  "https://till.example", *options)


def figures(program):
    """Those of mails, by what /metrics calls them."""
    text = program.get("/metrics")[2].decode()
    return {name: float(value) for name, value in
            re.findall(r"^tillwatch_mails_(\S+) (\S+)$", text, re.MULTILINE)}


def waiting(program):
    return program.query("select kind, attempts from mails", "state")


class Mail(unittest.TestCase):
    @on_each_engine
    def test_it_comes_as_text_and_html_with_its_headers(self, program):
        key, store = program.set_up()
        with MailServer() as server:
            serve(program, server)
            invite(program, key, store, "bo@example.com")
            message = server.wait_for("bo@example.com")
            self.assertEqual(message["From"], "Till Watch <no-reply@till.example>")
            self.assertEqual(message["To"], "bo@example.com")
            self.assertEqual(message["Subject"], "You are invited to Shop One on Tillwatch")
            self.assertEqual(message.envelope_from, "no-reply@till.example")
            self.assertRegex(message["Message-ID"], r"^<\w+@till\.example>$")
            self.assertIsNotNone(email.utils.parsedate_to_datetime(message["Date"]))
            self.assertIn("https://till.example/invitation#token=" + token_of(message),
                          text_of(message))
            wait_for(lambda: not waiting(program), "the outbox to be empty")

    @on_each_engine
    def test_it_waits_for_a_server_that_is_away(self, program):
        key, store = program.set_up()
        server = MailServer()
        serve(program, server)
        invite(program, key, store, "bo@example.com")
        wait_for(lambda: waiting(program)[0]["attempts"] >= 1, "a first attempt")
        self.assertEqual(program.get("/readyz")[0], 200)
        with server:
            server.wait_for("bo@example.com")
            wait_for(lambda: not waiting(program), "the outbox to be empty")
        self.assertEqual(len(server.messages), 1)
        self.assertIn("a mail could not be sent", program.logged())

    @on_each_engine
    def test_it_is_sent_after_a_crash(self, program):
        key, store = program.set_up()
        server = MailServer()
        serve(program, server)
        invite(program, key, store, "bo@example.com")
        program.kill()
        program.execute("update mails set due_at = 0")  # the claim of the one that crashed is over
        with server:
            serve(program, server)
            server.wait_for("bo@example.com")

    @on_each_engine
    def test_it_is_dropped_where_there_is_no_such_address(self, program):
        key, store = program.set_up()
        with MailServer(refuse=["nobody@example.com"]) as server:
            serve(program, server)
            invite(program, key, store, "nobody@example.com")
            invite(program, key, store, "bo@example.com")
            server.wait_for("bo@example.com")
            wait_for(lambda: not waiting(program), "the outbox to be empty")
            self.assertEqual(server.commands.count("nobody@example.com"), 1)

    @on_each_engine
    def test_it_is_counted_while_it_waits_and_by_what_became_of_it(self, program):
        key, store = program.set_up()
        server = MailServer(refuse=["nobody@example.com"])
        serve(program, server)
        self.assertEqual(figures(program), {
            "waiting": 0, **{f'total{{outcome="{outcome}"}}': 0
                             for outcome in ("sent", "retried", "refused", "expired")}})
        for address in ("bo@example.com", "nobody@example.com", "late@example.com"):
            invite(program, key, store, address)
        wait_for(lambda: figures(program)['total{outcome="retried"}'] >= 1, "a first attempt")
        self.assertEqual(figures(program)["waiting"], 3)
        with server:
            def ended():
                counted = figures(program)
                return [counted[f'total{{outcome="{outcome}"}}']
                        for outcome in ("sent", "refused", "expired")]
            wait_for(lambda: sum(ended()) == 3, "all to be sent or refused")
            self.assertEqual(ended(), [2, 1, 0])
            self.assertEqual(figures(program)["waiting"], 0)
        text = program.get("/metrics")[2].decode()
        self.assertIn("# TYPE tillwatch_mails_total counter\n", text)
        self.assertIn("# HELP tillwatch_mails_waiting Mails", text)

    def test_no_address_or_token_is_in_the_log_or_in_the_files(self):
        for engine in ENGINES:
            with self.subTest(engine=engine), Program(engine) as program:
                key, store = program.set_up()
                server = MailServer()
                serve(program, server, "--log-level", "debug")
                invite(program, key, store, "bo.the.invited@example.com")
                wait_for(lambda: waiting(program), "the mail to be stored")
                if engine == "sqlite":
                    # The address stands in the invitation, for its store's people: not in the mail.
                    [row] = program.query("select hex(sealed) as sealed from mails", "state")
                    self.assertNotIn("invited".encode().hex().upper(), row["sealed"])
                with server:
                    token = token_of(server.wait_for("bo.the.invited@example.com"))
                    wait_for(lambda: not waiting(program), "the outbox to be empty")
                program.stop()
                self.assertNotIn("invited@", program.logged())
                self.assertNotIn(token, program.logged())
                if engine == "sqlite":
                    for file in (program.directory / "data").glob("*.db*"):
                        self.assertNotIn(token.encode(), file.read_bytes(), file)

    def test_without_a_server_it_is_printed(self):
        with Program() as program:
            key, store = program.set_up()
            program.serve()
            invite(program, key, store, "bo@example.com")
            wait_for(lambda: "invitation#token=" in program.logged(), "the mail in the log")
            self.assertEqual(program.get("/dev/mail")[0], 404)

    def test_a_server_needs_a_sender(self):
        with Program() as program:
            done = program.command("migrate", "--smtp-url", "smtp://localhost", check=False)
            self.assertEqual(done.returncode, 2)
            self.assertIn("--mail-from", done.stderr)


class Tls(unittest.TestCase):
    def setUp(self):
        directory = self.enterContext(tempfile.TemporaryDirectory())
        self.right = make_certificate(directory)
        self.wrong = make_certificate(directory, "mail.elsewhere.example")
        self.program = self.enterContext(Program())
        self.key, self.store = self.program.set_up()

    def test_the_connection_becomes_tls_and_the_password_is_sent_within(self):
        with MailServer(certificate=self.right, login=True) as server:
            serve(self.program, server, "--smtp-ca-file", str(self.right[0]),
                  user=(USER, PASSWORD))
            invite(self.program, self.key, self.store, "bo@example.com")
            server.wait_for("bo@example.com")
            self.assertEqual(server.over_tls, [True])
            self.assertEqual(server.logins, 1)
        self.assertNotIn(PASSWORD, self.program.logged())

    def refused(self, certificate, *options):
        with MailServer(certificate=certificate, login=True) as server:
            serve(self.program, server, *options, user=(USER, PASSWORD))
            invite(self.program, self.key, self.store, "bo@example.com")
            wait_for(lambda: "a mail could not be sent" in self.program.logged(), "a refusal")
            self.assertEqual(server.messages, [])
            self.assertEqual(server.logins, 0)
        self.assertEqual(len(waiting(self.program)), 1)

    def test_a_certificate_that_nobody_vouches_for_is_refused(self):
        self.refused(self.right)

    def test_a_certificate_of_another_host_is_refused(self):
        self.refused(self.wrong, "--smtp-ca-file", str(self.wrong[0]))


if __name__ == "__main__":
    unittest.main()
