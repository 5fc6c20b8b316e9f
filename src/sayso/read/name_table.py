"""The known names of actors and who bears each: countries, peoples, capitals, seats, organisations, persons.

A name that several tables claim belongs to the first of that order.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import ahocorasick

from sayso.model.offices import Person, persons, slug
from sayso.model.tables import Organisation, countries, dissolved, organisations, seats

#: The marks of a name in one form; every name and every text is matched in it.
ONE_FORM = str.maketrans({"’": "'", "‘": "'", "‑": "-", "–": "-"})


class Named(NamedTuple):
    """Who a name stands for."""

    kind: str
    """country, demonym, capital, seat, organisation, leader or role: the basis of the resolution."""
    name: str
    country: str | None
    sector: str | None
    actor: str | None
    cautious: bool = False
    """The word has other meanings ("Jordan")."""


@cache
def known_names() -> dict[str, Named]:
    """Name in one form -> whom it names."""
    table: dict[str, Named] = {}
    for surface, named in _surfaces():
        table.setdefault(surface.translate(ONE_FORM), named)
    return table


@cache
def automaton() -> ahocorasick.Automaton:
    """Finds every known name in a text in one pass; its values are the names."""
    found = ahocorasick.Automaton()
    for surface in known_names():
        found.add_word(surface, surface)
    found.make_automaton()
    return found


@cache
def surname_table() -> dict[str, Named]:
    """Surnames that in the news mean one person ("Putin").

    Of several bearers it is the one who led a state or its government, if only one of them did; a surname that is a
    common word or name (`caution`) means nobody without a first name.
    """
    bearers: dict[str, dict[str, Person]] = {}
    cautioned: set[str] = set()
    for person in persons():
        for surname in person.surnames:
            bearers.setdefault(surname, {})[person.id] = person
        cautioned |= set(person.caution)
    found = {}
    for surname, known in bearers.items():
        heads = [person for person in known.values() if person.led_a_state]
        meant = heads if len(heads) == 1 else list(known.values())
        if len(meant) == 1 and surname not in cautioned:
            found[surname] = of_person(meant[0])
    return found


def of_person(person: Person) -> Named:
    """A person as whoever names them, at no particular time."""
    office = person.foremost
    return Named("leader", person.name, office.iso3, office.sector, person.id)


def actor_id(country: str | None, sector: str | None) -> str | None:
    """A country and those who govern it are one actor ("RUS"); other sectors stand beside it ("RUS-MIL")."""
    if country is None:
        return None
    return country if sector in ("GOV", None) else f"{country}-{sector}"


def _surfaces() -> Iterator[tuple[str, Named]]:
    yield from _country_surfaces()
    for seat in seats():
        named = Named("seat", seat.name, seat.iso3, seat.sector, actor_id(seat.iso3, seat.sector))
        for surface in (seat.name, *seat.aliases):
            yield surface, named._replace(cautious=surface in seat.caution)
    for body in organisations():
        for surface in (body.name, *body.aliases):
            yield surface, _organisation(body, surface in body.caution)
    for person in persons():
        named = of_person(person)
        for surface in person.names:
            yield surface, named


def _organisation(body: Organisation, cautious: bool) -> Named:
    short = next((word for word in (body.name, *body.aliases) if word.isupper()), slug(body.name))
    actor = actor_id(body.iso3, body.sector) if body.sector in ("GOV", "MIL") else None
    return Named("organisation", body.name, body.iso3, body.sector, actor or f"{body.sector}:{short}", cautious)


def _country_surfaces() -> Iterator[tuple[str, Named]]:
    for land in countries():
        for surface in (land.name, *land.aliases):
            yield surface, Named("country", land.name, land.iso3, "GOV", land.iso3, surface in land.caution)
        for surface in land.demonyms:
            yield surface, Named("demonym", land.name, land.iso3, "GOV", land.iso3, surface in land.caution)
    for land in countries():
        if land.capital:
            yield land.capital, Named("capital", land.name, land.iso3, "GOV", land.iso3)
    for gone in dissolved():
        code = gone.successors[0] if len(gone.successors) == 1 else gone.iso3
        for surface in (gone.name, *gone.aliases):
            yield surface, Named("country", gone.name, code, "GOV", code, surface in gone.caution)
        for surface in gone.demonyms:
            yield surface, Named("demonym", gone.name, code, "GOV", code, surface in gone.caution)
