"""What stands between quotation marks: straight, curly, single, nested, over several sentences or paragraphs."""

from collections.abc import Iterator
from typing import NamedTuple

from sayso.read.parse import Parsed

_OPENING, _CLOSING, _STRAIGHT = "“«„", "”»", '"'
_SINGLE = "‘'’"
_BEFORE_OPENING = " \t\n\u00a0([{—–-/:“‘\"'"
#: Quoted words up to this many are set apart ("so-called"), not said in full.
FEW_WORDS = 3


class Quote(NamedTuple):
    """Quoted words in one region: offsets of the region's text, marks excluded."""

    region: int
    start: int
    end: int
    opened: bool
    """False where it carries on from the paragraph before without a mark of its own."""
    closed: bool
    """False where it carries on in the paragraph after."""

    def words(self, parsed: tuple[Parsed, ...]) -> int:
        return len(parsed[self.region].text[self.start : self.end].split())


def find_quotes(parsed: tuple[Parsed, ...]) -> tuple[Quote, ...]:
    """The outermost quotations of the page, in text order."""
    found: list[Quote] = []
    running = False
    for index, region in enumerate(parsed):
        double = list(_double(region.text, index, running))
        if not (running and double and not double[0].opened):
            double = [quote for quote in double if quote.opened]
        running = bool(double) and not double[-1].closed
        single = [quote for quote in _single(region.text, index) if not any(_overlap(quote, d) for d in double)]
        found += sorted(double + single)
    return tuple(quote for quote in found if quote.end > quote.start)


def _overlap(a: Quote, b: Quote) -> bool:
    return a.start < b.end and b.start < a.end


def _double(text: str, index: int, running: bool) -> Iterator[Quote]:
    """Paired by direction: a closing mark without an opening one ends what the paragraph before began."""
    start: int | None = None
    depth = 0
    for offset, mark in enumerate(text):
        opening = mark in _OPENING or (mark in _STRAIGHT and start is None and _may_open(text, offset))
        if opening and start is None:
            start, depth = offset + 1, 1
        elif opening:
            depth += 1
        elif mark in _CLOSING + _STRAIGHT and (start is not None or running):
            depth -= 1
            if depth <= 0:
                yield _trimmed(text, Quote(index, start or 0, offset, start is not None, True))
                start, running = None, False
    if start is not None:
        yield _trimmed(text, Quote(index, start, len(text), True, False))


def _may_open(text: str, offset: int) -> bool:
    """Nothing or a space before it, a word behind it."""
    free = offset == 0 or text[offset - 1] in _BEFORE_OPENING
    return free and offset + 1 < len(text) and not text[offset + 1].isspace()


def _single(text: str, index: int) -> Iterator[Quote]:
    """Single marks; an apostrophe within or at the end of a word closes nothing unless one was opened."""
    start: int | None = None
    for offset, mark in enumerate(text):
        if mark not in _SINGLE:
            continue
        before, after = text[offset - 1 : offset], text[offset + 1 : offset + 2]
        if start is None and mark != "’" and not before.isalnum() and after.isalnum() and _may_open(text, offset):
            start = offset + 1
        elif start is not None and mark != "‘" and before.strip() and not after.isalnum():
            if before == "s" and after == " " and _closes_later(text, offset + 1):
                continue
            yield _trimmed(text, Quote(index, start, offset, True, True))
            start = None


def _closes_later(text: str, offset: int) -> bool:
    """Is there a better end than this plural's apostrophe ("the ministers' talks")?"""
    rest = text[offset:].replace("‘", "\n").split("\n")[0]
    return any(
        mark in "'’" and rest[k - 1 : k] in ".,!?" and not rest[k + 1 : k + 2].isalnum() for k, mark in enumerate(rest)
    )


def _trimmed(text: str, quote: Quote) -> Quote:
    """Without spaces and a comma at its ends."""
    inner = text[quote.start : quote.end]
    start = quote.start + len(inner) - len(inner.lstrip())
    end = quote.end - len(inner) + len(inner.rstrip(" \t\n\u00a0,"))
    return quote._replace(start=start, end=max(start, end))
