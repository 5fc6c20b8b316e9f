"""Which pages are worth comparing word for word."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations, product
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from sayso.compare.hashes import Hashes, grams, mix
from sayso.compare.sketch import Sketch

T = TypeVar("T")
Pair = tuple[str, str]
Numbers = npt.NDArray[np.int64]

#: Up to so many pages that share something are compared each with each. Beyond, each is compared with the first HUBS
#: of them: a text on a thousand pages is joined through those, at a cost that grows with its pages, not their square.
MOST_PAGES, HUBS = 100, 20
#: Pages that share something so common must share so many of those fingerprints, about 25 words: a line of chrome
#: would pair everything with everything.
_COMMON = 3
#: MinHash values a band: pages that are alike by a third share one of the 32 bands more often than not.
_ROWS = 3


def candidate_pairs(sketches: Sequence[Sketch], known: AbstractSet[str] = frozenset()) -> tuple[Pair, ...]:
    """Pairs of page ids (a < b, sorted) that share a fingerprint or a band of MinHash.

    A pair of `known` pages is left out. A function of the set of sketches, whatever their order. Takes about 60 bytes
    of memory a fingerprint.
    """
    by_page = {sketch.page: sketch for sketch in sketches}
    pages = sorted(by_page)
    keys, owners = _postings([by_page[page] for page in pages])
    numbered = np.union1d(_of_few(keys, owners, len(pages)), _of_many(keys, owners, len(pages)))
    pairs = ((pages[pair // len(pages)], pages[pair % len(pages)]) for pair in numbered.tolist())
    return tuple(pair for pair in pairs if not (pair[0] in known and pair[1] in known))


def linked(members: Sequence[T]) -> Iterator[tuple[T, T]]:
    """The pairs of a group, in order: each with each, or, of a very large one, each with the first HUBS."""
    if len(members) <= MOST_PAGES:
        return combinations(members, 2)
    return ((a, b) for k, a in enumerate(members[:HUBS]) for b in members[k + 1 :])


def across(ours: Sequence[T], theirs: Sequence[T]) -> Iterator[tuple[T, T]]:
    """The pairs between two groups, of very large ones only those with the first HUBS of either."""
    if len(ours) * len(theirs) <= MOST_PAGES * HUBS:
        return product(ours, theirs)
    return ((a, b) for k, a in enumerate(ours) for b in (theirs if k < HUBS else theirs[:HUBS]))


def _postings(sketches: Sequence[Sketch]) -> tuple[Hashes, Numbers]:
    """(what is shared, number of the page that has it) in step, sorted by both, each once; what one page has, not."""
    own = [_keys(sketch) for sketch in sketches]
    keys = np.concatenate([np.zeros(0, dtype=np.uint64), *own])
    owners = np.repeat(np.arange(len(own)), [len(part) for part in own])
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    again = np.concatenate([np.zeros(min(1, len(keys)), dtype=np.bool_), keys[1:] == keys[:-1]])
    shared = again | np.concatenate([again[1:], np.zeros(min(1, len(keys)), dtype=np.bool_)])
    return keys[shared], owners[shared]


def _keys(sketch: Sketch) -> Hashes:
    """The fingerprints of a page and its bands of MinHash, each once."""
    prints = [fingerprint for block in sketch.blocks for fingerprint in block.prints]
    values = np.array(sketch.minhash, dtype=np.uint64)
    bands = grams(values, _ROWS)[::_ROWS] if len(values) else values
    numbers = np.arange(1, len(bands) + 1, dtype=np.uint64)
    return np.unique(np.concatenate([np.array(prints, dtype=np.uint64), mix(bands ^ mix(numbers))]))


def _sizes(keys: Hashes) -> tuple[Numbers, Numbers]:
    """(first row, number of rows) of each key."""
    starts = np.flatnonzero(np.concatenate([np.ones(min(1, len(keys)), dtype=np.bool_), keys[1:] != keys[:-1]]))
    return starts, np.diff(np.append(starts, len(keys)))


def _of_few(keys: Hashes, owners: Numbers, pages: int) -> Numbers:
    """The pairs, as a * pages + b, that share something no more than MOST_PAGES have; sorted."""
    starts, sizes = _sizes(keys)
    after = np.repeat(starts + sizes, sizes)
    rows = np.flatnonzero(np.repeat(sizes, sizes) <= MOST_PAGES)
    found = [np.zeros(0, dtype=np.int64)]
    for step in range(1, MOST_PAGES):
        rows = rows[rows + step < after[rows]]
        if not len(rows):
            break
        found.append(np.unique(owners[rows] * pages + owners[rows + step]))
    return np.unique(np.concatenate(found))


def _of_many(keys: Hashes, owners: Numbers, pages: int) -> Numbers:
    """The pairs of a page and one of the first HUBS that share _COMMON things which more than MOST_PAGES have."""
    found = [np.zeros(0, dtype=np.int64)]
    for start, size in zip(*_sizes(keys), strict=True):
        if size > MOST_PAGES:
            members = owners[start : start + size]
            found += [members[k] * pages + members[k + 1 :] for k in range(HUBS)]
    pairs, times = np.unique(np.concatenate(found), return_counts=True)
    return pairs[times >= _COMMON]
