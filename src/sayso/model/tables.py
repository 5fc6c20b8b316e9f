"""The hand-kept tables of names (`tables/*.tsv`) as typed rows. Cells with several values are cut at "|"."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TypeVar, get_args, get_origin, get_type_hints

import msgspec

from sayso.errors import ModelError

Row = TypeVar("Row", bound=msgspec.Struct)


class Country(msgspec.Struct, frozen=True):
    """A country, or a territory that acts like one in the news."""

    iso3: str
    iso2: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    lat: float | None = None
    lon: float | None = None
    capital_lat: float | None = None
    capital_lon: float | None = None
    caution: tuple[str, ...] = ()
    """Those of its names that may be something else ("Georgia"); `note` says what."""
    note: str | None = None


class Dissolved(msgspec.Struct, frozen=True):
    """A state that is no more."""

    iso3: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    successors: tuple[str, ...] = ()
    caution: tuple[str, ...] = ()
    note: str | None = None


class Seat(msgspec.Struct, frozen=True):
    """A building, quarter or city that stands for those who sit in it ("the Kremlin")."""

    name: str
    sector: str
    iso3: str | None = None
    """None for the seat of an international body."""
    aliases: tuple[str, ...] = ()
    place_name: str | None = None
    caution: tuple[str, ...] = ()
    example: str | None = None


class Organisation(msgspec.Struct, frozen=True):
    """A named organisation; iso3 is None where it belongs to no one country."""

    name: str
    code: str
    sector: str
    aliases: tuple[str, ...] = ()
    iso3: str | None = None
    members: tuple[str, ...] = ()
    caution: tuple[str, ...] = ()
    note: str | None = None
    example: str | None = None


class Office(msgspec.Struct, frozen=True):
    """The wording of an office or role and the sector of whoever holds it."""

    phrase: str
    sector: str
    aliases: tuple[str, ...] = ()
    secondary: str | None = None
    kind: str | None = None
    """person, people, body or things."""
    example: str | None = None


class Leader(msgspec.Struct, frozen=True):
    """Someone who held an office, with the years; last_year None = still in it when the table was made."""

    name: str
    surname: tuple[str, ...]
    sector: str
    iso3: str | None = None
    aliases: tuple[str, ...] = ()
    office: str | None = None
    first_year: int | None = None
    last_year: int | None = None
    caution: tuple[str, ...] = ()


class Place(msgspec.Struct, frozen=True):
    """A sea, strait, region, disputed area, base or site: what a list of cities lacks."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    iso3: str | None = None
    """Who holds it; None where that is several, nobody, or the dispute itself."""
    countries: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    precision_km: float | None = None
    caution: tuple[str, ...] = ()
    example: str | None = None


class City(msgspec.Struct, frozen=True):
    """A city or a first-level division (kind admin1)."""

    name: str
    iso3: str
    kind: str
    lat: float
    lon: float
    aliases: tuple[str, ...] = ()
    geonameid: str | None = None
    population: int = 0
    caution: bool = False
    """The name may be something else (`caution_why`: word, name, twin, place)."""
    caution_why: str | None = None


class Outlet(msgspec.Struct, frozen=True):
    """An outlet at a domain, sub-domains included, and who publishes it."""

    domain: str
    outlet: str
    kind: str
    """agency, broadcaster, magazine, newspaper or site; host: carries pages of many publishers and has none."""
    aliases: tuple[str, ...] = ()
    publisher: str | None = None
    first_year: int | None = None
    """First year that is wholly the publisher's; None = as far back as news pages go."""
    caution: tuple[str, ...] = ()
    """Those of its names that other outlets bear too ("The Times"): they say nothing without an address."""
    address: str | None = None
    """One as its pages have it; the sub-domain is where it differs from the domain."""


@cache
def countries() -> tuple[Country, ...]:
    return _read("countries", Country)


@cache
def dissolved() -> tuple[Dissolved, ...]:
    return _read("dissolved", Dissolved)


@cache
def seats() -> tuple[Seat, ...]:
    return _read("seats", Seat)


@cache
def organisations() -> tuple[Organisation, ...]:
    return _read("organisations", Organisation)


@cache
def offices() -> tuple[Office, ...]:
    return _read("offices", Office)


@cache
def leaders() -> tuple[Leader, ...]:
    return _read("leaders", Leader)


@cache
def places() -> tuple[Place, ...]:
    return _read("places", Place)


@cache
def outlets() -> tuple[Outlet, ...]:
    return _read("outlets", Outlet)


@cache
def cities() -> tuple[City, ...]:
    return _read("cities", City)


@cache
def lines(name: str) -> tuple[list[str], list[str]]:
    """A table's columns and its rows as they stand in the file, for look-ups in tables too large to build whole.

    ModelError where the file is missing.
    """
    path = files("sayso.model") / "tables" / f"{name}.tsv"
    if not path.is_file():
        raise ModelError(f"The table {name}.tsv is missing: reinstall Sayso.")
    head, *rest = [line for line in path.read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]
    return head.split("\t"), rest


def columns(name: str, *wanted: str) -> Iterator[list[str]]:
    """These columns of every row, cells as they stand in the file. Each line is cut only as far as they go."""
    head, rows = lines(name)
    places = [head.index(column) for column in wanted]
    most = max(places) + 1
    for line in rows:
        parts = line.split("\t", most)
        yield [parts[at] for at in places]


def row(name: str, number: int, row_type: type[Row]) -> Row:
    """One row of a table. ModelError where it does not fit its type."""
    return _rows(name, [lines(name)[1][number]], row_type)[0]


def _read(name: str, row_type: type[Row]) -> tuple[Row, ...]:
    return _rows(name, lines(name)[1], row_type)


def _rows(name: str, given: list[str], row_type: type[Row]) -> tuple[Row, ...]:
    """The rows of a table. ModelError where one does not fit its type."""
    head, lists = lines(name)[0], _lists(row_type)
    try:
        cells = (line.split("\t") for line in given)
        return tuple(msgspec.convert(_filled(head, each, lists), row_type, strict=False) for each in cells)
    except (msgspec.ValidationError, ValueError) as error:
        raise ModelError(f"The table {name}.tsv does not fit this version ({error}): reinstall Sayso.") from error


@cache
def _lists(row_type: type[msgspec.Struct]) -> frozenset[str]:
    """The fields that hold several values."""
    hints = get_type_hints(row_type).items()
    return frozenset(field for field, hint in hints if get_origin(hint) is tuple and str in get_args(hint))


def _filled(head: list[str], cells: list[str], lists: frozenset[str]) -> dict[str, object]:
    given = {name: cell for name, cell in zip(head, cells, strict=True) if cell}
    return {name: cell.split("|") if name in lists else cell for name, cell in given.items()}
