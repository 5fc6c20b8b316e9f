"""How alike every two documents are that could be of one story, and whether their days let them be."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array

from sayso.compare.story_sketch import Products, StorySketch, combined, weekday_factor
from sayso.compare.terms import weight
from sayso.model.time import Interval

Index = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]

#: Documents further apart in time than this are never one story, however alike.
FARTHEST = 60
#: At this distance in days a pair counts half.
_HALF = 30
#: What a pair counts where the days of one side are not known.
_UNDATED = 0.75
#: An interval wider than this says too little to bring two documents together; it may still part them.
_KNOWN = 14
#: Pairs are scored at all when they share a name or number of at least this weight (a word of one document in 12).
_RARE = 2.5
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


def similarities(voices: Sequence[Voice]) -> csr_array:
    """The symmetric matrix of scores, days included, of all pairs worth scoring."""
    names, words = _matrix([v.sketch.names for v in voices]), _matrix([v.sketch.words for v in voices])
    found: list[tuple[Index, Index, Values]] = [_of_one_event(voices)]
    for i, j, shared in _candidates(voices):
        scores = _scores(voices, names, words, i, j, shared)
        kept = scores >= LEAST
        found.append((i[kept], j[kept], scores[kept]))
    i, j, values = (np.concatenate(column) for column in zip(*found, strict=True))
    return _symmetric(i, j, values, len(voices))


def _symmetric(i: Index, j: Index, values: Values, size: int) -> csr_array:
    """Of a pair scored twice the higher score counts."""
    order = np.lexsort((-values, j, i))
    i, j, values = i[order], j[order], values[order]
    first = np.ones(len(i), dtype=np.bool_)
    first[1:] = (np.diff(i) != 0) | (np.diff(j) != 0)
    upper = coo_array((values[first], (i[first], j[first])), shape=(size, size))
    return csr_array(upper + upper.T)


def _of_one_event(voices: Sequence[Voice]) -> tuple[Index, Index, Values]:
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


_NOTHING: tuple[Index, Index, Values] = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))


def _matrix(sketches: Sequence[Iterable[tuple[str, float]]]) -> Matrix:
    columns = {term: k for k, term in enumerate(sorted({term for terms in sketches for term, _ in terms}))}
    entries = [(i, columns[term], value) for i, terms in enumerate(sketches) for term, value in terms]
    i, j, values = (np.array(column) for column in zip(*entries, strict=True)) if entries else _NOTHING
    rows = csr_array((values, (i, j)), shape=(len(sketches), max(1, len(columns))))
    return Matrix(rows, np.asarray(rows.multiply(rows).sum(axis=1)).ravel())


def _candidates(voices: Sequence[Voice]) -> Iterator[tuple[Index, Index, Values]]:
    """Pairs (i < j) that share rare names, with how many, and whose days do not part them; some at a time."""
    rare = [[(t, 1.0) for t, _ in v.sketch.names if weight(t) >= _RARE] for v in voices]
    rows = _matrix(rare).rows
    for start in range(0, len(voices), _CHUNK):
        shared = coo_array(rows[start : start + _CHUNK] @ rows.T)
        i, j = shared.row.astype(np.int64) + start, shared.col.astype(np.int64)
        kept = np.flatnonzero((i < j) & ~_parted(voices, i, j))
        for part in np.split(kept, range(_PAIRS, len(kept), _PAIRS)):
            yield i[part], j[part], shared.data[part]


def _parted(voices: Sequence[Voice], i: Index, j: Index) -> npt.NDArray[np.bool_]:
    """Do the days of publication part them? Main events are looked at later, pair by pair."""
    first = np.array([_ordinal(v.published.start, -1) for v in voices])
    last = np.array([_ordinal(v.published.end, 10**7) for v in voices])
    parted: npt.NDArray[np.bool_] = np.maximum(first[i] - last[j], first[j] - last[i]) > FARTHEST
    return parted


def _ordinal(day: date | None, unknown: int) -> int:
    return day.toordinal() if day else unknown


def _scores(voices: Sequence[Voice], names: Matrix, words: Matrix, i: Index, j: Index, shared: Values) -> Values:
    of_names, of_words = _products(names, i, j), _products(words, i, j)
    scores = np.zeros(len(i))
    for k, (a, b) in enumerate(zip(i.tolist(), j.tolist(), strict=True)):
        telegraphic = voices[a].sketch.telegraphic and voices[b].sketch.telegraphic
        alike = combined(of_names[k], of_words[k], telegraphic, int(shared[k]))
        scores[k] = alike * weekday_factor(voices[a].sketch, voices[b].sketch) * nearness(voices[a], voices[b])
    return scores


def _products(matrix: Matrix, i: Index, j: Index) -> list[Products]:
    both = np.asarray(matrix.rows[i].multiply(matrix.rows[j]).sum(axis=1)).ravel()
    columns = both.tolist(), matrix.squares[i].tolist(), matrix.squares[j].tolist()
    return [Products(*row) for row in zip(*columns, strict=True)]


def nearness(a: Voice, b: Voice) -> float:
    """1 for the same day, falling with the distance, 0 where publication or main event lie too far apart."""
    if gap(a.published, b.published) > FARTHEST or gap(a.happened, b.happened) > FARTHEST:
        return 0.0
    if not (_is_known(a.published) and _is_known(b.published)):
        return _UNDATED
    return 1 / (1 + gap(a.published, b.published) / _HALF)


def gap(a: Interval, b: Interval) -> int:
    """Days that certainly lie between two intervals; 0 where they meet or an end is open."""
    apart = [(y - x).days for x, y in ((a.end, b.start), (b.end, a.start)) if x and y]
    return max([0, *apart])


def _is_known(interval: Interval) -> bool:
    return interval.days is not None and interval.days <= _KNOWN
