"""What finding copies costs as a collection grows: `python -m bench.copies_scale [--pages 16000] [--json]`.

Altered copies of news pages come in batches; after each doubling the time a page took, the bytes its sketch takes and
the recall by kind of alteration are printed. One process; pages wait compressed, so memory is what the product holds.
"""

import argparse
import json
import resource
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from bench.altered import KINDS, Original
from bench.copies_altered import Corpus, corpus, page_of
from sayso.compare.alignment import align
from sayso.compare.candidates import Pair, candidate_pairs
from sayso.compare.sketch import Sketch, sketch_page
from sayso.model.page import Page

SMALLEST = 1_000
#: So many texts are copied; beyond about 11,000 pages each is carried oftener and oftener.
_SOURCES = 1_000


class Made(NamedTuple):
    """A page of the growing collection: of which kind, from which sources."""

    kind: str
    text: str
    name: str
    sources: tuple[str, ...]


class Row(NamedTuple):
    """The figures at one size; times in milliseconds a page of the collection."""

    pages: int
    sketch_ms: float
    candidates_ms: float
    align_ms: float
    pairs_a_page: float
    sketch_bytes: float
    peak_mib: float
    recall: dict[str, float]


class Collection:
    """Pages taken in so far, with what was measured."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.sketches: list[Sketch] = []
        self.ids: dict[str, str] = {}
        self.wanted: list[tuple[str, str, str]] = []
        """(kind, page id, page id of a source)."""
        self.joined: set[Pair] = set()
        self.met: set[Pair] = set()
        self.seconds: dict[str, float] = defaultdict(float)

    def add(self, made: Made) -> None:
        page = page_of(made.text)
        if page.id in self.pages:
            return
        start = time.perf_counter()
        self.sketches.append(sketch_page(page))
        self.seconds["sketch"] += time.perf_counter() - start
        self.pages[page.id] = zlib.compress(msgspec.msgpack.encode(page), 1)
        self.ids[made.name] = page.id
        self.wanted += [(made.kind, page.id, self.ids[source]) for source in made.sources]

    def compare(self) -> None:
        """Bring the pairs up to date; those aligned before are not aligned again."""
        start = time.perf_counter()
        pairs = candidate_pairs(self.sketches)
        self.seconds["candidates"] = time.perf_counter() - start
        for pair in pairs:
            if pair not in self.met:
                a, b = (self._page(page) for page in pair)
                start = time.perf_counter()
                if align(a, b):
                    self.joined.add(pair)
                self.seconds["align"] += time.perf_counter() - start
        self.met.update(pairs)

    def _page(self, page: str) -> Page:
        return msgspec.msgpack.decode(zlib.decompress(self.pages[page]), type=Page)

    def row(self) -> Row:
        held = len(self.pages)
        per_page = {name: 1000 * seconds / held for name, seconds in self.seconds.items()}
        size = sum(len(msgspec.msgpack.encode(sketch)) for sketch in self.sketches[::50]) / len(self.sketches[::50])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        pairs = len(self.met) / held
        times = per_page["sketch"], per_page["candidates"], per_page["align"]
        return Row(held, *times, pairs, size, peak, self._recall())

    def _recall(self) -> dict[str, float]:
        wanted = Counter(kind for kind, _, _ in self.wanted)
        found = Counter(kind for kind, a, b in self.wanted if (min(a, b), max(a, b)) in self.joined)
        return {kind: found[kind] / wanted[kind] for kind in wanted}


def growing(of: Corpus) -> Iterator[Made]:
    """Each source with its altered copies, one of every kind; then round after round of further copies."""
    for round_number in count():
        for k, source in enumerate(of.sources):
            other = of.others[(k + round_number) % len(of.others)]
            if not round_number:
                yield from (Made("original", page.text, page.id, ()) for page in (source, other))
            for name, make in KINDS.items():
                made = make(_named(source, round_number), _named(other, round_number), of.stock)
                yield Made(name, made.text, made.id, tuple(page.split("#")[0] for page in made.sources))


def _named(page: Original, round_number: int) -> Original:
    """The same page under a name of its own, so that each round alters it otherwise."""
    return page._replace(id=f"{page.id}#{round_number}")


def measure(shared: Path, most: int) -> Iterator[Row]:
    """A row at each doubling up to `most` pages."""
    collection, stream = Collection(), growing(corpus(shared, _SOURCES))
    size = SMALLEST
    while size <= most:
        for made in islice(stream, max(0, size - len(collection.pages))):
            collection.add(made)
        collection.compare()
        yield collection.row()
        size *= 2


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pages", type=int, default=16_000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    for row in measure(given.shared, given.pages):
        print(json.dumps(row._asdict()) if given.json else _line(row), flush=True)


def _line(row: Row) -> str:
    recall = " ".join(f"{kind} {value:.3f}" for kind, value in row.recall.items())
    times = f"sketch {row.sketch_ms:.2f} + candidates {row.candidates_ms:.3f} + align {row.align_ms:.2f} ms a page"
    rest = f"{row.pairs_a_page:.1f} pairs, {row.sketch_bytes:,.0f} bytes a page; {row.peak_mib:,.0f} MiB"
    return f"{row.pages:,} pages: {times}; {rest}; recall {recall}"


if __name__ == "__main__":
    main()
