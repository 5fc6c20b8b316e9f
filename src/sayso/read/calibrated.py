"""Raw scores as chances of being right: of ten things told with a confidence of 0.8, eight are right.

The knots between which a score is interpolated are counted on labelled pages that the weights have not learnt from
(`lexicons/calibration.tsv`, made by training/calibration.py).
"""

from functools import cache

import numpy as np

from sayso.read.lexicon import rows


def chance(what: str, raw: float) -> float:
    """The share of right ones among those of this kind with this score, two decimals; nothing is certain.

    `what`: "type rule", "type seen", "realis", "actor rule", "actor seen", "recipient rule", "recipient seen" or "who".
    """
    scores, shares = knots()[what]
    return min(0.99, round(float(np.interp(raw, scores, shares)), 2))


@cache
def knots() -> dict[str, tuple[list[float], list[float]]]:
    """What is scored -> scores, ascending, and the share of right ones at each."""
    found: dict[str, tuple[list[float], list[float]]] = {}
    for row in rows("calibration"):
        scores, shares = found.setdefault(row["what"], ([], []))
        scores.append(float(row["score"]))
        shares.append(float(row["right"]))
    return found
