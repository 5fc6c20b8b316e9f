"""A page as the sequence of its words in the normalised view: what every matcher of wording works on."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from sayso.compare.cutting import Offsets, Words
from sayso.compare.hashes import Flags, Hashes, grams
from sayso.compare.quotes import quotations
from sayso.model.characters import PerCharacter, code_points
from sayso.model.page import NEWS_ROLES, READ_ROLES, RUNNING_ROLES, Page, Region, Role
from sayso.model.text import Anchored

#: Characters of a page beyond this are not compared: it bounds time and memory on a page that is a whole archive.
LONGEST = 1_000_000
#: Words remembered at most, over all pages: about 170 MB.
MOST_WORDS = 1_000_000
#: A run of so many words in common starts a match.
SEED = 5
REPEATED = 8
_ends_sentence = PerCharacter(lambda character: int(character in ".!?:;\n"))
_APART: dict[Role, int] = {"title": 1, "quoted_source": 2}
_LISTED: frozenset[Role] = frozenset({"bullet"})
_MOSTLY_LARGE = 0.6


class PageWords:
    """The words of a page's read regions, in order. Arrays run in step, one entry a word; offsets are canonical."""

    def __init__(self, page: Page) -> None:
        text = page.text[:LONGEST]
        regions = [r for r in page.regions if r.role in READ_ROLES]
        every = Words.of(text)
        region = _index(every.starts, regions)
        self._words = words = every.only(region >= 0)
        region = region[region >= 0]
        self.hashes: Hashes = words.hashes
        self.singulars: Hashes = words.singulars
        """Hashes of the words without the ending of the plural: a title says "tugs", its text "a tug"."""
        self.starts: Offsets = words.starts
        self.ends: Offsets = words.ends
        self.news: Flags = _having(regions, NEWS_ROLES)[region]
        self.running: Flags = _running(regions, region)
        self.block: Offsets = _index(self.starts, page.blocks or regions)
        apart = np.array([_APART.get(region.role, 0) for region in regions], dtype=np.int64)[region]
        self.segment: Offsets = _segments(self.starts, page.regions, apart)
        self.quoted: Flags = _index(self.starts, quotations(text)) >= 0
        self.content: Flags = words.content
        self.plain: Flags = self.content & ~_as_names(words)
        self.opens: Flags = _open_sentence(text, self.starts, self.ends)
        """Which words have the end of a sentence between them and the word before."""
        self.names: Flags = self.content & ~self.plain & ~(self.opens & ~words.digits)
        """Names and numbers; a word that opens a sentence is written large in any case and is none."""

    def __len__(self) -> int:
        return len(self.hashes)

    def normal(self, number: int) -> str:
        """A word, normalised."""
        return self._words.normal(number)

    def singular(self, wanted: Flags) -> set[str]:
        """The words where the flag is set, normalised, without the ending of the plural."""
        return set(self._words.normals(wanted))

    @cached_property
    def gaps(self) -> Hashes:
        """Hashes of the text between each word and the next, in the normalised view; one fewer than words."""
        return self._words.gaps

    @cached_property
    def runs(self) -> tuple[Hashes, Offsets]:
        """(hash, number of the first word) of all runs of SEED words, sorted by hash."""
        hashes = grams(self.hashes, SEED)
        order = np.argsort(hashes, kind="stable")
        return hashes[order], order

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
        self.pages: OrderedDict[str, tuple[Page, PageWords]] = OrderedDict()
        self.count = 0

    def of(self, page: Page) -> PageWords:
        found = self.pages.get(page.id)
        if found is not None and found[0] == page:
            self.pages.move_to_end(page.id)
            return found[1]
        words = PageWords(page)
        self.count += len(words) - (len(found[1]) if found else 0)
        self.pages[page.id] = page, words
        while self.count > MOST_WORDS and len(self.pages) > 1:
            self.count -= len(self.pages.popitem(last=False)[1][1])
        return words


_recent = _Recent()


def words_of(page: Page) -> PageWords:
    """The page's words; those of the pages used last are remembered."""
    return _recent.of(page)


def title_words(text: str) -> tuple[str, ...]:
    """The distinct words of a title that say what it is about, normalised and singular, in their order."""
    words = Words.of(text)
    return tuple(dict.fromkeys(words.normals(words.content)))


def title_hashes(text: str) -> Hashes:
    """Their hashes, in the same order."""
    words = Words.of(text)
    hashes = words.singulars[words.content]
    return hashes[np.sort(np.unique(hashes, return_index=True)[1])]


def _index(starts: Offsets, spans: Sequence[Anchored]) -> Offsets:
    """For each offset the number of the span it lies in, -1 for none; spans are sorted and do not overlap."""
    if not spans:
        return np.full(len(starts), -1, dtype=np.int64)
    firsts = np.array([span.start for span in spans], dtype=np.int64)
    lasts = np.array([span.end for span in spans], dtype=np.int64)
    at = np.searchsorted(firsts, starts, side="right") - 1
    return np.where((at >= 0) & (starts < lasts[np.maximum(at, 0)]), at, -1)


def _having(regions: Sequence[Region], wanted: frozenset[Role]) -> Flags:
    return np.array([region.role in wanted for region in regions], dtype=np.bool_)


def _running(regions: Sequence[Region], region: Offsets) -> Flags:
    """Words of running text; a page that is for the most part a list (a communiqué by numbers) says it in the list."""
    running, listed = _having(regions, RUNNING_ROLES)[region], _having(regions, _LISTED)[region]
    return running | listed if listed.sum() > running.sum() else running


def _as_names(words: Words) -> Flags:
    """Words written as names are. Where most are written large (a page in capitals), size tells nothing; digits do."""
    large = words.large
    return words.digits if large.sum() > _MOSTLY_LARGE * len(words) else words.digits | large


def _open_sentence(text: str, starts: Offsets, ends: Offsets) -> Flags:
    """Which words have the end of a sentence, or nothing, between them and the word before."""
    stops = np.flatnonzero(_ends_sentence(code_points(text)))
    opening = np.searchsorted(stops, starts[1:]) > np.searchsorted(stops, ends[:-1])
    return np.concatenate([np.ones(min(1, len(starts)), dtype=np.bool_), opening])


def _segments(starts: Offsets, regions: Sequence[Region], apart: Offsets) -> Offsets:
    """Numbers the stretches of words that no unread region interrupts, with title and pasted extracts set apart."""
    if not len(starts):
        return np.zeros(0, dtype=np.int64)
    unread = np.array([region.start for region in regions if region.role not in READ_ROLES], dtype=np.int64)
    changes = (np.diff(np.searchsorted(unread, starts)) != 0) | (np.diff(apart) != 0)
    return np.concatenate([[0], np.cumsum(changes)]).astype(np.int64)
