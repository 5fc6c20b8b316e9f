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
from sayso.read.lexicon import rows, word_class
from sayso.read.syntax import lemma
from sayso.read.triggers import Trigger
from sayso.read.view import View, effect_of

#: How much the rules' answer counts beside the encoder's.
WEIGHT = 0.7
#: Something is held to have happened, or to go on, only from this probability on.
SURE = 0.6
#: The same where grammar reads a denial: "denied any part in the raid" is a raid, and not theirs.
SURE_AGAINST_DENIAL = 0.9
_OPENING = frozenset({"possible", "planned", "denied"})
#: Lowest and highest factuality of each class.
_RANGES: dict[Realis, tuple[float, float]] = {
    "happened": (1, 3), "ongoing": (1, 3), "planned": (0.5, 2.5), "possible": (-1, 2), "denied": (-3, -1),
}  # fmt: skip
_DONE = [REALIS.index("happened"), REALIS.index("ongoing")]
_OPEN = [REALIS.index("planned"), REALIS.index("possible"), REALIS.index("denied")]


def weighed(view: View, trigger: Trigger, seen: Numbers, factuality: float) -> View:
    """The view with the likeliest realis and the encoder's factuality, as far as the class allows it.

    `seen`: the encoder's probabilities in the order of REALIS. Where it outvotes the rules no word is said to decide.

    What the writer puts in doubt at the very word ("the alleged raid", an "invasion") is never told as done: the
    encoder has learnt whether somebody asserts it, and somebody does.
    """
    chances = chances_of(view.realis, seen)
    sure = SURE_AGAINST_DENIAL if view.realis == "denied" else SURE
    among = _DONE if chances[_DONE].sum() >= sure else _OPEN
    realis = REALIS[max(among, key=lambda k: chances[k])]
    firm = _is_plain(view, trigger) or (among is _DONE and _is_firm(view, trigger))
    if realis == view.realis or (not view.done and firm):
        # The encoder grades "did not attack" as -1.5: a denial that grammar sees is surer than that.
        return view if view.realis == "denied" else view._replace(factuality=_bounded(factuality, view.realis))
    return View(realis, _bounded(factuality, realis), realis == "denied")


def _bounded(factuality: float, realis: Realis) -> float:
    low, high = _RANGES[realis]
    return round(min(max(factuality, low), high), 1)


def _is_firm(view: View, trigger: Trigger) -> bool:
    """Did a word on the happening itself decide, or marks of doubt around it? "Tested a blockade" is none."""
    word = view.word
    if word is None:
        return False
    effects = (effect_of(place, word) for place in ("adverb", "modifier"))
    opened = any(effect is not None and effect.realis in _OPENING for effect in effects)
    return opened or word in trigger.words or lemma(word) in word_class("rehearsing")


def _is_plain(view: View, trigger: Trigger) -> bool:
    """ "Non-deployment", and a headline's "Chad to send troops": plain grammar, which the encoder met too rarely."""
    word = view.word
    if word is None:
        return False
    prefix = word.i == trigger.token.i - 2 and word.nbor(1).text == "-"
    return prefix or (word in trigger.words and word.dep_ == "ROOT")


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
