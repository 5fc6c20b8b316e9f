"""Slips that two pages have in common: their wording goes back to one written text, not to one spoken statement.

They say nothing of who took it from whom.
"""

import re
from functools import cache
from importlib.resources import files

import numpy as np

from sayso.compare.damage import seam_words
from sayso.compare.hashes import Hashes, is_among, word_hash
from sayso.compare.words import PageWords, words_of
from sayso.model.comparison import Passage, Told
from sayso.model.text import Anchored

#: A reporter who marks a slip as the speaker's own copied it from what was written.
_MARKED = re.compile(r"[\"'”’]?\s*[\[(]sic[\])]", re.IGNORECASE)
#: So near a passage a word says that the statement was written: its slip may be the source's own.
_WRITTEN = re.compile(
    r"\b(?:blogs?|bulletins?|communiqu[eé]s?|documents?|e-?mails?|facebook|letters?|messages?|memos?|notes?|posted|posts?"
    r"|press releases?|reads|statements?|telegram|tweeted|tweets?|twitter|writes|wrote|written)\b",
    re.IGNORECASE,
)
_NEAR = 200
_NEVER_TWICE = ("determiner", "conjunction")
_HYPHEN = re.compile(r"[-‐–'’]")


def shared_slips(a: Told, b: Told, passage: Passage) -> tuple[str, ...]:
    """The slips that stand on both sides of a passage (`here` in a), sorted: "recieve", "the the"."""
    return tuple(sorted(_slips(a, passage.here) & _slips(b, passage.there)))


def _slips(told: Told, span: Anchored) -> set[str]:
    """Words misspelt, or written twice, within the span of an English page. What is written large may be a name."""
    if told.page.language != "en":
        return set()
    words = words_of(told.page)
    part = words.part(span)
    hashes = words.hashes[part]
    misspelt = part.start + np.flatnonzero(is_among(hashes, _misspelt()))
    twice = part.start + np.flatnonzero(hashes[1:] == hashes[:-1])
    return {words.normal(k) for k in misspelt if _is_small(told, k) and not _marked(told, words, k)} | {
        f"{words.normal(k)} {words.normal(k)}" for k in twice if _is_small(told, k) and _twice(told, k)
    }


def _is_small(told: Told, k: int) -> bool:
    return told.page.text[int(words_of(told.page).starts[k])].islower()


def _marked(told: Told, words: PageWords, k: int) -> bool:
    return _MARKED.match(told.page.text, int(words.ends[k])) is not None


def _twice(told: Told, k: int) -> bool:
    """Is the word, which stands twice, one that is never said twice in a row? Not "aim at at-risk children"."""
    words, text = words_of(told.page), told.page.text
    between = text[int(words.ends[k]) : int(words.starts[k + 1])]
    return (
        seam_words().get(words.normal(k)) in _NEVER_TWICE
        and between.isspace()
        and not _HYPHEN.match(text, int(words.ends[k + 1]))
    )


def of_writing(told: Told, span: Anchored) -> bool:
    """Does the page say, around the passage, that what it reports was written?"""
    text = told.page.text
    around = text[max(0, span.start - _NEAR) : span.start], text[span.end : span.end + _NEAR]
    return any(_WRITTEN.search(part) for part in around)


@cache
def misspellings() -> dict[str, str]:
    """Misspelt word -> the right one. None of them is a word in any spelling of English."""
    lexicon = (files("sayso.compare") / "lexicons" / "misspellings.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in lexicon.splitlines()[1:])
    return {word: right for word, right, _ in rows}


@cache
def _misspelt() -> Hashes:
    return np.array(sorted(map(word_hash, misspellings())), dtype=np.uint64)
