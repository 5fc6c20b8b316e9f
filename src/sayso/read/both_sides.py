"""Who "both sides" are: the two countries that the page spoke of together just before."""

from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Span, Token

from sayso.model.reading import ActorMention
from sayso.model.text import Anchored
from sayso.read.calibrated import chance
from sayso.read.lexicon import word_class
from sayso.read.name_table import actor_id
from sayso.read.parse import Parsed
from sayso.read.syntax import children, lemma
from sayso.read.within import within

Pair = frozenset[str]

#: Of several pairs the nearest is meant, if it was named at most so many sentences back.
_BACK = 3
_CONFIDENCE = 0.45
_TWO = frozenset({"two", "both"})
_ARTICLES = frozenset({"the", "these", "those"})


def with_both_sides(parsed: tuple[Parsed, ...], actors: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
    """The actors, "the two presidents", "both sides" and the like resolved to two mentions each, in text order."""
    found = list(_resolved(parsed, actors))
    replaced = {(mention.start, mention.end) for mention in found}
    kept = [a for a in actors if not any(a.start < end and start < a.end and not a.country for start, end in replaced)]
    return tuple(sorted([*kept, *found]))


def _resolved(parsed: tuple[Parsed, ...], actors: Sequence[ActorMention]) -> Iterator[ActorMention]:
    pairs: list[tuple[int, Pair]] = []
    sentences = ((part, sentence) for part in parsed for sentence in part.doc.sents)
    for number, (part, sentence) in enumerate(sentences):
        named = _in(part, sentence, actors)
        joined = list(_joined(part, sentence, named))
        for noun in filter(_is_both, sentence):
            before = [(number, pair) for at, pair in joined if at < noun.i]
            yield from _mentions(part, noun, _meant(number, [*pairs, *before]), named)
        pairs += [(number, pair) for _, pair in joined]


def _in(part: Parsed, sentence: Span, actors: Sequence[ActorMention]) -> list[ActorMention]:
    whole = Anchored(part.start_of(sentence), part.end_of(sentence))
    return [actors[index] for index in within(actors, whole)]


def _is_both(noun: Token) -> bool:
    """ "the two presidents", "both sides"; not "two ministers of Chad", nor "the two sides of a coin"."""
    if noun.tag_ not in ("NNS", "NNPS") or lemma(noun) not in word_class("side"):
        return False
    words = {child.lower_ for child in children(noun, "nummod", "det", "predet", "amod")}
    definite = "both" in words or bool(words & _ARTICLES and "two" in words)
    return bool(words & _TWO) and definite and not children(noun, "prep", "poss", "relcl")


def _joined(part: Parsed, sentence: Span, named: Sequence[ActorMention]) -> Iterator[tuple[int, Pair]]:
    """(word, pair) where two countries, and no third, are named as one party: "Chad and Niger", "between them"."""
    for first in sentence:
        second = children(first, "conj")
        if first.dep_ != "conj" and len(second) == 1 and not children(second[0], "conj"):
            countries = {_country(part, word, named) for word in (first, second[0])}
            if None not in countries and len(countries) == 2:
                yield second[0].i, frozenset(country for country in countries if country)


def _country(part: Parsed, word: Token, named: Sequence[ActorMention]) -> str | None:
    at = part.start_of(word)
    return next((actor.country for actor in named if actor.start <= at < actor.end), None)


def _meant(number: int, pairs: Sequence[tuple[int, Pair]]) -> Pair:
    """The only pair the page has named so far; of several the last, if it was named just before."""
    if not pairs:
        return frozenset()
    last, nearest = pairs[-1]
    only = len({pair for _, pair in pairs}) == 1
    return nearest if only or number - last <= _BACK else frozenset()


def _mentions(part: Parsed, noun: Token, sides: Pair, named: Sequence[ActorMention]) -> Iterator[ActorMention]:
    start, end = part.start_of(noun), part.end_of(noun)
    there = next((actor for actor in named if actor.start <= start < actor.end), None)
    if there is not None and there.country is not None:
        return
    sector = (there.sector if there is not None else None) or "GOV"
    for country in sorted(sides):
        mention = ActorMention(
            start=start,
            end=end,
            name=part.text[start - part.region.start : end - part.region.start],
            country=country,
            sector=sector,
            actor=actor_id(country, sector),
            basis="context",
            confidence=chance("who", _CONFIDENCE),
        )
        yield mention if there is None else msgspec.structs.replace(mention, start=there.start, end=there.end)
