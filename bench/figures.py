"""Figures that a bench tells besides what it prints: one line of JSON each, in the file that
BENCH_FIGURES names (bench/record.py)."""
import json
import os


def tell(what, figure, unit="", digits=0):
    """A figure of one run; `what` names it and is the same in each run."""
    file = os.environ.get("BENCH_FIGURES")
    if file:
        with open(file, "a", encoding="utf-8") as out:
            print(json.dumps({"what": what, "figure": figure, "unit": unit, "digits": digits}),
                  file=out)
