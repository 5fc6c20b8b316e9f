"""How sure is sure: `python -m training.calibration [--shared ../shared]`.

Reads the labelled documents that the weights have not learnt from, counts for each kind of answer how often it is
right at which score, and writes `src/sayso/read/lexicons/calibration.tsv`. Prints the expected calibration error of
each layer, every answer judged by what the documents of the other folds taught, and draws `docs/reliability.svg`.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np

from bench.own_labels import Met, labelled, met
from sayso.model.identity import sha256
from sayso.model.reading import ActorMention, EventMention, Reading
from training.examples import is_held_out
from training.reliability import plot

_TABLE = Path("src/sayso/read/lexicons/calibration.tsv")
_PLOT = Path("docs/reliability.svg")
_HEAD = """\
# Raw scores (score) and the share of right answers at them, counted on {count} answers in labelled documents that the
# weights have not learnt from. Made by training/calibration.py.
what	score	right
"""
#: Answers between two knots at least.
_FEWEST = 30
_BINS = 10
FOLDS = 5
#: The first word of a kind -> the layer it is reported with.
LAYERS = {"type": "type", "realis": "realis", "actor": "roles", "recipient": "roles", "who": "actors"}
KINDS = ("type rule", "type seen", "realis", "actor rule", "actor seen", "recipient rule", "recipient seen", "who")


class Answer(NamedTuple):
    """One answer of the reader: its kind, its raw score, whether it is right, and the fold its document is in."""

    what: str
    score: float
    right: bool
    fold: int


def answers(shared: Path) -> Iterator[Answer]:
    """All answers of the reader to labelled sentences kept apart, with raw scores."""

    def raw(what: str, score: float) -> float:
        return score + 1000 * (1 + KINDS.index(what))

    places = ("actors", "both_sides", "events", "parties", "seen", "voices")
    rows = [(text, row) for text, row in labelled(shared) if is_held_out(row["doc"])]
    for text, row in rows:
        fold = int(sha256(row["doc"])[:8], 16) % FOLDS
        with _patched(places, raw):
            every = list(met(text, row))
        for what, score, right in (answer for one in every for answer in _of(one)):
            yield Answer(what, score, right, fold)


def _patched(places: Iterable[str], raw: Callable[[str, float], float]) -> ExitStack:
    """All callers of `calibrated.chance` get the score back, with its kind in the thousands."""
    stack = ExitStack()
    for place in places:
        stack.enter_context(patch(f"sayso.read.{place}.chance", raw))
    return stack


def _of(one: Met) -> Iterator[tuple[str, float, bool]]:
    found, wanted = one.found, one.wanted
    if found is None:
        return
    yield (*_kind(found.confidence), wanted is not None and wanted["type"] == found.type)
    if wanted is None:
        return
    yield (*_kind(found.realis_confidence), wanted["realis"] == found.realis)
    yield from _parties(found, wanted, one.reading)
    yield from _actors(found, wanted, one)


def _kind(coded: float) -> tuple[str, float]:
    number = int(coded // 1000)
    return KINDS[number - 1], coded - 1000 * number


def _parties(found: EventMention, wanted: dict[str, Any], reading: Reading) -> Iterator[tuple[str, float, bool]]:
    """A role is right where the country, or a party without one, is labelled in it."""
    for party in found.participants:
        if party.role in ("actor", "recipient"):
            country = reading.actors[party.actor].country
            labelled_there = {part["country"] for part in wanted["parts"] if part["role"] == party.role}
            yield (*_kind(party.confidence), country in labelled_there)


def _actors(found: EventMention, wanted: dict[str, Any], one: Met) -> Iterator[tuple[str, float, bool]]:
    """Who somebody is, is right where the labelled party of the same words has that country."""
    for party in found.participants:
        actor = one.reading.actors[party.actor]
        meant = [
            part for part in wanted["parts"] if _same(part, actor, one.start) and part["role"] in ("actor", "recipient")
        ]
        if meant:
            yield (*_kind(actor.confidence), any(part["country"] == actor.country for part in meant))


def _same(part: dict[str, Any], actor: ActorMention, start: int) -> bool:
    first, last = (at - start for at in part["span"])
    return bool(actor.start < last and first < actor.end)


def fitted(found: Sequence[Answer]) -> list[tuple[float, float]]:
    """Knots of a rising curve: means of bins of equally many answers, falling neighbours put together."""
    size = max(_FEWEST, -(-len(found) // _BINS))
    pooled: list[list[Answer]] = []
    for part in _bins(sorted(found, key=lambda answer: answer.score), size):
        pooled.append(part)
        while len(pooled) > 1 and _share(pooled[-2]) >= _share(pooled[-1]):
            pooled[-2:] = [[*pooled[-2], *pooled[-1]]]
    return [(float(np.mean([a.score for a in part])), _share(part)) for part in pooled]


def _bins(ordered: Sequence[Answer], size: int) -> list[list[Answer]]:
    """Of at least this size; answers of one score stay together, and a short rest joins the bin before."""
    bins: list[list[Answer]] = [[]]
    for answer in ordered:
        if len(bins[-1]) >= size and bins[-1][-1].score != answer.score:
            bins.append([])
        bins[-1].append(answer)
    if len(bins) > 1 and len(bins[-1]) < size // 2:
        bins[-2:] = [[*bins[-2], *bins[-1]]]
    return bins


def _share(found: Sequence[Answer]) -> float:
    """The share of right ones, one of each added."""
    return (sum(a.right for a in found) + 1) / (len(found) + 2)


def kept_apart(every: Sequence[Answer]) -> Iterator[tuple[str, float, bool]]:
    """(layer, confidence, right) of each answer, the confidence from the folds that its document is not in."""
    for what in KINDS:
        for fold in range(FOLDS):
            others = [a for a in every if a.what == what and a.fold != fold]
            scores, shares = zip(*fitted(others), strict=True)
            for answer in every:
                if answer.what == what and answer.fold == fold:
                    yield LAYERS[what.split()[0]], float(np.interp(answer.score, scores, shares)), answer.right


def reliability(found: Sequence[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, answers) in ten bins of equally many."""
    ordered = sorted(found)
    cut = np.array_split(np.arange(len(ordered)), _BINS)
    bins = [[ordered[k] for k in part] for part in cut if len(part)]
    return [(float(np.mean([s for s, _ in part])), float(np.mean([r for _, r in part])), len(part)) for part in bins]


def error(bins: Sequence[tuple[float, float, int]]) -> float:
    """Expected calibration error (Guo and others 2017), over bins of equally many answers."""
    return sum(abs(sure - right) * count for sure, right, count in bins) / sum(count for *_, count in bins)


def main() -> None:
    """Count, write, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    every = list(answers(parser.parse_args().shared))
    knots = {what: fitted([answer for answer in every if answer.what == what]) for what in KINDS}
    lines = [f"{what}\t{score:.4f}\t{share:.4f}" for what in KINDS for score, share in knots[what]]
    _TABLE.write_text(_HEAD.format(count=len(every)) + "\n".join(lines) + "\n", encoding="utf-8")
    judged = list(kept_apart(every))
    layers = {
        layer: reliability([(sure, right) for of, sure, right in judged if of == layer]) for layer in LAYERS.values()
    }
    drawn = plot({layer: [(sure, right) for sure, right, _ in bins] for layer, bins in layers.items()})
    _PLOT.write_text(drawn, encoding="utf-8")
    for layer, bins in layers.items():
        print(f"{layer:<7} {sum(count for *_, count in bins):>5} answers, calibration error {error(bins):.3f}")
        print("  said  " + " ".join(f"{sure:.2f}" for sure, *_ in bins))
        print("  right " + " ".join(f"{right:.2f}" for _, right, _ in bins))


if __name__ == "__main__":
    main()
