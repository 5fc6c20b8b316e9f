"""Did it happen? The rules' view and the encoder's, weighed against each other.

Rules fail where a word is missing from their lexicon, and say "happened"; the encoder fails where a word is rare. What
a rule's answer is worth is counted on labelled sentences (`lexicons/realis_worth.tsv`): how often it gives that answer
where the truth is this one.
"""

from functools import cache

import numpy as np

from sayso.model.reading import Realis
from sayso.read.encoder import Numbers
from sayso.read.heads import REALIS
from sayso.read.lexicon import rows
from sayso.read.triggers import Trigger
from sayso.read.view import View, effect_of

#: How much the rules' answer counts beside the encoder's.
WEIGHT = 0.7
#: Something is held to have happened, or to go on, only from this probability on.
SURE = 0.6
_OPENING = frozenset({"possible", "planned", "denied"})
_FACTUALITY: dict[Realis, float] = {"happened": 3.0, "ongoing": 3.0, "planned": 1.0, "possible": 0.0, "denied": -3.0}
_DONE = [REALIS.index("happened"), REALIS.index("ongoing")]
_OPEN = [REALIS.index("planned"), REALIS.index("possible"), REALIS.index("denied")]


def weighed(view: View, trigger: Trigger, seen: Numbers) -> View:
    """The view with the likeliest realis; `seen` are the encoder's probabilities in the order of REALIS.

    What the writer puts in doubt at the very word ("the alleged raid", an "invasion") is never told as done: the
    encoder has learnt whether somebody asserts it, and somebody does.
    """
    chances = chances_of(view.realis, seen)
    among = _DONE if chances[_DONE].sum() >= SURE else _OPEN
    realis = REALIS[max(among, key=lambda k: chances[k])]
    if realis == view.realis or (among is _DONE and not view.done and _is_firm(view, trigger)):
        return view
    return View(realis, _FACTUALITY[realis], realis == "denied", view.word if realis != "happened" else None)


def _is_firm(view: View, trigger: Trigger) -> bool:
    """Did a word on the happening itself decide, or marks of doubt around it?"""
    word = view.word
    if word is None:
        return False
    effects = (effect_of(place, word) for place in ("adverb", "modifier"))
    return word in trigger.words or any(effect is not None and effect.realis in _OPENING for effect in effects)


def chances_of(ruled: Realis, seen: Numbers) -> Numbers:
    """Probabilities in the order of REALIS, both answers taken together."""
    scores = np.log(np.maximum(seen, 1e-4)) + WEIGHT * _worth()[ruled]
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum(), dtype=np.float32)


@cache
def _worth() -> dict[str, Numbers]:
    """For each answer of the rules the logarithm of its share under each truth."""
    found = {row["ruled"]: [float(row[name]) for name in REALIS] for row in rows("realis_worth")}
    return {ruled: np.log(np.array(shares, dtype=np.float32)) for ruled, shares in found.items()}
