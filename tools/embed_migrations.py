#!/usr/bin/env python3
"""Turns sets of migrations into C++: each DIRECTORY becomes a db::MigrationSet of its name in
OUT/migrations.hpp and OUT/migrations.cpp.

A set is a directory of NNNN_name.sql, numbered from 0001 without a gap, or of NNNN_name.sqlite.sql
and NNNN_name.postgres.sql side by side where the engines differ. A file is any number of statements
without begin and commit: the runner puts each file, with its own entry, into one transaction.
Checksums are taken without comments and blanks, so mending a comment changes none.
"""
import argparse
import hashlib
import pathlib
import re
import sys

from sql_text import SqlError, cpp_string, significant, text_of, tokens, write_if_changed

FILE = re.compile(r"(\d{4})_([a-z0-9_]+)(?:\.(sqlite|postgres))?\.sql")
NOT_IN_A_MIGRATION = (
    "begin", "start", "commit", "end", "rollback", "savepoint", "release", "vacuum", "attach",
    "detach", "pragma",
)


def read_text(path):
    found = tokens(path.read_text(encoding="utf-8"))
    before = ";"
    for token in significant(found):
        if before == ";" and token.is_word(*NOT_IN_A_MIGRATION):
            raise SqlError(f"`{token.text}` cannot stand in a migration")
        before = token.text
    if before == ";" and not significant(found):
        raise SqlError("there is no statement")
    return text_of(found)


def checksum(text):
    plain = " ".join(token.text for token in significant(tokens(text)))
    return hashlib.sha256(plain.encode()).hexdigest()[:32]


def read_set(directory):
    by_version = {}
    for path in sorted(directory.glob("*.sql")):
        match = FILE.fullmatch(path.name)
        if not match:
            raise SqlError(f"{path}: not NNNN_name[.sqlite|.postgres].sql")
        try:
            text = read_text(path)
        except SqlError as error:
            raise SqlError(f"{path}: {error}") from error
        version, name, engine = int(match[1]), match[2], match[3] or "both"
        by_version.setdefault(version, []).append((name, engine, text))
    return [
        read_migration(directory, version, by_version.get(version, []))
        for version in range(1, max(by_version, default=0) + 1)
    ]


def read_migration(directory, version, files):
    names = {name for name, _, _ in files}
    texts = {engine: text for _, engine, text in files}
    if len(names) != 1 or len(texts) != len(files):
        raise SqlError(f"{directory}: version {version:04} is missing, or there twice")
    if set(texts) not in ({"both"}, {"sqlite", "postgres"}):
        raise SqlError(f"{directory}: version {version:04} needs one file or one for each engine")
    sqlite, postgres = (texts.get(engine, texts.get("both")) for engine in ("sqlite", "postgres"))
    return version, names.pop(), sqlite, postgres


def definition(name, migrations):
    rows = ",\n".join(
        f'    {{.version = {version},\n     .name = "{title}",\n'
        f"     .sqlite =\n{cpp_string(sqlite)},\n     .postgres =\n{cpp_string(postgres)},\n"
        f'     .sqlite_checksum = "{checksum(sqlite)}",\n'
        f'     .postgres_checksum = "{checksum(postgres)}"}}'
        for version, title, sqlite, postgres in migrations
    )
    if not rows:
        return f'constinit const db::MigrationSet {name} = {{"{name}", {{}}}};\n'
    return (
        f"namespace {{\nconstexpr db::Migration {name}_migrations[] = {{\n{rows}}};\n"
        f"}}  // namespace\n\n"
        f'constinit const db::MigrationSet {name} = {{"{name}", {name}_migrations}};\n'
    )


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--folder", required=True)
    arguments.add_argument("--out", required=True, type=pathlib.Path)
    arguments.add_argument("directories", nargs="+", type=pathlib.Path)
    given = arguments.parse_args()
    try:
        sets = {directory.name: read_set(directory) for directory in given.directories}
    except SqlError as error:
        sys.exit(str(error))
    space = f"tillwatch::{given.folder}::migrations"
    listed = "\n".join(f"extern const db::MigrationSet {name};" for name in sets)
    bodies = "\n".join(definition(name, migrations) for name, migrations in sets.items())
    made = "// Made by tools/embed_migrations.py.\n"
    write_if_changed(
        given.out / "migrations.hpp",
        f'{made}#pragma once\n\n#include "db/migration.hpp"\n\nnamespace {space} {{\n\n'
        f"{listed}\n\n}}  // namespace {space}\n",
    )
    write_if_changed(
        given.out / "migrations.cpp",
        f'{made}#include "{given.folder}/migrations.hpp"\n\nnamespace {space} {{\n\n'
        f"{bodies}\n}}  // namespace {space}\n",
    )


if __name__ == "__main__":
    main()
