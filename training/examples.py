"""What the reader learns from, as words with tags: attribution, factuality, and our own labels."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from sayso.read.heads import KINDS, REALIS, ROLES, TYPES
from sayso.read.pieces import WORD
from training.labels import corpus, once, sentences
from training.texts import openly_licensed

#: Words of one example; longer texts are cut between sentences as far as one can see.
MOST_WORDS = 160
_TYPE_NUMBERS = {name: k for k, name in enumerate(TYPES, start=1)}
_REALIS_NUMBERS: dict[str, int] = {name: k for k, name in enumerate(REALIS)}
_ROLE_NUMBERS = {name: k for k, name in enumerate(ROLES)}
_KIND_NUMBERS = {role: 1 + 2 * KINDS.index(role if role in KINDS else "party") for role in ROLES[1:]}


class Example(NamedTuple):
    """Words with what is known of them: word tags by head (-100 = not known), factuality, and roles."""

    words: tuple[str, ...]
    tags: dict[str, tuple[int, ...]]
    factuality: tuple[tuple[int, float], ...] = ()
    """(word, -3 to 3)."""
    roles: tuple[tuple[int, int, int], ...] = ()
    """(word of a trigger, another word, role): the last word of a party, place or time has its role; words that belong
    to none have 0; of the other words of a party nothing is said."""
    name: str = ""


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in rows:
            yield json.loads(row)


def factuality(path: Path) -> Iterator[Example]:
    """One of the sets of factuality: a sentence of tokens and the numbers of some."""
    for row in lines(path):
        words = tuple(row["text"].split(" "))[:MOST_WORDS]
        targets = tuple((t["token"], t["label"]) for t in row["targets"] if t["token"] < len(words))
        yield Example(words, {}, targets, name=row["id"])


def attribution(path: Path) -> Iterator[Example]:
    """PolNeAR, paragraph by paragraph, by its first annotator."""
    for row in lines(path):
        spans = {
            head: sorted(tuple(s) for a in row["annotations"][0]["attributions"] for s in a[head] or ())
            for head in ("source", "cue", "content")
        }
        for match in re.finditer(r"[^\n]+", row["text"]):
            words = [(m.start(), m.end()) for m in WORD.finditer(row["text"], match.start(), match.end())]
            for k in range(0, len(words), MOST_WORDS):
                part = words[k : k + MOST_WORDS]
                tags = {head: tuple(bio(part, spans[head])) for head in spans}
                yield Example(tuple(row["text"][a:b] for a, b in part), tags, name=row["id"])


def joined(parts: Sequence[Example]) -> Example:
    """Sentences one behind the other, all told of the same heads: a page is read paragraph by paragraph."""
    starts = [0, *accumulate(len(part.words) for part in parts)]
    shifted = list(zip(starts, parts, strict=False))
    return Example(
        words=tuple(word for part in parts for word in part.words),
        tags={head: tuple(tag for part in parts for tag in part.tags[head]) for head in parts[0].tags},
        factuality=tuple((at + start, value) for start, part in shifted for at, value in part.factuality),
        roles=tuple((a + start, b + start, role) for start, part in shifted for a, b, role in part.roles),
        name=parts[0].name,
    )


def ours(shared: Path, *, open_only: bool = False) -> Iterator[Example]:
    """The sentences labelled by us and our own; `open_only`: of real ones those of openly licensed text."""
    texts = {(s.doc, s.start): s.text for s in sentences(shared)}
    licensed = openly_licensed(shared) if open_only else None
    for place, row in once().items():
        if licensed is None or row["doc"] in licensed:
            yield labelled(row, texts[place])
    for text, row in corpus():
        yield labelled(row, text)


def is_held_out(document: str) -> bool:
    """Is it one of the tenth of the documents with our labels that the shipped weights have not learnt from?"""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % 10 == 0


def labelled(row: dict[str, Any], text: str) -> Example:
    """A label line and its sentence."""
    at = [(row["start"] + m.start(), row["start"] + m.end()) for m in WORD.finditer(text)]
    trigger, realis, mention = [0] * len(at), [-100] * len(at), [0] * len(at)
    roles: list[tuple[int, int, int]] = []
    for event in row["events"]:
        heads = _inside(at, event["trigger"])
        roles += _pairs(event, heads, at)
        for k in heads:
            trigger[k] = _TYPE_NUMBERS[event["type"]]
            realis[k] = _REALIS_NUMBERS[event["realis"]]
        for part in event["parts"]:
            found = _inside(at, part["span"])
            for k in found:
                mention[k] = _KIND_NUMBERS[part["role"]] + (k != found[0])
    spans = {head: sorted(tuple(c[head]) for c in row["claims"] if c[head]) for head in ("source", "cue", "content")}
    tags = {"trigger": tuple(trigger), "realis": tuple(realis), "mention": tuple(mention)}
    tags |= {head: tuple(bio(at, spans[head])) for head in spans}
    tags["ending"] = (*[0] * (len(at) - 1), 1)[-len(at) :]
    words = tuple(text[a - row["start"] : b - row["start"]] for a, b in at)
    return Example(words, tags, roles=tuple(roles), name=row["doc"])


def _pairs(
    event: dict[str, Any], heads: Sequence[int], at: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, int]]:
    """The first and last word of a trigger with every word that can be said to have a role or none."""
    roles: dict[int, int] = {}
    within = set(heads)
    for part in event["parts"]:
        found = _inside(at, part["span"])
        within.update(found)
        for last in found[-1:]:
            roles.setdefault(last, _ROLE_NUMBERS[part["role"]])
    for head in sorted({*heads[:1], *heads[-1:]}):
        yield from ((head, k, roles.get(k, 0)) for k in range(len(at)) if k in roles or k not in within)


def _inside(words: Sequence[tuple[int, int]], span: Sequence[int]) -> list[int]:
    return [k for k, (a, b) in enumerate(words) if a < span[1] and b > span[0]]


def bio(words: Sequence[tuple[int, int]], spans: Sequence[Sequence[int]]) -> Iterator[int]:
    """0 outside, 1 where a span begins, 2 within it. Of overlapping spans the first counts."""
    before = None
    for start, end in words:
        span = next((s for s in spans if s[0] < end and start < s[1]), None)
        yield 0 if span is None else 2 if span == before else 1
        before = span
