"""Train the reader: `python -m training.train [--shared ../shared] [--minutes 60] [--out FILE] [--open-only]`.

One thread, one process; the state is written every few minutes and a run goes on from it. The order of the batches and
the first weights of the heads are fixed by the seed and the number of steps done.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training import examples
from training.examples import Example
from training.network import Reader, base, started

SEED, PIECES_A_BATCH, RATE, WARM = 11, 1_200, 3e-4, 200
_SAVED_EVERY = 180.0


class Batch(NamedTuple):
    """Texts as pieces, with the place of each word's first piece."""

    pieces: Tensor
    cases: Tensor
    mask: Tensor
    firsts: list[list[int]]


def case_of(word: str) -> int:
    """0 small, 1 Capital, 2 CAPITALS, 3 with digits."""
    if any(c.isdigit() for c in word):
        return 3
    if not word[:1].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


class Pieces:
    """Cuts words into pieces."""

    def __init__(self) -> None:
        self.tokenizer = Tokenizer.from_file(str(base() / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def batch(self, texts: Sequence[Sequence[str]]) -> Batch:
        cut = [self._cut(words) for words in texts]
        longest = max(len(ids) for ids, _, _ in cut)
        pieces, cases, mask = (torch.zeros(len(cut), longest, dtype=torch.long) for _ in range(3))
        for k, (ids, letters, _) in enumerate(cut):
            pieces[k, : len(ids)], cases[k, : len(ids)], mask[k, : len(ids)] = map(
                torch.tensor, (ids, letters, [1] * len(ids))
            )
        return Batch(pieces, cases, mask, [firsts for _, _, firsts in cut])

    def _cut(self, words: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
        found = self.tokenizer.encode(list(words), is_pretokenized=True)
        numbers = found.word_ids
        firsts = {number: k for k, number in reversed(list(enumerate(numbers))) if number is not None}
        letters = [0 if number is None else case_of(words[number]) for number in numbers]
        # A word of signs unknown to the tokenizer may have no piece: it is read from the piece at the start.
        return found.ids[:512], letters[:512], [min(firsts.get(k, 0), 511) for k in range(len(words))]


def loss_of(reader: Reader, batch: Batch, given: Sequence[Example]) -> Tensor:
    """The sum of what each head is off, each a mean over the words it is told of."""
    vectors = reader(batch.pieces, batch.cases, batch.mask)
    words = [vectors[k, firsts] for k, firsts in enumerate(batch.firsts)]
    losses = []
    for head, linear in reader.tags.items():
        told = [k for k, one in enumerate(given) if head in one.tags]
        if told:
            tags = torch.tensor([tag for k in told for tag in given[k].tags[head]])
            if (tags >= 0).any():
                losses.append(nn.functional.cross_entropy(linear(torch.cat([words[k] for k in told])), tags))
    facts = [(k, at, value) for k, one in enumerate(given) for at, value in one.factuality]
    if facts:
        scores = reader.factuality(torch.stack([words[k][at] for k, at, _ in facts])).squeeze(1)
        losses.append(nn.functional.huber_loss(scores, torch.tensor([value for _, _, value in facts])))
    pairs = [pair for k, one in enumerate(given) for pair in _pairs(k, one)]
    if pairs:
        triggers = torch.stack([words[k][a] for k, a, _, _ in pairs])
        mentions = torch.stack([words[k][b] for k, _, b, _ in pairs])
        losses.append(
            nn.functional.cross_entropy(reader.role_scores(triggers, mentions), torch.tensor([r for *_, r in pairs]))
        )
    return torch.stack(losses).sum()


def _pairs(k: int, one: Example) -> Iterator[tuple[int, int, int, int]]:
    """Every trigger of an example with every mention, and its role, 0 for none."""
    roles = {(a, b): role for a, b, role in one.roles}
    triggers, mentions = sorted({a for a, _ in roles}), sorted({b for _, b in roles})
    for a in triggers:
        for b in mentions:
            yield k, a, b, roles.get((a, b), 0)


def batches(sets: Sequence[tuple[float, list[Example]]], start: int) -> Iterator[list[Example]]:
    """Without end: a set by its weight, then examples of it of like length. Batch k is the same in every run."""
    ordered = [sorted(part, key=lambda one: (len(one.words), one.name)) for _, part in sets]
    k = start
    while True:
        rng = random.Random(f"{SEED} {k}")  # noqa: S311
        part = rng.choices(ordered, [weight for weight, _ in sets])[0]
        at, size = rng.randrange(len(part)), 0
        found: list[Example] = []
        while at < len(part) and (not found or size + 1.4 * len(part[at].words) <= PIECES_A_BATCH):
            found.append(part[at])
            size = int(1.4 * len(found) * len(part[at].words))
            at += rng.randrange(1, 4)
        yield found
        k += 1


def gather(shared: Path, *, open_only: bool, measured: bool) -> list[tuple[float, list[Example]]]:
    """The sets with the share of batches that each gets."""
    bench, own = (
        shared / "bench",
        [one for one in examples.ours(shared) if not (measured and examples.is_held_out(one))],
    )
    sets = [(3.0, own)] if own else []
    if not open_only:
        facts = [
            example
            for name in ("UW", "MEANTIME")
            for example in examples.factuality(bench / f"factuality/{name}_train.jsonl.gz")
        ]
        sets += [(2.0, facts), (2.0, list(examples.factuality(bench / "factuality/UDS_IH2_train.jsonl.gz")))]
        sets += [(4.0, list(examples.attribution(bench / "polnear/train.jsonl.gz")))]
    return sets


def train(shared: Path, out: Path, minutes: float, *, open_only: bool, measured: bool) -> None:
    """Go on from `out` for so many minutes."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    reader, done = started(), 0
    learning = [p for p in reader.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(learning, lr=RATE, weight_decay=0.01)
    if out.exists():
        state: dict[str, Any] = torch.load(out, weights_only=True)
        reader.load_state_dict(state["reader"])
        optimiser.load_state_dict(state["optimiser"])
        done = state["done"]
    pieces, begun, saved, total = Pieces(), time.monotonic(), time.monotonic(), 0.0
    reader.train()
    for given in batches(gather(shared, open_only=open_only, measured=measured), done):
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, (done + 1) / WARM)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = loss_of(reader, pieces.batch([one.words for one in given]), given)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(learning, 1.0)
        optimiser.step()
        done, total = done + 1, total + loss.item()
        if done % 100 == 0:
            print(f"{done} steps, {(time.monotonic() - begun) / 60:.1f} minutes, loss {total / 100:.3f}", flush=True)
            total = 0.0
        over = time.monotonic() - begun > 60 * minutes
        if over or time.monotonic() - saved > _SAVED_EVERY:
            torch.save({"reader": reader.state_dict(), "optimiser": optimiser.state_dict(), "done": done}, out)
            saved = time.monotonic()
        if over:
            return


def main() -> None:
    """Train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--out", type=Path, default=Path("reader.pt"))
    parser.add_argument("--open-only", action="store_true")
    parser.add_argument("--measured", action="store_true", help="leave a tenth of our own labels out")
    options = parser.parse_args()
    train(options.shared, options.out, options.minutes, open_only=options.open_only, measured=options.measured)


if __name__ == "__main__":
    main()
