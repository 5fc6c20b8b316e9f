"""The index of wording in the record: which pages have which fingerprints, on disk, in memory only as far as asked.

A log-structured merge tree (O'Neil et al. 1996): what is added becomes a sorted segment of its own; of segments of
one size four become one, range by range. A page costs a few looks into each segment, of which there are at most three
a size, and is rewritten once a size: both grow with the logarithm of the record.
"""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np

from sayso.compare.hashes import Hashes
from sayso.compare.postings import Postings, merged, without
from sayso.keep.record import Record
from sayso.model.characters import Numbers

#: Rows of a range, about: 4 kB.
_RANGE = 256
#: So many segments of one size are merged; a size is so many times the one before.
_FAN, _FAN_BITS = 4, 2
#: Rows merged at a time: about 50 MB.
_ROWS_A_STEP = 1 << 20
#: Ranges asked for by name at a time, and written at a time.
_RANGES_A_STEP = 1_000
#: A segment is read whole where more than such a share of its ranges is asked for.
_DENSE = 0.3
_KEY_BITS = 64
_NUMBER = np.dtype("<u8")


class Segment(NamedTuple):
    """A sorted part of the index."""

    number: int
    bits: int
    rows: int

    def range_of(self, keys: Hashes) -> Numbers:
        """The number of the range each key falls into."""
        ranges: Numbers = (keys >> np.uint64(1) >> np.uint64(_KEY_BITS - 1 - self.bits)).astype(np.int64)
        return ranges

    def name(self, of_range: int) -> int:
        """What the record calls a range."""
        return (self.number << 32) + of_range


def held(record: Record, keys: Hashes) -> Postings:
    """All rows of these keys, which are sorted."""
    found = []
    for segment in _segments(record):
        numbers = np.unique(segment.range_of(keys))
        few = len(numbers) < _DENSE * (1 << segment.bits)
        parts = _ranges(record, segment, numbers) if few else _whole(record, segment)
        found += [_of_keys(rows, keys) for rows in parts]
    return merged(found)


def _of_keys(rows: Postings, keys: Hashes) -> Postings:
    """Those of the rows, sorted by key, that have one of the keys, which are sorted: each key is looked up."""
    first, last = np.searchsorted(rows.keys, keys, side="left"), np.searchsorted(rows.keys, keys, side="right")
    counts = last - first
    at = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
    return Postings(rows.keys[at], rows.pages[at])


def add(record: Record, rows: Postings) -> None:
    """Put rows in that are not there yet. The caller holds the transaction."""
    if not len(rows.keys):
        return
    _write(record, [rows], len(rows.keys))
    while many := _of_one_size(_segments(record)):
        _write(record, _merging(record, many), sum(segment.rows for segment in many))
        for segment in many:
            record.execute("DELETE FROM postings WHERE range BETWEEN ? AND ?", *_bounds(segment, 0, segment.bits))
            record.execute("DELETE FROM segments WHERE segment = ?", segment.number)


def remove(record: Record, rows: Postings) -> None:
    """Take rows out, all of which are there. The caller holds the transaction."""
    for segment in _segments(record):
        numbers = segment.range_of(rows.keys)
        for number in np.unique(numbers).tolist():
            for there in _ranges(record, segment, np.array([number])):
                gone = merged([rows.where(numbers == number), there])
                again = (gone.keys[1:] == gone.keys[:-1]) & (gone.pages[1:] == gone.pages[:-1])
                left = without(there, gone.where(np.append(again, False)))
                record.execute(
                    "UPDATE postings SET keys = ?, pages = ? WHERE range = ?", *_blobs(left), segment.name(number)
                )


def clear(record: Record) -> None:
    """Empty the index. The caller holds the transaction."""
    record.execute("DELETE FROM postings")
    record.execute("DELETE FROM segments")


# ------------------------------------------------------------------ segments


def _segments(record: Record) -> list[Segment]:
    rows = record.query("SELECT segment, bits, rows FROM segments ORDER BY segment")
    return [Segment(row["segment"], row["bits"], row["rows"]) for row in rows]


def _of_one_size(segments: Sequence[Segment]) -> list[Segment]:
    """Segments to be merged: the smallest size of which there are enough."""
    sizes = sorted({segment.bits // _FAN_BITS for segment in segments})
    groups = ([segment for segment in segments if segment.bits // _FAN_BITS == size] for size in sizes)
    return next((group for group in groups if len(group) >= _FAN), [])


def _write(record: Record, parts: Iterable[Postings], rows: int) -> None:
    """A new segment of sorted parts, none of which has keys within another."""
    number = int(record.query("SELECT coalesce(max(segment), 0) + 1 AS number FROM segments")[0]["number"])
    segment = Segment(number, max(0, (rows // _RANGE).bit_length()), rows)
    for part in parts:
        ranges = segment.range_of(part.keys)
        firsts = np.flatnonzero(np.append(np.ones(min(1, len(ranges)), dtype=np.bool_), ranges[1:] != ranges[:-1]))
        lasts = np.append(firsts[1:], len(ranges))
        names = [segment.name(of_range) for of_range in ranges[firsts].tolist()]
        blobs = [_blobs(Postings(part.keys[a:b], part.pages[a:b])) for a, b in zip(firsts, lasts, strict=True)]
        for k in range(0, len(names), _RANGES_A_STEP):
            keys, pages = zip(*blobs[k : k + _RANGES_A_STEP], strict=True)
            statement = "INSERT INTO postings SELECT unnest(?), unnest(?), unnest(?)"
            record.execute(statement, names[k : k + _RANGES_A_STEP], list(keys), list(pages))
    record.execute("INSERT INTO segments VALUES (?, ?, ?)", *segment)


def _merging(record: Record, segments: Sequence[Segment]) -> Iterator[Postings]:
    """The rows of several segments in order of their keys, a part at a time."""
    steps = min(min(s.bits for s in segments), (sum(s.rows for s in segments) // _ROWS_A_STEP).bit_length())
    for step in range(1 << steps):
        yield merged([_between(record, *_bounds(segment, step, segment.bits - steps)) for segment in segments])


def _bounds(segment: Segment, step: int, bits: int) -> tuple[int, int]:
    """The names of the first and last of the ranges whose numbers, without their last bits, are `step`."""
    return segment.name(step << bits), segment.name(((step + 1) << bits) - 1)


# ------------------------------------------------------------------ ranges


def _ranges(record: Record, segment: Segment, numbers: Numbers) -> Iterator[Postings]:
    """The rows of some ranges, sorted, a part at a time. Names stand in the statement: so they are looked up."""
    for k in range(0, len(numbers), _RANGES_A_STEP):
        listed = ", ".join(str(segment.name(number)) for number in numbers[k : k + _RANGES_A_STEP].tolist())
        yield _joined(record.query(f"SELECT range, keys, pages FROM postings WHERE range IN ({listed})"))


def _whole(record: Record, segment: Segment) -> Iterator[Postings]:
    """All rows of a segment, sorted, a part at a time."""
    for first in range(0, 1 << segment.bits, _RANGES_A_STEP):
        yield _between(record, segment.name(first), segment.name(first + _RANGES_A_STEP - 1))


def _between(record: Record, first: int, last: int) -> Postings:
    """The rows of the ranges from one name to another, sorted."""
    return _joined(record.query("SELECT range, keys, pages FROM postings WHERE range BETWEEN ? AND ?", first, last))


def _joined(rows: list[dict[str, Any]]) -> Postings:
    rows = sorted(rows, key=itemgetter("range"))
    keys, pages = (b"".join(row[name] for row in rows) for name in ("keys", "pages"))
    return Postings(np.frombuffer(keys, dtype=_NUMBER), np.frombuffer(pages, dtype=_NUMBER))


def _blobs(rows: Postings) -> tuple[bytes, bytes]:
    return rows.keys.astype(_NUMBER).tobytes(), rows.pages.astype(_NUMBER).tobytes()
