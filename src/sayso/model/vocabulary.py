"""The PLOVER vocabulary: types, modes, contexts and kinds, read once from `vocabularies/plover.toml`."""

from functools import cache
from importlib.resources import files

import msgspec


class Term(msgspec.Struct, frozen=True):
    """A word of the vocabulary with what it means and a sentence that shows it."""

    code: str
    label: str
    example: str


class EventType(Term, frozen=True):
    """One of the sixteen PLOVER 2.0 types, or NONE."""

    cameo: tuple[str, ...]
    """Two-digit CAMEO roots that fold into it, its usual one first."""
    family: str
    """verbal or material, cooperation or conflict."""
    joint: bool = False
    """As a rule done together: parties are all actors."""


class Mode(Term, frozen=True):
    """How an event of one type was done."""

    type: str
    ours: bool = False
    """An extension of PLOVER 2.0."""


class Vocabulary(msgspec.Struct, frozen=True):
    """The whole file."""

    types: tuple[EventType, ...] = msgspec.field(name="type")
    kinds: tuple[Term, ...] = msgspec.field(name="kind")
    modes: tuple[Mode, ...] = msgspec.field(name="mode")
    contexts: tuple[Term, ...] = msgspec.field(name="context")

    def type_named(self, code: str) -> EventType:
        """KeyError where there is no such type."""
        return _by_code(self)[code]


@cache
def _by_code(vocabulary: Vocabulary) -> dict[str, EventType]:
    return {entry.code: entry for entry in vocabulary.types}


@cache
def plover() -> Vocabulary:
    """The vocabulary shipped with this version."""
    data = (files("sayso.model") / "vocabularies" / "plover.toml").read_bytes()
    return msgspec.toml.decode(data, type=Vocabulary)


def cameo_of(type_code: str) -> str:
    """The usual two-digit CAMEO root of a PLOVER type ("ACCUSE" -> "11")."""
    return plover().type_named(type_code).cameo[0]


def type_of_cameo(root: str) -> str | None:
    """The PLOVER type of a two-digit CAMEO root ("09" -> "ACCUSE"). Root 08 is CONCEDE: its deeds need their words."""
    return next((entry.code for entry in plover().types if root in entry.cameo), None)
