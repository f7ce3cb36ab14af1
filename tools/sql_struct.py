"""Writes the C++ of queries that embed_sql.py has read: for each a struct, in sql.hpp, sql.cpp."""
from sql_text import cpp_string

PARAMETER_TYPES = {"bigint": "std::int64_t", "text": "std::string_view", "bytes": "db::BytesView"}
COLUMN_TYPES = {"bigint": "std::int64_t", "text": "std::string", "bytes": "std::string"}


def cpp_type(column, types):
    return f"std::optional<{types[column.type]}>" if column.optional else types[column.type]


def fields(columns, types, indent="        "):
    initial = {"bigint": " = 0", "text": "", "bytes": ""}
    return "\n".join(
        f"{indent}{cpp_type(column, types)} {column.name}"
        f"{' = {}' if column.optional else initial[column.type] or ' = {}'};"
        for column in columns
    )


def declaration(query):
    lines = [f"/// {line}" for line in query.header.prose]
    lines += [f"struct {query.struct()} {{"]
    if query.header.parameters:
        lines += ["    struct Params {", fields(query.header.parameters, PARAMETER_TYPES), "    };"]
    else:
        lines += ["    struct Params {};"]
    if query.header.columns:
        lines += ["    struct Row {", fields(query.header.columns, COLUMN_TYPES), "    };"]
        lines += ["    static Row read(const db::RowReader& row);"]
    lines += [
        f"    static constexpr std::size_t parameter_count = {len(query.header.parameters)};",
    ]
    lines += ["    static void bind(const Params& params, std::span<db::Value> values);"]
    lines += ["    static const db::Statement statement;", "};"]
    return "\n".join(lines)


def column_table(name, columns):
    def row(column):
        optional = "true" if column.optional else "false"
        return f'    {{"{column.name}", db::Type::{column.type}, {optional}}}'

    rows = ",\n".join(row(column) for column in columns)
    return f"constexpr db::Column {name}[] = {{\n{rows}}};\n" if columns else ""


def bind_function(query):
    lines = "\n".join(
        f"    values[{index}] = db::value_of(params.{column.name});"
        for index, column in enumerate(query.header.parameters)
    )
    unused = "" if query.header.parameters else "[[maybe_unused]] "
    return (
        f"void {query.struct()}::bind({unused}const Params& params, "
        f"{unused}std::span<db::Value> values) {{\n{lines}\n}}\n"
    )


def read_function(query):
    if not query.header.columns:
        return ""
    lines = "\n".join(
        f"    row.read({index}, found.{column.name});"
        for index, column in enumerate(query.header.columns)
    )
    name = query.struct()
    return (
        f"{name}::Row {name}::read(const db::RowReader& row) {{\n"
        f"    Row found;\n{lines}\n    return found;\n}}\n"
    )


def text_or_null(text):
    return f"\n{cpp_string(text)}" if text else " nullptr"


def definition(query, folder):
    name, header = query.name, query.header
    batch = text_or_null(query.batch)
    rows = text_or_null(query.rows)
    parameters = f"{name}_parameters" if header.parameters else "{}"
    columns = f"{name}_columns" if header.columns else "{}"
    return "\n".join(
        [
            "namespace {",
            column_table(f"{name}_parameters", header.parameters)
            + column_table(f"{name}_columns", header.columns)
            + "}  // namespace\n",
            bind_function(query),
            read_function(query),
            f"constinit const db::Statement {query.struct()}::statement = {{",
            f'    .name = "{folder}/{name}",',
            f"    .sqlite =\n{cpp_string(query.sqlite)},",
            f"    .postgres =\n{cpp_string(query.postgres)},",
            f"    .postgres_batch ={batch},",
            f"    .parameters = {parameters},\n    .columns = {columns},",
            f"    .sqlite_rows ={rows}}};\n",
        ]
    )


def header_file(folder, source, queries):
    structs = "\n\n".join(declaration(query) for query in queries)
    return f"""// Made by tools/embed_sql.py from {source}/*.sql.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "db/statement.hpp"

namespace tillwatch::{folder}::sql {{

{structs}

/// Every statement of this folder.
extern const std::span<const db::Statement* const> all;

}}  // namespace tillwatch::{folder}::sql
"""


def source_file(folder, queries):
    bodies = "\n".join(definition(query, folder) for query in queries)
    listed = ",\n".join(f"    &{query.struct()}::statement" for query in queries)
    return f"""// Made by tools/embed_sql.py.
#include "{folder}/sql.hpp"

namespace tillwatch::{folder}::sql {{

{bodies}
namespace {{
constexpr const db::Statement* statements[] = {{
{listed}}};
}}  // namespace

constinit const std::span<const db::Statement* const> all = statements;

}}  // namespace tillwatch::{folder}::sql
"""
