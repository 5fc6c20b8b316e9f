"""A document in small, for telling which documents are about the same happening, and how alike two such are.

Two kinds of words are weighed apart: names and numbers say *which* happening, small words say *what* happened. Alike
incidents share the second, a running affair's many happenings share the first; one happening shares both.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from sayso.compare.cutting import function_words
from sayso.compare.terms import Token, is_mostly_name, tokens, weight
from sayso.model.comparison import Told
from sayso.model.page import NEWS_ROLES, Page

Terms = tuple[tuple[str, float], ...]

#: Terms kept of a document, the weightiest.
KEPT = 120
#: Languages whose small words the table of weights knows; others are told apart by names and numbers alone.
WEIGHED = frozenset({"en", None})
#: Words at the beginning count twice, those of the title twice more.
_LEAD, _TITLE = 60, 2
_NUMBER = 1.5
_DATED_LEAD = 80
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
#: What small words weigh beside names.
SMALL = 0.6
#: A text without capitals and with fewer function words than this is telegraphic: a digest of bare content words.
_FUNCTION_SHARE = 0.15
#: Two beginnings that name days of the week, and no common one: alike incidents oftener than one.
_OTHER_DAYS = 0.7
#: Exponents of the geometric mean; tuned on the development halves of five sets, one setting for all.
_ALL, _OF_NAMES, _OF_WORDS = 0.5, 0.2, 0.3
#: Names of at least this weight (a word of one document in 7) tell something: documents that share none are no pair.
RARE = 2.0
#: Documents in different or unread languages: at least so many names in common; and as many more are the same but
#: spelt otherwise ("Moscou"), those that are not count for more.
_FEWEST_NAMES, _FOREIGN = 3, 1.4


class StorySketch(msgspec.Struct, frozen=True):
    """What compare keeps of a document to find its story. A pure function of the document and its page."""

    doc: str
    title: str
    language: str | None
    names: Terms
    """Names and numbers with their weights, sorted; of a telegraphic text all its words."""
    words: Terms
    """Small words with their weights, sorted."""
    weekdays: tuple[str, ...] = ()
    """Days of the week that its beginning names, sorted."""
    telegraphic: bool = False


class _Counts(NamedTuple):
    all: Counter[str]
    names: Counter[str]
    small: Counter[str]


def sketch_story(told: Told) -> StorySketch:
    """The sketch of one document: its news regions alone. An empty page gives an empty sketch."""
    title = told.document.title or _first_title(told.page)
    body = list(tokens("\n".join(_news(told.page))))
    counts = _count(tokens(title), body)
    telegraphic = _is_telegraphic(body)
    terms = sorted(_weighed(counts, telegraphic), key=lambda t: (-t[1] * (1 if t[2] else SMALL), t[0]))[:KEPT]
    read = told.page.language in WEIGHED
    return StorySketch(
        doc=told.document.doc,
        title=" ".join(title.split()),
        language=told.page.language,
        names=tuple(sorted((term, value) for term, value, name in terms if name)),
        words=tuple(sorted((term, value) for term, value, name in terms if not name and read)),
        weekdays=tuple(sorted({token.term for token in body[:_DATED_LEAD]} & _WEEKDAYS)),
        telegraphic=telegraphic,
    )


def _first_title(page: Page) -> str:
    return next((region.slice(page.text) for region in page.regions if region.role == "title"), "")


def _news(page: Page) -> Iterator[str]:
    for region in page.regions:
        if region.role in NEWS_ROLES and region.role != "title":
            yield region.slice(page.text)


def _count(title: Iterable[Token], body: Iterable[Token]) -> _Counts:
    counts = _Counts(Counter(), Counter(), Counter())
    for times, part in ((_TITLE, enumerate(title, _LEAD)), (1, enumerate(body))):
        for k, (term, case) in part:
            counts.all[term] += times * (2 if k < _LEAD else 1)
            counts.names[term] += case == "name"
            counts.small[term] += case == "small"
    return counts


def _is_telegraphic(body: list[Token]) -> bool:
    if not body or any(token.case in ("name", "unclear") for token in body):
        return False
    known = function_words()
    return sum(token.term in known for token in body) < _FUNCTION_SHARE * len(body)


def _weighed(counts: _Counts, telegraphic: bool) -> Iterator[tuple[str, float, bool]]:
    """(term, weight, is it a name or number?)"""
    for term, times in counts.all.items():
        value = round(weight(term) * (1 + math.log(times)), 6)
        if value <= 0:
            continue
        if term[0].isdigit():
            yield term, _NUMBER * value, True
        else:
            yield term, value, telegraphic or _is_name(term, counts)


def _is_name(term: str, counts: _Counts) -> bool:
    """As it is mostly written here; where that tells nothing (first word, headline), as it mostly is elsewhere."""
    if counts.names[term] or counts.small[term]:
        return counts.names[term] >= counts.small[term]
    return is_mostly_name(term)


def dot(a: Terms, b: Terms) -> float:
    """Sum over common terms, in their order."""
    other = dict(b)
    return sum(value * other[term] for term, value in a if term in other)


class Products(NamedTuple):
    """Of two vectors: their product, and each one's with itself."""

    both: float
    first: float
    second: float

    @property
    def cosine(self) -> float:
        return self.both / math.sqrt(self.first * self.second) if self.both else 0.0


class Shared(NamedTuple):
    """What two sketches have in common."""

    names: Products
    words: Products
    rare: int
    """Names and numbers of at least RARE weight in both."""


def shared(a: StorySketch, b: StorySketch) -> Shared:
    rare = sum(1 for term in dict(a.names).keys() & dict(b.names).keys() if weight(term) >= RARE)
    return Shared(_products(a.names, b.names), _products(a.words, b.words), rare)


def _products(a: Terms, b: Terms) -> Products:
    return Products(dot(a, b), dot(a, a), dot(b, b))


def pair_score(a: StorySketch, b: StorySketch) -> float:
    """How alike two documents are, 0 to 1, dates aside: a pure function of the two."""
    return story_score(a, b, shared(a, b))


def story_score(a: StorySketch, b: StorySketch, common: Shared) -> float:
    """Do they tell of one event? A weighted geometric mean: alike as a whole, and neither in names nor in words alone.

    Where one side has no small words to compare, names alone count, if there are enough rare ones.
    """
    names, words = common.names, common.words
    if a.telegraphic and b.telegraphic:
        return min(1.0, names.cosine)
    if not (words.first and words.second):
        return _by_names(a, b, common)
    square = SMALL * SMALL
    everything = Products(*(n + square * w for n, w in zip(names, words, strict=True))).cosine
    of_names = names.cosine if names.first or names.second else everything
    alike = everything**_ALL * of_names**_OF_NAMES * words.cosine**_OF_WORDS
    return float(alike * (_OTHER_DAYS if other_weekdays(a, b) else 1.0))


def _by_names(a: StorySketch, b: StorySketch, common: Shared) -> float:
    if common.rare < _FEWEST_NAMES:
        return 0.0
    return min(1.0, common.names.cosine * (1.0 if a.language == b.language else _FOREIGN))


def affair_score(a: StorySketch, b: StorySketch, common: Shared) -> float:
    """Are they of one running affair? Who and where they speak of tells: alike incidents share the other words.

    0 where one has no small words: names in another language join an event at most.
    """
    return common.names.cosine if common.words.first and common.words.second else 0.0


def other_weekdays(a: StorySketch, b: StorySketch) -> bool:
    """Do both beginnings name days of the week, and no common one?"""
    return bool(a.weekdays and b.weekdays) and not set(a.weekdays) & set(b.weekdays)
