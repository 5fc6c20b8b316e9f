"""Cutting plain text into blocks: a line each, or a paragraph each where an editor has wrapped the lines."""

import re
from collections.abc import Iterator
from itertools import pairwise

from sayso.model.page import Block

_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
#: Mail and wire software wraps at 60 to 100 columns; a column of short lines is a list or a poem.
_NARROWEST, _WIDEST = 45, 110
Spans = list[tuple[int, int]]


def cut(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text: spans of its visible lines, trimmed, in order."""
    blocks: list[Block] = []
    for group in _groups(text):
        wrapped = len(group) > 2 and _is_wrapped([text[start:end] for start, end in group])
        spans = [(group[0][0], group[-1][1])] if wrapped else group
        blocks.extend(Block(start, end) for start, end in spans)
    return tuple(blocks)


def _groups(text: str) -> Iterator[Spans]:
    """Lines that stand together, without a blank line between them."""
    group: Spans = []
    last = 0
    for match in _LINE.finditer(text):
        line = match[0].strip()
        if not line:
            continue
        start = match.start() + match[0].index(line)
        between = text[last:start].replace("\r\n", "\n")
        if group and sum(between.count(mark) for mark in "\n\r\x85\u2028\u2029") > 1:
            yield group
            group = []
        group.append((start, start + len(line)))
        last = start + len(line)
    if group:
        yield group


def _is_wrapped(lines: list[str]) -> bool:
    """Every line but the last is full: the next line's first word would not have fitted."""
    width = max(map(len, lines))
    if not _NARROWEST <= width <= _WIDEST:
        return False
    full = sum(len(a) + 1 + len(b.split()[0]) > width for a, b in pairwise(lines))
    return full >= 0.9 * (len(lines) - 1)
