#!/usr/bin/env python3
"""Trains a dictionary for the compression of webhooks (docs/decisions/0009).

    tools/train_dictionary.py --id 32769 --out src/compression/dictionaries/webhooks-1.zdict

The same arguments and the same zstd give the same bytes. A dictionary that was released is never
made again: what was compressed with it could not be read any more.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

from synthetic_webhooks import webhooks

SEED = 1
COUNT = 4000
BYTES_MAX = 32 * 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--id", type=int, required=True, help="32768 and more are for private use")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--bytes-max", type=int, default=BYTES_MAX)
    options = parser.parse_args()
    if options.out.exists():
        sys.exit(f"{options.out} exists: a new dictionary gets a new name")
    with tempfile.TemporaryDirectory() as directory:
        for number, (headers, body) in enumerate(webhooks(SEED, COUNT)):
            pathlib.Path(directory, f"{number:06}").write_bytes(headers + body)
        # One thread: with several, equally good results would race.
        subprocess.run(["zstd", "--train", "-r", directory, "--single-thread", "-T1", "-q",
                        f"--maxdict={options.bytes_max}", f"--dictID={options.id}",
                        "-o", options.out], check=True)


if __name__ == "__main__":
    main()
