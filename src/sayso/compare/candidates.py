"""Which pages are worth comparing word for word."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

from sayso.compare.sketch import PERMUTATIONS, Sketch

Pair = tuple[str, str]

#: A fingerprint that stands on more pages than this is left to furniture: it would pair everything with everything.
MOST_PAGES = 200
#: MinHash values a band: pages that are alike by a third share one of the 32 bands more often than not.
_ROWS = 3


def candidate_pairs(sketches: Sequence[Sketch], known: AbstractSet[str] = frozenset()) -> tuple[Pair, ...]:
    """Pairs of page ids (a < b, sorted) that share a fingerprint or a band of MinHash.

    A pair of `known` pages is left out. A function of the set of sketches, whatever their order.
    """
    found: set[Pair] = set()
    for pages in _buckets(sketches).values():
        if 1 < len(pages) <= MOST_PAGES:
            found.update(combinations(sorted(pages), 2))
    return tuple(sorted(pair for pair in found if not (pair[0] in known and pair[1] in known)))


def _buckets(sketches: Iterable[Sketch]) -> dict[tuple[int, ...], set[str]]:
    """What is shared -> the pages that share it."""
    buckets: dict[tuple[int, ...], set[str]] = defaultdict(set)
    for sketch in sketches:
        for key in _keys(sketch):
            buckets[key].add(sketch.page)
    return buckets


def _keys(sketch: Sketch) -> Iterator[tuple[int, ...]]:
    for block in sketch.blocks:
        for fingerprint in block.prints:
            yield (fingerprint,)
    for row in range(0, PERMUTATIONS if sketch.minhash else 0, _ROWS):
        yield (row, *sketch.minhash[row : row + _ROWS])
