#!/usr/bin/env python3
"""What the compiler does not see: sizes of files, functions and lines, and who may name which
library."""
import pathlib
import re
import subprocess
import sys

FILE_BYTES_MAX = 2 << 20
LINES_MAX = 500
COLUMNS_MAX = 100
FUNCTION_LINES_MAX = 70
ONLY_IN = {
    r"#include <(sqlite3|libpq-fe)\.h>": ("src/db/", "tests/support/", "tests/conformance/"),
    r"#include <boost/beast": ("src/http/", "bench/"),
    r"#include <curl/": ("src/http/", "src/mail/", "bench/"),
    r"#include <simdjson": ("src/json/",),
    r"#include <(openssl/|sodium)": ("src/crypto/", "src/http/client", "tests/support/"),
    r"#include <(zlib|zstd)": ("src/compression/", "src/projection/line_reader_test.cpp"),
    # The simulator's own figures prove the ledger's: neither may come from the other.
    r'#include "(accounts|commerce|db|insights|intake|ledger|live|projection|shopify|stores)/':
        ("src/", "tests/", "bench/", "tools/"),
    r"\bGTEST_SKIP|\bDISABLED_": (),
}


def tracked(*patterns):
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard",
                             *patterns], check=True, capture_output=True, text=True)
    return [pathlib.Path(line) for line in listed.stdout.splitlines() if pathlib.Path(line).exists()]


def functions_of(lines):
    """(line, length) of each C++ function, free or within a class, in the form that clang-format
    gives: its closing brace stands alone (that of a class has a semicolon, that of a namespace a
    comment), and no line between is indented as little as its first."""
    begins = {}
    for number, line in enumerate(lines, 1):
        indent = len(line) - len(line.lstrip())
        if line.strip() == "}" and indent in (0, 4) and indent in begins:
            yield begins[indent], number - begins[indent] + 1
        elif line:
            begins[indent] = number


def problems_of(path):
    lines = path.read_text().splitlines()
    if len(lines) > LINES_MAX:
        yield f"{path}: {len(lines)} lines, more than {LINES_MAX}"
    for number, length in functions_of(lines) if path.suffix in (".cpp", ".hpp") else ():
        if length > FUNCTION_LINES_MAX:
            yield f"{path}:{number}: a function of {length} lines, more than {FUNCTION_LINES_MAX}"
    for number, line in enumerate(lines, 1):
        if len(line) > COLUMNS_MAX:
            yield f"{path}:{number}: {len(line)} columns, more than {COLUMNS_MAX}"
        for pattern, places in ONLY_IN.items():
            if re.search(pattern, line) and not str(path).startswith(places):
                yield f"{path}:{number}: {line.strip()} belongs in {' or '.join(places) or 'no file'}"


def main():
    files = tracked("*.cpp", "*.hpp", "*.py", "*.sql", "*.cmake", "CMakeLists.txt")
    problems = [p for f in files if f.name != "check_tree.py" for p in problems_of(f)]
    problems += [f"{f}: more than {FILE_BYTES_MAX} bytes; does it belong here?"
                 for f in tracked() if f.stat().st_size > FILE_BYTES_MAX]
    print("\n".join(problems), file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
