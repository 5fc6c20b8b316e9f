"""Does a country or city name stand for the place here ("drills near Taiwan"), or for those who act ("Taiwan said")?"""

from spacy.tokens import Token

#: Prepositions that only ever govern a place; "to", "from", "with", "of", "against" may govern an actor.
_PLACE_PREPOSITIONS = frozenset(
    "in at near off around over across along inside outside through throughout within into onto above beyond".split()
)
_INNER = frozenset({"compound", "nmod", "amod", "poss", "conj", "appos"})


def is_locative(token: Token) -> bool:
    """True where the name is the object of a preposition of place ("in northern China's Ningxia" counts)."""
    head = token
    while head.dep_ in _INNER and head.head.i != head.i and head.head.pos_ in ("PROPN", "NOUN"):
        head = head.head
    return head.dep_ == "pobj" and head.head.lower_ in _PLACE_PREPOSITIONS
