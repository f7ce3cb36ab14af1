"""`tillwatch demo`: figures that move within seconds, on a directory thrown away or kept."""
import contextlib
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest

from program import BINARY, DEADLINE_S, Program, free_port, wait_for

DAYS = "20"  # of history


class Demo:
    """A running demo, and what it said on its standard output."""

    def __init__(self, directory, *options, days=DAYS):
        self.port = free_port()
        self.log = open(pathlib.Path(directory) / "log", "ab")
        self.process = subprocess.Popen(
            [BINARY, "demo", "--listen", f"127.0.0.1:{self.port}", "--days", days,
             *options],
            stdout=subprocess.PIPE, stderr=self.log, text=True,
            env={**os.environ, "TMPDIR": str(directory)})
        self.api = Program.__new__(Program)  # for its requests alone
        self.api.port = self.port

    def introduction(self):
        timer = threading.Timer(DEADLINE_S, self.process.kill)
        timer.start()
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            if "Ctrl-C" in line:
                break
        timer.cancel()
        text = "".join(lines)
        self.key = re.search(r"API key +(\S+)", text).group(1)
        self.store = re.search(r"/stores/(\w+)/insights", text).group(1)
        return text

    def orders(self):
        return self.api.overview(self.key, self.store)["all_time"]["orders"]

    def wait_for_an_order(self):
        before = self.orders()
        wait_for(lambda: self.orders() > before, "another order")

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        try:
            return self.process.wait(DEADLINE_S)
        finally:
            self.close()

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(DEADLINE_S)
        self.process.stdout.close()
        self.log.close()


@contextlib.contextmanager
def demo(*options, days=DAYS):
    with tempfile.TemporaryDirectory() as directory:
        started = Demo(directory, *options, days=days)
        try:
            yield started, pathlib.Path(directory)
        finally:
            started.close()


def thrown_away(directory):
    return list(directory.glob("tillwatch-demo-*"))


class DemoTest(unittest.TestCase):
    def test_figures_move_and_nothing_is_left_behind(self):
        with demo() as (started, directory):
            text = started.introduction()
            self.assertIn(f"http://localhost:{started.port}", text)
            self.assertIn("demo@example.com", text)
            self.assertGreater(started.orders(), 50)
            started.wait_for_an_order()
            self.assertEqual(len(thrown_away(directory)), 1)
            begun = time.monotonic()
            self.assertEqual(started.stop(signal.SIGINT), 0)
            self.assertLess(time.monotonic() - begun, DEADLINE_S / 4)
            self.assertEqual(thrown_away(directory), [])

    def test_that_is_kept_goes_on_without_a_second_history(self):
        with tempfile.TemporaryDirectory() as directory:
            kept = f"{directory}/kept"
            with demo("--data", kept) as (first, _):
                told = first.introduction()
                first.wait_for_an_order()
                orders = first.orders()
                self.assertEqual(first.stop(), 0)
            with demo("--data", kept, days="1") as (second, logs):
                again = second.introduction()
                self.assertEqual((second.key, second.store), (first.key, first.store))
                self.assertEqual(again.replace(str(second.port), str(first.port)), told)
                self.assertGreaterEqual(second.orders(), orders)
                second.wait_for_an_order()
                self.assertNotIn("history imported", (logs / "log").read_text())
                self.assertEqual(second.stop(), 0)
            verified = subprocess.run([BINARY, "verify", "--database", f"sqlite:{kept}"],
                                      capture_output=True, text=True, timeout=DEADLINE_S)
            self.assertEqual(verified.stdout, "verified 3 stores, 0 differences\n")

    def test_told_to_end_while_it_is_made_ends_and_goes_on_later(self):
        with tempfile.TemporaryDirectory() as directory:
            kept = pathlib.Path(directory) / "kept"
            with demo("--data", str(kept)) as (first, _):
                wait_for((kept / "demo.json").exists, "the demo to be begun")
                self.assertEqual(first.stop(), 0)
            with demo("--data", str(kept)) as (second, _):
                second.introduction()
                self.assertEqual(second.stop(), 0)

    def test_what_no_demo_made_is_refused(self):
        with tempfile.TemporaryDirectory() as directory:
            (pathlib.Path(directory) / "state.db").write_text("mine")
            for options, reason in ((["--data", directory], "no demo made"),
                                    (["--database", f"sqlite:{directory}"], "--data instead"),
                                    (["--days", "0"], "--days must be a number from 1")):
                command = [BINARY, "demo", "--listen", f"127.0.0.1:{free_port()}", *options]
                done = subprocess.run(command, capture_output=True, text=True, timeout=DEADLINE_S)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertIn(reason, done.stderr)
            self.assertEqual(os.listdir(directory), ["state.db"])

    def test_a_port_that_is_taken_is_told_before_anything_is_made(self):
        with tempfile.TemporaryDirectory() as directory, socket.create_server(
                ("127.0.0.1", 0)) as taken:
            done = subprocess.run(
                [BINARY, "demo", "--listen", f"127.0.0.1:{taken.getsockname()[1]}"],
                capture_output=True, text=True, timeout=DEADLINE_S,
                env={**os.environ, "TMPDIR": directory})
            self.assertEqual(done.returncode, 2)
            self.assertRegex(done.stderr, r"^tillwatch: cannot listen at 127.0.0.1:\d+: Address ")
            self.assertEqual(os.listdir(directory), [])


if __name__ == "__main__":
    unittest.main()
