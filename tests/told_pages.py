"""Documents with readings made by hand for the tests of dates, statements, events, stories and differences.

Texts are in our own words; outlets and happenings are invented. Mentions are given by their words, which must stand in
the text once, or behind `after`.
"""

import re
from collections.abc import Sequence
from typing import Literal

from sayso.model.comparison import Reuse, ReuseKind, Told
from sayso.model.identity import sha256
from sayso.model.page import DateClue, Declared, Document, Page, Region
from sayso.model.reading import (
    ActorMention,
    Claim,
    DayConstraint,
    EventMention,
    Figure,
    Participant,
    PlaceMention,
    Reading,
    Realis,
    Sentence,
    TimeMention,
)
from sayso.model.text import Span
from sayso.model.time import SymbolicTime

Direction = Literal["from", "to", "unknown"]
NAMES = {"NOR": "Norway", "SWE": "Sweden", "DNK": "Denmark", "FIN": "Finland"}


class Draft:
    """A document in the making: each method adds one mention and gives its number."""

    def __init__(self, doc: str, text: str, day: str | None = None, title: str | None = None) -> None:
        self.doc, self.text, self.day, self.title = doc, text, day, title
        self.language = "en"
        self.actors: list[ActorMention] = []
        self.places: list[PlaceMention] = []
        self.times: list[TimeMention] = []
        self.claims: list[Claim] = []
        self.events: list[EventMention] = []
        self.figures: list[Figure] = []
        self.constraints: list[DayConstraint] = []
        self.sentences = tuple(Sentence(m.start(), m.end()) for m in re.finditer(r"[^\s][^.\n]*\.?", text))

    def at(self, words: str, after: str = "") -> Span:
        start = self.text.index(words, self.text.index(after))
        return Span(start, start + len(words))

    def actor(self, words: str, country: str | None, sector: str = "GOV", after: str = "") -> int:
        span = self.at(words, after)
        identity = f"{country}-{sector}" if country else None
        self.actors.append(
            ActorMention(span.start, span.end, NAMES.get(country or ""), country, sector, identity, "name")
        )
        return len(self.actors) - 1

    def place(self, words: str, country: str | None, after: str = "") -> int:
        span = self.at(words, after)
        identity = f"made:{words}"
        self.places.append(PlaceMention(span.start, span.end, words, country, identity, 0, 0, "city", "city", "name"))
        return len(self.places) - 1

    def time(self, words: str, time: SymbolicTime, after: str = "") -> int:
        span = self.at(words, after)
        self.times.append(TimeMention(span.start, span.end, time, "made"))
        return len(self.times) - 1

    def claim(self, words: str, speaker: str | None, country: str | None = None, named: bool = True) -> int:
        span = self.at(words)
        self.claims.append(Claim(span.start, span.end, "indirect", None, None, speaker, country, None, named))
        return len(self.claims) - 1

    def event(
        self,
        words: str,
        code: str = "COOPERATE",
        *,
        after: str = "",
        mode: str | None = None,
        actors: Sequence[int] = (),
        recipients: Sequence[int] = (),
        place: int | None = None,
        time: int | None = None,
        claim: int | None = None,
        realis: Realis = "happened",
    ) -> int:
        """`actors` and `recipients` are numbers of actor mentions."""
        span = self.at(words, after)
        sentence = next(k for k, s in enumerate(self.sentences) if s.contains(span))
        parties = [Participant("actor", k) for k in actors] + [Participant("recipient", k) for k in recipients]
        self.events.append(
            EventMention(
                span.start,
                span.end,
                type=code,
                kind=None,
                mode=mode,
                contexts=(),
                cameo=None,
                realis=realis,
                realis_words=None,
                polarity="positive",
                factuality=3.0,
                sentence=sentence,
                participants=tuple(sorted(parties)),
                place=place,
                time=time,
                claim=claim,
            )
        )
        return len(self.events) - 1

    def figure(
        self,
        words: str,
        low: float | None,
        high: float | None,
        counted: str,
        *,
        event: int | None = None,
        whose: int | None = None,
    ) -> int:
        span = self.at(words)
        self.figures.append(Figure(span.start, span.end, low, high, None, counted, "=", whose, event))
        return len(self.figures) - 1

    def bound(self, words: str, earliest: str | None, latest: str | None) -> None:
        span = self.at(words)
        self.constraints.append(DayConstraint(span.start, span.end, earliest, latest, words))

    def told(self) -> Told:
        page = Page(
            sha256(self.text),
            self.text,
            sha256(self.text),
            self.language,
            regions=(Region(0, len(self.text), "body", "made"),) if self.text else (),
        )
        declared = Declared(self.day, None, DateClue(None, None, "made")) if self.day else None
        reading = Reading(
            page.id,
            self.sentences,
            tuple(self.actors),
            tuple(self.places),
            tuple(self.times),
            tuple(self.figures),
            tuple(self.claims),
            tuple(self.events),
            tuple(self.constraints),
        )
        return Told(Document(self.doc, page.id, title=self.title, declared=declared), page, reading)


def day(year: int, month: int, number: int) -> SymbolicTime:
    return SymbolicTime("none", "day", year=year, month=month, day=number)


def reuse(
    a: Draft, b: Draft, words: str, direction: Literal["from", "to", "unknown"] = "unknown", other: str | None = None
) -> Reuse:
    """A passage that both hold: `words` in the one, `other` (or the same words) in the other."""
    here, there = a.at(words), b.at(other or words)
    kind: ReuseKind = "verbatim" if other is None else "edited"
    return Reuse(a.doc, here.start, here.end, b.doc, there.start, there.end, kind, "copy", direction)
