"""How tell words things: statuses, days, counts, parties."""

import csv
import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec

from sayso.tell.views import Published, Support

#: So many sentences of one list are told.
MOST_SENTENCES = 3

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_LONG = "January February March April May June July August September October November December".split()


class StatusWord(msgspec.Struct, frozen=True):
    """How one status is shown: never by colour alone."""

    status: str
    word: str
    mark: str
    colour: str
    meaning: str
    example: str


@cache
def statuses() -> dict[str, StatusWord]:
    """The words for each status, from lexicons/status.tsv, in the file's order."""
    table = (files("sayso.tell") / "lexicons" / "status.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["status"]: msgspec.convert(row, StatusWord) for row in rows}


def status_word(status: str) -> str:
    """What a reader is told: "only claimed" for claimed."""
    return statuses()[status].word


def counted(number: int, noun: str, nouns: str | None = None) -> str:
    """ "1 page", "2,000 pages"."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def support_counts(support: Support) -> str:
    """ "3 documents / 2 text origins / 2 primary sources": counts of sources are always given in these three kinds."""
    parts = (
        counted(len(support.documents), "document"),
        counted_origins(len(support.origins), support.publishers),
        counted(len(support.sources), "primary source"),
    )
    return " / ".join(parts)


def counted_origins(origins: int, publishers: Sequence[Published]) -> str:
    """ "2 text origins (1 publisher: Fjord Group)"; the publisher only where several of the texts are one's."""
    shared = of_one_publisher([(p.publisher, len(p.origins)) for p in publishers], origins)
    return f"{counted(origins, 'text origin')} {shared}".rstrip()


def of_one_publisher(sizes: Iterable[tuple[str, int]], of: int) -> str:
    """ "(1 publisher: Fjord Group)" for all of so many, "(2 from Fjord Group)" for some; empty where none share one."""
    shared = sorted(((publisher, size) for publisher, size in sizes if size > 1), key=lambda p: (-p[1], p[0]))
    if shared and shared[0][1] == of:
        return f"(1 publisher: {shared[0][0]})"
    told = several([f"{size:,} from {publisher}" for publisher, size in shared])
    return f"({told})" if told else ""


def days(first: date | None, last: date | None, *, long: bool = False) -> str:
    """An interval of whole days as short as it can be said; "?" where nothing is known.

    "14 Jul 2023", "Jul 2023", "2023", "14-20 Jul 2023", "28 Jun-1 Aug 2024", "from 14 Jul 2023", "by 14 Jul 2023".
    """
    if first is None and last is None:
        return "?"
    if first is None or last is None:
        return f"by {_day(last, long)}" if last else f"from {_day(first, long)}"
    return _whole_unit(first, last, long) or _range(first, last, long)


def _whole_unit(first: date, last: date, long: bool) -> str | None:
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return None
    if (first.year, first.month) == (last.year, last.month):
        return f"{_month(first, long)} {first.year}"
    if (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    return None


def _range(first: date, last: date, long: bool) -> str:
    if first == last:
        return _day(first, long)
    dash = " – " if long else "–"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last, long)}"
    start = f"{first.day} {_month(first, long)}" if first.year == last.year else _day(first, long)
    return f"{start}{dash}{_day(last, long)}"


def _day(day: date | None, long: bool) -> str:
    return f"{day.day} {_month(day, long)} {day.year}" if day else "?"


def _month(day: date, long: bool) -> str:
    return (_LONG if long else _MONTHS)[day.month - 1]


def amount(low: float | None, high: float | None) -> str:
    """ "40", "at least 12", "at most 25", "10–20": a figure's bounds."""
    if low is None and high is None:
        return "?"
    if low is None or high is None:
        return f"at least {_number(low)}" if high is None else f"at most {_number(high)}"
    return _number(low) if low == high else f"{_number(low)}–{_number(high)}"


def _number(value: float | None) -> str:
    return f"{value:,.15g}" if value is not None else "?"


def carried(documents: int, kinship: str, publishers: Sequence[Published] = ()) -> str:
    """ "2 documents carry one text", or "the same third text" where neither took it from the other.

    Behind it a publisher of several of them: "3 documents carry one text (2 from Fjord Group)".
    """
    which = "one text" if kinship == "copy" else "the same third text"
    shared = of_one_publisher([(p.publisher, len(p.documents)) for p in publishers], documents)
    return f"{counted(documents, 'document')} carry {which} {shared}".rstrip()


def short_id(id_: str) -> str:
    """As much of an event's or story's id as is enough to open it: its kind left out, eight characters."""
    return re.sub("^(event|story)-", "", id_)[:8]


def several(names: list[str], most: int = 2) -> str:
    """ "A", "A, B", "A, B and 3 more"."""
    if len(names) <= most + 1:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"


def few(sentences: Sequence[str], noun: str) -> tuple[str, ...]:
    """The first MOST_SENTENCES, and a sentence that counts the others: "And 2 more reasons." """
    left = len(sentences) - MOST_SENTENCES
    return (*sentences[:MOST_SENTENCES], *((f"And {counted(left, f'more {noun}')}.",) if left > 0 else ()))
