"""Which words name the same kind of happening ("drills", "manoeuvres"), and what a happening is called."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sayso.compare.cutting import function_words
from sayso.compare.terms import term, weight
from sayso.model.text import normalise

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_NUMBER = re.compile(r"\d+")
#: A light verb or a word as common as this does not tell what happened ("hold drills").
_LEAST = 2.0
_PHRASE = (3, 2, 1)


class Happening(NamedTuple):
    """A row of happenings.tsv."""

    group: str
    lasting: bool
    """Goes on for so long that there is hardly another between the same parties."""


def heads(trigger: str) -> frozenset[str]:
    """What kinds of happening a trigger phrase names: groups of happenings.tsv, else the stems of its telling words."""
    words = [term(word) for word in _WORD.findall(trigger)]
    known = frozenset(_known(words))
    if known:
        return known
    telling = [word for word in words if word not in function_words()]
    return frozenset([word for word in telling if weight(word) >= _LEAST] or telling[-1:])


def _known(words: list[str]) -> Iterator[str]:
    """The groups of the words; a longer phrase goes before what is in it ("war games" are no war)."""
    at = 0
    while at < len(words):
        lengths = [n for n in _PHRASE if at + n <= len(words) and " ".join(words[at : at + n]) in _groups()]
        length = lengths[0] if lengths else 1
        yield from (happening.group for happening in _groups().get(" ".join(words[at : at + length]), ()))
        at += length


def is_lasting(group: str) -> bool:
    return group in _lasting()


@cache
def _groups() -> dict[str, list[Happening]]:
    found: dict[str, list[Happening]] = defaultdict(list)
    for group, words, lasting, *_ in rows("happenings"):
        for phrase in words.split("|"):
            found[" ".join(map(term, phrase.split()))].append(Happening(group, bool(lasting)))
    return found


@cache
def _lasting() -> frozenset[str]:
    return frozenset(group for group, _, lasting, *_ in rows("happenings") if lasting)


def rows(name: str) -> Iterator[list[str]]:
    """The cells of a lexicon of this room, line by line, without its heading."""
    table = (files("sayso.compare") / "lexicons" / f"{name}.tsv").read_text(encoding="utf-8")
    for line in table.splitlines()[1:]:
        yield line.split("\t")


def canonical_names(words: Iterable[str]) -> frozenset[str]:
    """The normalised words of an event's name, translations brought to one form ("East 2022": vostok)."""
    joined = f" {' '.join(normalise(word) for word in words if not _NUMBER.fullmatch(word))} "
    for name, others, *_ in rows("event_names"):
        for other in others.split("|"):
            joined = joined.replace(f" {other} ", f" {name} ")
    return frozenset(joined.split())


def edition(words: Iterable[str]) -> frozenset[str]:
    """The numbers in an event's name ("Vostok 2022", "Cooperation-2021", "RIMPAC 24")."""
    return frozenset(number[-2:] for word in words for number in _NUMBER.findall(word))
