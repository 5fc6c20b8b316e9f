"""The reader on the sentences labelled by us: `python -m bench.own_labels [--pages] [--held-out] [--misses 20]`.

Each sentence is read alone. Triggers match where they overlap; type, realis and countries are compared on those that
match.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sayso.acquire.page import take
from sayso.model.page import Block, Page, Region
from sayso.model.reading import EventMention, Reading
from sayso.read.page import read_page
from training.examples import is_held_out
from training.labels import corpus, once, sample, sentences

_ROLES = ("actor", "recipient")


class Met(NamedTuple):
    """A labelled trigger and the reader's, either of which may be missing."""

    text: str
    wanted: dict[str, Any] | None
    start: int
    """Where the sentence stands in its document: labels count from there."""
    found: EventMention | None
    reading: Reading


def labelled(shared: Path, *, pages: bool = False) -> Iterator[tuple[str, dict[str, Any]]]:
    """(sentence, label line): real ones and our own, or only those of pages labelled whole."""
    texts = {(s.doc, s.start): s.text for s in sentences(shared)}
    whole = {(line["doc"], line["start"]) for line in sample() if line["stratum"] == "page"}
    yield from ((texts[place], row) for place, row in once().items() if not pages or place in whole)
    yield from () if pages else corpus()


def page_of(text: str) -> Page:
    """The sentence as the body of a page."""
    page = take(text.encode()).page
    whole = (Block(0, len(text)),), (Region(0, len(text), "body", "given"),)
    return Page(page.id, text, page.text_sha256, "en", *whole)


def met(text: str, row: dict[str, Any]) -> Iterator[Met]:
    """The triggers of a sentence side by side."""
    reading = read_page(page_of(text))
    found = [event for event in reading.events if event.type != "NONE"]
    for wanted in row["events"]:
        start, end = (at - row["start"] for at in wanted["trigger"])
        match = next((event for event in found if event.start < end and start < event.end), None)
        if match is not None:
            found.remove(match)
        yield Met(text, wanted, row["start"], match, reading)
    yield from (Met(text, None, row["start"], event, reading) for event in found)


def countries(one: Met, role: str) -> tuple[set[str], set[str]]:
    """(wanted, given) countries in a role."""
    assert one.wanted is not None and one.found is not None
    wanted = {part["country"] for part in one.wanted["parts"] if part["role"] == role and part["country"]}
    given = {one.reading.actors[p.actor].country for p in one.found.participants if p.role == role}
    return wanted, {country for country in given if country}


def figures(every: list[Met]) -> dict[str, float]:
    """Shares and F1, named."""
    both = [one for one in every if one.wanted is not None and one.found is not None]
    wanted, found = sum(one.wanted is not None for one in every), sum(one.found is not None for one in every)
    done = ("happened", "ongoing")
    said_done = [one for one in both if one.found and one.found.realis in done]
    truly = [one for one in both if one.wanted and one.wanted["realis"] in done]
    right = [one for one in said_done if one in truly]
    table = {
        "triggers": float(wanted),
        "trigger_precision": len(both) / max(1, found),
        "trigger_recall": len(both) / max(1, wanted),
        "type": sum(one.found.type == one.wanted["type"] for one in both if one.found and one.wanted)
        / max(1, len(both)),
        "realis": sum(one.found.realis == one.wanted["realis"] for one in both if one.found and one.wanted)
        / max(1, len(both)),
        "done_precision": len(right) / max(1, len(said_done)),
        "done_recall": len(right) / max(1, len(truly)),
    }
    for role in _ROLES:
        sides = [countries(one, role) for one in both]
        hits = sum(len(a & b) for a, b in sides)
        table[f"{role}_precision"] = hits / max(1, sum(len(b) for _, b in sides))
        table[f"{role}_recall"] = hits / max(1, sum(len(a) for a, _ in sides))
    return table


def misses(every: list[Met], most: int) -> Iterator[str]:
    """The commonest words missed or found too much, then examples of wrong realis."""
    missed = Counter(
        one.text[one.wanted["trigger"][0] - one.start : one.wanted["trigger"][1] - one.start].lower()
        for one in every
        if one.wanted and not one.found
    )
    extra = Counter(one.found.slice(one.text).lower() for one in every if one.found and not one.wanted)
    yield "missed: " + ", ".join(f"{word} {n}" for word, n in missed.most_common(4 * most))
    yield "not labelled: " + ", ".join(f"{word} {n}" for word, n in extra.most_common(2 * most))
    false = [
        o for o in every if o.found and o.wanted and o.found.realis == "happened" and o.wanted["realis"] != "happened"
    ]
    yield from (
        f"{o.wanted['realis']}: {o.found.slice(o.text)!r} in {o.text}" for o in false[:most] if o.wanted and o.found
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--pages", action="store_true", help="only pages labelled whole")
    parser.add_argument("--fifths", default="01234", help="every fifth sentence from these on")
    parser.add_argument("--held-out", action="store_true", help="only documents that the weights have not learnt from")
    options = parser.parse_args()
    every_row = labelled(options.shared, pages=options.pages)
    rows = [row for k, row in enumerate(every_row) if str(k % 5) in options.fifths]
    if options.held_out:
        rows = [(text, line) for text, line in rows if is_held_out(line["doc"])]
    every = [one for text, row in rows for one in met(text, row)]
    print(f"{len(rows)} sentences")
    for name, value in figures(every).items():
        print(f"{name:<20} {value:.3f}")
    for line in misses(every, options.misses) if options.misses else ():
        print(line)


if __name__ == "__main__":
    main()
