"""A disk that fills up: the data directory lies on a small tmpfs. While it is full there is 503 and
no false 200, and the service answers; once there is room it takes deliveries by itself."""
import contextlib
import pathlib
import subprocess
import tempfile
import time

from rig import Case, Served, until

MIB = 1 << 20
SIZES_MIB = (8, 24, 64)
GROWN_MIB = 1024
FILLER = 20_000  # bytes of a body, so that it does not take long
FULL_S = 120  # until it is full
FULL_FOR_S = 3
BACK_S = 5  # from the room to the first 200


class SmallDisk:
    def __init__(self, mib):
        self._mib = mib

    def __enter__(self):
        self.place = pathlib.Path(tempfile.mkdtemp(prefix="tillwatch-small-"))
        self._mount(f"size={self._mib}m")
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", self.place], check=False)
        self.place.rmdir()

    def _mount(self, options):
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", self.place], check=True)

    def grow(self, mib):
        self._mount(f"remount,size={mib}m")

    def fill(self):
        """With something that is not the service's."""
        with contextlib.suppress(OSError), open(self.place / "foreign", "ab", buffering=0) as file:
            while file.write(b"\0" * 65536):
                pass

    def clear(self):
        (self.place / "foreign").unlink()


def cases(rounds, random):
    for _ in range(rounds or 1):
        for mib in SIZES_MIB:
            yield grows_full(mib)
            yield is_filled(mib, random)


def grows_full(mib):
    """The deliveries fill it, and it is made larger."""
    case = Case(f"a disk of {mib} MiB fills up and grows")
    with case, SmallDisk(mib) as disk, Served(data=disk.place / "data") as program:
        key, store = program.set_up()
        program.serve()
        program.send(connections=16, filler=FILLER)
        be_full(case, program, FULL_S)
        come_back(case, program, lambda: disk.grow(GROWN_MIB))
        finish(case, program, key, store)
    return case


def is_filled(mib, random):
    """Another's file fills it, often, and goes again."""
    case = Case(f"a disk of {mib} MiB is filled by others and cleared")
    with case, SmallDisk(mib) as disk, Served(data=disk.place / "data") as program:
        key, store = program.set_up()
        program.serve()
        program.send(connections=16)
        program.run_for_a_while(case, random, 0.3)
        disk.fill()
        be_full(case, program, FULL_S)
        come_back(case, program, disk.clear)
        disk.grow(GROWN_MIB)  # for what is sent meanwhile
        finish(case, program, key, store)
    return case


def be_full(case, program, seconds):
    def refused():
        return any(answer.status == 503 for answer in program.answers.read())
    case.expect(until(refused, seconds), f"no 503 within {seconds} s")
    case.add("acknowledged until full", len(program.answers.acknowledged))
    end = time.monotonic() + FULL_FOR_S
    while time.monotonic() < end and program.process.poll() is None:
        case.expect(answers(program, "/healthz") == 200, "/healthz is not 200 on a full disk")
        time.sleep(0.1)
    program.check_stored(case, read_acknowledged(program))


def read_acknowledged(program):
    program.answers.read()
    return dict(program.answers.acknowledged)


def answers(program, path):
    try:
        return program.get(path)[0]
    except OSError:
        return None


def come_back(case, program, make_room):
    program.keep_running(case)
    make_room()
    began = time.monotonic()
    case.expect(program.acknowledges(BACK_S), f"no 200 within {BACK_S} s of there being room")
    case.most("s at most until 200", time.monotonic() - began)


def finish(case, program, key, store):
    program.finish(case, key, store)
    statuses = {answer.status for answer in program.answers.all}
    case.expect(statuses <= {200, 503}, f"there were answers {sorted(statuses)}")
    refused = [answer.seconds for answer in program.answers.all if answer.status == 503]
    case.add("refused", len(refused))
    case.most("s at most until 503", max(refused, default=0))
