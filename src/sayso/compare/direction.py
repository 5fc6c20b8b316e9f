"""Which of two documents took the words from the other, as far as anything shows it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from sayso.compare.credits import points_to
from sayso.compare.damage import ENDED, damage, seen
from sayso.model.comparison import Passage, Told
from sayso.model.page import NEWS_ROLES
from sayso.model.text import Span

Direction = Literal["from", "to", "unknown"]

_SPEAKER = re.compile(r"\bthe ([a-z]{4,}) (?:said|added|told|explained|continued|noted|stated)\b")


_NEXT_WORD = re.compile(r"[,;:]?[^\S\n]+\w")


class Sign(NamedTuple):
    """Something that shows a direction, seen from the first document, and the sentence that says so."""

    direction: Literal["from", "to"]
    reason: str


def direction(
    a: Told, b: Told, passages: Iterable[Passage] = (), *, whole: bool = False
) -> tuple[Direction, tuple[str, ...]]:
    """Seen from a: did it take the words from b? Signs that contradict each other leave it unknown.

    `passages` are what the two share, `here` in a and `there` in b. `whole`: they are nearly all of one of the two.
    Only then is damage a sign: of a formula that many pages have, one that suffered may well be the older.
    """
    signs = [sign for find in (_dates, _credits, _extracts, _speakers) for sign in find(a, b)]
    found = list(passages)
    signs += _cut_off(a, b, [(passage.here, passage.there) for passage in found])
    signs += _damage(a, b, found) if whole else ()
    pointed = {sign.direction for sign in signs}
    return pointed.pop() if len(pointed) == 1 else "unknown", tuple(sign.reason for sign in signs)


def _dates(a: Told, b: Told) -> Iterator[Sign]:
    """The later one took from the earlier one, by declared instant where both give one, else by day."""
    first, second = a.document.declared, b.document.declared
    if first is None or second is None:
        return
    at = (first.day, second.day)
    if at[0] == at[1] and first.instant and second.instant:
        moments = datetime.fromisoformat(first.instant), datetime.fromisoformat(second.instant)
        if any(moment.tzinfo is None for moment in moments) or moments[0] == moments[1]:
            return
        at = (first.instant, second.instant)
        later = moments[0] > moments[1]
    elif at[0] == at[1]:
        return
    else:
        later = at[0] > at[1]
    yield Sign("from" if later else "to", f"{a.document.doc} is dated {at[0]}, {b.document.doc} {at[1]}.")


def _credits(a: Told, b: Told) -> Iterator[Sign]:
    for one, other, way in ((a, b, "from"), (b, a, "to")):
        if points_to(one, other.document):
            yield _sign(way, f"{one.document.doc} names the outlet of {other.document.doc}.")


def _extracts(a: Told, b: Told) -> Iterator[Sign]:
    """Who pastes an encyclopaedia under a text gathers texts."""
    pasted = [any(region.role == "quoted_source" for region in told.page.regions) for told in (a, b)]
    if pasted[0] != pasted[1]:
        doc = (a if pasted[0] else b).document.doc
        yield _sign("from" if pasted[0] else "to", f"{doc} adds a pasted extract that is foreign to the text.")


def _speakers(a: Told, b: Told) -> Iterator[Sign]:
    """ "The officer said" without an officer before it: the sentence that introduced him was dropped."""
    missing = [_unintroduced(told.page.text) for told in (a, b)]
    for one, own, others, way in ((a, missing[0], missing[1], "from"), (b, missing[1], missing[0], "to")):
        other = b if one is a else a
        for speaker in sorted(own - others):
            if re.search(rf"\b{speaker}\b", other.page.text):
                reason = (
                    f'{one.document.doc} lets "the {speaker}" speak without introducing one; the other introduces one.'
                )
                yield _sign(way, reason)


def _unintroduced(text: str) -> set[str]:
    """Speakers given by the article whose noun does not occur before."""
    found: dict[str, int] = {}
    for match in _SPEAKER.finditer(text):
        found.setdefault(match.group(1), match.start(1))
    return {noun for noun, at in found.items() if not re.search(rf"\b{noun}", text[:at], re.IGNORECASE)}


def _cut_off(a: Told, b: Told, shared: Sequence[tuple[Span, Span]]) -> Iterator[Sign]:
    """Who breaks off within a sentence that the other one finishes ("The ministry said the convoy would ...")."""
    turned = [(there, here) for here, there in shared]
    for one, other, spans, way in ((a, b, shared, "from"), (b, a, turned, "to")):
        if spans:
            own, others = max(spans)
            if _breaks_off(one, own) and _goes_on(other, others):
                yield _sign(way, f"{one.document.doc} breaks off within a sentence that {other.document.doc} finishes.")


def _breaks_off(told: Told, last: Span) -> bool:
    """Does the page's news end with this passage, and not with a sentence? A list may follow ("They agreed on:")."""
    news = [region for region in told.page.regions if region.role in NEWS_ROLES]
    rest = "".join(told.page.text[max(last.end, region.start) : region.end] for region in news)
    return not any(c.isalnum() for c in rest) and not ENDED.search(
        told.page.text[last.start : last.end] + rest.rstrip()
    )


def _goes_on(told: Told, last: Span) -> bool:
    """Does the same paragraph go on with a word behind the passage?"""
    return _NEXT_WORD.match(told.page.text, last.end) is not None


def _damage(a: Told, b: Told, passages: Sequence[Passage]) -> Iterator[Sign]:
    """Who lost words, so that a sentence no longer holds, that the other still has."""
    for one, other, turned, way in ((a, b, False, "from"), (b, a, True, "to")):
        yield from (_sign(way, reason) for reason in damage(one, other, seen(passages, turned=turned)))


def _sign(way: str, reason: str) -> Sign:
    return Sign("from" if way == "from" else "to", reason)
