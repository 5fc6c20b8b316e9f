"""How much of two documents is one text, from the spans they share: a pure function of the two."""

from collections.abc import Iterable, Set
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz

from sayso.compare.hashes import Flags, grams
from sayso.compare.sketch import title_of
from sayso.compare.words import PageWords, title_words, words_of
from sayso.model.comparison import Told
from sayso.model.page import Page
from sayso.model.text import Anchored, normalise

#: Words count as shared that stand in a run of so many equal ones: sentences that were told anew share fewer.
IN_RUNS = 4
#: Two documents are one text when so much of the shorter one's running text is shared, its own voice included ...
MOST, OWN_VOICE = 0.67, 0.5
#: ... and nearly all of it where few words are common, since any two reports of a small event may share a release ...
SHORT, NEARLY_ALL = 50, 0.9
#: ... by at least so many words ...
FEWEST = 25
#: ... that, where they are less of the longer one, tell what its own title says ...
SMALL_PART = 0.5
#: ... and that tell what a title says: so much of its content words. Beyond so many words any title will do.
TOLD, ARTICLE = 0.33, 200
#: ... and the two do not fill one form with names of their own: names or numbers that the other page does not know, at
#: least so many of those in the shared text, on both sides; one is enough where the titles name it.
STRANGE, STRANGE_SHARE = 2, 0.08
#: Spellings of one name ("Kiev", "Kyiv") are at least so similar.
_SPELLING = 70.0


class Side(NamedTuple):
    """One document: its words, those of its running text that are news, and those it shares."""

    words: PageWords
    running: Flags
    shared: Flags
    title: frozenset[str]
    """The content words of its title, without the ending of the plural."""


class Sharing(NamedTuple):
    """What two documents share."""

    words: int
    """Shared words of running text, of the shorter one."""
    of: int
    """All its words of running text."""
    longer: float
    """Share of the longer one's running text that is shared."""
    own_voice: float
    """Of the shorter one's running text outside quotation marks; 1.0 where it has next to none."""
    told: bool
    """Does the shared text tell what a title says, or is it long enough to be an article under any title?"""
    told_by_longer: bool
    """Does it tell what the longer one's own title says? A round-up is headed by something else."""
    form: bool
    """Do they fill the same form with other names?"""

    @property
    def share(self) -> float:
        """Share of the shorter one's running text that is shared."""
        return self.words / max(1, self.of)

    @property
    def one_text(self) -> bool:
        """Is the shorter one for the most part the other one's text?"""
        most = self.share >= (MOST if self.words >= SHORT else NEARLY_ALL)
        about_it = self.told and (self.longer >= SMALL_PART or self.told_by_longer)
        return most and self.own_voice >= OWN_VOICE and self.words >= FEWEST and about_it and not self.form


def side(told: Told, shared: Iterable[Anchored], furniture: Iterable[Anchored]) -> Side:
    """One document of a pair, with the spans it shares and the furniture it carries."""
    words = words_of(told.page)
    news = ~words.within(furniture) & ~words.repeated
    title = title_words(told.document.title or title_of(told.page))
    return Side(words, words.running & news, words.within(shared) & news, frozenset(title))


def same_page(a: Told, b: Told) -> bool:
    """Do two documents hold one page that tells news? Under two titles a page that tells neither is a sign-in form.

    What could not be opened, or holds no text, is no copy of anything.
    """
    if a.page.id != b.page.id or not a.page.text.strip():
        return False
    titles = {normalise(t.document.title or title_of(t.page)) for t in (a, b)}
    return len(titles) == 1 or sharing(side(a, a.page.regions, ()), side(b, b.page.regions, ())).told


def sharing(a: Side, b: Side) -> Sharing:
    """What the two share, measured on the one with less running text."""
    short = shorter(a, b)
    other = b if short is a else a
    shared = short.running & short.shared & _in_runs(short.words, other.words)
    own = short.running & ~short.words.quoted
    covered = int(shared.sum())
    return Sharing(
        words=covered,
        of=int(short.running.sum()),
        longer=float((other.running & other.shared).sum() / max(1, other.running.sum())),
        own_voice=float((own & shared).sum() / own.sum()) if own.sum() >= FEWEST else 1.0,
        told=covered >= ARTICLE or tells(a) or tells(b) or not (a.title or b.title),
        told_by_longer=tells(other) or not other.title,
        form=fill_one_form(a, b),
    )


def _in_runs(words: PageWords, other: PageWords) -> Flags:
    """Which words stand in a run of IN_RUNS that the other page has too."""
    inside = np.zeros(len(words), dtype=np.bool_)
    starts = np.flatnonzero(np.isin(grams(words.hashes, IN_RUNS), grams(other.hashes, IN_RUNS)))
    for k in range(IN_RUNS):
        inside[starts + k] = True
    return inside


def shorter(a: Side, b: Side) -> Side:
    """The one with less running text."""
    return a if _size(a) <= _size(b) else b


def _size(one: Side) -> tuple[int, list[int]]:
    """Words of running text; of two texts equally long always the same one is the shorter."""
    return int(one.running.sum()), one.words.hashes.tolist()


def tells(one: Side) -> bool:
    """Does what the document shares tell what its title says, two of its words in one paragraph at least?

    Over a list of other news the words of a title are scattered: "Tacoma" in one line, "shooting" in another.
    """
    shared = one.running & one.shared
    said = one.words.singular(shared) & one.title
    if len(said) < max(1.0, TOLD * len(one.title)):
        return False
    blocks = [shared & (one.words.block == block) for block in np.unique(one.words.block[shared])]
    return max(len(one.words.singular(block) & said) for block in blocks) >= min(2, len(one.title))


def fill_one_form(a: Side, b: Side) -> bool:
    """Do the two say the same of different people, places, days or sums?"""
    names_a, names_b = _names(a), _names(b)
    ours, theirs = _strange(names_a, b.words, names_b), _strange(names_b, a.words, names_a)
    in_titles = bool((ours | _headed(a, b)) & a.title) and bool((theirs | _headed(b, a)) & b.title)
    return in_titles or (_many(ours, names_a) and _many(theirs, names_b))


def _headed(one: Side, other: Side) -> set[str]:
    """Names in the title of one that its own running text says, and the other page nowhere."""
    named = one.words.singular(one.words.names & one.running) & one.title
    return _strange(named, other.words, other.words.singular(other.words.names))


def _many(strange: Set[str], names: Set[str]) -> bool:
    return len(strange) >= max(STRANGE, STRANGE_SHARE * len(names))


def _names(one: Side) -> set[str]:
    """The names and numbers in the shared running text."""
    return one.words.singular(one.words.names & one.shared & one.running)


def _strange(names: Set[str], other: PageWords, others: Set[str]) -> set[str]:
    """Names that the other page does not say in any spelling."""
    said = other.singular(np.ones(len(other), dtype=np.bool_))
    return {name for name in names - said if not _spelt(name, others - names)}


def swapped(a: Page, here: Anchored, b: Page, there: Anchored) -> bool:
    """Does a shared passage name different people, places, days or sums on its two sides?"""
    words_a, words_b = words_of(a), words_of(b)
    flags_a, flags_b = words_a.within([here]), words_b.within([there])
    names_a, names_b = words_a.singular(words_a.names & flags_a), words_b.singular(words_b.names & flags_b)
    ours, theirs = names_a - words_b.singular(flags_b), names_b - words_a.singular(flags_a)
    return any(not _spelt(name, theirs) for name in ours) and any(not _spelt(name, ours) for name in theirs)


def _spelt(word: str, others: Set[str]) -> bool:
    """Is it a spelling of one of these names? Numbers have one spelling only."""
    return not word[0].isdigit() and any(fuzz.ratio(word, other) >= _SPELLING for other in others)
