"""An event over all pages, from its mentions: what, who, when, where, how real, in how many independent voices."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from sayso.compare.facets import Facets
from sayso.compare.publications import days_of, intersection
from sayso.compare.status import REAL, event_status, mention_status
from sayso.compare.voices import OriginOf
from sayso.model.comparison import Event, EventTelling, Origin, Party, Told
from sayso.model.identity import cluster_id, mention_id
from sayso.model.reading import (
    ActorMention,
    Claim,
    EventMention,
    Participant,
    ParticipantRole,
    PlaceMention,
    TimeMention,
)
from sayso.model.text import normalise
from sayso.model.time import OPEN, Interval

T = TypeVar("T")
_ROLES: tuple[ParticipantRole, ...] = ("actor", "recipient", "participant", "third_party")
_LONGEST = 40
#: A time wider than this many days is left out where a narrower one is told ("this year" beside "on 3 May").
_WIDE = 92


class Member(msgspec.Struct, frozen=True):
    """One mention of the event with where it stands."""

    told: Told
    index: int
    origin: str

    @property
    def mention(self) -> EventMention:
        return self.told.reading.events[self.index]

    @property
    def claim(self) -> Claim | None:
        index = self.mention.claim
        return None if index is None else self.told.reading.claims[index]

    @property
    def actors(self) -> Iterator[tuple[Participant, ActorMention]]:
        for participant in self.mention.participants:
            yield participant, self.told.reading.actors[participant.actor]


class Record:
    """Makes events of the mentions that are held for one."""

    def __init__(self, told: Iterable[Told], published: Mapping[str, Interval], origins: Iterable[Origin]) -> None:
        self._told = {t.document.doc: t for t in told}
        self._published = published
        self._origins = OriginOf(origins)

    def event(self, parts: Iterable[Facets]) -> Event:
        members = sorted(self._members(parts), key=lambda m: (m.told.document.doc, m.index))
        kind = _most_told(members, lambda m: (m.mention.type, m.mention.kind))
        alike = [m for m in members if (m.mention.type, m.mention.kind) == kind]
        tellings = _tellings(members)
        times = [time for m in members if (time := self._time(m))]
        when, precision = _when(times)
        parties, place = tuple(_parties(members)), _place(members)
        return Event(
            id=cluster_id(mention_id("event", m.told.page.id, m.mention.start, m.mention.end) for m in members),
            gloss=_gloss(alike, parties, place),
            type=kind[0],
            kind=kind[1],
            mode=_most_known(alike, lambda m: m.mention.mode),
            contexts=tuple(sorted({context for m in alike for context in m.mention.contexts})),
            cameo=_most_known(alike, lambda m: m.mention.cameo),
            status=event_status(tellings),
            when=when,
            precision=precision,
            parties=parties,
            place=place,
            origins=len({m.origin for m in members}),
            mentions=tellings,
        )

    def _members(self, parts: Iterable[Facets]) -> Iterator[Member]:
        for part in parts:
            told = self._told[part.doc]
            for index in part.indices:
                yield Member(told, index, self._origins.span(part.doc, told.reading.events[index]))

    def _time(self, member: Member) -> "Dated | None":
        index = member.mention.time
        if index is None:
            return None
        days = days_of(index, member.told.reading, self._published.get(member.told.document.doc, OPEN))
        return None if days == OPEN else Dated(days, member.told.reading.times[index], member.mention.realis in REAL)


class Dated(NamedTuple):
    """A mention's time, and whether it is told of what happened rather than of a plan."""

    days: Interval
    time: TimeMention
    real: bool


def _most_told(members: Sequence[Member], of: Callable[[Member], T]) -> T:
    """The value most origins give; each origin has one vote a value; of several the one told first."""
    votes: dict[T, set[str]] = defaultdict(set)
    for member in members:
        votes[of(member)].add(member.origin)
    return max(votes, key=lambda value: len(votes[value]))


def _most_known(members: Sequence[Member], of: Callable[[Member], T | None]) -> T | None:
    """The same, where some members give none."""
    known = [m for m in members if of(m) is not None]
    return _most_told(known, of) if known else None


def _tellings(members: Sequence[Member]) -> tuple[EventTelling, ...]:
    parties = {who for m in members for _, actor in m.actors for who in (actor.country, actor.actor) if who}
    vouching = {m.told.document.doc for m in members if m.claim is None and m.mention.realis in REAL}
    return tuple(
        EventTelling(doc, m.index, mention_status(m.mention, m.claim, parties, doc in vouching))
        for m in members
        for doc in [m.told.document.doc]
    )


def _when(times: Sequence[Dated]) -> tuple[Interval, str | None]:
    """The days that all accounts allow; where they contradict each other, from the first to the last.

    OPEN where that is a season or more: then they speak of different days of something that went on. What is told of a
    past happening goes before what was planned, and days before whole years.
    """
    pool: Sequence[Dated] = [t for t in times if t.real] or times
    pool = [t for t in pool if t.days.days is not None and t.days.days <= _WIDE] or pool
    if not pool:
        return OPEN, None
    shared = intersection([t.days for t in pool])
    if shared.start and shared.end and shared.start > shared.end:
        first, last = min(t.days.start for t in pool if t.days.start), max(t.days.end for t in pool if t.days.end)
        return (Interval(first, last), "range") if (last - first).days < _WIDE else (OPEN, None)
    narrowest = min(
        pool, key=lambda t: (t.days.days is None, t.days.days or 0, str(t.days.start), t.time.time.precision)
    )
    return shared, narrowest.time.time.precision if narrowest.days == shared else "range"


# ------------------------------------------------------------------ who


class Saying(NamedTuple):
    """A document names a party, and how sure its role is."""

    doc: str
    actor: ActorMention
    confidence: float


Key = tuple[ParticipantRole, str | None, str | None, str | None]
Named = dict[Key, list[Saying]]


def _parties(members: Sequence[Member]) -> Iterator[Party]:
    """The union of all participants, each with the documents that name it: nobody is left out by "including"."""
    named: Named = {}
    for member in members:
        for party, actor in member.actors:
            if actor.country or actor.actor or actor.name:
                key = (party.role, actor.country, actor.sector, actor.actor or (None if actor.country else actor.name))
                named.setdefault(key, []).append(Saying(member.told.document.doc, actor, party.confidence))
    for (role, country, sector, _), sayings in sorted(
        _folded(named).items(), key=lambda item: tuple(map(str, item[0]))
    ):
        names = Counter(saying.actor.name for saying in sayings if saying.actor.name)
        actors = sorted({saying.actor.actor for saying in sayings if saying.actor.actor})
        yield Party(
            role=role,
            country=country,
            sector=sector,
            name=min(names, key=lambda name: (-names[name], name), default=None),
            actor=actors[0] if actors else None,
            docs=tuple(sorted({saying.doc for saying in sayings})),
            confidence=max(saying.confidence for saying in sayings),
        )


def _folded(named: Named) -> Named:
    """A party in one role only: who acts is not a mere participant as well; a bare country joins its one sector."""
    found: Named = {}
    for key in sorted(named, key=lambda k: (_ROLES.index(k[0]), k[2] is None, tuple(map(str, k)))):
        role, country, sector, identity = key
        earlier = [k for k in found if k[1] == country and country and _absorbs(k, role, sector, identity)]
        target = earlier[0] if len(earlier) == 1 else key
        found.setdefault(target, []).extend(named[key])
    return found


def _absorbs(
    key: Key,
    role: ParticipantRole,
    sector: str | None,
    identity: str | None,
) -> bool:
    same_role = key[0] == role or role == "participant"
    return same_role and (sector is None or (key[2] == sector and key[3] == identity))


# ------------------------------------------------------------------ where, and what to call it


def _place(members: Sequence[Member]) -> tuple[str, int] | None:
    """Where it is said to have been: the place most origins name; of equals one whose country is known, told first."""
    placed = [m for m in members if m.mention.place is not None]
    known = [m for m in placed if _place_of(m).place is not None] or placed
    exact = [m for m in known if _place_of(m).precision != "country"] or known
    exact.sort(key=lambda m: _place_of(m).country is None)
    if not exact:
        return None
    wanted = _most_told(exact, lambda m: _place_of(m).place or _place_of(m).name)
    for member in exact:
        if (_place_of(member).place or _place_of(member).name) == wanted and member.mention.place is not None:
            return member.told.document.doc, member.mention.place
    return None


def _place_of(member: Member) -> PlaceMention:
    return member.told.reading.places[member.mention.place or 0]


def _gloss(members: Sequence[Member], parties: Sequence[Party], place: tuple[str, int] | None) -> str:
    """ "CHN, RUS: joint exercise (Sea of Japan)": who, to whom ("? > RUS" where only that is said), what, where."""
    acting = _codes(parties, ("actor", "participant"))
    acted_upon = [code for code in _codes(parties, ("recipient",)) if code not in acting]
    who = " > ".join(", ".join(codes) or "?" for codes in (acting, acted_upon)) if acted_upon else ", ".join(acting)
    words = _most_told(members, lambda m: normalise(m.mention.slice(m.told.page.text)))
    what = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    by_doc = {m.told.document.doc: m.told for m in members}
    where = by_doc[place[0]].reading.places[place[1]].name if place and place[0] in by_doc else ""
    return f"{f'{who}: ' if who else ''}{what}{f' ({where})' if where else ''}"


def _codes(parties: Sequence[Party], roles: Sequence[ParticipantRole]) -> list[str]:
    """Country codes, else names, of the parties in these roles, sorted."""
    return sorted({party.country or party.name or party.actor or "" for party in parties if party.role in roles} - {""})
