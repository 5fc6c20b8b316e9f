"""Texts as the words and word pieces that the encoder reads."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tokenizers import Tokenizer

#: A word with an apostrophe in it is one; every other sign stands alone.
WORD = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")
#: What the encoder reads at once, in pieces.
LONGEST = 512


class Pieces(NamedTuple):
    """Lists run in step, one entry a piece, but for `firsts`: for each word the place of its first piece."""

    ids: list[int]
    cases: list[int]
    firsts: list[int]


def tokenizer_of(path: Path) -> Tokenizer:
    """The tokenizer in a file, which neither cuts texts short nor fills them up."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def pieces_of(tokenizer: Tokenizer, words: Sequence[str]) -> Pieces:
    """The words in pieces, at most LONGEST of them; words beyond are read from the last.

    A word of signs unknown to the tokenizer may have no piece: it is read from the piece that opens the text.
    """
    found = tokenizer.encode(list(words), is_pretokenized=True)
    numbers = found.word_ids
    firsts = {number: k for k, number in reversed(list(enumerate(numbers))) if number is not None}
    cases = [0 if number is None else case_of(words[number]) for number in numbers]
    return Pieces(found.ids[:LONGEST], cases[:LONGEST], [min(firsts.get(k, 0), LONGEST - 1) for k in range(len(words))])


def case_of(word: str) -> int:
    """0 small, 1 Capital, 2 CAPITALS, 3 with digits: the vocabulary of pieces knows small letters only."""
    if any(c.isdigit() for c in word):
        return 3
    if not word[:1].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1
