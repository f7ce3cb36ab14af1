"""What a full disk does to the service; run in a mount namespace of its own (test_disk.py), with
the directory that becomes a small disk. Prints one JSON object."""
import json
import pathlib
import random
import string
import subprocess
import sys
import tempfile

from program import Program, order, wait_for


def body(number):
    """An order that does not compress."""
    return order(number, note="".join(random.choices(string.ascii_letters, k=6000)))


def run(disk):
    def mount(*options):
        subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", disk], check=True)

    mount("size=16m")
    tempfile.tempdir = str(disk)
    seen = {}
    with Program() as program:
        key, store = program.set_up()
        program.serve()
        taken = 0

        def deliver():
            nonlocal taken
            status = program.deliver(body(taken + 1), "orders/create")
            taken += status == 200
            return status

        while (status := deliver()) == 200:
            pass
        seen["when full of deliveries"] = status
        seen["alive"] = program.get("/healthz")[0]
        mount("remount", "size=32m")
        wait_for(lambda: deliver() == 200, "deliveries to be taken on a larger disk")
        foreign = pathlib.Path(disk) / "foreign"
        with open(foreign, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(1 << 20))
            except OSError:
                pass
        while (status := deliver()) == 200:
            pass  # into what the log's file has room for already
        seen["when filled by others"] = status
        foreign.unlink()
        wait_for(lambda: deliver() == 200, "deliveries to be taken when there is room again")
        program.wait_until_projected(key, store)
        seen["lost"] = taken - program.overview(key, store)["all_time"]["orders"]
        seen["exit"] = program.stop()
    return seen


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1])))
