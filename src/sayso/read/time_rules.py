"""The wordings of times (`time_rules.tsv`): where they match, and the symbol each comes to.

A rule's pattern uses {month}, {day}, {which} ... for the words of `time_words.tsv`; a group named `t` narrows the
mention to a part of the match. Its anchor column is `calendar` (a date that stands there), `weekday`, `weekend`, or
what an offset counts from; `offset` and `until` are numbers of units, `which` (this, last, next) or n (the amount).
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple, cast

from sayso.model.time import Anchor, Direction, Precision, SymbolicTime, Unit
from sayso.read.lexicon import rows
from sayso.read.numbers import number_pattern, parse_number

VAGUE = SymbolicTime("none", "vague")
_CASED = frozenset({"month", "weekday"})
_HALF_OR_QUARTER = {"quarter": 3, "half": 6}


class Rule(NamedTuple):
    """One row of `time_rules.tsv`."""

    label: str
    pattern: re.Pattern[str]
    anchor: str
    unit: str
    offset: str
    until: str
    precision: str
    direction: str


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(
            row["label"],
            re.compile(rf"(?<![\w.,/$£€])(?:{_filled(row['pattern'])})(?![\w/])", re.IGNORECASE),
            *(row[column] for column in ("anchor", "unit", "offset", "until", "precision", "direction")),
        )
        for row in rows("time_rules")
    )


@cache
def _meanings(kind: str) -> dict[str, str]:
    """Word -> value, for one class of `time_words.tsv`."""
    return {
        word: row["value"] for row in rows("time_words") if row["class"] == kind for word in row["words"].split("|")
    }


def _filled(pattern: str) -> str:
    """The pattern with its placeholders spelt out; {unit2} is a second {unit}."""
    return re.sub(
        r"\{([a-z]+)(2?)\}", lambda m: f"(?P<{m[1]}{m[2]}>{_slot(m[1])})" if m[1] != "part" else _PART, pattern
    )


_PART = r"(?:(?:early|earlier|late|later|mid|middle|the end|the start|the beginning)(?: in | of |[- ]))?"
_NUMERIC = {
    "day": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?",
    "year": r"(?:1[5-9]|20)\d\d",
    "monthnum": r"0[1-9]|1[0-2]",
}
_ALIAS = {"decadeword": "decade", "centuryword": "century"}


def _slot(name: str) -> str:
    if name in _NUMERIC:
        return _NUMERIC[name]
    if name == "amount":
        return f"{_any(_meanings('amount'))}|{number_pattern()}"
    kind = _ALIAS.get(name, name)
    words = list(_meanings(kind))
    if kind not in _CASED:
        return _any(words)
    short = _short_forms() & set(words)
    long = [form for word in words if word not in short for form in (word, word.upper())]
    # "Sun" and "Sat" are weekdays only with a full stop or before a date.
    bare = "" if kind == "month" else rf"(?=,? (?:\d|{_any(_meanings('month'))}))"
    return rf"(?-i:{_any(long)}|(?:{_any(short)})(?:\.|{bare}))"


def _any(words: Iterable[str]) -> str:
    """One of the words, longest first."""
    return "|".join(re.escape(word) + r"\b" for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _short_forms() -> frozenset[str]:
    """The abbreviations among the words for months and weekdays."""
    cells = [row["words"].split("|")[1:] for row in rows("time_words") if row["class"] in _CASED]
    return frozenset(word for cell in cells for word in cell)


def span_of(match: re.Match[str]) -> tuple[int, int]:
    """Where the mention stands in the matched text."""
    return match.span("t") if "t" in match.re.groupindex else match.span()


def symbol(rule: Rule, match: re.Match[str], tense: Direction) -> SymbolicTime | None:
    """What the matched words mean, given the tense of their clause; None where they are no time after all."""
    towards = _direction(rule, match, tense)
    if rule.direction == "if future" and tense != "future":
        return None
    if rule.anchor == "calendar":
        return _calendar(rule, match, towards)
    if rule.anchor.startswith("fixed"):
        return _fixed(rule, towards)
    if rule.anchor == "weekday":
        return _weekday(rule, match, towards)
    if rule.anchor == "weekend":
        saturday = SymbolicTime("publication", "range", "week", _which(match), towards, weekday=5)
        return SymbolicTime("publication", "range", "week", _which(match), towards, weekday=5, until=_on(saturday, 6))
    return _counted(rule, match, towards)


def _on(time: SymbolicTime, weekday: int) -> SymbolicTime:
    return SymbolicTime(time.anchor, time.precision, time.unit, time.offset, time.direction, weekday=weekday)


def _direction(rule: Rule, match: re.Match[str], tense: Direction) -> Direction:
    if rule.direction == "which":
        return {-1: "past", 0: "nearest", 1: "future"}.get(_which(match), "past")  # type: ignore[return-value]
    return tense if rule.direction in ("tense", "if future") else cast(Direction, rule.direction)


def _word(match: re.Match[str], name: str) -> str | None:
    """What a slot holds, in whichever branch of the pattern it matched."""
    found = (match[group] for group in (name, f"{name}2", f"{name}3") if group in match.re.groupindex)
    return next((word for word in found if word is not None), None)


def _meaning(match: re.Match[str], name: str, kind: str | None = None) -> str | None:
    word = _word(match, name)
    if word is None:
        return None
    known = {key.lower(): value for key, value in _meanings(kind or name).items()}
    return known.get(word.lower().rstrip("."))


def _number(match: re.Match[str], group: str) -> int | None:
    found = match.groupdict().get(group)
    return int(re.sub(r"\D", "", found)) if found else None


def _which(match: re.Match[str]) -> int:
    return int(_meaning(match, "which") or 0)


def _calendar(rule: Rule, match: re.Match[str], towards: Direction) -> SymbolicTime | None:
    if "decade" in rule.label or "century" in rule.label:
        return _long_ago(match)
    year, month = _number(match, "year"), _number(match, "monthnum") or int(_meaning(match, "month") or 0) or None
    day, until = _number(match, "day"), None
    precision, unit = cast(Precision, rule.precision), cast(Unit, rule.unit)
    if rule.unit in ("quarter", "half", "season"):
        month, last = _months_of(rule, match)
        unit = "month"
        until = _dated(year + (last < month) if year else None, last, None, "future", precision)
    elif "day2" in match.re.groupindex:
        until = _dated(year, month, _number(match, "day2"), towards, "day")
    if rule.label == "month of a counted year":
        return SymbolicTime("publication", "month", "year", _which(match), towards, month=month)
    found = _dated(year, month, day, towards, precision, int(w) if (w := _meaning(match, "weekday")) else None)
    return SymbolicTime(**{**_fields(found), "unit": unit if unit in ("month", "year") else "day", "until": until})


def _fields(time: SymbolicTime) -> dict[str, Any]:
    return {name: getattr(time, name) for name in time.__struct_fields__}


def _dated(
    year: int | None,
    month: int | None,
    day: int | None,
    towards: Direction,
    precision: Precision,
    weekday: int | None = None,
) -> SymbolicTime:
    if year is not None:
        return SymbolicTime("none", precision, direction=towards, year=year, month=month, day=day, weekday=weekday)
    return SymbolicTime("publication", precision, direction=towards, month=month, day=day, weekday=weekday)


def _months_of(rule: Rule, match: re.Match[str]) -> tuple[int, int]:
    """First and last month of a quarter, half year or season; winter runs from December to February."""
    if rule.unit == "season":
        first = int(_meaning(match, "season") or 1)
        return first, (first + 1) % 12 + 1
    nth, length = int(_meaning(match, "nth") or _word(match, "nth") or 1), _HALF_OR_QUARTER[rule.unit]
    first = (min(nth, 12 // length) - 1) * length + 1
    return first, first + length - 1


def _long_ago(match: re.Match[str]) -> SymbolicTime:
    """Decades and centuries as spans of years: the 19th century is 1801 to 1900."""
    if "century" in match.re.groupindex or "centuryword" in match.re.groupindex:
        nth = _number(match, "century") or int(_meaning(match, "centuryword", "century") or 1)
        first, precision = nth * 100 - 99, "century"
    else:
        short = _number(match, "decade2")
        spelt = int(_meaning(match, "decadeword", "decade") or 0)
        first = _number(match, "decade") or spelt or 1900 + (short or 0)
        precision = "decade"
    last = first + (99 if precision == "century" else 9)
    return SymbolicTime(
        "none", cast(Precision, precision), "year", year=first, until=SymbolicTime("none", "year", "year", year=last)
    )


def _fixed(rule: Rule, towards: Direction) -> SymbolicTime:
    *year, month, day = (int(part) for part in rule.anchor.removeprefix("fixed ").split("-"))
    return _dated(year[0] if year else None, month, day, towards, "day")


def _weekday(rule: Rule, match: re.Match[str], towards: Direction) -> SymbolicTime:
    offset = _which(match) if rule.offset == "which" else None
    weekday = int(_meaning(match, "weekday") or 0)
    return SymbolicTime("publication", "day", cast(Unit, rule.unit), offset, towards, weekday=weekday)


def _counted(rule: Rule, match: re.Match[str], towards: Direction) -> SymbolicTime | None:
    unit = _unit(rule.unit, match)
    least, most = _amount(match)
    offset = _offset(rule.offset, match, least)
    anchor, precision = cast(Anchor, rule.anchor), rule.precision.replace("$unit", unit)
    if rule.offset in ("+n", "-n"):
        unit, offset = _in_plain_units(unit, match, offset or 0)
    until = _until(rule, match, most) if rule.until else None
    if until is None and most != least:
        until = SymbolicTime(anchor, "vague", unit, _offset(rule.offset, match, most), towards)
        precision = "vague"
    time = SymbolicTime(anchor, cast(Precision, precision), unit, offset, towards, until=until)
    return _early_first(time)


def _early_first(time: SymbolicTime) -> SymbolicTime:
    """ "two to five weeks ago" counts back: the larger number comes first in time."""
    until = time.until
    if until is None or until.offset is None or time.offset is None or until.unit != time.unit:
        return time
    first, last = sorted((time.offset, until.offset))
    ended = SymbolicTime(until.anchor, until.precision, until.unit, last, until.direction)
    return SymbolicTime(time.anchor, time.precision, time.unit, first, time.direction, until=ended)


def _unit(named: str, match: re.Match[str]) -> Unit:
    """A rule's own unit, or that of the words ("$unit"); hours and minutes stay within the day."""
    found = (_meaning(match, "unit") or "day") if "$unit" in named else named
    return cast(Unit, "day" if found == "hour" else found)


def _in_plain_units(unit: Unit, match: re.Match[str], offset: int) -> tuple[Unit, int]:
    """A decade ago is ten years ago, not some time in the decade before; three hours ago is today."""
    if _meaning(match, "unit") == "hour":
        return "day", 0
    return ("year", offset * (10 if unit == "decade" else 100)) if unit in ("decade", "century") else (unit, offset)


def _amount(match: re.Match[str]) -> tuple[int, int]:
    """How many units: "three" is 3 to 3, "a few" 2 to 5."""
    word = _word(match, "amount")
    if word is None:
        return 1, 1
    known = _meaning(match, "amount")
    if known is not None:
        least, _, most = known.partition("-")
        return int(least), int(most or least)
    number = int(parse_number(word) or 1)
    return number, number


def _offset(worded: str, match: re.Match[str], amount: int) -> int | None:
    if worded == "which":
        return _which(match)
    if worded == "-years":
        return -amount * {"month": 12, "quarter": 4, "week": 52}[_unit("$unit", match)]
    if worded in ("+n", "-n"):
        return amount if worded == "+n" else -amount
    return int(worded) if worded else None


def _until(rule: Rule, match: re.Match[str], amount: int) -> SymbolicTime:
    """ "open" has no end; "vague" ends before the next larger unit; "day:0" on the day counted from."""
    anchor = cast(Anchor, rule.anchor)
    unit, _, worded = rule.until.partition(":")
    if unit == "open":
        return SymbolicTime(anchor, "vague")
    if unit == "vague":
        named = _unit("$unit", match)
        most = {"day": 6, "week": 4, "month": 11, "year": 9}.get(named)
        return SymbolicTime(anchor, "vague", named, most)
    return SymbolicTime(anchor, "day", _unit(unit, match), _offset(worded, match, amount))
