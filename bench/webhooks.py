#!/usr/bin/env python3
"""How many signed webhooks a second are acknowledged, beside nginx answering 200 to the same
requests, and how long an acknowledgement takes at half of that.

    bench/webhooks.py [--engine sqlite|postgres] [--rounds 3] [--round-seconds 10] [--seconds 60]
                      [--soak 600] [--stores 1] [--profile FILE]

Rounds of closed loop with 64 connections, nginx and tillwatch in turns, then an open loop at half
of the median (bench/webhook_load.cpp sends both), then, if asked, a soak at the same rate with the
server's memory each 30 s. The sender runs on the same cores: its own share is printed. nginx
answers `return 200`, so it reads the body and throws it away.

The data directory must be on a disk, as only there a flush costs something; PostgreSQL runs with
its own defaults (fsync on). --profile writes a `perf record` of the server during the last round.
Started by script/bench. Needs nginx.
"""
import argparse
import contextlib
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "binary"))
os.environ.setdefault("TILLWATCH_TEST_BINARY", str(ROOT / "build" / "release" / "tillwatch"))

import figures  # noqa: E402
from program import SECRET, Postgres, Program, free_port  # noqa: E402

LOAD = ROOT / "build" / "release" / "bench" / "webhook_load"
PREPARED_MAX = 150_000  # 1.2 GB
PREPARED_FOR_LONG = 20_000  # nginx is sent them again and again; else they are renewed
SOAK_EACH_S = 30
PROJECTED_DEADLINE_S = 1800
TICKS = os.sysconf("SC_CLK_TCK")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--round-seconds", type=float, default=10)
    parser.add_argument("--seconds", type=float, default=60, help="of the open loop")
    parser.add_argument("--rate", type=float, help="of the open loop; else half of the measured")
    parser.add_argument("--soak", type=float, default=0)
    parser.add_argument("--stores", type=int, default=1)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--body-bytes", type=int, default=7000)
    parser.add_argument("--nginx-workers", type=int, default=2)
    parser.add_argument("--directory", default="/var/tmp", help="where data is, on a disk")
    parser.add_argument("--profile", help="file for perf's record of the last round")
    return parser.parse_args()


class DurablePostgres(Postgres):
    SETTINGS = "-c max_connections=100"


class Nginx:
    def __init__(self, workers):
        self.workers = workers

    def __enter__(self):
        self.port = free_port()
        self.directory = tempfile.TemporaryDirectory(prefix="tillwatch-nginx-")
        at = self.directory.name
        paths = "".join(f"{what}_temp_path {at}/{what}; "
                        for what in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        pathlib.Path(at, "nginx.conf").write_text(
            f"daemon off; worker_processes {self.workers}; pid {at}/pid; error_log {at}/error;\n"
            "events { worker_connections 4096; }\n"
            f"http {{ access_log off; keepalive_requests 1000000000; {paths}\n"
            "client_max_body_size 64m; client_body_buffer_size 64k;\n"
            f"server {{ listen 127.0.0.1:{self.port}; location / {{ return 200 \"ok\\n\"; }} }} }}")
        self.process = subprocess.Popen(["nginx", "-c", f"{at}/nginx.conf", "-e", f"{at}/error"])
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)
        self.directory.cleanup()


def family(pids):
    """The processes and what they started."""
    parents = {}
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(path.parent.name)] = int(path.read_text().rsplit(")", 1)[1].split()[1])
    found = set(pids)
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def cpu_seconds(pids):
    ticks = 0
    for pid in family(pids):
        with contextlib.suppress(OSError):
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / TICKS


def load_command(port, options, seconds, rate, then, prepared):
    return [LOAD, "--port", str(port), "--secret", SECRET, "--stores", str(options.stores),
            "--connections", str(options.connections), "--body-bytes", str(options.body_bytes),
            "--seconds", str(seconds), "--rate", str(rate), "--then", then,
            "--prepared", str(int(prepared)), "--json"]


def load(name, port, pids, options, seconds, rate=0, then="renew", prepared=PREPARED_MAX):
    """Runs the sender; answers what it measured. The CPU of `pids` is counted from when it has
    prepared its requests."""
    command = load_command(port, options, seconds, rate, then, prepared)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True) as process:
        for line in process.stderr:
            if line.startswith("prepared"):
                break
        before = cpu_seconds(pids)
        output = process.stdout.read()
    if process.returncode != 0:
        sys.exit(f"webhook_load ended with {process.returncode}")
    result = json.loads(output)
    result["server_cpu_us"] = (cpu_seconds(pids) - before) * 1e6 / max(result["sent"], 1)
    how = f"{rate:.0f}/s due" if rate else "closed loop"
    print(f"{name}, {how}: {result['acknowledged_per_second']:.0f}/s "
          f"{json.dumps(result['statuses'])}, p50 {result['p50_ms']:.2f}, "
          f"p90 {result['p90_ms']:.2f}, p99 {result['p99_ms']:.2f}, "
          f"p99.9 {result['p999_ms']:.2f}, max {result['max_ms']:.1f} ms; CPU a request: "
          f"server {result['server_cpu_us']:.0f} µs, sender {result['cpu_us_per_request']:.1f} µs; "
          f"{result['broken']} broken, {result['unanswered']} unanswered", flush=True)
    return result


class Service:
    """The program on fresh data, with its stores, and who may ask for them."""

    def __init__(self, program, options, pids, *more):
        self.program = program
        program.add_user()
        self.key = program.add_api_key()
        self.stores = [program.add_store(shop=f"shop-{number:04}.myshopify.com")
                       for number in range(1, options.stores + 1)]
        program.serve("--log-level", "warning", *more)
        self.pids = [program.process.pid, *pids]

    def commits(self):
        """(commits of the inbox, deliveries in them) so far."""
        counted = {}
        for line in self.program.get("/metrics")[2].decode().splitlines():
            if line.startswith("tillwatch_inbox_commit_deliveries_"):
                name, value = line.rsplit(" ", 1)
                counted[name.split("{")[0].rsplit("_", 1)[1]] = float(value)
        return counted["count"], counted["sum"]

    @contextlib.contextmanager
    def commits_told(self):
        """Tells how many deliveries went into one commit meanwhile."""
        commits, deliveries = self.commits()
        yield
        more = [now - then for now, then in zip(self.commits(), (commits, deliveries))]
        print(f"  {more[1] / max(more[0], 1):.1f} deliveries a commit", flush=True)

    def pending(self):
        return sum(self.program.get_json(f"/api/v1/stores/{store}", self.key)["pending"]
                   for store in self.stores)

    def wait_until_projected(self):
        """Tells how many are pending and how long they take."""
        pending, started = self.pending(), time.monotonic()
        left = pending
        while left and time.monotonic() < started + PROJECTED_DEADLINE_S:
            time.sleep(0.2)
            left = self.pending()
        seconds = time.monotonic() - started
        print(f"  {pending} pending at the end, {left} after {seconds:.1f} s"
              + (f" ({(pending - left) / seconds:.0f}/s)" if pending else ""), flush=True)

    def memory(self):
        """(VmRSS, Private_Dirty) in MiB."""
        kilobytes = {}
        for file in ("status", "smaps_rollup"):
            for line in pathlib.Path(f"/proc/{self.program.process.pid}/{file}").open():
                if line.startswith(("VmRSS:", "Private_Dirty:")):
                    kilobytes[line.split(":")[0]] = int(line.split()[1])
        return kilobytes["VmRSS"] / 1024, kilobytes["Private_Dirty"] / 1024


@contextlib.contextmanager
def profiled(file, pid):
    """perf's record of the process, if a file is named."""
    if not file:
        yield
        return
    command = ["perf", "record", "-q", "-F", "199", "--call-graph", "dwarf,16384", "-o", file, "-p",
               str(pid)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as perf:
        yield
        perf.terminate()
    print(f"  bench/flame.py {file} OUT.svg")


def measure_rounds(service, nginx, options):
    """Medians of nginx and of tillwatch."""
    theirs, ours = [], []
    for number in range(options.rounds):
        last = number == options.rounds - 1
        theirs.append(load("nginx", nginx.port, [nginx.process.pid], options,
                           options.round_seconds, then="repeat",
                           prepared=PREPARED_FOR_LONG)["acknowledged_per_second"])
        with profiled(options.profile if last else None, service.program.process.pid), \
                service.commits_told():
            result = load("tillwatch", service.program.port, service.pids, options,
                          options.round_seconds,
                          prepared=min(options.round_seconds * 15_000, PREPARED_MAX))
        ours.append(result["acknowledged_per_second"])
        service.wait_until_projected()
    median, nginx_median = statistics.median(ours), statistics.median(theirs)
    print(f"median: tillwatch {median:.0f}/s, nginx {nginx_median:.0f}/s, "
          f"ratio {median / nginx_median:.3f}", flush=True)
    what = f"webhooks, closed loop, {options.engine}, {options.stores} store(s)"
    figures.tell(f"{what}: acknowledged", median, "a second")
    figures.tell(f"{what}: of what nginx answers", median / nginx_median, digits=3)
    return median


def slope_a_minute(samples):
    """Of (minute, MiB) by least squares, over the second half."""
    samples = samples[len(samples) // 2:]
    if len(samples) < 2:
        return 0.0
    return statistics.linear_regression(*zip(*samples)).slope


def soak(service, options, rate):
    stop = threading.Event()
    resident, private = [], []
    started = time.monotonic()

    def watch():
        while not stop.wait(SOAK_EACH_S if resident else 0):
            minute = (time.monotonic() - started) / 60
            rss, dirty = service.memory()
            resident.append((minute, rss))
            private.append((minute, dirty))
            print(f"  {minute:.1f} min: VmRSS {rss:.1f}, Private_Dirty {dirty:.1f} MiB, "
                  f"{service.pending()} pending", flush=True)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        load("soak", service.program.port, service.pids, options, options.soak, rate,
             prepared=PREPARED_FOR_LONG)
    finally:
        stop.set()
        watcher.join()
    print(f"second half: VmRSS {slope_a_minute(resident):+.2f}, Private_Dirty "
          f"{slope_a_minute(private):+.2f} MiB a minute")
    service.wait_until_projected()


def measure(options, server, pids):
    with Program(options.engine, server) as program, Nginx(options.nginx_workers) as nginx:
        service = Service(program, options, pids)
        median = measure_rounds(service, nginx, options) if options.rounds else 0
        rate = options.rate or median / 2
        if options.seconds:
            with service.commits_told():
                result = load("tillwatch", program.port, service.pids, options, options.seconds,
                              rate)
            for name in ("p50", "p99", "p999"):
                figures.tell(f"webhooks at half of that, {options.engine}: {name}",
                             result[f"{name}_ms"], "ms", 1)
            service.wait_until_projected()
        if options.soak:
            soak(service, options, rate)
        rss, dirty = service.memory()
        print(f"{options.engine}: VmRSS {rss:.0f}, Private_Dirty {dirty:.0f} MiB at the end")
        figures.tell(f"resident under load, {options.engine}, {options.stores} store(s)", rss,
                     "MiB")


def on_engine(options, run):
    """Calls run(options, server, pids) with the directory on a disk and, where it is the engine, a
    PostgreSQL that flushes."""
    kind = subprocess.check_output(["stat", "-f", "-c", "%T", options.directory], text=True).strip()
    if kind in ("tmpfs", "ramfs"):
        sys.exit(f"{options.directory} is {kind}: no flush costs anything there")
    tempfile.tempdir = os.environ["TMPDIR"] = options.directory
    print(f"{options.engine} on {kind}, {os.cpu_count()} cores, load average "
          f"{os.getloadavg()[0]:.1f}: {options}")
    if options.engine == "sqlite":
        run(options, "", [])
        return
    with DurablePostgres() as postgres:
        postmaster = pathlib.Path(postgres.directory, "data", "postmaster.pid")
        run(options, postgres.url, [int(postmaster.read_text().split()[0])])


def main():
    options = arguments()
    if not options.rounds and not options.rate:
        sys.exit("without rounds, name a --rate")
    on_engine(options, measure)


if __name__ == "__main__":
    main()
