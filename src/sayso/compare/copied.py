"""Mentions in wording that two documents share: the same words, so one voice."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sayso.model.comparison import Reuse, Told
from sayso.model.text import Anchored, normalise

#: A document and an index into one list of its reading.
Place = tuple[str, int]
Layer = Callable[[Told], Sequence[Anchored]]

#: How far the same words may have moved within an edited passage: a share of its length and some characters.
_SHIFT, _SLACK = 0.1, 40


def copied_pairs(told: Iterable[Told], reuse: Iterable[Reuse], layer: Layer) -> tuple[tuple[Place, Place], ...]:
    """Pairs of mentions of one layer that are the same words at the same point of a shared passage, sorted.

    Documents that show one page share all of it.
    """
    documents = {t.document.doc: t for t in told}
    found = {pair for r in reuse for pair in _in_passage(documents, r, layer)}
    found.update(_on_one_page(documents.values(), layer))
    return tuple(sorted(found))


def _on_one_page(documents: Iterable[Told], layer: Layer) -> Iterator[tuple[Place, Place]]:
    by_page: dict[str, list[Told]] = defaultdict(list)
    for t in sorted(documents, key=lambda t: t.document.doc):
        by_page[t.page.id].append(t)
    for first, *others in by_page.values():
        for other in others:
            for index in range(min(len(layer(first)), len(layer(other)))):
                yield (first.document.doc, index), (other.document.doc, index)


def _in_passage(documents: Mapping[str, Told], reuse: Reuse, layer: Layer) -> Iterator[tuple[Place, Place]]:
    here, there = documents.get(reuse.doc), documents.get(reuse.other_doc)
    if here is None or there is None or here.page.id == there.page.id:
        return
    span, other = Anchored(reuse.start, reuse.end), Anchored(reuse.other_start, reuse.other_end)
    words = _by_words(there, layer, other)
    taken: set[int] = set()
    for index, mention in _within(here, layer, span):
        expected = other.start + round((mention.start - span.start) * other.length / max(1, span.length))
        near = [
            (abs(start - expected), k)
            for start, k in words.get(normalise(mention.slice(here.page.text)), ())
            if k not in taken and abs(start - expected) <= _SHIFT * other.length + _SLACK
        ]
        if near:
            taken.add(min(near)[1])
            yield (reuse.doc, index), (reuse.other_doc, min(near)[1])


def _within(told: Told, layer: Layer, span: Anchored) -> list[tuple[int, Anchored]]:
    return [(k, mention) for k, mention in enumerate(layer(told)) if span.contains(mention)]


def _by_words(told: Told, layer: Layer, span: Anchored) -> dict[str, list[tuple[int, int]]]:
    """Normalised words -> (start, index) of the mentions inside the span that have them."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, mention in _within(told, layer, span):
        found[normalise(mention.slice(told.page.text))].append((mention.start, index))
    return found
