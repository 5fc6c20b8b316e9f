"""Persons and the offices they held, with years: who held one on a day, and what somebody was on a day."""

from collections.abc import Iterable
from functools import cache

import msgspec

from sayso.model.tables import Leader, columns, row
from sayso.model.time import Interval

#: Offices that outrank others where a person held several: heads of state and government, then those who speak for it.
_FIRST = frozenset(
    "president|prime minister|premier|chancellor|king|queen|emir|sultan|leader|supreme leader|pope".split("|")
)
_SECOND = frozenset(
    "foreign minister|defence minister|secretary of state|secretary of defense|foreign secretary|defence secretary|"
    "vice president|crown prince".split("|")
)
LOWEST_RANK = 2
#: Sectors that somebody leaves with the office.
_LEFT_WITH_OFFICE = frozenset({"GOV", "LEG", "SPY", "MIL", "COP", "JUD", "IGO"})


class Person(msgspec.Struct, frozen=True):
    """Somebody who held one or more offices."""

    id: str
    name: str
    names: tuple[str, ...]
    """The name and its other spellings."""
    surnames: tuple[str, ...]
    caution: tuple[str, ...]
    """Surnames that mean somebody or something else as often."""
    terms: tuple[Leader, ...]
    """Its offices, the foremost first."""

    @property
    def foremost(self) -> Leader:
        return self.terms[0]

    @property
    def rank(self) -> int:
        """0: led a state or its government; 1: spoke for it to others; LOWEST_RANK: neither."""
        return _rank(self.foremost)[0]

    def on(self, days: Interval) -> Leader | None:
        """The foremost office held in the years of these days; None where none was, or the days are open."""
        if days.start is None or days.end is None:
            return None
        years = (days.start.year, days.end.year)
        return next((term for term in self.terms if _held(term, *years)), None)

    def sector_on(self, days: Interval) -> str | None:
        """The PLOVER sector on these days: the office's; ELI once all are over; None before the first.

        Open days give the foremost office's.
        """
        held = self.on(days)
        if held is not None:
            return held.sector
        if days.start is None or days.end is None:
            return self.foremost.sector
        if days.end.year < min(term.first_year or 0 for term in self.terms):
            return None
        return former(self.foremost.sector)


def former(sector: str | None) -> str | None:
    """What somebody of this sector is once out of office (PLOVER: ELI, former officials and elites)."""
    return "ELI" if sector in _LEFT_WITH_OFFICE else sector


@cache
def persons() -> dict[str, list[int]]:
    """Name of every person of the table -> its rows, in the table's order."""
    rows: dict[str, list[int]] = {}
    for number, (name,) in enumerate(columns("leaders", "name")):
        rows.setdefault(name, []).append(number)
    return rows


@cache
def person_named(name: str) -> Person:
    """The person whose name in the table this is. KeyError where there is none."""
    return _person(name, [row("leaders", number, Leader) for number in persons()[name]])


def person_of(actor: str | None) -> Person | None:
    """The person with this actor id, if the table has one."""
    name = _by_id().get(actor or "")
    return None if name is None else person_named(name)


@cache
def _by_id() -> dict[str, str]:
    return {person_id(name): name for name in persons()}


def holder(country: str, office: str, days: Interval) -> Person | None:
    """Who held a country's office on these days; None where nobody is known, or several in those years."""
    held = [person_named(name) for name in _by_office().get((country, office), ())]
    then = [person for person in held if (term := person.on(days)) and (term.iso3, term.office) == (country, office)]
    return then[0] if len(then) == 1 else None


@cache
def offices_of(country: str) -> dict[str, str]:
    """The offices of a country that the table knows, by their words in order of the alphabet, in British spelling."""
    offices = {office for iso3, office in _by_office() if iso3 == country}
    return {
        " ".join(sorted(office.casefold().replace("defense", "defence").split())): office for office in sorted(offices)
    }


@cache
def _by_office() -> dict[tuple[str, str], dict[str, None]]:
    """(country, office) -> names of those who held it."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for name, country, office in columns("leaders", "name", "iso3", "office"):
        found.setdefault((country, office), {})[name] = None
    return found


def person_id(name: str) -> str:
    """ "Vladimir Putin" -> "PER:vladimir-putin"."""
    return f"PER:{slug(name)}"


def slug(name: str) -> str:
    """ "Vladimir Putin" -> "vladimir-putin"."""
    return "-".join("".join(c for c in word if c.isalnum()) for word in name.casefold().split())


def _person(name: str, terms: list[Leader]) -> Person:
    return Person(
        id=person_id(name),
        name=name,
        names=_distinct([name], *(term.aliases for term in terms)),
        surnames=_distinct(*(term.surname for term in terms)),
        caution=_distinct(*(term.caution for term in terms)),
        terms=tuple(sorted(terms, key=_rank)),
    )


def _distinct(*lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for one in lists for each in one))


def _rank(term: Leader) -> tuple[int, int]:
    rank = 0 if term.office in _FIRST else 1 if term.office in _SECOND else LOWEST_RANK
    return rank, -(term.first_year or 0)


def _held(term: Leader, first: int, last: int) -> bool:
    return (term.first_year or 0) <= last and first <= (term.last_year or 9999)
