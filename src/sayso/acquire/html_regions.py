"""Regions of an HTML page: the extractor's voice first, then what markup and wording say against it or beside it.

Steps, each on what the steps before left open: markup, title, wording, the extractor's voice, gaps in it, the rest.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, cast

from sayso.acquire.days import read_date_line
from sayso.acquire.html import HtmlBlock
from sayso.acquire.lines import Line, line_of, region_of
from sayso.acquire.tables import rows
from sayso.acquire.text_regions import mark_extracts
from sayso.acquire.voice import squeeze
from sayso.model.page import Region, Role

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: A link list is not news however much of it the extractor takes.
_LINKED = 0.8
_PARAGRAPH = 140
#: A hint over more than this share of the news is a wrapper of the whole page and tells nothing.
_WRAPPER = 0.5


class HintRole(NamedTuple):
    """What a hint of the markup makes of a block, up to a length."""

    role: Role
    longest: int
    label: str


def html_regions(text: str, blocks: Sequence[HtmlBlock], title: str | None) -> tuple[Region, ...]:
    """One region a block, in order. `title` is the page's title as its head gives it."""
    lines = [line_of(b.block, text, worded=len(b.text) <= _PARAGRAPH * 3) for b in blocks]
    hints = [b.hints for b in blocks]
    news = _news(lines, hints)
    mark_title(lines, hints, title, news)
    mark_hinted(lines, hints, news)
    mark_standfirst(lines, hints, news)
    mark_worded(lines)
    mark_extracts(lines)
    mark_news(lines, news)
    mark_lede(lines)
    return tuple(region_of(line) for line in lines)


# ------------------------------------------------------------------ which blocks may be news


def _news(lines: Sequence[Line], hints: Sequence[frozenset[str]]) -> list[bool]:
    """The extractor's choice and the gaps in it; all running text where the extractor found next to nothing."""
    voiced = [bool(line.block.voice) for line in lines]
    found = sum(line.block.length for line, voice in zip(lines, voiced, strict=True) if voice)
    prose = [_prose(line) and not hint & _hint_roles().keys() for line, hint in zip(lines, hints, strict=True)]
    if found < 200 and sum(line.block.length for line, p in zip(lines, prose, strict=True) if p) > 2 * found:
        return prose
    shapes = _shapes(lines, voiced)
    return [v or (p and _shape(line) in shapes) for line, v, p in zip(lines, voiced, prose, strict=True)]


def _prose(line: Line) -> bool:
    return line.prose and line.block.linked < 0.5 and line.block.length >= 40 and line.block.tag not in _HEADINGS


def _shape(line: Line) -> str:
    """A node path without numbers: paragraphs of one article share it, however many boxes part them."""
    return re.sub(r"\[\d+\]", "", line.block.path)


def _shapes(lines: Sequence[Line], voiced: Sequence[bool]) -> frozenset[str]:
    """Shapes of most of the extractor's running text, where it took most of what has that shape."""
    taken, all_of = Counter[str](), Counter[str]()
    for line, voice in zip(lines, voiced, strict=True):
        if _prose(line):
            all_of[_shape(line)] += line.block.length
            taken[_shape(line)] += line.block.length if voice else 0
    whole = sum(taken.values())
    return frozenset(s for s, n in taken.items() if n >= 0.3 * whole and n >= 0.3 * all_of[s])


# ------------------------------------------------------------------ markup


@cache
def _hint_roles() -> dict[str, HintRole]:
    return {
        row["hint"]: HintRole(cast(Role, row["role"]), int(row["most"] or 100_000), row["label"])
        for row in rows("markup")
        if row["role"]
    }


def mark_title(lines: Sequence[Line], hints: Sequence[frozenset[str]], title: str | None, news: Sequence[bool]) -> None:
    """The headline: the heading that repeats the title of the page's head, else the first h1. A repetition is none."""
    first = next((n for n, new in enumerate(news) if new and _prose(lines[n])), len(lines))
    wanted = squeeze(title or "")
    same = [n for n, line in enumerate(lines) if wanted and _same_title(squeeze(line.text), wanted)]
    heads = [n for n, line in enumerate(lines) if line.block.tag == "h1" or "title" in hints[n]]
    heads = [n for n in heads if "masthead" not in hints[n] and lines[n].block.length <= 300]
    best = next((n for n in heads if n in same), None)
    best = best if best is not None else next((n for n in same if n <= first), None)
    best = best if best is not None else next((n for n in heads if n <= first), None)
    for n in same:
        lines[n].be("furniture", "repeats the title")
    if best is not None:
        lines[best].be("title", "headline by its markup" if best in heads else "the title of the page's head")
    for n in heads:
        if n < first and lines[n].role is None and lines[n].block.tag == "h1":
            lines[n].be("title", "second headline")


def _same_title(text: str, wanted: str) -> bool:
    return text == wanted or (
        len(text) >= 20 and (wanted.startswith(text) or text.startswith(wanted)) and abs(len(text) - len(wanted)) < 40
    )


def mark_hinted(lines: Sequence[Line], hints: Sequence[frozenset[str]], news: Sequence[bool]) -> None:
    """What the markup around a block says it is, unless it says the same of most of the page's news."""
    sizes = Counter[str]()
    for line, hint, new in zip(lines, hints, news, strict=True):
        sizes.update(dict.fromkeys(hint, line.block.length if new and _prose(line) else 0))
    whole = sum(line.block.length for line, new in zip(lines, news, strict=True) if new and _prose(line))
    for line, hint in zip(lines, hints, strict=True):
        if line.role is None:
            telling = {h for h in hint & _hint_roles().keys() if sizes[h] <= _WRAPPER * whole}
            _apply(line, telling)


def _apply(line: Line, telling: set[str]) -> None:
    """The strongest hint wins: table order is order of strength."""
    for name, hint in _hint_roles().items():
        if name not in telling or line.block.length > hint.longest:
            continue
        if (name == "date" and not _is_date(line)) or name in ("title", "standfirst"):
            continue
        line.be(hint.role, f"markup: {hint.label}")
        return


def mark_standfirst(lines: Sequence[Line], hints: Sequence[frozenset[str]], news: Sequence[bool]) -> None:
    """A standfirst by markup, or a long second heading, between the title and the text: no teaser of another page."""
    titles = [n for n, line in enumerate(lines) if line.role == "title"]
    first = next((n for n, new in enumerate(news) if new and _prose(lines[n]) and "standfirst" not in hints[n]), 0)
    for number in range(titles[0] + 1 if titles else 0, first):
        line = lines[number]
        if line.role is not None or line.words < 4 or line.block.linked >= 0.5:
            continue
        if "standfirst" in hints[number]:
            line.be("lede", "markup: standfirst")
        elif titles and news[number] and line.block.tag in _HEADINGS and line.words >= 8:
            line.be("lede", "long heading under the title: standfirst")


def _is_date(line: Line) -> bool:
    return read_date_line(line.text) is not None or (bool(re.search(r"\d", line.text)) and not line.prose)


# ------------------------------------------------------------------ wording


def mark_worded(lines: Sequence[Line]) -> None:
    """Lines that say what they are; a heading over a list of links speaks for what shares its parent node."""
    under, reason = "", ""
    role: Role = "furniture"
    for line in lines:
        if under and not (line.block.path.startswith(under) and not (role != "quoted_source" and _ends_list(line))):
            under = ""
        rule = line.rule if line.role is None else None
        if line.role is None and line.wordless:
            line.be("furniture", "no words")
        elif rule is not None and not (line.prose and line.words > 40 and rule.role != "caption"):
            line.be(rule.role, rule.label)
            if rule.scope == "section":
                under, reason, role = _parent(line), rule.label, rule.role
        elif line.role is None and under:
            line.be(role, f"under: {reason}")


def _parent(line: Line) -> str:
    return line.block.path.rpartition("/")[0] + "/"


def _ends_list(line: Line) -> bool:
    return line.block.length >= _PARAGRAPH and line.ends and line.block.linked < 0.5


# ------------------------------------------------------------------ the news


def mark_news(lines: Sequence[Line], news: Sequence[bool]) -> None:
    """Blocks of the extractor's choice by their element; everything else is furniture."""
    seen: set[str] = set()
    for number, (line, new) in enumerate(zip(lines, news, strict=True)):
        if line.role is not None:
            continue
        if new and line.block.length >= _PARAGRAPH and line.text in seen:
            line.be("furniture", "repeats a paragraph above")
        elif not new:
            line.be("furniture", "not in the extractor's choice")
        elif _is_link(lines, number):
            line.be("related_link", "link among links")
        else:
            line.be(*_by_element(line))
            seen.add(line.text)


def _is_link(lines: Sequence[Line], number: int) -> bool:
    """A block that is all link and no sentence; a lone heading or figure may be one and still be news."""
    line = lines[number]
    return line.block.linked >= _LINKED and not line.prose and line.block.tag not in _HEADINGS


def _by_element(line: Line) -> tuple[Role, str]:
    tag = line.block.tag
    if tag in _HEADINGS:
        return "heading", "heading tag"
    if tag in ("li", "dd", "dt"):
        return "bullet", "list item"
    if read_date_line(line.text) is not None and "/blockquote" not in line.block.path:
        return "dateline", "date alone on a line"
    if tag in ("td", "th"):
        return "body", "table cell"
    return "body", "in the extractor's choice" if line.block.voice else "like the extractor's choice"


def mark_lede(lines: Sequence[Line]) -> None:
    """The first running text."""
    for line in lines:
        if line.role == "body" and line.prose:
            line.be("lede", "first paragraph")
            return
