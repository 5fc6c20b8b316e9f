"""Which pages are worth comparing word for word."""

from collections.abc import Sequence

import numpy as np

from sayso.compare.hashes import Flags, Hashes, grams, mix
from sayso.compare.postings import NO_POSTINGS, Counts, Postings, gained, merged
from sayso.compare.sketch import Sketch
from sayso.model.identity import sha256

Pair = tuple[str, str]

#: Pages that share what many share must share so many of those fingerprints, some twelve words: a formula of office or
#: a line of chrome would pair everything with everything.
COMMON = 2
#: MinHash values a band: pages that are alike by a third share one of the 32 bands more often than not.
_ROWS = 3


def candidate_pairs(sketches: Sequence[Sketch]) -> tuple[Pair, ...]:
    """Pairs of page ids (a < b, sorted) that share a fingerprint or a band of MinHash.

    A function of the set of sketches, whatever their order.
    """
    by_number = {page_number(sketch.page): sketch for sketch in sketches}
    counts = gained(NO_POSTINGS, merged([postings_of(sketch) for sketch in by_number.values()]))
    enough = are_candidates(counts)
    numbers = zip(counts.a[enough].tolist(), counts.b[enough].tolist(), strict=True)
    pairs = (sorted((by_number[a].page, by_number[b].page)) for a, b in numbers)
    return tuple(sorted((a, b) for a, b in pairs))


def are_candidates(counts: Counts) -> Flags:
    """Which pairs share enough to be compared."""
    enough: Flags = (counts.few > 0) | (counts.many >= COMMON)
    return enough


def page_number(page: str) -> int:
    """A number of 64 bits for a page id; of a million pages two have the same once in thirty million records."""
    return int(sha256(page)[:16], 16)


def postings_of(sketch: Sketch) -> Postings:
    """The fingerprints of a page and its bands of MinHash, as rows of an index."""
    prints = [fingerprint for block in sketch.blocks for fingerprint in block.prints]
    keys = np.unique(np.concatenate([np.array(prints, dtype=np.uint64), _bands(sketch)]))
    return Postings(keys, np.full(len(keys), page_number(sketch.page), dtype=np.uint64))


def _bands(sketch: Sketch) -> Hashes:
    values = np.array(sketch.minhash, dtype=np.uint64)
    bands = grams(values, _ROWS)[::_ROWS] if len(values) else values
    numbers = np.arange(1, len(bands) + 1, dtype=np.uint64)
    return mix(bands ^ mix(numbers))
