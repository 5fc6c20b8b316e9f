"""Texts as arrays of code points, and what is known of each character."""

import sys
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

#: Unicode code points of a text, in order.
Codes = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.int64]
_CODE = np.dtype("<u4")


def code_points(text: str) -> Codes:
    """The text's code points; a lone surrogate is one as any other."""
    codes: Codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=_CODE)
    return codes


def text_of(codes: Codes) -> str:
    """The text that has these code points."""
    return codes.astype(_CODE).tobytes().decode("utf-32-le", "surrogatepass")


class PerCharacter:
    """A number of at least 0 for each character, worked out when the character is first met."""

    def __init__(self, number: Callable[[str], int]) -> None:
        self._number = number
        self._numbers = np.zeros(sys.maxunicode + 1, dtype=np.int32)
        """One more than the number; 0 = not met yet."""

    def __call__(self, codes: Codes) -> Numbers:
        """The number of each code point."""
        found = self._numbers[codes]
        if not found.all():
            for code in set(codes[found == 0].tolist()):
                self._numbers[code] = self._number(chr(code)) + 1
            found = self._numbers[codes]
        return found.astype(np.int64) - 1
