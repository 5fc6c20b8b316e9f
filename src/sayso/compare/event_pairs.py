"""Are two mentions, or two sets of them, one happening? Pure functions of the two and of frozen tables."""

from collections.abc import Iterable, Mapping

import msgspec

from sayso.compare.facets import Facets
from sayso.compare.happenings import is_lasting
from sayso.compare.publications import intersection
from sayso.compare.story_pairs import gap
from sayso.compare.terms import overlap, weight
from sayso.model.time import OPEN, Interval

#: Pages published further apart do not tell of one happening, unless its days or its name say so.
_FAR = 60
#: Accounts of one happening may be a day apart (time zones, slips) where everything else speaks for one.
_SLIP, _STRONG = 1, 0.6
PAST, AHEAD = frozenset({"happened", "ongoing"}), frozenset({"planned"})
#: Types whose wording alone makes no happening the same: the same two accuse, meet and warn each other all the time.
WORDS = frozenset("ACCUSE REQUEST REJECT THREATEN SUPPORT AGREE CONSULT COOPERATE NONE".split())
#: A rare name in common ("Vostok") says it all.
_RARE_NAME, _NAMED = 4.5, 0.9
#: What each kind of evidence may add to a likeness of 1.
_SHARES = {"what": 0.27, "who": 0.23, "when": 0.18, "where": 0.04, "words": 0.16, "story": 0.12}
#: What the likeness of pages may add.
OF_STORY = _SHARES["story"]
#: Pages as alike as this are of one story.
_ONE_STORY = 0.4
#: Undated words and deeds of the same parties are told of within so many days, or they are others; plans keep longer.
#: What has a day is told without one on the next day at the latest.
_DAYS_OF_WORDS, _DAYS_OF_DEEDS, _PLANS_KEEP = 1, 5, 4
_ANOTHER_WAR = 730
_FEWEST_WORDS = 5
_SAME_SENTENCE, _ALIKE_SENTENCE, _NOT_ENOUGH = 0.5, 0.3, 0.5


def apart(a: Facets, b: Facets) -> bool:
    """Can the two not be one happening? A veto, whatever else they share."""
    vetoes = (other_name, _other_days, _other_parties, _other_realis, _other_counts)
    return any(veto(a, b) for veto in vetoes)


def elsewhere(a: Facets, b: Facets) -> bool:
    """In different countries, as far as the nearest place named tells."""
    return bool(a.place_country and b.place_country and a.place_country != b.place_country)


def other_name(a: Facets, b: Facets) -> bool:
    """Other editions of one exercise, or other names altogether."""
    if a.editions and b.editions and a.editions.isdisjoint(b.editions):
        return True
    named_alike = bool(a.names & b.names) or bool(a.editions & b.editions)
    return bool(a.names and b.names) and not named_alike


def _other_days(a: Facets, b: Facets) -> bool:
    if goes_on(a, b):
        return gap(a.window, b.window) > _ANOTHER_WAR
    if OPEN not in (a.days, b.days):
        distance = gap(a.days, b.days)
        return distance > _SLIP or (distance > 0 and overlap(a.context, b.context) < _STRONG)
    undated = OPEN in (a.window, b.window)
    other_weekday = None not in (a.weekday, b.weekday) and a.weekday != b.weekday
    return (undated and other_weekday) or gap(_window(a), _window(b)) > 0 or _far(a, b)


def _far(a: Facets, b: Facets) -> bool:
    """Told long after one another without a date, a name or a war that goes on."""
    return gap(a.published, b.published) > _FAR and not (a.names & b.names or goes_on(a, b))


def goes_on(a: Facets, b: Facets) -> bool:
    """A happening of a kind that lasts, between the same two sides."""
    return any(map(is_lasting, a.heads & b.heads)) and len(a.parties & b.parties) > 1


def _window(a: Facets) -> Interval:
    """The days that are left: its own, or, of what is past or to come, those before or from publication on."""
    if a.window != OPEN:
        return a.window
    if a.realis <= PAST:
        return Interval(None, a.published.end)
    if a.realis <= AHEAD:
        return Interval(a.published.start, None)
    return OPEN


def _other_parties(a: Facets, b: Facets) -> bool:
    if a.parties and b.parties and a.parties.isdisjoint(b.parties):
        return True
    if {"CONSULT"} == a.types | b.types and min(len(a.parties), len(b.parties)) > 1:
        # She spoke to one minister today, and to another.
        return not (a.parties <= b.parties or b.parties <= a.parties)
    reversed_roles = a.actors and a.recipients and a.actors <= b.recipients and a.recipients <= b.actors
    differing = a.actors and b.actors and a.recipients and b.recipients
    return bool(reversed_roles) or bool(
        differing and (a.actors.isdisjoint(b.actors) or a.recipients.isdisjoint(b.recipients))
    )


def _other_counts(a: Facets, b: Facets) -> bool:
    """Where no day says that it is one happening: 23 sailors freed are not the 26 freed in another year.

    On one known day two counts of one thing are a difference between the pages, which is for the reader to see.
    """
    if OPEN not in (a.days, b.days):
        return False
    counted_here, counted_there = dict(sorted(a.counts)), dict(sorted(b.counts))
    common = counted_here.keys() & counted_there.keys()
    return bool(common) and all(counted_here[thing] != counted_there[thing] for thing in common)


def _other_realis(a: Facets, b: Facets) -> bool:
    """What might be is not what was, nor a plan what is past, unless name, days or dates say that it came true."""
    if a.names & b.names:
        return False
    if (a.realis & PAST and "possible" in b.realis) or (b.realis & PAST and "possible" in a.realis):
        return "possible" not in a.realis & b.realis
    ahead, past = (a, b) if a.realis <= AHEAD else (b, a)
    if not (ahead.realis <= AHEAD and past.realis & PAST) or OPEN not in (a.days, b.days):
        return False
    return ahead.doc == past.doc or not _came_true(ahead.published, past.published)


def _came_true(planned: Interval, told: Interval) -> bool:
    """Is the page with the plan the older one, or as old, as far as is known?"""
    return bool(planned.start and planned.end and told.start and told.end and planned.start <= told.end)


def kindred(a: Facets, b: Facets) -> float:
    """How far the two are the same kind of happening: by name, by word, by type and mode; 0 where by none."""
    if a.names & b.names and (a.heads & b.heads or a.types & b.types):
        return 1.0
    if a.heads & b.heads:
        return 0.9 if a.types & b.types else 0.6
    return 0.4 if a.types & b.types and a.modes & b.modes else 0.0


def likeness(a: Facets, b: Facets, pages: float = 0.0) -> float:
    """How likely two mentions on different pages are one happening, 0 to 1.

    `pages`: how alike the two pages are as stories (story_sketch.pair_score); alike deeds of one story are oftener one.
    """
    what = kindred(a, b)
    if not what or apart(a, b) or elsewhere(a, b):
        return 0.0
    if any(weight(name) >= _RARE_NAME for name in a.names & b.names):
        return _NAMED
    parts = {"what": what, "who": _who(a, b), "when": _when(a, b), "where": _where(a, b)}
    parts["words"] = overlap(a.context, b.context) if min(len(a.context), len(b.context)) > 1 else 0.0
    parts["story"] = min(1.0, pages / _ONE_STORY)
    total = sum(_SHARES[part] * value for part, value in parts.items())
    return total if _is_enough(a, b, parts) else min(total, _NOT_ENOUGH)


def _is_enough(a: Facets, b: Facets, parts: Mapping[str, float]) -> bool:
    """Where no day is known, what recurs needs more: pages of the same days, and both sides or much the same words."""
    if OPEN not in (a.days, b.days) or goes_on(a, b):
        return True
    if not (_dated(a.published) and _dated(b.published)):
        return parts["words"] >= _SAME_SENTENCE and len(a.context & b.context) >= _FEWEST_WORDS
    words = (a.types | b.types) <= WORDS
    patience = (_DAYS_OF_WORDS if words else _DAYS_OF_DEEDS) * (_PLANS_KEEP if (a.realis | b.realis) <= AHEAD else 1)
    if a.days != OPEN or b.days != OPEN:
        patience = 1
    both_sides = len(a.parties & b.parties) > 1
    enough = not words or both_sides or parts["words"] >= _ALIKE_SENTENCE
    return enough and gap(_told_of(a), _told_of(b)) <= patience


def _who(a: Facets, b: Facets) -> float:
    """Share of the shorter side's parties that both name; one party alone says less."""
    if not (a.parties and b.parties):
        return 0.4
    fewer = min(len(a.parties), len(b.parties))
    return len(a.parties & b.parties) / fewer * (1.0 if fewer > 1 else 0.8)


def _when(a: Facets, b: Facets) -> float:
    if OPEN not in (a.days, b.days):
        widest = max(a.days.days or 0, b.days.days or 0)
        return 1.0 if widest <= 7 else 0.7
    if goes_on(a, b):
        return 1.0
    if not _dated(a.published) or not _dated(b.published):
        return 0.3
    distance = gap(_told_of(a), _told_of(b))
    return 0.6 if distance <= 2 else 0.4 if distance <= 10 else 0.2 if distance <= _FAR else 0.0


def _told_of(a: Facets) -> Interval:
    return a.published if a.days == OPEN else a.days


def _dated(interval: Interval) -> bool:
    return interval.start is not None and interval.end is not None


def _where(a: Facets, b: Facets) -> float:
    if a.place and a.place == b.place:
        return 1.0
    return 0.6 if a.place_country and a.place_country == b.place_country else 0.4


def merged(parts: Iterable[Facets]) -> Facets:
    """Several mentions held for one happening, as one. Their days are those all of them allow, if there are any."""
    found = sorted(parts, key=lambda f: (f.doc, f.indices))
    days, window = _common([f.days for f in found]), _common([f.window for f in found])
    weekdays = {f.weekday for f in found if f.weekday is not None}
    places = sorted((f.place, f.place_country) for f in found if f.place)
    countries = sorted(f.place_country for f in found if f.place_country)
    fields = (
        "types",
        "modes",
        "heads",
        "names",
        "editions",
        "actors",
        "recipients",
        "others",
        "counts",
        "context",
        "realis",
    )
    united = {name: frozenset().union(*(getattr(f, name) for f in found)) for name in fields}
    return msgspec.structs.replace(
        found[0],
        id=min(f.id for f in found),
        indices=tuple(sorted({k for f in found for k in f.indices})),
        days=days,
        window=window,
        weekday=weekdays.pop() if len(weekdays) == 1 else None,
        own_year=any(f.own_year for f in found),
        place=places[0][0] if places else None,
        place_country=countries[0] if countries else None,
        **united,
    )


def _common(intervals: Iterable[Interval]) -> Interval:
    """The days that all known intervals allow; OPEN where they contradict each other."""
    days = intersection([interval for interval in intervals if interval != OPEN])
    return OPEN if days.start and days.end and days.start > days.end else days
