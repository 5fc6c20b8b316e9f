"""Actors: who is named, and which country, sector, organisation or person that is."""

from collections.abc import Iterator

import msgspec
from spacy.tokens import Doc, Token

from sayso.model.offices import former, slug
from sayso.model.reading import ActorMention
from sayso.read.calibrated import chance
from sayso.read.drafts import Draft, Memory, from_named, overlaps
from sayso.read.home import home_of
from sayso.read.lexicon import word_class
from sayso.read.locative import is_locative
from sayso.read.name_table import actor_id
from sayso.read.names import Hit, find_names, sector_of_name
from sayso.read.page_context import in_context, owned_by_pronoun
from sayso.read.parse import Parsed
from sayso.read.people import find_people, join_titles
from sayso.read.pronouns import find_pronouns
from sayso.read.syntax import children, lemma, with_conjuncts
from sayso.read.voices import find_first_persons

_LAND = frozenset({"country", "demonym", "capital", "seat"})
_INNER = frozenset({"compound", "amod", "nmod", "poss", "conj", "nummod"})


def find_actors(parsed: tuple[Parsed, ...]) -> tuple[ActorMention, ...]:
    """Every actor the page names, in text order; those it does not say enough about stay unresolved."""
    memory = Memory()
    regions = []
    for part in parsed:
        drafts, owners = _drafts(part.doc, memory)
        memory.learn(part.doc, drafts, owners)
        regions.append((part, drafts, owners))
    memory.home = home_of((part, drafts) for part, drafts, _ in regions)
    return tuple(sorted(mention for region in regions for mention in _mentions(*region, memory)))


def _mentions(part: Parsed, found: list[Draft], owners: list[Hit], memory: Memory) -> Iterator[ActorMention]:
    drafts = sorted(in_context(part.doc, found, owners, memory), key=lambda draft: (draft.first, draft.last))
    drafts += [*find_pronouns(part.doc, drafts, memory), *find_first_persons(part, drafts, memory)]
    drafts = [owned_by_pronoun(part.doc, draft, drafts) for draft in drafts]
    for draft in drafts:
        span = part.doc[draft.first : draft.last]
        yield ActorMention(
            start=part.start_of(span),
            end=part.end_of(span),
            name=draft.name,
            country=draft.country,
            sector=draft.sector,
            actor=draft.actor,
            basis=draft.basis,
            confidence=chance("who", draft.confidence),
        )


def _drafts(doc: Doc, memory: Memory) -> tuple[list[Draft], list[Hit]]:
    """What the region's own words name, and the names that something may belong to."""
    hits = find_names(doc)
    people = find_people(doc, hits, memory)
    owners = [hit for hit in hits if hit.named.kind not in ("role", "leader") and not overlaps(hit, people)]
    roles: list[Draft] = []
    for hit in hits:
        if hit.named.kind == "role" and not _only_modifies(doc, hit, hits) and not overlaps(hit, people):
            roles += _role_drafts(doc, hit, owners, people)
    drafts = join_titles(doc, people, roles, memory)
    for hit in owners:
        if hit.named.kind != "town" and not overlaps(hit, drafts) and not _is_place(doc, hit):
            drafts.append(_widened(doc, from_named(hit.first, hit.last, hit.named), drafts))
    drafts += [draft for draft in _bodies(doc, owners) if not overlaps(draft, drafts)]
    return drafts, owners


def _only_modifies(doc: Doc, role: Hit, hits: list[Hit]) -> bool:
    """In "government forces" the government is not named for itself; in "pirate attack" the pirates are."""
    head = role.head(doc)
    return head.dep_ == "compound" and any(head.head.i in _range(hit) for hit in hits if hit.named.kind == "role")


def _is_place(doc: Doc, hit: Hit) -> bool:
    """A place, unless something is done to it there ("the war in Chad") or it is an organisation."""
    head = hit.head(doc)
    if hit.named.kind in ("organisation", "seat", "demonym") or not is_locative(head):
        return False
    if head.dep_ == "poss" and head.head.pos_ == "NOUN":
        return False
    while head.dep_ in _INNER:
        head = head.head
    return hit.named.kind == "capital" or lemma(head.head.head) not in word_class("scope")


# --- roles: "the Russian defence minister", "two Swedish and seven Finnish warplanes", "rebels in Chad"


def _role_drafts(doc: Doc, role: Hit, owners: list[Hit], people: list[Draft]) -> list[Draft]:
    left = [owner for owner in owners if _stands_before(doc, owner, role)]
    right = [] if left else [owner for owner in owners if _stands_behind(doc, owner, role)]
    lords = [p for p in people if p.country and _owns(doc[p.last - 1], role)]
    if lords and not left:
        return [_owned(doc, role, role.first, role.last, lords[0].country, None)]
    if not left and not right:
        return [_owned(doc, role, role.first, role.last, None, None)]
    nearest = left[-1] if left else right[0]
    found = [_owned(doc, role, o.first, o.last, o.named.country, o) for o in left or right if o is not nearest]
    first, last = min(role.first, nearest.first), max(role.last, nearest.last)
    return [*found, _owned(doc, role, first, last, nearest.named.country, nearest)]


def _owns(person: Token, role: Hit) -> bool:
    """ "Putin's forces", "the Biden administration"."""
    return person.dep_ in ("poss", "compound") and person.head.i in _range(role) and person.i < role.first


def _range(hit: Hit) -> range:
    return range(hit.first, hit.last)


def _stands_before(doc: Doc, owner: Hit, role: Hit) -> bool:
    if owner.last > role.first:
        return False
    token = owner.head(doc)
    while token.dep_ in _INNER and token.head.i != token.i and token.i not in _range(role):
        token = token.head
    adjective = owner.named.kind == "demonym" and doc[owner.last - 1].pos_ == "ADJ"
    if adjective and any(child.i in _range(role) for child in children(doc[owner.last - 1], "conj")):
        return True
    return token.i in _range(role) or all(_is_filler(each) for each in doc[owner.last : role.first])


def _is_filler(token: Token) -> bool:
    """What may stand between a people and its role: "'s", adjectives, numbers, hyphens."""
    return token.tag_ in ("POS", "HYPH", "CD") or (token.pos_ in ("ADJ", "NUM") and token.dep_ in _INNER)


def _stands_behind(doc: Doc, owner: Hit, role: Hit) -> bool:
    head = role.head(doc)
    abroad = lemma(head) in word_class("abroad")
    links = [child for child in children(head, "prep") if child.lower_ in ("of", "from", *([] if abroad else ["in"]))]
    behind = with_conjuncts([noun for link in links for noun in children(link, "pobj")])
    token = owner.head(doc)
    while token.dep_ in ("compound", "nmod") and token.head.i > token.i:
        token = token.head
    return any(noun.i in (token.i, *_range(owner)) for noun in behind)


def _owned(doc: Doc, role: Hit, first: int, last: int, country: str | None, owner: Hit | None) -> Draft:
    """A role's mention, with the country and where needed the sector of whoever it belongs to."""
    sector = role.named.sector
    gone = is_former(doc, role)
    if owner is not None and _speaks_for(owner, sector, country):
        body = owner.named
        kind = former(body.sector) if gone else body.sector
        return Draft(first, last, body.name, body.country, kind, None if gone else body.actor, "organisation", 0.85)
    if gone:
        sector = former(sector)
    name = doc[first:last].text
    basis = "office" if country else "unresolved"
    confidence = 0.85 if country else 0.3
    phrase = lemma(role.head(doc))
    return Draft(first, last, name, country, sector, actor_id(country, sector), basis, confidence, role=phrase)


def _speaks_for(owner: Hit, sector: str | None, country: str | None) -> bool:
    """Whoever holds a vague office in a body is the body ("the president of the Knesset", "a NATO official")."""
    if owner.named.kind == "organisation":
        return country is None or sector in (None, "GOV", "UAF")
    return owner.named.kind == "seat" and sector in (None, "GOV") and owner.named.sector != "GOV"


def is_former(doc: Doc, role: Hit) -> bool:
    """ "Former Finnish president", "the ex-minister"."""
    before = {token.lower_ for token in doc[max(0, role.first - 2) : role.first] if token.dep_ in (*_INNER, "punct")}
    own = {child.lower_ for child in children(role.head(doc), "amod")}
    return bool((before | own) & word_class("former"))


# --- organisations the tables do not know, and mentions whose words say only half


def _widened(doc: Doc, draft: Draft, others: list[Draft]) -> Draft:
    """ "Nigerian Union of Teachers": spaCy's organisation around a people's name is that country's."""
    entity = next((e for e in doc.ents if e.start <= draft.first and draft.last <= e.end), None)
    if entity is None or entity.label_ != "ORG" or draft.basis not in ("name", "demonym"):
        return draft
    first = entity.start + (entity[0].pos_ == "DET")
    if entity.end - first <= draft.last - draft.first or doc[entity.end - 1].pos_ != "PROPN":
        return draft
    name = doc[first : entity.end].text
    sector = sector_of_name(doc, entity.end)
    actor = actor_id(draft.country, sector) if sector in ("GOV", "MIL") else f"ORG:{slug(name)}"
    wide = msgspec.structs.replace(
        draft, first=first, last=entity.end, name=name, sector=sector, actor=actor, confidence=0.6
    )
    return draft if overlaps(wide, others) else wide


def _bodies(doc: Doc, owners: list[Hit]) -> Iterator[Draft]:
    for entity in doc.ents:
        if entity.label_ == "ORG" and entity.root.pos_ == "PROPN":
            first = entity.start + (entity[0].pos_ == "DET")
            sector = sector_of_name(doc, entity.end)
            yield Draft(first, entity.end, doc[first : entity.end].text, None, sector, None, "unresolved", 0.3)
