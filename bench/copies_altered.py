"""How well altered copies are found: `python -m bench.copies_altered [--pages 300] [--json] [--misses 5]`."""

import argparse
import gzip
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from bench.altered import KINDS, Altered, Original, Stock, original
from sayso.acquire.page import take
from sayso.compare.alignment import align
from sayso.compare.candidates import Pair, candidate_pairs
from sayso.compare.sketch import Sketch, sketch_page
from sayso.model.comparison import Passage
from sayso.model.page import Page

T = TypeVar("T")
FEWEST_WORDS, FEWEST_SENTENCES = 150, 6
_STOCK_PAGES, _MOST_TITLE_WORDS = 800, 10


class Corpus(NamedTuple):
    """The pages that are copied, others beside them, and what the alterations are made from."""

    sources: list[Original]
    others: list[Original]
    stock: Stock


class Counts(NamedTuple):
    """Pairs of an altered page and a source, and visible characters of the altered pages."""

    wanted: int
    found: int
    candidates: int
    true: int
    given: int
    right: int


class Score(NamedTuple):
    """The figures of one kind."""

    kind: str
    of: Counts
    false_pairs: int
    akin_pairs: int
    """Pairs with nothing copied whose originals share wording anyway."""

    def figures(self) -> dict[str, float | int | str]:
        of = self.of
        precision, recall = of.right / max(1, of.given), of.right / max(1, of.true)
        return {
            "kind": self.kind,
            "pairs": of.wanted,
            "candidate_recall": of.candidates / max(1, of.wanted),
            "document_recall": of.found / max(1, of.wanted),
            "char_precision": precision,
            "char_recall": recall,
            "char_f1": 2 * precision * recall / max(1e-9, precision + recall),
            "false_pairs": self.false_pairs,
            "akin_pairs": self.akin_pairs,
        }


class Miss(NamedTuple):
    """An altered page that was not joined to its source, or wrongly marked characters."""

    altered: str
    source: str
    what: str
    text: str


# ------------------------------------------------------------------ pages


def corpus(shared: Path, count: int) -> Corpus:
    """Pages drawn by the hash of their names, one of each group of kin."""
    rows, groups = [], set()
    for path in sorted((shared / "bench" / "news_text").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows += [json.loads(line) for line in lines]
    chosen: list[Original] = []
    rest: list[dict[str, Any]] = []
    for row in sorted(rows, key=lambda row: hashlib.sha256(row["id"].encode()).digest()):
        made = original(row["id"], row["title"] or "", row["text"])
        if len(chosen) < 2 * count and row.get("group", row["id"]) not in groups and _fits(row, made):
            chosen.append(made)
            groups.add(row.get("group", row["id"]))
        elif len(chosen) >= 2 * count:
            rest.append(row)
    return Corpus(chosen[:count], chosen[count:], _stock(rest[:_STOCK_PAGES]))


def _fits(row: dict[str, Any], made: Original) -> bool:
    """Is it long enough, titled, and taken by acquire without a change of a character?"""
    long = row["words"] >= FEWEST_WORDS and sum(map(len, made.paragraphs[1:])) >= FEWEST_SENTENCES
    return bool(row["title"]) and long and len(made.paragraphs) > 2 and page_of(made.text).text == made.text


def _stock(rows: Sequence[dict[str, Any]]) -> Stock:
    words = tuple(word for row in rows for word in re.findall(r"[^\W\d_]+", row["text"]))
    titles = dict.fromkeys(row["title"] for row in rows if row["title"])
    return Stock(words, tuple(title for title in titles if len(title.split()) <= _MOST_TITLE_WORDS))


def page_of(text: str) -> Page:
    """The page of a plain text, as the product makes it."""
    return take(text.encode()).page


class Shelf:
    """Pages by the names of their texts, and the passages of pairs, each worked out once."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.sketches: dict[str, Sketch] = {}
        self.passages: dict[Pair, tuple[Passage, ...]] = {}
        self.origins: dict[str, frozenset[str]] = {}
        """By page id: the originals whose text stands on it."""

    def put(self, name: str, text: str, origins: Iterable[str]) -> Page:
        page = self.pages[name] = page_of(text)
        self.sketches[page.id] = sketch_page(page)
        self.origins[page.id] = frozenset(origins)
        return page

    def aligned(self, a: Page, b: Page) -> tuple[Passage, ...]:
        pair = (min(a.id, b.id), max(a.id, b.id))
        if pair not in self.passages:
            self.passages[pair] = align(a, b)
        return self.passages[pair]


def alter(kind: str, pages: Corpus) -> list[Altered]:
    """One altered copy of each source; its partner is another source (splice) or a page beside it (lift)."""
    partners = pages.sources[1:] + pages.sources[:1] if kind == "splice" else pages.others
    return [KINDS[kind](source, other, pages.stock) for source, other in zip(pages.sources, partners, strict=True)]


# ------------------------------------------------------------------ measure


def measure(kind: str, pages: Corpus, shelf: Shelf) -> tuple[Score, list[Miss]]:
    """One kind: sources, altered copies and other pages in one collection."""
    copies = alter(kind, pages)
    for copy in copies:
        shelf.put(copy.id, copy.text, {*copy.sources, *([copy.host] if copy.host else [])})
    names = [text.id for text in [*pages.sources, *pages.others]] + [copy.id for copy in copies]
    by_id = {shelf.pages[name].id: shelf.pages[name] for name in names}
    pairs = set(candidate_pairs([shelf.sketches[page] for page in by_id]))
    joined = {pair for pair in pairs if shelf.aligned(by_id[pair[0]], by_id[pair[1]])}
    counts, misses = [0] * 6, []
    for copy, source in [(made, source) for made in copies for source in made.sources]:
        row, missed = _one(copy, source, shelf, pairs)
        counts = [a + b for a, b in zip(counts, row, strict=True)]
        misses += missed
    apart = [pair for pair in joined if not shelf.origins[pair[0]] & shelf.origins[pair[1]]]
    false = [pair for pair in apart if not _akin(pair, shelf)]
    names_of = {shelf.pages[name].id: name for name in reversed(names)}
    misses += [Miss(names_of[a], names_of[b], "false pair", _shown(by_id[a], by_id[b], shelf)) for a, b in false]
    return Score(kind, Counts(*counts), len(false), len(apart) - len(false)), misses


def _shown(a: Page, b: Page, shelf: Shelf) -> str:
    passage = shelf.aligned(a, b)[0]
    return passage.here.slice(a.text if a.id < b.id else b.text)


def _akin(pair: Pair, shelf: Shelf) -> bool:
    """Do the unaltered originals behind two pages share wording?"""
    origins = ((shelf.pages[a], shelf.pages[b]) for a in shelf.origins[pair[0]] for b in shelf.origins[pair[1]])
    return any(shelf.aligned(a, b) for a, b in origins)


def _one(copy: Altered, source: str, shelf: Shelf, pairs: set[Pair]) -> tuple[list[int], list[Miss]]:
    """(wanted, found, candidate, true, given and right characters) of an altered page and one source."""
    here, there = shelf.pages[copy.id], shelf.pages[source]
    candidate = (min(here.id, there.id), max(here.id, there.id)) in pairs
    sides = [_sides(p, here.id) for p in shelf.aligned(here, there)] if candidate else []
    truth = _truth(copy, source)
    given = {k: span for span in sides for k in range(*span[0]) if not here.text[k].isspace()}
    right = {k for k, span in given.items() if k in truth and span[1][0] <= truth[k] < span[1][1]}
    why = "" if sides else "not aligned" if candidate else "no candidate"
    misses = [Miss(copy.id, source, why, "")] if why else []
    lost, wrong = [k for k in truth if k not in right], [k for k in given if k not in right]
    for what, at in (("lost", lost if sides else []), ("wrong", wrong)):
        misses += [Miss(copy.id, source, f"{what} {_roles(here, a)}", here.text[a:b]) for a, b in _stretches(at, here)]
    return [1, int(bool(sides)), int(candidate), len(truth), len(given), len(right)], misses


def _sides(passage: Passage, page: str) -> tuple[tuple[int, int], tuple[int, int]]:
    here, there = (passage.here.start, passage.here.end), (passage.there.start, passage.there.end)
    return (here, there) if passage.page == page else (there, here)


def _truth(copy: Altered, source: str) -> dict[int, int]:
    """Visible characters of the altered text that come from the source, with their place there."""
    return {
        k: min(span.source_start + k - span.start, span.source_end - 1)
        for span in copy.spans
        if span.source == source
        for k in range(span.start, span.end)
        if not copy.text[k].isspace()
    }


def _stretches(at: Sequence[int], page: Page) -> Iterator[tuple[int, int]]:
    """Characters as stretches, a gap of spaces bridged."""
    start = before = -1
    for k in sorted(at):
        if start >= 0 and page.text[before + 1 : k].strip():
            yield start, before + 1
            start = k
        start = k if start < 0 else start
        before = k
    if start >= 0:
        yield start, before + 1


def _roles(page: Page, at: int) -> str:
    return next((region.role for region in page.regions if region.start <= at < region.end), "none")


# ------------------------------------------------------------------ print


def show(score: Score) -> str:
    """One line of the table."""
    cells = score.figures().values()
    return "  ".join(f"{cell:>8.4f}" if isinstance(cell, float) else f"{cell:>8}" for cell in cells)


def show_misses(misses: Sequence[Miss], most: int) -> None:
    """How much of each sort, and the largest of each."""
    sorts: dict[str, list[Miss]] = defaultdict(list)
    for miss in misses:
        sorts[miss.what].append(miss)
    for what, listed in sorted(sorts.items(), key=lambda row: -sum(len(miss.text) for miss in row[1])):
        print(f"    {what}: {len(listed)} stretches, {sum(len(miss.text) for miss in listed)} characters")
        for miss in sorted(listed, key=lambda miss: -len(miss.text))[:most]:
            print(f"        {miss.altered} < {miss.source}: {miss.text[:160]!r}")


def main() -> None:
    """The table of kinds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--misses", type=int, default=0, help="show so many of each sort")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    pages = corpus(options.shared, options.pages)
    shelf = Shelf()
    for text in [*pages.sources, *pages.others]:
        shelf.put(text.id, text.text, {text.id})
    results = [measure(kind, pages, shelf) for kind in options.kinds.split(",")]
    if options.json:
        print(json.dumps([score.figures() for score, _ in results], indent=1))
        return
    print("  ".join(f"{name[:8]:>8}" for name in Score("", Counts(*[0] * 6), 0, 0).figures()))
    for score, misses in results:
        print(show(score))
        if options.misses:
            show_misses(misses, options.misses)


if __name__ == "__main__":
    main()
