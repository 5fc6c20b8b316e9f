"""What a text lets one believe of a happening, and how one word after another changes it."""

from functools import cache
from typing import NamedTuple

from spacy.tokens import Token

from sayso.model.reading import Polarity, Realis
from sayso.read.lexicon import rows
from sayso.read.syntax import lemma


class View(NamedTuple):
    """Realis, factuality (-3 to 3), whether the type itself is negated, and the word that decided."""

    realis: Realis = "happened"
    factuality: float = 3.0
    negative: bool = False
    word: Token | None = None

    @property
    def polarity(self) -> Polarity:
        return "negative" if self.negative else "positive"

    @property
    def done(self) -> bool:
        return self.realis in ("happened", "ongoing")


class Effect(NamedTuple):
    """What a word of the lexicon does to a happening under it."""

    realis: str
    factuality: float


def effect_of(place: str, token: Token) -> Effect | None:
    """The effect of a word in a place (modal, adverb, mark, governor, noun, modifier, preposition), if it has one."""
    table = _effects().get(place, {})
    particle = next((child.lower_ for child in token.children if child.dep_ == "prt"), None)
    phrase = table.get(f"{lemma(token)} {particle}") if particle else None
    return phrase or table.get(token.lower_) or table.get(lemma(token))


def is_in(place: str, token: Token) -> bool:
    return effect_of(place, token) is not None


def changed(view: View, effect: Effect, word: Token) -> View:
    """The view after a word: denials and doubts win over plans, plans over deeds; a doubted denial is a doubt."""
    if effect.realis == "denied":
        if view.realis == "denied":
            return View("possible", 0, False, word)
        return View("denied", min(-abs(effect.factuality), -1), True, word)
    if effect.realis == "unsure" and view.realis != "possible":
        return View("possible", min(1, effect.factuality), view.negative, word)
    if effect.realis == "possible" and (view.done or view.realis == "planned"):
        return View("possible", effect.factuality, view.negative, word)
    if effect.realis == "planned" and view.done:
        return View("planned", effect.factuality, view.negative, word)
    if effect.realis == "ongoing" and view.realis == "happened":
        return View("ongoing", 3, view.negative, word)
    return view


@cache
def _effects() -> dict[str, dict[str, Effect]]:
    table: dict[str, dict[str, Effect]] = {}
    for row in rows("realis"):
        effect = Effect(row["realis"], float(row["factuality"]))
        for word in row["words"].split("|"):
            table.setdefault(row["place"], {}).setdefault(word, effect)
    return table
