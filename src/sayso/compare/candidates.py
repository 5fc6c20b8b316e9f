"""Which pages are worth comparing word for word."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations, product
from typing import TypeVar

from sayso.compare.sketch import PERMUTATIONS, Sketch

T = TypeVar("T")
Pair = tuple[str, str]

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

    A pair of `known` pages is left out. A function of the set of sketches, whatever their order.
    """
    found: set[Pair] = set()
    common: Counter[Pair] = Counter()
    for pages in _buckets(sketches).values():
        pairs = linked(sorted(pages))
        if len(pages) > MOST_PAGES:
            common.update(pairs)
        else:
            found.update(pairs)
    found.update(pair for pair, times in common.items() if times >= _COMMON)
    return tuple(sorted(pair for pair in found if not (pair[0] in known and pair[1] in known)))


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


def _buckets(sketches: Iterable[Sketch]) -> dict[tuple[int, ...], set[str]]:
    """What is shared -> the pages that share it, where there are several."""
    buckets: dict[tuple[int, ...], set[str]] = defaultdict(set)
    for sketch in sketches:
        for key in _keys(sketch):
            buckets[key].add(sketch.page)
    return {key: pages for key, pages in buckets.items() if len(pages) > 1}


def _keys(sketch: Sketch) -> Iterator[tuple[int, ...]]:
    for block in sketch.blocks:
        for fingerprint in block.prints:
            yield (fingerprint,)
    for row in range(0, PERMUTATIONS if sketch.minhash else 0, _ROWS):
        yield (row, *sketch.minhash[row : row + _ROWS])
