"""Tasks factuality-*: a sentence's words to how far some of them are told as fact, -3 to 3, by the reader's encoder."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from sayso.read.encoder import MOST_WORDS, read_words


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One answer an input. Of a sentence longer than the encoder reads at once, the words beyond are read apart."""
    for item in items:
        words = item["tokens"]
        read = [read_words(words[k : k + MOST_WORDS]).factuality for k in range(0, len(words), MOST_WORDS)]
        values = np.concatenate(read).clip(-3, 3)
        yield {"id": item["id"], "values": [float(values[at]) for at in item["targets"]]}
