#!/usr/bin/env python3
"""Draws perf's record as a flame graph: who was called by whom, as wide as its processor time.

    bench/flame.py PERF_DATA OUT.svg

PERF_DATA is of bench/webhooks.py --profile, or of perf record -g.
"""
import collections
import html
import itertools
import re
import subprocess
import sys
import zlib

WIDTH, ROW, LETTER = 1600, 17, 6.6
SMALLEST = 0.001  # of all
WARM = ("#e8743b", "#f0a04b", "#d95f3a", "#edb458")


class Frame:
    def __init__(self):
        self.samples = 0
        self.callees = collections.defaultdict(Frame)


def frame_of(line):
    """`ip symbol (library)`: the symbol's name without what it was made for, else the library's."""
    symbol, library = re.fullmatch(r"\s*\S+ (.*) \((.*)\)", line).groups()
    if symbol == "[unknown]":
        return library.rsplit("/", 1)[-1]
    while (shorter := re.sub(r"<[^<>]*>|\([^()]*\)", "", symbol)) != symbol:
        symbol = shorter
    return re.sub(r"\+0x[0-9a-f]+$", "", symbol.replace("tillwatch::", "")).strip() or "?"


def stacks(file):
    """Each sample's frames from the outermost in; the thread's name is the outermost."""
    output = subprocess.run(["perf", "script", "-i", file, "-F", "comm,ip,sym,dso"], check=True,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    for sample in output.split("\n\n"):
        lines = [line for line in sample.splitlines() if line.strip()]
        if lines:
            frames = [frame_of(line) for line in reversed(lines[1:])]
            yield [lines[0].strip(), *(name for name, _ in itertools.groupby(frames))]


def tree(file):
    root = Frame()
    for stack in stacks(file):
        root.samples += 1
        at = root
        for name in stack:
            at = at.callees[name]
            at.samples += 1
    return root


def draw(frame, left, depth, total, out):
    """Appends the frame's callees; answers how deep they go."""
    deepest = depth
    for name, callee in sorted(frame.callees.items()):
        width = callee.samples / total * WIDTH
        if callee.samples >= SMALLEST * total:
            percent = f"{100 * callee.samples / total:.1f} %"
            letters = int(width / LETTER)
            fill = WARM[zlib.crc32(name.encode()) % len(WARM)]
            label = html.escape(name if len(name) <= letters else name[:max(letters - 1, 0)])
            out.append(f'<g><title>{html.escape(name)}: {percent}</title><rect x="{left:.1f}" '
                       f'y="{depth * ROW}" width="{width:.1f}" height="{ROW - 1}" '
                       f'fill="{fill}"/><text x="{left + 3:.1f}" y="{depth * ROW + 12}">{label}'
                       '</text></g>')
            deepest = max(deepest, draw(callee, left, depth + 1, total, out))
        left += width
    return deepest


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    root = tree(sys.argv[1])
    out = []
    rows = draw(root, 0, 0, max(root.samples, 1), out) + 1
    with open(sys.argv[2], "w", encoding="utf-8") as svg:
        head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {rows * ROW}" '
                'font-family="monospace" font-size="11">')
        print(head, *out, "</svg>", sep="\n", file=svg)


if __name__ == "__main__":
    main()
