"""Where the words of a text stand, all at once: a text of a thousand words is cut in a third of a millisecond."""

import re
from functools import cache, cached_property
from importlib.resources import files
from typing import Self

import numpy as np
import numpy.typing as npt

from sayso.compare.hashes import Flags, Hashes, Stretches, character_hashes, is_among, word_hash
from sayso.model.characters import PerCharacter, code_points
from sayso.model.text import NormalisedView

Offsets = npt.NDArray[np.int64]

#: Scripts without spaces between words are compared sign by sign.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_BREAK, _LETTER, _SIGN, _APOSTROPHE = range(4)
_OTHER, _SMALL, _LARGE, _DIGIT = range(4)
#: Words of so few letters name something only where they are written large.
_SHORT = 2


class Words:
    """The words of a text in order, some of them perhaps. Arrays run in step, one entry a word.

    A word is a run of letters and digits with the apostrophes between them: "russia's" and "don't" are one.
    """

    def __init__(self, view: NormalisedView, starts: Offsets, ends: Offsets) -> None:
        """`starts` and `ends` are offsets in the view."""
        self._view = view
        self._starts, self._ends = starts, ends

    @classmethod
    def of(cls, text: str) -> Self:
        view = NormalisedView(text)
        kind = _kind(view.codes)
        letter = kind == _LETTER
        inside = letter | ((kind == _APOSTROPHE) & _before(letter) & _behind(letter))
        starts = (inside & ~_before(inside)) | (kind == _SIGN)
        ends = (inside & ~_behind(inside)) | (kind == _SIGN)
        return cls(view, np.flatnonzero(starts), np.flatnonzero(ends) + 1)

    def __len__(self) -> int:
        return len(self._starts)

    def only(self, wanted: Flags) -> "Words":
        """Those where the flag is set."""
        return Words(self._view, self._starts[wanted], self._ends[wanted])

    def normal(self, number: int) -> str:
        """One of them, normalised."""
        return self._view.text[int(self._starts[number]) : int(self._ends[number])]

    def normals(self, wanted: Flags) -> list[str]:
        """Those where the flag is set, normalised and without the ending of the plural."""
        text = self._view.text
        spans = zip(self._starts[wanted].tolist(), self._singular_ends[wanted].tolist(), strict=True)
        return [text[start:end] for start, end in spans]

    @property
    def starts(self) -> Offsets:
        """Canonical offsets."""
        return self._view.starts[self._starts]

    @property
    def ends(self) -> Offsets:
        """Canonical offsets, exclusive."""
        return self._view.starts[self._ends - 1] + 1

    @property
    def hashes(self) -> Hashes:
        return self._hashed(self._starts, self._ends)

    @property
    def singulars(self) -> Hashes:
        """Hashes without the ending of plural or genitive, which is all that a title and its text need to meet."""
        return self._hashed(self._starts, self._singular_ends)

    @property
    def gaps(self) -> Hashes:
        """Hashes of what stands between each word and the next, one fewer than words."""
        return self._hashed(self._ends[:-1], self._starts[1:])

    @property
    def content(self) -> Flags:
        """Which of them name something: no function words, and of two letters only names."""
        stems = self._stem_ends
        named = (stems - self._starts > _SHORT) | (self._case != _SMALL)
        content: Flags = named & ~is_among(self._hashed(self._starts, stems), _function_hashes())
        return content

    @property
    def large(self) -> Flags:
        """Which are written large."""
        large: Flags = self._case == _LARGE
        return large

    @property
    def digits(self) -> Flags:
        """Which begin with a digit."""
        digits: Flags = self._case == _DIGIT
        return digits

    @cached_property
    def _case(self) -> Offsets:
        return _case(code_points(self._view.canonical)[self.starts])

    @cached_property
    def _hashed(self) -> Stretches:
        return character_hashes(self._view.codes)

    @property
    def _stem_ends(self) -> Offsets:
        """Where the first apostrophe stands; the end of a word without one."""
        marks = np.append(np.flatnonzero(_kind(self._view.codes) == _APOSTROPHE), len(self._view.codes))
        first: Offsets = marks[np.searchsorted(marks, self._starts)]
        return np.minimum(first, self._ends)

    @cached_property
    def _singular_ends(self) -> Offsets:
        codes, ends = self._view.codes, self._ends
        plural = codes[ends - 1] == ord("s")
        genitive = plural & (ends - self._starts > _SHORT) & (codes[ends - 2] == ord("'"))
        ends = ends - 2 * genitive
        shorter: Offsets = ends - ((ends - self._starts > 3) & (codes[ends - 1] == ord("s")))
        return shorter


@cache
def function_words() -> frozenset[str]:
    """Words that say nothing by themselves."""
    table = (files("sayso.compare") / "lexicons" / "function_words.tsv").read_text(encoding="utf-8")
    return frozenset(line.split("\t")[0] for line in table.splitlines()[1:])


@cache
def _function_hashes() -> Hashes:
    return np.array(sorted(map(word_hash, function_words())), dtype=np.uint64)


def _before(flags: Flags) -> Flags:
    """Of each, that of the one before it."""
    return np.concatenate([np.zeros(min(1, len(flags)), dtype=np.bool_), flags[:-1]])


def _behind(flags: Flags) -> Flags:
    """Of each, that of the one behind it."""
    return np.concatenate([flags[1:], np.zeros(min(1, len(flags)), dtype=np.bool_)])


def _kind_of(character: str) -> int:
    if _UNSPACED.match(character):
        return _SIGN
    if character == "'":
        return _APOSTROPHE
    return _LETTER if character.isalnum() else _BREAK


def _case_of(character: str) -> int:
    if character.islower():
        return _SMALL
    if character.isupper():
        return _LARGE
    return _DIGIT if character.isdigit() else _OTHER


_kind = PerCharacter(_kind_of)
_case = PerCharacter(_case_of)
