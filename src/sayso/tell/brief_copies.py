"""Copies for the brief: the family tree of each text as nested lists, and shared passages by their two documents."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.tell.families import MOST_MEMBERS, FamilyView, Member
from sayso.tell.views import PassageView
from sayso.tell.wording import few

#: A longer line of copies goes on at this depth; each still names the one that it took from.
DEEPEST = 6


class Limb(NamedTuple):
    """A line of the tree. member None: the line above those of no known direction."""

    member: Member | None
    reasons: tuple[str, ...]
    opens: bool
    """Does a list of its own begin below it?"""
    closes: int
    """So many lists end behind it."""


class Tree(NamedTuple):
    """The documents of one text as nested lists."""

    family: FamilyView
    limbs: tuple[Limb, ...]
    more: int
    """So many of its documents are left out."""


def tree(family: FamilyView) -> Tree:
    """The first MOST_MEMBERS documents of a family, each below the one that it took from."""
    members = family.members[:MOST_MEMBERS]
    lines = list(_lines(family, members))
    depths = [depth for _, depth in lines] + [0]
    limbs = [
        Limb(member, _reasons(family, member), deeper > depth, max(0, depth - deeper))
        for (member, depth), deeper in zip(lines, depths[1:], strict=True)
    ]
    return Tree(family, tuple(limbs), len(family.members) - len(members))


def _lines(family: FamilyView, members: Sequence[Member]) -> Iterator[tuple[Member | None, int]]:
    """Every line with its depth; those of no known direction stand together under a line of their own."""
    depths: dict[str, int] = {}
    gathered = False
    for member in members:
        if member.place == "unknown" and not gathered:
            gathered = True
            yield None, 0
        above = depths[member.taken_from] if member.taken_from else gathered - 1
        depths[member.doc] = min(DEEPEST, above + 1)
        yield member, depths[member.doc]


def _reasons(family: FamilyView, member: Member | None) -> tuple[str, ...]:
    return member.reasons if member else few(family.reasons, "reason")


def by_pair(passages: Sequence[PassageView]) -> list[tuple[PassageView, list[PassageView]]]:
    """Passages gathered by their two documents and kind of kinship, in the order of the text."""
    groups: dict[tuple[str, str, str], list[PassageView]] = {}
    for passage in passages:
        groups.setdefault((passage.kinship, passage.doc, passage.other_doc), []).append(passage)
    return [(group[0], sorted(group, key=lambda p: p.start)) for group in groups.values()]
