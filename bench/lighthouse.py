#!/usr/bin/env python3
"""What Lighthouse says of the dashboard of a demo store, while its orders come in.

    bench/lighthouse.py [--form phone|desktop] [--runs 5]

Lighthouse, of npm, is fetched when it is run, at the version below; its own settings for the form
hold (a phone's processor is four times slower). Nothing is in the browser's cache. Chromium must be
installed and nothing else busy: each millisecond that the page waits for a core counts four times.
"""
import argparse
import contextlib
import http.client
import json
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

import figures

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = os.environ.get("TILLWATCH_TEST_BINARY", str(ROOT / "build" / "release" / "tillwatch"))
LIGHTHOUSE = "lighthouse@12.8.2"
SIGN_IN = {"email": "demo@example.com", "password": "watch-the-tills"}
SETTLED_S = 10  # the history is there before, its sums of days may still be added up
TRIES = 3
CATEGORIES = ("performance", "accessibility", "best-practices")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--form", choices=["phone", "desktop"], default="phone")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--port", type=int, default=18_313)
    return parser.parse_args()


@contextlib.contextmanager
def demo(port, directory):
    process = subprocess.Popen(
        [BINARY, "demo", "--listen", f"127.0.0.1:{port}", "--data", directory],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        for line in process.stdout:
            if "Ctrl-C" in line:
                break
        else:
            raise AssertionError(f"the demo ended with {process.wait()}")
        yield
    finally:
        process.terminate()
        process.communicate()


def asked(port, method, path, headers, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request(method, path, body=body, headers=headers)
    answer = connection.getresponse()
    text = answer.read()
    if answer.status != 200:
        raise AssertionError(f"{path}: {answer.status} {text}")
    return json.loads(text), answer.headers


def sign_in(port):
    """The access token, and the cookie of a session of its own: each load of a page renews it."""
    token, headers = asked(port, "POST", "/api/v1/auth/login", {"Content-Type": "application/json"},
                           json.dumps(SIGN_IN))
    return token["access_token"], headers["Set-Cookie"].split(";", 1)[0]


def report_of(port, path, form, directory):
    """Of one load. At times Lighthouse fails to record one, which says nothing of the page."""
    for tries_left in range(TRIES - 1, -1, -1):
        try:
            return run_lighthouse(port, path, form, directory)
        except subprocess.CalledProcessError:
            if tries_left == 0:
                raise


def run_lighthouse(port, path, form, directory):
    _, cookie = sign_in(port)
    headers = pathlib.Path(directory) / "headers.json"
    headers.write_text(json.dumps({"Cookie": cookie}), encoding="utf-8")
    report = pathlib.Path(directory) / "report.json"
    command = [
        "npx", "--yes", LIGHTHOUSE, f"http://127.0.0.1:{port}{path}", "--quiet", "--output=json",
        f"--output-path={report}", f"--only-categories={','.join(CATEGORIES)}",
        f"--extra-headers={headers}", "--chrome-flags=--headless=new --no-sandbox",
        *(["--preset=desktop"] if form == "desktop" else [])]
    subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": "/usr/bin/chromium"})
    found = json.loads(report.read_text(encoding="utf-8"))
    if not found["finalDisplayedUrl"].endswith(path):
        raise AssertionError(f"shown was {found['finalDisplayedUrl']}")
    return found


def measure(options):
    with tempfile.TemporaryDirectory() as directory:
        with demo(options.port, f"{directory}/data"):
            access, _ = sign_in(options.port)
            stores, _ = asked(options.port, "GET", "/api/v1/stores",
                              {"Authorization": f"Bearer {access}"})
            time.sleep(SETTLED_S)
            path = f"/stores/{stores['items'][0]['id']}"
            reports = [report_of(options.port, path, options.form, directory)
                       for _ in range(options.runs)]
    for name in CATEGORIES:
        scores = [round(report["categories"][name]["score"] * 100) for report in reports]
        print(f"  {name}: {', '.join(map(str, scores))}", flush=True)
        figures.tell(f"Lighthouse, {options.form}: {name}", statistics.median(scores))
    for audit in ("total-blocking-time", "largest-contentful-paint"):
        waits = [report["audits"][audit]["numericValue"] for report in reports]
        print(f"  {audit}: {', '.join(f'{wait:.0f}' for wait in waits)} ms", flush=True)
        figures.tell(f"Lighthouse, {options.form}: {audit.replace('-', ' ')}",
                     statistics.median(waits), "ms")


if __name__ == "__main__":
    measure(arguments())
