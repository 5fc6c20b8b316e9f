"""Which figures speak of the same thing, and whether they agree: nothing is averaged, no side is taken."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from msgspec.structs import replace

from sayso.compare.figure_facets import Counted, agree, counted_figures, event_of_mentions
from sayso.compare.voices import OriginOf
from sayso.model.comparison import Event, FigureGroup, Origin, Relation, Story, Told
from sayso.model.identity import key
from sayso.model.reading import Figure

#: "5,000 vehicles, including 140 planes"; "23 men (12 of the crew, 11 passengers)".
_INCLUDING = re.compile(
    r"^[^.;:!?\n]{0,60}\b(?:including|among them|of whom|of which|of them|of those)\b[^.;:!?\n]{0,60}$"
)
_BRACKETED = re.compile(r"^[^.;:!?\n()]{0,40}\([^.;:!?\n()]{0,60}$")
_ORDER: tuple[Relation, ...] = ("part-of", "not-comparable", "agree", "differ")


#: A number from this on is no round of chance: two documents of one story that give it to one thing mean the same.
LARGE = 1_000


def figure_groups(
    told: Iterable[Told], events: Iterable[Event], stories: Iterable[Story], origins: Iterable[Origin]
) -> tuple[FigureGroup, ...]:
    """Figures of one event, or large ones of one story, that count one thing; and parts with their whole.

    A figure may be in several groups. Sorted by relation, then id.
    """
    story_of = {doc: story.id for story in stories if story.parent is None for doc in story.docs}
    event_of, origin_of = event_of_mentions(tuple(events)), OriginOf(origins)
    documents = sorted(told, key=lambda t: t.document.doc)
    alike: dict[tuple[str, str], list[Counted]] = defaultdict(list)
    large: dict[tuple[str, str, float], list[Counted]] = defaultdict(list)
    found: list[FigureGroup] = []
    for t in documents:
        counted = list(counted_figures(t, event_of, origin_of))
        found.extend(_parts(t, counted))
        for c in counted:
            if c.event is not None and c.thing is not None:
                alike[c.event, c.thing].append(c)
            value = c.figure.low if c.figure.low is not None else c.figure.high
            if c.thing is not None and c.scope == "this" and value is not None and value >= LARGE:
                large[story_of[c.place[0]], c.thing, value].append(c)
    found.extend(group for members in alike.values() if len(members) > 1 for group in _compared(members))
    found.extend(group for members in large.values() for group in _same_number(members))
    return tuple(sorted(_united(found), key=lambda g: (_ORDER.index(g.relation), g.id)))


def _group(relation: Relation, aspect: str, members: Sequence[Counted], why: str) -> FigureGroup:
    """Named by its smallest figure and what it is about: one figure may be in groups of several aspects."""
    places = tuple(sorted(c.place for c in members))
    return FigureGroup(f"figures-{key(aspect, min(c.id for c in members))[:16]}", relation, places, why)


def _united(groups: Iterable[FigureGroup]) -> Iterator[FigureGroup]:
    """Documents that show one page hold the same groups: one each, with the members of all."""
    by_id: dict[str, list[FigureGroup]] = defaultdict(list)
    for group in groups:
        by_id[group.id].append(group)
    for same in by_id.values():
        yield replace(same[0], members=tuple(sorted({member for group in same for member in group.members})))


# ------------------------------------------------------------------ one thing, several figures


def _compared(members: Sequence[Counted]) -> Iterator[FigureGroup]:
    """The figures of this event itself, and beside them those that speak of another scope."""
    own = [c for c in members if c.scope == "this"]
    for same in _by_owner(own):
        if len(same) > 1:
            yield _related(same)
    others = [c for c in members if c.scope != "this"]
    if others:
        scopes = ", ".join(sorted({c.scope for c in others}))
        yield _group("not-comparable", "scope", members, f"some speak of another scope ({scopes})")
    owners = sorted({c.whose for c in own if c.whose})
    if len(owners) > 1 and _one_value(own):
        yield _group("differ", "owners", own, f"the same number is given to {' and to '.join(owners)}")


def _by_owner(members: Sequence[Counted]) -> list[list[Counted]]:
    """Figures that can be one party's: where several own some, those of none in particular stand alone."""
    owners = sorted({c.whose for c in members if c.whose})
    if len(owners) <= 1:
        return [list(members)]
    return [[c for c in members if c.whose == owner] for owner in (*owners, None)]


def _one_value(members: Sequence[Counted]) -> bool:
    return len({(c.figure.low, c.figure.high) for c in members}) == 1


def _related(members: Sequence[Counted]) -> FigureGroup:
    told = "; ".join(dict.fromkeys(c.words for c in members))
    if all(agree(a.figure, b.figure) for a, b in combinations(members, 2)):
        return _group("agree", "value", members, f"compatible in {_voices(members)}: {told}")
    return _group("differ", "value", members, f"not compatible: {told}")


def _same_number(members: Sequence[Counted]) -> Iterator[FigureGroup]:
    """One large number that several origins of a story give to one thing, told of different events or of none."""
    if len({c.origin for c in members}) > 1 and (len({c.event for c in members}) > 1 or members[0].event is None):
        told = "; ".join(dict.fromkeys(c.words for c in members))
        yield _group("agree", "number", members, f"the same number in {_voices(members)} of one story: {told}")


def _voices(members: Sequence[Counted]) -> str:
    origins = len({c.origin for c in members})
    return f"{origins} independent origin{'s' if origins > 1 else ''}"


# ------------------------------------------------------------------ wholes and their parts


def _parts(told: Told, members: Sequence[Counted]) -> Iterator[FigureGroup]:
    """A whole with the parts that the same sentence names."""
    for k, whole in enumerate(members):
        parts = _included(told, whole.figure, members[k + 1 :])
        if parts:
            yield _group(
                "part-of",
                f"part of {whole.id}",
                [whole, *parts],
                f"the sentence counts {_words(parts)} within {whole.words}",
            )


def _words(members: Sequence[Counted]) -> str:
    return " and ".join(c.words for c in members)


def _included(told: Told, whole: Figure, following: Sequence[Counted]) -> list[Counted]:
    parts: list[Counted] = []
    for c in following:
        between = told.page.text[whole.end : c.figure.start]
        opened = _INCLUDING.match(between) or (_BRACKETED.match(between) and _smaller(c.figure, whole))
        if not opened:
            break
        parts.append(c)
    return parts if all(_smaller(c.figure, whole) for c in parts) else []


def _smaller(part: Figure, whole: Figure) -> bool:
    values = part.low if part.low is not None else part.high, whole.high if whole.high is not None else whole.low
    return values[0] is not None and values[1] is not None and values[0] <= values[1]
