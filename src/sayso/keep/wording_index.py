"""The index of wording in the record: which pages have which fingerprints, on disk, in memory only as far as asked.

A log-structured merge tree (O'Neil et al. 1996): what is added becomes a sorted segment of its own; of segments of
one size four become one, range by range. A page costs a few looks into each segment, of which there are at most three
a size, and is rewritten once a size: both grow with the logarithm of the record.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from sayso.compare.hashes import Hashes, Numbers, is_among
from sayso.compare.postings import Postings, merged, without
from sayso.keep.record import Record

#: Rows of a range, about: 4 kB.
_RANGE = 256
#: So many segments of one size are merged; a size is so many times the one before.
_FAN, _FAN_BITS = 4, 2
#: Rows merged at a time: about 50 MB.
_ROWS_A_STEP = 1 << 20
#: Ranges asked for by name at a time, and written at a time.
_RANGES_A_STEP = 1_000
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
        names = [segment.name(number) for number in np.unique(segment.range_of(keys)).tolist()]
        rows = merged(list(_ranges(record, names)))
        found.append(rows.where(is_among(rows.keys, keys)))
    return merged(found)


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
            for there in _ranges(record, [segment.name(number)]):
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
        parts: list[Postings] = []
        for segment in segments:
            statement = "SELECT keys, pages FROM postings WHERE range BETWEEN ? AND ? ORDER BY range"
            parts += map(_rows_of, record.query(statement, *_bounds(segment, step, segment.bits - steps)))
        yield merged(parts)


def _bounds(segment: Segment, step: int, bits: int) -> tuple[int, int]:
    """The names of the first and last of the ranges whose numbers, without their last bits, are `step`."""
    return segment.name(step << bits), segment.name(((step + 1) << bits) - 1)


# ------------------------------------------------------------------ ranges


def _ranges(record: Record, names: Sequence[int]) -> Iterator[Postings]:
    """The ranges of these names, those that are there. Names stand in the statement: so the record looks them up."""
    for k in range(0, len(names), _RANGES_A_STEP):
        listed = ", ".join(map(str, names[k : k + _RANGES_A_STEP]))
        yield from map(_rows_of, record.query(f"SELECT keys, pages FROM postings WHERE range IN ({listed})"))


def _rows_of(row: dict[str, bytes]) -> Postings:
    return Postings(np.frombuffer(row["keys"], dtype=_NUMBER), np.frombuffer(row["pages"], dtype=_NUMBER))


def _blobs(rows: Postings) -> tuple[bytes, bytes]:
    return rows.keys.astype(_NUMBER).tobytes(), rows.pages.astype(_NUMBER).tobytes()
