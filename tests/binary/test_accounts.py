"""Signing up, in and out as a browser does it, against a mail server: sessions, codes and links."""
import base64
import concurrent.futures
import contextlib
import http.client
import json
import time
import unittest

from browser import (ANN, BOB, OTHER, PUBLIC, Browser, code_of, on_each_engine_with_mail,
                     serve_with, sign_up, totp, turn_second_factor_on)
from program import DEADLINE_S, PASSWORD, Program, wait_for
from smtp_server import MailServer, text_of, token_of
from test_live import Watcher

BODY_MAX = 1_048_576


class Accounts(unittest.TestCase):
    def assert_nothing_is_logged(self, program, *secrets):
        logged = program.logged()
        for secret in secrets:
            self.assertNotIn(secret, logged)

    @on_each_engine_with_mail
    def test_an_account_is_made_and_lets_its_owner_in(self, program, mails):
        browser = Browser(program)
        status, answer = sign_up(browser, mails)
        self.assertEqual(status, 200)
        self.assertEqual(answer["token_type"], "Bearer")
        self.assertEqual(answer["expires_in"], 600)
        self.assertEqual(answer["user"]["email"], ANN)
        for part in ("tw_refresh=", "; Path=/api/v1/auth;", "; HttpOnly", "; SameSite=Strict",
                     "; Secure"):
            self.assertIn(part, browser.set_cookie)
        self.assertTrue(browser.is_in())
        self.assertEqual(browser.ask("GET", "/stores"), (200, {"items": [], "next_cursor": None}))
        code = code_of(mails.wait_for(ANN))
        self.assertEqual(Browser(program).post("/auth/verify", email=ANN, code=code)[0], 422)
        known = Browser(program)
        self.assertEqual(known.post("/auth/signup", email=ANN, password=OTHER, name="Eve"),
                         (202, {}))
        self.assertIn("already", text_of(mails.wait_for(ANN, 2)))
        self.assertIn("tw_signup", known.cookies)
        self.assertEqual(known.sign_in(password=OTHER)[0], 401)
        self.assertEqual(known.sign_in()[0], 200)
        self.assert_nothing_is_logged(program, PASSWORD, OTHER, code, ANN, browser.token,
                                      browser.cookies["tw_refresh"])

    @on_each_engine_with_mail
    def test_a_code_is_for_the_browser_that_asked_for_it(self, program, mails):
        mine, theirs = Browser(program), Browser(program)
        mine.post("/auth/signup", email=ANN, password=PASSWORD, name="Ann")
        mine.post("/auth/signup", email="bo@example.com", password=PASSWORD, name="Bo")
        other = code_of(mails.wait_for("bo@example.com"))
        self.assertEqual(mine.post("/auth/verify", email="bo@example.com", code=other)[0], 200)
        mine.post("/auth/signup", email="cy@example.com", password=PASSWORD, name="Cy")
        theirs.post("/auth/signup", email="cy@example.com", password=OTHER, name="Eve")
        code = code_of(mails.wait_for("cy@example.com", 2))
        self.assertEqual(mine.post("/auth/verify", email="cy@example.com", code=code)[0], 422)
        # Another address than the cookie's: whoever has the code may.
        code = code_of(mails.wait_for(ANN))
        self.assertEqual(mine.post("/auth/verify", email=ANN, code=code)[0], 200)

    @on_each_engine_with_mail
    def test_a_session_goes_on_by_its_cookie_and_ends_at_once(self, program, mails):
        browser = Browser(program)
        sign_up(browser, mails)
        first = browser.cookies["tw_refresh"]
        for headers in ({}, {"X_Tillwatch": "0"},
                        {"X_Tillwatch": "1", "Sec_Fetch_Site": "cross-site"},
                        {"X_Tillwatch": "1", "Sec_Fetch_Site": "same-site"},
                        {"X_Tillwatch": "1", "Origin": "https://evil.example"},
                        {"X_Tillwatch": "1", "Origin": "null"}):
            self.assertEqual(browser.ask("POST", "/auth/refresh", **headers)[0], 403, headers)
        with concurrent.futures.ThreadPoolExecutor(20) as pool:
            def refresh_at_once(_):
                tab = Browser(program)
                tab.cookies = {"tw_refresh": first}
                return tab.refresh()[0], tab.cookies["tw_refresh"]
            answers = set(pool.map(refresh_at_once, range(20)))
        self.assertEqual(len(answers), 1, answers)
        status, second = answers.pop()
        self.assertEqual(status, 200)
        self.assertNotEqual(first, second)
        browser.cookies["tw_refresh"] = second
        self.assertEqual(browser.refresh(Origin=PUBLIC, Sec_Fetch_Site="same-origin")[0], 200)
        access, browser.token = browser.token, None
        self.assertEqual(browser.ask("POST", "/auth/logout")[0], 403)
        browser.token = access
        self.assertTrue(browser.is_in())
        browser.token = None
        self.assertEqual(browser.ask("POST", "/auth/logout", X_Tillwatch="1")[0], 204)
        self.assertEqual(browser.cookies["tw_refresh"], "")
        self.assertIn("Max-Age=0", browser.set_cookie)
        browser.token = access
        self.assertFalse(browser.is_in())
        self.assertEqual(browser.refresh()[0], 401)

    @on_each_engine_with_mail
    def test_an_access_token_ends_its_own_session_alone(self, program, mails):
        first, second = Browser(program), Browser(program)
        sign_up(first, mails)
        second.sign_in()
        refresh_tokens = first.cookies
        first.cookies = {}
        self.assertEqual(first.ask("POST", "/auth/logout")[0], 204)
        self.assertEqual(first.cookies, {})
        self.assertFalse(first.is_in())
        self.assertEqual(first.ask("POST", "/auth/logout")[0], 401)
        first.cookies = refresh_tokens
        self.assertEqual(first.refresh()[0], 401)
        self.assertTrue(second.is_in())
        # Without the header the cookie of another session is none.
        first.cookies, first.token = dict(second.cookies), None
        self.assertEqual(first.ask("POST", "/auth/logout")[0], 403)
        self.assertEqual(second.refresh()[0], 200)

    @on_each_engine_with_mail
    def test_a_refresh_that_a_kill_interrupts_gives_one_next_token(self, program, mails):
        program.add_user()

        def refreshed(token, found):
            tab = Browser(program)
            tab.cookies = {"tw_refresh": token}
            with contextlib.suppress(OSError, http.client.HTTPException):
                if tab.refresh()[0] == 200:
                    found.add(tab.cookies["tw_refresh"])
        for _ in range(5):
            browser, found = Browser(program), set()
            browser.sign_in()
            first, started = browser.cookies["tw_refresh"], time.monotonic()
            with concurrent.futures.ThreadPoolExecutor(20) as pool:
                tabs = [pool.submit(refreshed, first, found) for _ in range(60)]
                wait_for(lambda: found, "the first of them to be answered")
                program.kill()
                concurrent.futures.wait(tabs)
            serve_with(program, mails)
            refreshed(first, found)
            # Where starting took longer than that, the token is a copy's.
            if time.monotonic() - started < 9:
                self.assertEqual(len(found), 1)
                refreshed(found.pop(), found)
                self.assertEqual(len(found), 1)
                return
        self.fail("the program never started within nine seconds")

    @on_each_engine_with_mail
    def test_a_token_that_is_not_quite_one_is_none(self, program, mails):
        browser = Browser(program)
        sign_up(browser, mails)
        header, payload, signature = browser.token.split(".")
        none = base64.urlsafe_b64encode(b'{"alg":"none","typ":"at+jwt"}').decode().rstrip("=")
        for wrong in (f"{none}.{payload}.", f"{none}.{payload}.{signature}",
                      f"{header}.{payload}.", f"{header}.{payload}", f"{header}..{signature}",
                      f"{header}.{payload[:-2]}AA.{signature}", browser.token + "A",
                      "tw_" + browser.token, ""):
            with self.subTest(token=wrong):
                browser.token = wrong
                self.assertFalse(browser.is_in())

    @on_each_engine_with_mail
    def test_sessions_are_listed_and_ended(self, program, mails):
        here, there = Browser(program, "Here"), Browser(program, "There")
        sign_up(here, mails)
        there.sign_in()
        status, listed = here.ask("GET", "/me/sessions")
        self.assertEqual(status, 200)
        by_device = {one["device"]: one for one in listed["items"]}
        self.assertEqual(set(by_device), {"Here", "There"})
        self.assertTrue(by_device["Here"]["current"])
        self.assertFalse(by_device["There"]["current"])
        self.assertEqual(by_device["There"]["address"], "127.0.0.1")
        self.assertEqual(here.ask("DELETE", f"/me/sessions/{by_device['There']['id']}")[0], 204)
        self.assertFalse(there.is_in())
        self.assertTrue(here.is_in())
        self.assertEqual(here.ask("DELETE", f"/me/sessions/{by_device['There']['id']}")[0], 404)
        there.sign_in()
        self.assertEqual(here.ask("DELETE", "/me/sessions")[0], 204)
        self.assertFalse(here.is_in() or there.is_in())

    @on_each_engine_with_mail
    def test_a_stream_ends_with_the_session_that_opened_it(self, program, mails):
        program.add_user()
        store = program.add_store()
        browser = Browser(program)
        self.assertEqual(browser.sign_in()[0], 200)
        watcher = Watcher(program, browser.token, store)
        self.addCleanup(watcher.close)
        self.assertTrue(watcher.head.startswith(b"HTTP/1.1 200"))
        started = time.monotonic()
        browser.ask("POST", "/auth/logout", X_Tillwatch="1")
        self.assertTrue(watcher.ended.wait(DEADLINE_S))
        self.assertLess(time.monotonic() - started, 5)

    @on_each_engine_with_mail
    def test_a_password_is_set_by_a_mailed_link(self, program, mails):
        browser = Browser(program)
        sign_up(browser, mails)
        stranger = Browser(program)
        self.assertEqual(stranger.post("/auth/password/forgot", email="no@example.com"), (202, {}))
        self.assertEqual(stranger.post("/auth/password/forgot", email=ANN), (202, {}))
        mail = mails.wait_for(ANN, 2)
        token = token_of(mail)
        self.assertIn(f"{PUBLIC}/reset#token={token}", text_of(mail))
        for refused in ("short", "password1234", "ann@example.com"):
            status, problem = stranger.post("/auth/password/reset", token=token, password=refused)
            self.assertEqual(status, 422)
            self.assertEqual(problem["errors"][0]["field"], "password")
        self.assertTrue(browser.is_in())
        self.assertEqual(stranger.post("/auth/password/reset", token=token, password=OTHER)[0], 204)
        self.assertEqual(stranger.sign_in(password=PASSWORD)[0], 401)
        self.assertEqual(stranger.sign_in(password=OTHER)[0], 200)
        self.assertFalse(browser.is_in())
        self.assertEqual(stranger.post("/auth/password/reset", token=token, password=OTHER)[0], 422)
        self.assertIn("changed", text_of(mails.wait_for(ANN, 3)))
        self.assert_nothing_is_logged(program, token, PASSWORD, OTHER, ANN)

    @on_each_engine_with_mail
    def test_a_password_is_changed_by_the_old_one(self, program, mails):
        here, there = Browser(program), Browser(program)
        sign_up(here, mails)
        there.sign_in()
        self.assertEqual(here.post("/me/password", password="wrong", new_password=OTHER)[0], 403)
        self.assertEqual(here.post("/me/password", password=PASSWORD, new_password="short")[0],
                         422)
        self.assertEqual(here.post("/me/password", password=PASSWORD, new_password=OTHER)[0], 204)
        self.assertTrue(here.is_in())
        self.assertFalse(there.is_in())
        self.assertEqual(there.sign_in()[0], 401)
        self.assertEqual(there.sign_in(password=OTHER)[0], 200)

    @on_each_engine_with_mail
    def test_an_address_is_changed_and_the_change_undone(self, program, mails):
        browser = Browser(program)
        sign_up(browser, mails)
        new = "ann@new.example"
        self.assertEqual(browser.post("/me/email", email=new, password="wrong")[0], 403)
        self.assertEqual(browser.post("/me/email", email=new, password=PASSWORD), (202, {}))
        code = code_of(mails.wait_for(new))
        self.assertEqual(browser.post("/me/email/confirm", code="0" + code[1:] + "0")[0], 422)
        status, me = browser.post("/me/email/confirm", code=code)
        self.assertEqual((status, me["email"]), (200, new))
        self.assertEqual(Browser(program).sign_in()[0], 401)
        self.assertEqual(Browser(program).sign_in(email=new)[0], 200)
        token = token_of(mails.wait_for(ANN, 2))
        self.assertEqual(Browser(program).post("/auth/email/undo", token=token)[0], 204)
        self.assertFalse(browser.is_in())
        self.assertEqual(Browser(program).sign_in()[0], 200)
        self.assertEqual(Browser(program).post("/auth/email/undo", token=token)[0], 422)

    @on_each_engine_with_mail
    def test_an_undone_change_takes_back_what_was_added_since(self, program, mails):
        owner, thief = Browser(program), Browser(program)
        sign_up(owner, mails)
        _, before = owner.post("/me/api-keys", name="before", scopes=["read"])
        thief.sign_in()
        thief.post("/me/email", email="thief@new.example", password=PASSWORD)
        code = code_of(mails.wait_for("thief@new.example"))
        self.assertEqual(thief.post("/me/email/confirm", code=code)[0], 200)
        turn_second_factor_on(thief)
        _, since = thief.post("/me/api-keys", name="since", scopes=["read"])
        token = token_of(mails.wait_for(ANN, 2))
        self.assertEqual(Browser(program).post("/auth/email/undo", token=token)[0], 204)
        self.assertEqual(program.get("/api/v1/me", before["key"])[0], 200)
        self.assertEqual(program.get("/api/v1/me", since["key"])[0], 401)
        status, me = owner.sign_in()
        self.assertEqual((status, "ticket" in me), (200, False))
        events = [event["action"] for event in owner.ask("GET", "/me/audit")[1]["items"]]
        self.assertEqual(set(events[1:4]),
                         {"api_key.removed", "second_factor.removed", "email.restored"})

    @on_each_engine_with_mail
    def test_a_new_password_ends_a_change_of_address_that_was_asked_for(self, program, mails):
        owner, thief = Browser(program), Browser(program)
        sign_up(owner, mails)
        thief.sign_in()
        thief.post("/me/email", email="thief@new.example", password=PASSWORD)
        code = code_of(mails.wait_for("thief@new.example"))
        self.assertEqual(owner.post("/me/password", password=PASSWORD, new_password=OTHER)[0], 204)
        self.assertEqual(owner.post("/me/email/confirm", code=code)[0], 422)

    @on_each_engine_with_mail
    def test_a_store_is_shown_to_members_with_a_second_factor_once_its_owner_asks_for_one(
            self, program, mails):
        _, store = program.set_up()
        path = f"/stores/{store}"
        owner, viewer = Browser(program), Browser(program)
        owner.sign_in()
        sign_up(viewer, mails, BOB)
        owner.post(f"{path}/members", email=BOB, role="viewer")
        viewer.post("/invitations/accept", token=token_of(mails.wait_for(BOB, 2)))
        _, made = viewer.post("/me/api-keys", name="mine", scopes=["read"])
        key = Browser(program)
        key.token = made["key"]
        required = {"second_factor_required": True}
        self.assertEqual(owner.ask("PATCH", path, required)[0], 403)
        turn_second_factor_on(owner)
        self.assertFalse(viewer.ask("GET", path)[1]["second_factor_required"])
        status, changed = owner.ask("PATCH", path, required)
        self.assertEqual((status, changed["second_factor_required"]), (200, True))
        for who in (viewer, key):
            status, problem = who.ask("GET", f"{path}/orders")
            self.assertEqual((status, "second factor" in problem["detail"]), (403, True))
            self.assertTrue(who.ask("GET", "/stores")[1]["items"][0]["second_factor_required"])
        self.assertEqual(owner.ask("GET", f"{path}/orders")[0], 200)
        self.assertEqual(viewer.post("/me/totp", password=PASSWORD)[0], 200)
        self.assertEqual(viewer.ask("GET", f"{path}/orders")[0], 403)
        turn_second_factor_on(viewer)
        for who in (viewer, key):
            self.assertEqual(who.ask("GET", f"{path}/orders")[0], 200)
        self.assertEqual(viewer.ask("DELETE", "/me/totp", {"password": PASSWORD})[0], 204)
        self.assertEqual(viewer.ask("GET", f"{path}/orders")[0], 403)
        owner.ask("PATCH", path, {"second_factor_required": False})
        self.assertEqual(viewer.ask("GET", f"{path}/orders")[0], 200)
        _, audit = owner.ask("GET", f"{path}/audit")
        self.assertEqual([one["details"] for one in audit["items"]
                          if one["action"] == "store.changed"],
                         [{"second_factor_required": "false"}, {"second_factor_required": "true"}])
        owner.ask("PATCH", path, required)
        own = viewer.ask("GET", "/me")[1]["id"]
        self.assertEqual(viewer.ask("GET", f"{path}/members")[0], 403)
        self.assertEqual(viewer.ask("DELETE", f"{path}/members/{own}")[0], 204)
        self.assertEqual(viewer.ask("GET", path)[0], 404)

    @on_each_engine_with_mail
    def test_a_second_factor_is_set_up_asked_for_and_taken_away(self, program, mails):
        browser = Browser(program)
        sign_up(browser, mails)
        self.assertEqual(browser.post("/me/totp", password="wrong")[0], 403)
        status, provision = browser.post("/me/totp", password=PASSWORD)
        self.assertEqual(status, 200)
        secret = provision["secret"]
        by_password = Browser(program)
        by_password.sign_in()
        self.assertIn(f"secret={secret}&", provision["uri"])
        self.assertTrue(provision["uri"].startswith(f"otpauth://totp/Tillwatch:{ANN}?"))
        status, confirmed = browser.post("/me/totp/confirm", code=totp(secret, -1))
        self.assertEqual(status, 200)
        codes = confirmed["recovery_codes"]
        self.assertEqual(len(set(codes)), 10)
        self.assertEqual((browser.is_in(), by_password.is_in()), (True, False))
        self.assertEqual(browser.ask("GET", "/me/totp")[1],
                         {"enabled": True, "recovery_codes_left": 10})
        other = Browser(program)
        status, needed = other.sign_in()
        self.assertEqual((status, needed["second_factor"]), (200, "totp"))
        self.assertNotIn("tw_refresh", other.cookies)
        self.assertEqual(other.post("/auth/login/totp", ticket=needed["ticket"],
                                    code=totp(secret, -1))[0], 401)
        entered = totp(secret)
        status, _ = other.post("/auth/login/totp", ticket=needed["ticket"], code=entered)
        self.assertEqual(status, 200)
        self.assertTrue(other.is_in())
        again = Browser(program)
        ticket = again.sign_in()[1]["ticket"]
        self.assertEqual(again.post("/auth/login/totp", ticket=ticket, code=entered)[0], 401)
        self.assertEqual(again.post("/auth/login/totp", ticket=ticket, code=codes[0])[0], 200)
        self.assertEqual(again.post("/auth/login/totp", ticket=ticket, code=codes[1])[0], 401)
        self.assertEqual(browser.ask("DELETE", "/me/totp", {"password": PASSWORD})[0], 204)
        self.assertTrue("access_token" in Browser(program).sign_in()[1])
        self.assert_nothing_is_logged(program, secret, codes[0], entered, ticket)

    @on_each_engine_with_mail
    def test_an_operator_takes_a_second_factor_away_that_was_lost(self, program, mails):
        browser = Browser(program)
        sign_up(browser, mails)
        words = ("user", "remove-second-factor", ANN)
        done = program.command(*words, check=False)
        self.assertEqual((done.returncode, done.stderr),
                         (1, "tillwatch: this account has no second factor\n"))
        turn_second_factor_on(browser)
        self.assertEqual(browser.post("/me/totp/recovery-codes", password=PASSWORD)[0], 200)
        renewed = browser.ask("GET", "/me/audit?action=recovery_codes.renewed")[1]["items"]
        self.assertEqual(len(renewed), 1)
        done = program.command(*words)
        self.assertEqual((done.stdout, done.stderr), ("", ""))
        self.assertFalse(browser.is_in())
        self.assertIn("no second factor any more", mails.wait_for(ANN, 3)["Subject"])
        self.assertIn("access_token", browser.sign_in()[1])
        event = browser.ask("GET", "/me/audit?action=second_factor.removed")[1]["items"][0]
        self.assertEqual((event["actor"], event["address"]), (None, None))

    @on_each_engine_with_mail
    def test_a_profile_is_read_and_changed(self, program, mails):
        browser = Browser(program)
        sign_up(browser, mails)
        change = {"name": "Ann Archer", "locale": "pt-BR", "time_zone": "America/Sao_Paulo",
                  "theme": "dark"}
        status, me = browser.ask("PATCH", "/me", change)
        self.assertEqual(status, 200)
        self.assertEqual(browser.ask("GET", "/me")[1], me)
        self.assertEqual({name: me[name] for name in change}, change)
        self.assertEqual(browser.ask("PATCH", "/me", {"time_zone": None})[1]["time_zone"], None)
        self.assertEqual(browser.ask("PATCH", "/me", {})[1]["name"], "Ann Archer")
        for wrong in ({"name": "a\nb"}, {"locale": "english"}, {"time_zone": "Mars/Base"},
                      {"theme": "pink"}, {"email": "eve@example.com"}, {"operator": True},
                      {"id": "1"}, {"name": 1}):
            self.assertEqual(browser.ask("PATCH", "/me", wrong)[0], 422, wrong)
        self.assertEqual(browser.ask("PATCH", "/me", [])[0], 400)

    @on_each_engine_with_mail
    def test_an_api_key_is_no_session(self, program, mails):
        program.add_user()
        keyed = Browser(program)
        keyed.token = program.add_api_key()
        self.assertEqual(keyed.ask("GET", "/me")[0], 200)
        for method, path, body in (("GET", "/me/sessions", None), ("DELETE", "/me/sessions", None),
                                   ("GET", "/me/totp", None),
                                   ("POST", "/me/password",
                                    {"password": PASSWORD, "new_password": OTHER}),
                                   ("POST", "/me/email",
                                    {"email": "eve@example.com", "password": PASSWORD}),
                                   ("POST", "/me/totp", {"password": PASSWORD})):
            self.assertEqual(keyed.ask(method, path, body)[0], 403, path)
        self.assertEqual(Browser(program).sign_in()[0], 200)

    def test_who_may_sign_up_is_said_by_an_option(self):
        for policy, option in (("invited", []), ("closed", ["--signup", "closed"])):
            with Program() as program, MailServer() as mails:
                program.serve("--smtp-url", mails.url, "--mail-from", "till@till.example", *option)
                status, answer = sign_up(Browser(program), mails)
                self.assertEqual((status, answer["user"]["operator"]), (200, True), policy)
                status, _ = Browser(program).post("/auth/signup", email="bo@example.com",
                                                  password=PASSWORD, name="")
                self.assertEqual(status, 403, policy)

    @on_each_engine_with_mail
    def test_bad_requests_are_told_field_by_field(self, program, mails):
        browser = Browser(program)
        status, problem = browser.post("/auth/signup", email="ann", password="short", role="owner")
        self.assertEqual(status, 422)
        self.assertEqual(sorted(error["field"] for error in problem["errors"]),
                         ["email", "name", "role"])
        self.assertEqual(browser.post("/auth/signup", email=ANN, password="short", name="")[1]
                         ["errors"][0]["field"], "password")
        for body in (b"", b"{", b"[]", b"null", b'{"email":"\xff"}'):
            status, _, _ = program.request("POST", "/api/v1/auth/login", body)
            self.assertEqual(status, 400, body)
        status, _, _ = program.request("POST", "/api/v1/auth/login", b'{"email":"a@b.c",'
                                       b'"password":"x","password":"y"}')
        self.assertEqual(status, 422)
        status, _, _ = program.request("POST", "/api/v1/auth/login", b"x" * (BODY_MAX + 1))
        self.assertEqual(status, 413)
        status, problem = browser.post("/auth/signup", email=ANN, password=PASSWORD,
                                       name="x" * 65_536)
        self.assertEqual((status, problem["errors"][0]["field"]), (422, "name"))
        for headers in ({"Sec_Fetch_Site": "cross-site"}, {"Origin": "https://evil.example"},
                        {"Sec_Fetch_Site": "cross-site", "Content_Type": "text/plain"}):
            self.assertEqual(browser.ask("POST", "/auth/login",
                                         {"email": ANN, "password": PASSWORD}, **headers)[0], 403)
        for path in ("/auth/refresh", "/auth/logout"):
            self.assertEqual(browser.ask("POST", path, {"role": "owner"}, X_Tillwatch="1")[0], 422)
        self.assertEqual(browser.ask("POST", "/auth/refresh", {}, X_Tillwatch="1")[0], 401)


if __name__ == "__main__":
    unittest.main()
