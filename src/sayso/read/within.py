"""Which of a page's sorted units begin inside a stretch of it, without looking at all of them."""

from bisect import bisect_left
from collections.abc import Sequence

from sayso.model.text import Anchored


def within(units: Sequence[Anchored], stretch: Anchored) -> range:
    """Indices of the units that begin in the stretch; the units are sorted by start."""
    return range(bisect_left(units, stretch.start, key=_start), bisect_left(units, stretch.end, key=_start))


def _start(unit: Anchored) -> int:
    return unit.start
