"""A page's text for the brief: regions cut into runs, so that every quoted word can be jumped to."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sayso.tell.views import EventView, FigureView, RegionView, StatementView

#: Of a longer page, so many characters are shown.
MOST_CHARACTERS = 60_000
#: Roles whose words are not this page's news: shown muted.
MUTED = frozenset({"furniture", "form", "related_link", "credit", "quoted_source", "byline", "dateline"})


class Mark(NamedTuple):
    """Words that something points at. status: an event's trigger; None: only a place to jump to."""

    start: int
    end: int
    status: str | None
    event: str | None


class Run(NamedTuple):
    """A stretch of text; anchor: the code point by which it is jumped to."""

    text: str
    anchor: int | None = None
    status: str | None = None
    event: str | None = None


class Paragraph(NamedTuple):
    """A region of a page. label: the role in words, on the first of several muted ones in a row."""

    role: str
    muted: bool
    label: str
    reason: str
    runs: tuple[Run, ...]


Marks = dict[str, list[Mark]]


def marks(events: Iterable[EventView], statements: Iterable[StatementView], figures: Iterable[FigureView]) -> Marks:
    """What the brief points at, by document and in order."""
    found: Marks = {}
    for event in events:
        for mention in event.mentions:
            quote = mention.quote
            found.setdefault(mention.doc, []).append(Mark(quote.start, quote.end, mention.status, event.event))
    for quote in [r.quote for s in statements for r in s.renderings] + [figure.quote for figure in figures]:
        found.setdefault(quote.doc, []).append(Mark(quote.start, quote.start, None, None))
    return {doc: sorted(set(of_doc), key=_order) for doc, of_doc in found.items()}


def _order(mark: Mark) -> tuple[int, bool, int, str, str]:
    """Triggers before mere anchors at one place, so that the trigger carries the anchor."""
    return mark.start, mark.status is None, -mark.end, mark.status or "", mark.event or ""


def paragraphs(text: str, regions: Sequence[RegionView], of_doc: Sequence[Mark]) -> tuple[Paragraph, ...]:
    """The page's regions with their marks; a page without regions is one muted stretch of its text."""
    if not regions and text:
        regions = (RegionView(0, len(text), "furniture", "no region was found", text),)
    starts = [mark.start for mark in of_doc]
    made: list[Paragraph] = []
    for region in regions:
        if region.start >= MOST_CHARACTERS:
            break
        inside = of_doc[bisect_left(starts, region.start) : bisect_left(starts, region.end)]
        muted = region.role in MUTED
        repeats = bool(made) and made[-1].role == region.role
        label = region.role.replace("_", " ") if muted and not repeats else ""
        made.append(Paragraph(region.role, muted, label, region.reason, tuple(_runs(region, inside))))
    return tuple(made)


def _runs(region: RegionView, inside: Sequence[Mark]) -> Iterator[Run]:
    at, anchored = region.start, -1
    for mark in inside:
        if mark.start == anchored:
            continue
        if mark.start < at:
            continue
        if mark.start > at:
            yield Run(region.text[at - region.start : mark.start - region.start])
        end = min(mark.end, region.end)
        yield Run(region.text[mark.start - region.start : end - region.start], mark.start, mark.status, mark.event)
        at, anchored = end, mark.start
    if at < region.end:
        yield Run(region.text[at - region.start :])
