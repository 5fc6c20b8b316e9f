"""How alike every two documents are that could be of one story, and whether their days let them be."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array

from sayso.compare.story_sketch import RARE, Products, Shared, StorySketch, affair_score, story_score
from sayso.compare.terms import weight
from sayso.model.time import Interval

Index = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]
#: Rows, columns and scores of pairs.
Scored = tuple[Index, Index, Values]
_NOTHING: Scored = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))

#: Documents further apart in time than this are never one story, however alike.
FARTHEST = 60
#: At this distance in days a pair counts half.
_HALF = 30
#: What a pair counts where the days of one side are not known.
_UNDATED = 0.75
#: An interval wider than this says too little to bring two documents together; it may still part them.
_KNOWN = 14
_CHUNK = 1024
_PAIRS = 200_000
#: What two documents count at least whose beginnings tell of one event.
_ONE_EVENT = 0.3
#: Scores below this count as nothing.
LEAST = 0.03


class Voice(msgspec.Struct, frozen=True):
    """A document that speaks for all of its text origin."""

    sketch: StorySketch
    published: Interval
    happened: Interval
    """The days of its main event."""
    lead: frozenset[str] = frozenset()
    """Events of a few known days that its beginning tells."""


class Matrix(NamedTuple):
    """One row a voice, one column a term (in their order), with each row's product with itself."""

    rows: csr_array
    squares: Values


class Similarities(NamedTuple):
    """Symmetric matrices of pair scores, days included; what is not stored is 0."""

    stories: csr_array
    affairs: csr_array


def similarities(voices: Sequence[Voice]) -> Similarities:
    """The scores of all pairs worth scoring."""
    names, words = _matrix([v.sketch.names for v in voices]), _matrix([v.sketch.words for v in voices])
    found: tuple[list[Scored], list[Scored]] = ([_of_one_event(voices)], [_NOTHING])
    for i, j, rare in _candidates(voices):
        common = [Shared(*row) for row in zip(_products(names, i, j), _products(words, i, j), rare, strict=True)]
        for scored, score in zip(found, (story_score, affair_score), strict=True):
            scored.append(_scores(voices, i, j, common, score))
    return Similarities(*(_symmetric(scored, len(voices)) for scored in found))


def _scores(
    voices: Sequence[Voice],
    i: Index,
    j: Index,
    common: Sequence[Shared],
    score: Callable[[StorySketch, StorySketch, Shared], float],
) -> Scored:
    pairs = zip(i.tolist(), j.tolist(), common, strict=True)
    values = np.array(
        [score(voices[a].sketch, voices[b].sketch, both) * nearness(voices[a], voices[b]) for a, b, both in pairs]
    )
    kept = values >= LEAST
    return i[kept], j[kept], values[kept]


def _symmetric(scored: Sequence[Scored], size: int) -> csr_array:
    """Of a pair scored twice the higher score counts."""
    i, j, values = (np.concatenate(column) for column in zip(*scored, strict=True))
    order = np.lexsort((-values, j, i))
    i, j, values = i[order], j[order], values[order]
    first = np.ones(len(i), dtype=np.bool_)
    first[1:] = (np.diff(i) != 0) | (np.diff(j) != 0)
    upper = coo_array((values[first], (i[first], j[first])), shape=(size, size))
    return csr_array(upper + upper.T)


def _of_one_event(voices: Sequence[Voice]) -> Scored:
    """Pairs whose beginnings tell of one event, however differently."""
    tellers: dict[str, list[int]] = defaultdict(list)
    for k, voice in enumerate(voices):
        for event in voice.lead:
            tellers[event].append(k)
    pairs = sorted({pair for told_by in tellers.values() for pair in combinations(told_by, 2)})
    scored = [(a, b, _ONE_EVENT * nearness(voices[a], voices[b])) for a, b in pairs]
    kept = [entry for entry in scored if entry[2] >= LEAST]
    columns = [np.array(column) for column in zip(*kept, strict=True)]
    return (columns[0], columns[1], columns[2]) if kept else _NOTHING


def _matrix(sketches: Sequence[Iterable[tuple[str, float]]]) -> Matrix:
    columns = {term: k for k, term in enumerate(sorted({term for terms in sketches for term, _ in terms}))}
    entries = [(i, columns[term], value) for i, terms in enumerate(sketches) for term, value in terms]
    i, j, values = (np.array(column) for column in zip(*entries, strict=True)) if entries else _NOTHING
    rows = csr_array((values, (i, j)), shape=(len(sketches), max(1, len(columns))))
    return Matrix(rows, np.asarray(rows.multiply(rows).sum(axis=1)).ravel())


def _candidates(voices: Sequence[Voice]) -> Iterator[tuple[Index, Index, list[int]]]:
    """Pairs (i < j) that share rare names, with how many, and whose days do not part them; some at a time."""
    rare = [[(t, 1.0) for t, _ in v.sketch.names if weight(t) >= RARE] for v in voices]
    rows = _matrix(rare).rows
    for start in range(0, len(voices), _CHUNK):
        shared = coo_array(rows[start : start + _CHUNK] @ rows.T)
        i, j = shared.row.astype(np.int64) + start, shared.col.astype(np.int64)
        kept = np.flatnonzero((i < j) & ~_parted(voices, i, j))
        for part in np.split(kept, range(_PAIRS, len(kept), _PAIRS)):
            yield i[part], j[part], shared.data[part].astype(int).tolist()


def _parted(voices: Sequence[Voice], i: Index, j: Index) -> npt.NDArray[np.bool_]:
    """Do the days of publication part them? Main events are looked at later, pair by pair."""
    first = np.array([_ordinal(v.published.start, -1) for v in voices])
    last = np.array([_ordinal(v.published.end, 10**7) for v in voices])
    parted: npt.NDArray[np.bool_] = np.maximum(first[i] - last[j], first[j] - last[i]) > FARTHEST
    return parted


def _ordinal(day: date | None, unknown: int) -> int:
    return day.toordinal() if day else unknown


def _products(matrix: Matrix, i: Index, j: Index) -> list[Products]:
    both = np.asarray(matrix.rows[i].multiply(matrix.rows[j]).sum(axis=1)).ravel()
    columns = both.tolist(), matrix.squares[i].tolist(), matrix.squares[j].tolist()
    return [Products(*row) for row in zip(*columns, strict=True)]


def nearness(a: Voice, b: Voice) -> float:
    """1 for the same day, falling with the distance; 0 where days of publication lie too far apart.

    Where these are not known, the days of the main events part documents; a page may dwell on what is long past.
    """
    if is_dated(a) and is_dated(b):
        distance = gap(a.published, b.published)
        return 1 / (1 + distance / _HALF) if distance <= FARTHEST else 0.0
    apart = gap(a.published, b.published) > FARTHEST or gap(a.happened, b.happened) > FARTHEST
    return 0.0 if apart else _UNDATED


def gap(a: Interval, b: Interval) -> int:
    """Days that certainly lie between two intervals; 0 where they meet or an end is open."""
    apart = [(y - x).days for x, y in ((a.end, b.start), (b.end, a.start)) if x and y]
    return max([0, *apart])


def is_dated(voice: Voice) -> bool:
    """Is its publication known within a fortnight?"""
    return voice.published.days is not None and voice.published.days <= _KNOWN


def is_counted(voice: Voice) -> bool:
    """Can it tell of a running affair: with its day known, and read for more than names?"""
    return is_dated(voice) and bool(voice.sketch.words)
