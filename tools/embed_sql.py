#!/usr/bin/env python3
"""Turns a folder's queries into C++: each DIR/name.sql becomes a struct with typed parameters,
typed rows and its text for both engines, in OUT/sql.hpp and OUT/sql.cpp.

    -- Prose: what the query means.
    -- param store_id bigint
    -- param note text null
    -- returns id bigint, name text, note text null
    -- batch
    select ... where store_id = :store_id

Types are bigint, text and bytes; `null` makes one optional. A line that ends in a comma goes on in
the next. `batch` means the statement may also run over many parameter sets at once (sql_batch.py).
Where the engines truly differ, name.sqlite.sql and name.postgres.sql stand side by side and declare
the same. An unknown, an unused or an undeclared parameter fails the build.
"""
import argparse
import pathlib
import re
import sys
from dataclasses import dataclass, field

from sql_batch import batch_text, rows_text, stepped_text
from sql_struct import header_file, source_file
from sql_text import SqlError, significant, tokens, top_level, write_if_changed

NAME = re.compile(r"[a-z][a-z0-9_]*")
CPP_KEYWORDS = set(
    "and asm auto bool break case catch char class const continue default delete do double else "
    "enum explicit export extern false float for friend goto if inline int long mutable namespace "
    "new not operator or private protected public register return short signed sizeof static "
    "struct switch template this throw true try typedef typename union unsigned using virtual "
    "void volatile while xor".split()
)
TYPES = ("bigint", "text", "bytes")


@dataclass(frozen=True)
class Column:
    name: str
    type: str
    optional: bool


@dataclass
class Header:
    prose: list = field(default_factory=list)
    parameters: list = field(default_factory=list)
    columns: list = field(default_factory=list)
    batch: bool = False

    def declares(self):
        return self.parameters, self.columns, self.batch


@dataclass
class Query:
    name: str
    header: Header
    sqlite: str
    postgres: str
    batch: str | None
    rows: str | None

    def struct(self):
        return "".join(word.capitalize() for word in self.name.split("_"))


def parse_column(text, where):
    words = text.split()
    if len(words) not in (2, 3) or (len(words) == 3 and words[2] != "null"):
        raise SqlError(f"{where}: expected `name type [null]`, found `{text}`")
    name, type_name = words[:2]
    if not NAME.fullmatch(name) or name in CPP_KEYWORDS:
        raise SqlError(f"{where}: `{name}` cannot be the name of a field")
    if type_name not in TYPES:
        raise SqlError(f"{where}: `{type_name}` is not bigint, text or bytes")
    return Column(name, type_name, len(words) == 3)


def header_lines(text):
    """The comment lines at the top; one that ends in a comma is joined to the next."""
    joined = ""
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        joined += line[2:].strip()
        if re.match(r"(param|returns)\b", joined) and joined.endswith(","):
            joined += " "
            continue
        yield joined
        joined = ""
    if joined:
        raise SqlError("a declaration ends in a comma and does not go on")


def parse_header(text):
    header = Header()
    for line in header_lines(text):
        word, _, rest = line.partition(" ")
        if word == "param":
            header.parameters.append(parse_column(rest, "param"))
        elif word == "returns":
            header.columns += [parse_column(part, "returns") for part in rest.split(",")]
        elif line == "batch":
            header.batch = True
        elif line:
            header.prose.append(line)
    if not header.prose:
        raise SqlError("a line of prose at the top must say what the query means")
    for columns in (header.parameters, header.columns):
        names = [column.name for column in columns]
        if len(set(names)) != len(names):
            raise SqlError("a name is declared twice")
    if header.batch and not header.parameters:
        raise SqlError("`batch` needs parameters")
    return header


def one_statement(text):
    found = tokens(text)
    if found and found[-1].text == ";":
        found = found[:-1]
    if not significant(found):
        raise SqlError("there is no statement")
    if any(token.text == ";" for token in found):
        raise SqlError("more than one statement")
    if any(token.kind == "other" and token.text in "?$" for token in found):
        raise SqlError("parameters are named: `:name`")
    list(top_level(found))
    return found


def check_parameters(found, header):
    declared = {column.name for column in header.parameters}
    used = {token.text[1:] for token in found if token.kind == "parameter"}
    for name in sorted(used - declared):
        raise SqlError(f"`:{name}` is not declared (`-- param {name} type`)")
    for name in sorted(declared - used):
        raise SqlError(f"the parameter `{name}` is declared and not used")


def numbered(found, header, mark):
    number = {column.name: index + 1 for index, column in enumerate(header.parameters)}
    return "".join(
        f"{mark}{number[token.text[1:]]}" if token.kind == "parameter" else token.text
        for token in found
    )


def read_query(name, files):
    """`files`: {"": path} for one text, or {"sqlite": path, "postgres": path}."""
    if not NAME.fullmatch(name):
        raise SqlError("a query's name is made of a-z, 0-9 and _")
    if set(files) not in ({""}, {"sqlite", "postgres"}):
        raise SqlError("either one file for both engines or one for each")
    parsed = {}
    for engine, path in files.items():
        text = path.read_text(encoding="utf-8")
        parsed[engine] = (parse_header(text), one_statement(text))
        check_parameters(parsed[engine][1], parsed[engine][0])
    header, sqlite = parsed.get("sqlite") or parsed[""]
    other, postgres = parsed.get("postgres") or parsed[""]
    if header.declares() != other.declares():
        raise SqlError("the two engines' files declare different things")
    batch = rows = None
    if header.batch:
        batch = batch_text(postgres, header)
        rows = rows_text(sqlite, header)
        sqlite = stepped_text(sqlite)
    return Query(
        name, header, numbered(sqlite, header, "?"), numbered(postgres, header, "$"), batch, rows
    )


def read_folder(source):
    by_name = {}
    for path in sorted(source.glob("*.sql")):
        name, _, engine = path.name.removesuffix(".sql").partition(".")
        by_name.setdefault(name, {})[engine] = path
    queries, wrong = [], []
    for name, files in by_name.items():
        try:
            queries.append(read_query(name, files))
        except SqlError as error:
            wrong.append(f"{next(iter(files.values()))}: {error}")
    if wrong:
        sys.exit("\n".join(wrong))
    return queries


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--folder", required=True)
    arguments.add_argument("--source", required=True, type=pathlib.Path)
    arguments.add_argument("--out", required=True, type=pathlib.Path)
    given = arguments.parse_args()
    queries = read_folder(given.source)
    shown = "/".join(given.source.parts[-3:])
    write_if_changed(given.out / "sql.hpp", header_file(given.folder, shown, queries))
    write_if_changed(given.out / "sql.cpp", source_file(given.folder, queries))


if __name__ == "__main__":
    main()
