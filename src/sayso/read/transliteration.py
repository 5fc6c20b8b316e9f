"""Names in other spellings than the table's: "Boiko Borissov" is Boyko Borisov, "Moammar Khadafi" Muammar Gaddafi."""

import re
import unicodedata
from functools import cache

from rapidfuzz import fuzz

from sayso.model.offices import Person, person_named
from sayso.model.tables import columns

#: What two systems of transliteration write for one sound, in this order; "2" is what English spells "ch".
_SOUNDS = (
    ("tsch", "2"), ("tch", "2"), ("ch", "2"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"),
    ("dh", "d"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("q", "k"), ("w", "v"), ("x", "ks"), ("y", "i"), ("c", "k"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiou]+")
_DOUBLE = re.compile(r"(.)\1")
_PARTICLES = re.compile(r"\b(?:al|el|ad|ar|as|ash|an|bin|ibn|ben)[- ]")
#: Consonants of a name at least; short names (Li Peng, Lee Pung) are too much alike.
_ENOUGH = 6
#: How much alike two spellings of one key are at least, of 100.
_ALIKE = 75


def spelt_like(name: str) -> Person | None:
    """The person whose name this is in another spelling; None where there is none, or several."""
    key = _key(name)
    if len(key.replace(" ", "")) < _ENOUGH or " " not in key:
        return None
    found = {known for other, known in _keys().get(key, ()) if fuzz.ratio(name, other) >= _ALIKE}
    return person_named(found.pop()) if len(found) == 1 else None


@cache
def _keys() -> dict[str, list[tuple[str, str]]]:
    """Key -> (spelling, name in the table)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, aliases in columns("leaders", "name", "aliases"):
        for spelling in (name, *aliases.split("|")):
            found.setdefault(_key(spelling), []).append((spelling, name))
    return found


def _key(name: str) -> str:
    """Its consonants in one writing, word by word, the first letter of each kept."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    plain = _PARTICLES.sub("", plain).replace("-", " ").replace("'", "").replace("’", "")
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    return " ".join(_of_word(word) for word in plain.split())


def _of_word(word: str) -> str:
    return _DOUBLE.sub(r"\1", _VOWELS.sub("", word)) or word[:1]
