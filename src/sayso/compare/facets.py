"""One event mention as compare sees it: everything that says which happening it is, in one value."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from sayso.compare.figure_facets import thing
from sayso.compare.happenings import canonical_names, edition, heads
from sayso.compare.publications import days_of
from sayso.compare.terms import content
from sayso.model.comparison import Told
from sayso.model.identity import mention_id
from sayso.model.reading import EventMention, PlaceMention, TimeMention
from sayso.model.text import Anchored
from sayso.model.time import OPEN, Interval

#: An interval wider than this does not say when ("this year").
_WIDEST = 92
_BEFORE, _BEHIND = 60, 60
_NAME = r"[A-Z][\w'’/-]*(?:\s+(?:[A-Z][\w'’/-]*|of|the|and))*(?:[\s-]*\d{2,4})?"
#: "Vostok 2022 exercises", "‘East 2022’ drills": the name before the trigger, with or without its quotation marks.
_NAMED_BEFORE = re.compile(rf"(?:^|[\s'\"‘“(])({_NAME})['\"’”]?\s+(?:\([^()]*\)\s+)?(?:\w+\s+)?$")
#: "exercises, called Vostok", "the drill, codenamed “Joint Sea”".
_NAMED_BEHIND = re.compile(
    r"^(?:\s+\w+)?,?\s+(?:which\s+(?:is|are)\s+)?(?:called|dubbed|named|codenamed|code-named|known as)\s+"
    rf"['\"‘“]?({_NAME})"
)
#: "Vostok 2022" itself.
_EDITION = re.compile(r"[A-Z][\w'’/-]*[\s-]+(?:19|20)\d\d\b")
_DETERMINED = (
    r"\b(?:the|these|those|this|that|both|its|their|his|her|"
    r"(?:to|yester|mon|tues|wednes|thurs|fri|satur|sun)day['’]s)\s+"
)
#: Before a trigger; or within it, before its last word ("taking part in these exercises").
_DEFINITE = re.compile(_DETERMINED + r"(?:[\w'’-]+\s+){0,2}$", re.IGNORECASE)
_DEFINITE_WITHIN = re.compile(_DETERMINED + r"(?:[\w'’-]+\s+)?[\w'’-]+$", re.IGNORECASE)
#: "Those talks" are the ones just told, whatever else of the kind the page tells.
_POINTED = re.compile(r"\b(?:these|those|this|that)\s+(?:[\w'’-]+\s+)?$", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[.!?:\n]['\"’”]*\s+['\"‘“]?)$")


class Facets(msgspec.Struct, frozen=True):
    """What tells one mention, or several that are held for one happening, from others."""

    id: str
    doc: str
    indices: tuple[int, ...]
    types: frozenset[str]
    modes: frozenset[str]
    heads: frozenset[str]
    names: frozenset[str]
    editions: frozenset[str]
    actors: frozenset[str]
    """Countries, or ids of actors without one, that act; of joint acts all parties."""
    recipients: frozenset[str]
    others: frozenset[str]
    days: Interval
    """The days its own words give; OPEN where they give none or too many."""
    window: Interval
    """The same, however wide ("in 2018"): two windows that do not meet are two happenings."""
    weekday: int | None
    """Monday = 0, where its own words name it."""
    own_year: bool
    """Does it name a year by itself? Then it takes up no other mention ("the latest drills took place in 2018")."""
    published: Interval
    counts: frozenset[tuple[str, float]]
    """What its own words count exactly ("captured 23 sailors"): the thing and how many."""
    place: str | None
    place_country: str | None
    context: frozenset[str]
    """Content words of its sentence."""
    realis: frozenset[str]
    definite: bool
    pointed: bool
    """ "These", "those", "this", "that" before it."""
    sentence: int
    headline: bool
    """Does it stand in the title?"""

    @property
    def parties(self) -> frozenset[str]:
        return self.actors | self.recipients | self.others


def facets_of(told: Told, published: Interval) -> tuple[Facets, ...]:
    """The facets of every event mention of a document, in order."""
    return tuple(_facets(told, index, mention, published) for index, mention in enumerate(told.reading.events))


def _facets(told: Told, index: int, mention: EventMention, published: Interval) -> Facets:
    text, trigger = told.page.text, mention.slice(told.page.text)
    name = list(name_words(told, mention))
    place = told.reading.places[mention.place] if mention.place is not None else None
    parties = _parties(told, mention)
    sentence = told.reading.sentences[mention.sentence].slice(text) if told.reading.sentences else trigger
    return Facets(
        id=mention_id("event", told.page.id, mention.start, mention.end),
        doc=told.document.doc,
        indices=(index,),
        types=frozenset({mention.type}),
        modes=frozenset({mention.mode} if mention.mode else ()),
        heads=heads(trigger),
        names=canonical_names(name),
        editions=edition(name),
        actors=parties["actor"],
        recipients=parties["recipient"],
        others=parties["participant"],
        days=known_days(told, mention, published),
        window=_window(told, mention, published),
        weekday=told.reading.times[mention.time].time.weekday if mention.time is not None else None,
        own_year=mention.time is not None and _names_year(told.reading.times[mention.time]),
        published=published,
        counts=frozenset(_counts(told, index)),
        place=place.place if place else None,
        place_country=_country(place),
        context=content(sentence) - content(trigger),
        realis=frozenset({mention.realis}),
        definite=_is_definite(text[max(0, mention.start - _BEFORE) : mention.start], trigger),
        pointed=_POINTED.search(text[max(0, mention.start - _BEFORE) : mention.start]) is not None,
        sentence=mention.sentence,
        headline=any(r.role == "title" and r.start <= mention.start < r.end for r in told.page.regions),
    )


def _is_definite(before: str, trigger: str) -> bool:
    return bool(_DEFINITE.search(before) or _DEFINITE_WITHIN.search(trigger))


def _counts(told: Told, index: int) -> Iterator[tuple[str, float]]:
    for figure in told.reading.figures:
        counted = thing(figure) if figure.event == index else None
        if counted is not None and figure.low is not None and figure.low == figure.high:
            yield counted, figure.low


def _country(place: PlaceMention | None) -> str | None:
    return place.country if place else None


def _parties(told: Told, mention: EventMention) -> Mapping[str, frozenset[str]]:
    """Role -> who: the country, else the actor's id. Third parties (hosts, mediators) are left out."""
    found: dict[str, set[str]] = {"actor": set(), "recipient": set(), "participant": set(), "third_party": set()}
    for participant in mention.participants:
        actor = told.reading.actors[participant.actor]
        who = actor.country or actor.actor
        if who:
            found[participant.role].add(who)
    return {role: frozenset(who) for role, who in found.items()}


def known_days(told: Told, mention: EventMention, published: Interval) -> Interval:
    """The days of a mention's own time words, if they are a season's worth at most."""
    days = _window(told, mention, published)
    return days if days.days is not None and days.days <= _WIDEST else OPEN


def _window(told: Told, mention: EventMention, published: Interval) -> Interval:
    return OPEN if mention.time is None else days_of(mention.time, told.reading, published)


def _names_year(mention: TimeMention) -> bool:
    return mention.time.anchor == "none" and mention.time.month is None


def name_words(told: Told, mention: EventMention) -> Iterator[str]:
    """The words of the name that stands in or beside a trigger; who acts and where is no name."""
    text = told.page.text
    line_start = text.rfind("\n", 0, mention.start) + 1
    start = max(line_start, mention.start - _BEFORE)
    found = _EDITION.search(mention.slice(text))
    if found:
        yield from _split(found.group())
        return
    for match, at in (
        (_NAMED_BEFORE.search(text[start : mention.start]), start),
        (_NAMED_BEHIND.search(text[mention.end : mention.end + _BEHIND]), mention.end),
    ):
        if match and not _OPENS.search(text[max(0, at + match.start(1) - 4) : at + match.start(1)]):
            yield from _unclaimed(told, Anchored(at + match.start(1), at + match.end(1)))


def _unclaimed(told: Told, span: Anchored) -> Iterator[str]:
    """The span's words, unless they are an actor, a time ("October 2021 drills") or, without a number, a place."""
    words = _split(span.slice(told.page.text))
    first = Anchored(span.start, span.start + len(words[0])) if words else span
    claimed = [*told.reading.actors, *told.reading.times, *([] if edition(words) else told.reading.places)]
    if not any(first.overlaps(mention) for mention in claimed):
        yield from words


def _split(name: str) -> list[str]:
    return [word for word in re.split(r"[\s/-]+", name.strip("'’\"”")) if word]
