"""An actor mention while its document is still being read: in tokens, not yet in offsets."""

from collections import Counter

import msgspec
from spacy.tokens import Doc, Token

from sayso.read.name_table import Named
from sayso.read.names import Hit


class Draft(msgspec.Struct, frozen=True):
    """An actor mention in tokens [first, last) of one document."""

    first: int
    last: int
    name: str | None
    country: str | None
    sector: str | None
    actor: str | None
    basis: str
    confidence: float = 0.5
    person: bool = False
    role: str | None = None
    """The lemma of the role it was named by ("warship")."""

    def head(self, doc: Doc) -> Token:
        return doc[self.first : self.last].root


_CONFIDENCE = {"country": 0.9, "demonym": 0.8, "capital": 0.7, "seat": 0.9, "organisation": 0.9, "leader": 0.95}


class Memory:
    """What the page has said so far: full names behind surnames, countries behind roles."""

    def __init__(self) -> None:
        self.surnames: dict[str, Draft] = {}
        self.roles: dict[str, set[str]] = {}
        self.sectors: dict[str, set[str]] = {}
        """Sector -> the countries whose bodies of that sector the page names, anywhere in it."""
        self.lands: Counter[str] = Counter()
        """How often it names each country, or its people, towns or bodies."""
        self.titles: dict[str, dict[str, Draft]] = {}
        """A title's word ("secretary") -> whoever the page named with it, by actor."""
        self.acronyms: dict[str, Draft] = {}
        """ "SANDF" after "the South African National Defence Force (SANDF)"."""
        self.speaker: Draft | None = None
        self.subjects: list[tuple[Draft, bool]] = []
        """Who the last sentence was about, and whether its word was a plural."""
        self.labelled = False
        """Has anybody's name stood before a colon, as in a transcript?"""
        self.home: str | None = None
        """The country that the page itself speaks for."""

    def entitle(self, person: Draft, titles: "list[Draft]") -> None:
        """ "Secretary Aho": "the secretary" may be Aho from here on."""
        for title in titles:
            if title.role and person.actor:
                self.titles.setdefault(title.role, {})[person.actor] = person

    def spelt_out(self, draft: Draft) -> Draft:
        """The draft, an acronym that the page introduced as whoever it stands for."""
        known = self.acronyms.get(draft.name or "") if draft.basis == "unresolved" else None
        return draft if known is None else msgspec.structs.replace(known, first=draft.first, last=draft.last)

    def learn(self, doc: Doc, drafts: "list[Draft]", owners: "list[Hit]") -> None:
        """What a region names in so many words: countries, whose bodies of a sector, and short names it introduces."""
        named = [*(draft.country for draft in drafts), *(owner.named.country for owner in owners)]
        self.lands.update(country for country in named if country is not None)
        for draft in drafts:
            if draft.country and draft.sector and not draft.person:
                self.sectors.setdefault(draft.sector, set()).add(draft.country)
            behind = [token.text for token in doc[draft.last : draft.last + 3]]
            if len(behind) == 3 and behind[0] == "(" and behind[2] == ")" and behind[1][:2].isupper() and draft.name:
                self.acronyms.setdefault(behind[1], draft)


def from_named(first: int, last: int, named: Named) -> Draft:
    """A known name as it stands in the tables."""
    basis = "name" if named.kind == "country" else named.kind
    confidence = _CONFIDENCE[named.kind] - (0.2 if named.cautious else 0)
    person = named.kind == "leader"
    return Draft(first, last, named.name, named.country, named.sector, named.actor, basis, confidence, person)


def overlaps(unit: Hit | Draft, others: list[Draft]) -> bool:
    return any(other.first < unit.last and unit.first < other.last for other in others)
