"""Which documents share wording: the family tree of each text, and what one page shares with others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from sayso.keep.record import Record
from sayso.model.publishers import Publishers
from sayso.tell import sources
from sayso.tell.carried import carried, page_support
from sayso.tell.facts import Row, by
from sayso.tell.find import find_page
from sayso.tell.support import Provenance, provenance, published
from sayso.tell.texts import Texts
from sayso.tell.views import CarriedView, OriginView, PassageView, Published, Side, Support

#: At most so many families are shown, and so many documents of one, where not all are asked for.
MOST_FAMILIES, MOST_MEMBERS = 20, 50

_TURNED = {"from": "to", "to": "from", "inserted": "deleted", "deleted": "inserted"}

#: Pairs of documents that share passages, those of one kind together, with the text origin of either document.
_SHARED = """
    SELECT r.doc, r.other_doc, r.kinship, r.direction, r.reasons, count(*) AS passages,
           sum(r."end" - r.start) AS characters, sum(r.other_end - r.other_start) AS other_characters,
           coalesce(a.origin, r.doc) AS origin, coalesce(b.origin, r.other_doc) AS other_origin
    FROM reuse r LEFT JOIN origins a ON a.doc = r.doc AND a.start IS NULL
    LEFT JOIN origins b ON b.doc = r.other_doc AND b.start IS NULL
    GROUP BY ALL ORDER BY r.doc, r.other_doc, characters DESC, r.kinship, r.direction, r.reasons
"""


class Link(msgspec.Struct, frozen=True):
    """A document took so many characters from another, for these reasons."""

    doc: str
    taken_from: str
    characters: int
    reasons: tuple[str, ...] = ()


class Member(msgspec.Struct, frozen=True):
    """A document in its family tree. place: source (others took from it), copy, or unknown (of no known direction)."""

    doc: str
    place: Literal["source", "copy", "unknown"]
    taken_from: str | None = None
    characters: int = 0
    """So many of its characters are taken."""
    reasons: tuple[str, ...] = ()


class FamilyView(msgspec.Struct, frozen=True):
    """The documents of one text origin, each behind the one that it took the text from."""

    origin: str
    kinship: str
    members: tuple[Member, ...]
    reasons: tuple[str, ...]
    """Why those of no known direction are of one text."""
    publishers: tuple[Published, ...] = ()
    """Of the members whose outlet is known."""


class WayView(msgspec.Struct, frozen=True):
    """How two documents come to share passages. direction as seen from the first: `from` = it took them."""

    kinship: str
    direction: str
    reasons: tuple[str, ...]
    passages: int
    characters: int


class PairView(msgspec.Struct, frozen=True):
    """Two documents of different text origins that share passages."""

    doc: str
    other_doc: str
    characters: int
    ways: tuple[WayView, ...]


class CopiesView(msgspec.Struct, frozen=True):
    """Every text that several documents carry, and the pairs that share passages of different texts."""

    families: tuple[FamilyView, ...]
    pairs: tuple[PairView, ...]


class SharedView(msgspec.Struct, frozen=True):
    """What a page shares with another in one way; its own side of each passage is `here`."""

    kinship: str
    direction: str
    reasons: tuple[str, ...]
    characters: int
    passages: tuple[PassageView, ...]


class PartnerView(msgspec.Struct, frozen=True):
    """Another document that shares wording with a page."""

    doc: str
    characters: int
    shared: tuple[SharedView, ...]


class PageCopiesView(msgspec.Struct, frozen=True):
    """A page and every document that it shares wording with, the most shared first."""

    doc: str
    support: Support
    """Who carries its text, which texts are in it, and whom it quotes."""
    carried: tuple[CarriedView, ...]
    """Who carries each passage, once for each place on the page."""
    partners: tuple[PartnerView, ...]


# ------------------------------------------------------------------ the family tree


def family_tree(docs: Iterable[str], links: Iterable[Link]) -> tuple[Member, ...]:
    """The documents in the order of their tree, each behind the one it took from; those of no known direction last.

    A document that took from several stands under the one it took most from (the smaller name of equals). Where
    documents would have taken from one another in a circle, none of them has a known direction.
    """
    taken = _most_taken(links)
    parents = {doc: link.taken_from for doc, link in taken.items()}
    kept = {doc: link for doc, link in sorted(taken.items()) if not _circular(doc, parents)}
    copies: dict[str, list[str]] = {}
    for doc, link in kept.items():
        copies.setdefault(link.taken_from, []).append(doc)
    tops = sorted(set(docs) - set(kept), key=lambda doc: (doc not in copies or doc in taken, doc))
    return tuple(_walk(tops, copies, kept, taken))


def _most_taken(links: Iterable[Link]) -> dict[str, Link]:
    """Document -> the one link to where it took most from."""
    sums: dict[tuple[str, str], Link] = {}
    for link in sorted(links, key=lambda link: (link.doc, link.taken_from, link.reasons)):
        key = link.doc, link.taken_from
        known = sums.get(key, Link(*key, 0))
        reasons = tuple(dict.fromkeys((*known.reasons, *link.reasons)))
        sums[key] = Link(*key, known.characters + link.characters, reasons)
    fewest_first = sorted(sums.values(), key=lambda link: (-link.characters, link.taken_from), reverse=True)
    return {link.doc: link for link in fewest_first}


def _circular(doc: str, parents: Mapping[str, str]) -> bool:
    """Does the way up from the document lead back to it?"""
    seen: set[str] = set()
    step = parents[doc]
    while step != doc and step in parents and step not in seen:
        seen.add(step)
        step = parents[step]
    return step == doc


def _walk(
    tops: Sequence[str], copies: Mapping[str, Sequence[str]], kept: Mapping[str, Link], taken: Mapping[str, Link]
) -> Iterator[Member]:
    """Every member, parents before their copies."""
    waiting = list(reversed(tops))
    while waiting:
        doc = waiting.pop()
        waiting.extend(reversed(copies.get(doc, ())))
        if link := kept.get(doc):
            yield Member(doc, "copy", link.taken_from, link.characters, link.reasons)
        else:
            yield Member(doc, "source" if doc in copies and doc not in taken else "unknown")


# ------------------------------------------------------------------ the whole record


def copies(record: Record, publishers: Publishers | None = None) -> CopiesView:
    """The families of the record, the largest first, and the pairs of different origins, the longest first."""
    rows = record.query(_SHARED)
    known = provenance(record, publishers)
    inside = by((row for row in rows if row["origin"] == row["other_origin"]), "origin")
    origins = sources.origins(record, sources.documents(record))
    return CopiesView(
        tuple(_family(origin, inside.get(origin.origin, []), known) for origin in origins if len(origin.docs) > 1),
        _pairs([row for row in rows if row["origin"] != row["other_origin"]]),
    )


def _family(origin: OriginView, rows: Sequence[Row], known: Provenance) -> FamilyView:
    links = [_link(row) for row in rows if row["kinship"] == "copy" and row["direction"] != "unknown"]
    members = family_tree(origin.docs, links)
    unknown = {member.doc for member in members if member.place == "unknown"}
    told = [row["reasons"] for row in rows if {row["doc"], row["other_doc"]} & unknown]
    reasons = dict.fromkeys(reason for reasons in told for reason in reasons)
    publishers = published([(doc, origin.origin) for doc in origin.docs], known.publishers)
    return FamilyView(origin.origin, origin.kinship, members, tuple(reasons), publishers)


def _link(row: Row) -> Link:
    reasons = tuple(row["reasons"])
    if row["direction"] == "from":
        return Link(row["doc"], row["other_doc"], row["characters"], reasons)
    return Link(row["other_doc"], row["doc"], row["other_characters"], reasons)


def _pairs(rows: Iterable[Row]) -> tuple[PairView, ...]:
    pairs: dict[tuple[str, str], list[WayView]] = {}
    for row in rows:
        way = WayView(row["kinship"], row["direction"], tuple(row["reasons"]), row["passages"], int(row["characters"]))
        pairs.setdefault((row["doc"], row["other_doc"]), []).append(way)
    found = [PairView(*docs, sum(way.characters for way in ways), tuple(ways)) for docs, ways in pairs.items()]
    return tuple(sorted(found, key=lambda pair: (-pair.characters, pair.doc, pair.other_doc)))


# ------------------------------------------------------------------ one page


def page_copies(record: Record, given: str, publishers: Publishers | None = None) -> PageCopiesView:
    """What a page shares with every other document. Raises NotInRecordError."""
    doc = find_page(record, given)
    partners: dict[str, list[PassageView]] = {}
    known = provenance(record, publishers)
    shared = sources.passages(record, Texts(record), doc)
    for passage in shared:
        seen = passage if passage.doc == doc else _turned(passage)
        partners.setdefault(seen.other_doc, []).append(seen)
    found = [_partner(other, passages) for other, passages in partners.items()]
    return PageCopiesView(
        doc,
        page_support(record, known, doc),
        carried(record, known, doc, shared),
        tuple(sorted(found, key=lambda partner: (-partner.characters, partner.doc))),
    )


def _turned(passage: PassageView) -> PassageView:
    """The same passage seen from its other document."""
    return PassageView(
        doc=passage.other_doc,
        start=passage.other_start,
        end=passage.other_end,
        other_doc=passage.doc,
        other_start=passage.start,
        other_end=passage.end,
        kind=passage.kind,
        kinship=passage.kinship,
        direction=_TURNED.get(passage.direction, passage.direction),
        reasons=passage.reasons,
        here=_turned_runs(passage.there),
        there=_turned_runs(passage.here),
    )


def _turned_runs(runs: Iterable[Side]) -> tuple[Side, ...]:
    return tuple(Side(_TURNED.get(run.kind, run.kind), run.text) for run in runs)


def _partner(doc: str, passages: Iterable[PassageView]) -> PartnerView:
    ways: dict[tuple[str, str, tuple[str, ...]], list[PassageView]] = {}
    for passage in sorted(passages, key=lambda p: (p.start, p.end, p.other_start, p.other_end)):
        ways.setdefault((passage.kinship, passage.direction, passage.reasons), []).append(passage)
    shared = [SharedView(*way, sum(p.end - p.start for p in found), tuple(found)) for way, found in ways.items()]
    shared.sort(key=lambda way: (-way.characters, way.kinship, way.direction, way.reasons))
    return PartnerView(doc, sum(way.characters for way in shared), tuple(shared))
