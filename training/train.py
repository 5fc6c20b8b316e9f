"""Train the reader: `python -m training.train [--shared ../shared] [--steps 5000] [--out FILE] [--open-only]`.

One thread, one process; the state is written every few minutes and a run goes on from it. The order of the batches and
the first weights of the heads are fixed by the seed and the number of steps done.
"""

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import count, islice
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
#: So many sentences make one text to learn from, one of these numbers for each.
_SENTENCES_A_TEXT = (1, 1, 1, 2, 2, 3, 4, 5)


class Source(NamedTuple):
    """A set of examples and its share of the batches."""

    name: str
    weight: float
    examples: list[Example]
    joined: bool
    """Are its examples sentences, to be put together to texts?"""


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
    pairs = [(k, *pair) for k, one in enumerate(given) for pair in one.roles]
    if pairs:
        triggers = torch.stack([words[k][a] for k, a, _, _ in pairs])
        mentions = torch.stack([words[k][b] for k, _, b, _ in pairs])
        losses.append(
            nn.functional.cross_entropy(reader.role_scores(triggers, mentions), torch.tensor([r for *_, r in pairs]))
        )
    return torch.stack(losses).sum()


def chunks(part: Source, epoch: int) -> list[Example]:
    """The examples of a source, some joined, in an order of this epoch's own."""
    rng = random.Random(f"{SEED} {part.name} {epoch}")  # noqa: S311
    if not part.joined:
        return sorted(part.examples, key=lambda one: (len(one.words), rng.random()))
    documents: dict[str, list[Example]] = defaultdict(list)
    for one in part.examples:
        documents[one.name].append(one)
    order = [one for name in rng.sample(sorted(documents), len(documents)) for one in documents[name]]
    found, at = [], 0
    while at < len(order):
        wanted = rng.choice(_SENTENCES_A_TEXT)
        taken = [order[at]]
        while len(taken) < wanted and at + len(taken) < len(order):
            taken.append(order[at + len(taken)])
        while len(taken) > 1 and sum(len(one.words) for one in taken) > examples.MOST_WORDS:
            taken.pop()
        found.append(examples.joined(taken))
        at += len(taken)
    return sorted(found, key=lambda one: (len(one.words), rng.random()))


def epoch_of(part: Source, epoch: int) -> list[list[Example]]:
    """The batches of one pass over a source: texts of like length together, the batches in any order."""
    found: list[list[Example]] = [[]]
    for one in chunks(part, epoch):
        if found[-1] and 1.4 * (len(found[-1]) + 1) * len(one.words) > PIECES_A_BATCH:
            found.append([])
        found[-1].append(one)
    random.Random(f"{SEED} {part.name} {epoch} order").shuffle(found)  # noqa: S311
    return found


def batches(sources: Sequence[Source], start: int) -> Iterator[list[Example]]:
    """Without end: a source by its weight, then its next batch. Batch k is the same in every run."""
    rng = random.Random(SEED)  # noqa: S311
    waiting: dict[str, list[list[Example]]] = {part.name: [] for part in sources}
    epochs: Counter[str] = Counter()
    for k in count():
        part = rng.choices(sources, [part.weight for part in sources])[0]
        if not waiting[part.name]:
            waiting[part.name] = epoch_of(part, epochs[part.name])
            epochs[part.name] += 1
        batch = waiting[part.name].pop()
        if k >= start:
            yield batch


def gather(shared: Path, *, open_only: bool, measured: bool) -> list[Source]:
    """The sources with the share of batches that each gets."""
    bench = shared / "bench"
    own = [one for one in examples.ours(shared) if not (measured and examples.is_held_out(one))]
    sources = [Source("own", 3.2, own, joined=True)]
    if open_only:
        return sources

    def facts(*names: str) -> list[Example]:
        files = [bench / f"factuality/{name}_train.jsonl.gz" for name in names]
        return [one for file in files for one in examples.factuality(file)]

    return [
        *sources,
        Source("UW", 1.0, facts("UW"), joined=True),
        Source("MEANTIME", 0.25, facts("MEANTIME"), joined=True),
        Source("made", 0.3, facts("CB", "RP", "MV2"), joined=True),
        Source("UDS", 1.5, facts("UDS_IH2"), joined=True),
        Source("polnear", 3.6, list(examples.attribution(bench / "polnear/train.jsonl.gz")), joined=False),
    ]


def train(shared: Path, out: Path, steps: int, *, open_only: bool, measured: bool) -> None:
    """Go on from `out` to so many steps; the rate rises over the first and falls to nothing at the last."""
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
    pieces, begun, saved, total = Pieces(), time.process_time(), time.monotonic(), 0.0
    reader.train()
    for given in islice(batches(gather(shared, open_only=open_only, measured=measured), done), steps - done):
        for group in optimiser.param_groups:
            group["lr"] = RATE * min((done + 1) / WARM, (steps - done) / (steps - WARM))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = loss_of(reader, pieces.batch([one.words for one in given]), given)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(learning, 1.0)
        optimiser.step()
        done, total = done + 1, total + loss.item()
        if done % 100 == 0:
            print(f"{done} steps, {(time.process_time() - begun) / 60:.1f} minutes, loss {total / 100:.3f}", flush=True)
            total = 0.0
        if done == steps or time.monotonic() - saved > _SAVED_EVERY:
            torch.save({"reader": reader.state_dict(), "optimiser": optimiser.state_dict(), "done": done}, out)
            saved = time.monotonic()


def main() -> None:
    """Train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--steps", type=int, default=5_000)
    parser.add_argument("--out", type=Path, default=Path("reader.pt"))
    parser.add_argument("--open-only", action="store_true")
    parser.add_argument("--measured", action="store_true", help="leave a tenth of our own labels out")
    options = parser.parse_args()
    train(options.shared, options.out, options.steps, open_only=options.open_only, measured=options.measured)


if __name__ == "__main__":
    main()
