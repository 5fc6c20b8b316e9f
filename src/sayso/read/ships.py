"""Ships by name: the prefix says whose they are ("HMS", "MV")."""

from functools import cache

from spacy.tokens import Doc

from sayso.read.drafts import Draft, Memory
from sayso.read.lexicon import rows
from sayso.read.name_table import actor_id


def find_ships(doc: Doc, memory: Memory) -> list[Draft]:
    """Named ships; the page may go on to name them without the prefix."""
    found = []
    for token in doc[:-1]:
        if token.text in _prefixes() and doc[token.i + 1].text[:1].isupper():
            country, sector = _prefixes()[token.text]
            name = doc[token.i : token.i + 2].text
            actor = actor_id(country or None, sector)
            draft = Draft(token.i, token.i + 2, name, country or None, sector, actor, "name", 0.8)
            memory.surnames.setdefault(doc[token.i + 1].text, draft)
            found.append(draft)
    return found


@cache
def _prefixes() -> dict[str, tuple[str, str]]:
    return {row["prefix"]: (row["iso3"], row["sector"]) for row in rows("ship_prefixes")}
