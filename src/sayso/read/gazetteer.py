"""Names of places and what they may stand for: the table of places first, then countries, then cities."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import ahocorasick

from sayso.model.tables import cities, countries, places

_ONE_FORM = str.maketrans(
    dict.fromkeys("‘’ʼ`´", "'") | dict.fromkeys("‐‑–—", "-") | dict.fromkeys("\u00a0\u2009\n\t", " ")
)
_PRECISION = {
    "country": "country",
    "city": "city",
    "capital": "city",
    "town": "city",
    "admin1": "region",
    "region": "region",
    "disputed": "region",
    "district": "region",
    "line": "region",
    "mountain": "region",
    "island": "island",
    "base": "point",
    "site": "point",
    "crossing": "point",
    "cape": "point",
}


class Entry(NamedTuple):
    """One thing a name may stand for."""

    name: str
    country: str | None
    place: str | None
    lat: float | None
    lon: float | None
    kind: str
    cautious: bool
    weight: int
    """Population; the larger of two namesakes is meant unless the page says otherwise."""

    @property
    def precision(self) -> str:
        return _PRECISION.get(self.kind, "sea")


class Found(NamedTuple):
    """A name in a text (offsets) and its readings."""

    start: int
    end: int
    entries: tuple[Entry, ...]


def find_place_names(text: str) -> list[Found]:
    """The longest of overlapping names, on word boundaries, in the tables' own case, in text order."""
    kept: list[Found] = []
    for found in sorted(_hits(text.translate(_ONE_FORM)), key=lambda found: (found.start - found.end, found.start)):
        if all(found.end <= other.start or other.end <= found.start for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda found: found.start)


def _hits(text: str) -> Iterator[Found]:
    for last, name in _automaton().iter(text):
        start, end = last + 1 - len(name), last + 1
        if not (re.match(r"\w", text[end : end + 1]) or re.match(r"\w", text[start - 1 : start] if start else "")):
            article = len("the ") if name.lower().startswith("the ") else 0
            yield Found(start + article, end, _index()[name])


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for name in _index():
        automaton.add_word(name, name)
    automaton.make_automaton()
    return automaton


@cache
def _index() -> dict[str, tuple[Entry, ...]]:
    """Name -> readings, the table of places before countries before cities, larger cities first."""
    found: dict[str, list[Entry]] = {}
    for name, entry in (*_of_places(), *_of_countries(), *_of_cities()):
        found.setdefault(name.translate(_ONE_FORM), []).append(entry)
    return {name: tuple(sorted(entries, key=_order)) for name, entries in found.items() if len(name) > 1}


def _order(entry: Entry) -> tuple[bool, bool, int, str]:
    table = (entry.place or "").startswith("sayso:")
    return not table, entry.kind != "country", -entry.weight, entry.place or ""


def _of_places() -> Iterator[tuple[str, Entry]]:
    for row in places():
        for name in (row.name, *row.aliases):
            yield name, Entry(row.name, row.iso3, row.id, row.lat, row.lon, row.kind, name in row.caution, 0)


def _of_countries() -> Iterator[tuple[str, Entry]]:
    for row in countries():
        place = f"iso3166:{row.iso3}"
        for name in (row.name, *row.aliases):
            yield name, Entry(row.name, row.iso3, place, row.lat, row.lon, "country", name in row.caution, 0)


def _of_cities() -> Iterator[tuple[str, Entry]]:
    for row in cities():
        place = f"geonames:{row.geonameid}" if row.geonameid else None
        for name in (row.name, *row.aliases):
            yield name, Entry(row.name, row.iso3, place, row.lat, row.lon, row.kind, row.caution, row.population)
