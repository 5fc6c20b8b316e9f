"""What the persons of a page were on the day it was published, and who held the offices it names then."""

import re
from functools import cache

from msgspec.structs import replace

from sayso.model.comparison import Told
from sayso.model.offices import holder, offices_of, person_of
from sayso.model.reading import ActorMention
from sayso.model.tables import countries
from sayso.model.time import OPEN, Interval

#: What an office may have beside it that names nobody else: "the Russian defence minister", "Ghana's president".
_LINKS = frozenset({"the", "of", "s", "a"})
_WORD = re.compile(r"\w+")


def in_office(told: Told, published: Interval) -> Told:
    """The document, its persons with the sector of their office of that time, offices with whoever held them.

    Only persons named without a title: where the page says what somebody is, it has the word. On an undated page
    everybody keeps the office they are best known for, and offices stay without a person.
    """
    if published == OPEN:
        return told
    actors = tuple(_then(actor, published) for actor in told.reading.actors)
    return replace(told, reading=replace(told.reading, actors=actors))


def _then(actor: ActorMention, published: Interval) -> ActorMention:
    if actor.basis == "office" and actor.country and actor.name:
        return _held(actor, actor.country, actor.name, published)
    person = person_of(actor.actor) if actor.basis in ("leader", "pronoun") else None
    return actor if person is None else replace(actor, sector=person.sector_on(published))


def _held(actor: ActorMention, country: str, words: str, published: Interval) -> ActorMention:
    """The mention of an office as its holder's, where its words are the office and the country and nothing else."""
    said = [word.casefold().replace("defense", "defence") for word in _WORD.findall(words)]
    beside = [word for word in said if word not in _LINKS and word not in _words_of(country)]
    office = offices_of(country).get(" ".join(sorted(beside)))
    person = holder(country, office, published) if office and len(beside) < len(said) else None
    return actor if person is None else replace(actor, name=person.name, actor=person.id)


@cache
def _words_of(country: str) -> frozenset[str]:
    """The words of a country's names and of its people's."""
    row = next((row for row in countries() if row.iso3 == country), None)
    names = (row.name, *row.aliases, *row.demonyms) if row is not None else ()
    return frozenset(word.casefold() for name in names for word in _WORD.findall(name))
