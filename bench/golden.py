"""The small golden set inside the repository: the sample pages against what a careful reader says of them.

`python -m bench.golden` prints every figure and every miss. `make test` holds the figures to bench/floors.json.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import sayso
from bench import floors

SAMPLES = Path(sayso.__file__).parent / "samples"
DONE = ("happened", "ongoing")
NEWS = ("title", "lede", "body", "bullet", "caption", "pull_quote")

Row = dict[str, Any]
Span = tuple[int, int]


class Golden(NamedTuple):
    """An export of the sample pages, and what is expected of it."""

    expected: Row
    tables: dict[str, list[Row]]

    @property
    def texts(self) -> dict[str, str]:
        """doc -> canonical text."""
        return {row["doc"]: row["text"] for row in self.tables["documents"]}

    def find(self, item: Row) -> Span:
        """Where the item's quoted words stand."""
        start = self.texts[item["doc"]].index(item["quote"])
        return start, start + len(item["quote"])

    def mentions(self, doc: str, span: Span) -> Iterator[tuple[Row, Row]]:
        """(event, mention) of every mention that overlaps the span."""
        for event in self.tables["events"]:
            for mention in event["mentions"]:
                if mention["doc"] == doc and mention["start"] < span[1] and span[0] < mention["end"]:
                    yield event, mention


def load(folder: Path) -> Golden:
    """The export in a folder beside the expectations."""
    tables = {
        path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in sorted(folder.glob("*.jsonl"))
    }
    return Golden(json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8")), tables)


def measure(golden: Golden, say: Callable[[str], None] = lambda _: None) -> dict[str, float]:
    """Every figure of the golden set; `say` is told of each miss."""
    return {
        "happened_found": happened_found(golden, say),
        "happened_right_type": happened_right_type(golden, say),
        "false_happened": false_happened(golden, say),
        "not_news_read": not_news_read(golden, say),
        "published_right": published_right(golden, say),
        **copies(golden, say),
        **stories(golden, say),
        "figures_related": figures_related(golden, say),
    }


def happened_found(golden: Golden, say: Callable[[str], None]) -> float:
    """Share of the happenings that a done mention covers."""
    missed = [i for i in golden.expected["happened"] if not any(_done(golden, i))]
    for item in missed:
        say(f"missed {item['doc']}: {item['quote']!r} ({item['type']})")
    return 1 - len(missed) / len(golden.expected["happened"])


def happened_right_type(golden: Golden, say: Callable[[str], None]) -> float:
    """Share of the happenings that a done mention of a fitting type covers."""
    right = 0
    for item in golden.expected["happened"]:
        types = {event["type"] for event, _ in _done(golden, item)}
        fits = bool(types & {item["type"], *item.get("accept_types", ())})
        right += fits
        if types and not fits:
            say(f"type {item['doc']}: {item['quote']!r} is {item['type']}, said {sorted(types)}")
    return right / len(golden.expected["happened"])


def _done(golden: Golden, item: Row) -> Iterator[tuple[Row, Row]]:
    for event, mention in golden.mentions(item["doc"], golden.find(item)):
        if mention["modality"] in (*DONE, "claimed") and mention["polarity"] == "positive":
            yield event, mention


def false_happened(golden: Golden, say: Callable[[str], None]) -> float:
    """How many questions, plans, conditions and denials are recorded as happened."""
    count = 0
    for item in golden.expected["never_happened"]:
        start, end = golden.find(item)
        for event, mention in golden.mentions(item["doc"], (start, end)):
            inside = min(end, mention["end"]) - max(start, mention["start"]) >= (mention["end"] - mention["start"]) / 2
            if inside and mention["modality"] in DONE and mention["polarity"] == "positive":
                count += 1
                say(f"false happened {item['doc']}: {item['quote']!r} ({item['why']}): {event['gloss']}")
    return float(count)


def not_news_read(golden: Golden, say: Callable[[str], None]) -> float:
    """How many stretches of furniture are held for news."""
    count = 0
    regions = {row["doc"]: row["regions"] for row in golden.tables["documents"]}
    for item in golden.expected["not_news"]:
        start, end = golden.find(item)
        roles = {r["role"] for r in regions[item["doc"]] if r["start"] < end and start < r["end"]}
        if roles & set(NEWS):
            count += 1
            say(f"read as news {item['doc']}: {item['quote']!r} {sorted(roles)}")
    return float(count)


def published_right(golden: Golden, say: Callable[[str], None]) -> float:
    """Share of the documents with the right publication day, or rightly none."""
    right = 0
    for row in golden.tables["documents"]:
        day, span = golden.expected["published"][row["doc"]], (row["published_start"], row["published_end"])
        fits = span == (day, day) if day else row["published_basis"] != "declared"
        right += fits
        if not fits:
            say(f"published {row['doc']}: {day}, said {span} ({row['published_basis']})")
    return right / len(golden.tables["documents"])


def _pairs(groups: list[list[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}


def _shares(want: set[frozenset[str]], got: set[frozenset[str]]) -> float:
    """F1 of the pairs."""
    return 2 * len(want & got) / (len(want) + len(got)) if want or got else 1.0


def copies(golden: Golden, say: Callable[[str], None]) -> dict[str, float]:
    """Text origins (copies, and pages that carry one agency's text), and the kinds of kinship."""
    by_origin: dict[str, list[str]] = {}
    for row in golden.tables["origins"]:
        if row["start"] is None:
            by_origin.setdefault(row["origin"], []).append(row["doc"])
    one_text = golden.expected["copies"] + golden.expected["common_intermediary"]
    want, got = _pairs(one_text), _pairs(list(by_origin.values()))
    for pair in sorted(map(sorted, want ^ got)):
        say(f"origins: {pair} {'missed' if frozenset(pair) in want else 'joined wrongly'}")
    result = {"origins_pairs": _shares(want, got), "false_joins": float(len(got - want))}
    for kinship in ("common_intermediary", "common_primary_source"):
        found = {
            frozenset((r["doc"], r["other_doc"]))
            for r in golden.tables["reuse"]
            if r["kinship"] == kinship.replace("_", "-")
        }
        result[kinship] = float(_pairs(golden.expected[kinship]) <= found | _statement_pairs(golden, kinship))
    return result


def _statement_pairs(golden: Golden, kinship: str) -> set[frozenset[str]]:
    """Pairs of documents that render one statement: common primary sources even where no wording is shared."""
    if kinship != "common_primary_source":
        return set()
    docs: dict[str, set[str]] = {}
    for claim in golden.tables["claims"]:
        docs.setdefault(claim["statement"], set()).add(claim["doc"])
    return _pairs([sorted(group) for group in docs.values()])


def stories(golden: Golden, say: Callable[[str], None]) -> dict[str, float]:
    """Coarse stories as pairs of documents."""
    got = _pairs([row["docs"] for row in golden.tables["stories"] if row["parent"] is None])
    want = _pairs(golden.expected["stories"])
    for pair in sorted(map(sorted, want ^ got)):
        say(f"stories: {pair} {'missed' if frozenset(pair) in want else 'joined wrongly'}")
    return {"stories_pairs": _shares(want, got)}


def figures_related(golden: Golden, say: Callable[[str], None]) -> float:
    """Share of the expected figure relations that one figure group tells."""
    relations = {row["group"]: (row["relation"], row["members"]) for row in golden.tables["figure_groups"]}
    right = 0
    for item in golden.expected["figures"]:
        spans = [(m["doc"], golden.find(m)) for m in item["members"]]
        fits = any(
            relation == item["relation"] and all(_member(members, doc, span) for doc, span in spans)
            for relation, members in relations.values()
        )
        right += fits
        if not fits:
            say(f"figures: {item['counted']} should {item['relation']}")
    return right / len(golden.expected["figures"])


def _member(members: list[Row], doc: str, span: Span) -> bool:
    return any(m["doc"] == doc and m["start"] < span[1] and span[0] < m["end"] for m in members)


def make_export(folder: Path) -> Golden:
    """Read the sample pages into a new record and export it."""
    from sayso.keep.record import Record
    from sayso.pipeline import read
    from sayso.tell.export import export

    record = folder / "golden.duckdb"
    read([str(SAMPLES / "pages")], record, processes=1)
    with Record.open(record) as open_record:
        export(open_record, folder / "export", "jsonl")
    return load(folder / "export")


def main() -> int:
    """1 where a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raise-floors", action="store_true", help="raise the floors to today's values")
    parser.add_argument("--lower-floors", action="store_true", help="set the floors to today's values, even lower ones")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        values = measure(make_export(Path(folder)), print)
    for name, value in values.items():
        print(f"{name:<24} {value:.3f}")
    faults = [] if given.lower_floors else floors.broken("golden", values)
    if given.lower_floors or (given.raise_floors and not faults):
        floors.settle("golden", values, lower=given.lower_floors)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
