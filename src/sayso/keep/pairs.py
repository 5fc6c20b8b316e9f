"""Sketches, the pairs worth comparing and their alignments in the record: nothing met before is worked out again."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import msgspec
import numpy as np

from sayso.compare.alignment import align
from sayso.compare.candidates import COMMON, page_number, postings_of
from sayso.compare.postings import Counts, gained, merged, without
from sayso.compare.sketch import Sketch, sketch_page
from sayso.keep import stages, wording_index
from sayso.keep.record import Record
from sayso.model.comparison import Passage
from sayso.model.identity import key, stage_version
from sayso.model.page import Page

Pair = tuple[str, str]
#: page -> key and sketch, as stored.
Known = Mapping[str, tuple[str, bytes]]

#: Pages put into the index at a time: a few MB of fingerprints.
_PAGES_A_STEP = 256
#: Pairs aligned and kept at a time: a kill loses no more.
_PAIRS_A_STEP = 500
#: Rows of `kin` are added up once there are so many times as many of them as pairs, and at least so many.
_SPREAD, _FEWEST_ROWS = 2, 10_000


def sketches(record: Record, pages: Mapping[str, Page]) -> list[Sketch]:
    """The sketch of every page, by id; what was missing or stale is made, kept and put into the index of wording.

    Afterwards the index holds these pages and no others.
    """
    wanted = _wanted_keys(record, pages)
    known = stages.sketches(record)
    with record.transaction():
        _take_out(record, [page for page, of in _indexed(record).items() if wanted.get(page) != of], known)
        found = [_sketch(page, wanted[page_id], known) for page_id, page in sorted(pages.items())]
        new = [sketch for sketch in found if known.get(sketch.page, ("", b""))[0] != wanted[sketch.page]]
        rows = [(sketch.page, wanted[sketch.page], msgspec.msgpack.encode(sketch)) for sketch in new]
        record.put_all("sketches", rows)
    indexed = _indexed(record)
    unindexed = (sketch for sketch in found if sketch.page not in indexed)
    while step := list(islice(unindexed, _PAGES_A_STEP)):
        with record.transaction():
            put_in(record, step, wanted)
    stages.drop_sketches(record)
    return found


def _wanted_keys(record: Record, pages: Mapping[str, Page]) -> dict[str, str]:
    keys, version = stages.page_keys(record), stage_version("model", "compare")
    return {page: key(keys[page], version) for page in pages}


def _sketch(page: Page, wanted: str, known: Known) -> Sketch:
    kept, blob = known.get(page.id, ("", b""))
    return msgspec.msgpack.decode(blob, type=Sketch) if kept == wanted else sketch_page(page)


# ------------------------------------------------------------------ the index


def put_in(record: Record, step: Sequence[Sketch], keys: Mapping[str, str]) -> Counts:
    """Put pages into the index of wording; what pairs of pages have more in common now.

    The caller holds the transaction.
    """
    new = merged([postings_of(sketch) for sketch in step])
    counts = gained(wording_index.held(record, np.unique(new.keys)), new)
    _count(record, counts)
    wording_index.add(record, new)
    record.load("indexed", [{"page": sketch.page, "key": keys[sketch.page]} for sketch in step])
    return counts


def _take_out(record: Record, gone: Sequence[str], known: Known) -> None:
    """Take pages out of the index; where they are most of it, or their sketches are lost, all of it is made anew."""
    indexed = _indexed(record)
    lost = any(known.get(page, ("", b""))[0] != indexed[page] for page in gone)
    if lost or 2 * len(gone) > len(indexed):
        wording_index.clear(record)
        record.execute("DELETE FROM kin")
        record.execute("DELETE FROM indexed")
        return
    for k in range(0, len(gone), _PAGES_A_STEP):
        step = gone[k : k + _PAGES_A_STEP]
        rows = merged([postings_of(msgspec.msgpack.decode(known[page][1], type=Sketch)) for page in step])
        left = without(wording_index.held(record, np.unique(rows.keys)), rows)
        counts = gained(left, rows)
        _count(record, counts._replace(few=-counts.few, many=-counts.many))
        wording_index.remove(record, rows)
        record.execute("DELETE FROM indexed WHERE page IN (SELECT unnest(?))", step)


def _indexed(record: Record) -> dict[str, str]:
    return {row["page"]: row["key"] for row in record.query("SELECT page, key FROM indexed ORDER BY page")}


def _count(record: Record, counts: Counts) -> None:
    statement = "INSERT INTO kin SELECT unnest(?), unnest(?), unnest(?), unnest(?)"
    record.execute(statement, *(column.tolist() for column in counts))


def candidates(record: Record) -> list[tuple[int, int]]:
    """The pairs worth comparing, as numbers of pages, sorted: a function of the pages indexed."""
    total = "SELECT a, b, sum(few)::BIGINT AS few, sum(many)::BIGINT AS many FROM kin GROUP BY a, b"
    sizes = record.query(f"SELECT (SELECT count(*) FROM kin) AS rows, (SELECT count(*) FROM ({total})) AS pairs")[0]
    if sizes["rows"] > max(_FEWEST_ROWS, _SPREAD * sizes["pairs"]):
        with record.transaction():
            record.execute(f"CREATE TEMP TABLE summed AS {total}")
            record.execute("DELETE FROM kin")
            record.execute("INSERT INTO kin SELECT * FROM summed WHERE few <> 0 OR many <> 0")
            record.execute("DROP TABLE summed")
    rows = record.stream(f"SELECT a, b FROM ({total}) WHERE few > 0 OR many >= ? ORDER BY a, b", COMMON)
    return [(a, b) for a, b in rows]


# ------------------------------------------------------------------ alignments


def alignments(record: Record, pages: Mapping[str, Page]) -> dict[Pair, tuple[Passage, ...]]:
    """The shared passages of every candidate pair; pairs not aligned yet, or stale, are aligned and kept."""
    known = stages.alignments(record)
    keys = stages.sketch_keys(record)
    named = {page_number(page): page for page in pages}
    wanted = {pair: key(keys[pair[0]], keys[pair[1]]) for pair in sorted(_named(named, candidates(record)))}
    new = (pair for pair, of in wanted.items() if known.get(pair, ("", ()))[0] != of)
    while step := list(islice(new, _PAIRS_A_STEP)):
        aligned = [(pair, wanted[pair], align(pages[pair[0]], pages[pair[1]])) for pair in step]
        stages.put_alignments(record, aligned)
        known |= {pair: (of, passages) for pair, of, passages in aligned}
    return {pair: known[pair][1] for pair in wanted}


def _named(named: Mapping[int, str], pairs: Sequence[tuple[int, int]]) -> Iterator[Pair]:
    for a, b in pairs:
        page, other = sorted((named[a], named[b]))
        yield page, other
