"""When documents were published, and which calendar days their words come to once that is known."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sayso.model.comparison import Publication, Reuse, Told
from sayso.model.page import DateClue
from sayso.model.reading import DayConstraint, Reading
from sayso.model.time import OPEN, Interval, resolve

#: A page, or one of its constraints, and the days it leaves open.
Bound = tuple[Interval, DateClue]


def date_documents(told: Iterable[Told], reuse: Iterable[Reuse]) -> tuple[Publication, ...]:
    """The publication of every document, by name.

    The declared day; without one, the days that the page's own words allow, narrowed once by its kin: who took words
    from a document is no older than it. Nothing is invented: no clue, no date.
    """
    own = {t.document.doc: date_alone(t) for t in told}
    kin = kin_bounds(own, reuse)
    return tuple(_narrowed(publication, kin[doc]) for doc, publication in sorted(own.items()))


def date_alone(told: Told) -> Publication:
    """What one document says of its own publication."""
    doc, declared = told.document.doc, told.document.declared
    day = _day(declared.day) if declared else None
    if declared and day:
        return Publication(doc, Interval(day, day), "declared", (declared.clue,))
    interval, clues = consistent([_bound(constraint) for constraint in told.reading.constraints])
    return Publication(doc, interval, "inferred" if interval != OPEN else "none", clues)


def _bound(constraint: DayConstraint) -> Bound:
    interval = Interval(_day(constraint.earliest), _day(constraint.latest))
    return interval, DateClue(constraint.start, constraint.end, constraint.reading)


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def consistent(bounds: Sequence[Bound]) -> tuple[Interval, tuple[DateClue, ...]]:
    """The days that most of the bounds allow, and those bounds' clues; of several such stretches the latest, as a page
    may misjudge what is to come but is not older than what it tells of; then the widest.

    Never empty: a page whose words contradict each other ("next May" in an old comment) keeps what most of them say.
    """
    useful = [bound for bound in bounds if bound[0] != OPEN and _filled(bound[0])]
    if not useful:
        return OPEN, ()
    starts = {interval.start or date.min for interval, _ in useful}
    kept = max(([b for b in useful if _holds(b[0], day)] for day in sorted(starts)), key=_weight)
    return intersection([interval for interval, _ in kept]), tuple(clue for _, clue in kept)


def _filled(interval: Interval) -> bool:
    return interval.start is None or interval.end is None or interval.start <= interval.end


def _holds(interval: Interval, day: date) -> bool:
    return interval.meets(Interval(day, day))


def _weight(bounds: Sequence[Bound]) -> tuple[int, date, int]:
    shared = intersection([interval for interval, _ in bounds])
    width = shared.days if shared.days is not None else (date.max - date.min).days
    return len(bounds), shared.start or date.min, width


def intersection(intervals: Iterable[Interval]) -> Interval:
    """The days that are in all of them; meaningless where they do not meet."""
    known = list(intervals)
    starts, ends = [i.start for i in known if i.start], [i.end for i in known if i.end]
    return Interval(max(starts, default=None), min(ends, default=None))


def kin_bounds(publications: dict[str, Publication], reuse: Iterable[Reuse]) -> dict[str, list[Bound]]:
    """What copies tell: the copy is no older than what it was taken from. Copies of unknown direction tell nothing."""
    bounds: dict[str, list[Bound]] = defaultdict(list)
    for r in reuse:
        if r.kinship != "copy" or r.direction == "unknown" or not {r.doc, r.other_doc} <= publications.keys():
            continue
        ends = (r.doc, r.start, r.end), (r.other_doc, r.other_start, r.other_end)
        (copy, *copied), (source, *taken) = ends if r.direction == "from" else ends[::-1]
        first, last = publications[source].interval.start, publications[copy].interval.end
        if first:
            clue = DateClue(copied[0], copied[1], f"takes words from {source}, published on or after {first}")
            bounds[copy].append((Interval(first, None), clue))
        if last:
            clue = DateClue(taken[0], taken[1], f"gives words to {copy}, published on or before {last}")
            bounds[source].append((Interval(None, last), clue))
    return bounds


def _narrowed(publication: Publication, bounds: Sequence[Bound]) -> Publication:
    """Kin may narrow what was inferred, never what was declared, and never to nothing."""
    if publication.basis == "declared":
        return publication
    interval, clues = publication.interval, publication.clues
    for bound, clue in sorted(bounds, key=lambda b: (str(b[0].start), str(b[0].end), b[1].reading, str(b[1].start))):
        both = intersection([interval, bound])
        if _filled(both) and both != interval:
            interval, clues = both, (*clues, clue)
    return Publication(publication.doc, interval, "inferred" if interval != OPEN else "none", clues)


def days_of(index: int, reading: Reading, publication: Interval) -> Interval:
    """The calendar days of a time mention, however many mentions it is counted from; OPEN where nobody can say.

    A chain that comes back to itself ("the next day" counted from "the day before" counted from it) is OPEN.
    """
    chain = [index]
    while reading.times[chain[-1]].time.anchor == "mention":
        earlier = reading.times[chain[-1]].time.mention
        if earlier is None or not 0 <= earlier < len(reading.times) or earlier in chain:
            return OPEN
        chain.append(earlier)
    anchor = publication
    for k in reversed(chain):
        anchor = resolve(reading.times[k].time, anchor)
    return anchor
