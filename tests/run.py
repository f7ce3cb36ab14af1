#!/usr/bin/env python3
"""Runs every test and closes with `N passed, N failed`; called by script/test, which has built
everything and started a PostgreSQL. A program that ends without a report counts as failed."""
import json
import os
import pathlib
import re
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).resolve().parent.parent
RESULTS = ROOT / "build" / "test-results"
SANITIZERS = {
    "ASAN_OPTIONS": "detect_leaks=1:strict_string_checks=1:check_initialization_order=1",
    "UBSAN_OPTIONS": "print_stacktrace=1",
    "TSAN_OPTIONS": "halt_on_error=1:second_deadlock_stack=1",
}
FUZZ_SECONDS = 60
LAW_HISTORIES = "50000"
LAWS = "engines/Laws.hold_over_any_history"


class Tally:
    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.lock = threading.Lock()

    def add(self, name, passed, failed, seconds, output):
        with self.lock:
            self.passed += passed
            self.failed += failed
            print(f"{name}: {passed} passed, {failed} failed ({seconds:.1f} s)", flush=True)
            if failed:
                print(output[-20000:], flush=True)


def run(command, **environment):
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **SANITIZERS, **environment},
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="replace")
    return done, time.monotonic() - started


def run_gtest(tally, program, part="", **environment):
    name = f"{program.parent.parent.name}/{program.name}{part}"
    report = RESULTS / (re.sub(r"\W+", "-", name) + ".json")
    report.unlink(missing_ok=True)
    done, seconds = run([program, "--gtest_brief=1", f"--gtest_output=json:{report}"],
                        **environment)
    total, failed = 0, 0
    if report.exists():
        counts = json.loads(report.read_text())
        total, failed = counts["tests"], counts["failures"] + counts["errors"]
    if done.returncode != 0 and failed == 0:
        failed = 1
        total += 1
    tally.add(name, total - failed, failed, seconds, done.stdout)


def run_unittest(tally, name, command, **environment):
    done, seconds = run(command, **environment)
    ran = re.search(r"^Ran (\d+) tests?", done.stdout, re.MULTILINE)
    total = int(ran.group(1)) if ran else 0
    bad = sum(int(n) for n in re.findall(r"(?:failures|errors)=(\d+)", done.stdout))
    failed = max(bad, 1) if done.returncode != 0 or total == 0 else 0
    tally.add(name, max(total - failed, 0), failed, seconds, done.stdout)


def run_browser_tests(tally, preset):
    """Journeys through the web app; node --test counts them at its end."""
    done, seconds = run(["script/web", "browser"],
                        TILLWATCH_TEST_BINARY=str(ROOT / "build" / preset / "tillwatch"))
    counts = dict(re.findall(r"^# (pass|fail|cancelled) (\d+)$", done.stdout, re.MULTILINE))
    passed = int(counts.get("pass", 0))
    failed = int(counts.get("fail", 0)) + int(counts.get("cancelled", 0))
    if failed == 0 and (done.returncode != 0 or passed == 0):
        failed = 1
    tally.add(f"browser ({preset})", passed, failed, seconds, done.stdout)
    for line in re.findall(r"^# (from sending .*)$", done.stdout, re.MULTILINE):
        print(f"  {line}", flush=True)


def run_command(tally, name, command):
    done, seconds = run(command)
    failed = 0 if done.returncode == 0 else 1
    tally.add(name, 1 - failed, failed, seconds, done.stdout)


def list_programs(preset):
    """The programs of tests that CMake knows, built or not; those left from before are not among
    them. ctest gives no command for one that was not built."""
    build = ROOT / "build" / preset
    listed = subprocess.run(["ctest", "--test-dir", build, "--show-only=json-v1"], check=True,
                            capture_output=True, text=True)
    commands = [test.get("command", [build / "tests" / test["name"]])
                for test in json.loads(listed.stdout)["tests"]]
    return sorted(pathlib.Path(command[0]) for command in commands if len(command) == 1)


def run_build(tally, preset, part="", **environment):
    programs = list_programs(preset)
    if not programs:
        tally.add(f"{preset}: programs", 0, 1, 0, "ctest lists no program of tests")
    for program in programs:
        if program.exists():
            run_gtest(tally, program, part, **environment)
        else:
            tally.add(f"{preset}/{program.name}", 0, 1, 0, "not built")


def run_binary_tests(tally, preset, pattern="test*.py", **environment):
    run_unittest(tally, f"binary ({preset}, {pattern})",
                 [sys.executable, "-W", "error", "-m", "unittest", "discover", "-s",
                  "tests/binary", "-p", pattern],
                 TILLWATCH_TEST_BINARY=str(ROOT / "build" / preset / "tillwatch"), **environment)


def run_laws(tally, engine):
    """Of the release build: a sanitized one takes four times as long for as many."""
    run_gtest(tally, ROOT / "build" / "release" / "tests" / "conformance_test",
              f", {LAW_HISTORIES} histories, {engine}", TILLWATCH_LAW_HISTORIES=LAW_HISTORIES,
              GTEST_FILTER=f"{LAWS}/{engine}")


def run_fuzzer(tally, fuzzer):
    run_command(tally, fuzzer, [ROOT / "build" / "fuzz" / "tests" / fuzzer,
                                f"-max_total_time={FUZZ_SECONDS}"])


def run_all_the_rest(tally):
    """As many at once as there are cores, the long ones first."""
    fuzzers = sorted(source.stem for source in (ROOT / "tests" / "fuzz").glob("*_fuzz.cpp"))
    for build in (["tsan"], ["release", "conformance_test"], ["fuzz", *fuzzers]):
        run_command(tally, f"script/build {build[0]}", ["script/build", *build])
    with ThreadPoolExecutor(os.cpu_count()) as lanes:
        done = [lanes.submit(run_laws, tally, "postgres"),
                lanes.submit(run_binary_tests, tally, "tsan"),
                lanes.submit(run_build, tally, "tsan"),
                lanes.submit(run_binary_tests, tally, "asan"),
                lanes.submit(run_build, tally, "asan", ", long properties",
                             RC_PARAMS="max_success=5000", GTEST_FILTER=f"-{LAWS}/*"),
                lanes.submit(run_binary_tests, tally, "release", "test_sim.py",
                             TILLWATCH_TEST_EVENTS="100000"),
                lanes.submit(run_laws, tally, "sqlite"),
                *(lanes.submit(run_fuzzer, tally, fuzzer) for fuzzer in fuzzers)]
    for task in done:
        task.result()


def main():
    RESULTS.mkdir(parents=True, exist_ok=True)
    tally = Tally()
    for what in ("embed_sql", "common_passwords", "scripts"):
        run_unittest(tally, what, [sys.executable, f"tests/tools/{what}_test.py"])
    run_unittest(tally, "reference", [sys.executable, "-W", "error", "-m", "unittest", "discover",
                                      "-s", "tests/reference", "-t", "tests"])
    run_command(tally, "web", ["script/web", "check"])
    run_build(tally, "asan")
    run_binary_tests(tally, "release")
    run_browser_tests(tally, "release")
    if "--all" in sys.argv:
        run_all_the_rest(tally)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
