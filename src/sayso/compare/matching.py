"""Shared word runs of two pages, grown over small edits: works on word numbers and knows nothing of characters."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from sayso.compare.hashes import Flags
from sayso.compare.words import SEED, PageWords

#: Words that are matched to one another, a row a pair (number here, number there), ascending on both sides.
Match = npt.NDArray[np.int64]

#: A run that recurs oftener than this within a page is a refrain and starts nothing.
_REFRAIN = 8
#: Runs with at most so many words between them, on either side, belong to one edited passage.
_GAP = 12
#: How far beyond its seeds a match may reach.
_REACH = 40
#: What a matched word is worth, and what a word left out costs, in tenths.
_CONTENT, _FUNCTION, _LOST = 10, 4, 3


class Run(NamedTuple):
    """`length` equal words, from `here` and from `there`."""

    length: int
    here: int
    there: int


class Ground:
    """Which words of the two pages are spoken for."""

    def __init__(self, here: int, there: int) -> None:
        self.closed = (np.zeros(here, dtype=np.bool_), np.zeros(there, dtype=np.bool_))
        """Words within matches found so far, those lost in their gaps included."""
        self.seeded = (np.zeros(here, dtype=np.bool_), np.zeros(there, dtype=np.bool_))
        """Words of all runs: no match reaches beyond its ends over them."""

    def seed(self, run: Run) -> None:
        self.seeded[0][run.here : run.here + run.length] = True
        self.seeded[1][run.there : run.there + run.length] = True

    def close(self, match: Match) -> None:
        for side in (0, 1):
            self.closed[side][match[0][side] : match[-1][side] + 1] = True

    def is_open(self, here: tuple[int, int], there: tuple[int, int]) -> bool:
        return not (self.closed[0][slice(*here)].any() or self.closed[1][slice(*there)].any())


def matches(here: PageWords, there: PageWords) -> list[Match]:
    """What the two pages share, most first. No word lies within two matches; their order on the pages is free."""
    runs = disjoint(seeds(here, there), len(here), len(there))
    ground = Ground(len(here), len(there))
    for run in runs:
        ground.seed(run)
    found: list[Match] = []
    for chain in sorted(chains(runs), key=_weight):
        for piece in _open_pieces(chain, ground):
            for part in best_parts(grown(piece, here, there, ground), here.content):
                found.append(without_strays(part, here, there))
                ground.close(found[-1])
    return found


def _open_pieces(chain: Sequence[Run], ground: Ground) -> Iterator[list[Run]]:
    """The chain without runs that better matches cover, cut where one stands in a gap."""
    piece: list[Run] = []
    for run in chain:
        start = _end(piece) if piece else (run.here, run.there)
        if not ground.is_open((run.here, run.here + run.length), (run.there, run.there + run.length)):
            continue
        if piece and not ground.is_open((start[0], run.here), (start[1], run.there)):
            yield piece
            piece = []
        piece.append(run)
    if piece:
        yield piece


def _weight(chain: Sequence[Run]) -> tuple[int, int, int]:
    return (-sum(run.length for run in chain), chain[0].here, chain[0].there)


# ------------------------------------------------------------------ exact runs


def seeds(here: PageWords, there: PageWords) -> list[Run]:
    """Maximal runs of at least SEED equal words."""
    (ours, at), (theirs, order) = here.runs, there.runs
    low, high = np.searchsorted(theirs, ours, side="left"), np.searchsorted(theirs, ours, side="right")
    counts = high - low
    counts[counts > _REFRAIN] = 0
    i = np.repeat(at, counts)
    offsets = np.arange(len(i)) - np.repeat(np.cumsum(counts) - counts, counts)
    j = order[np.repeat(low, counts) + offsets] if len(i) else i
    return list(_runs(i, j))


def _runs(i: np.ndarray, j: np.ndarray) -> Iterator[Run]:
    """Neighbours on one diagonal are one run."""
    order = np.lexsort((i, i - j))
    i, j = i[order], j[order]
    breaks = np.flatnonzero((np.diff(i) != 1) | (np.diff(j) != 1)) + 1
    for part in np.split(np.arange(len(i)), breaks):
        if len(part):
            yield Run(len(part) + SEED - 1, int(i[part[0]]), int(j[part[0]]))


def disjoint(runs: Sequence[Run], here: int, there: int) -> list[Run]:
    """The longest runs first, each cut to the words that no longer one has taken; sorted by place."""
    used = (np.zeros(here, dtype=np.bool_), np.zeros(there, dtype=np.bool_))
    kept = []
    for run in sorted(runs, key=lambda r: (-r.length, r.here, r.there)):
        free = ~(used[0][run.here : run.here + run.length] | used[1][run.there : run.there + run.length])
        start, length = _longest(free)
        if length >= SEED or length == run.length:
            cut = Run(length, run.here + start, run.there + start)
            used[0][cut.here : cut.here + length] = True
            used[1][cut.there : cut.there + length] = True
            kept.append(cut)
    return sorted(kept, key=lambda r: (r.here, r.there))


def _longest(free: Flags) -> tuple[int, int]:
    """(start, length) of the longest stretch of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], free.view(np.int8), [0]])))
    if not len(edges):
        return 0, 0
    lengths = edges[1::2] - edges[::2]
    best = int(lengths.argmax())
    return int(edges[2 * best]), int(lengths[best])


# ------------------------------------------------------------------ edited passages


def chains(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs that follow one another on both sides with little between them; `runs` are sorted by place."""
    done: list[list[Run]] = []
    live: list[list[Run]] = []
    for run in runs:
        done += [chain for chain in live if run.here - _end(chain)[0] > _GAP]
        live = [chain for chain in live if run.here - _end(chain)[0] <= _GAP]
        before = [chain for chain in live if _follows(chain, run)]
        if before:
            min(before, key=lambda chain: _shift(chain[-1], run)).append(run)
        else:
            live.append([run])
    return done + live


def _end(chain: Sequence[Run]) -> tuple[int, int]:
    return chain[-1].here + chain[-1].length, chain[-1].there + chain[-1].length


def _follows(chain: Sequence[Run], run: Run) -> bool:
    """Does it begin soon after the chain on both sides, with no more lost than it is worth?"""
    here, there = run.here - _end(chain)[0], run.there - _end(chain)[1]
    return 0 <= here <= _GAP and 0 <= there <= _GAP and _LOST * (here + there) <= _CONTENT * run.length


def _shift(last: Run, run: Run) -> tuple[int, int]:
    return abs((run.here - run.there) - (last.here - last.there)), -last.here


def grown(chain: Sequence[Run], here: PageWords, there: PageWords, ground: Ground) -> Match:
    """The chain's words, with those matched in its gaps and beyond its ends as far as other runs leave room."""
    parts = [_reached(chain[0][1:], -1, here, there, ground)]
    for run, after in zip(chain, [*chain[1:], None], strict=True):
        parts.append(_diagonal(run))
        if after is not None:
            gap = (run.here + run.length, after.here), (run.there + run.length, after.there)
            parts.append(_common(here, there, *gap))
    return np.concatenate([*parts, _reached(_end(chain), 1, here, there, ground)])


def _diagonal(run: Run) -> Match:
    pairs: Match = np.arange(run.length)[:, None] + np.array([[run.here, run.there]])
    return pairs


def _reached(at: tuple[int, int], step: int, here: PageWords, there: PageWords, ground: Ground) -> Match:
    """What matches before (step -1) or behind (1) a place on both pages."""
    spoken_for = [closed | seeded for closed, seeded in zip(ground.closed, ground.seeded, strict=True)]
    ends = [_room(taken, place, step) for taken, place in zip(spoken_for, at, strict=True)]
    a, b = (sorted(pair) for pair in zip(at, ends, strict=True))
    return _common(here, there, (a[0], a[1]), (b[0], b[1]))


def _room(taken: Flags, at: int, step: int) -> int:
    """How far from `at` one may go before a word is taken: the boundary, at most _REACH words away."""
    stretch = taken[at : at + _REACH] if step > 0 else taken[max(0, at - _REACH) : at][::-1]
    hit = np.flatnonzero(stretch)
    return at + step * int(hit[0] if len(hit) else len(stretch))


def _common(here: PageWords, there: PageWords, a: tuple[int, int], b: tuple[int, int]) -> Match:
    """The longest common subsequence of two stretches of words."""
    if a[0] >= a[1] or b[0] >= b[1]:
        return np.zeros((0, 2), dtype=np.int64)
    blocks = LCSseq.opcodes(here.hashes[a[0] : a[1]].tolist(), there.hashes[b[0] : b[1]].tolist())
    pairs = [
        (a[0] + op.src_start + k, b[0] + op.dest_start + k)
        for op in blocks
        if op.tag == "equal"
        for k in range(op.src_end - op.src_start)
    ]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def best_parts(match: Match, content: Flags) -> Iterator[Match]:
    """The stretches of a match that are dense enough to be one passage: the best, then what is left around it."""
    waiting = [match]
    while waiting:
        part = waiting.pop()
        start, end = _best_stretch(part, content) if len(part) >= SEED else (0, 0)
        if end - start >= SEED:
            yield part[start:end]
            waiting += [part[end:], part[:start]]


def _best_stretch(match: Match, content: Flags) -> tuple[int, int]:
    """The contiguous part with the highest sum of worth less cost; the first of those, without a worthless start."""
    i, j = match.T
    worth = np.cumsum(np.where(content[i], _CONTENT, _FUNCTION))
    lost = np.cumsum(_LOST * np.concatenate([[0], np.diff(i) + np.diff(j) - 2]))
    before = np.concatenate([[0], worth[:-1]]) - lost
    least = np.minimum.accumulate(before)
    end = int((worth - lost - least).argmax())
    return int(np.flatnonzero(before[: end + 1] == least[end])[-1]), end + 1


def without_strays(match: Match, here: PageWords, there: PageWords) -> Match:
    """The match without function words at its ends that stand apart from it: "... the border. | The minister"."""
    i, j = match.T
    apart = (np.diff(i) > 1) | (np.diff(j) > 1) | (np.diff(here.block[i]) != 0) | (np.diff(there.block[j]) != 0)
    stray = ~here.content[i]
    start, end = 0, len(match)
    while end - start > 1 and stray[end - 1] and apart[end - 2]:
        end -= 1
    while end - start > 1 and stray[start] and apart[start]:
        start += 1
    return match[start:end]
