"""The simulator's stores, sent and imported: each figure of each day of each store is what the
simulator itself decided, to the last unit of its currency, whatever came twice, late or in another
order. TILLWATCH_TEST_EVENTS says how many webhooks are sent (100,000 by script/test --all)."""
import contextlib
import json
import os
import pathlib
import subprocess
import unittest

from program import BINARY, DEADLINE_S, SECRET, Program, on_each_engine, wait_for

SIMULATOR = pathlib.Path(BINARY).with_name("tillwatch-sim")
EVENTS = int(os.environ.get("TILLWATCH_TEST_EVENTS", "4000"))
STORES = 4  # with currencies of two, none and three decimals
PLAN = ("--seed", "7", "--until", "2026-03-31T14:00:00Z", "--orders-a-day", "20")
DAYS = ("--days", "730")
FAULTS = ("--duplicates", "10", "--late", "5", "--disorder", "30")


def simulate(*words, text="", check=True):
    done = subprocess.run([SIMULATOR, *words], input=text, text=True, capture_output=True,
                          timeout=DEADLINE_S + EVENTS / 100)
    if check and done.returncode != 0:
        raise AssertionError(f"{words}: exit {done.returncode}: {done.stderr}")
    return done


def send_words(program, events, *more):
    return ["send", *PLAN, *DAYS, "--stores", str(STORES), "--events", str(events),
            "--to", f"http://127.0.0.1:{program.port}/webhooks/shopify", "--secret-stdin",
            *FAULTS, *more]


def stores():
    """(domain, currency, zone, name) of each store that is simulated here."""
    return [line.split("\t")[1:] for line in simulate("stores").stdout.splitlines()][:STORES]


def ledger(*words):
    """domain → the simulator's own figures."""
    told = json.loads(simulate("ledger", "--stores", str(STORES), *PLAN, *words).stdout)
    return {store["domain"]: store for store in told["stores"]}


class Simulated(unittest.TestCase):
    maxDiff = 4000

    def add_stores(self, program):
        """Answers (key, domain → store id)."""
        program.add_user()
        return program.add_api_key(), {
            domain: program.add_store(zone=zone, currency=currency, shop=domain)
            for domain, currency, zone, _ in stores()}

    def check_figures(self, program, key, ids, expected):
        """Every day by itself, the days between, and all of them together."""
        for domain, store in expected.items():
            first, last = store["days"][0]["date"], store["days"][-1]["date"]
            whole = program.overview(key, ids[domain], **{"from": first, "to": last})
            self.assertEqual(whole["totals"], store["totals"], domain)
            self.assertEqual(whole["inexact_orders"], store["inexact_orders"], domain)
            self.assertEqual(whole["all_time"], store["all_time"], domain)
            days = {day["date"]: day for day in store["days"]}
            for date in whole["orders_by_date"]:
                if date["date"] not in days:
                    self.assertEqual(date["orders"], 0, (domain, date))
                    self.assertEqual(float(date["total_sales"]), 0, (domain, date))
            for date, day in days.items():
                told = program.overview(key, ids[domain], **{"from": date, "to": date})
                self.assertEqual(told["totals"], day["totals"], (domain, date))
                self.assertEqual(told["inexact_orders"], day["inexact_orders"], (domain, date))

    def check_webhooks(self, program, key, ids, events):
        for store in ids.values():
            program.wait_until_projected(key, store)
        self.check_figures(program, key, ids, ledger(*DAYS, "--events", str(events)))
        program.command("verify")

    @staticmethod
    def count_deliveries(program):
        return program.query("select count(*) as count from deliveries")[0]["count"]

    @on_each_engine
    def test_webhooks_with_faults_come_to_what_the_simulator_decided(self, program):
        key, ids = self.add_stores(program)
        program.serve()
        sent = simulate(*send_words(program, EVENTS, "--pace", "steady:0"), text=SECRET).stdout
        self.assertRegex(sent, r"given up 0\n$")
        self.check_webhooks(program, key, ids, EVENTS)
        self.assertEqual({state for state, _ in program.outcomes().values()} - {"duplicate"},
                         set())

    @on_each_engine
    def test_a_service_that_is_killed_meanwhile_loses_none_of_them(self, program):
        events = 2000
        key, ids = self.add_stores(program)
        program.serve()
        with subprocess.Popen([SIMULATOR, *send_words(program, events, "--pace", "steady:500")],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as sending:
            sending.stdin.write(SECRET)
            sending.stdin.close()
            wait_for(lambda: self.count_deliveries(program) > events / 4, "some deliveries")
            program.kill()
            program.serve(port=program.port)
            sent = sending.stdout.read()
        self.assertRegex(sent, r"sent again [1-9]\d*, given up 0\n$")
        self.check_webhooks(program, key, ids, events)

    @on_each_engine
    def test_imported_histories_come_to_what_the_simulator_decided(self, program):
        days = ("--days", str(max(40, EVENTS // 150)))
        key, ids = self.add_stores(program)
        for number, domain in enumerate(ids, 1):
            history = simulate("history", *PLAN, *days, "--store", str(number)).stdout
            told = program.command("import", "--store", domain, "-", text=history).stdout
            lines = history.count("\n")
            self.assertRegex(told, rf"^read {lines}, applied \d+, unchanged \d+, rejected 0\n$")
        program.serve()
        self.check_figures(program, key, ids, ledger(*days))
        program.command("verify")


if __name__ == "__main__":
    unittest.main()
