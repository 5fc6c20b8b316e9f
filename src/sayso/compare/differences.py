"""Where pages agree and differ about one event: every value with those who say it, no vote and no average."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from sayso.compare.copied import Place
from sayso.compare.facets import known_days
from sayso.compare.publications import intersection
from sayso.compare.voices import OriginOf
from sayso.model.comparison import (
    Difference,
    DifferenceKind,
    Event,
    FigureGroup,
    Origin,
    Publication,
    Statement,
    Told,
    Value,
)
from sayso.model.reading import EventMention
from sayso.model.text import Anchored, normalise
from sayso.model.time import OPEN, Interval


class Said(NamedTuple):
    """One value of an attribute in the words of one document."""

    value: str
    doc: str
    span: Anchored


class Pages:
    """What differences are read from: readings by document, publication days, origins."""

    def __init__(self, told: Iterable[Told], publications: Iterable[Publication], origins: Iterable[Origin]) -> None:
        self.told = {t.document.doc: t for t in told}
        self.published = {p.doc: p.interval for p in publications}
        self.origins = OriginOf(origins)

    def mentions(self, event: Event) -> Iterator[tuple[Told, EventMention]]:
        for telling in event.mentions:
            told = self.told[telling.doc]
            yield told, told.reading.events[telling.index]

    def values(self, said: Iterable[Said]) -> tuple[Value, ...]:
        """Each value with its origins, documents and words; the one of most origins first."""
        by_value: dict[str, list[Said]] = defaultdict(list)
        for each in said:
            by_value[each.value].append(each)
        found = [self._value(value, sayings) for value, sayings in by_value.items()]
        return tuple(sorted(found, key=lambda v: (-v.origins, v.value)))

    def _value(self, value: str, said: Sequence[Said]) -> Value:
        return Value(
            value=value,
            origins=len({self.origins.span(each.doc, each.span) for each in said}),
            docs=tuple(sorted({each.doc for each in said})),
            mentions=tuple(sorted({(each.doc, each.span.start, each.span.end) for each in said})),
        )

    def count(self, said: Iterable[Said]) -> int:
        """How many independent origins say any of it."""
        return len({self.origins.span(each.doc, each.span) for each in said})


def differences(
    told: Iterable[Told],
    events: Iterable[Event],
    statements: Iterable[Statement],
    figure_groups: Iterable[FigureGroup],
    origins: Iterable[Origin],
    publications: Iterable[Publication],
) -> tuple[Difference, ...]:
    """Status, date, place, parties and figures of every event that several documents tell, or whose figures differ.

    Figures may differ inside one page. Statements: their speakers, where renderings name different ones.
    """
    pages = Pages(told, publications, origins)
    event_list = tuple(events)
    found = [d for event in event_list if _is_shared(event) for d in _of_event(event, pages) if _tells(event, d)]
    found += _of_figures(event_list, tuple(figure_groups), pages)
    found += [d for statement in statements for d in _of_statement(statement, pages)]
    return tuple(sorted(found, key=lambda d: (d.about, d.attribute, d.kind, d.why)))


def _is_shared(event: Event) -> bool:
    return len({telling.doc for telling in event.mentions}) > 1


def _tells(event: Event, difference: Difference) -> bool:
    """Of what one origin alone tells, in however many copies, only contradictions are worth a line."""
    return event.origins > 1 or difference.kind in ("differs", "denied")


def _of_event(event: Event, pages: Pages) -> Iterator[Difference]:
    yield _status(event, pages)
    yield from _date(event, pages)
    yield from _place(event, pages)
    yield from _parties(event, pages)


def _agreed(said: Sequence[Said], pages: Pages) -> DifferenceKind:
    return "agreed" if pages.count(said) > 1 else "only-asserted"


# ------------------------------------------------------------------ attributes of events


def _status(event: Event, pages: Pages) -> Difference:
    said = [Said(t.status, t.doc, pages.told[t.doc].reading.events[t.index]) for t in event.mentions]
    kinds = {each.value for each in said}
    if "denied" in kinds and len(kinds) > 1:
        return Difference(event.id, "status", "denied", pages.values(said), "some tell it, some deny it")
    if "denied" in kinds or len(kinds) == 1:
        return Difference(event.id, "status", _agreed(said, pages), pages.values(said), "told alike")
    real = kinds & {"happened", "ongoing"}
    if real and kinds <= {"happened", "ongoing", "claimed", "planned"}:
        why = "first a plan, then a fact" if "planned" in kinds else "vouched for by some"
        return Difference(event.id, "status", _agreed(said, pages), pages.values(said), why)
    return Difference(event.id, "status", "differs", pages.values(said), "not told as equally certain")


def _date(event: Event, pages: Pages) -> Iterator[Difference]:
    dated = [
        (told, mention, days)
        for told, mention in pages.mentions(event)
        if (days := known_days(told, mention, pages.published.get(told.document.doc, OPEN))) != OPEN
    ]
    if not dated:
        return
    said = [Said(_written(days), told.document.doc, _time_words(told, mention)) for told, mention, days in dated]
    shared = intersection([days for _, _, days in dated])
    if shared.start and shared.end and shared.start <= shared.end:
        why = f"all allow {_written(shared)}"
        yield Difference(event.id, "date", _agreed(said, pages), pages.values(said), why)
    else:
        yield Difference(event.id, "date", "differs", pages.values(said), "no day fits all of them")


def _written(days: Interval) -> str:
    return str(days.start) if days.start == days.end else f"{days.start} to {days.end}"


def _time_words(told: Told, mention: EventMention) -> Anchored:
    return told.reading.times[mention.time] if mention.time is not None else mention


def _place(event: Event, pages: Pages) -> Iterator[Difference]:
    placed = [
        (told, told.reading.places[mention.place])
        for told, mention in pages.mentions(event)
        if mention.place is not None
    ]
    said = [Said(place.name, told.document.doc, place) for told, place in placed]
    if not said:
        return
    countries = {place.country for _, place in placed if place.country}
    if len(countries) > 1:
        yield Difference(event.id, "place", "differs", pages.values(said), "in different countries")
    elif len({place.place or place.name for _, place in placed}) == 1:
        yield Difference(event.id, "place", _agreed(said, pages), pages.values(said), "one place")
    else:
        why = "several names, one may lie in the other"
        yield Difference(event.id, "place", "only-asserted", pages.values(said), why)


def _parties(event: Event, pages: Pages) -> Iterator[Difference]:
    """Who is named by whom. A list never excludes: parties that one page alone names are asserted, not disputed."""
    said = []
    for told, mention in pages.mentions(event):
        for participant in mention.participants:
            actor = told.reading.actors[participant.actor]
            name = actor.country or actor.actor or actor.name
            if name:
                said.append(Said(f"{participant.role} {name}", told.document.doc, actor))
    if said:
        values = pages.values(said)
        alone = [value.value for value in values if value.origins == 1]
        why = f"one origin alone names: {', '.join(sorted(alone))}" if alone else "each is named by several"
        yield Difference(event.id, "parties", "only-asserted" if alone else "agreed", values, why)


# ------------------------------------------------------------------ figures and statements


def _of_figures(events: Sequence[Event], groups: Sequence[FigureGroup], pages: Pages) -> Iterator[Difference]:
    event_of: dict[Place, str] = {(t.doc, t.index): event.id for event in events for t in event.mentions}
    for group in groups:
        figures = [(doc, pages.told[doc].reading.figures[index]) for doc, index in group.members]
        about = next(
            (event_of[doc, f.event] for doc, f in figures if f.event is not None and (doc, f.event) in event_of), None
        )
        if about is None or group.relation not in ("agree", "differ"):
            continue
        said = [Said(_words(pages.told[doc], figure), doc, figure) for doc, figure in figures]
        counted = min((f.counted for _, f in figures if f.counted), key=lambda c: (len(c), c), default="figure")
        kind: DifferenceKind = "differs" if group.relation == "differ" else _agreed(said, pages)
        yield Difference(about, f"number of {counted}", kind, pages.values(said), group.why)


def _words(told: Told, span: Anchored) -> str:
    return " ".join(span.slice(told.page.text).split())


def _of_statement(statement: Statement, pages: Pages) -> Iterator[Difference]:
    said = []
    for doc, index in statement.claims:
        claim = pages.told[doc].reading.claims[index]
        if claim.named and claim.speaker_name:
            said.append(Said(claim.speaker_name, doc, claim.speaker or claim))
    if _several_speakers({each.value for each in said}) and len({each.doc for each in said}) > 1:
        yield Difference(
            statement.id, "speaker", "differs", pages.values(said), "one statement, several speakers named"
        )


def _several_speakers(names: Iterable[str]) -> bool:
    """ "The ministry" may be "the defence ministry"; "the foreign ministry" is not."""
    words = [set(normalise(name).split()) for name in names]
    return any(not (a <= b or b <= a) for a, b in combinations(words, 2))
