"""Whose "we" it is: a transcript's speaker's before the colon, a statement's author's, a quotation's speaker's."""

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec
from spacy.tokens import Doc

from sayso.model.reading import ActorMention, Claim
from sayso.model.tables import countries
from sayso.model.text import Anchored, Span
from sayso.read.calibrated import chance
from sayso.read.drafts import Draft, Memory
from sayso.read.home import FIRST_PERSON, is_quoted, label_of
from sayso.read.lexicon import word_class
from sayso.read.parse import Parsed
from sayso.read.quotes import find_quotes
from sayso.read.within import within

_STANDING = frozenset({"nsubj", "nsubjpass", "poss", "pobj", "dobj", "dative"})
#: Characters of a mention at most, to find those that reach into a speaker.
_LONGEST_NAME = 120


def find_first_persons(part: Parsed, drafts: list[Draft], memory: Memory) -> list[Draft]:
    """First-person words that stand for a resolved speaker, who is remembered for the regions that follow, or for the
    country that the page speaks for."""
    _hear(part.doc, drafts, memory)
    said = [token for token in part.doc if token.lower_ in FIRST_PERSON and token.dep_ in _STANDING]
    speaker = memory.speaker
    if speaker is None and memory.home is not None and not memory.labelled:
        quoted = [Span(quote.start, quote.end) for quote in find_quotes((part,))]
        said = [token for token in said if not is_quoted(token, quoted)]
        speaker = _of_country(memory.home)
    if speaker is None or speaker.country is None:
        return []
    return [
        msgspec.structs.replace(speaker, first=token.i, last=token.i + 1, basis="pronoun", confidence=0.5)
        for token in said
    ]


@cache
def _of_country(country: str) -> Draft:
    name = next((row.name for row in countries() if row.iso3 == country), None)
    return Draft(0, 0, name, country, "GOV", country, "pronoun")


def _hear(doc: Doc, drafts: list[Draft], memory: Memory) -> None:
    label = label_of(doc)
    if label is not None:
        memory.labelled = True
        named = [draft for draft in drafts if draft.last <= label.end]
        memory.speaker = named[-1] if named else None
    elif len(doc) > 2 and doc[0].lower_ in word_class("own_words") and doc[1].lower_ == "by":
        memory.speaker = next((draft for draft in drafts if draft.first >= 2), None)


# ------------------------------------------------------------------ within quotation marks


def with_quoted_persons(
    parsed: tuple[Parsed, ...], actors: tuple[ActorMention, ...], claims: Sequence[Claim]
) -> tuple[ActorMention, ...]:
    """The actors, and the first-person words in what a resolved speaker is quoted with, in text order."""
    spoken = [(claim, speaker) for claim in claims if (speaker := _speaker(claim, actors)) is not None]
    taken = {actor.start for actor in actors}
    found = {said.start: said for part in parsed for said in _in_quotes(part, spoken) if said.start not in taken}
    return tuple(sorted([*actors, *found.values()]))


def _speaker(claim: Claim, actors: Sequence[ActorMention]) -> ActorMention | None:
    """Who says it, where it is quoted word for word and the country of whoever it is is known."""
    if claim.mode not in ("direct", "mixed") or claim.speaker is None:
        return None
    near = within(actors, Anchored(claim.speaker.start - _LONGEST_NAME, claim.speaker.end))
    named = [actors[k] for k in near if actors[k].overlaps(claim.speaker) and actors[k].country is not None]
    return min(named, key=lambda actor: (actor.country != claim.speaker_country, actor), default=None)


def _in_quotes(part: Parsed, spoken: Sequence[tuple[Claim, ActorMention]]) -> Iterator[ActorMention]:
    here = [(claim, speaker) for claim, speaker in spoken if claim.overlaps(part.region)]
    for token in part.doc if here else ():
        if token.lower_ in FIRST_PERSON and token.dep_ in _STANDING:
            start, end = part.start_of(token), part.end_of(token)
            around = [(claim.length, speaker) for claim, speaker in here if claim.start <= start and end <= claim.end]
            if around:
                speaker = min(around)[1]
                yield msgspec.structs.replace(
                    speaker, start=start, end=end, basis="pronoun", confidence=chance("who", 0.5)
                )
