"""How often may be guessed at passwords and codes, and what many sign-ins at once do to others."""
import collections
import concurrent.futures
import unittest

from browser import ANN, OTHER, PUBLIC, Browser, on_each_engine_with_mail, serve_with, totp
from program import PASSWORD, Program
from smtp_server import text_of, token_of


class Guessing(unittest.TestCase):
    @on_each_engine_with_mail
    def test_guessing_is_slowed_down_by_account_and_by_network(self, program, mails):
        program.add_user()
        browser = Browser(program)
        for _ in range(5):
            self.assertEqual(browser.sign_in(password="wrong")[0], 401)
        status, problem = browser.sign_in()
        self.assertEqual((status, browser.headers["Retry-After"]), (429, "1"))
        # Nothing is hashed here, so that what comes back in the meantime is little.
        answers = [401]
        while answers[-1] != 429 and len(answers) < 100:
            status, problem = browser.post("/auth/verify", email=ANN, code="000000")
            answers.append(status)
        self.assertIn(browser.headers["Retry-After"], ("1", "2"))
        self.assertIn("network", problem["detail"])
        self.assertGreater(len(answers), 24)

    @on_each_engine_with_mail
    def test_guessing_ends_after_a_hundred_failures_until_the_password_is_reset(self, program,
                                                                                mails):
        program.add_user()

        def later(failures=""):
            program.stop()
            program.execute(f"update failed_attempts set blocked_until = 0 {failures}")
            serve_with(program, mails)
        browser = Browser(program)
        browser.sign_in(password="wrong")
        later(", failures = 99")
        wrong = browser.sign_in(password="wrong")
        self.assertEqual(wrong[0], 401)
        self.assertIn(f"{PUBLIC}/forgot", text_of(mails.wait_for(ANN)))
        later()
        status, problem = browser.sign_in()
        self.assertEqual((status, problem["detail"]), (401, wrong[1]["detail"]))
        later()
        browser.post("/auth/password/forgot", email=ANN)
        token = token_of(mails.wait_for(ANN, 2))
        self.assertEqual(browser.post("/auth/password/reset", token=token, password=OTHER)[0], 204)
        self.assertEqual(browser.sign_in(password=OTHER)[0], 200)
        actions = [one["action"] for one in browser.ask("GET", "/me/audit")[1]["items"]]
        self.assertEqual(actions[:3], ["session.began", "password.changed", "sign_in.failed"])
        # Two of one try.
        self.assertEqual(sorted(actions[3:5]), ["password.reset_needed", "sign_in.failed"])
        self.assertEqual(actions[5:], ["sign_in.failed"])

    @on_each_engine_with_mail
    def test_who_asks_for_many_mails_at_once_gets_as_many_as_one_after_the_other(self, program,
                                                                                 mails):
        program.add_user()

        def forgot(_):
            return Browser(program).post("/auth/password/forgot", email=ANN)[0]
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            answers = collections.Counter(pool.map(forgot, range(16)))
        self.assertEqual(answers, {202: 3, 429: 13})
        mails.wait_for(ANN, 3)
        asked = program.query("select count(*) as asked from code_requests", "state")
        self.assertEqual(asked, [{"asked": 3}])

    @on_each_engine_with_mail
    def test_sessions_are_renewed_and_ended_so_often_by_one_network(self, program, mails):
        program.add_user()
        browser = Browser(program)
        browser.sign_in()
        for path, wrong in (("/auth/refresh", 401), ("/auth/logout", 204)):
            answers = []
            while 429 not in answers and len(answers) < 500:
                answers.append(Browser(program).ask("POST", path, X_Tillwatch="1")[0])
            self.assertEqual(set(answers) - {wrong}, {429}, path)
        self.assertTrue(browser.is_in())

    @on_each_engine_with_mail
    def test_a_secret_on_trial_is_guessed_at_as_slowly_as_one_in_use(self, program, mails):
        program.add_user()
        browser = Browser(program)
        browser.sign_in()
        secret = browser.post("/me/totp", password=PASSWORD)[1]["secret"]
        right = totp(secret)
        wrong = "000000" if right != "000000" else "111111"
        answers = [browser.post("/me/totp/confirm", code=wrong)[0] for _ in range(6)]
        self.assertEqual(answers, [422] * 5 + [429])

    @on_each_engine_with_mail
    def test_who_asks_for_another_code_goes_on_showing_whose_it_is(self, program, mails):
        browser = Browser(program)
        browser.post("/auth/signup", email=ANN, password=PASSWORD, name="Ann")
        shown = browser.cookies["tw_signup"]
        program.stop()
        program.execute("update code_requests set asked_at = asked_at - 60000")
        serve_with(program, mails)
        browser.set_cookie = None
        self.assertEqual(browser.post("/auth/resend", email=ANN)[0], 202)
        self.assertIn("Max-Age=600", browser.set_cookie)
        self.assertEqual(browser.cookies["tw_signup"], shown)
        other = Browser(program)
        program.stop()
        program.execute("update code_requests set asked_at = asked_at - 60000")
        serve_with(program, mails)
        self.assertEqual(other.post("/auth/resend", email=ANN)[0], 202)
        self.assertEqual(other.cookies, {})

    def test_a_storm_of_sign_ins_is_shed_and_holds_up_nobody_else(self):
        with Program() as program:
            program.add_user()
            program.serve("--trusted-proxies", "127.0.0.1")

            def guess(number):
                browser = Browser(program)
                status, _ = browser.ask("POST", "/auth/login", {"email": f"u{number}@example.com",
                                                                "password": "x"},
                                        X_Forwarded_For=f"198.51.100.{number}")
                return status, browser.headers["Retry-After"]
            with concurrent.futures.ThreadPoolExecutor(120) as pool:
                guesses = [pool.submit(guess, number) for number in range(120)]
                others = 0
                while not all(one.done() for one in guesses):
                    self.assertEqual(program.get("/readyz")[0], 200)
                    others += 1
            answers = collections.Counter(one.result() for one in guesses)
            self.assertEqual(set(answers), {(401, None), (503, "30")})
            # At least those who wait are answered, and those at work.
            self.assertGreaterEqual(answers[401, None], 33)
            self.assertGreater(others, 10)


if __name__ == "__main__":
    unittest.main()
