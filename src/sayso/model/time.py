"""Times as pages word them (symbolic), and the calendar intervals they come to once a page is dated."""

import calendar
from datetime import date, timedelta
from typing import Literal

import msgspec

Unit = Literal["day", "week", "month", "quarter", "year", "decade", "century"]
Anchor = Literal["none", "publication", "mention"]
Direction = Literal["past", "future", "nearest"]
Precision = Literal["day", "week", "month", "quarter", "season", "year", "decade", "century", "range", "vague"]


class Interval(msgspec.Struct, frozen=True):
    """Whole days, both ends included; None = open or unknown, never guessed."""

    start: date | None
    end: date | None

    @property
    def days(self) -> int | None:
        """Width in days, both ends counted; None where an end is open."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days + 1

    def meets(self, other: "Interval") -> bool:
        """Could both hold of one day? Open ends meet everything on their side."""
        return not (_before(self.end, other.start) or _before(other.end, self.start))


def _before(end: date | None, start: date | None) -> bool:
    return end is not None and start is not None and end < start


OPEN = Interval(None, None)
_MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


class SymbolicTime(msgspec.Struct, frozen=True):
    """A time as worded, before anyone knows the publication day.

    anchor none: `year`, `month`, `day` say it ("24 February 2022", "2018").
    anchor publication: a calendar unit `offset` units from the publication day ("next month" = month, +1), or a part
    of the calendar to look for in `direction` from it ("October", "on Tuesday", "February 24").
    anchor mention: the same, counted from another time mention of the page ("days later").
    `until` is the end of a worded range, resolved with the same anchor.
    """

    anchor: Anchor
    precision: Precision
    unit: Unit = "day"
    offset: int | None = None
    direction: Direction = "past"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 = Monday."""
    mention: int | None = None
    """Index of the time mention counted from, in the same reading."""
    until: "SymbolicTime | None" = None


def resolve(time: SymbolicTime, anchor: Interval) -> Interval:
    """The calendar interval of a symbolic time, given the interval of the day it leans on.

    With an anchor of several days the result holds every day it could be. OPEN where nothing can be said.
    """
    if time.until is not None:
        return _range(msgspec.structs.replace(time, until=None), time.until, anchor)
    if time.anchor == "none":
        return _calendar(time.year, time.month, time.day)
    if anchor.start is None or anchor.end is None:
        return OPEN
    first, last = _from_day(time, anchor.start), _from_day(time, anchor.end)
    return Interval(first.start, last.end)


def _range(begin: SymbolicTime, until: SymbolicTime, anchor: Interval) -> Interval:
    """From the start of the one to the end of the other. A part of the calendar that would end before it begins

    ("December to February", published in January) ends at its next turn.
    """
    first, last = resolve(begin, anchor), resolve(until, anchor)
    if _before(last.end, first.start) and until.anchor == "publication" and until.offset is None:
        again = msgspec.structs.replace(until, direction="future")
        last = resolve(again, Interval(first.start, first.start))
    return first if _before(last.end, first.start) else Interval(first.start, last.end)


def _calendar(year: int | None, month: int | None, day: int | None) -> Interval:
    if year is None:
        return OPEN
    try:
        if month is None:
            return Interval(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return Interval(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        return Interval(date(year, month, day), date(year, month, day))
    except (ValueError, calendar.IllegalMonthError):
        return OPEN


def _from_day(time: SymbolicTime, anchor: date) -> Interval:
    """Never raises: what falls outside years 1 to 9999 is OPEN."""
    try:
        if time.month is not None:
            return _month_day(time, anchor)
        if time.weekday is not None:
            return _weekday(time, anchor)
        return OPEN if time.offset is None else shift(unit_around(anchor, time.unit), time.unit, time.offset)
    except (ValueError, OverflowError):
        return OPEN


def _weekday(time: SymbolicTime, anchor: date) -> Interval:
    """The weekday `direction` from the anchor; the anchor's own day counts. With unit week, that of the week `offset`

    weeks away ("on Tuesday of last week").
    """
    weekday = time.weekday or 0
    if time.unit == "week" and time.offset is not None:
        found = anchor + timedelta(days=weekday - anchor.weekday() + 7 * time.offset)
        return Interval(found, found)
    ahead, behind = (weekday - anchor.weekday()) % 7, (anchor.weekday() - weekday) % 7
    step = ahead if time.direction == "future" or (time.direction == "nearest" and ahead <= behind) else -behind
    found = anchor + timedelta(days=step + 7 * (time.offset or 0))
    return Interval(found, found)


def _month_day(time: SymbolicTime, anchor: date) -> Interval:
    """The month or day `direction` from the anchor; with an offset, that of the year `offset` years away.

    A weekday beside it ("Thursday, 3 March") picks the year in which it falls on that day.
    """
    if time.offset is not None:
        return _calendar(anchor.year + time.offset, time.month, time.day)
    candidates = [
        (found.start, found.end, found)
        for year in range(anchor.year - 8, anchor.year + 9)
        if (found := _calendar(year, time.month, time.day)).start is not None and found.end is not None
        if time.weekday is None or time.day is None or found.start.weekday() == time.weekday
    ]
    past = [found for start, _, found in candidates if start <= anchor]
    future = [found for _, end, found in candidates if end >= anchor]
    if time.direction == "past":
        return past[-1] if past else OPEN
    if time.direction == "future":
        return future[0] if future else OPEN
    return min((found for _, _, found in candidates), key=lambda i: _distance(i, anchor), default=OPEN)


def _distance(interval: Interval, day: date) -> int:
    assert interval.start is not None and interval.end is not None
    if interval.start <= day <= interval.end:
        return 0
    return min(abs((interval.start - day).days), abs((interval.end - day).days))


def unit_around(day: date, unit: Unit) -> Interval:
    """The calendar unit that holds the day; weeks run Monday to Sunday. ValueError or OverflowError at the edge of

    the calendar (years 1 to 9, the last days of 9999).
    """
    if unit == "day":
        return Interval(day, day)
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Interval(monday, monday + timedelta(days=6))
    if unit == "month":
        return _calendar(day.year, day.month, None)
    if unit == "quarter":
        first = 3 * ((day.month - 1) // 3) + 1
        return Interval(date(day.year, first, 1), _calendar(day.year, first + 2, None).end)
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    first_year = day.year - day.year % years
    return Interval(date(first_year, 1, 1), date(first_year + years - 1, 12, 31))


def shift(interval: Interval, unit: Unit, steps: int) -> Interval:
    """The unit `steps` units away; an interval with an open end stays open. OPEN outside years 1 to 9999."""
    if interval.start is None:
        return OPEN
    try:
        if unit in ("day", "week"):
            moved = interval.start + timedelta(days=steps * (7 if unit == "week" else 1))
        else:
            moved = _add_months(
                interval.start, steps * {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit, 1200)
            )
        return unit_around(moved, unit)
    except (ValueError, OverflowError):
        return OPEN


def _add_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)
