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
#: Words of something said within a paragraph at least; fewer are scraps ("count as").
_FEWEST = 3


class Said(NamedTuple):
    """One attribution: spans of the text, contents as many as there are."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def find_said(text: str) -> list[Said]:
    """The attributions of a text. A paragraph quoted without a cue goes on with the last one of the paragraph before
    where that has said nothing yet ("He added:") or the paragraph opens with a quotation mark."""
    found: list[Said] = []
    for paragraph in _PARAGRAPH.finditer(text):
        sources, cues, contents = _spans(paragraph.group(), paragraph.start())
        if found and not cues and contents and (not found[-1].content or _is_quoted(text, contents[0])):
            found[-1] = found[-1]._replace(content=(*found[-1].content, *contents))
        found += linked(text, sources, cues, contents)
    return [said for said in found if said.content]


def said_in(paragraph: str) -> list[Said]:
    """The attributions within one paragraph, whose content it has."""
    sources, cues, contents = _spans(paragraph, 0)
    found = linked(paragraph, sources, cues, contents)
    return [said for said in found if any(_words(paragraph, span) >= _FEWEST for span in said.content)]


def _words(text: str, span: Span) -> int:
    return len(span.slice(text).split())


def _spans(paragraph: str, start: int) -> tuple[list[Span], list[Span], list[Span]]:
    """Sources, cues and contents of a paragraph that begins at this offset."""
    seen = encoded(paragraph)
    source, cue, content = (
        [Span(span.start + start, span.end + start) for span in seen.spans(head)]
        for head in ("source", "cue", "content")
    )
    return source, cue, content


def _is_quoted(text: str, content: Span) -> bool:
    return text[max(0, content.start - 1)] in _OPENS or text[content.start] in _OPENS


def linked(text: str, sources: Sequence[Span], cues: Sequence[Span], contents: Sequence[Span]) -> list[Said]:
    """An attribution for each cue of a paragraph, in order, with the contents that are nearest to it, if any."""
    held: dict[Span, list[Span]] = {cue: [] for cue in cues}
    for content in contents:
        cue = _nearest(text, content, cues, cues)
        if cue is not None:
            held[cue].append(content)
    return [Said(_source(text, cue, sources, cues), (cue,), tuple(held[cue])) for cue in cues]


def _source(text: str, cue: Span, sources: Sequence[Span], cues: Sequence[Span]) -> tuple[Span, ...]:
    found = _nearest(text, cue, sources, cues)
    return (found,) if found is not None else ()


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
