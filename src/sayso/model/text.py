"""Spans of canonical text, and the normalised view in which every matcher compares wording."""

import unicodedata
from functools import cached_property, lru_cache
from typing import Self

import msgspec
import numpy as np

from sayso.model.characters import Codes, Numbers, PerCharacter, code_points, text_of


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
_SPACE = ord(" ")


class NormalisedView:
    """A page's text with one form for spaces, quotes, dashes, width and case, and the way back.

    Two stretches whose views are equal are verbatim the same. `text` is the view; `back(i)` gives the canonical
    offset of its i-th code point, so a match in the view opens its words in the page.
    """

    def __init__(self, canonical: str) -> None:
        self.canonical = canonical
        self.codes, self.starts = _normalised(code_points(canonical))
        """The view's code points, and of each the offset of the canonical character it comes from."""

    @cached_property
    def text(self) -> str:
        return text_of(self.codes)

    def back(self, start: int, end: int) -> Span:
        """The canonical span of view offsets [start, end); an empty view span gives an empty canonical one."""
        first = int(self.starts[start]) if start < len(self.starts) else len(self.canonical)
        if end <= start:
            return Span(first, first)
        return Span(first, int(self.starts[end - 1]) + 1)

    def forth(self, start: int, end: int) -> Span:
        """The view span that covers the canonical span [start, end) as far as it is visible there."""
        first, last = np.searchsorted(self.starts, (start, end))
        return Span(int(first), int(last))


def _normalised(codes: Codes) -> tuple[Codes, Numbers]:
    """(code points of the view, offset of the character each comes from)."""
    lengths = _folded_length(codes)
    starts = np.repeat(np.arange(len(codes)), lengths)
    view = _folded_first(codes[starts])
    for at in np.flatnonzero((lengths > 1)[starts] & (starts != np.concatenate([[-1], starts[:-1]]))):
        view[at : at + lengths[starts[at]]] = code_points(_folded(chr(codes[starts[at]])))
    kept = (view != _SPACE) | np.concatenate([view[:1] != _SPACE, view[:-1] != _SPACE])
    view, starts = view[kept].astype(np.uint32), starts[kept]
    end = len(view) - int(len(view) > 0 and view[-1] == _SPACE)
    return view[:end], starts[:end]


@lru_cache(maxsize=1 << 14)
def _folded(character: str) -> str:
    """The character in the view: none, one or several; a space of any kind is a plain one."""
    folded = unicodedata.normalize("NFKC", character).translate(_PLAIN).casefold()
    return "".join(" " if plain.isspace() else plain for plain in folded)


_folded_length = PerCharacter(lambda character: len(_folded(character)))
_folded_first = PerCharacter(lambda character: ord((_folded(character) or " ")[0]))


def normalise(text: str) -> str:
    """The normalised view's text alone."""
    return " ".join("".join(map(_folded, text)).split())
