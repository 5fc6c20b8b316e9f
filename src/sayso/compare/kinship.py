"""What kin shared wording makes of two documents: copy, common intermediary or common primary source."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from sayso.compare.credits import credited, points_to
from sayso.compare.direction import Direction, direction
from sayso.compare.furniture import by_document, without_furniture
from sayso.compare.hashes import Flags
from sayso.compare.sameness import NEARLY_ALL, Sharing, same_page, sharing, side
from sayso.compare.slips import of_writing, shared_slips
from sayso.compare.words import words_of
from sayso.model.comparison import Furniture, Kinship, Passage, Reuse, ReuseKind, Told
from sayso.model.page import NEWS_ROLES
from sayso.model.text import Anchored, Span

#: Words of a passage that must lie in statements, or between quotation marks, on both pages for it to be one.
STATED = 0.7
#: In its own voice one page took so many words from the other, or so much of the shorter one; less may be background
#: that both had from a third.
TAKEN_WORDS, TAKEN_SHARE = 80, 0.3
#: So many of the slips that two pages have in common are named.
_SLIPS_TOLD = 3


class Verdict(NamedTuple):
    """What holds of a whole pair."""

    kinship: Kinship
    direction: Direction
    reasons: tuple[str, ...]
    one_text: bool


def relate(a: Told, b: Told, passages: Iterable[Passage], furniture: Iterable[Furniture] = ()) -> tuple[Reuse, ...]:
    """The shared passages of two documents with the kinship each shows, sorted; doc < other_doc.

    Passages that lie in `furniture` (of these documents) are left out. Two documents of one page share all its news.
    """
    first, second = (a, b) if a.document.doc < b.document.doc else (b, a)
    if first.page.id == second.page.id:
        return tuple(_whole_page(first, second, furniture))
    blocks = by_document(furniture)
    own, others = blocks[first.document.doc], blocks[second.document.doc]
    turned = without_furniture((_turned(p, first.page.id) for p in passages), own, others)
    if not turned:
        return ()
    shared = sharing(side(first, [p.here for p in turned], own), side(second, [p.there for p in turned], others))
    slips = [shared_slips(first, second, passage) for passage in turned]
    verdict = _with_slips(_verdict(first, second, shared, turned), slips)
    found = [
        _reuse(first, second, passage, verdict, slipped=bool(own)) for passage, own in zip(turned, slips, strict=True)
    ]
    return tuple(sorted(found, key=lambda r: (r.start, r.end, r.other_start, r.other_end)))


def _turned(passage: Passage, page: str) -> Passage:
    """The passage seen from the given page."""
    if passage.page == page:
        return passage
    edits = tuple(replace(edit, here=edit.there, there=edit.here) for edit in passage.edits)
    return Passage(passage.other, passage.there, passage.page, passage.here, passage.kind, edits)


def _verdict(a: Told, b: Told, shared: Sharing, passages: Sequence[Passage]) -> Verdict:
    common = sorted(credited(a) & credited(b))
    if common:
        return Verdict("common-intermediary", "unknown", (f"Both credit {', '.join(common)}.",), shared.one_text)
    if shared.form and shared.share >= TAKEN_SHARE:
        return Verdict("common-intermediary", "unknown", ("Both fill one form with names of their own.",), False)
    own = _own_voice(a, b, passages)
    if not (shared.one_text or _taken(a, b, shared, own)):
        said = f"Both say {own} words in their own voice, and most" if own else "Most"
        return Verdict("common-intermediary", "unknown", (f"{said} of either page is its own.",), False)
    way, signs = direction(a, b, passages, whole=shared.one_text and shared.share >= NEARLY_ALL)
    percent = f"{round(100 * shared.share)} % of the shorter one's running text is shared."
    reason = percent if shared.one_text else f"{own} words that one says in its own voice stand in the other."
    return Verdict("copy", way, (reason, *signs), shared.one_text)


def _with_slips(verdict: Verdict, slips: Iterable[Sequence[str]]) -> Verdict:
    """The verdict with the slips that both pages have as a further reason."""
    found = sorted({slip for own in slips for slip in own})
    if not found:
        return verdict
    told = ", ".join(f'"{slip}"' for slip in found[:_SLIPS_TOLD])
    return verdict._replace(reasons=(*verdict.reasons, f"Both write {told}: a slip of one written text."))


def _own_voice(a: Told, b: Told, passages: Iterable[Passage]) -> int:
    """Shared words of running text that both pages say in their own voice."""
    words = words_of(a.page)
    own = words.within(passage.here for passage in passages if not _stated(a, b, passage))
    return int((words.running & own & ~words.quoted).sum())


def _taken(a: Told, b: Told, shared: Sharing, own: int) -> bool:
    """Did one page take words that it says in its own voice?"""
    if points_to(a, b.document) or points_to(b, a.document):
        return True
    return own >= TAKEN_WORDS or (shared.told and own >= TAKEN_SHARE * shared.of)


def _reuse(a: Told, b: Told, passage: Passage, verdict: Verdict, *, slipped: bool) -> Reuse:
    """The row of one passage. `slipped`: both sides hold the same slip, which nobody hears in a speech."""
    kind: ReuseKind = "quotation" if _within(passage, a, b, quoted=True) >= STATED else passage.kind
    copied = slipped and not (of_writing(a, passage.here) or of_writing(b, passage.there))
    if not verdict.one_text and not copied and _stated(a, b, passage):
        reasons = ("Both report the same statement.",)
        return _row(a, b, passage, kind, Verdict("common-primary-source", "unknown", reasons, False))
    return _row(a, b, passage, passage.kind if verdict.one_text else kind, verdict)


def _stated(a: Told, b: Told, passage: Passage) -> bool:
    return _within(passage, a, b, quoted=False) >= STATED


def _within(passage: Passage, a: Told, b: Told, *, quoted: bool) -> float:
    """Share of the passage's words between quotation marks, or in any statement, on the side that has less of them."""
    return min(_share(a, passage.here, quoted), _share(b, passage.there, quoted))


def _share(told: Told, span: Span, quoted: bool) -> float:
    words = words_of(told.page)
    part = words.part(span)
    stated: Flags = words.quoted
    if not quoted:
        stated = stated | words.within(claim for claim in told.reading.claims if claim.mode != "scare")
    return float(stated[part].mean()) if part.stop > part.start else 0.0


def _row(a: Told, b: Told, passage: Passage, kind: ReuseKind, verdict: Verdict) -> Reuse:
    return Reuse(
        doc=a.document.doc,
        start=passage.here.start,
        end=passage.here.end,
        other_doc=b.document.doc,
        other_start=passage.there.start,
        other_end=passage.there.end,
        kind=kind,
        kinship=verdict.kinship,
        direction=verdict.direction,
        reasons=verdict.reasons,
    )


def _whole_page(a: Told, b: Told, furniture: Iterable[Furniture]) -> Iterator[Reuse]:
    """Every news region of a page that two documents hold; nothing where the page tells no news."""
    if not same_page(a, b):
        return
    way, reasons = direction(a, b)
    verdict = Verdict("copy", way, ("Both documents hold the same page.", *reasons), True)
    spans = [_stripped(region, a.page.text) for region in a.page.regions if region.role in NEWS_ROLES]
    passages = [Passage(a.page.id, span, b.page.id, span, "verbatim") for span in spans if span.length]
    for passage in without_furniture(passages, by_document(furniture).get(a.document.doc, ()), ()):
        yield _row(a, b, passage, "verbatim", verdict)


def _stripped(anchored: Anchored, text: str) -> Span:
    words = anchored.slice(text)
    start = anchored.start + len(words) - len(words.lstrip())
    return Span(start, max(start, start + len(words.strip())))
