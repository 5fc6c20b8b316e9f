"""What a trained reader is worth: `python -m training.measure FILE [--shared ../shared]`.

Factuality by Pearson's r on the development halves. On a tenth of our own sentences, which training leaves out:
triggers by F1 of words; type and realis on the words that both have.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from training import examples
from training.examples import Example
from training.network import Reader, started
from training.train import Cutter

_TEXTS_A_BATCH = 16


def vectors(reader: Reader, given: Sequence[Example]) -> Iterator[torch.Tensor]:
    """(words, WIDTH) of each example."""
    cutter = Cutter()
    for k in range(0, len(given), _TEXTS_A_BATCH):
        batch = cutter.batch([one.words for one in given[k : k + _TEXTS_A_BATCH]])
        found = reader(batch.pieces, batch.cases, batch.mask)
        for n, firsts in enumerate(batch.firsts):
            yield found[n, firsts]


def factuality(reader: Reader, given: Sequence[Example]) -> float:
    """Pearson's r over all targets."""
    said, wanted = [], []
    for one, words in zip(given, vectors(reader, given), strict=True):
        for at, value in one.factuality:
            said.append(float(reader.factuality(words[at])))
            wanted.append(value)
    return float(np.corrcoef(said, wanted)[0, 1])


def triggers(reader: Reader, given: Sequence[Example]) -> dict[str, float]:
    """F1 of trigger words; of those found, the share of right types and realis."""
    right = said = wanted = type_right = realis_right = 0
    for one, words in zip(given, vectors(reader, given), strict=True):
        found = reader.tags["trigger"](words).argmax(1).tolist()
        realis = reader.tags["realis"](words).argmax(1).tolist()
        for tag, got, real, is_real in zip(one.tags["trigger"], found, one.tags["realis"], realis, strict=True):
            wanted, said = wanted + (tag > 0), said + (got > 0)
            if tag and got:
                right += 1
                type_right, realis_right = type_right + (tag == got), realis_right + (real == is_real)
    f1 = 2 * right / max(1, said + wanted)
    return {"trigger_f1": f1, "type": type_right / max(1, right), "realis": realis_right / max(1, right)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(1)
    reader = started()
    reader.load_state_dict(torch.load(options.file, weights_only=True)["reader"])
    reader.eval()
    folder = options.shared / "bench" / "factuality"
    with torch.no_grad():
        for name in ("UW", "UDS_IH2", "MEANTIME"):
            r = factuality(reader, list(examples.factuality(folder / f"{name}_dev.jsonl.gz")))
            print(json.dumps({"set": name, "r": round(r, 4)}), flush=True)
        held = [one for one in examples.ours(options.shared) if examples.is_held_out(one.name)]
        print(json.dumps({"held_out": len(held), **triggers(reader, held)}))


if __name__ == "__main__":
    main()
