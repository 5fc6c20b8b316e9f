"""The terms of a text, and how much each tells: weights come from a frozen table, never from the pages at hand."""

import gzip
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

import msgspec

from sayso.errors import ModelError
from sayso.model.text import normalise

Case = Literal["name", "small", "unclear", "number"]

#: A word the table does not know, or hardly, counts as no rarer than this: e^6 is one document in 400.
RAREST = 6.0
_TOKEN = re.compile(r"[^\W_]+(?:[.,]\d+)*")
#: The next word may be large for no other reason than where it stands.
_OPENING = re.compile(r"[.!?:;\"“”'‘’(\[\n•·]|--|[–—]")
_MOSTLY_LARGE = 0.5
_SHORTEST_STEM = 4


class Token(NamedTuple):
    """One word: its term, and what its first letter says of it."""

    term: str
    case: Case


class Known(msgspec.Struct, frozen=True):
    """A row of the table: in how many documents a term stands, and in how many of them as a name."""

    documents: int
    names: int


class Table(msgspec.Struct, frozen=True):
    """Document frequencies, counted once over openly licensed text (training/document_frequencies.py)."""

    documents: int
    terms: dict[str, Known]


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order, line by line; a line written mostly large tells nothing of names."""
    for line in text.splitlines():
        found = list(_TOKEN.finditer(line))
        letters = [m.group()[0] for m in found if m.group()[0].isalpha()]
        heading = sum(letter.isupper() for letter in letters) > _MOSTLY_LARGE * len(letters)
        end = 0
        for k, m in enumerate(found):
            opens = k == 0 or heading or _OPENING.search(line, end, m.start()) is not None
            yield Token(term(m.group()), _case(m.group()[0], opens))
            end = m.end()


def _case(first: str, opens: bool) -> Case:
    if first.isdigit():
        return "number"
    if first.isupper():
        return "unclear" if opens else "name"
    return "small" if first.islower() else "unclear"


@lru_cache(maxsize=1 << 18)
def term(word: str) -> str:
    """The form under which words are counted: normalised, its common endings off ("drills", "drilled", "drilling")."""
    word = normalise(word)
    if not word[:1].isalpha() or len(word) < _SHORTEST_STEM:
        return word
    if word.endswith("ies") and len(word) > _SHORTEST_STEM:
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return _undoubled(word[: -len(ending)])
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST_STEM else word


def _undoubled(stem: str) -> str:
    """ "stopp" (stopped) is "stop"; "kill" and "pass" are left."""
    return stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "aeiouls" else stem


def weight(a_term: str) -> float:
    """Inverse document frequency, smoothed, from 0 for a word of every document to RAREST."""
    known = table().terms.get(a_term)
    return min(RAREST, math.log((table().documents + 1) / ((known.documents if known else 0) + 1)))


def is_mostly_name(a_term: str) -> bool:
    """Does the term mostly stand as a name where the table was counted? True for one it does not know."""
    known = table().terms.get(a_term)
    return known is None or 2 * known.names > known.documents


def content(text: str, least: float = 1.5) -> frozenset[str]:
    """The distinct terms of a short text that tell something: those of at least that weight."""
    return frozenset(token.term for token in tokens(text) if weight(token.term) >= least)


def overlap(a: Iterable[str], b: Iterable[str]) -> float:
    """Weight of the common terms over the weight of the poorer side's; 0 where one side is empty."""
    first, second = frozenset(a), frozenset(b)
    smaller = min(_total(first), _total(second))
    return _total(first & second) / smaller if smaller else 0.0


def likeness(a: Iterable[str], b: Iterable[str]) -> float:
    """Weight of the common terms over the weight of the richer side's; 0 where both are empty."""
    first, second = frozenset(a), frozenset(b)
    larger = max(_total(first), _total(second))
    return _total(first & second) / larger if larger else 0.0


def _total(terms: Iterable[str]) -> int:
    """In millionths, so that the order of the terms cannot change a digit."""
    return sum(map(_millionths, terms))


@lru_cache(maxsize=1 << 18)
def _millionths(a_term: str) -> int:
    return round(1e6 * weight(a_term))


def count(texts: Iterable[str], fewest: int) -> Table:
    """Count a table over texts; terms in fewer documents than `fewest` are left out."""
    documents, names, total = Counter[str](), Counter[str](), 0
    for text in texts:
        found = set(tokens(text))
        documents.update({token.term for token in found})
        names.update({token.term for token in found if token.case == "name"})
        total += 1
    return Table(total, {t: Known(n, names[t]) for t, n in sorted(documents.items()) if n >= fewest})


@cache
def table() -> Table:
    """The table shipped with this version."""
    path = files("sayso.compare") / "tables" / "document_frequencies.tsv.gz"
    if not path.is_file():
        raise ModelError("The table document_frequencies.tsv.gz is missing: reinstall Sayso.")
    return decode(path.read_bytes())


def encode(counted: Table) -> bytes:
    """The table as a gzipped file: the number of documents, then term, documents, names. Same table, same bytes."""
    rows = [f"{t}\t{known.documents}\t{known.names}\n" for t, known in sorted(counted.terms.items())]
    return gzip.compress(f"#\t{counted.documents}\t0\n{''.join(rows)}".encode(), compresslevel=9, mtime=0)


def decode(data: bytes) -> Table:
    """The inverse of `encode`."""
    rows = [line.split("\t") for line in gzip.decompress(data).decode().splitlines()]
    return Table(int(rows[0][1]), {t: Known(int(n), int(names)) for t, n, names in rows[1:]})
