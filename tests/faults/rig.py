"""What the arms of the fault tests share: a program that may be started under something, the
sender beside it, the log of what was acknowledged, and the check that all of it is there."""
import contextlib
import hashlib
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "binary"))
import program as tested  # noqa: E402
from sender import DAY, cents_of  # noqa: E402

READY_S = 2.0  # what the service promises, from its start to /readyz
START_S = 60
PROJECTED_S = 300
HERE = pathlib.Path(__file__).parent


def until(condition, seconds):
    """Whether the condition came true within so many seconds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


class DurablePostgres(tested.Postgres):
    """A PostgreSQL server that flushes, as one in earnest does."""

    SETTINGS = "-c max_connections=100 -c log_min_messages=panic"

    def stop(self, mode="immediate"):
        self._run("pg_ctl", "-m", mode, "stop", check=False)

    def processes(self):
        """The postmaster, then its children."""
        first = (pathlib.Path(self.directory) / "data" / "postmaster.pid").read_text().split()[0]
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", first], text=True,
                                  stdout=subprocess.PIPE).stdout.split()
        return [int(first), *map(int, children)]

    def backends(self, database):
        listed = subprocess.run(["psql", "-XAtq", self.url, "--command",
                                 f"select pid from pg_stat_activity where datname = '{database}'"],
                                check=True, text=True, stdout=subprocess.PIPE).stdout.split()
        return list(map(int, listed))


class Case:
    """One thing to be shown: its figures and what contradicts it. Whatever breaks it off within
    its `with` is a failure of it."""

    FAILURES_SHOWN = 8

    def __init__(self, name):
        self.name = name
        self.figures = {}
        self.failures = []

    def __enter__(self):
        return self

    def __exit__(self, _, error, __):
        if not isinstance(error, Exception):
            return False
        text = "".join(traceback.format_exception(error))
        self.failures.append("broke off: " + text.rstrip().replace("\n", "\n    "))
        return True

    def expect(self, condition, sentence):
        if not condition:
            self.failures.append(sentence)
        return condition

    def add(self, figure, number=1):
        self.figures[figure] = self.figures.get(figure, 0) + number

    def most(self, figure, number):
        self.figures[figure] = round(max(self.figures.get(figure, 0), number), 2)

    def report(self, replay):
        figures = ", ".join(f"{number} {name}" for name, number in self.figures.items())
        print(f"{self.name}: {figures}: {'FAILED' if self.failures else 'ok'}")
        for failure in self.failures[:self.FAILURES_SHOWN]:
            print(f"    {failure}")
        if len(self.failures) > self.FAILURES_SHOWN:
            print(f"    and {len(self.failures) - self.FAILURES_SHOWN} more")
        if self.failures:
            print(f"    again: {replay}")
        sys.stdout.flush()


class Answer:
    def __init__(self, line):
        status, self.webhook_id, self.sha256, number, sent, done = line.split()
        self.status, self.number = int(status), int(number)
        self.sent, self.done = int(sent), int(done)

    @property
    def seconds(self):
        return (self.done - self.sent) / 1e9


class AnswerLog:
    """What the sender wrote down, read as it grows. It lies in memory, away from every disk that
    is to fail."""

    def __init__(self, name):
        self.directory = tempfile.mkdtemp(prefix="tillwatch-faults-", dir="/dev/shm")
        self.path = f"{self.directory}/{name}.log"
        pathlib.Path(self.path).touch()
        self._file = open(self.path)
        self._rest = ""
        self.acknowledged = {}  # webhook id → SHA-256
        self.sent = set()
        self.all = []

    def read(self):
        """The answers that are new since the last time."""
        *lines, self._rest = (self._rest + self._file.read()).split("\n")
        new = [Answer(line) for line in lines]
        self.acknowledged.update((a.webhook_id, a.sha256) for a in new if a.status == 200)
        self.sent.update(a.webhook_id for a in new)
        self.all += new
        return new

    def close(self):
        self._file.close()
        shutil.rmtree(self.directory)


def stored(program):
    """webhook id → SHA-256 of its body, of every delivery in the log; and how many rows hold them.
    The only place that knows how deliveries are stored."""
    if program.engine == "postgres":
        rows = subprocess.run(
            ["psql", "-XAtq", "-F", " ", program.url, "--command",
             "select webhook_id, encode(body_sha256, 'hex') from deliveries"],
            check=True, text=True, stdout=subprocess.PIPE).stdout.splitlines()
        pairs = [row.split() for row in rows]
    else:
        with contextlib.closing(sqlite3.connect(
                f"file:{program.data}/inbox.db?mode=ro", uri=True)) as connection:
            pairs = connection.execute(
                "select webhook_id, lower(hex(body_sha256)) from deliveries").fetchall()
            columns = [row[1] for row in connection.execute("pragma table_info(deliveries)")]
            if "body" in columns:
                connection.create_function("sha256", 1, lambda b: hashlib.sha256(b).hexdigest())
                pairs = connection.execute(
                    "select webhook_id, sha256(body) from deliveries").fetchall()
    return dict(pairs), len(pairs)


class Served(tested.Program):
    """The program under test on one port through all its restarts, and its sender. `data`: where
    its data directory is to be, if not beside its log."""

    def __init__(self, engine="sqlite", server="", data=None):
        super().__init__(engine, server)
        self.data = data or self.directory / "data"
        if engine == "sqlite":
            self.options = ["--database", f"sqlite:{self.data}"]
        self.port = tested.free_port()
        self.answers = AnswerLog("answers")
        self.name = self.directory.name.rpartition("-")[2]
        self.sender = None
        self.log = None

    def __exit__(self, _, error, __):
        self.end_sender()
        if error is not None:
            code = None if self.process is None else self.process.poll()
            error.add_note(f"the program's exit code: {code}; its log: {self.logged()[-1500:]}")
        if self.process is not None:
            self.kill()
        self.answers.close()
        if self.engine == "postgres":
            # Its server may have been left stopped by what failed.
            with contextlib.suppress(subprocess.CalledProcessError):
                self._psql(f'drop database "{self.database}" with (force)')
        shutil.rmtree(self.directory, ignore_errors=True)

    def logged(self):
        """What it logged, without the line of each request."""
        lines = (self.directory / "log").read_text().splitlines(keepends=True)
        return "".join(line for line in lines if '"message":"request"' not in line)

    def begin(self, *wrapper, environment=None):
        """Starts it, perhaps under another program, and does not wait."""
        self.log = open(self.directory / "log", "ab")
        self.process = subprocess.Popen(
            [*wrapper, tested.BINARY, "serve", "--listen", f"127.0.0.1:{self.port}",
             *self.options], stdout=subprocess.DEVNULL, stderr=self.log,
            # It is asked for more often than people ask.
            env={**os.environ, "TILLWATCH_USER_RATE": "0", "TILLWATCH_STORE_RATE": "0",
                 **(environment or {})})

    def serve(self, *wrapper, environment=None):
        """Starts it and waits until it is ready; answers how long that took, in seconds."""
        began = time.monotonic()
        self.begin(*wrapper, environment=environment)
        if not until(self._is_ready, START_S):
            raise AssertionError("not ready within a minute: " + self.logged()[-2000:])
        return time.monotonic() - began

    def wait_for_end(self, seconds):
        """Its exit code, or None if it still runs then."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def forget(self):
        """After it ended by itself."""
        self.process.wait()
        self.process = None
        self.log.close()

    def send(self, connections=16, **options):
        arguments = [f"--{name}={value}" for name, value in options.items()]
        self.sender = subprocess.Popen(
            [sys.executable, HERE / "sender.py", f"--port={self.port}", f"--name={self.name}",
             f"--log={self.answers.path}", f"--connections={connections}", *arguments])

    def end_sender(self):
        if self.sender is not None:
            self.sender.terminate()
            self.sender.wait()
            self.sender = None

    def keep_running(self, case):
        """Starts it again if it ended by itself, which it must not."""
        code = self.process.poll()
        if code is not None:
            case.expect(False, f"it ended by itself with {code}: {self.logged()[-300:].rstrip()}")
            self.forget()
            self.serve()

    def drain(self, case, seconds=120):
        """Lets the sender go on until all it sent is acknowledged."""
        self.keep_running(case)
        self.sender.send_signal(signal.SIGUSR1)

        def ended():
            return self.sender.poll() is not None or self.process.poll() is not None
        case.expect(until(ended, seconds),
                    f"not everything was answered 200 within {seconds} s of the last fault")
        self.keep_running(case)
        self.end_sender()
        self.answers.read()

    def acknowledges(self, seconds, more=1):
        """Whether so many more are acknowledged within so many seconds."""
        self.answers.read()
        aim = len(self.answers.acknowledged) + more

        def enough():
            self.answers.read()
            return len(self.answers.acknowledged) >= aim
        return until(enough, seconds)

    def run_for_a_while(self, case, random, seconds, more=1):
        """Under load until so many more are acknowledged, and up to so many seconds after that."""
        case.expect(self.acknowledges(10, more), f"not {more} acknowledged within 10 s")
        time.sleep(random.uniform(0, seconds))

    def wait_a_moment(self, random, seconds):
        time.sleep(random.uniform(0, seconds))

    def check_verified(self, case):
        """Whether the sums of a program that does not run are those of what it stored."""
        done = self.command("verify", check=False)
        case.expect(done.returncode == 0,
                    f"verify ended with {done.returncode}: {done.stdout[:300].rstrip()}")

    def check_ready(self, case, seconds):
        case.most("s at most until ready", seconds)
        case.expect(seconds <= READY_S, f"ready only after {seconds:.2f} s")

    def check_stored(self, case, acknowledged):
        """Whether each of these acknowledged deliveries is there, with its body."""
        held, rows = stored(self)
        lost = [i for i, sha256 in acknowledged.items() if held.get(i) != sha256]
        case.add("lost", len(lost))
        case.expect(not lost, f"{len(lost)} of {len(acknowledged)} acknowledged are lost, such as "
                              f"{lost[:3]}")
        case.expect(rows == len(held), f"{rows} rows hold {len(held)} webhook ids")
        return held

    def check_figures(self, case, key, store, exact):
        """Whether the figures count each acknowledged order once, and none that was not sent.
        `exact`: everything sent is acknowledged."""
        def pending():
            return self.get_json(f"/api/v1/stores/{store}", key)["pending"]
        if not until(lambda: pending() == 0, PROJECTED_S):
            case.expect(False, f"{pending()} deliveries still wait to be projected")
            return
        totals = self.overview(key, store, **{"from": DAY, "to": DAY})["totals"]
        least, most = len(self.answers.acknowledged), len(self.answers.sent)
        case.expect(least <= totals["orders"] <= most,
                    f"{totals['orders']} orders counted, {least} acknowledged, {most} sent")
        if exact:
            cents = sum(cents_of(int(i.rpartition("-")[2])) for i in self.answers.acknowledged)
            case.expect(totals["total_sales"] == f"{cents // 100}.{cents % 100:02}",
                        f"total sales are {totals['total_sales']}, not {cents / 100:.2f}")

    def check_integrity(self, case):
        """Whether the files of a program that does not run are sound, looked at in a copy."""
        with tempfile.TemporaryDirectory(prefix="tillwatch-copy-", dir="/dev/shm") as copy:
            for name in ("inbox", "state"):
                for file in self.data.glob(f"{name}.db*"):
                    shutil.copy(file, copy)
                with contextlib.closing(sqlite3.connect(f"{copy}/{name}.db")) as connection:
                    try:
                        found = connection.execute("pragma integrity_check").fetchone()[0]
                    except sqlite3.DatabaseError as error:
                        found = str(error)
                case.expect(found == "ok", f"{name}.db is damaged: {found}")

    def finish(self, case, key, store):
        """The end of every case with a running program: everything sent gets in, is there once and
        is counted once, and an orderly stop is one."""
        self.drain(case)
        held = self.check_stored(case, self.answers.acknowledged)
        complete = set(held) == self.answers.sent == set(self.answers.acknowledged)
        case.expect(complete, f"{len(held)} are stored of {len(self.answers.sent)} sent and "
                              f"{len(self.answers.acknowledged)} acknowledged in the end")
        self.check_figures(case, key, store, exact=complete)
        code = self.stop()
        case.expect(code == 0, f"an orderly stop ended with {code}")
        self.check_verified(case)
        if self.engine == "sqlite":
            self.check_integrity(case)
        case.add("acknowledged", len(self.answers.acknowledged))
