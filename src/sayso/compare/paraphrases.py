"""Statements that two pages report in different words: what they share is a primary source, and no wording."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sayso.compare.copied import Place
from sayso.compare.postings import linked
from sayso.compare.statements import Alike, Rendering, one_name
from sayso.compare.terms import likeness
from sayso.model.comparison import Origin, Publication, Reuse, Statement, Story, Told
from sayso.model.page import RUNNING_ROLES
from sayso.model.text import Anchored
from sayso.model.time import OPEN, Interval

#: Statements are one for the record when the poorer rendering is in the richer one; here the two must be so much alike.
ALIKE = 0.6
#: What somebody says again on another day is another statement, however alike: pages so far apart report two.
NEAR = timedelta(days=2)
#: A page of which more than this is one claim after another between quotation marks is a speech, no report of one.
_SPEECH = 0.5
#: A claim of which more than this lies in passages that the two documents share is told there.
_COVERED = 0.5
Pair = tuple[str, str]
Spans = list[tuple[Anchored, Anchored]]


class Around(NamedTuple):
    """What is known of each document: its text origin, coarse story and day; and which are speeches."""

    origin: Mapping[str, str]
    story: Mapping[str, str]
    when: Mapping[str, Interval]
    speeches: frozenset[str]


def around(
    told: Iterable[Told], origins: Iterable[Origin], stories: Iterable[Story], publications: Iterable[Publication]
) -> Around:
    """What the pages that report a statement must have in common, or must not be."""
    return Around(
        {line.doc: line.origin for line in origins if line.span is None},
        {doc: story.id for story in stories if story.parent is None for doc in story.docs},
        {publication.doc: publication.interval for publication in publications},
        frozenset(t.document.doc for t in told if _is_speech(t)),
    )


def paraphrases(alike: Alike, statements: Iterable[Statement], reuse: Iterable[Reuse], of: Around) -> tuple[Reuse, ...]:
    """The claims of two text origins that are one statement and share no passage, as quotations; sorted.

    A row says that both report one statement. It makes nobody's copy, joins no origin and has no direction.
    """
    shared: Mapping[Pair, Spans] = _shared(reuse)
    found: list[Reuse] = []
    for statement in statements:
        for a, b in _tellings(alike, statement, of):
            spans = shared[a.place[0], b.place[0]]
            if not (_covered(a.claim, [here for here, _ in spans]) or _covered(b.claim, [there for _, there in spans])):
                spans.append((a.claim, b.claim))
                found.append(_row(a, b))
    return tuple(sorted(found, key=reuse_order))


def reuse_order(row: Reuse) -> tuple[str, int, int, str, int, int]:
    """How the rows of a comparison are sorted."""
    return row.doc, row.start, row.end, row.other_doc, row.other_start, row.other_end


def _is_speech(told: Told) -> bool:
    running = sum(region.length for region in told.page.regions if region.role in RUNNING_ROLES)
    spoken = sum(claim.length for claim in told.reading.claims if claim.mode == "direct")
    return spoken > _SPEECH * running


def _shared(reuse: Iterable[Reuse]) -> Mapping[Pair, Spans]:
    shared: dict[Pair, Spans] = defaultdict(list)
    for row in reuse:
        spans = Anchored(row.start, row.end), Anchored(row.other_start, row.other_end)
        shared[row.doc, row.other_doc].append(spans)
    return shared


# ------------------------------------------------------------------ which renderings


def _tellings(alike: Alike, statement: Statement, of: Around) -> Iterator[tuple[Rendering, Rendering]]:
    """Its claims two by two, alike by themselves, on pages that may report one statement; the longest first."""
    pairs = [
        (alike.renderings[a], alike.renderings[b])
        for a, b in linked(statement.claims)
        if (a, b) in alike.pairs and _of_one_occasion(a[0], b[0], of)
    ]
    yield from sorted((pair for pair in pairs if _one_statement(*pair)), key=_longest)


def _longest(pair: tuple[Rendering, Rendering]) -> tuple[int, Place, Place]:
    return -min(rendering.claim.length for rendering in pair), pair[0].place, pair[1].place


def _of_one_occasion(doc: str, other: str, of: Around) -> bool:
    """Are they two texts of one story and about one day? Two speeches are two occasions."""
    if of.origin[doc] == of.origin[other] or of.story.get(doc) != of.story.get(other):
        return False
    first, second = of.when.get(doc, OPEN), of.when.get(other, OPEN)
    return not (_apart(first.end, second.start) or _apart(second.end, first.start) or {doc, other} <= of.speeches)


def _apart(end: date | None, start: date | None) -> bool:
    return end is not None and start is not None and start - end > NEAR


def _one_statement(a: Rendering, b: Rendering) -> bool:
    """Do both name one speaker, and say the same with the same figures?"""
    if "scare" in (a.claim.mode, b.claim.mode) or not (a.claim.named and b.claim.named):
        return False
    if a.numbers and b.numbers and a.numbers != b.numbers:
        return False
    named = bool(a.claim.speaker_name and b.claim.speaker_name)
    same_speaker = named and one_name(a.claim.speaker_name or "", b.claim.speaker_name or "")
    return same_speaker and likeness(a.content, b.content) >= ALIKE


def _covered(claim: Anchored, spans: Sequence[Anchored]) -> bool:
    """Do the spans hold most of the claim?"""
    held = {k for span in spans for k in range(max(span.start, claim.start), min(span.end, claim.end))}
    return len(held) > _COVERED * claim.length


def _row(a: Rendering, b: Rendering) -> Reuse:
    return Reuse(
        doc=a.place[0],
        start=a.claim.start,
        end=a.claim.end,
        other_doc=b.place[0],
        other_start=b.claim.start,
        other_end=b.claim.end,
        kind="quotation",
        kinship="common-primary-source",
        direction="unknown",
        reasons=(f"Both report a statement by {a.claim.speaker_name}, each in words of its own.",),
    )
