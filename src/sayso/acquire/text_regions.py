"""Regions of a saved text page. It has no markup: wording, position, repetition and footnote marks must tell.

Steps, each on what the steps before left open: wording and sections, repetition, pasted extracts, the head, the body.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile, zip_longest

from sayso.acquire.days import is_time_line, read_date_line
from sayso.acquire.lines import Line, line_of, region_of
from sayso.acquire.wordings import names_outlet
from sayso.model.page import Block, Region, Role

#: A paragraph this long is news even behind a list of links; the items of such a list are shorter.
_PARAGRAPH = 140
#: Lengths of paragraphs in a row that no list of links has: its items are headlines, or teasers of one sentence.
_RUNNING = ((300,), (80, 300), (_PARAGRAPH, _PARAGRAPH), (80, 80, 80))
_TITLE = 250
#: A longer question is text, a shorter one right under the title is a second headline.
_QUESTION = 25
_MARK = re.compile(r"\[(?:\d{1,3}|citation needed|note \d+|[a-z])\]")
_EDIT = re.compile(r"\[ ?edit ?\]|^see also: |^main article: ", re.IGNORECASE)


def text_regions(text: str, blocks: Sequence[Block]) -> tuple[Region, ...]:
    """One region a block, in order."""
    lines = [line_of(block, text) for block in blocks]
    mark_worded(lines)
    mark_repeated(lines)
    mark_extracts(lines)
    body = mark_head(lines)
    mark_body(lines, body)
    return tuple(region_of(line) for line in lines)


# ------------------------------------------------------------------ wording, sections, repetition


def mark_worded(lines: Sequence[Line]) -> None:
    """Lines that say what they are, and the stretches that some of them open."""
    opened: Line | None = None
    for number, line in enumerate(lines):
        if opened is not None and _back_to_news(opened, lines[number : number + 3]):
            opened = None
        if line.wordless:
            line.be("furniture", "no words")
        elif (
            line.rule is not None and not _absorbed(line, opened) and not (number == 0 and line.rule.scope == "section")
        ):
            line.be(line.rule.role, line.rule.label)
            opened = line if line.rule.scope == "section" or (opened is not None and _ends(line, opened)) else opened
        if opened is not None and line.role is None:
            line.be(opened.role or "furniture", f"under: {opened.reason}")


def _ends(line: Line, opened: Line) -> bool:
    """The page's own furniture ends a list of links or an extract; a form has furniture of its own."""
    return line.role == "furniture" and opened.role in ("related_link", "quoted_source")


def _absorbed(line: Line, opened: Line | None) -> bool:
    """An extract has links of its own ("See also: ..."); only forms, lists and the page's furniture end it."""
    if opened is None or opened.role != "quoted_source" or line.rule is None:
        return False
    return line.rule.role in ("related_link", "caption", "credit") and line.rule.scope == "line"


def _back_to_news(opened: Line, here: Sequence[Line]) -> bool:
    """Running text ends a list of links; an extract or a form goes on to the page's next furniture."""
    if opened.role not in ("related_link", "furniture"):
        return False
    told = [len(line.text) if line.ends and line.rule is None else 0 for line in here]
    return any(all(length >= least for length, least in zip_longest(told, run, fillvalue=0)) for run in _RUNNING)


def mark_repeated(lines: Sequence[Line]) -> None:
    """A short line that stands three times on one page is part of its furniture."""
    counts = Counter(line.text for line in lines)
    for line in lines:
        if line.role is None and counts[line.text] >= 3 and len(line.text) < 80 and not line.ends:
            line.be("furniture", "repeated on the page")


# ------------------------------------------------------------------ pasted extracts


def mark_extracts(lines: Sequence[Line]) -> None:
    """An encyclopaedia extract below the news: its opening line, the heading above that, footnote and [edit] marks."""
    for number, line in enumerate(lines):
        if line.role == "quoted_source" and line.rule is not None:
            for above in reversed(lines[max(0, number - 2) : number]):
                if above.role is not None or above.prose or above.words > 12:
                    break
                above.be("quoted_source", "heading of an encyclopaedia extract")
    footnoted = [number for number, line in enumerate(lines) if line.role is None and _footnoted(line.text)]
    if len(footnoted) >= 2 and _news_above(lines, footnoted[0]):
        for line in lines[footnoted[0] : footnoted[-1] + 1]:
            if line.role is None:
                line.be("quoted_source", "footnote marks of an encyclopaedia")


def _footnoted(text: str) -> bool:
    """[edit], or several footnote numbers in one paragraph."""
    return bool(_EDIT.search(text)) or len(_MARK.findall(text)) >= 2


def _news_above(lines: Sequence[Line], number: int) -> bool:
    """A page that is footnoted from its start has footnotes of its own."""
    return sum(line.role is None and line.prose for line in lines[:number]) >= 2


# ------------------------------------------------------------------ the head


def mark_head(lines: Sequence[Line]) -> int:
    """Masthead, title, date, byline, standfirst; gives the number of the first line of the body."""
    body = next((n for n, line in enumerate(lines) if line.role is None and _starts_body(lines, n)), len(lines))
    head = [line for line in lines[:body] if line.role in (None, "furniture", "byline")]
    _mark_lines_of_fact(head)
    _mark_masthead(head)
    _mark_titles([line for line in head if line.role is None])
    return body


def _starts_body(lines: Sequence[Line], number: int) -> bool:
    """The first running text; a first line that asks, stands above a date, or is short above longer text, is none."""
    line = lines[number]
    if line.bullet or not line.prose or _is_date(line, first=number == 0):
        return False
    if number and line.asks and line.words <= _QUESTION and lines[number - 1].role is None:
        return False
    if number == 0 and len(lines) > 1 and len(line.text) <= _TITLE:
        short = line.words <= 12 and len(lines[1].text) > 2 * len(line.text) and _blank_between(lines)
        return not (line.asks or short or _is_date(lines[1]))
    return line.words >= 8 or not any(other.prose and other.words >= 8 for other in lines[number + 1 : number + 3])


def _blank_between(lines: Sequence[Line]) -> bool:
    return lines[1].block.start - lines[0].block.end > 1


def _is_date(line: Line, *, first: bool = False) -> bool:
    return read_date_line(line.text, first=first) is not None or is_time_line(line.text)


def _mark_lines_of_fact(head: Sequence[Line]) -> None:
    """Date lines, and menus above or below the title."""
    for number, line in enumerate(head):
        if line.role is not None:
            continue
        if _is_date(line, first=number == 0):
            line.be("dateline", "date or time alone on a line")
        elif line.bullet:
            line.be("bullet", "list mark above the text")
        elif line.menu:
            line.be("furniture", "menu: short items in a row")


def _mark_masthead(head: Sequence[Line]) -> None:
    """What stands above the menu, and the outlet's name above the title."""
    menus = [n for n, line in enumerate(head) if line.reason.startswith(("menu", "skip link", "sign-up"))]
    titles = [n for n, line in enumerate(head) if line.role is None]
    below = [n for n in titles if menus and n > menus[-1]]
    for number in titles:
        line = head[number]
        above_menu = bool(below) and number < menus[-1]
        if above_menu or (len(titles) > 1 and number == titles[0] and names_outlet(line.text)):
            line.be("furniture", "the outlet's name and motto above the title")


def _mark_titles(candidates: Sequence[Line]) -> None:
    """The first line left is the title, a second headline too; a sentence under it is the standfirst."""
    if not candidates:
        return
    candidates[0].be("title", "first line of the page")
    for line in candidates[1:]:
        if line.ends and not line.asks:
            line.be("lede", "sentence between title and text")
        elif line.text.endswith(":"):
            line.be("heading", "announces the text")
        elif _is_name(line.text) or (line.words <= 10 and "," in line.text and _is_name(line.text.split(",")[0])):
            line.be("byline", "name between title and text")
        elif line.words >= 5:
            line.be("title", "second headline")
        else:
            line.be("dateline", "place or occasion between title and text")


def _is_name(text: str) -> bool:
    """Two to four capitalised words: "Tomas Reid"."""
    words = text.split()
    return 2 <= len(words) <= 4 and all(re.match(r"^[^\W\d_a-z][\w.'-]*$", word) for word in words)


# ------------------------------------------------------------------ the body


def mark_body(lines: Sequence[Line], first: int) -> None:
    """What is left from the first line of the body on: text, headings, bullets, captions, and the tail."""
    prose = [n for n, line in enumerate(lines) if n >= first and line.role is None and line.prose and not line.bullet]
    last = _last_news(lines, prose)
    ended = sum(lines[n].ends for n in prose) >= 0.8 * len(prose)
    for number in range(first, len(lines)):
        line = lines[number]
        if line.role is None and number <= last:
            line.be(*_inside(line, lines[number + 1 : number + 2], number == first, ended))
        elif line.role is None:
            line.be(*_tail(line, lines, number))
    _mark_captions(lines[first : last + 1], ended)


def _last_news(lines: Sequence[Line], prose: Sequence[int]) -> int:
    """The last line of the news: short sentences behind two lines of furniture are the page's own."""
    last = prose[-1] if prose else len(lines) - 1
    for n in reversed(prose):
        before = lines[max(0, n - 3) : n]
        furniture = sum(line.role in ("furniture", "related_link", "form") and not line.wordless for line in before)
        if furniture < 2 or len(lines[n].text) >= _PARAGRAPH or not _mostly_behind(prose, lines, n):
            return n
        last = max((m for m in prose if m < n), default=n)
    return last


def _mostly_behind(prose: Sequence[int], lines: Sequence[Line], number: int) -> bool:
    """Do two thirds of the running text stand above the line?"""
    above = sum(len(lines[n].text) for n in prose if n < number)
    return above >= 2 * sum(len(lines[n].text) for n in prose if n >= number)


def _inside(line: Line, following: Sequence[Line], first: bool, ended: bool) -> tuple[Role, str]:
    """A line among the news."""
    if line.bullet:
        return "bullet", "list mark"
    if re.match(r"#{1,6} ", line.text):
        return "heading", "Markdown heading"
    if line.prose or (not ended and line.words >= 8):
        return ("lede", "first paragraph") if first else ("body", "running text")
    if line.text.startswith("(") and names_outlet(line.text):
        return "credit", "an outlet's name in brackets"
    below = following[0] if following else None
    if line.words <= 10 and below is not None and (below.prose or below.bullet):
        return "heading", "short line above text, without a full stop"
    return ("heading", "short line among text") if line.words <= 7 else ("body", "line among text")


def _tail(line: Line, lines: Sequence[Line], number: int) -> tuple[Role, str]:
    """A line below the news."""
    news_above = not any(above.role in ("related_link", "form") for above in lines[:number])
    if news_above and (names_outlet(line.text) or _is_name(line.text)):
        return "credit", "a name alone below the text"
    if line.bullet and all(above.role == "bullet" for above in takewhile(_is_item, reversed(lines[:number]))):
        return ("bullet", "list mark") if news_above else ("related_link", "list below the text")
    return "furniture", "below the text"


def _is_item(line: Line) -> bool:
    return line.bullet


def _mark_captions(lines: Sequence[Line], ended: bool) -> None:
    """Where running text has full stops and there are captions, or several lines lack one, those are captions."""
    open_ended = [line for line in lines if _like_caption(line)]
    prose = sum(line.role in ("body", "lede") and line.ends for line in lines)
    known = any(line.role == "caption" for line in lines)
    if not ended or not (known or 3 <= len(open_ended) <= prose / 2):
        return
    for line in open_ended:
        line.be("caption", "sentence without a full stop among text with full stops")


def _like_caption(line: Line) -> bool:
    return line.role in ("body", "heading") and not line.ends and line.text[-1] != ":" and 8 <= line.words <= 45
