"""The wording that two pages share, as aligned spans of their canonical texts."""

from collections.abc import Iterator

import numpy as np

from sayso.compare.edits import edits_between, trimmed
from sayso.compare.hashes import Flags
from sayso.compare.matching import Match, matches
from sayso.compare.whole_sentences import OPENED, SENTENCE, holds_sentence, opens_alike
from sayso.compare.words import PageWords, words_of
from sayso.model.comparison import Passage
from sayso.model.page import Page

#: Words in common, and how many of them must be plain content words, for pages to be held to share wording at all. A
#: word left out in between takes a share of a plain one away: what two telephone calls told in one formula share is
#: twenty words of thirty-three, with the names, the nations and what was spoken of left out.
ENOUGH, PLAIN, _LOST = 12, 5, 0.3
#: Longer ones, hardly edited, are enough by so many content words, names included, a plain one counting three times:
#: nominations and communiqués are written large throughout. What all of them share ("a Career Member of the Senior
#: Foreign Service, Class of Minister-Counselor, to be Ambassador Extraordinary and Plenipotentiary of ...") has 16.
LONG, LONG_CONTENT, _HARDLY_EDITED = 17, 18, 0.9
#: The same for words in quotation marks on both pages that make up most of a quotation.
QUOTED, QUOTED_PLAIN = 5, 3
#: The same for further passages of pages that share wording already; content words here include names and numbers.
FURTHER, FURTHER_PLAIN, FURTHER_CONTENT = 5, 3, 5
#: Content words of a whole block that counts between such pages.
BLOCK_CONTENT = 3
#: Share of a passage's words that must be common on both sides: of one that is enough by itself, of a further one.
_LOOSE, _DENSE = 0.7, 0.6
#: Share of a quotation's words that must be common.
_MOST = 0.6
#: A paragraph that a longer match reaches with fewer words than this is not counted to it.
_SMALLEST = 3


def align(a: Page, b: Page) -> tuple[Passage, ...]:
    """Passages the two pages share, sorted; page < other by id. A page shares nothing with itself.

    Offsets are canonical. Only read regions are compared, paragraphs may have moved, small edits are carried along.
    """
    if a.id == b.id:
        return ()
    first, second = (a, b) if a.id < b.id else (b, a)
    here, there = words_of(first), words_of(second)
    found = [passage(first, second, here, there, part) for part in shared(here, there)]
    return tuple(sorted(found, key=lambda p: (p.here, p.there)))


def shared(here: PageWords, there: PageWords) -> list[Match]:
    """What the pages share, cut at paragraphs; nothing where no match is enough by itself."""
    found = [(match, is_enough(match, here, there)) for match in matches(here, there)]
    if not any(enough for _, enough in found):
        return []
    counted = [match for match, enough in found if enough or is_further(match, here, there)]
    return [part for match in counted for part in cut(match, here, there)]


def is_enough(match: Match, here: PageWords, there: PageWords) -> bool:
    """Is the match long enough, or a whole sentence or quotation, to show that one wording is behind both pages?"""
    if len(match) >= ENOUGH and _is_long(match, here, there):
        return True
    if len(match) >= SENTENCE and holds_sentence(match, here, there):
        return True
    if len(match) >= OPENED and opens_alike(match, here, there):
        return True
    return len(match) >= QUOTED and _is_quotation(match, here, there)


def _is_long(match: Match, here: PageWords, there: PageWords) -> bool:
    """Has it so much in common that a formula is unlikely, wherever it stands?"""
    i, j = match.T
    plain = int((here.plain[i] & there.plain[j]).sum())
    content = int((here.content[i] & there.content[j]).sum())
    if len(match) >= LONG and content + 2 * plain >= LONG_CONTENT and _density(i, j) >= _HARDLY_EDITED:
        return True
    return plain - _LOST * _lost(i, j) >= PLAIN and _density(i, j) >= _LOOSE


def _is_quotation(match: Match, here: PageWords, there: PageWords) -> bool:
    """Is it in quotation marks on both pages, and most of a quotation?"""
    i, j = match.T
    if not (here.quoted[i] & there.quoted[j]).all() or (here.plain[i] & there.plain[j]).sum() < QUOTED_PLAIN:
        return False
    return max(_of_quotation(i, here), _of_quotation(j, there)) >= _MOST


def is_further(match: Match, here: PageWords, there: PageWords) -> bool:
    """Does a shorter match count, between pages that are known to share wording?

    It does where it is a paragraph, a heading or a title word for word on both pages.
    """
    i, j = match.T
    if _is_block(i, here) and _is_block(j, there) and int(here.content[i].sum()) >= BLOCK_CONTENT:
        return True
    if len(match) < FURTHER or _density(i, j) < _DENSE:
        return False
    content = int((here.content[i] & there.content[j]).sum())
    return content >= FURTHER_CONTENT and int((here.plain[i] & there.plain[j]).sum()) >= FURTHER_PLAIN


def cut(match: Match, here: PageWords, there: PageWords) -> Iterator[Match]:
    """The match, paragraph by paragraph: cut where both pages begin a new block, or one page another segment."""
    i, j = match.T
    blocks = (np.diff(here.block[i]) != 0) & (np.diff(there.block[j]) != 0)
    segments = (np.diff(here.segment[i]) != 0) | (np.diff(there.segment[j]) != 0)
    for part in np.split(np.arange(len(match)), np.flatnonzero(blocks | segments) + 1):
        if len(part) >= min(_SMALLEST, len(match)):
            yield match[part]


def passage(first: Page, second: Page, here: PageWords, there: PageWords, match: Match) -> Passage:
    """The match as spans of canonical text, with its edits."""
    edits = edits_between(first.text, second.text, here, there, match)
    spans = trimmed(first.text, second.text, here, there, match)
    return Passage(first.id, spans[0], second.id, spans[1], "edited" if edits else "verbatim", edits)


def _lost(i: np.ndarray, j: np.ndarray) -> int:
    """How many words of the longer side are left out."""
    return int(max(i[-1] - i[0], j[-1] - j[0])) + 1 - len(i)


def _density(i: np.ndarray, j: np.ndarray) -> float:
    return len(i) / float(max(i[-1] - i[0], j[-1] - j[0]) + 1)


def _is_block(at: np.ndarray, words: PageWords) -> bool:
    """Are these words a whole block, without one left out?"""
    return bool((words.block == words.block[at[0]]).sum() == len(at) == at[-1] - at[0] + 1)


def _of_quotation(at: np.ndarray, words: PageWords) -> float:
    """Share of the surrounding run of quoted words that is matched."""
    quoted: Flags = words.quoted
    before = np.flatnonzero(~quoted[: at[0]])
    after = np.flatnonzero(~quoted[at[-1] :])
    start = before[-1] + 1 if len(before) else 0
    end = at[-1] + after[0] if len(after) else len(quoted)
    return len(at) / float(end - start)
