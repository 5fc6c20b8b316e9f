"""Who is said to say what, from the spans that the encoder finds: which source and content belong to which cue."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.model.text import Span
from sayso.read.encoder import encoded

_PARAGRAPH = re.compile(r"[^\n]+")
_END = re.compile(r"[.!?][\"'”’)\]]*\s")
_OPENS = frozenset("\"“‘'")
#: What stands between a cue and a span counts as so many characters more: a sentence's end, another cue.
_END_COSTS, _CUE_COSTS = 300, 80
#: A source or content farther from its cue than this belongs to none.
_FARTHEST = 400
#: Words between two parts of one content at most that belong to it as well, and words that make no part alone.
_GAP, _SCRAP = 4, 1
#: A cue without a source takes one that the encoder is less sure of.
_MAYBE = 0.25
#: Words of something said within a paragraph at least; fewer are scraps ("count as").
_FEWEST = 3


class Said(NamedTuple):
    """One attribution: spans of the text, contents as many as there are."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


class Spans(NamedTuple):
    """The spans of a paragraph as offsets of the text."""

    sources: Sequence[Span]
    cues: Sequence[Span]
    contents: Sequence[Span]
    maybe: Sequence[Span] = ()
    """Sources that the encoder is not sure of."""


def find_said(text: str) -> list[Said]:
    """The attributions of a text. A paragraph quoted without a cue goes on with the last one of the paragraph before
    where that has said nothing yet ("He added:") or the paragraph opens with a quotation mark."""
    found: list[Said] = []
    for paragraph in _PARAGRAPH.finditer(text):
        seen = _seen(paragraph.group(), paragraph.start())
        if found and not seen.cues and seen.contents and (not found[-1].content or _is_quoted(text, seen.contents[0])):
            found[-1] = found[-1]._replace(content=(*found[-1].content, *seen.contents))
        found += linked(text, seen)
    return [said for said in found if said.content]


def said_in(paragraph: str) -> list[Said]:
    """The attributions within one paragraph, whose content it has."""
    found = linked(paragraph, _seen(paragraph, 0))
    return [said for said in found if any(_words(paragraph, span) >= _FEWEST for span in said.content)]


def _words(text: str, span: Span) -> int:
    return len(span.slice(text).split())


def _seen(paragraph: str, start: int) -> Spans:
    """What the encoder sees in a paragraph that begins at this offset."""
    seen = encoded(paragraph)
    every = [seen.spans("source"), seen.spans("cue"), seen.spans("content"), seen.spans("source", _MAYBE)]
    moved = [[Span(span.start + start, span.end + start) for span in spans] for spans in every]
    return Spans(*moved)


def _is_quoted(text: str, content: Span) -> bool:
    return text[max(0, content.start - 1)] in _OPENS or text[content.start] in _OPENS


def linked(text: str, seen: Spans) -> list[Said]:
    """An attribution for each cue of a paragraph, in order, with the contents that are nearest to it, if any."""
    held: dict[Span, list[Span]] = {cue: [] for cue in seen.cues}
    for content in seen.contents:
        cue = _nearest(text, content, seen.cues, seen.cues)
        if cue is not None:
            held[cue].append(content)
    found = []
    for cue in seen.cues:
        source = _source(text, cue, seen)
        found.append(Said(source, (cue,), tuple(_whole(text, held[cue], (cue, *source)))))
    return found


def _source(text: str, cue: Span, seen: Spans) -> tuple[Span, ...]:
    sure = _nearest(text, cue, seen.sources, seen.cues)
    if sure is not None:
        return (sure,)
    maybe = [span for span in seen.maybe if not any(span.overlaps(other) for other in seen.cues)]
    found = _nearest(text, cue, maybe, seen.cues)
    return (found,) if found is not None else ()


def _whole(text: str, contents: Sequence[Span], apart: Sequence[Span]) -> list[Span]:
    """The parts of one content, joined over words that were overlooked ("that ... he won"), without scraps."""
    parts: list[Span] = []
    for content in contents:
        last = parts[-1] if parts else None
        gap = Span(last.end, content.start) if last is not None and last.end < content.start else None
        if last is not None and (gap is None or (_words(text, gap) <= _GAP and not any(map(gap.overlaps, apart)))):
            parts[-1] = Span(last.start, content.end)
        else:
            parts.append(content)
    longest = max((_words(text, part) for part in parts), default=0)
    return [part for part in parts if _words(text, part) > min(_SCRAP, longest - 1)]


def _nearest(text: str, span: Span, others: Sequence[Span], cues: Sequence[Span]) -> Span | None:
    costs = [(_cost(text, span, other, cues), other) for other in others]
    cost, found = min(costs, default=(_FARTHEST, None))
    return found if cost < _FARTHEST else None


def _cost(text: str, one: Span, other: Span, cues: Sequence[Span]) -> int:
    """Characters between the two, and what else stands there."""
    first, second = sorted((one, other))
    between = text[first.end : second.start]
    crossed = sum(first.end <= cue.start and cue.end <= second.start for cue in cues)
    return len(between) + _END_COSTS * len(_END.findall(between)) + _CUE_COSTS * crossed
