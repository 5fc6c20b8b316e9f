"""The known names of actors and who bears each: countries, peoples, capitals, seats, organisations, persons.

A name that several tables claim belongs to the first of that order. Only names are read when the tables are loaded; who
bears one is made of its row when a page names it.
"""

from functools import cache
from typing import NamedTuple

from sayso.model.offices import LOWEST_RANK, Person, person_named, slug
from sayso.model.tables import Country, Dissolved, Leader, Organisation, Seat, columns, row

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


#: A table, a row of it that claims a name, and as what: a bare tuple, for there are twenty thousand.
Claim = tuple[str, int, str]

#: Each table with the columns of its names and what a name of the column is.
_NAMES = (
    ("countries", {"name": "country", "aliases": "country", "demonyms": "demonym"}),
    ("countries", {"capital": "capital"}),
    ("dissolved", {"name": "country", "aliases": "country", "demonyms": "demonym"}),
    ("seats", {"name": "seat", "aliases": "seat"}),
    ("organisations", {"name": "organisation", "aliases": "organisation"}),
    ("leaders", {"name": "leader", "aliases": "leader"}),
)


@cache
def known_names() -> dict[str, Claim]:
    """Name in one form -> the row that claims it."""
    table: dict[str, Claim] = {}
    for name, kinds in _NAMES:
        for number, cells in enumerate(columns(name, *kinds)):
            for cell, kind in zip(cells, kinds.values(), strict=True):
                # `translate` is slow, and a plain name has none of these marks.
                for surface in (cell if cell.isascii() else cell.translate(ONE_FORM)).split("|") if cell else ():
                    table.setdefault(surface, (name, number, kind))
    return table


@cache
def longest_name() -> int:
    """Characters of the longest known name."""
    return max(map(len, known_names()))


@cache
def bearer(surface: str) -> Named:
    """Whom a known name (in one form) names. KeyError where no table has it."""
    table, number, kind = known_names()[surface]
    return _MAKERS[table](number, kind, surface)


def _of_country(number: int, kind: str, surface: str) -> Named:
    land = row("countries", number, Country)
    return Named(kind, land.name, land.iso3, "GOV", land.iso3, _doubted(surface, land.caution))


def _of_dissolved(number: int, kind: str, surface: str) -> Named:
    gone = row("dissolved", number, Dissolved)
    code = gone.successors[0] if len(gone.successors) == 1 else gone.iso3
    return Named(kind, gone.name, code, "GOV", code, _doubted(surface, gone.caution))


def _of_seat(number: int, kind: str, surface: str) -> Named:
    seat = row("seats", number, Seat)
    actor = actor_id(seat.iso3, seat.sector)
    return Named(kind, seat.name, seat.iso3, seat.sector, actor, _doubted(surface, seat.caution))


def _of_organisation(number: int, kind: str, surface: str) -> Named:
    body = row("organisations", number, Organisation)
    short = next((word for word in (body.name, *body.aliases) if word.isupper()), slug(body.name))
    actor = actor_id(body.iso3, body.sector) if body.sector in ("GOV", "MIL") else None
    named = actor or f"{body.sector}:{short}"
    return Named(kind, body.name, body.iso3, body.sector, named, _doubted(surface, body.caution))


def _of_leader(number: int, kind: str, surface: str) -> Named:
    return of_person(person_named(row("leaders", number, Leader).name))


_MAKERS = {
    "countries": _of_country,
    "dissolved": _of_dissolved,
    "seats": _of_seat,
    "organisations": _of_organisation,
    "leaders": _of_leader,
}


def _doubted(surface: str, caution: tuple[str, ...]) -> bool:
    return surface in (name.translate(ONE_FORM) for name in caution)


def of_person(person: Person) -> Named:
    """A person as whoever names them, at no particular time."""
    office = person.foremost
    return Named("leader", person.name, office.iso3, office.sector, person.id)


@cache
def bearer_of_surname(surname: str) -> Named | None:
    """The person whom a surname alone means in the news ("Putin").

    Of several bearers it is the one who held an office of the first or second rank, if only one of them did; a surname
    that is a common word or name (`caution`) means nobody without a first name.
    """
    known = [person_named(name) for name in _surnames().get(surname, ())]
    foremost = [person for person in known if person.rank < LOWEST_RANK]
    meant = foremost if len(foremost) == 1 else known
    return of_person(meant[0]) if len(meant) == 1 and surname not in meant[0].caution else None


@cache
def _surnames() -> dict[str, dict[str, None]]:
    """Surname -> the names of those who bear it."""
    found: dict[str, dict[str, None]] = {}
    for name, surnames in columns("leaders", "name", "surname"):
        for each in surnames.split("|"):
            found.setdefault(each, {})[name] = None
    return found


def actor_id(country: str | None, sector: str | None) -> str | None:
    """A country and those who govern it are one actor ("RUS"); other sectors stand beside it ("RUS-MIL")."""
    if country is None:
        return None
    return country if sector in ("GOV", None) else f"{country}-{sector}"
