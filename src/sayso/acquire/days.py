"""Calendar days as short texts write them, in several languages. Only whole days: a year must be there."""

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from sayso.acquire.tables import rows


class Day(NamedTuple):
    """A day and where it stands; `instant` is set where a time with a UTC offset follows it in ISO form."""

    start: int
    end: int
    iso: str
    instant: str | None = None


_ISO = r"(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)"
_TIME = r"(?:[T ]\d\d:?\d\d(?::?\d\d(?:[.,]\d{1,9})?)?(?P<zone> ?(?:Z|[+-]\d\d:?\d\d))?)?"
_NUMERIC = r"(?P<a>\d{1,2})(?P<s2>[./-])(?P<b>\d{1,2})(?P=s2)(?P<y2>(?:19|20)\d\d)(?!\d)"
_ASIAN = r"(?P<y3>(?:19|20)\d\d) ?[年년] ?(?P<m3>\d{1,2}) ?[月월] ?(?P<d3>\d{1,2}) ?[日일]"
_DAY_FIRST = (
    r"(?P<d4>\d{1,2})(?:st|nd|rd|th|er|º|\.)? ?(?:of |de |d')? ?"
    r"(?P<m4>{months})\.?,? ?(?:de |del )?(?P<y4>(?:19|20)\d\d)(?!\d)"
)
_MONTH_FIRST = r"(?P<m5>{months})\.? (?P<d5>\d{1,2})(?:st|nd|rd|th)?,? (?P<y5>(?:19|20)\d\d)(?!\d)"


@cache
def _pattern() -> "re.Pattern[str]":
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    forms = (_ISO + _TIME, _NUMERIC, _ASIAN, *(form.replace("{months}", months) for form in (_DAY_FIRST, _MONTH_FIRST)))
    return re.compile(r"(?<![\w.,/-])(?:" + "|".join(forms) + ")", re.IGNORECASE)


@cache
def _months() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in rows("date_words") if row["kind"] == "month"}


def find_days(text: str) -> list[Day]:
    """Every whole day in a short text, in order. 03/04/2022 could be two days and is none."""
    return [day for match in _pattern().finditer(text) if (day := _day(match)) is not None]


def _day(match: "re.Match[str]") -> Day | None:
    parts = match.groupdict()
    if parts["y"]:
        year, month, day = int(parts["y"]), int(parts["m"]), int(parts["d"])
    elif parts["y2"]:
        first, second = int(parts["a"]), int(parts["b"])
        if parts["s2"] != "." and first <= 12 and second <= 12 and first != second:
            return None
        month, day = (second, first) if parts["s2"] == "." or first > 12 else (first, second)
        year = int(parts["y2"])
    elif parts["y3"]:
        year, month, day = int(parts["y3"]), int(parts["m3"]), int(parts["d3"])
    else:
        name = (parts["m4"] or parts["m5"]).casefold()
        year, month, day = int(parts["y4"] or parts["y5"]), _months()[name], int(parts["d4"] or parts["d5"])
    try:
        iso = date(year, month, day).isoformat()
    except ValueError:
        return None
    return Day(match.start(), match.end(), iso, match[0] if parts["zone"] else None)


# ------------------------------------------------------------------ lines that give a day and nothing else


class DateLine(NamedTuple):
    """The day a line stands for. `labelled`: the line says that it is the day of publication."""

    day: Day
    labelled: bool
    updated: bool


_CLOCK = re.compile(r"\b\d{1,2}(?: ?[:.h] ?\d\d){0,2} ?(?:[ap]\.? ?m\b\.?|h\b|uhr\b)?", re.IGNORECASE)
_ZONE = re.compile(
    r"\b(?:[A-Z]{2,4}T|UTC|GMT|IST|Z|EST|CET|à|at|on|le|am|um|il|em|el|o'clock)\b(?:[+-]\d{1,2})?", re.IGNORECASE
)
_PARTS = re.compile(r"\s+[|·•–—-]\s+|\s*\|\s*")
_MOST_NAMES = 4
_END = re.compile(r"[.!?][\"')\]]*$")


def read_date_line(line: str, *, first: bool = False) -> DateLine | None:
    """The day of a line that gives a date and hardly anything else; None for a sentence that mentions one.

    `first`: the line stands where a title would, so words beside the date make it no date line.
    """
    days = find_days(line) if len(line) <= 200 else []
    if not days:
        return None
    labels = [_label(line[: day.start]) for day in days]
    for wanted in ("published", "updated"):
        for day, label in zip(days, labels, strict=True):
            if label == wanted:
                return DateLine(day, True, wanted == "updated")
    return DateLine(days[0], False, False) if _is_date_alone(line, days, first) else None


def _is_date_alone(line: str, days: list[Day], first: bool) -> bool:
    """A date, a time, and a few names at most: "DN Mar 4, 2017, 09.12AM GMT LAGOS:", "Desk | 12 May 2021"."""
    if _END.search(line):
        return False
    left = _left_over(line, days)
    if not left or (len(left) <= _MOST_NAMES and not first and all(word[0].isupper() for word in left)):
        return True
    parts = [part for part in _PARTS.split(line) if part.strip()]
    alone = any((found := find_days(part)) and not _left_over(part, found) for part in parts)
    return alone and not first and len(parts) > 1 and len(left) <= 2 * _MOST_NAMES


def _label(before: str) -> str | None:
    """What the words just before a date say it is the date of.

    A label stands at the start of its line or part ("Posted on", "Desk | Updated"), or has a colon ("... in Lima
    Posted: "); in "a letter dated 12 May 2021" there is none.
    """
    match = _label_pattern().search(before)
    return dict(_labels())[" ".join((match[1] or match[2]).casefold().split())] if match is not None else None


@cache
def _label_pattern() -> "re.Pattern[str]":
    words = "|".join(re.escape(word).replace("\\ ", r"\s+") for word, _ in _labels())
    weekday = rf"(?:{_weekdays().pattern}\W*)?$"
    return re.compile(
        rf"(?:^|[|·•–—(\[>])\W*({words})\s*[:–—-]?\s*{weekday}|\b({words})\s*:\s*{weekday}", re.IGNORECASE
    )


@cache
def _labels() -> tuple[tuple[str, str], ...]:
    """Longest first: "last updated" before "updated"."""
    found = [(row["word"], row["value"]) for row in rows("date_words") if row["kind"] == "label"]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _weekdays() -> "re.Pattern[str]":
    names = sorted((row["word"] for row in rows("date_words") if row["kind"] == "weekday"), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b\.?", re.IGNORECASE)


def _left_over(line: str, days: list[Day]) -> list[str]:
    """The words of a line that are neither date nor time."""
    for day in reversed(days):
        line = line[: day.start] + " " + line[day.end :]
    line = _ZONE.sub(" ", _CLOCK.sub(" ", _weekdays().sub(" ", line)))
    return [word for word in re.findall(r"\w[\w'’.-]*", line) if any(map(str.isalpha, word))]


_TIME_LINE = re.compile(
    r"^\W*\d{1,2}(?:[:.]\d\d){1,2} ?(?:[ap]\.? ?m\.?)?(?: ?[A-Z]{1,5}(?:[+-]\d+)?)?\W*$", re.IGNORECASE
)


def is_time_line(line: str) -> bool:
    """A clock time alone: "12:53 P.M. EST"."""
    return bool(_TIME_LINE.match(line))
