"""How many? Quantities of the page with what is counted, whose, in which event and on whose word."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from spacy.tokens import Span as Words
from spacy.tokens import Token

from sayso.model.reading import ActorMention, Claim, EventMention, Figure, TimeMention
from sayso.model.text import Anchored, Span
from sayso.read.lexicon import rows
from sayso.read.parse import Parsed
from sayso.read.quantities import Quantity, find_quantities
from sayso.read.tense import governing_verb, up

_NOMINAL = frozenset({"nummod", "compound", "nmod", "amod", "quantmod", "npadvmod", "advmod", "det", "nounmod"})
_OF = frozenset({"of", "in", "worth", "among"})
_LONGEST_NAME = 7
_FIRST_YEAR, _LAST_YEAR = 1500, 2100


class _Counted(NamedTuple):
    """The words for what is counted, and the noun at their head."""

    words: Words
    head: Token


def find_figures(
    parsed: tuple[Parsed, ...],
    times: tuple[TimeMention, ...],
    actors: tuple[ActorMention, ...],
    events: tuple[EventMention, ...],
    claims: tuple[Claim, ...],
) -> tuple[Figure, ...]:
    """The page's figures in text order. Dates, years, clock times, designations and ordinals are none."""
    return tuple(
        figure
        for region in parsed
        for quantity in find_quantities(region.text)
        if (figure := _figure(region, quantity, times, actors, events, claims)) is not None
    )


def _figure(
    region: Parsed,
    quantity: Quantity,
    times: Sequence[TimeMention],
    actors: Sequence[ActorMention],
    events: Sequence[EventMention],
    claims: Sequence[Claim],
) -> Figure | None:
    number = region.doc.char_span(quantity.number, quantity.number_end, alignment_mode="expand")
    start = region.region.start + quantity.start
    if number is None or any(time.overlaps(Span(start, region.region.start + quantity.end)) for time in times):
        return None
    if quantity.unit is None and _is_name_or_year(number, quantity):
        return None
    counted = _counted(number, quantity.kind)
    end = max(region.region.start + quantity.end, region.end_of(counted.words) if counted else 0)
    span = Span(start, end)
    return Figure(
        start=start,
        end=end,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        counted=_wording(counted),
        change=_change(number, quantity),
        whose=_whose(region, number, counted, span, actors),
        event=_event(region, number, span, events),
        claim=_smallest(span, claims),
    )


def _is_name_or_year(number: Words, quantity: Quantity) -> bool:
    """ "Zapad 2017", "Brigade 72", "Group of Seven", a bare year, "the two agreed"."""
    first, last = number[0], number[-1]
    before = first.nbor(-1) if first.i else None
    counts = last.head.i > last.i and last.dep_ in _NOMINAL
    if (
        quantity.start == quantity.number
        and _looks_like_year(number.text, quantity)
        and not (counts and last.head.tag_ == "NNS")
    ):
        return True
    if before is None or quantity.start < quantity.number:
        return False
    if before.lower_ == "the" and not counts and _follows(last) is None:
        return True
    label = before.pos_ == "PROPN" or (first.head == before and before.pos_ == "NOUN" and before.tag_ == "NN")
    return label and not before.is_sent_end and not first.is_sent_start and not counts and first.head.i <= before.i


def _looks_like_year(text: str, quantity: Quantity) -> bool:
    return text.isdigit() and len(text) == 4 and _FIRST_YEAR <= (quantity.low or 0) <= _LAST_YEAR


def _follows(last: Token) -> Token | None:
    """The "of" behind a number ("three of the boats")."""
    following = last.nbor() if last.i + 1 < len(last.doc) else None
    return following if following is not None and following.lower_ in _OF else None


def _counted(number: Words, kind: str | None) -> _Counted | None:
    """What is counted: the noun the number stands before, or the one behind "of"."""
    last = number[-1]
    hyphen = last.i + 2 < len(last.doc) and last.nbor().text in "-–" and kind is None
    if hyphen and last.nbor(2).pos_ in ("NOUN", "PROPN"):
        return _Counted(last.doc[last.i + 2 : last.i + 3], last.nbor(2))
    head = last
    while head.dep_ in _NOMINAL and head.head.i > head.i and head.head.sent == head.sent:
        head = head.head
    if head.i > last.i and head.i - last.i <= _LONGEST_NAME and head.pos_ in ("NOUN", "PROPN", "ADJ"):
        return _Counted(_with_of(_alone(last, head), head), _shared(head))
    if kind == "time":
        return None
    of = _follows(last)
    noun = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
    if of is None or noun is None or noun.i - last.i > _LONGEST_NAME or noun.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    first = next((t.i for t in last.doc[of.i + 1 : noun.i] if t.pos_ not in ("DET", "PRON")), noun.i)
    return _Counted(last.doc[first : noun.i + 1], noun)


def _shared(head: Token) -> Token:
    """The noun two peoples share, where the parse hangs it on the second ("two Omani and five Yemeni boats")."""
    later = [
        c for c in head.children if c.dep_ == "conj" and c.pos_ == "NOUN" and any(n.dep_ == "nummod" for n in c.lefts)
    ]
    return later[0] if later and head.pos_ != "NOUN" else head


def _alone(last: Token, head: Token) -> Words:
    """The words up to the head, or as far as they are this number's own ("two Omani and five Yemeni boats")."""
    between = last.doc[last.i + 1 : head.i]
    other = next((token.i for token in between if token.pos_ == "NUM"), None)
    if other is None:
        return last.doc[last.i + 1 : head.i + 1]
    return last.doc[last.i + 1 : max(last.i + 2, next((t.i for t in between if t.dep_ == "cc"), other))]


def _with_of(words: Words, head: Token) -> Words:
    """ "rounds" -> "rounds of ammunition"."""
    following = _follows(head)
    noun = next((c for c in following.children if c.dep_ == "pobj"), None) if following is not None else None
    if head not in words or following is None or following.lower_ != "of" or noun is None or noun.i - following.i > 2:
        return words
    return words.doc[words.start : noun.i + 1] if noun.pos_ == "NOUN" and noun.tag_ != "NNP" else words


def _wording(counted: _Counted | None) -> str | None:
    """The words for what is counted, with their noun where another number stands between."""
    if counted is None or counted.head.pos_ == "PRON":
        return None
    words = counted.words.text.split() + ([] if counted.head in counted.words else [counted.head.text])
    return " ".join(words).lstrip("-– ")


def _change(number: Words, quantity: Quantity) -> str:
    """up or down where the verb says so ("rose by 5 percent", "fell 3 percent"), the hedge otherwise."""
    verb = governing_verb(number[0])
    if quantity.change != "=" or verb is None or quantity.kind not in ("share", "currency", None):
        return quantity.change
    direct = number[0].nbor(-1) if number[0].i else None
    moved = direct is not None and (direct.i == verb.i or (direct.lower_ == "by" and direct.head.i == verb.i))
    return _directions().get(verb.lemma_, "=") if moved else "="


@cache
def _directions() -> dict[str, str]:
    return {lemma: row["change"] for row in rows("directions") for lemma in row["lemmas"].split("|")}


def _whose(
    region: Parsed, number: Words, counted: _Counted | None, span: Span, actors: Sequence[ActorMention]
) -> int | None:
    """The actor inside the words, the owner before them, the one in the phrase around them, or the clause's subject."""
    noun = counted.head if counted else number.root
    inside = [k for k, actor in enumerate(actors) if actor.overlaps(span)]
    if inside:
        return inside[0]
    owner = [k for k, a in enumerate(actors) if 0 <= span.start - a.end <= 3 and _is_owner(region, a, span.start)]
    if owner:
        return owner[-1]
    verb = governing_verb(noun)
    subjects = [child for child in verb.children if child.dep_ == "nsubj"] if verb is not None else []
    for phrase in ([noun], subjects):
        for token in phrase:
            found = _named_in(region, list(token.subtree), actors)
            if found is not None:
                return found
    return None


def _is_owner(region: Parsed, actor: ActorMention, start: int) -> bool:
    between = region.text[actor.end - 2 - region.region.start : start - region.region.start]
    return "'s" in between or "’s" in between or between.rstrip().endswith(("'", "’"))


def _named_in(region: Parsed, tokens: Sequence[Token], actors: Sequence[ActorMention]) -> int | None:
    words = Span(region.start_of(tokens[0]), region.end_of(tokens[-1]))
    return next((k for k, actor in enumerate(actors) if words.contains(actor)), None)


def _event(region: Parsed, number: Words, span: Span, events: Sequence[EventMention]) -> int | None:
    """The event whose trigger stands above the number in the parse; else the nearest in the sentence."""
    for token in up(number[0]):
        where = Span(region.start_of(token), region.end_of(token))
        above = next((k for k, event in enumerate(events) if event.overlaps(where)), None)
        if above is not None:
            return above
    sentence = Span(region.start_of(number.sent), region.end_of(number.sent))
    near = [(_distance(event, span), k) for k, event in enumerate(events) if sentence.contains(event)]
    return min(near)[1] if near else None


def _distance(a: Anchored, b: Anchored) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def _smallest(span: Span, claims: Iterable[Claim]) -> int | None:
    """The innermost claim that holds the span."""
    holding = [(claim.length, k) for k, claim in enumerate(claims) if claim.contains(span)]
    return min(holding)[1] if holding else None
