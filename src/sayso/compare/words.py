"""A page as the sequence of its words in the normalised view: what every matcher of wording works on."""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from sys import intern

import numpy as np
import numpy.typing as npt

from sayso.compare.quotes import quotations
from sayso.model.page import NEWS_ROLES, READ_ROLES, RUNNING_ROLES, Page, Region, Role
from sayso.model.text import Anchored, NormalisedView

Hashes = npt.NDArray[np.uint64]
Offsets = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

#: Characters of a page beyond this are not compared: it bounds time and memory on a page that is a whole archive.
LONGEST = 1_000_000
#: Words remembered at most, over all pages: about 200 MB.
MOST_WORDS = 3_000_000
#: Scripts without spaces between words are compared sign by sign.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
#: In the normalised view, whose apostrophe is straight: "russia's" and "don't" are one word.
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:'[^\W_{_UNSPACED}]+)*")
_ENDS_SENTENCE = re.compile(r"[.!?:;\n]")
REPEATED = 8
_APART: dict[Role, int] = {"title": 1, "quoted_source": 2}
_MOSTLY_LARGE = 0.6
_PRIME = np.uint64(0x9E3779B97F4A7C15)


class PageWords:
    """The words of a page's read regions, in order. Arrays run in step, one entry a word; offsets are canonical."""

    def __init__(self, page: Page) -> None:
        text = page.text[:LONGEST]
        view = NormalisedView(text)
        regions = [r for r in page.regions if r.role in READ_ROLES]
        found = [(m.group(), view.back(m.start(), m.end())) for m in _WORD.finditer(view.text)]
        starts = np.array([span.start for _, span in found], dtype=np.int64)
        inside = _index(starts, regions)
        kept = [k for k in range(len(found)) if inside[k] >= 0]
        words = [found[k][0] for k in kept]
        self.normals = [intern(word) for word in words]
        self.hashes: Hashes = np.array([word_hash(word) for word in words], dtype=np.uint64)
        self.starts: Offsets = starts[kept]
        self.ends: Offsets = np.array([found[k][1].end for k in kept], dtype=np.int64)
        roles = [regions[inside[k]].role for k in kept]
        self.news = _having(roles, NEWS_ROLES)
        self.running = _having(roles, RUNNING_ROLES)
        self.block: Offsets = _index(self.starts, page.blocks or regions)
        self.segment: Offsets = _segments(self.starts, page.regions, roles)
        self.quoted: Flags = _index(self.starts, quotations(text)) >= 0
        first = [text[start] for start in self.starts]
        self.content: Flags = np.array(
            [is_content(word, letter) for word, letter in zip(words, first, strict=True)], dtype=np.bool_
        )
        self.plain: Flags = self.content & _not_names(first)
        self.names: Flags = self.content & ~self.plain & ~self._opening(text)
        """Names and numbers; a word that opens a sentence is written large in any case and is none."""

    def __len__(self) -> int:
        return len(self.hashes)

    def distinct(self, wanted: Flags) -> set[str]:
        """The words where the flag is set, normalised."""
        return {self.normals[k] for k in np.flatnonzero(wanted)}

    def singular(self, wanted: Flags) -> set[str]:
        """The same without the ending of the plural: a title says "tugs", its text "a tug"."""
        return {singular(word) for word in self.distinct(wanted)}

    @cached_property
    def repeated(self) -> Flags:
        """Which words the page has said before, in a run of REPEATED: picture galleries give one caption ten times."""
        runs = grams(self.hashes, REPEATED)
        first = np.zeros(len(runs), dtype=np.bool_)
        first[np.unique(runs, return_index=True)[1]] = True
        again = np.zeros(len(self), dtype=np.bool_)
        for start in np.flatnonzero(~first):
            again[start : start + REPEATED] = True
        return again

    def _opening(self, text: str) -> Flags:
        opening = np.zeros(len(self), dtype=np.bool_)
        for k in np.flatnonzero(self.content & ~self.plain):
            before = text[self.ends[k - 1] : self.starts[k]] if k else "."
            opening[k] = bool(_ENDS_SENTENCE.search(before)) and not text[self.starts[k]].isdigit()
        return opening

    def part(self, span: Anchored) -> slice:
        """The words that start inside the span."""
        first, last = np.searchsorted(self.starts, (span.start, span.end))
        return slice(int(first), int(last))

    def within(self, spans: Iterable[Anchored]) -> Flags:
        """Which words start inside any of the spans."""
        inside = np.zeros(len(self), dtype=np.bool_)
        for span in spans:
            inside[self.part(span)] = True
        return inside


class _Recent:
    """The words of the pages used last, as many as hold MOST_WORDS together."""

    def __init__(self) -> None:
        self.pages: OrderedDict[Page, PageWords] = OrderedDict()
        self.count = 0

    def of(self, page: Page) -> PageWords:
        found = self.pages.get(page)
        if found is not None:
            self.pages.move_to_end(page)
            return found
        found = self.pages[page] = PageWords(page)
        self.count += len(found)
        while self.count > MOST_WORDS and len(self.pages) > 1:
            self.count -= len(self.pages.popitem(last=False)[1])
        return found


_recent = _Recent()


def words_of(page: Page) -> PageWords:
    """The page's words; those of the pages used last are remembered."""
    return _recent.of(page)


@lru_cache(maxsize=1 << 17)
def word_hash(word: str) -> int:
    """A 64-bit hash that is the same in every process and version."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def grams(hashes: Hashes, length: int) -> Hashes:
    """One hash for each run of `length` words; entry k is the run that starts at word k."""
    count = len(hashes) - length + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    rolled = np.zeros(count, dtype=np.uint64)
    for k in range(length):
        rolled = rolled * _PRIME + hashes[k : k + count]
    return mix(rolled)


def mix(values: Hashes) -> Hashes:
    """Spread the bits (the finaliser of splitmix64), so that small and large values are equally likely."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def title_words(text: str) -> tuple[str, ...]:
    """The distinct words of a title that say what it is about, normalised and singular, in their order."""
    view = NormalisedView(text)
    found = [(m.group(), text[view.back(m.start(), m.end()).start]) for m in _WORD.finditer(view.text)]
    return tuple(dict.fromkeys(singular(word) for word, letter in found if is_content(word, letter)))


def singular(word: str) -> str:
    """The word without the ending of plural or genitive, which is all that a title and its text need to meet."""
    word = word.removesuffix("'s")
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def is_content(word: str, first: str) -> bool:
    """Does the word name something? `first` is its first character as written: of two letters only names count."""
    stem = word.partition("'")[0]
    return stem not in function_words() and (len(stem) > 2 or not first.islower())


@cache
def function_words() -> frozenset[str]:
    """Words that say nothing by themselves."""
    table = (files("sayso.compare") / "lexicons" / "function_words.tsv").read_text(encoding="utf-8")
    return frozenset(line.split("\t")[0] for line in table.splitlines()[1:])


def _index(starts: Offsets, spans: Sequence[Anchored]) -> Offsets:
    """For each offset the number of the span it lies in, -1 for none; spans are sorted and do not overlap."""
    if not spans:
        return np.full(len(starts), -1, dtype=np.int64)
    firsts = np.array([span.start for span in spans], dtype=np.int64)
    lasts = np.array([span.end for span in spans], dtype=np.int64)
    at = np.searchsorted(firsts, starts, side="right") - 1
    return np.where((at >= 0) & (starts < lasts[np.maximum(at, 0)]), at, -1)


def _having(roles: Sequence[Role], wanted: frozenset[Role]) -> Flags:
    return np.array([role in wanted for role in roles], dtype=np.bool_)


def _not_names(first: Sequence[str]) -> Flags:
    """Words written small. Where most are written large (a page in capitals), size tells nothing; digits are none."""
    large = np.array([c.isupper() for c in first], dtype=np.bool_)
    digits = np.array([c.isdigit() for c in first], dtype=np.bool_)
    return ~digits if large.sum() > _MOSTLY_LARGE * len(first) else ~(large | digits)


def _segments(starts: Offsets, regions: Sequence[Region], roles: Sequence[Role]) -> Offsets:
    """Numbers the stretches of words that no unread region interrupts, with title and pasted extracts set apart."""
    if not len(starts):
        return np.zeros(0, dtype=np.int64)
    unread = np.array([region.start for region in regions if region.role not in READ_ROLES], dtype=np.int64)
    apart = np.array([_APART.get(role, 0) for role in roles])
    changes = (np.diff(np.searchsorted(unread, starts)) != 0) | (np.diff(apart) != 0)
    return np.concatenate([[0], np.cumsum(changes)]).astype(np.int64)
