"""Each write and each flush of the program's files fails once (EIO, ENOSPC) or is where it is
killed, by strace. A first run without faults tells which calls there are: those of a first start,
which makes the schema, and those of a prepared directory that takes deliveries, projects them,
empties its WAL and stops. Flushes are all tried; of the writes, as many as the rounds allow."""
import collections
import os
import pathlib
import re
import shutil
import signal
import tempfile
from random import Random

from rig import START_S, Case, Served, until

ROUNDS = 200
DELIVERIES = 30
CALLS = ("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "fallocate")
FLUSHES = ("fdatasync", "fsync")
FAULTS = ("error=EIO", "error=ENOSPC", "signal=SIGKILL")
FILES = {name: [f"{name}.db{end}" for end in ("", "-wal", "-shm", "-journal")]
         for name in ("inbox", "state")}
RUNS_ON_S = 10  # a program that met a fault works again or has ended after so long

Point = collections.namedtuple("Point", "work group call number fault")


def cases(rounds, random):
    with tempfile.TemporaryDirectory(prefix="tillwatch-template-") as scratch:
        template = Template(pathlib.Path(scratch))
        points = [Point(work, *place, fault) for work in (False, True)
                  for place in calls_of(template, work) for fault in FAULTS]
        # Each has its own place in line, whichever others there are: a seed means the same again
        # though the number of calls varies.
        seed = random.random()
        points.sort(key=lambda point: (point.call in ("pwrite64", "write"),
                                       Random(f"{seed} {point}").random()))
        case = Case("failing system calls")
        case.add("points there are", len(points))
        for point in points[:rounds or ROUNDS]:
            with Case(str(point)) as one:
                try_point(one, template, point)
            case.add("tried")
            for figure, number in one.figures.items():
                if "at most" in figure:
                    case.most(figure, number)
                else:
                    case.add(figure, number)
            case.failures += [f"{describe(point)}: {failure}" for failure in one.failures]
        yield case


def describe(point):
    where = "at work" if point.work else "at the first start"
    return f"{where}, {point.group}, {point.call} {point.number}, {point.fault}"


class Template:
    """A data directory with an account and a store, to be copied."""

    def __init__(self, scratch):
        with Served(data=scratch / "data") as program:
            self.key, self.store = program.set_up()
            program.serve()
            program.stop()
        self.data = scratch / "data"


def calls_of(template, work):
    """(group, call, number) of each call on the program's files; the number counts those calls of
    one thread on the files of one group, which is what strace goes by."""
    with Served() as program:
        if work:
            shutil.copytree(template.data, program.data)
        trace = program.directory / "trace"
        nowhere = Point(work, "", "", 0, "")
        run(Case(""), program, nowhere, trace, "-y", "-e", "trace=" + ",".join(CALLS))
        lines = trace.read_text().splitlines()
    counted = collections.Counter()
    found = set()
    for line in lines:
        called = re.match(r"(\d+) +(\w+)\(\d+<([^>]*)>", line)
        if not called:
            continue
        thread, call, path = called.groups()
        group = group_of(pathlib.Path(path).relative_to(program.data)) \
            if path.startswith(str(program.data)) else None
        # The secret's draft has another name each time: its calls are counted among all.
        counters = [(thread, call, group)] if group in FILES or group == "rest" else []
        for counter in [*counters, (thread, call, "any")]:
            counted[counter] += 1
        if group:
            found.add((group, call, counted[thread, call, "any" if not counters else group]))
    return sorted(found)


def group_of(path):
    for group, files in FILES.items():
        if path.name in files:
            return group
    return "secret" if path.name.startswith("secret") else "rest"


def paths_of(program, template, group):
    if group == "secret":
        return []
    known = {name for files in FILES.values() for name in files}
    names = FILES.get(group) or [
        "", *(file.name for file in template.data.glob("*") if file.name not in known)]
    return [option for name in names
            for option in ("-P", str(program.data / name) if name else str(program.data))]


def run(case, program, point, trace, *strace):
    """Starts the program under strace, lets it do its work and stops it, unless it ends before.
    Answers its exit code, whether it was told to stop, and whether it met a fault before."""
    program.begin("strace", "-f", "-qq", "-o", trace, *strace)

    def ended():
        return program.process.poll() is not None
    until(lambda: ended() or is_up(program), START_S)
    if point.work and not ended():
        program.send(connections=4, count=DELIVERIES)
        case.expect(until(lambda: ended() or program.sender.poll() is not None, RUNS_ON_S),
                    f"it neither ended nor stored what came within {RUNS_ON_S} s")
        wals = [program.data / f"{name}.db-wal" for name in FILES]
        until(lambda: ended() or sum(w.stat().st_size for w in wals if w.exists()) == 0, 3)
    met = is_met(trace)
    if met and point.call in FLUSHES and point.group != "rest":
        until(ended, RUNS_ON_S)
    told = not ended()
    if told:
        os.kill(tracee_of(program.process.pid), signal.SIGTERM)
    code = program.wait_for_end(60)
    case.expect(code is not None, "it did not end when it was told to")
    program.forget()
    return code, told, met


def is_met(trace):
    return trace.exists() and "(INJECTED)" in trace.read_text()


def is_up(program):
    try:
        return program.get("/readyz")[0] == 200
    except OSError:
        return False


def tracee_of(pid):
    return int(pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])


def try_point(case, template, point):
    with Served() as program:
        program.data.mkdir(mode=0o700)
        if point.work:
            shutil.copytree(template.data, program.data, dirs_exist_ok=True)
        trace = program.directory / "trace"
        code, told, met = run(
            case, program, point, trace, *paths_of(program, template, point.group),
            "-e", f"trace={point.call}",
            "-e", f"inject={point.call}:{point.fault}:when={point.number}")
        if point.fault == "signal=SIGKILL":
            case.add("met", code == -signal.SIGKILL)
        else:
            case.add("met", is_met(trace))
            case.add("ended by itself", not told)
            check_end(case, program, point, code, told, met)
        go_on(case, program, template, point)


def check_end(case, program, point, code, told, met):
    """`met`: before it was told to stop. A stop has nothing left to promise."""
    said = f"it ended with {code} and: {program.logged()[-300:]}"
    case.expect(code in (0, 2), said)
    case.expect(told or met, "it ended by itself though nothing failed")
    case.expect(told or code == 2, "it ended by itself as if all were well")
    # SQLite does not look at what becomes of its flushes of the directory.
    if met and point.call in FLUSHES and point.group != "rest":
        case.expect(not told, "it went on after a flush had failed")
    if not told:
        case.expect("tillwatch: " in program.logged() or "storage failed" in program.logged(),
                    f"it does not say why it ended: {program.logged()[-300:]}")


def go_on(case, program, template, point):
    """The directory that is left serves on, by itself."""
    if point.work:
        key, store = template.key, template.store
        program.check_ready(case, program.serve())
        if program.sender is None:
            program.send(connections=4, count=DELIVERIES)
    else:
        key, store = program.set_up()
        program.check_ready(case, program.serve())
        program.send(connections=1, count=1)
    program.answers.read()
    program.check_stored(case, dict(program.answers.acknowledged))
    until(lambda: program.sender.poll() is not None, RUNS_ON_S)
    program.finish(case, key, store)
