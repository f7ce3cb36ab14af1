#!/usr/bin/env python3
"""Runs every bench several times on this machine and writes the medians into bench/RESULTS.md, with
the machine, the commit and the commands.

    bench/record.py [--runs 3] [--large] [--only NAME ...]

Compare ratios: machines differ, and a virtual one differs from itself. A figure that was not within
15 % of the median in every run has its range beside it. Started by script/bench.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "RESULTS.md"
REPEATABLE = 0.15
ENGINES = ("sqlite", "postgres")


def benches(large):
    """(name, command) of each."""
    for name in ("http_gate", "webhook_codec", "order", "apply"):
        yield name, [f"build/release/bench/{name}_bench", "--benchmark_format=json"]
    for engine in ENGINES:
        yield "real_orders", ["bench/real_orders.py", "--engine", engine]
    for engine in ENGINES:
        yield "startup", ["bench/startup.py", "--engine", engine]
    for engine in ENGINES:
        yield "webhooks", ["bench/webhooks.py", "--engine", engine, "--rounds", "1",
                           "--round-seconds", "8", "--seconds", "30"]
    for engine in ENGINES:
        yield "stores", ["bench/webhooks.py", "--engine", engine, "--stores", "1000", "--rounds",
                         "1", "--round-seconds", "8", "--seconds", "0"]
    for engine in ENGINES:
        yield "through", ["bench/through.py", "--engine", engine]
    for engine in ENGINES:
        yield "live", ["bench/live.py", "--engine", engine]
    for engine in ENGINES:
        yield "sign_ins", ["bench/sign_ins.py", "--engine", engine]
    for engine in ENGINES:
        for orders in ("10000", "1000000", *(["10000000"] if large else [])):
            yield "overview", ["bench/overview.py", "--engine", engine, "--orders", orders]
    for engine in ENGINES:
        yield "lists", ["bench/lists.py", "--engine", engine, "--orders", "100000"]
    for form in ("phone", "desktop"):
        yield "lighthouse", ["bench/lighthouse.py", "--form", form, "--runs", "3"]


def told_by_benchmark(output):
    """What a program of Google Benchmark measured."""
    for case in json.loads(output)["benchmarks"]:
        # "gate/small", "new_orders/iterations:100/process_time"
        name = " ".join(part for part in case["name"].split("/")
                        if ":" not in part and part != "process_time").replace("_", " ")
        each = case["cpu_time"]
        if "items_per_second" in case:
            each = 1e9 / case["items_per_second"]
        yield {"what": f"{name}, processor time", "figure": each / 1000, "unit": "µs", "digits": 2}


def run_once(command):
    """The figures of one run."""
    with tempfile.NamedTemporaryFile("r", suffix=".jsonl") as told:
        environment = os.environ | {"BENCH_FIGURES": told.name}
        if "--benchmark_format=json" in command:
            output = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE,
                                    stderr=subprocess.DEVNULL, text=True).stdout
            return list(told_by_benchmark(output))
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        return [json.loads(line) for line in told]


def spelled(number, digits):
    return f"{number:,.{digits}f}"


def row_of(command, runs):
    """A row of the table for the figure that all runs told."""
    numbers = sorted(run["figure"] for run in runs)
    median, digits = statistics.median(numbers), runs[0]["digits"]
    figure = f"{spelled(median, digits)} {runs[0]['unit']}".strip()
    if any(abs(number - median) > REPEATABLE * abs(median) for number in numbers):
        figure += f" ({spelled(numbers[0], digits)} to {spelled(numbers[-1], digits)})"
    return f"| {runs[0]['what']} | `{' '.join(command)}` | {figure} |"


def measure(command, count):
    """Rows, in the order in which the figures are told."""
    told: dict[str, list[dict]] = {}
    for _ in range(count):
        for figure in run_once(command):
            told.setdefault(figure["what"], []).append(figure)
    return [row_of(command, runs) for runs in told.values()]


def machine():
    memory = int(re.search(r"MemTotal:\s+(\d+)", pathlib.Path("/proc/meminfo").read_text())[1])
    model = re.search(r"model name\s*: (.+)", pathlib.Path("/proc/cpuinfo").read_text())
    disk = subprocess.check_output(["stat", "-f", "-c", "%T", "/var/tmp"], text=True).strip()
    return (f"{os.cpu_count()} cores ({model[1] if model else platform.machine()}), "
            f"{memory / 2**20:.0f} GB of memory, data on {disk}, Linux {platform.release()}; load "
            f"average at the start {os.getloadavg()[0]:.1f}. Senders run on the same cores.")


def commit():
    name = subprocess.check_output(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, text=True)
    changed = subprocess.check_output(["git", "status", "--porcelain", "-uno"], cwd=ROOT, text=True)
    return name.strip() + (" with changes" if changed else "")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--large", action="store_true", help="overviews of ten million orders too")
    parser.add_argument("--only", nargs="+", help="benches by name")
    options = parser.parse_args()
    chosen = [(name, command) for name, command in benches(options.large)
              if not options.only or name in options.only]
    if not chosen:
        sys.exit("no bench has such a name")
    # Each as it comes: what is measured stays, whatever becomes of the rest.
    with RESULTS.open("a", encoding="utf-8") as results:
        print("", f"## {datetime.date.today()}, commit {commit()}, medians of {options.runs}", "",
              machine(), "", "| what | command | figure |", "|---|---|---|", sep="\n",
              file=results, flush=True)
        for _, command in chosen:
            print(f"== {' '.join(command)}", flush=True)
            for row in measure(command, options.runs):
                print(row, file=results, flush=True)
                print(row, flush=True)


if __name__ == "__main__":
    main()
