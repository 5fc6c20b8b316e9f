"""When? Times as the page words them, as symbols that compare turns into days once the page is dated."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace
from spacy.tokens import Token

from sayso.model.reading import TimeMention
from sayso.model.time import SymbolicTime
from sayso.read.parse import Parsed
from sayso.read.tense import direction
from sayso.read.time_rules import rules, span_of, symbol

_LEAD = 20
"""Characters before a time that are looked at, at most."""
_EVERY = re.compile(r"\b(?:every|each|per)\s$", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:ever )?since\s(?:the\s)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|by)\s(?:the\s)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s(?:the\s)?$", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:[-–—]|\b(?:to|until|till|through)\b)\s*(?:the\s)?", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


_COARSENESS = ("day", "week", "month", "quarter", "year", "decade", "century")


class _Found(NamedTuple):
    """A time in one region: offsets of the region's text."""

    start: int
    end: int
    time: SymbolicTime
    basis: str


def find_times(parsed: tuple[Parsed, ...]) -> tuple[TimeMention, ...]:
    """The page's time mentions in text order. Durations ("three hours") and sets ("every year") are none."""
    mentions = [
        TimeMention(region.region.start + found.start, region.region.start + found.end, found.time, found.basis)
        for region in parsed
        for found in _in_region(region, _plain(region.text))
    ]
    return tuple(_anchored(mentions, [region.region.start for region in parsed]))


def _in_region(region: Parsed, text: str) -> list[_Found]:
    return [_bound(found, text) for found in _joined(_found(region, text), text)]


def _plain(text: str) -> str:
    """The text with every kind of space as a space; offsets stay the same."""
    return re.sub(r"\s", " ", text)


def _found(region: Parsed, text: str) -> list[_Found]:
    candidates = []
    for order, rule in enumerate(rules()):
        for match in rule.pattern.finditer(text):
            start, end = span_of(match)
            if _EVERY.search(text, max(0, start - _LEAD), start) and rule.anchor != "mention":
                continue
            token = token_at(region, start)
            if rule.label.startswith("year") and _counts(token):
                continue
            time = symbol(rule, match, direction(token))
            if time is not None:
                candidates.append((start - end, start, order, _Found(start, end, time, rule.label)))
    return _longest(found for *_, found in sorted(candidates, key=lambda each: each[:3]))


def token_at(region: Parsed, offset: int) -> Token:
    """The token that holds an offset of the region's text."""
    words = region.doc.char_span(offset, min(offset + 1, len(region.text)), alignment_mode="expand")
    return words[0] if words is not None and len(words) else region.doc[-1]


def _counts(token: Token) -> bool:
    """Is the number a count ("of 2000 troops") rather than a year ("the 2014 elections")?"""
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if (
        following is None
        or token.dep_ != "nummod"
        or following.text[0] in "-–"
        or following.pos_ not in ("NOUN", "ADJ")
    ):
        return False
    before = token.nbor(-1).lower_ if token.i else ""
    return token.head.tag_ == "NNS" and (
        before in ("of", "for", "to", "than", "around", "and") or int(token.text) < 1800
    )


def _longest(found: Iterable[_Found]) -> list[_Found]:
    """The longest of overlapping candidates, in text order."""
    kept: list[_Found] = []
    for each in found:
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)


def _joined(found: list[_Found], text: str) -> list[_Found]:
    """Two ends of a worded range as one mention ("from 30 April to 5 May")."""
    out: list[_Found] = []
    for each in found:
        if out and _is_range(out[-1], each, text):
            out[-1] = _range(out[-1], each)
        else:
            out.append(each)
    return out


def _is_range(first: _Found, last: _Found, text: str) -> bool:
    if first.time.until is not None or last.time.until is not None or _shape(first.time) != _shape(last.time):
        return False
    if _AND.fullmatch(text, first.end, last.start):
        return _BETWEEN.search(text, max(0, first.start - _LEAD), first.start) is not None
    return _JOINT.fullmatch(text, first.end, last.start) is not None


def _shape(time: SymbolicTime) -> tuple[bool, bool, bool]:
    return time.month is not None, time.weekday is not None and time.month is None, time.offset is not None


def _range(first: _Found, last: _Found) -> _Found:
    begin, end = first.time, last.time
    if begin.year is None and begin.month is not None and end.year is not None:
        year = end.year - (end.month is not None and end.month < begin.month)
        begin = replace(begin, anchor="none", year=year)
    if begin.anchor == "publication" and end.anchor == "publication" and begin.offset is None:
        end = replace(end, direction="future")
    return _Found(first.start, last.end, replace(begin, precision="range", until=end), "range")


def _bound(found: _Found, text: str) -> _Found:
    """ "since X" runs from X to an open end, "until X" and "by X" end with X; the mention is X alone."""
    time = found.time
    if time.until is not None and time.precision not in ("season", "quarter", "decade"):
        return found
    nothing = SymbolicTime(time.anchor, "vague")
    if _SINCE.search(text, max(0, found.start - _LEAD), found.start):
        return found._replace(time=replace(time, precision="range", until=nothing), basis=f"since {found.basis}")
    if _UNTIL.search(text, max(0, found.start - _LEAD), found.start):
        towards = "nearest" if time.direction == "past" else time.direction
        deadline = replace(nothing, precision="range", until=replace(time, direction=towards))
        return found._replace(time=deadline, basis=f"until {found.basis}")
    return found


def _anchored(mentions: list[TimeMention], paragraphs: list[int]) -> list[TimeMention]:
    """Times counted from another mention, with the one they are counted from.

    It stands in the same paragraph or the one before: further off nobody can say which time "the same day" takes up,
    and the time stays open. Only "the day before" of a page that has named no time so far is the day before the page:
    there is nothing else it can take up. `paragraphs`: their starts.
    """
    out: list[TimeMention] = []
    for mention in mentions:
        if mention.time.anchor == "mention":
            first = paragraphs[max(0, bisect_right(paragraphs, mention.start) - 2)]
            antecedent = _antecedent(out, mention.time, first)
            if antecedent is None and _is_day_before(mention.time) and not any(_is_definite(m.time) for m in out):
                mention = replace(mention, time=replace(mention.time, anchor="publication"))
            else:
                mention = replace(mention, time=_counted_from(mention.time, antecedent))
        out.append(mention)
    return out


def _antecedent(before: list[TimeMention], time: SymbolicTime, first: int) -> int | None:
    """The last definite time from offset `first` on. "In May ... Days later ... The next month": a month is counted
    from May."""
    near = (k for k in reversed(range(len(before))) if before[k].start >= first and _is_definite(before[k].time))
    index = next(near, None)
    while index is not None and (other := before[index].time).mention is not None:
        if _COARSENESS.index(other.unit) >= _COARSENESS.index(time.unit):
            break
        index = other.mention
    return index


def _is_day_before(time: SymbolicTime) -> bool:
    return time.unit == "day" and time.offset == -1


def _is_definite(time: SymbolicTime) -> bool:
    return any(value is not None for value in (time.offset, time.year, time.month, time.weekday))


def _counted_from(time: SymbolicTime, mention: int | None) -> SymbolicTime:
    return replace(time, mention=mention, until=time.until and _counted_from(time.until, mention))
