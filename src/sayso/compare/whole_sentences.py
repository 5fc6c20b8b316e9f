"""Sentences that two pages have word for word: what is shared from where a sentence opens is seldom a formula."""

from collections.abc import Iterator

import numpy as np

from sayso.compare.cutting import Offsets
from sayso.compare.hashes import Flags
from sayso.compare.matching import Match
from sayso.compare.words import PageWords

#: Words in a row that are whole sentences, and how many of them must be plain content words. Formulae of that length
#: are parts of sentences ("the <year> pact, officially known as the Joint Plan of Action on ...").
SENTENCE, SENTENCE_PLAIN = 12, 3
#: Words in a row from a name or another large word that opens a sentence, in one paragraph, and how many of them must
#: be content words, names included. What nominations share by formula begins behind the name they are made of: "<name>,
#: of <place>, a Career Member of the Senior Foreign Service, to be Ambassador Extraordinary ...".
OPENED, OPENED_CONTENT = 19, 11


def holds_sentence(match: Match, here: PageWords, there: PageWords) -> bool:
    """Does the match hold SENTENCE words in a row that are whole sentences in the texts of both pages?"""
    for i, j in _runs(match):
        stops = np.flatnonzero(_stops(here, i) & _stops(there, j))
        if len(stops) and stops[-1] - stops[0] >= SENTENCE:
            plain = (here.plain[i] & there.plain[j])[stops[0] : stops[-1]]
            if plain.sum() >= SENTENCE_PLAIN:
                return True
    return False


def opens_alike(match: Match, here: PageWords, there: PageWords) -> bool:
    """Does the match hold OPENED words in a row of one paragraph, the first a large one that opens a sentence?"""
    for i, j in _runs(match, here, there):
        opening = np.flatnonzero(_opening(here)[i] & _opening(there)[j])
        if len(opening) and len(i) - opening[0] >= OPENED:
            content = (here.content[i] & there.content[j])[opening[0] :]
            if content.sum() >= OPENED_CONTENT:
                return True
    return False


def _runs(match: Match, *paragraphs: PageWords) -> Iterator[tuple[Offsets, Offsets]]:
    """The words that follow one another on both pages; with the words of the pages given, paragraph by paragraph."""
    sides = match.T
    breaks = (np.diff(sides) != 1).any(axis=0)
    for words, side in zip(paragraphs, sides, strict=False):
        breaks |= np.diff(words.block[side]) != 0
    for part in np.split(np.arange(len(match)), np.flatnonzero(breaks) + 1):
        yield sides[0][part], sides[1][part]


def _stops(words: PageWords, at: Offsets) -> Flags:
    """Before which of these words a sentence ends; one entry more than words, for the end of the last."""
    stops: Flags = np.append(words.opens, True)[np.append(at, at[-1] + 1)]
    return stops


def _opening(words: PageWords) -> Flags:
    """Content words that are large because a sentence opens with them, as far as one can see."""
    opening: Flags = words.content & ~words.plain & ~words.names
    return opening
