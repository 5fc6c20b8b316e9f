"""The derived tables as rows: documents, their readings and the comparison, flattened for tell."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from sayso.compare.publications import days_of
from sayso.keep.record import Record
from sayso.model.comparison import Comparison, Event, Told
from sayso.model.identity import mention_id
from sayso.model.reading import Claim, Figure
from sayso.model.text import Anchored, Span
from sayso.model.time import OPEN

Row = dict[str, Any]

TABLES = (
    "documents",
    "regions",
    "furniture",
    "actors",
    "places",
    "times",
    "events",
    "participants",
    "mentions",
    "claims",
    "figures",
    "figure_groups",
    "reuse",
    "origins",
    "stories",
    "differences",
)


def rewrite(record: Record, told: Sequence[Told], comparison: Comparison) -> None:
    """Put the derived tables' rows in the place of the old ones. The caller holds the transaction."""
    flat = Flattening(told, comparison)
    for table in TABLES:
        record.execute(f"DELETE FROM {table}")
        record.load(table, list(getattr(flat, table)()))


class Flattening:
    """One method a derived table; each yields its rows in a fixed order."""

    def __init__(self, told: Sequence[Told], comparison: Comparison) -> None:
        self.told = sorted(told, key=lambda t: t.document.doc)
        self.comparison = comparison
        self.by_doc = {t.document.doc: t for t in self.told}
        self.publication = {p.doc: p for p in comparison.publications}
        self.event_of = {(m.doc, m.index): (event, m) for event in comparison.events for m in event.mentions}
        self.statement_of = {member: s.id for s in comparison.statements for member in s.claims}
        self.group_of = {member: group.id for group in comparison.figure_groups for member in group.members}

    def documents(self) -> Iterator[Row]:
        for t in self.told:
            publication = self.publication.get(t.document.doc)
            when = publication.interval if publication else OPEN
            yield {
                "doc": t.document.doc,
                "page": t.document.page or None,
                "text": t.page.text,
                "text_sha256": t.page.text_sha256,
                "uri": t.document.uri,
                "outlet": t.document.outlet,
                "language": t.page.language,
                "title": t.document.title,
                "published_start": when.start,
                "published_end": when.end,
                "published_basis": publication.basis if publication else "none",
                "published_clues": _json(publication.clues if publication else ()),
                "error": t.document.error or t.page.error,
                "note": t.reading.note,
            }

    def regions(self) -> Iterator[Row]:
        for t in self.told:
            for region in t.page.regions:
                yield {**_place(t, region), "role": region.role, "reason": region.reason}

    def furniture(self) -> Iterator[Row]:
        yield from map(msgspec.structs.asdict, self.comparison.furniture)

    def actors(self) -> Iterator[Row]:
        for t in self.told:
            for actor in t.reading.actors:
                yield {
                    **_place(t, actor),
                    "name": actor.name,
                    "country": actor.country,
                    "sector": actor.sector,
                    "id": actor.actor,
                    "basis": actor.basis,
                    "confidence": round(actor.confidence, 2),
                }

    def places(self) -> Iterator[Row]:
        for t in self.told:
            for place in t.reading.places:
                yield {
                    **_place(t, place),
                    "name": place.name,
                    "country": place.country,
                    "id": place.place,
                    "lat": place.lat,
                    "lon": place.lon,
                    "kind": place.kind,
                    "precision": place.precision,
                    "basis": place.basis,
                }

    def times(self) -> Iterator[Row]:
        for t in self.told:
            publication = self.publication.get(t.document.doc)
            for index, time in enumerate(t.reading.times):
                days = days_of(index, t.reading, publication.interval if publication else OPEN)
                yield {
                    **_place(t, time),
                    "date_start": days.start,
                    "date_end": days.end,
                    "precision": time.time.precision,
                    "anchor": time.time.anchor,
                    "basis": time.basis,
                }

    def events(self) -> Iterator[Row]:
        for event in self.comparison.events:
            yield {
                "event": event.id,
                "gloss": event.gloss,
                "type": event.type,
                "kind": event.kind,
                "mode": event.mode,
                "contexts": list(event.contexts),
                "cameo": event.cameo,
                "modality": event.status,
                "date_start": event.when.start,
                "date_end": event.when.end,
                "date_precision": event.precision,
                **self._event_place(event),
                "origins": event.origins,
            }

    def _event_place(self, event: Event) -> Row:
        place = self.by_doc[event.place[0]].reading.places[event.place[1]] if event.place else None
        return {
            "place_name": place.name if place else None,
            "place_country": place.country if place else None,
            "place_lat": place.lat if place else None,
            "place_lon": place.lon if place else None,
            "place_id": place.place if place else None,
            "place_precision": place.precision if place else None,
        }

    def participants(self) -> Iterator[Row]:
        for event in self.comparison.events:
            for party in event.parties:
                yield {
                    "event": event.id,
                    "role": party.role,
                    "country": party.country,
                    "sector": party.sector,
                    "name": party.name,
                    "id": party.actor,
                    "docs": list(party.docs),
                    "confidence": round(party.confidence, 2),
                }

    def mentions(self) -> Iterator[Row]:
        for t in self.told:
            for index, mention in enumerate(t.reading.events):
                if (t.document.doc, index) not in self.event_of:
                    continue
                event, telling = self.event_of[t.document.doc, index]
                sentence = t.reading.sentences[mention.sentence]
                claim = t.reading.claims[mention.claim] if mention.claim is not None else None
                yield {
                    "mention": mention_id("event", t.page.id, mention.start, mention.end),
                    "event": event.id,
                    **_place(t, mention),
                    "sentence_start": sentence.start,
                    "sentence_end": sentence.end,
                    "type": mention.type,
                    "modality": telling.status,
                    "realis": mention.realis,
                    **_span("realis", mention.realis_words),
                    "polarity": mention.polarity,
                    "factuality": round(mention.factuality, 2),
                    "speaker": claim.speaker_name if claim else None,
                    "claim": _claim_id(t, claim) if claim else None,
                    "confidence": round(mention.confidence, 2),
                    "realis_confidence": round(mention.realis_confidence, 2),
                }

    def claims(self) -> Iterator[Row]:
        for t in self.told:
            for index, claim in enumerate(t.reading.claims):
                yield {
                    "claim": _claim_id(t, claim),
                    "doc": t.document.doc,
                    "speaker_name": claim.speaker_name,
                    "speaker_country": claim.speaker_country,
                    "speaker_id": claim.speaker_id,
                    **_span("speaker", claim.speaker),
                    **_span("cue", claim.cue),
                    "content_start": claim.start,
                    "content_end": claim.end,
                    "mode": claim.mode,
                    "stance": claim.stance,
                    "chain": [link for link in (t.document.doc, t.document.outlet, claim.speaker_name) if link],
                    "statement": self.statement_of[t.document.doc, index],
                }

    def figures(self) -> Iterator[Row]:
        for t in self.told:
            for index, figure in enumerate(t.reading.figures):
                claim = t.reading.claims[figure.claim] if figure.claim is not None else None
                yield {
                    "figure": mention_id("figure", t.page.id, figure.start, figure.end),
                    **_place(t, figure),
                    "low": figure.low,
                    "high": figure.high,
                    "unit": figure.unit,
                    "counted": figure.counted,
                    "change": figure.change,
                    "whose": _whose(t, figure),
                    "event": self._event_id(t.document.doc, figure.event),
                    "figure_group": self.group_of.get((t.document.doc, index)),
                    "claim": _claim_id(t, claim) if claim else None,
                }

    def _event_id(self, doc: str, index: int | None) -> str | None:
        found = self.event_of.get((doc, index)) if index is not None else None
        return found[0].id if found else None

    def figure_groups(self) -> Iterator[Row]:
        for group in self.comparison.figure_groups:
            yield {"figure_group": group.id, "relation": group.relation, "why": group.why}

    def reuse(self) -> Iterator[Row]:
        for passage in self.comparison.reuse:
            yield {**msgspec.structs.asdict(passage), "reasons": list(passage.reasons)}

    def origins(self) -> Iterator[Row]:
        for origin in self.comparison.origins:
            yield {
                "doc": origin.doc,
                "origin": origin.origin,
                "start": origin.span.start if origin.span else None,
                "end": origin.span.end if origin.span else None,
            }

    def stories(self) -> Iterator[Row]:
        for story in self.comparison.stories:
            yield {
                "story": story.id,
                "title": story.title,
                "first": story.first,
                "last": story.last,
                "docs": list(story.docs),
                "parent": story.parent,
            }

    def differences(self) -> Iterator[Row]:
        for difference in self.comparison.differences:
            yield {
                "about": difference.about,
                "attribute": difference.attribute,
                "kind": difference.kind,
                "values": _json(difference.values),
                "why": difference.why,
            }


def _place(told: Told, anchored: Anchored) -> Row:
    return {"doc": told.document.doc, "start": anchored.start, "end": anchored.end}


def _span(name: str, span: Span | None) -> Row:
    return {f"{name}_start": span.start if span else None, f"{name}_end": span.end if span else None}


def _claim_id(told: Told, claim: Claim) -> str:
    return mention_id("claim", told.page.id, claim.start, claim.end)


def _whose(told: Told, figure: Figure) -> str | None:
    if figure.whose is None:
        return None
    actor = told.reading.actors[figure.whose]
    return actor.actor or actor.country or actor.name


def _json(values: object) -> object:
    return msgspec.to_builtins(values)
