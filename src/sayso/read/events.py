"""Events: which phrases name a happening, of what type, by whom, to whom, and whether it happened."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

import msgspec
from spacy.tokens import Token

from sayso.model.reading import ActorMention, Claim, EventMention, Participant, PlaceMention, Sentence, TimeMention
from sayso.model.text import Anchored, Span
from sayso.model.vocabulary import cameo_of
from sayso.read.calibrated import chance
from sayso.read.encoder import Encoded, encoded
from sayso.read.heads import REALIS
from sayso.read.lexicon import word_class
from sayso.read.parse import Parsed
from sayso.read.participants import ActorIndex, find_participants
from sayso.read.parties import unit_of, with_chances, with_seen
from sayso.read.realis import is_anaphoric, judge
from sayso.read.seen import triggers_of, type_chance
from sayso.read.syntax import lemma
from sayso.read.triggers import Trigger
from sayso.read.view import View
from sayso.read.weighed import chances_of, weighed
from sayso.read.within import within

_JOINABLE = frozenset({"exercise", "patrol"})
_OTHER_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "conj", "parataxis", "acl"})
Unit = TypeVar("Unit", bound=Anchored)


def find_events(
    parsed: tuple[Parsed, ...],
    sentences: tuple[Sentence, ...],
    actors: tuple[ActorMention, ...],
    places: tuple[PlaceMention, ...],
    times: tuple[TimeMention, ...],
    claims: tuple[Claim, ...],
) -> tuple[EventMention, ...]:
    """Every trigger phrase of the page with what its own sentence says about it, in text order."""
    found = []
    for part in parsed:
        index, seen = ActorIndex(part, actors), encoded(part.text)
        for trigger in triggers_of(part, seen):
            mention = _mention(part, seen, trigger, index, sentences, places, times, claims)
            key = "exercise" if mention.mode in _JOINABLE else lemma(trigger.token)
            headline = part.region.role in ("title", "heading") and trigger.clause.tag_ in ("VBZ", "VBP")
            found.append(_Told(mention, key, is_anaphoric(trigger), headline))
    return tuple(sorted(_settled(found)))


class _Told(NamedTuple):
    """A mention with what the page as a whole has to say about it."""

    mention: EventMention
    key: str
    """What it may be the same as: its noun or verb; all exercises and patrols are alike."""
    takes_up: bool
    headline: bool


def _settled(told: list[_Told]) -> Iterator[EventMention]:
    """ "The drills" of a page that told of a plan are that plan, unless they have a time of their own ("the last drills
    took place in 2018"); and so is a headline's "Chad sends troops"."""
    first: dict[str, EventMention] = {}
    for each in told:
        mention = each.mention
        if each.headline:
            mention = _as_real_as(mention, _in_body(mention, told))
        earlier = first.setdefault(each.key, mention)
        same_time = mention.time is None or mention.time == earlier.time
        yield _as_real_as(mention, earlier) if each.takes_up and same_time else mention


def _in_body(headline: EventMention, told: list[_Told]) -> EventMention:
    """The first mention below a headline that is alike, if it has not happened; else the headline itself."""
    body = next((t.mention for t in told if not t.headline and _alike(t.mention, headline)), headline)
    return body if body.realis in ("planned", "possible") else headline


def _alike(one: EventMention, other: EventMention) -> bool:
    return one.type == other.type and one.mode == other.mode


def _as_real_as(mention: EventMention, model: EventMention) -> EventMention:
    if mention.realis not in ("happened", "ongoing") or mention.realis_words is not None:
        return mention
    return msgspec.structs.replace(
        mention,
        realis=model.realis,
        realis_words=model.realis_words,
        factuality=model.factuality,
        realis_confidence=model.realis_confidence,
    )


def _mention(
    part: Parsed,
    seen: Encoded,
    trigger: Trigger,
    index: ActorIndex,
    sentences: tuple[Sentence, ...],
    places: tuple[PlaceMention, ...],
    times: tuple[TimeMention, ...],
    claims: tuple[Claim, ...],
) -> EventMention:
    span = _span(part, trigger)
    ruled = find_participants(trigger, index)
    participants = with_seen(ruled, trigger, index, seen)
    view, sure = _view(trigger, seen)
    entry = trigger.entry
    # Whom the encoder alone sees on the other side may be whom the fighters were scrambled against.
    together = [party for party in participants if party.role == "actor" or party in ruled]
    code = _type(trigger, together, index)
    if code == "COOPERATE" and entry.mode in _JOINABLE:
        participants = tuple(sorted(Participant("actor", party.actor) for party in together))
    return EventMention(
        start=span.start,
        end=span.end,
        type=code,
        kind=entry.kind,
        mode=entry.mode,
        contexts=entry.contexts,
        cameo=entry.cameo or cameo_of(code),
        realis=view.realis,
        realis_words=None if view.word is None else Span(part.start_of(view.word), part.end_of(view.word)),
        polarity=view.polarity,
        factuality=view.factuality,
        sentence=_sentence(span, sentences),
        participants=with_chances(participants, ruled, trigger, index, seen),
        place=unit_of(_nearest(part, trigger, places), part, trigger, "place", places, seen),
        time=_time(part, trigger, times, seen),
        claim=_innermost(span, claims),
        confidence=type_chance(code, trigger, seen),
        realis_confidence=sure,
    )


def _time(part: Parsed, trigger: Trigger, times: tuple[TimeMention, ...], seen: Encoded) -> int | None:
    own = _is_background(trigger)
    named = _nearest(part, trigger, times, above=True, own=own)
    return None if own and named is None else unit_of(named, part, trigger, "time", times, seen)


def _view(trigger: Trigger, seen: Encoded) -> tuple[View, float]:
    """Grammar and encoder weighed against each other, at the word that carries the trigger (of "cancelled a visit" the
    cancelling) or its light verb, whichever the encoder holds likelier for a trigger; and the chance of that realis."""
    carrying = [token for token in (trigger.token, trigger.support) if token is not None]
    words = [word for token in carrying if (word := seen.word_at(token.idx)) is not None]
    ruled = judge(trigger)
    if not words:
        return ruled, 0.5
    word = min(words, key=lambda number: seen.said.heads["trigger"][number, 0])
    chances = seen.said.heads["realis"][word]
    view = weighed(ruled, trigger, chances, float(seen.said.factuality[word]))
    return view, chance("realis", float(chances_of(ruled.realis, chances)[REALIS.index(view.realis)]))


def _sentence(span: Span, sentences: tuple[Sentence, ...]) -> int:
    """The sentence it stands in: the last that begins at or before it."""
    return max(0, within(sentences, Span(0, span.start + 1)).stop - 1)


def _span(part: Parsed, trigger: Trigger) -> Span:
    """The trigger's words from first to last; where they lie far apart, the carrying word alone."""
    first, last = trigger.words[0], trigger.words[-1]
    if last.i - first.i > 7:
        first = last = trigger.token
    return Span(part.start_of(first), part.end_of(last))


def _type(trigger: Trigger, participants: Iterable[Participant], index: ActorIndex) -> str:
    """Exercises and patrols of several countries are joint acts; of one, a show of strength."""
    if trigger.entry.mode not in _JOINABLE:
        return trigger.entry.type
    countries = {index.country(party.actor) for party in participants} - {None}
    joint = any(child.lower_ in word_class("joint") for word in trigger.words for child in word.children)
    return "COOPERATE" if joint or len(countries) > 1 else "MOBILIZE"


def _nearest(
    part: Parsed, trigger: Trigger, units: tuple[Unit, ...], *, above: bool = False, own: bool = False
) -> int | None:
    """The unit inside the trigger's own phrase or (unless `own`) its clause; else the only one in the sentence.

    `above`: that one counts only from a clause the trigger depends on, as times do: "the buyer, which got the first
    ships in 2018, saw the yard stop the rest" gives no day.
    """
    sentence = Span(part.start_of(trigger.token.sent), part.end_of(trigger.token.sent))
    near = list(within(units, sentence))
    for head in (trigger.token,) if own else (trigger.token, trigger.clause, _verb_above(trigger.clause)):
        inside = [part.start_of(token) for token in _own(head)]
        held = [i for i in near if any(units[i].start <= at < units[i].end for at in inside)]
        if held:
            return min(held, key=lambda i: abs(units[i].start - part.start_of(trigger.token)))
    if own or len(near) != 1 or (above and not _stands_above(part, units[near[0]], trigger)):
        return None
    return near[0]


def _stands_above(part: Parsed, unit: Anchored, trigger: Trigger) -> bool:
    word = next((t for t in trigger.token.sent if unit.start <= part.start_of(t) < unit.end), None)
    return word is not None and _verb_above(word) in (*trigger.token.ancestors, trigger.token)


def _is_background(trigger: Trigger) -> bool:
    """A happening that only measures or explains another: "prices rose on Monday, the most since the invasion".

    The time of the sentence is the other's, unless the noun has one of its own ("since the invasion in May").
    """
    token = trigger.token
    nominal = trigger.support is None and token.pos_ in ("NOUN", "PROPN")
    return nominal and token.dep_ == "pobj" and token.head.lower_ in word_class("aside")


def _own(head: Token) -> Iterator[Token]:
    """The words of its clause without those of clauses below it."""
    yield head
    for child in head.children:
        if child.dep_ not in _OTHER_CLAUSES or child.pos_ not in ("VERB", "AUX"):
            yield from _own(child)


def _verb_above(token: Token) -> Token:
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def _innermost(span: Span, claims: tuple[Claim, ...]) -> int | None:
    """The shortest claim that holds the whole phrase."""
    before = range(within(claims, Span(0, span.start + 1)).stop)
    holding = [(claims[i].length, i) for i in before if claims[i].contains(span)]
    return min(holding)[1] if holding else None
