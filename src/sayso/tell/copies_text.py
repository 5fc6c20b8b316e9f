"""The pages of `sayso copies` in a terminal. Edited words are marked as well as coloured; no passage is cut."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.tell.families import (
    MOST_FAMILIES,
    MOST_MEMBERS,
    CopiesView,
    FamilyView,
    Member,
    PageCopiesView,
    PairView,
    PartnerView,
)
from sayso.tell.show_text import KINSHIP, support_lines
from sayso.tell.terminal import grid, heading, wrapped
from sayso.tell.views import PassageView, Side, Support
from sayso.tell.visible import lines, one_line
from sayso.tell.wording import carried, counted, few, several, support_counts

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text
    from rich.tree import Tree

#: At most so many pairs are listed, where not all are asked for.
MOST_PAIRS = 20
#: A terminal narrower than this has the two sides one below the other.
TWO_COLUMNS = 80

#: Below the name of the other document.
DIRECTION = {"from": "took from it", "to": "taken by it", "unknown": "direction unknown"}
#: How words that only one side has are marked: before, behind, style.
_ADDED = ("{+", "+}", "bold green")
_DROPPED = ("[-", "-]", "bold red")
_OWN = ("»", "«", "bold yellow")
#: The marks of either side; whoever took the text added and dropped words.
_MARKS = {"from": (_ADDED, _DROPPED), "to": (_DROPPED, _ADDED), "unknown": (_OWN, _OWN)}


def _indented(console: "Console", words: "Text", columns: int = 2) -> None:
    from rich.padding import Padding

    console.print(Padding(words, (0, 0, 0, columns)))


# ------------------------------------------------------------------ the whole record


def print_copies(console: "Console", shown: CopiesView, *, every: bool = False) -> None:
    """The family tree of every text that several documents carry, then the pairs that share passages.

    Of very many the largest, and how many more there are, unless `every` one is wanted.
    """
    if not shown.families and not shown.pairs:
        console.print(wrapped("No two documents of the record share wording."))
        return
    _print_families(console, shown.families, every)
    if shown.families and shown.pairs:
        console.print()
    if shown.pairs:
        _print_pairs(console, shown.pairs, every)


def _print_families(console: "Console", families: Sequence[FamilyView], every: bool) -> None:
    picked = families if every else families[:MOST_FAMILIES]
    for index, family in enumerate(picked):
        if index:
            console.print()
        console.print(_tree(family, every))
    if left := len(families) - len(picked):
        console.print()
        console.print(
            _more(counted(left, "more text that several documents carry", "more texts that several documents carry"))
        )


def _more(what: str) -> "Text":
    return wrapped(f"… and {what} (--all shows them)")


def _tree(family: FamilyView, every: bool) -> "Tree":
    from rich.tree import Tree

    top = Tree(wrapped(carried(len(family.members), family.kinship, family.publishers), "bold"))
    nodes: dict[str, Tree] = {}
    unknown: Tree | None = None
    picked = family.members if every else family.members[:MOST_MEMBERS]
    for member in picked:
        above = nodes[member.taken_from] if member.taken_from else top
        if member.place == "unknown":
            unknown = above = unknown or top.add(_unknown_line(family))
        nodes[member.doc] = above.add(_member_line(member))
    if left := len(family.members) - len(picked):
        top.add(_more(counted(left, "more document")))
    return top


def _unknown_line(family: FamilyView) -> "Text":
    return _with_reasons(wrapped("direction unknown"), few(family.reasons, "reason"))


def _member_line(member: Member) -> "Text":
    name = wrapped("").append(one_line(member.doc), "cyan")
    if member.place != "copy":
        return name
    return _with_reasons(name.append(f" took {counted(member.characters, 'character')} from it"), member.reasons)


def _with_reasons(words: "Text", reasons: Sequence[str]) -> "Text":
    if reasons:
        words.append("\n").append(one_line(" ".join(reasons)), "dim")
    return words


def _print_pairs(console: "Console", pairs: Sequence[PairView], every: bool) -> None:
    console.print(heading(f"{counted(len(pairs), 'pair')} of different texts that share passages"))
    picked = pairs if every else pairs[:MOST_PAIRS]
    for pair in picked:
        console.print(wrapped(f"{pair.doc} · {pair.other_doc}", "cyan"))
        for way in pair.ways:
            size = f"{counted(way.passages, 'passage')}, {counted(way.characters, 'character')}"
            kin = f"{KINSHIP.get(way.kinship, way.kinship)}, {_who_took(pair, way.direction)}"
            _indented(console, _with_reasons(wrapped(f"{size}: {kin}"), way.reasons))
    if left := len(pairs) - len(picked):
        console.print(_more(counted(left, "more pair")))


def _who_took(pair: PairView, direction: str) -> str:
    """Who took from whom, by name: a list has no page to speak from."""
    taker, source = (pair.doc, pair.other_doc) if direction == "from" else (pair.other_doc, pair.doc)
    return DIRECTION["unknown"] if direction == "unknown" else f"{taker} took from {source}"


# ------------------------------------------------------------------ one page


def print_page_copies(console: "Console", shown: PageCopiesView) -> None:
    """Every document that a page shares wording with, and the passages."""
    if not shown.partners:
        console.print(wrapped(f"{shown.doc} shares no wording with another document of the record."))
        return
    console.print(wrapped(f"{shown.doc} shares wording with {counted(len(shown.partners), 'document')}", "bold"))
    for sentence in (*support_lines(shown.support), *_legend(shown)):
        console.print(wrapped(sentence, "dim"))
    carriers = {(one.start, one.end): one.support for one in shown.carried}
    for partner in shown.partners:
        console.print()
        _print_partner(console, partner, carriers)


def _legend(shown: PageCopiesView) -> list[str]:
    """What the marks that occur mean."""
    edited = {
        way.direction != "unknown"
        for partner in shown.partners
        for way in partner.shared
        if any(passage.edited for passage in way.passages)
    }
    known = ["{+words+} that were added and [-words-] that were dropped by the one that took the text."]
    unknown = ["»Words« that only one of the two has, where the direction is unknown."]
    return [*(known if True in edited else []), *(unknown if False in edited else [])]


def _print_partner(console: "Console", partner: PartnerView, carriers: Mapping[tuple[int, int], Support]) -> None:
    console.print(heading(partner.doc))
    for index, way in enumerate(partner.shared):
        if index:
            console.print()
        size = f"{counted(len(way.passages), 'passage')}, {counted(way.characters, 'character')}"
        kin = KINSHIP.get(way.kinship, way.kinship)
        console.print(_with_reasons(wrapped(f"{DIRECTION[way.direction]} · {kin} · {size}"), way.reasons))
        for passage in way.passages:
            console.print()
            _print_passage(console, passage)
            who = _carriers(carriers[passage.start, passage.end], shown=(passage.doc, passage.other_doc))
            console.print(wrapped(who, "dim"))


def _carriers(support: Support, shown: Sequence[str]) -> str:
    """Who carries a passage; by name those that are not shown beside it."""
    others = [doc for doc in support.documents if doc not in shown]
    return f"{support_counts(support)}{': also in ' if others else ''}{several(others, 4)}"


def _print_passage(console: "Console", passage: PassageView) -> None:
    """Both sides, or one where the other says the same."""
    here, there = _MARKS[passage.direction]
    places = [
        wrapped(f"{passage.doc} {passage.start}–{passage.end}", "cyan"),
        wrapped(f"{passage.other_doc} {passage.other_start}–{passage.other_end}", "cyan"),
    ]
    sides = [_marked(passage.here, here), _marked(passage.there, there)]
    if not passage.edited:
        console.print(places[0].append(" = ").append(places[1]))
        console.print(sides[0].append(" (word for word)", "dim"))
    elif console.width < TWO_COLUMNS:
        for place, side in zip(places, sides, strict=True):
            console.print(place)
            _indented(console, side)
    else:
        _print_columns(console, places, sides)


def _print_columns(console: "Console", *rows: Sequence["Text"]) -> None:
    table = grid(1, 1)
    for column in table.columns:
        column.no_wrap, column.overflow = False, "fold"
    for row in rows:
        table.add_row(*row)
    console.print(table)


def _marked(runs: Sequence[Side], mark: tuple[str, str, str]) -> "Text":
    """The runs of one side, with marks around those that the other side has not."""
    from rich.text import Text

    before, behind, style = mark
    side = Text(overflow="fold")
    for run in runs:
        words = re.sub(r"\s+", " ", lines(run.text))
        side.append(*((words,) if run.kind == "same" else (f"{before}{words}{behind}", style)))
    return side
