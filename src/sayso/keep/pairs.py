"""Sketches and alignments in the record: pages and pairs met before are not compared again."""

from collections.abc import Mapping, Sequence

import msgspec

from sayso.compare.alignment import align
from sayso.compare.candidates import candidate_pairs
from sayso.compare.sketch import Sketch, sketch_page
from sayso.keep import stages
from sayso.keep.record import Record
from sayso.model.comparison import Passage
from sayso.model.identity import key, stage_version
from sayso.model.page import Page

Pair = tuple[str, str]


def sketches(record: Record, pages: Mapping[str, Page]) -> list[Sketch]:
    """The sketch of every page, by id; what was missing or stale is made and kept."""
    known, version = stages.sketches(record), stage_version("model", "compare")
    keys = stages.page_keys(record)
    found = []
    for page_id, page in sorted(pages.items()):
        wanted = key(keys[page_id], version)
        kept, blob = known.get(page_id, ("", b""))
        if kept == wanted:
            found.append(msgspec.msgpack.decode(blob, type=Sketch))
        else:
            found.append(sketch_page(page))
            record.put("sketches", (page_id, wanted, msgspec.msgpack.encode(found[-1])))
    return found


def alignments(
    record: Record, pages: Mapping[str, Page], sketched: Sequence[Sketch]
) -> dict[Pair, tuple[Passage, ...]]:
    """The shared passages of every candidate pair; pairs not aligned yet, or stale, are aligned and kept."""
    known = stages.alignments(record)
    keys = stages.sketch_keys(record)
    found: dict[Pair, tuple[Passage, ...]] = {}
    for pair in candidate_pairs(sketched):
        wanted = key(keys[pair[0]], keys[pair[1]])
        kept, passages = known.get(pair, ("", ()))
        if kept != wanted:
            passages = align(pages[pair[0]], pages[pair[1]])
            stages.put_alignment(record, pair, wanted, passages)
        found[pair] = passages
    return found
