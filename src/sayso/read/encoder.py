"""What a small network sees in a text, word by word: loaded only if its files are those of this version.

Each text is read alone, never beside others: with 8-bit weights the texts of one batch would change each other's
results in the last digits, and so a label now and then.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer

import sayso
from sayso.model.text import Span
from sayso.read.heads import FARTHEST, SUMS, TAGS
from sayso.read.locked import verify
from sayso.read.pieces import WORD, pieces_of, tokenizer_of

Numbers = npt.NDArray[np.float32]
#: Words read at once; longer texts are cut behind a sentence.
MOST_WORDS = 160
#: Texts whose results are kept, about sixty kilobytes each: a paragraph met again is not read again.
_REMEMBERED = 500
_ENDS = frozenset(".!?;:")


class Said(NamedTuple):
    """What the network says of some words; rows are words, columns the classes of a head, as probabilities."""

    heads: dict[str, Numbers]
    factuality: Numbers
    """One number a word, -3 to 3."""
    as_trigger: Numbers
    as_mention: Numbers
    """(words, k): what a word is like as one end of a role or the other."""


class Encoded(NamedTuple):
    """A text as the network sees it. Offsets are the text's own; all arrays have a row a word."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    said: Said

    def word_at(self, offset: int) -> int | None:
        """The word that an offset lies in, or None."""
        at = int(np.searchsorted(self.starts, offset, side="right")) - 1
        return at if at >= 0 and offset < self.ends[at] else None

    def words_in(self, span: Span) -> range:
        """The words that lie in a span."""
        first, last = np.searchsorted(self.starts, (span.start, span.end))
        return range(int(first), int(last))

    def roles(self, trigger: int, mention: int) -> Numbers:
        """Probabilities of what a word is to a trigger's first or last word (`heads.ROLES`). Of a party, place or time
        its last word counts."""
        head, one, two = _network().roles, self.said.as_trigger[trigger], self.said.as_mention[mention]
        apart = head.distance[min(max(mention - trigger, -FARTHEST), FARTHEST) + FARTHEST]
        added = head.sums @ np.maximum(one[:SUMS] + two[:SUMS] + apart, 0)
        scores = added + one[SUMS:] @ head.products @ two[SUMS:] + head.bias
        chances: Numbers = _probabilities(scores[None])[0]
        return chances

    def spans(self, head: str, least: float = 0.5) -> list[Span]:
        """The spans that a BIO head finds, in order: words whose chance to stand in one is more than the least."""
        begins, within = self.said.heads[head][:, 1], self.said.heads[head][:, 2]
        found: list[Span] = []
        before = False
        for k in range(len(self.starts)):
            inside = begins[k] + within[k] > least
            if inside and before and begins[k] <= within[k]:
                found[-1] = Span(found[-1].start, self.ends[k])
            elif inside:
                found.append(Span(self.starts[k], self.ends[k]))
            before = bool(inside)
        return found


@lru_cache(maxsize=_REMEMBERED)
def encoded(text: str) -> Encoded:
    """The text read. Raises ModelError where the network's files are missing or others."""
    found = [(match.start(), match.end()) for match in WORD.finditer(text)]
    words = [text[start:end] for start, end in found]
    said = [read_words(words[part.start : part.stop]) for part in parts(words)]
    return Encoded(tuple(start for start, _ in found), tuple(end for _, end in found), _joined(said))


def parts(words: Sequence[str]) -> Iterator[range]:
    """All words in stretches of at most MOST_WORDS, cut behind the last sentence that fits."""
    start = 0
    while len(words) - start > MOST_WORDS:
        stop = start + MOST_WORDS
        ends = (k for k in range(stop, start + MOST_WORDS // 2, -1) if words[k - 1] in _ENDS)
        stop = next(ends, stop)
        yield range(start, stop)
        start = stop
    yield range(start, len(words))


def read_words(words: Sequence[str]) -> Said:
    """What the network says of at most MOST_WORDS words."""
    network = _network()
    cut = pieces_of(network.tokenizer, words)
    given = {"pieces": [cut.ids], "cases": [cut.cases], "firsts": cut.firsts}
    inputs = {name: np.array(value, dtype=np.int64) for name, value in given.items()}
    said, as_trigger, as_mention = network.session.run(None, inputs)
    heads, column = {}, 0
    for name, size in TAGS.items():
        heads[name] = _probabilities(said[:, column : column + size])
        column += size
    return Said(heads, said[:, column], as_trigger, as_mention)


def _probabilities(scores: Numbers) -> Numbers:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.inf))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


def _joined(parts: Sequence[Said]) -> Said:
    heads = {name: np.concatenate([part.heads[name] for part in parts]) for name in TAGS}
    rest = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("factuality", "as_trigger", "as_mention")
    )
    return Said(heads, *rest)


class _RoleHead(NamedTuple):
    """Shapes: (2 * FARTHEST + 1, SUMS), (roles, SUMS), (roles, PRODUCTS, PRODUCTS), (roles)."""

    distance: Numbers
    sums: Numbers
    products: Numbers
    bias: Numbers


class _Network(NamedTuple):
    session: InferenceSession
    tokenizer: Tokenizer
    roles: _RoleHead


@cache
def _network() -> _Network:
    root = Path(sayso.__file__).parent
    verify("sayso", root)
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    folder = root / "read" / "weights"
    session = InferenceSession(str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"])
    with np.load(folder / "roles.npz", allow_pickle=False) as roles:
        head = _RoleHead(**{name: roles[name] for name in _RoleHead._fields})
    return _Network(session, tokenizer_of(folder / "tokenizer.json"), head)
