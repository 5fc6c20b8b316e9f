"""What finding copies costs as a record grows: `python -m bench.copies_scale [--pages 200000] [--record F] [--json]`.

News pages and altered copies of them come into the record's index of wording in batches, as the product puts them
there; every pair that a new page makes is aligned, with both pages read back from the record. Each round of texts is
told in other words, by a table that swaps words equally frequent, so that a text has some ten kin however many pages
there are. At each size the processor time a page of the last half took, the bytes it takes and the recall by kind are
printed. A run that was stopped goes on where it was, given the same --record.
"""

import argparse
import json
import re
import resource
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, islice
from multiprocessing import get_context
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from bench.altered import KINDS, Original, Stock, original, seeded
from bench.copies_altered import Corpus, corpus, page_of
from sayso.compare.alignment import align
from sayso.compare.candidates import are_candidates, page_number
from sayso.compare.sketch import sketch_page
from sayso.keep import stages
from sayso.keep.pairs import put_in
from sayso.keep.record import Record, working_copy
from sayso.model.page import Page

SMALLEST, STEP = 1_000, 250
#: Texts that are copied in one round, and as many others.
_SOURCES = 500
#: Words so long are swapped, with one of so many that are next to them by frequency.
_SWAPPED, _BLOCK = re.compile(r"[^\W\d_]{4,}"), 64


class Made(NamedTuple):
    """A page of the growing collection: of which kind, under which name, from which sources."""

    kind: str
    name: str
    text: str
    sources: tuple[str, ...]


class Row(NamedTuple):
    """The figures at one size; times in milliseconds a page, over the pages since the row before."""

    pages: int
    sketch_ms: float
    index_ms: float
    align_ms: float
    pairs_a_page: float
    index_bytes: float
    sketch_bytes: float
    record_mb: float
    peak_mib: float
    recall: dict[str, float]


class Collection:
    """The record and what was measured since the last row."""

    def __init__(self, record: Record, path: Path) -> None:
        self.record, self.path = record, path
        self.spent: dict[str, float] = defaultdict(float)
        self.pairs = 0
        self.new = 0
        record.execute("CREATE TABLE IF NOT EXISTS names (name VARCHAR, page VARCHAR, number UBIGINT)")
        record.execute("CREATE TABLE IF NOT EXISTS wanted (kind VARCHAR, name VARCHAR, source VARCHAR, found BOOLEAN)")

    def __len__(self) -> int:
        return int(self.record.query("SELECT count(*) AS n FROM names")[0]["n"])

    def add(self, step: Sequence[Made], pages: Mapping[str, Page]) -> None:
        """Take pages in by their names, in one transaction."""
        with self.record.transaction():
            new = self._keep(pages)
            started = time.process_time()
            sketches = [sketch_page(page) for page in new.values()]
            sketched = time.process_time()
            self.record.put_all("sketches", [(s.page, "", msgspec.msgpack.encode(s)) for s in sketches])
            counts = put_in(self.record, sketches, dict.fromkeys(new, ""))
            indexed = time.process_time()
            numbers = set(map(page_number, new))
            enough = are_candidates(counts)
            pairs = zip(counts.a[enough].tolist(), counts.b[enough].tolist(), strict=True)
            found = self._align([pair for pair in pairs if numbers & set(pair)], new)
            ended = time.process_time()
            self._judge(step, pages, found)
        times = {"sketch": sketched - started, "index": indexed - sketched, "align": ended - indexed}
        for name, seconds in times.items():
            self.spent[name] += seconds
        self.new += len(new)

    def _keep(self, pages: Mapping[str, Page]) -> dict[str, Page]:
        rows = [{"name": name, "page": page.id, "number": page_number(page.id)} for name, page in pages.items()]
        self.record.load("names", rows)
        ids = list({page.id for page in pages.values()})
        known = {row["page"] for row in self._rows("page", ids)}
        new = {page.id: page for page in pages.values() if page.id not in known}
        stages.put_pages(self.record, [("", page) for page in new.values()])
        return new

    def _align(self, pairs: list[tuple[int, int]], new: Mapping[str, Page]) -> set[tuple[int, int]]:
        """The pairs that share wording; a page that is not new is read back from the record."""
        held = {page_number(page.id): page for page in new.values()}
        missing = sorted({number for pair in pairs for number in pair} - set(held))
        ids = self.record.query("SELECT DISTINCT page FROM names WHERE number IN (SELECT unnest(?))", missing)
        for row in self._rows("acquired", [row["page"] for row in ids]):
            page = msgspec.msgpack.decode(row["acquired"], type=Page)
            held[page_number(page.id)] = page
        self.pairs += len(pairs)
        return {(a, b) for a, b in pairs if align(held[a], held[b])}

    def _rows(self, column: str, ids: Sequence[str]) -> list[dict[str, Any]]:
        """Rows of pages by name, looked up and not searched for."""
        listed = ", ".join(f"'{page}'" for page in ids) or "''"
        return self.record.query(f"SELECT {column} FROM pages WHERE page IN ({listed})")

    def _judge(self, step: Sequence[Made], pages: Mapping[str, Page], found: set[tuple[int, int]]) -> None:
        """Note which of the pairs to be found were found. A page met before was judged then."""
        sources = sorted({source for made in step for source in made.sources})
        rows = self.record.query("SELECT name, number FROM names WHERE name IN (SELECT unnest(?))", sources)
        number = {row["name"]: row["number"] for row in rows}
        judged = []
        for made in step:
            one = page_number(pages[made.name].id)
            for source in made.sources:
                pair = min(one, number[source]), max(one, number[source])
                judged.append({"kind": made.kind, "name": made.name, "source": source, "found": pair in found})
        self.record.load("wanted", judged)

    def row(self) -> Row:
        """The figures since the last row, which are then forgotten."""
        held, new = len(self), max(1, self.new)
        size = "SELECT sum(octet_length(keys) + octet_length(pages)) AS n FROM postings"
        kinds = self.record.query("SELECT kind, avg(found::INTEGER) AS recall FROM wanted GROUP BY kind ORDER BY kind")
        row = Row(
            pages=held,
            sketch_ms=1000 * self.spent["sketch"] / new,
            index_ms=1000 * self.spent["index"] / new,
            align_ms=1000 * self.spent["align"] / new,
            pairs_a_page=self.pairs / new,
            index_bytes=self.record.query(size)[0]["n"] / held,
            sketch_bytes=self.record.query("SELECT avg(octet_length(sketch)) AS n FROM sketches")[0]["n"],
            record_mb=working_copy(self.path).stat().st_size / 1e6,
            peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            recall={kind["kind"]: kind["recall"] for kind in kinds},
        )
        self.spent.clear()
        self.pairs = self.new = 0
        return row


# ------------------------------------------------------------------ pages


def growing(of: Corpus) -> Iterator[Made]:
    """Round after round: a text, another text, then every alteration of the first."""
    for number in count():
        table = swaps(of.stock, number)
        stock = of.stock._replace(words=tuple(table.get(word, word) for word in of.stock.words))
        for k, source in enumerate(of.sources):
            here, there = (
                told_anew(page, table, number) for page in (source, of.others[(k + number) % len(of.others)])
            )
            yield from (Made("original", page.id, page.text, ()) for page in (here, there))
            for kind, make in KINDS.items():
                made = make(here, there, stock)
                yield Made(kind, made.id, made.text, made.sources)


def swaps(stock: Stock, number: int) -> dict[str, str]:
    """Which word stands for which in a round; in the first each for itself."""
    counted = Counter(word.casefold() for word in stock.words if _SWAPPED.fullmatch(word))
    words = [word for word, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]
    table: dict[str, str] = {}
    for first in range(0, len(words) if number else 0, _BLOCK):
        block = words[first : first + _BLOCK]
        table |= zip(block, seeded("swaps", number, first).sample(block, len(block)), strict=True)
    return table


def told_anew(page: Original, table: Mapping[str, str], number: int) -> Original:
    """The text with every word swapped that the table has, under a name of its own."""

    def other(found: re.Match[str]) -> str:
        word = found.group()
        swapped = table.get(word.casefold(), word)
        return swapped.capitalize() if word[0].isupper() else swapped

    title, _, text = _SWAPPED.sub(other, page.text).partition("\n\n")
    return original(f"{page.id}#{number}", title, text)


# ------------------------------------------------------------------ measure


Step = tuple[list[Made], dict[str, Page]]


def measure(shared: Path, path: Path, most: int) -> Iterator[Row]:
    """A row at each doubling and at `most` pages, which is a multiple of STEP."""
    with Record.write(path) as record:
        collection = Collection(record, path)
        steps = made_beside(shared, len(collection))
        for size in sizes(len(collection), most):
            while len(collection) < size:
                collection.add(*next(steps))
            yield collection.row()


def made_beside(shared: Path, done: int) -> Iterator[Step]:
    """Steps of pages behind those done, made in a process of their own so that only the product is timed."""
    context = get_context("spawn")
    queue: Queue[bytes] = context.Queue(maxsize=4)
    context.Process(target=_make, args=(queue, shared, done), daemon=True).start()
    while True:
        yield msgspec.msgpack.decode(queue.get(), type=Step)


def _make(queue: "Queue[bytes]", shared: Path, done: int) -> None:
    stream = islice(growing(corpus(shared, _SOURCES)), done, None)
    while step := list(islice(stream, STEP)):
        queue.put(msgspec.msgpack.encode((step, {made.name: page_of(made.text) for made in step})))


def sizes(done: int, most: int) -> list[int]:
    """The doublings beyond what is done, and the last size."""
    doubled = [SMALLEST << k for k in range((most // SMALLEST).bit_length())]
    return [size for size in [*(size for size in doubled if size < most), -(-most // STEP) * STEP] if size > done]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pages", type=int, default=200_000)
    parser.add_argument("--record", type=Path, help="where to keep the record, to go on from it later")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for row in measure(given.shared, given.record or Path(folder) / "scale.duckdb", given.pages):
            print(json.dumps(row._asdict()) if given.json else _line(row), flush=True)


def _line(row: Row) -> str:
    recall = " ".join(f"{kind} {value:.3f}" for kind, value in row.recall.items())
    times = f"sketch {row.sketch_ms:.2f} + index {row.index_ms:.2f} + align {row.align_ms:.2f} ms a page"
    size = f"{row.index_bytes:,.0f} bytes of index and {row.sketch_bytes:,.0f} of sketch a page"
    rest = f"record {row.record_mb:,.0f} MB, {row.peak_mib:,.0f} MiB of memory"
    return f"{row.pages:,} pages: {times}, {row.pairs_a_page:.1f} pairs; {size}; {rest}; recall {recall}"


if __name__ == "__main__":
    main()
