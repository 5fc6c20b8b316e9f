"""Bounds on the publication day that the page's own words give: it tells of X as past, of Y as still to come."""

import re
from collections.abc import Sequence

from spacy.tokens import Span as Words
from spacy.tokens import Token

from sayso.model.page import Role
from sayso.model.reading import DayConstraint, EventMention, TimeMention
from sayso.model.text import Span
from sayso.model.time import OPEN, Interval, resolve
from sayso.read.parse import Parsed
from sayso.read.quotes import find_quotes
from sayso.read.syntax import children
from sayso.read.tense import governing_verb, own_tense

_EARLIEST_ROLES: frozenset[Role] = frozenset({"title", "lede", "body", "bullet", "quoted_source"})
_LATEST_ROLES: frozenset[Role] = _EARLIEST_ROLES - {"quoted_source"}
_WILL = frozenset({"will", "shall", "'ll", "’ll"})
_PRESENT = frozenset({"is", "are", "'s", "’s", "has", "have"})
_APPOSED = re.compile(r"\s*,?\s*\(?(?:on )?")
_PRECISE = frozenset({"day", "month", "range"})
_UNSETTLED = frozenset({"planned", "possible", "denied"})


def find_constraints(
    parsed: tuple[Parsed, ...], times: tuple[TimeMention, ...], events: tuple[EventMention, ...]
) -> tuple[DayConstraint, ...]:
    """In text order. Only dates with their year count, and only where the tense leaves no doubt."""
    quotes = [
        Span(parsed[q.region].region.start + q.start, parsed[q.region].region.start + q.end)
        for q in find_quotes(parsed)
    ]
    found: list[DayConstraint] = []
    for region in parsed:
        inside = [time for time in times if Span.of(region.region).contains(time)]
        for time, before in zip(inside, [None, *inside], strict=False):
            interval = resolve(time.time, OPEN)
            if time.time.anchor == "none" and interval.start is not None:
                found += _same_day(region, before, time, interval) or _bounds(
                    region, time, interval, inside, quotes, events
                )
    return tuple(sorted(found))


def _same_day(region: Parsed, before: TimeMention | None, time: TimeMention, interval: Interval) -> list[DayConstraint]:
    """ "Today, 5 May 2011"."""
    if before is None or before.basis != "today" or interval.days != 1 or region.region.role not in _LATEST_ROLES:
        return []
    start = region.region.start
    if _APPOSED.fullmatch(region.text, before.end - start, time.start - start) is None:
        return []
    day = str(interval.start)
    return [DayConstraint(before.start, time.end, day, day, f"today is {day}")]


def _bounds(
    region: Parsed,
    time: TimeMention,
    interval: Interval,
    beside: Sequence[TimeMention],
    quotes: Sequence[Span],
    events: Sequence[EventMention],
) -> list[DayConstraint]:
    words = region.doc.char_span(
        time.start - region.region.start, time.end - region.region.start, alignment_mode="expand"
    )
    verb = _verb_of(words) if words is not None else None
    if words is None or verb is None:
        return []
    sentence = Span(region.start_of(words.sent), region.end_of(words.sent))
    realis = {event.realis for event in events if event.overlaps(Span(region.start_of(verb), region.end_of(verb)))}
    role, first, last = region.region.role, interval.start, interval.end
    if own_tense(verb) == "past" and not realis & _UNSETTLED and role in _EARLIEST_ROLES and not _is_hypothetical(verb):
        return [DayConstraint(time.start, time.end, str(first), None, f"told as past: {first}")]
    alone = not any(sentence.contains(other) and other != time and other.time.anchor == "none" for other in beside)
    said = any(quote.contains(time) for quote in quotes)
    if _is_to_come(verb) and role in _LATEST_ROLES and alone and not said and time.time.precision in _PRECISE:
        return [DayConstraint(time.start, time.end, None, str(last), f"still to come: {last}")]
    return []


def _verb_of(words: Words) -> Token | None:
    """The verb the date belongs to ("met in 2009"); None where it belongs to a noun ("the 2030 plan was made")."""
    head = words.root.head
    while head.pos_ in ("ADP", "SCONJ") and head.head.i != head.i:
        head = head.head
    return head if head.pos_ in ("VERB", "AUX") and head.i != words.root.i else None


def _is_hypothetical(verb: Token) -> bool:
    return any(child.lower_ in ("if", "unless") for child in children(verb, "mark")) or bool(children(verb, "neg"))


def _is_to_come(verb: Token) -> bool:
    """ "will open", "is due to open", "is planned for": present plans only."""
    helpers = {child.lower_ for child in children(verb, "aux", "auxpass")}
    if helpers & _WILL:
        return True
    governor = (governing_verb(verb.head) or verb) if "to" in helpers else verb
    present = {child.lower_ for child in children(governor, "aux", "auxpass")} & _PRESENT
    return own_tense(verb) == "future" and bool(governor.tag_ in ("VBZ", "VBP") or present)
