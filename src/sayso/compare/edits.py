"""From matched words to spans of text: where a shared passage begins and ends, and where its two sides differ."""

from collections.abc import Iterator, Sequence

import numpy as np

from sayso.compare.matching import Match
from sayso.compare.words import PageWords
from sayso.model.comparison import Edit
from sayso.model.text import Span, normalise


def trimmed(first: str, second: str, here: PageWords, there: PageWords, match: Match) -> tuple[Span, Span]:
    """Spans from the first matched word to the last, with the punctuation around them that both sides have."""
    (i, j), (k, m) = match[0], match[-1]
    before = _opening(first[: int(here.starts[i])][::-1], second[: int(there.starts[j])][::-1])
    after = _alike(first[int(here.ends[k]) :], second[int(there.ends[m]) :])
    return (
        Span(int(here.starts[i]) - before, int(here.ends[k]) + after),
        Span(int(there.starts[j]) - before, int(there.ends[m]) + after),
    )


def _opening(a: str, b: str) -> int:
    """How many marks open the passage on both sides, read backwards; those that close a word before it do not."""
    count = _alike(a, b)
    return count if all(not text[count : count + 1].strip() for text in (a, b)) else 0


def _alike(a: str, b: str) -> int:
    """How many marks the two texts begin with in common: no letters, digits or spaces, alike in the normalised view."""
    count = 0
    for x, y in zip(a, b, strict=False):
        if x.isalnum() or x.isspace() or normalise(x) != normalise(y) or not normalise(x):
            break
        count += 1
    return count


def edits_between(first: str, second: str, here: PageWords, there: PageWords, match: Match) -> tuple[Edit, ...]:
    """Every stretch between matched words where the two sides differ in the normalised view, in order.

    None: the passage is verbatim. A stretch is empty on the side that lacks the words; marks both sides have are left
    out of it.
    """
    i, j = match.T
    alike = (np.diff(i) == 1) & (np.diff(j) == 1) & (here.gaps[i[:-1]] == there.gaps[j[:-1]])
    return tuple(
        edit
        for k in np.flatnonzero(~alike).tolist()
        for edit in _between(first, second, here, there, match[k : k + 2].tolist())
    )


def _between(
    first: str, second: str, here: PageWords, there: PageWords, pairs: Sequence[Sequence[int]]
) -> Iterator[Edit]:
    before, after = pairs
    a = _gap(here, before[0], after[0])
    b = _gap(there, before[1], after[1])
    x, y = a.slice(first), b.slice(second)
    # In a sentinel, because the view drops spaces at either end of a text.
    if x != y and normalise(f"|{x}|") != normalise(f"|{y}|"):
        head = _head(x, y)
        tail = _head(x[head:][::-1], y[head:][::-1])
        yield Edit(Span(a.start + head, a.end - tail), Span(b.start + head, b.end - tail))


def _gap(words: PageWords, before: int, after: int) -> Span:
    """From one word's end to another's start. Both may come from one character ("½"): then the gap is empty."""
    start = int(words.ends[before])
    return Span(start, max(start, int(words.starts[after])))


def _head(a: str, b: str) -> int:
    """How many characters that are no letters or digits the two texts begin with in common."""
    count = 0
    for x, y in zip(a, b, strict=False):
        if x.isalnum() or normalise(f"|{x}|") != normalise(f"|{y}|"):
            break
        count += 1
    return count
