"""Whose a role is that a sentence names without a country: the page's own, told elsewhere ("the pirates")."""

from collections.abc import Iterator

import msgspec
from spacy.tokens import Doc, Token

from sayso.read.drafts import Draft, Memory, overlaps
from sayso.read.lexicon import word_class
from sayso.read.name_table import actor_id
from sayso.read.names import Hit
from sayso.read.syntax import children, lemma

_ABROAD = frozenset({"MIL", "BUS", "CRM", "NGO", "IGO", "MED"})
#: Those who are of one country throughout a page that names one country's only: its pirates, its rebels.
_OUTLAWS = frozenset({"CRM", "REB"})
#: Named so often, the only country of a page is the one that it is about.
_OFTEN = 4
_OF_STATE = frozenset({"GOV", "LEG", "JUD", "COP", "MIL"})


def in_context(doc: Doc, drafts: list[Draft], owners: list[Hit], memory: Memory) -> Iterator[Draft]:
    """Roles without a country get the one the page gave them before, or the only one of their sentence."""
    for draft in map(memory.spelt_out, drafts):
        head = draft.head(doc)
        if draft.basis in ("office", "organisation") and draft.country is not None and not draft.person:
            memory.roles.setdefault(draft.role or lemma(head), set()).add(draft.country)
        is_open = draft.country is None and draft.basis == "unresolved" and not _is_owned_by_others(head, draft)
        yield _settled(doc, draft, drafts, owners, memory) if is_open else draft


def _settled(doc: Doc, draft: Draft, drafts: list[Draft], owners: list[Hit], memory: Memory) -> Draft:
    """The open role as whoever bears it, or as its country's, if the page or the sentence tells."""
    bearer = _bearer(doc, draft, memory)
    if bearer is not None:
        return msgspec.structs.replace(bearer, first=draft.first, last=draft.last, basis="context", confidence=0.5)
    if draft.sector in (None, "IGO"):
        return draft
    country = _told_before(draft, memory) or (None if draft.person else _at_home(doc, draft, memory))
    country = country or _only_country(draft, draft.head(doc), drafts, owners) or _at_home(doc, draft, memory)
    if country is None:
        return draft
    actor = draft.actor if draft.person else actor_id(country, draft.sector)
    return msgspec.structs.replace(draft, country=country, actor=actor, basis="context", confidence=0.4)


def _at_home(doc: Doc, draft: Draft, memory: Memory) -> str | None:
    """ "The President", "Assistant Secretary Jane Roe" of a page that speaks for a country, or names only one."""
    definite = draft.person or any(child.lower_ == "the" for child in draft.head(doc).children)
    if not definite or draft.sector not in _OF_STATE or draft.role in word_class("frowned"):
        return None
    told_often = len(memory.lands) == 1 and memory.lands.total() >= _OFTEN
    return memory.home or (next(iter(memory.lands)) if told_often and not draft.person else None)


def owned_by_pronoun(doc: Doc, draft: Draft, drafts: list[Draft]) -> Draft:
    """ "His government", "its forces": of the country of whoever the pronoun means; "our allies" are not."""
    head = draft.head(doc)
    if draft.country is not None or draft.person or draft.sector is None or lemma(head) in word_class("others"):
        return draft
    owners = {child.i for child in children(head, "poss")}
    known = {d.country for d in drafts if d.basis == "pronoun" and d.first in owners and d.country}
    if len(known) != 1:
        return draft
    country = next(iter(known))
    actor = actor_id(country, draft.sector)
    return msgspec.structs.replace(draft, country=country, actor=actor, basis="context", confidence=0.4)


def _is_owned_by_others(head: Token, draft: Draft) -> bool:
    """ "European ministers", "its observers": named by a group or a pronoun, not by the country that stands nearby."""
    if draft.person:
        return False
    words = [child for child in children(head, "amod", "compound", "nmod", "poss") if child.i < draft.first]
    return any(word.dep_ == "poss" or (word.is_title and word.i != head.sent.start) or word.is_upper for word in words)


def _only_country(draft: Draft, head: Token, drafts: list[Draft], owners: list[Hit]) -> str | None:
    """The one country of the sentence. Soldiers and ships may be abroad; officials deal with other countries."""
    if draft.sector in _ABROAD:
        return None
    first, last = head.sent.start, head.sent.end
    official = draft.person or draft.sector == "GOV"
    near = [d for d in drafts if first <= d.first < last and not (official and d.sector == "GOV")]
    # Persons are met abroad as well ("President Amin flew to Astana"): only bodies are taken for those of the place.
    places = [o for o in owners if first <= o.first < last and not overlaps(o, drafts) and not draft.person]
    named = {d.country for d in near} | {o.named.country for o in places}
    return next(iter(named - {None})) if len(named - {None}) == 1 else None


def _bearer(doc: Doc, draft: Draft, memory: Memory) -> Draft | None:
    """ "The secretary" alone is the only person whom the page named with that title."""
    alone = draft.last - draft.first == 1 and draft.first > 0 and doc[draft.first - 1].lower_ == "the"
    known = memory.titles.get(draft.role or "", {}) if alone and not draft.person else {}
    bearer = next(iter(known.values())) if len(known) == 1 else None
    return bearer if bearer is not None and bearer.country is not None else None


def _told_before(draft: Draft, memory: Memory) -> str | None:
    """The one country whose role of that name the page told before; of outlaws, the one whose outlaws it tells of."""
    if draft.person:
        return None
    known = memory.roles.get(draft.role or "", set())
    if not known and draft.sector in _OUTLAWS:
        known = memory.sectors.get(draft.sector, set())
    return next(iter(known)) if len(known) == 1 else None
