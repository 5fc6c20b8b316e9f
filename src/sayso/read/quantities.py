"""Quantities in a text: number, hedge, bounds and unit, before anyone asks what is counted."""

import re
from functools import cache
from typing import NamedTuple

from sayso.read.lexicon import rows
from sayso.read.numbers import any_of, number_pattern, parse_number, values


class Quantity(NamedTuple):
    """A number with what is worded around it. Offsets in the text; the number itself is [number, number_end)."""

    start: int
    end: int
    number: int
    number_end: int
    low: float | None
    high: float | None
    unit: str | None
    kind: str | None
    """Of the unit: currency, share, length, time ..."""
    change: str


class _Core(NamedTuple):
    """The number alone, or a word that does its work ("dozens", "several" weeks, "an" hour)."""

    start: int
    end: int
    low: float | None
    high: float | None
    needs: str = ""
    """What must stand around it to make it a quantity: a time `unit`, or a `hedge` and a unit."""


def find_quantities(text: str) -> list[Quantity]:
    """In text order, none overlapping another. Numbers that are no quantities (`figure_traps.tsv`) are left out."""
    traps = [match.span() for trap in _traps() for match in trap.finditer(text)]
    found: list[Quantity] = []
    position = 0
    while (match := _core_pattern().search(text, position)) is not None:
        position = match.end()
        quantity = _quantity(text, _core(match))
        if quantity is not None:
            position = max(position, quantity.end)
            if not any(start < quantity.number_end and quantity.number < end for start, end in traps):
                found.append(quantity)
    return found


@cache
def _traps() -> tuple[re.Pattern[str], ...]:
    """Designations ("AK-47") are told by their capitals, all else whatever the case."""
    return tuple(
        re.compile(row["pattern"], 0 if row["label"].startswith("designation") else re.IGNORECASE)
        for row in rows("figure_traps")
    )


@cache
def _core_pattern() -> re.Pattern[str]:
    many, scale = any_of(values("plural")), any_of([*values("scale"), *values("group")])
    return re.compile(
        rf"(?:(?<![\w./-])|(?<=(?-i:\b[A-Z]{{3}}))|(?<=\$US)|(?<=\$A))(?<!\d,)(?:(?P<many>(?:{many})(?:\s+(?:of|upon)\s+(?:{many}))*)\b"
        rf"|(?P<several>(?:several|a few|many|a couple(?: of)?)\s+(?:{scale})s?)\b"
        rf"|(?P<number>{number_pattern()})(?![A-Za-z]*\d)"
        rf"|(?P<vague>several|a few)\b|(?P<article>an?)\b)",
        re.IGNORECASE,
    )


def _core(match: re.Match[str]) -> _Core:
    text = match.group().lower()
    if match["number"]:
        value = parse_number(text)
        return _Core(match.start(), match.end(), value, value)
    if match["vague"]:
        return _Core(match.start(), match.end(), None, None, "unit")
    if match["article"]:
        return _Core(match.start(), match.end(), 1.0, 1.0, "hedge")
    if match["several"]:
        scale = text.split()[-1].removesuffix("s")
        return _Core(match.start(), match.end(), 2 * (parse_number(scale) or 1), None)
    first, *others = re.findall(r"[a-z]+", re.sub(r"\b(?:of|upon)\b", " ", text))
    low = values("plural")[first]
    for word in others:
        low *= parse_number(word.removesuffix("s")) or 1
    return _Core(match.start(), match.end(), low, None)


def _quantity(text: str, core: _Core) -> Quantity | None:
    symbol = _symbol_pattern().search(text, max(0, core.start - 6), core.start)
    start = symbol.start() if symbol else core.start
    end, low, high = _second(text, core)
    unit = _unit_pattern().match(text, end)
    name, kind = _units()[_key(unit[1])] if unit else (None, None)
    if symbol:
        name, kind, unit = _units()[_key(symbol[1])][0], "currency", None
    end = unit.end() if unit else end
    start, end, change, bound = _hedged(text, start, end)
    if (core.needs and kind not in ("time", "length")) or (core.needs == "hedge" and start == core.start):
        return None
    if core.low is not None and core.high is None and change == "=":
        change = "~"
    if core.low == core.high and low == high:
        low, high = (low if bound != "high" else None), (high if bound != "low" else None)
    return Quantity(start, end, core.start, end if core.needs else max(core.end, end), low, high, name, kind, change)


def _second(text: str, core: _Core) -> tuple[int, float | None, float | None]:
    """Where the number or range ends, and its bounds: "10-12", "between two and three", "5 to 10 million"."""
    joint = _second_pattern().match(text, core.end)
    alone = core.end, core.low, core.high
    if joint is None or core.low is None or core.low != core.high or not _is_range(text, core, joint):
        return alone
    first, second = core.low, parse_number(joint["number"]) or 0.0
    scale = second / (parse_number(joint["number"].split()[0]) or second or 1)
    if second > 1000 > first and first < second / scale:
        first *= scale
    return (joint.end(), first, second) if first < second else alone


def _is_range(text: str, core: _Core, joint: re.Match[str]) -> bool:
    """Are both ends of one kind ("9 percent to $84" is none), and is "and" led in by "between"?"""
    before = text[max(0, core.start - 14) : core.start]
    between = re.search(r"\bbetween\s+\S{0,3}$", before, re.IGNORECASE) is not None
    money = _symbol_pattern().search(before) is not None
    unit = _unit_pattern().match(text, joint.end())
    year = re.fullmatch(r"(?:1[5-9]|20)\d\d", text[core.start : core.end]) is not None
    if joint["unit"] and (unit is None or _key(joint["unit"]) != _key(unit[1])):
        return False
    return (joint["word"].strip() == "and") == between and (money or not joint["symbol"]) and not year


@cache
def _second_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\s?(?P<unit>{any_of(_units())}))??(?P<word>\s?[-–—]\s?|\s+(?:to|or|and)\s+)"
        rf"(?P<symbol>{any_of(_symbols())})?\s?"
        rf"(?P<number>{number_pattern()})(?![\w/])",
        re.IGNORECASE,
    )


@cache
def _units() -> dict[str, tuple[str, str]]:
    """Word -> (unit, kind)."""
    return {_key(word): (row["unit"], row["kind"]) for row in rows("units") for word in row["words"].split("|")}


def _key(word: str) -> str:
    """Words of units in lower case and with plain spaces; "MW" and "mw" are one."""
    return re.sub(r"[\s-]+", " ", word.lower().strip())


@cache
def _symbols() -> list[str]:
    """What stands before an amount of money: signs and codes."""
    words = [word for row in rows("units") if row["kind"] == "currency" for word in row["words"].split("|")]
    return [word for word in words if not word[-1].isalpha() or word.isupper()]


@cache
def _symbol_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({any_of(_symbols())})\s?$")


@cache
def _unit_pattern() -> re.Pattern[str]:
    words = any_of(_units()).replace(r"\ ", r"[\s-]")
    return re.compile(rf"[\s‑–-]?\s?({words})(?!\w)(?!['’]s\b)", re.IGNORECASE)


@cache
def _hedges(side: str) -> dict[str, tuple[str, str]]:
    """Phrase -> (change, bound)."""
    return {row["phrase"]: (row["change"], row["bound"]) for row in rows("hedges") if row["side"] == side}


@cache
def _before_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])({any_of(_hedges('before'))})\s?(?:(?:the|its|their|an?)\s+)?$", re.IGNORECASE)


@cache
def _after_pattern() -> re.Pattern[str]:
    return re.compile(rf"\s?({any_of(_hedges('after'))})(?!\w)", re.IGNORECASE)


def _hedged(text: str, start: int, end: int) -> tuple[int, int, str, str]:
    """Start and end with the hedges taken in, and what they do: ">" and the bound that holds. The outermost decides."""
    change, bound = "=", "both"
    while before := _before_pattern().search(text, max(0, start - 40), start):
        start = before.start()
        found = _hedges("before")[before[1].lower()]
        change, bound = found if found[0] != "=" else (change, bound)
    if after := _after_pattern().match(text, end):
        end, (change, bound) = after.end(), _hedges("after")[after[1].lower()]
    return start, end, change, bound
