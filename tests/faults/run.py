"""The fault tests; script/faults installs, builds and calls it. Each line is a case, the last one
`N passed, N failed`."""
import argparse
import random
import signal
import sys

import full_disk
import kill
import postgres
import power
import syscalls
import work
from rig import Case

ARMS = {"kill": kill, "power": power, "syscalls": syscalls,
        "full_disk": full_disk, "postgres": postgres, "work": work}


def run_arm(name, rounds, seed):
    """The cases of an arm, each as soon as it is known."""
    with Case(name) as case:
        yield from ARMS[name].cases(rounds, random.Random(f"{seed} {name}"))
    if case.failures:
        yield case


def main():
    parser = argparse.ArgumentParser(prog="script/faults", description=__doc__)
    parser.add_argument("arm", nargs="?", choices=[*ARMS, "all"], default="all")
    parser.add_argument("--rounds", type=int, help="how often; each arm has its own default")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    options = parser.parse_args()
    # An interrupt unwinds: what was started is ended, what was mounted is unmounted.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    print(f"seed {options.seed}", flush=True)
    passed = failed = 0
    for name in ARMS if options.arm == "all" else [options.arm]:
        rounds = f" --rounds {options.rounds}" if options.rounds else ""
        for case in run_arm(name, options.rounds, options.seed):
            case.report(f"script/faults {name}{rounds} --seed {options.seed}")
            failed += bool(case.failures)
            passed += not case.failures
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
