"""copies: label pairs of pages, and group copies among look-alike pages, all in one collection."""

from collections.abc import Iterable, Iterator
from typing import Any

from sayso.acquire.page import acquire
from sayso.acquire.sources import Source
from sayso.compare.copies import Copies, find_copies
from sayso.compare.sameness import sharing, side
from sayso.model.comparison import Told
from sayso.model.reading import Reading
from sayso.model.text import Anchored

#: Two reports of one event share so much without either having copied anything that matters.
_PARTIAL = 0.35
#: What is shared for the most part, but tells nothing of what the titles say, is furniture; so is all that a page
#: without running text shares.
_CHROME = 0.5


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Answers of the task: a label for a pair, the text origin as group for a page."""
    listed = list(items)
    told = {doc: _told(doc, shown) for item in listed for doc, shown in _documents(item)}
    copies = find_copies(told.values())
    origin = {line.doc: line.origin for line in copies.origins if line.span is None}
    for item in listed:
        if item["kind"] == "page":
            yield {"id": item["id"], "group": origin[item["id"]]}
        else:
            first, second = (doc for doc, _ in _documents(item))
            label = "copy" if origin[first] == origin[second] else _label(told[first], told[second], copies)
            yield {"id": item["id"], "label": label}


def _documents(item: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    if item["kind"] == "page":
        return [(item["id"], item)]
    return [(f"{item['id']}/{side}", item[side]) for side in ("first", "second")]


def _told(doc: str, shown: dict[str, Any]) -> Told:
    payload = f"{shown['title'] or ''}\n\n{shown['text']}".strip().encode()
    acquired = acquire(Source(doc=doc, payload=payload))
    return Told(acquired.document, acquired.page, Reading(acquired.page.id))


def _label(a: Told, b: Told, copies: Copies) -> str:
    rows = [r for r in copies.reuse if (r.doc, r.other_doc) == (a.document.doc, b.document.doc)]
    blocks = [[Anchored(f.start, f.end) for f in copies.furniture if f.doc == told.document.doc] for told in (a, b)]
    here, there = [Anchored(r.start, r.end) for r in rows], [Anchored(r.other_start, r.other_end) for r in rows]
    shared = sharing(side(a, here, blocks[0]), side(b, there, blocks[1]))
    if not shared.of or (shared.share >= _CHROME and not shared.told):
        return "chrome"
    return "partial" if shared.share >= _PARTIAL else "independent"
