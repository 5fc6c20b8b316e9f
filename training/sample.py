"""Choose sentences to be labelled: `python -m training.sample [--documents 1100] [--skip 0] [--each 40] [--whole]`.

Sentences of news_text, never of the files for measuring only, of documents in a development set, or of those behind
the open key. What was chosen before stays, and is not chosen again. The reader as it is sorts them by type and realis,
so that rare ones are drawn as often as common ones, and some in which it finds nothing; or, with `--whole`, every
sentence of short documents. The same command draws the same
sentences while the reader is the same.
"""

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sayso.acquire.page import take
from sayso.pipeline import read_one
from training.texts import FILES, SAMPLE, key_sources, rows

LONGEST, FEWEST_WORDS = 480, 6
FEWEST_SENTENCES, MOST_SENTENCES = 10, 30
#: So many times as many sentences are drawn in which the reader finds nothing.
_EMPTY = 7


class Candidate(NamedTuple):
    """A sentence: offsets in the document's text."""

    doc: str
    start: int
    end: int
    stratum: str


def documents(shared: Path, count: int) -> Iterator[tuple[str, str]]:
    """(id, text) of the international ones that may be labelled, drawn by the hash of their ids."""
    left_out = key_sources(shared / "bench")
    every = (row for name in FILES for row in rows(shared / "bench" / "news_text" / f"{name}.jsonl.gz"))
    found = [
        (row["id"], row["text"])
        for row in every
        if row["topic"] != "other" and row["id"] not in left_out and not row.get("in_dev_sets")
    ]
    yield from sorted(found, key=lambda item: _hash(item[0]))[:count]


def candidates(doc: str, text: str) -> Iterator[Candidate]:
    """The sentences of a document under each type and realis that the reader finds in them."""
    page = take(text.encode()).page
    if page.text != text:
        return
    reading = read_one(page)
    found: dict[int, set[str]] = defaultdict(set)
    for event in reading.events:
        found[event.sentence].add(f"{event.type} {event.realis}" if event.type != "NONE" else "nothing")
    for number, sentence in enumerate(reading.sentences):
        words = text[sentence.start : sentence.end]
        if len(words) <= LONGEST and len(words.split()) >= FEWEST_WORDS and "\n" not in words:
            for stratum in found.get(number) or {"nothing"}:
                yield Candidate(doc, sentence.start, sentence.end, stratum)


def whole(doc: str, text: str) -> Iterator[Candidate]:
    """All sentences of a document that has neither few nor many."""
    page = take(text.encode()).page
    spans = [(s.start, s.end) for s in read_one(page).sentences if "\n" not in text[s.start : s.end]]
    if page.text == text and FEWEST_SENTENCES <= len(spans) <= MOST_SENTENCES:
        yield from (Candidate(doc, start, end, "page") for start, end in spans)


def drawn(every: list[Candidate], each: int) -> list[Candidate]:
    """So many of every stratum, more of the empty one, no sentence twice; the rarest strata draw first."""
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for one in every:
        groups[one.stratum].append(one)
    taken: dict[tuple[str, int], Candidate] = {}
    for stratum, group in sorted(groups.items(), key=lambda item: (len(item[1]), item[0])):
        left = _EMPTY * each if stratum == "nothing" else each
        for one in sorted(group, key=lambda c: _hash(f"{c.doc} {c.start}")):
            if left and (one.doc, one.start) not in taken:
                taken[one.doc, one.start] = one
                left -= 1
    return sorted(taken.values(), key=lambda c: _hash(f"{c.start} {c.doc}"))


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def main() -> None:
    """Draw and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--documents", type=int, default=1100)
    parser.add_argument("--skip", type=int, default=0, help="documents to leave out that were drawn before")
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--whole", action="store_true", help="whole documents")
    options = parser.parse_args()
    chosen = list(documents(options.shared, options.skip + options.documents))[options.skip :]
    find = whole if options.whole else candidates
    every = [candidate for doc, text in chosen for candidate in find(doc, text)]
    kept = every if options.whole else drawn(every, options.each)
    lines = [json.dumps(one._asdict(), ensure_ascii=False) for one in kept]
    SAMPLE.parent.mkdir(exist_ok=True)
    before = SAMPLE.read_text(encoding="utf-8").splitlines() if SAMPLE.exists() else []
    added = [line for line in lines if line not in before]
    SAMPLE.write_text("\n".join([*before, *added]) + "\n", encoding="utf-8")
    print(f"{len(added)} sentences of {len(every)} more")


if __name__ == "__main__":
    main()
