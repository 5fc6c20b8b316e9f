"""64-bit hashes of words and of runs of words, the same in every process and version."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from sayso.model.characters import Codes, Numbers, code_points

Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

_BASE = 0x9E3779B97F4A7C15
#: _BASE times this is 1 modulo 2**64.
_INVERSE = pow(_BASE, -1, 1 << 64)
_FEWEST_POWERS = 1 << 13


def mix(values: Hashes) -> Hashes:
    """Spread the bits (the finaliser of splitmix64), so that small and large values are equally likely."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def is_among(values: Hashes, known: Hashes) -> Flags:
    """Which of the values are among the known ones, which are sorted."""
    if not len(known):
        return np.zeros(len(values), dtype=np.bool_)
    among: Flags = known[np.searchsorted(known, values) % len(known)] == values
    return among


class Stretches:
    """Hashes of any stretches of a sequence, each in constant time (Karp and Rabin 1987, modulo 2**64).

    Equal stretches have equal hashes wherever they stand.
    """

    def __init__(self, values: Hashes) -> None:
        """`values` are hashes themselves: a polynomial over small numbers would collide."""
        self._sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(values * _powers(_BASE, len(values)))])

    def __call__(self, starts: Numbers, ends: Numbers) -> Hashes:
        """The hash of each stretch [start, end)."""
        return mix((self._sums[ends] - self._sums[starts]) * _powers(_INVERSE, len(self._sums))[starts])


def character_hashes(codes: Codes) -> Stretches:
    """Hashes of stretches of a text, from its code points."""
    return Stretches(mix(codes.astype(np.uint64) + np.uint64(1)))


def grams(hashes: Hashes, length: int) -> Hashes:
    """One hash for each run of `length` words; entry k is the run that starts at word k."""
    starts = np.arange(max(0, len(hashes) - length + 1))
    return Stretches(hashes)(starts, starts + length)


@lru_cache(maxsize=1 << 15)
def word_hash(word: str) -> int:
    """The hash of one word, as a page's words have it."""
    codes = code_points(word)
    return int(character_hashes(codes)(np.array([0]), np.array([len(codes)]))[0])


def _powers(base: int, count: int) -> Hashes:
    """base**0, base**1, ... modulo 2**64; at least `count` of them are worked out, `count` are given."""
    size = _FEWEST_POWERS
    while size < count:
        size *= 2
    return _all_powers(base, size)[:count]


@lru_cache(maxsize=32)
def _all_powers(base: int, size: int) -> Hashes:
    factors = np.full(size, base, dtype=np.uint64)
    factors[0] = 1
    powers: Hashes = np.cumprod(factors)
    return powers
