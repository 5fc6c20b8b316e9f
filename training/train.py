"""Train the reader: `python -m training.train [--shared ../shared] [--steps 2500] [--out FILE] [--open-only]`.

Two processes of one thread; the state is written every few minutes and a run goes on from it. The order of the
batches and the first weights of the heads are fixed by the seed and the number of steps done.
"""

import argparse
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path
from typing import Any, NamedTuple

import torch
import torch.distributed as dist
import torch.multiprocessing
from torch import Tensor, nn

from sayso.read.pieces import pieces_of, tokenizer_of
from training import examples
from training.examples import Example
from training.network import Reader, base, started

SEED, PROCESSES, PIECES_A_BATCH, RATE, WARM = 11, 2, 1_200, 4e-4, 100
#: From this step on our own labels are learnt from more often.
LATE = 700
_SAVED_EVERY = 180.0
_NO_NAME = 0.3
#: So many sentences make one text to learn from, one of these numbers for each.
_SENTENCES_A_TEXT = (1, 1, 1, 2, 2, 3, 4, 5)


class Source(NamedTuple):
    """A set of examples and its share of the batches."""

    name: str
    weight: float
    late: float
    """The same from step LATE on: what is labelled by us is rare, and learnt from most at the end."""
    examples: list[Example]
    joined: bool
    """Are its examples sentences, to be put together to texts?"""


class Batch(NamedTuple):
    """Texts as pieces, with the place of each word's first piece."""

    pieces: Tensor
    cases: Tensor
    mask: Tensor
    firsts: list[list[int]]


class Cutter:
    """Cuts texts of words into batches of pieces."""

    def __init__(self) -> None:
        self.tokenizer = tokenizer_of(base() / "tokenizer.json")

    def batch(self, texts: Sequence[Sequence[str]]) -> Batch:
        cut = [pieces_of(self.tokenizer, words) for words in texts]
        size = len(cut), max(len(text.ids) for text in cut)
        pieces, cases, mask = (torch.zeros(size, dtype=torch.long) for _ in range(3))
        for k, text in enumerate(cut):
            length = len(text.ids)
            pieces[k, :length], cases[k, :length] = torch.tensor(text.ids), torch.tensor(text.cases)
            mask[k, :length] = 1
        return Batch(pieces, cases, mask, [text.firsts for text in cut])


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
    losses += _role_losses(reader, words, given)
    return torch.stack(losses).sum() if losses else 0.0 * vectors.sum()


def _role_losses(reader: Reader, words: Sequence[Tensor], given: Sequence[Example]) -> list[Tensor]:
    """A mean over all pairs; words that are no name and have no role are many and count less."""
    scores, roles, weights = [], [], []
    for one, vectors in zip(given, words, strict=True):
        if one.roles:
            scores.append(reader.roles(vectors, *(torch.tensor([pair[k] for pair in one.roles]) for k in (0, 1))))
            roles += [role for *_, role in one.roles]
            weights += [1.0 if role or one.words[k][0].isupper() else _NO_NAME for _, k, role in one.roles]
    if not scores:
        return []
    off = nn.functional.cross_entropy(torch.cat(scores), torch.tensor(roles), reduction="none")
    return [(off * torch.tensor(weights)).sum() / sum(weights)]


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
        late = k >= PROCESSES * LATE
        part = rng.choices(sources, [part.late if late else part.weight for part in sources])[0]
        if not waiting[part.name]:
            waiting[part.name] = epoch_of(part, epochs[part.name])
            epochs[part.name] += 1
        batch = waiting[part.name].pop()
        if k >= start:
            yield batch


def gather(shared: Path, *, open_only: bool, everything: bool) -> list[Source]:
    """The sources with the share of batches that each gets."""
    bench = shared / "bench"
    own = [
        one for one in examples.ours(shared, open_only=open_only) if everything or not examples.is_held_out(one.name)
    ]
    sources = [Source("own", 3.2, 5.0, own, joined=True)]
    if open_only:
        return sources

    def facts(*names: str) -> list[Example]:
        files = [bench / f"factuality/{name}_train.jsonl.gz" for name in names]
        return [one for file in files for one in examples.factuality(file)]

    return [
        *sources,
        Source("UW", 1.0, 1.5, facts("UW"), joined=True),
        Source("MEANTIME", 0.25, 0.4, facts("MEANTIME"), joined=True),
        Source("made", 0.3, 0.2, facts("CB", "RP", "MV2"), joined=True),
        Source("UDS", 1.5, 0.7, facts("UDS_IH2"), joined=True),
        Source("polnear", 1.8, 1.2, list(examples.attribution(bench / "polnear/train.jsonl.gz")), joined=False),
    ]


def train(rank: int, options: argparse.Namespace, meeting: str) -> None:
    """Go on from the state to so many steps; the rate rises over the first and falls to nothing at the last.

    Each process takes every PROCESSES-th batch; what they learn from a step is put together before it is taken.
    """
    dist.init_process_group("gloo", init_method=f"file://{meeting}", rank=rank, world_size=PROCESSES)
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    reader, done, out, steps = started(), 0, options.out, options.steps
    learning = [p for p in reader.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(learning, lr=RATE, weight_decay=0.01)
    if out.exists():
        state: dict[str, Any] = torch.load(out, weights_only=True)
        reader.load_state_dict(state["reader"])
        if "optimiser" in state:
            optimiser.load_state_dict(state["optimiser"])
        done = state["done"]
    torch.manual_seed(SEED + rank + PROCESSES * done)
    sources = gather(options.shared, open_only=options.open_only, everything=options.everything)
    cutter, begun, saved, total = Cutter(), time.process_time(), time.monotonic(), 0.0
    reader.train()
    for given in islice(batches(sources, PROCESSES * done + rank), 0, PROCESSES * (steps - done), PROCESSES):
        for group in optimiser.param_groups:
            group["lr"] = RATE * min((done + 1) / WARM, (steps - done) / (steps - WARM))
        loss = loss_of(reader, cutter.batch([one.words for one in given]), given)
        optimiser.zero_grad()
        loss.backward()
        _put_together(learning)
        nn.utils.clip_grad_norm_(learning, 1.0)
        optimiser.step()
        done, total = done + 1, total + loss.item()
        if rank:
            continue
        if done % 50 == 0:
            print(f"{done} steps, {(time.process_time() - begun) / 60:.1f} minutes, loss {total / 50:.3f}", flush=True)
            total = 0.0
        if done == steps or time.monotonic() - saved > _SAVED_EVERY:
            torch.save({"reader": reader.state_dict(), "optimiser": optimiser.state_dict(), "done": done}, out)
            saved = time.monotonic()
    dist.destroy_process_group()


def _put_together(learning: Sequence[nn.Parameter]) -> None:
    """The mean of what the processes have learnt, in each of them."""
    found = [torch.zeros_like(p) if p.grad is None else p.grad for p in learning]
    flat = torch.cat([grad.flatten() for grad in found])
    dist.all_reduce(flat)
    for parameter, part in zip(learning, flat.split([grad.numel() for grad in found]), strict=True):
        parameter.grad = part.view_as(parameter) / PROCESSES


def main() -> None:
    """Train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--steps", type=int, default=2_500)
    parser.add_argument("--out", type=Path, default=Path("reader.pt"))
    parser.add_argument("--open-only", action="store_true")
    parser.add_argument("--everything", action="store_true", help="learn from the tenth of our labels kept apart, too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        torch.multiprocessing.spawn(train, (options, f"{folder}/meeting"), PROCESSES)


if __name__ == "__main__":
    main()
