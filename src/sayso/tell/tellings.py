"""Tellings of events and renderings of statements for a reader: one wording once, however many pages carry it."""

from typing import NamedTuple

from sayso.model.text import normalise
from sayso.tell.views import EventView, FigureGroupView, FigureView, MentionView, Quote, Rendering, StatementView


class Telling(NamedTuple):
    """One sentence that tells an event, and every mention that words it so."""

    status: str
    speaker: str | None
    quote: Quote
    sources: tuple[MentionView, ...]


def tellings(event: EventView) -> tuple[Telling, ...]:
    """Those that give the event its status before others, pages in their own voice before speakers, early ones first.

    Sentences that are equal in the normalised view are one telling.
    """
    groups: dict[tuple[str, str | None, str], list[MentionView]] = {}
    for mention in event.mentions:
        quote = mention.quote
        sentence = normalise(f"{quote.before}\x1f{quote.words}\x1f{quote.after}")
        groups.setdefault((mention.status, mention.speaker, sentence), []).append(mention)
    found = [Telling(key[0], key[1], group[0].quote, tuple(group)) for key, group in groups.items()]
    return tuple(sorted(found, key=lambda telling: _rank(event, telling)))


def renderings(statement: StatementView) -> tuple[tuple[Rendering, ...], ...]:
    """The renderings of a statement, those worded alike together."""
    groups: dict[tuple[str, str], list[Rendering]] = {}
    for rendering in statement.renderings:
        groups.setdefault((rendering.mode, normalise(rendering.quote.words)), []).append(rendering)
    return tuple(tuple(group) for group in groups.values())


def figures(group: FigureGroupView) -> tuple[tuple[FigureView, ...], ...]:
    """The figures of a group, those in lines worded alike together."""
    groups: dict[tuple[float | None, float | None, str], list[FigureView]] = {}
    for figure in group.members:
        quote = figure.quote
        line = normalise(f"{quote.before}\x1f{quote.words}\x1f{quote.after}")
        groups.setdefault((figure.low, figure.high, line), []).append(figure)
    return tuple(tuple(alike) for alike in groups.values())


def _rank(event: EventView, telling: Telling) -> tuple[bool, bool, str, str, int]:
    first = min((m.published.isoformat() for m in telling.sources if m.published), default="9999")
    return telling.status != event.status, telling.speaker is not None, first, telling.quote.doc, telling.quote.start


def who(event: EventView) -> str:
    """ "Norway → Sweden", "Norway, Sweden", "Norway → Sweden; host or mediator: Oman"."""
    roles: dict[str, list[str]] = {}
    for party in event.parties:
        names = roles.setdefault(party.role, [])
        if party.label not in names:
            names.append(party.label)
    actors, recipients, both, third = (
        ", ".join(roles.get(role, [])) for role in ("actor", "recipient", "participant", "third_party")
    )
    acting = f"{actors or '?'} → {recipients}" if recipients else actors
    parts = [acting, both, f"host or mediator: {third}" if third else ""]
    return "; ".join(part for part in parts if part)
