"""Which pages have which fingerprints, and the pairs of pages that this makes: arithmetic on sorted arrays.

All of it is a pure function of the set of postings, and what a page adds can be counted without the pages it has
nothing in common with: an index can grow page by page and gives the pairs that all pages at once would give.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, product
from typing import NamedTuple, TypeVar

import numpy as np

from sayso.compare.hashes import Flags, Hashes
from sayso.model.characters import Numbers

T = TypeVar("T")

#: What no more than so many pages share says by itself that two of them are akin.
FEW_PAGES = 20
#: Up to so many pages that share something are compared each with each. Beyond, each is compared with the first HUBS
#: of them: a text on a thousand pages is joined through those, at a cost that grows with its pages, not their square.
MOST_PAGES, HUBS = 100, 20
#: Rows worked on at a time: it bounds memory to about 200 MB.
_ROWS_A_STEP = 2_000_000
_NONE = np.zeros(0, dtype=np.uint64)


class Postings(NamedTuple):
    """Rows (what is shared, a page that has it), sorted by both, each once. Both are numbers of 64 bits."""

    keys: Hashes
    pages: Hashes

    def where(self, wanted: Flags) -> "Postings":
        return Postings(self.keys[wanted], self.pages[wanted])


class Counts(NamedTuple):
    """For pairs of pages (a < b, sorted, each once), how much they share.

    As differences these may be negative. Nothing is said of a pair that would have nought twice.
    """

    a: Hashes
    b: Hashes
    few: Numbers
    """Shared keys that no more than FEW_PAGES pages have."""
    many: Numbers
    """Shared keys that more pages have; of those that more than MOST_PAGES have, where one is among the first HUBS."""


NO_POSTINGS = Postings(_NONE, _NONE)


def merged(parts: list[Postings]) -> Postings:
    """All rows of postings that have none in common."""
    keys = np.concatenate([_NONE, *(part.keys for part in parts)])
    pages = np.concatenate([_NONE, *(part.pages for part in parts)])
    order = np.lexsort((pages, keys))
    return Postings(keys[order], pages[order])


def without(held: Postings, gone: Postings) -> Postings:
    """The rows of `held` but for those of `gone`, all of which it has."""
    both = merged([held, gone])
    again = np.flatnonzero((both.keys[1:] == both.keys[:-1]) & (both.pages[1:] == both.pages[:-1]))
    kept = np.ones(len(both.keys), dtype=np.bool_)
    kept[again] = kept[again + 1] = False
    return both.where(kept)


def gained(held: Postings, new: Postings) -> Counts:
    """What the pairs of pages share once `new` is added to `held`, less what they shared before.

    The two have no row in common. `held` need only have the rows whose keys occur in `new`, all of these.
    """
    return _summed([counts for part in _parts(held, new) for counts in _gained(*part)])


def _parts(held: Postings, new: Postings) -> Iterator[tuple[Postings, Flags]]:
    """(rows of both, which are new), cut between keys so that no part makes much more than _ROWS_A_STEP pairs."""
    keys, pages = np.concatenate([held.keys, new.keys]), np.concatenate([held.pages, new.pages])
    order = np.lexsort((pages, keys))
    rows, is_new = Postings(keys[order], pages[order]), order >= len(held.keys)
    starts, sizes = _groups(rows.keys)
    weights = np.cumsum(sizes * np.minimum(sizes, MOST_PAGES))
    cuts = np.flatnonzero(np.diff(weights // _ROWS_A_STEP)) + 1
    edges = [0, *starts[cuts].tolist(), len(order)]
    for first, last in pairwise(edges):
        if first < last:
            yield Postings(rows.keys[first:last], rows.pages[first:last]), is_new[first:last]


def _gained(rows: Postings, is_new: Flags) -> Iterator[Counts]:
    """The same for rows of which it is known which are new."""
    starts, sizes = _groups(rows.keys)
    of = np.repeat(np.arange(len(starts)), sizes)
    place = np.arange(len(of)) - starts[of]
    news = np.add.reduceat(is_new.astype(np.int64), starts) if len(starts) else sizes
    new_hubs = np.zeros(len(starts), dtype=np.bool_)
    new_hubs[of[is_new & (place < HUBS)]] = True
    # Of most keys only the pairs with a new page change: not where it makes a key one that more pages have.
    few = sizes <= FEW_PAGES
    all_met = few | ((sizes - news > FEW_PAGES) & (sizes <= MOST_PAGES))
    hubs_met = (sizes - news > MOST_PAGES) & ~new_hubs
    yield _of_rows(rows, is_new, starts, np.where(all_met, sizes, np.where(hubs_met, HUBS, 0)), few)
    changed = ~(all_met | hubs_met)[of]
    if changed.any():
        yield _of_all(rows.where(changed))
        before = _of_all(rows.where(changed & ~is_new))
        yield before._replace(few=-before.few, many=-before.many)


def _of_all(rows: Postings) -> Counts:
    """What the pairs share by these rows and no others."""
    starts, sizes = _groups(rows.keys)
    every = np.ones(len(rows.keys), dtype=np.bool_)
    return _of_rows(rows, every, starts, np.where(sizes <= MOST_PAGES, sizes, HUBS), sizes <= FEW_PAGES)


def _of_rows(rows: Postings, wanted: Flags, starts: Numbers, reach: Numbers, few: Flags) -> Counts:
    """The pairs of each wanted row with the first `reach` rows of its key; of two wanted ones each pair once."""
    of = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(rows.keys))))
    at = np.flatnonzero(wanted & (reach[of] > 0))
    partners = reach[of[at]]
    one = np.repeat(at, partners)
    step = np.arange(len(one)) - np.repeat(np.cumsum(partners) - partners, partners)
    other = np.repeat(starts[of[at]], partners) + step
    # A pair of two wanted rows is met from both where both are within reach: the later one counts it.
    within = wanted[other] & (one - starts[of[one]] < reach[of[one]])
    kept = (one > other) | ((one < other) & ~within)
    one, other = one[kept], other[kept]
    return _counted(rows.pages[one], rows.pages[other], few[of[one]])


def _counted(x: Hashes, y: Hashes, few: Flags) -> Counts:
    a, b = np.minimum(x, y), np.maximum(x, y)
    return _summed([Counts(a, b, few.astype(np.int64), (~few).astype(np.int64))])


def _summed(parts: list[Counts]) -> Counts:
    """One row a pair, the counts added up."""
    a, b = (np.concatenate([_NONE, *(part[k] for part in parts)]) for k in (0, 1))
    few, many = (np.concatenate([np.zeros(0, dtype=np.int64), *(part[k] for part in parts)]) for k in (2, 3))
    order = np.lexsort((b, a))
    a, b = a[order], b[order]
    first = np.flatnonzero(np.append(np.ones(min(1, len(a)), dtype=np.bool_), (a[1:] != a[:-1]) | (b[1:] != b[:-1])))
    if not len(first):
        return Counts(a, b, few, many)
    few, many = (np.add.reduceat(counts[order], first) for counts in (few, many))
    told = (few != 0) | (many != 0)
    return Counts(a[first][told], b[first][told], few[told], many[told])


def _groups(keys: Hashes) -> tuple[Numbers, Numbers]:
    """(first row, number of rows) of each key."""
    starts = np.flatnonzero(np.concatenate([np.ones(min(1, len(keys)), dtype=np.bool_), keys[1:] != keys[:-1]]))
    return starts, np.diff(np.append(starts, len(keys)))


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
