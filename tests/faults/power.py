"""Power cuts without a kernel module: the data directory lies on ext4 in a loop file, which is told
to shut down without flushing its log (FS_IOC_SHUTDOWN), so that whatever was not flushed is gone.
Only what was acknowledged before the cut counts: a flush under way may report success after it.

The control takes the flush at commit away (skip_wal_flush.c); there the same cuts must lose."""
import fcntl
import os
import pathlib
import struct
import subprocess
import tempfile
import time

from rig import HERE, Case, Served

CUTS = 100
CONTROL_CUTS = 25
CUTS_A_DISK = 10  # then a new one: the files stay small enough to be looked through
DISK_BYTES = 2 << 30
FS_IOC_SHUTDOWN = 0x8004587D  # _IOR('X', 125, __u32)
WITHOUT_FLUSHING_THE_LOG = 2


class Disk:
    """A file system in a file, mounted."""

    def __enter__(self):
        self._scratch = tempfile.TemporaryDirectory(prefix="tillwatch-disk-")
        scratch = pathlib.Path(self._scratch.name)
        self._image = scratch / "image"
        with open(self._image, "wb") as image:
            image.truncate(DISK_BYTES)
        subprocess.run(["mkfs.ext4", "-q", self._image], check=True)
        self.place = scratch / "mounted"
        self.place.mkdir()
        self.mount()
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", self.place], check=False)
        self._scratch.cleanup()

    def mount(self):
        subprocess.run(["mount", "-o", "loop", self._image, self.place], check=True)

    def unmount(self):
        subprocess.run(["umount", self.place], check=True)

    def cut(self):
        place = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(place, FS_IOC_SHUTDOWN, struct.pack("I", WITHOUT_FLUSHING_THE_LOG))
        finally:
            os.close(place)


def cases(rounds, random):
    yield cuts(Case("power cut"), rounds or CUTS, random, {})
    with tempfile.TemporaryDirectory(prefix="tillwatch-control-") as scratch:
        library = f"{scratch}/skip_wal_flush.so"
        subprocess.run(["clang-19", "-Wall", "-Wextra", "-Werror", "-O1", "-shared", "-fPIC", "-o",
                        library, HERE / "skip_wal_flush.c"], check=True)
        control = cuts(Case("power cut"), min(rounds or CONTROL_CUTS, CONTROL_CUTS), random,
                       {"LD_PRELOAD": library})
    case = Case("power cut without a flush at commit (control)")
    case.figures = control.figures
    case.expect(control.figures["lost"] > 0, "nothing was lost: these cuts do not show anything")
    yield case


def cuts(case, rounds, random, environment):
    for first in range(0, rounds, CUTS_A_DISK):
        with case, Disk() as disk, Served(data=disk.place / "data") as program:
            key, store = program.set_up()
            program.serve(environment=environment)
            program.send(connections=16)
            for _ in range(min(CUTS_A_DISK, rounds - first)):
                cut(case, program, disk, random, environment)
            if not environment:
                program.finish(case, key, store)
            else:
                case.add("acknowledged", len(program.answers.acknowledged))
    return case


def cut(case, program, disk, random, environment):
    answers = program.answers
    program.run_for_a_while(case, random, 0.8)
    answers.read()
    before = dict(answers.acknowledged)
    disk.cut()
    time.sleep(0.05)  # as a machine that dies does, it may go on answering for a moment
    program.kill()
    answers.read()
    after = dict(answers.acknowledged)
    disk.unmount()
    disk.mount()
    case.add("cuts")
    if not environment:
        program.check_integrity(case)
    program.check_ready(case, program.serve(environment=environment))
    held = program.check_stored(case, before)
    # What came after the cut is no promise, and what was lost is told once.
    for webhook_id in set(after) - set(held):
        case.add("lost that were answered after a cut", webhook_id not in before)
        del answers.acknowledged[webhook_id]
        answers.sent.discard(webhook_id)
