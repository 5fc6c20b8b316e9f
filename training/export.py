"""Trained weights as the reader runs them: `python -m training.export reader.pt [--out src/sayso/read/weights]`.

An ONNX file with 8-bit weights, the matrices of the roles, the tokenizer, and their sums in `models.lock`. The heads
keep their 32 bits. Of the 8 bits 7 are used: processors without VNNI add two products up in 16, and would give other
results.
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from sayso.model.identity import sha256
from sayso.read.heads import SUMS, TAGS
from training.network import Reader, base, started

_PACKAGE = Path("src/sayso")
_LOCK = _PACKAGE / "read" / "models.lock"


class Shipped(nn.Module):
    """One text in; for each word what all heads say."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, pieces: Tensor, cases: Tensor, firsts: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """(1, pieces) twice, (words) -> (words, classes of all heads and factuality), two (words, SUMS + PRODUCTS)."""
        reader = self.reader
        words = reader(pieces, cases, torch.ones_like(pieces))[0][firsts]
        said = torch.cat([*(reader.tags[name](words) for name in TAGS), reader.factuality(words)], dim=1)
        return said, *(_squeezed(part(words)) for part in (reader.roles.role_from, reader.roles.role_to))


def _squeezed(numbers: Tensor) -> Tensor:
    """What is added up as it is, what is multiplied between -1 and 1."""
    return torch.cat([numbers[:, :SUMS], torch.tanh(numbers[:, SUMS:])], dim=1)


def export(state: Path, folder: Path) -> None:
    """Write `reader.onnx`, `roles.npz` and `tokenizer.json` and lock them."""
    reader = started()
    reader.load_state_dict(torch.load(state, weights_only=True)["reader"])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place) / "whole.onnx"
        example = torch.tensor([[101, 2000, 102]]), torch.tensor([[0, 1, 0]]), torch.tensor([1])
        torch.onnx.export(
            Shipped(reader).eval(),
            example,
            str(whole),
            input_names=["pieces", "cases", "firsts"],
            output_names=["said", "as_trigger", "as_mention"],
            dynamic_axes={"pieces": {1: "p"}, "cases": {1: "p"}, "firsts": {0: "w"}},
            opset_version=17,
            dynamo=False,
        )
        heads = [node.name for node in onnx.load(whole).graph.node if _is_head(node.name)]
        quantize_dynamic(
            whole,
            folder / "reader.onnx",
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            reduce_range=True,
            nodes_to_exclude=heads,
        )
    roles = reader.roles
    parts = {"distance": roles.distance.weight, "sums": roles.joint.weight, "products": roles.product.weight}
    parts["bias"] = roles.joint.bias + roles.product.bias
    np.savez(folder / "roles.npz", **{name: part.detach().numpy() for name, part in parts.items()})
    shutil.copy(base() / "tokenizer.json", folder / "tokenizer.json")
    lock = json.loads(_LOCK.read_text(encoding="utf-8"))
    files = sorted(path for path in folder.iterdir() if path.suffix in (".onnx", ".json", ".npz"))
    lock["sayso"] = {path.relative_to(_PACKAGE).as_posix(): sha256(path.read_bytes()) for path in files}
    _LOCK.write_text(json.dumps(lock, indent=1) + "\n", encoding="utf-8")


def _is_head(name: str) -> bool:
    return any(part in name for part in ("/tags.", "/factuality/", "/role_"))


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("state", type=Path)
    parser.add_argument("--out", type=Path, default=_PACKAGE / "read" / "weights")
    options = parser.parse_args()
    export(options.state, options.out)


if __name__ == "__main__":
    main()
