"""The actor and place tables keep their own rules: shape, order, codes, ranges, examples, clashes.

Every check returns its problems as sentences. The tests ask for none in the shipped tables,
and for at least one in the same table with one cell spoilt, so that no check can fall silent.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

TABLES = Path(__file__).parents[1] / "src" / "sayso" / "model" / "tables"

SECTORS = frozenset("BUS COP CRM CVL EDU ELI GOV HLH IGO JUD LAB LEG MED MIL NGO OPP PTY REB REF REL SPY UAF".split())
KINDS = {
    "cities": frozenset("admin1 capital city".split()),
    "offices": frozenset("body people person things".split()),
    "outlets": frozenset("agency broadcaster host magazine newspaper site".split()),
    "places": frozenset(
        "base canal cape crossing disputed district gulf island lake line mountain ocean region"
        " river sea site strait town".split()
    ),
}
TRAPS = (
    "Siberia",
    "Penghu",
    "Middle East",
    "Donbas",
    "Line of Actual Control",
    "Russian Far East",
    "Western Pacific",
    "Soviet Union",
    "Taiwan Strait",
    "Sea of Japan",
)

Row = dict[str, str]
Check = Callable[["Table"], Iterator[str]]


@dataclass(frozen=True)
class Spec:
    """What one table must look like. `names` claim an entity, which `entity` identifies."""

    header: str
    key: str
    names: str
    entity: str
    at_least: int
    required: str

    @property
    def columns(self) -> list[str]:
        return self.header.split()


@dataclass(frozen=True)
class Table:
    name: str
    spec: Spec
    header: list[str]
    rows: list[Row]


SPECS = {
    "countries": Spec(
        "iso3 iso2 name aliases demonyms capital lat lon capital_lat capital_lon caution note",
        "iso3",
        "name aliases demonyms",
        "iso3",
        250,
        "iso3 iso2 name lat lon",
    ),
    "dissolved": Spec(
        "iso3 name aliases demonyms first_year last_year successors caution note",
        "iso3",
        "name aliases demonyms",
        "iso3",
        20,
        "iso3 name first_year last_year successors note",
    ),
    "seats": Spec(
        "name aliases iso3 sector place_name caution example",
        "name",
        "name aliases",
        "name",
        60,
        "name sector place_name example",
    ),
    "organisations": Spec(
        "name aliases code sector secondary secondary_from iso3 members caution note example",
        "name",
        "name aliases",
        "name",
        150,
        "name code sector example",
    ),
    "offices": Spec(
        "phrase aliases sector secondary kind example",
        "phrase",
        "phrase aliases",
        "phrase",
        150,
        "phrase sector kind example",
    ),
    "leaders": Spec(
        "name aliases surname iso3 sector office first_year last_year caution",
        "name first_year iso3 office",
        "name aliases surname",
        "name",
        150,
        "name surname sector office first_year",
    ),
    "places": Spec(
        "id name aliases kind iso3 countries lat lon precision_km caution example",
        "id",
        "name aliases",
        "id",
        150,
        "id name kind lat lon precision_km example",
    ),
    "outlets": Spec(
        "domain outlet aliases publisher first_year kind caution address",
        "domain",
        "outlet aliases",
        "publisher",
        200,
        "domain outlet kind address",
    ),
    "cities": Spec(
        "name aliases iso3 geonameid lat lon population kind caution caution_why",
        "name iso3 kind geonameid",
        "name aliases",
        "name iso3 kind geonameid",
        5000,
        "name iso3 lat lon kind",
    ),
}


def fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def items(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def names_of(row: Row, spec: Spec) -> list[str]:
    return [name for column in spec.names.split() for name in items(row[column])]


def entity_of(row: Row, spec: Spec) -> str:
    return " ".join(row[column] for column in spec.entity.split())


def key_of(row: Row, spec: Spec) -> tuple[str, ...]:
    """The sort key; a number compares as a number because it is padded."""
    return tuple(row[column].zfill(9) if column == "geonameid" else fold(row[column]) for column in spec.key.split())


def cautioned(row: Row, name: str) -> bool:
    """Whether the row says that this name needs support from the page. A city flags all of them."""
    flagged = row.get("caution", "")
    return flagged == "1" or fold(name) in map(fold, items(flagged))


def mentions(sentence: str, name: str) -> bool:
    pattern = rf"(?<!\w){re.escape(fold(name))}(?!\w)"
    return re.search(pattern, fold(sentence)) is not None


@cache
def load(name: str) -> Table:
    lines = (TABLES / f"{name}.tsv").read_bytes().decode("utf-8").removesuffix("\n").split("\n")
    header, *rest = [line.split("\t") for line in lines]
    width = len(SPECS[name].columns)
    assert all(len(cells) == width for cells in [header, *rest]), f"{name}: a row is too long or short"
    return Table(name, SPECS[name], header, [dict(zip(header, cells, strict=True)) for cells in rest])


@cache
def known_countries() -> frozenset[str]:
    return frozenset(row["iso3"] for name in ("countries", "dissolved") for row in load(name).rows)


def check_header(table: Table) -> Iterator[str]:
    if table.header != table.spec.columns:
        yield f"{table.name}: the header is {table.header}"


def check_size(table: Table) -> Iterator[str]:
    if len(table.rows) < table.spec.at_least:
        yield f"{table.name}: only {len(table.rows)} rows"


def check_required(table: Table) -> Iterator[str]:
    for row in table.rows:
        for column in table.spec.required.split():
            if not row[column]:
                yield f"{table.name}: {entity_of(row, table.spec)} has no {column}"


def stray(cell: str) -> bool:
    """Space at an edge or doubled, a control character, a quotation mark, or text not in NFC."""
    parts = cell.split("|")
    edges = any(part != part.strip() for part in parts) or "  " in cell
    empty = len(parts) > 1 and "" in parts
    odd = re.search(r"[\x00-\x1f\"\u00a0\u2018-\u201d]", cell) is not None
    return edges or empty or odd or unicodedata.normalize("NFC", cell) != cell


def check_cells(table: Table) -> Iterator[str]:
    for row in table.rows:
        for column, cell in row.items():
            if stray(cell):
                yield f"{table.name}: {entity_of(row, table.spec)}: stray characters in {column}: {cell!r}"


def check_lists(table: Table) -> Iterator[str]:
    """No name stands twice in a row. One that differs by case only may: matching heeds case."""
    for row in table.rows:
        lists = [items(row[column]) for column in table.spec.names.split()]
        if any(len(names) != len(set(names)) for names in lists) or lists[0][0] in lists[1]:
            yield f"{table.name}: {entity_of(row, table.spec)} repeats a name"


def check_order(table: Table) -> Iterator[str]:
    keys = [key_of(row, table.spec) for row in table.rows]
    for before, after in pairwise(keys):
        if before >= after:
            yield f"{table.name}: {after} stands after {before}"


def check_codes(table: Table) -> Iterator[str]:
    for row in table.rows:
        for column in ("iso3", "members", "countries", "successors"):
            for code in items(row.get(column, "")):
                if code not in known_countries():
                    yield f"{table.name}: {entity_of(row, table.spec)}: unknown country {code}"


def check_code_shape(table: Table) -> Iterator[str]:
    for row in table.rows:
        if not re.fullmatch("[A-Z]{3}", row.get("iso3", "") or "XXX"):
            yield f"{table.name}: {row['iso3']} is no code of three letters"
        if not re.fullmatch("[A-Z]{2}", row.get("iso2", "XX")):
            yield f"{table.name}: {row['iso2']} is no code of two letters"


def in_range(cell: str, limit: float) -> bool:
    return bool(re.fullmatch(r"-?\d{1,3}\.\d{1,3}", cell)) and abs(float(cell)) <= limit


def check_coordinates(table: Table) -> Iterator[str]:
    for row in table.rows:
        for lat, lon in (("lat", "lon"), ("capital_lat", "capital_lon")):
            pair = (row.get(lat, ""), row.get(lon, ""))
            if pair != ("", "") and not (in_range(pair[0], 90) and in_range(pair[1], 180)):
                yield f"{table.name}: {entity_of(row, table.spec)} lies at {pair}"


def check_years(table: Table) -> Iterator[str]:
    for row in table.rows:
        first, last = row.get("first_year", ""), row.get("last_year", "")
        years = (first, last, row.get("secondary_from", ""))
        if not all(re.fullmatch(r"\d{4}", year) for year in years if year):
            yield f"{table.name}: {entity_of(row, table.spec)}: no year: {years}"
        elif last and first > last:
            yield f"{table.name}: {entity_of(row, table.spec)} ends before it begins"


def check_numbers(table: Table) -> Iterator[str]:
    for row in table.rows:
        for column in ("geonameid", "population", "precision_km"):
            if not re.fullmatch(r"[1-9]\d*|", row.get(column, "")):
                yield f"{table.name}: {entity_of(row, table.spec)}: {column} is {row[column]!r}"


def check_vocabulary(table: Table) -> Iterator[str]:
    kinds = KINDS.get(table.name, frozenset())
    for row in table.rows:
        sectors = items(row.get("sector", "")) + items(row.get("secondary", ""))
        if not SECTORS.issuperset(sectors) or len(sectors) != len(set(sectors)):
            yield f"{table.name}: {entity_of(row, table.spec)}: unknown sector in {sectors}"
        if "kind" in row and row["kind"] not in kinds:
            yield f"{table.name}: {entity_of(row, table.spec)}: unknown kind {row['kind']}"


def check_examples(table: Table) -> Iterator[str]:
    for row in table.rows:
        example = row.get("example")
        if example is not None and not any(mentions(example, name) for name in names_of(row, table.spec)):
            yield f"{table.name}: {entity_of(row, table.spec)} is not in its example: {example}"
        if example and not (example[0].isupper() and example.endswith(".")):
            yield f"{table.name}: {entity_of(row, table.spec)}: no sentence: {example}"


def check_cautions(table: Table) -> Iterator[str]:
    for row in table.rows:
        own = {*names_of(row, table.spec), "1"}
        for name in items(row.get("caution", "")):
            if name not in own:
                yield f"{table.name}: {entity_of(row, table.spec)} warns of {name}, which it does not claim"
        if "caution_why" in row and bool(row["caution"]) != bool(row["caution_why"]):
            yield f"{table.name}: {entity_of(row, table.spec)}: caution and reason do not go together"


def claims(table: Table) -> dict[str, dict[str, bool]]:
    """Folded name -> entity that claims it -> whether it does so with caution."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for row in table.rows:
        for name in names_of(row, table.spec):
            found[fold(name)][entity_of(row, table.spec)] = cautioned(row, name)
    return found


def check_clashes(table: Table) -> Iterator[str]:
    """A name of several entities needs caution in each; among cities one may be the famous one.

    Surnames may be shared: the reader settles them by the offices (`name_table.bearer_of_surname`).
    """
    famous = 1 if table.name == "cities" else 0
    surnames = {fold(each) for row in table.rows for each in items(row.get("surname", ""))}
    for name, owners in claims(table).items():
        if name in surnames:
            continue
        careless = [entity for entity, careful in owners.items() if not careful]
        if len(owners) > 1 and len(careless) > famous:
            yield f"{table.name}: {name} is claimed without caution by {careless}"


def check_slugs(table: Table) -> Iterator[str]:
    for row in table.rows:
        if not re.fullmatch(r"sayso:[a-z0-9]+(-[a-z0-9]+)*", row.get("id", "sayso:x")):
            yield f"{table.name}: {row['id']} is no slug"


def check_actor_code(table: Table) -> Iterator[str]:
    for row in table.rows:
        if "code" in row and row["code"] != row["iso3"] + items(row["sector"])[0]:
            yield f"{table.name}: {entity_of(row, table.spec)}: {row['code']} is not country and sector"


CHECKS: tuple[Check, ...] = (
    check_header,
    check_size,
    check_required,
    check_cells,
    check_lists,
    check_order,
    check_codes,
    check_code_shape,
    check_coordinates,
    check_years,
    check_numbers,
    check_vocabulary,
    check_examples,
    check_cautions,
    check_clashes,
    check_slugs,
    check_actor_code,
)


def first_lines(problems: Iterable[str]) -> str:
    return "\n".join(list(problems)[:20])


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.__name__))
@pytest.mark.parametrize("name", SPECS)
def test_table_keeps_the_rule(name: str, check: Check) -> None:
    assert first_lines(check(load(name))) == ""


def spoil(table: Table, where: str, column: str, cell: str) -> Table:
    """The table with one cell of the row that has `where` in its first column replaced."""
    first = table.spec.columns[0]
    assert any(row[first] == where for row in table.rows), f"{table.name} has no {where}"
    return replace(
        table,
        rows=[{**row, column: cell} if row[first] == where else row for row in table.rows],
    )


SPOILT = (
    (check_required, "countries", "FRA", "name", ""),
    (check_cells, "countries", "FRA", "name", "France "),
    (check_cells, "countries", "FRA", "aliases", "French Republic|"),
    (check_cells, "seats", "Kremlin", "example", 'The "Kremlin" spoke.'),
    (check_lists, "countries", "FRA", "aliases", "France"),
    (check_order, "countries", "FRA", "iso3", "ZZZ"),
    (check_order, "countries", "FRA", "iso3", "FLK"),
    (check_codes, "organisations", "Hamas", "iso3", "PAL"),
    (check_codes, "organisations", "Group of Seven", "members", "CAN|UKX"),
    (check_code_shape, "countries", "FRA", "iso2", "fr"),
    (check_coordinates, "places", "sayso:siberia", "lat", "95.00"),
    (check_coordinates, "places", "sayso:siberia", "lon", ""),
    (check_years, "dissolved", "SUN", "last_year", "1921"),
    (check_years, "dissolved", "SUN", "first_year", "22"),
    (check_numbers, "places", "sayso:siberia", "precision_km", "far"),
    (check_vocabulary, "offices", "president", "sector", "BOSS"),
    (check_vocabulary, "places", "sayso:siberia", "kind", "wilderness"),
    (check_examples, "seats", "Kremlin", "example", "Moscow said so."),
    (check_examples, "places", "sayso:siberia", "example", "They marched to Siberia"),
    (check_cautions, "countries", "FRA", "caution", "Gaul"),
    (check_clashes, "countries", "PRK", "caution", "Korea|Korean"),
    (check_clashes, "leaders", "Kim Jong-un", "aliases", "Donald Trump"),
    (check_clashes, "organisations", "Hamas", "aliases", "Fatah"),
    (check_clashes, "cities", "Springfield", "caution", ""),
    (check_clashes, "outlets", "telegraph.co.uk", "caution", ""),
    (check_order, "outlets", "cgtn.com", "domain", "zgtn.com"),
    (check_vocabulary, "outlets", "cgtn.com", "kind", "channel"),
    (check_years, "outlets", "cgtn.com", "first_year", "lately"),
    (check_slugs, "places", "sayso:siberia", "id", "sayso:Siberia "),
    (check_actor_code, "organisations", "Hamas", "code", "PSEGOV"),
)


@pytest.mark.parametrize(("check", "name", "where", "column", "cell"), SPOILT)
def test_rule_notices_a_spoilt_cell(check: Check, name: str, where: str, column: str, cell: str) -> None:
    assert first_lines(check(spoil(load(name), where, column, cell))) != ""


def test_rules_notice_a_wrong_header_and_a_missing_half() -> None:
    table = load("seats")
    assert list(check_header(replace(table, header=table.header[::-1])))
    assert list(check_size(replace(table, rows=table.rows[:50])))


@pytest.mark.parametrize("name", SPECS)
def test_file_is_utf8_with_unix_lines(name: str) -> None:
    data = (TABLES / f"{name}.tsv").read_bytes()
    assert b"\r" not in data and data.endswith(b"\n") and not data.endswith(b"\n\n")
    assert not data.startswith(b"\xef\xbb\xbf")


def test_cities_stay_small() -> None:
    assert (TABLES / "cities.tsv").stat().st_size <= 600_000


def test_sources_name_every_table() -> None:
    sources = (TABLES / "SOURCES.md").read_text(encoding="utf-8")
    assert [name for name in SPECS if f"## {name}.tsv" not in sources] == []
    assert "CC BY 4.0" in sources


def test_traps_of_city_gazetteers_are_places() -> None:
    known = {fold(name) for row in load("places").rows for name in names_of(row, SPECS["places"])}
    assert [trap for trap in TRAPS if fold(trap) not in known] == []


def test_no_city_takes_the_name_of_a_country_or_place() -> None:
    """Java, a city of GeoNames, must not win over the island: one of the two has to be careful."""
    taken = {
        name
        for table in (load("countries"), load("places"))
        for name, owners in claims(table).items()
        if not all(owners.values())
    }
    careless = [name for name, owners in claims(load("cities")).items() if not all(owners.values())]
    assert sorted(taken.intersection(careless)) == []


def test_every_capital_is_a_city_row() -> None:
    cities = {(row["iso3"], row["name"]) for row in load("cities").rows if row["kind"] == "capital"}
    without = [
        row["iso3"] for row in load("countries").rows if row["capital"] and (row["iso3"], row["capital"]) not in cities
    ]
    assert without == []
