#!/usr/bin/env python3
"""Makes a directory of files part of a program.

Writes one blob with every file plain, gzip and brotli (where that is smaller), and a C++ file that
takes the blob in with .incbin and lists what is where (src/http/static_files.hpp).
"""

import argparse
import gzip
import hashlib
import pathlib
import subprocess

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".yaml": "application/yaml",
}
ALREADY_COMPRESSED = {".png", ".webp", ".woff2", ".ico"}
IMMUTABLE = "/_app/immutable/"


def variants(path, plain):
    if path.suffix in ALREADY_COMPRESSED or len(plain) < 200:
        return plain, b"", b""
    zipped = gzip.compress(plain, 9, mtime=0)
    brotli = subprocess.run(
        ["brotli", "--quality=11", "--stdout", str(path)], check=True, capture_output=True
    ).stdout
    return tuple(v if len(v) < len(plain) or v is plain else b"" for v in (plain, zipped, brotli))


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", required=True)
    parser.add_argument("--source", required=True, type=pathlib.Path)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    options = parser.parse_args()

    blob = bytearray()
    rows = []
    files = sorted(p for p in options.source.rglob("*") if p.is_file())
    for path in files:
        url = "/" + path.relative_to(options.source).as_posix()
        plain = path.read_bytes()
        places = []
        for variant in variants(path, plain):
            places.append(f"at({len(blob)}, {len(variant)})")
            blob += variant
        rows.append(
            f"    {{{quoted(url)}, {quoted(TYPES.get(path.suffix, 'application/octet-stream'))}, "
            f"{quoted(hashlib.sha256(plain).hexdigest()[:24])}, "
            f"{'true' if IMMUTABLE in url else 'false'}, {', '.join(places)}}},"
        )

    options.out.mkdir(parents=True, exist_ok=True)
    blob_path = (options.out / f"{options.name}.bin").resolve()
    blob_path.write_bytes(bytes(blob) or b"\0")
    symbol = f"tillwatch_embedded_{options.name}"
    (options.out / f"{options.name}.hpp").write_text(
        f"""// Made by tools/embed_files.py.
#pragma once

#include <span>

#include "http/static_files.hpp"

namespace tillwatch::embedded {{
std::span<const http::StaticFile> {options.name}();
}}
"""
    )
    table = "\n".join(rows)
    count = len(rows)
    (options.out / f"{options.name}.cpp").write_text(
        f"""// Made by tools/embed_files.py.
#include "embedded/{options.name}.hpp"

__asm__(
    ".pushsection .rodata\\n.balign 16\\n.globl {symbol}\\n.hidden {symbol}\\n"
    "{symbol}:\\n.incbin \\"{blob_path}\\"\\n.popsection\\n");
extern "C" const char {symbol}[];

namespace tillwatch::embedded {{
namespace {{

[[maybe_unused]] std::string_view at(std::size_t start, std::size_t length) {{
    return {{{symbol} + start, length}};
}}

}}  // namespace

std::span<const http::StaticFile> {options.name}() {{
"""
        + (
            f"    static const http::StaticFile files[{count}] = {{\n{table}\n    }};\n"
            "    return files;\n"
            if count
            else "    return {};\n"
        )
        + "}\n\n}  // namespace tillwatch::embedded\n"
    )


if __name__ == "__main__":
    main()
