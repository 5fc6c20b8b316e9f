"""One figure as compare sees it: what is counted, of which event, in what scope, and which values it allows."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from sayso.compare.copied import Place
from sayso.compare.happenings import rows
from sayso.compare.terms import term
from sayso.compare.voices import OriginOf
from sayso.model.comparison import Event, Told
from sayso.model.identity import mention_id
from sayso.model.reading import Figure
from sayso.model.text import Span

_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
#: Exact figures agree within so much of the larger.
ROUNDING = 0.01


class Counted(msgspec.Struct, frozen=True):
    """A figure of an event, ready to be compared."""

    place: Place
    figure: Figure
    id: str
    event: str | None
    thing: str | None
    """What is counted, brought to one word; None where the page does not say."""
    whose: str | None
    """Country, else id, of whoever it belongs to."""
    scope: str
    """ "this" event as it was, or what is usual, of an earlier time, a total (lexicons/scopes.tsv)."""
    origin: str
    words: str


def counted_figures(told: Told, event_of: Mapping[Place, str], origins: OriginOf) -> Iterator[Counted]:
    """The figures of a document."""
    doc, text = told.document.doc, told.page.text
    for index, figure in enumerate(told.reading.figures):
        actor = told.reading.actors[figure.whose] if figure.whose is not None else None
        yield Counted(
            place=(doc, index),
            figure=figure,
            id=mention_id("figure", told.page.id, figure.start, figure.end),
            event=event_of.get((doc, figure.event)) if figure.event is not None else None,
            thing=thing(figure),
            whose=(actor.country or actor.actor) if actor else None,
            scope=scope(told, figure),
            origin=origins.span(doc, figure),
            words=" ".join(figure.slice(text).split()),
        )


def event_of_mentions(events: tuple[Event, ...]) -> dict[Place, str]:
    """(doc, index of the event mention) -> event id."""
    return {(telling.doc, telling.index): event.id for event in events for telling in event.mentions}


def thing(figure: Figure) -> str | None:
    """What is counted, by its last word or a group of counted.tsv; the unit for measures ("km")."""
    words = [term(word) for word in _WORD.findall(figure.counted or "")]
    for n in (2, 1):
        found = _things().get(" ".join(words[-n:])) if len(words) >= n else None
        if found:
            return found if figure.unit is None else f"{found} {figure.unit}"
    return " ".join(filter(None, [words[-1] if words else None, figure.unit])) or None


@cache
def _things() -> dict[str, str]:
    found: dict[str, str] = {}
    for group, words, *_ in rows("counted"):
        for word in words.split("|"):
            found[" ".join(map(term, word.split()))] = group
    return found


def scope(told: Told, figure: Figure) -> str:
    """The scope that words of its own sentence give the figure; "this" where none do."""
    sentence = next((s for s in told.reading.sentences if s.contains(figure)), Span.of(figure))
    found = _scopes().search(sentence.slice(told.page.text))
    return _scope_of()[found.group().lower()] if found else "this"


@cache
def _scope_of() -> dict[str, str]:
    return {words: name for words, name, *_ in rows("scopes")}


@cache
def _scopes() -> re.Pattern[str]:
    longest_first = sorted(_scope_of(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def agree(a: Figure, b: Figure) -> bool:
    """Could both be true of one number? Bounds that overlap; exact figures within ROUNDING."""
    return _reaches(a, b) and _reaches(b, a)


def _reaches(a: Figure, b: Figure) -> bool:
    if a.high is None or b.low is None:
        return True
    return a.high >= b.low - ROUNDING * max(abs(a.high), abs(b.low))


def is_exact(figure: Figure) -> bool:
    return figure.low is not None and figure.low == figure.high
