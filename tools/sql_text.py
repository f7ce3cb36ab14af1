"""Reads SQL text as tokens, so that what stands in strings, names and comments is left alone."""
import re
from typing import NamedTuple

TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<comment>--[^\n]*|/\*.*?\*/)
      | (?P<string>'(?:[^']|'')*'|\$(?P<tag>[A-Za-z_]*)\$.*?\$(?P=tag)\$)
      | (?P<quoted>"(?:[^"]|"")*")
      | (?P<cast>::)
      | (?P<parameter>:[A-Za-z_][A-Za-z0-9_]*)
      | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<number>[0-9][A-Za-z0-9_.]*)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


class SqlError(Exception):
    """What is wrong with a file; the tools print it after the file's name and fail the build."""


class Token(NamedTuple):
    kind: str
    text: str

    def is_word(self, *words):
        return self.kind == "word" and self.text.lower() in words


def tokens(text):
    """The tokens of `text` without its comments; runs of blanks are one blank or one line end."""
    found = []
    for match in TOKEN.finditer(text):
        kind = "string" if match["string"] else match.lastgroup
        piece = match.group()
        if kind == "other" and piece in "'\"":
            raise SqlError(f"a {piece} that is never closed")
        if kind == "other" and piece == "\0":
            raise SqlError("a NUL byte")
        if kind == "comment":
            kind, piece = "space", "\n" if piece.startswith("--") else " "
        if kind == "space":
            piece = "\n" if "\n" in piece else " "
            if found and found[-1].kind == "space":
                if piece == "\n":
                    found[-1] = Token("space", piece)
                continue
        found.append(Token(kind, piece))
    return trimmed(found)


def trimmed(found):
    while found and found[-1].kind == "space":
        found = found[:-1]
    while found and found[0].kind == "space":
        found = found[1:]
    return found


def text_of(found):
    return "".join(token.text for token in found)


def significant(found):
    return [token for token in found if token.kind != "space"]


def closing(found, opening):
    """The index of the parenthesis that closes the one at `opening`."""
    depth = 0
    for index in range(opening, len(found)):
        if found[index].text == "(":
            depth += 1
        elif found[index].text == ")":
            depth -= 1
            if depth == 0:
                return index
    raise SqlError("a ( that is never closed")


def top_level(found):
    """The (index, token) pairs outside of all parentheses."""
    depth = 0
    for index, token in enumerate(found):
        if token.text == "(":
            depth += 1
        elif token.text == ")":
            depth -= 1
        elif depth == 0 and token.kind != "space":
            yield index, token


def split_at_commas(found):
    """The parts of a list, each trimmed."""
    commas = [index for index, token in top_level(found) if token.text == ","]
    starts = [0] + [index + 1 for index in commas]
    ends = commas + [len(found)]
    return [trimmed(found[start:end]) for start, end in zip(starts, ends)]


def cpp_string(text):
    """`text` as C++ string literals, one a line."""
    escaped = [
        line.replace("\\", "\\\\").replace('"', '\\"') for line in text.split("\n")
    ]
    return "\n".join(
        f'    "{line}\\n"' if number < len(escaped) - 1 else f'    "{line}"'
        for number, line in enumerate(escaped)
    )


def write_if_changed(path, text):
    """Leaves an equal file's time stamp alone, so that nothing is compiled anew for nothing."""
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
