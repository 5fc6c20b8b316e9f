"""Clusters as functions of connected components: nothing here depends on the order in which members arrive."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Members = npt.NDArray[np.int64]
Similarity = Callable[[str, str], float]

#: Similarities are compared at so many decimals, so that no processor's last bit decides.
DECIMALS = 6
_STEP = 1.1


def components(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """The connected components, members and components sorted. Edges to names that are no nodes are ignored."""
    parent = {node: node for node in nodes}

    def root(node: str) -> str:
        while parent[node] != node:
            parent[node] = node = parent[parent[node]]
        return node

    for a, b in edges:
        if a in parent and b in parent:
            low, high = sorted((root(a), root(b)))
            parent[high] = low
    groups: dict[str, list[str]] = defaultdict(list)
    for node in sorted(parent):
        groups[root(node)].append(node)
    return tuple(sorted(tuple(group) for group in groups.values()))


def cluster(
    component: Iterable[str], similarity: Similarity, threshold: float, bound: int
) -> tuple[tuple[str, ...], ...]:
    """The clusters of one component by average linkage: sorted, a function of the members and their similarity alone.

    Two clusters join while the mean similarity between their members is at least `threshold`; equal means join in the
    order of names. A component of more than `bound` members is first cut at its weakest edges (see `clusters_of`).
    """
    names = sorted(component)
    values = np.zeros((len(names), len(names)))
    for j, b in enumerate(names):
        for i, a in enumerate(names[:j]):
            values[i, j] = values[j, i] = similarity(a, b)
    found = clusters_of(csr_array(values), threshold, bound)
    return tuple(tuple(names[k] for k in members) for members in found)


def clusters_of(similarities: csr_array, threshold: float, bound: int) -> list[list[int]]:
    """Average linkage within the components of a symmetric matrix; what is not stored counts as 0.

    Components are those of edges of at least `threshold`: no cluster of average linkage reaches beyond one. The cut: in
    a component of more than `bound` members edges count only from 1.1 times the threshold on, and so on until every
    part is small enough.
    """
    if not similarities.shape[0]:
        return []
    rounded = similarities.copy()
    rounded.data = np.round(rounded.data, DECIMALS)
    everything = np.arange(rounded.shape[0], dtype=np.int64)
    parts = _parts(rounded, everything, threshold, bound)
    return sorted(sorted(group) for part in parts for group in _linked(rounded, part, threshold))


def _parts(similarities: csr_array, members: Members, floor: float, bound: int) -> Iterator[Members]:
    edges = similarities[members][:, members].copy()
    edges.data = np.where(edges.data >= floor, edges.data, 0)
    edges.eliminate_zeros()
    _, labels = connected_components(edges, directed=False)
    order = np.argsort(labels, kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1):
        if len(part) <= max(bound, 1):
            yield members[part]
        else:
            yield from _parts(similarities, members[part], floor * _STEP, bound)


def _linked(similarities: csr_array, members: Members, threshold: float) -> Iterator[Sequence[int]]:
    """One component's clusters."""
    if len(members) == 1:
        yield members.tolist()
        return
    for group in AverageLinkage(similarities[members][:, members]).groups(threshold):
        yield [int(members[k]) for k in group]


class AverageLinkage:
    """Agglomerative clustering by mean similarity on a sparse matrix; what is not stored counts as 0.

    scipy's linkage wants every distance: 800 MB for the 10,000 members of one large component.
    """

    def __init__(self, similarities: csr_array) -> None:
        rows = np.split(np.arange(similarities.nnz), similarities.indptr[1:-1])
        self._sums = [
            dict(zip(similarities.indices[row].tolist(), similarities.data[row].tolist(), strict=True)) for row in rows
        ]
        self._members = [[k] for k in range(len(rows))]
        self._heap: list[tuple[float, int, int]] = []

    def groups(self, threshold: float) -> list[list[int]]:
        """The two clusters with the highest mean join first (of equal ones the first), down to the threshold."""
        for i in range(len(self._sums)):
            self._sums[i].pop(i, None)
            later = ((-self._mean(i, j), i, j) for j in self._sums[i] if i < j)
            self._heap += [entry for entry in later if -entry[0] >= threshold]
        heapq.heapify(self._heap)
        while self._heap:
            worth, i, j = heapq.heappop(self._heap)
            if j in self._sums[i] and worth == -self._mean(i, j):
                self._join(i, j, threshold)
        return [sorted(group) for group in self._members if group]

    def _mean(self, i: int, j: int) -> float:
        return float(round(self._sums[i][j] / (len(self._members[i]) * len(self._members[j])), DECIMALS))

    def _join(self, i: int, j: int, threshold: float) -> None:
        """j becomes part of i; i < j, so a cluster keeps the number of its smallest member."""
        self._members[i] += self._members[j]
        self._members[j] = []
        del self._sums[i][j], self._sums[j][i]
        for k, value in self._sums[j].items():
            self._sums[i][k] = self._sums[i].get(k, 0.0) + value
            del self._sums[k][j]
        self._sums[j] = {}
        for k, value in self._sums[i].items():
            self._sums[k][i] = value
            mean = self._mean(i, k)
            if mean >= threshold:
                heapq.heappush(self._heap, (-mean, min(i, k), max(i, k)))
