"""The program for tests in another language: the browser's (web/tests/browser). Starts the service
and a mail server as the tests here do, then does what each line of its standard input asks for:
`{"do": "mail", "with": {"address": "ann@example.com"}}` is answered by `{"done": …}` or
`{"failed": "…"}`, a line as well. The end of the input ends everything."""
import json
import pathlib
import subprocess
import sys

from program import BINARY, DEADLINE_S, PASSWORD, SECRET, Program, free_port
from smtp_server import MailServer, text_of

SIMULATOR = pathlib.Path(BINARY).with_name("tillwatch-sim")
# A week of the first simulated store.
WEEK = ("--seed", "11", "--until", "2026-03-31T14:00:00Z", "--days", "7", "--orders-a-day", "15")


def simulate(*words):
    return subprocess.run([SIMULATOR, *words], check=True, text=True, stdout=subprocess.PIPE,
                          timeout=DEADLINE_S).stdout


class Stage:
    """Each public method is something to ask for."""

    def __init__(self, program, mails):
        self._program = program
        self._mails = mails

    def add_user(self, email):
        self._program.add_user(email)

    def add_api_key(self, email):
        return self._program.add_api_key(email)

    def add_store(self, **store):
        return self._program.add_store(**store)

    def mail(self, address, count=1):
        """The text of the mail number `count` to an address."""
        return text_of(self._mails.wait_for(address, count))

    def import_simulated_week(self, owner):
        """The store's id, and the totals of all its days as the simulator decided them."""
        _, domain, currency, zone, _ = simulate("stores").splitlines()[0].split("\t")
        store = self._program.add_store(shop=domain, currency=currency, zone=zone, owner=owner)
        history = self._program.directory / "history.ndjson"
        history.write_text(simulate("history", "--store", "1", *WEEK))
        self._program.command("import", "--store", domain, str(history))
        told = json.loads(simulate("ledger", "--stores", "1", *WEEK))["stores"][0]
        return {"store": store, "currency": currency, "days": told["days"]}


def perform(stage, line):
    asked = json.loads(line)
    name = asked["do"]
    try:
        if name.startswith("_") or not hasattr(stage, name):
            raise AssertionError(f"nothing is called {name}")
        return {"done": getattr(stage, name)(**asked.get("with", {}))}
    except Exception as error:  # whoever asked tells it
        return {"failed": repr(error)}


def main():
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with Program() as program, MailServer() as mails:
        program.serve("--smtp-url", mails.url, "--mail-from", "till@till.example",
                      "--public-url", url, "--signup", "open", port=port)
        stage = Stage(program, mails)
        print(json.dumps({"url": url, "password": PASSWORD, "secret": SECRET}), flush=True)
        for line in sys.stdin:
            print(json.dumps(perform(stage, line)), flush=True)


if __name__ == "__main__":
    main()
