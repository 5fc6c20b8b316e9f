"""Spans of canonical text, and the normalised view in which every matcher compares wording."""

import unicodedata
from bisect import bisect_left
from functools import cached_property, lru_cache
from typing import Self

import msgspec


class Anchored(msgspec.Struct, frozen=True, order=True):
    """A stretch of a page's canonical text: Unicode code points, `end` exclusive."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start

    def slice(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: "Anchored") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Anchored") -> bool:
        return self.start <= other.start and other.end <= self.end


class Span(Anchored, frozen=True):
    """A bare stretch of text."""

    @classmethod
    def of(cls, anchored: Anchored) -> Self:
        return cls(anchored.start, anchored.end)


_PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛′ʼ`´", "'")
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)


class NormalisedView:
    """A page's text with one form for spaces, quotes, dashes, width and case, and the way back.

    Two stretches whose views are equal are verbatim the same. `text` is the view; `back(i)` gives the canonical
    offset of its i-th code point, so a match in the view opens its words in the page.
    """

    def __init__(self, canonical: str) -> None:
        self.canonical = canonical
        self.text, self._starts = _normalise(canonical)

    def back(self, start: int, end: int) -> Span:
        """The canonical span of view offsets [start, end); an empty view span gives an empty canonical one."""
        first = self._starts[start] if start < len(self._starts) else len(self.canonical)
        if end <= start:
            return Span(first, first)
        return Span(first, self._ends[end - 1])

    def forth(self, start: int, end: int) -> Span:
        """The view span that covers the canonical span [start, end) as far as it is visible there."""
        return Span(bisect_left(self._starts, start), bisect_left(self._starts, end))

    @cached_property
    def _ends(self) -> list[int]:
        """Canonical end of each view character: the start of the next canonical character behind it."""
        return [start + 1 for start in self._starts]


def _normalise(canonical: str) -> tuple[str, list[int]]:
    out: list[str] = []
    starts: list[int] = []
    for offset, character in enumerate(canonical):
        for plain in _folded(character):
            if plain.isspace():
                if not out or out[-1] == " ":
                    continue
                plain = " "
            out.append(plain)
            starts.append(offset)
    while out and out[-1] == " ":
        out.pop()
        starts.pop()
    return "".join(out), starts


@lru_cache(maxsize=1 << 14)
def _folded(character: str) -> str:
    return unicodedata.normalize("NFKC", character).translate(_PLAIN).casefold()


def normalise(text: str) -> str:
    """The normalised view's text alone."""
    return _normalise(text)[0]
