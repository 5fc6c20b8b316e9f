"""Readings without what stands in recurring furniture: what the collection taught, taken out of each page's reading."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from sayso.model.comparison import Furniture, Told
from sayso.model.reading import EventMention, Figure, Reading, TimeMention
from sayso.model.text import Anchored

A = TypeVar("A", bound=Anchored)
Moves = dict[int, int]


def clear(told: Told, furniture: Iterable[Furniture]) -> Told:
    """The same document with every mention inside its furniture left out; indices are renumbered."""
    spans = [Anchored(block.start, block.end) for block in furniture]
    return replace(told, reading=without(told.reading, spans)) if spans else told


def without(reading: Reading, spans: Sequence[Anchored]) -> Reading:
    """The reading without mentions that overlap any of the spans."""
    actors, actor_moves = _keep(reading.actors, spans)
    places, place_moves = _keep(reading.places, spans)
    times, time_moves = _keep(reading.times, spans)
    claims, claim_moves = _keep(reading.claims, spans)
    events, event_moves = _keep(reading.events, spans)
    figures, _ = _keep(reading.figures, spans)
    return replace(
        reading,
        actors=actors,
        places=places,
        claims=claims,
        times=tuple(_time(time, time_moves) for time in times),
        events=tuple(_event(event, actor_moves, place_moves, time_moves, claim_moves) for event in events),
        figures=tuple(_figure(figure, actor_moves, event_moves, claim_moves) for figure in figures),
        constraints=_keep(reading.constraints, spans)[0],
    )


def _keep(mentions: Sequence[A], spans: Sequence[Anchored]) -> tuple[tuple[A, ...], Moves]:
    kept: list[A] = []
    moves: Moves = {}
    for index, mention in enumerate(mentions):
        if not any(mention.overlaps(span) for span in spans):
            moves[index] = len(kept)
            kept.append(mention)
    return tuple(kept), moves


def _move(index: int | None, moves: Moves) -> int | None:
    return None if index is None else moves.get(index)


def _time(time: TimeMention, moves: Moves) -> TimeMention:
    return replace(time, time=replace(time.time, mention=_move(time.time.mention, moves)))


def _event(event: EventMention, actors: Moves, places: Moves, times: Moves, claims: Moves) -> EventMention:
    return replace(
        event,
        participants=tuple(replace(p, actor=actors[p.actor]) for p in event.participants if p.actor in actors),
        place=_move(event.place, places),
        time=_move(event.time, times),
        claim=_move(event.claim, claims),
    )


def _figure(figure: Figure, actors: Moves, events: Moves, claims: Moves) -> Figure:
    return replace(
        figure,
        whose=_move(figure.whose, actors),
        event=_move(figure.event, events),
        claim=_move(figure.claim, claims),
    )
