"""The day of publication a document declares, with the clue it rests on. Nothing here asks what day it is today.

Where several speak: the container's record, then an HTML page's day by htmldate with the sign it rests on, then a date
line at the head of the text. A year or a month alone, which htmldate gives as its first day, is no declaration.
"""

import logging
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sayso.acquire.days import Day, find_days, read_date_line
from sayso.acquire.head import Sign, signs
from sayso.acquire.html import HtmlBlock
from sayso.model.page import DateClue, Declared, Region

#: htmldate takes today as the last possible day, which would make the same page read differently tomorrow. A day far
#: ahead does the same for every page there is; on the 484 development pages of its own benchmark the answers are
#: the same with either.
_LAST_DAY = datetime(2100, 1, 1)
_FIRST_YEAR = 1995
_HEAD_LINES = 14
_LARGEST = 6_000_000


# ------------------------------------------------------------------ the record of a container


def declared_by_record(published: str | None) -> Declared | None:
    """What a container's record says, in any common form: ISO, RFC 822, words, seconds or milliseconds."""
    if not published:
        return None
    day = _of_epoch(published) or next(iter(find_days(published)), None)
    if day is None:
        return None
    return Declared(day.iso, day.instant, DateClue(None, None, f'record "{published[:60]}"'))


def _of_epoch(published: str) -> Day | None:
    if not re.fullmatch(r"\d{9,10}(?:\d{3})?(?:\.\d+)?", published):
        return None
    seconds = float(published)
    moment = datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)
    return Day(0, 0, moment.date().isoformat(), moment.isoformat())


# ------------------------------------------------------------------ plain text


def declared_by_text(text: str, regions: Sequence[Region]) -> Declared | None:
    """A date line above the text, or a place line with a full date before it; never a date inside a sentence."""
    head = [(n, r) for n, r in enumerate(_above_text(regions)) if r.length <= 300]
    found = [(line, r) for n, r in head if (line := read_date_line(_flat(r.slice(text)), first=n == 0)) is not None]
    for wanted in (lambda f: f[0].labelled and not f[0].updated, lambda f: not f[0].labelled, lambda f: True):
        for line, region in filter(wanted, found):
            words = region.slice(text)
            return Declared(line.day.iso, line.day.instant, _clue(words, region.start, line.day.iso))
    return _by_dateline(text, regions)


def _above_text(regions: Sequence[Region]) -> list[Region]:
    """The regions before the first running text."""
    first = next((n for n, region in enumerate(regions) if region.role in ("lede", "body")), len(regions))
    return list(regions[: min(first, _HEAD_LINES)])


def _flat(words: str) -> str:
    return " ".join(words.split())


def _clue(words: str, start: int, iso: str) -> DateClue:
    """The clue's span is the date's own words, where they stand on one line as written."""
    day = next((day for day in find_days(words) if day.iso == iso), None)
    reading = f'text "{_flat(words)[:80]}"'
    if day is None:
        return DateClue(start, start + len(words), reading)
    return DateClue(start + day.start, start + day.end, reading)


#: "KABUL, Afghanistan (April 24, 2011) -": an agency's place line that gives the year.
_PLACE_LINE = re.compile(r"^[A-ZÀ-Ý][A-ZÀ-Ý .'/-]{2,40}(?:, ?[\w .'-]{2,40})?[,:]? ?\(?(?=[\w\d])")


def _by_dateline(text: str, regions: Sequence[Region]) -> Declared | None:
    first = next((region for region in regions if region.role in ("lede", "body", "dateline")), None)
    place = _PLACE_LINE.match(first.slice(text)) if first is not None else None
    if first is None or place is None:
        return None
    words = first.slice(text)[:160]
    day = next((day for day in find_days(words) if day.start <= place.end() + 2), None)
    if day is None or not re.match(r"\)?\s*(?:[-–—:(|]|$|\n)", words[day.end :]):
        return None
    reading = f'text "{_flat(words[: day.end + 1])}"'
    return Declared(day.iso, day.instant, DateClue(first.start + day.start, first.start + day.end, reading))


# ------------------------------------------------------------------ HTML


def declared_by_html(tree: Any, html: str, blocks: Sequence[HtmlBlock], address: str | None) -> Declared | None:  # noqa: ANN401
    """htmldate's day with the sign it rests on; None where it rests on a year or a month alone."""
    found = list(signs(tree))
    day = _local(_agreed(_htmldate(tree, html, address), found), found)
    if day is None:
        return None
    clue = _outside(found, day) or _visible(blocks, day) or _in_source(html, day)
    return Declared(day, _instant(found, day), clue) if clue is not None else None


#: Names of signs that say "published" outright; htmldate does not know all of them.
_PUBLISHED = re.compile(r"publi[sc]|pubdate|datePublished|dateCreated", re.IGNORECASE)


def _agreed(day: str | None, found: Sequence[Sign]) -> str | None:
    """htmldate's day, unless it rests on the address or on visible words alone and an outright sign says another.

    ".../2023/10/3-questions-to-..." is no 3 October, and the date in a page's top line is the day it was saved.
    """
    outright = [sign for sign in found if sign.where != "address" and _PUBLISHED.search(sign.where)]
    days = [iso for sign in outright for iso in sorted(_days_of(sign)) if day not in _local_days(sign)]
    resting = {iso for sign in found if sign.where != "address" for iso in _days_of(sign)}
    return days[0] if days and day not in resting else day


def _local_days(sign: Sign) -> set[str]:
    """The days that a moment given in UTC may be by the clocks of the world's news, from Alaska to New Zealand."""
    moment = _moment(next((m.instant for m in find_days(sign.value)), None))
    if moment is None or moment.utcoffset():
        return set()
    return {(moment + timedelta(hours=hours)).date().isoformat() for hours in (-9, 0, 13)}


def _local(day: str | None, found: Sequence[Sign]) -> str | None:
    """The outlet's own day, where the page gives the same moment both in UTC and by its own clock."""
    moments = [moment for sign in found for moment in find_days(sign.value) if moment.instant is not None]
    at = {_moment(moment.instant) for moment in moments if moment.iso == day}
    for moment in moments:
        written = _moment(moment.instant)
        if day is not None and written in at and written is not None and written.utcoffset():
            return moment.iso
    return day


def _moment(instant: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(instant.replace(" ", "")) if instant else None
    except ValueError:
        return None


def _htmldate(tree: Any, html: str, address: str | None) -> str | None:  # noqa: ANN401
    """The original day of publication by htmldate, extensive search; pages too large for it by their head alone."""
    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        day: str | None = find_date(
            tree, original_date=True, extensive_search=len(html) < _LARGEST, url=address, max_date=_LAST_DAY
        )
    except Exception:  # another's code on hostile input: whatever it fails on, the page is kept without its word
        return None
    return day


def _outside(found: Sequence[Sign], day: str) -> DateClue | None:
    """The first sign outside the visible text that gives the day."""
    for sign in found:
        if day in _days_of(sign):
            return DateClue(None, None, f'{sign.where} "{sign.value[:80]}"')
    return None


_IN_ADDRESS = re.compile(r"(?:^|\D)((?:19|20)\d\d)[/_-]?([01]?\d)[/_-]?([0-3]?\d)(?:\D|$)")


def _days_of(sign: Sign) -> set[str]:
    days = {day.iso for day in find_days(sign.value)}
    if sign.where == "address":
        days |= {iso for m in _IN_ADDRESS.finditer(sign.value) if (iso := _iso(*m.groups())) is not None}
    elif compact := re.match(r"((?:19|20)\d\d)(\d\d)(\d\d)", sign.value):
        days |= {iso} if (iso := _iso(*compact.groups())) is not None else set()
    return days


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _visible(blocks: Sequence[HtmlBlock], day: str) -> DateClue | None:
    """The first visible words that give the day."""
    for block in blocks:
        for found in find_days(block.text) if re.search(r"\d", block.text) else ():
            if found.iso == day:
                start = block.block.start
                return DateClue(start + found.start, start + found.end, f'text "{block.text[:80]}"')
    return None


def _in_source(html: str, day: str) -> DateClue | None:
    """A day written in an attribute or script; else htmldate's word alone, but for the first of a month."""
    year, month, number = day.split("-")
    form = (
        rf"(?<!\d)(?:{year}(?P<s>[-/._]?){month}(?P=s){number}|{int(number)}(?P<t>[-/.]){int(month)}(?P=t){year})(?!\d)"
    )
    match = re.search(form, html)
    if match is not None:
        return DateClue(None, None, f'markup "{_flat(html[max(0, match.start() - 20) : match.end() + 10])}"')
    return None if number == "01" else DateClue(None, None, "htmldate, from the page's markup")


def _instant(found: Sequence[Sign], day: str) -> str | None:
    """The first moment with a UTC offset that falls on the day, as the page's clock has it."""
    for sign in found:
        for moment in find_days(sign.value):
            if moment.iso == day and moment.instant is not None:
                return moment.instant
    return None
