"""Damage that a copy suffers: what one page lost, so that its sentence no longer holds, and the other page still has.

Only losses count that nobody could mend without the other page: a word that names something is gone. A slip that an
editor puts right by himself ("the the") says nothing of who was first.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sayso.compare.terms import is_mostly_name, table, term
from sayso.compare.words import words_of
from sayso.model.comparison import Passage, Told
from sayso.model.page import RUNNING_ROLES, Region
from sayso.model.text import Span, normalise

#: In a page of which more paragraphs than this begin small, or end without a stop, that is its manner and no damage.
_MANNER = 0.2
#: So many words that stand twice in a row are a slip. They, and the ends of a bracket, are looked for so far away.
_TWICE, _NEAR, _FAR = 3, 80, 400
#: So many characters of a page's words are quoted in a reason.
_QUOTED = 60
_FIRST_WORD = re.compile(r"([^\w\n]*)(\w+(?:['’]\w+)*)(?![-‐–'’])")
#: One dot; two and more stand for what was left out on purpose.
_STOP = re.compile(r"\s*[!?.](?!\.)")
#: A text that ends as a sentence does; dots that stand for what is left out end none.
ENDED = re.compile(r"(?<!\.\.)[.!?][\"'”’»)\]]*$")
#: The same of a paragraph before another: a colon or a dash introduces what follows.
_CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")


class Shared(NamedTuple):
    """A shared passage seen from one of its pages, with its edits: (own side, other side)."""

    own: Span
    other: Span
    edits: tuple[tuple[Span, Span], ...]


class Sides(NamedTuple):
    """A page, the other one, and the running regions of both."""

    one: Told
    other: Told
    own_regions: tuple[Region, ...]
    other_regions: tuple[Region, ...]


def seen(passages: Iterable[Passage], *, turned: bool) -> list[Shared]:
    """The passages seen from their first page, or `turned` from the other, in that page's order."""
    found = [
        Shared(*_sides(p.here, p.there, turned), tuple(_sides(edit.here, edit.there, turned) for edit in p.edits))
        for p in passages
    ]
    return sorted(found)


def _sides(here: Span, there: Span, turned: bool) -> tuple[Span, Span]:
    return (there, here) if turned else (here, there)


def damage(one: Told, other: Told, shared: Sequence[Shared]) -> Iterator[str]:
    """What shows that `one` lost words that `other` has, a sentence for each kind of loss, the first of its kind.

    `shared` is seen from `one`. The rules and their words are those of English.
    """
    if one.page.language != "en":
        return
    sides = Sides(one, other, _running(one), _running(other))
    kinds: tuple[Callable[[Sides, Shared], Iterator[str]], ...] = (_seams, _brackets, _quotations, _openings, _ends)
    for find in kinds:
        yield from [sentence for part in shared for sentence in find(sides, part)][:1]


def _running(told: Told) -> tuple[Region, ...]:
    return tuple(region for region in told.page.regions if region.role in RUNNING_ROLES)


# ------------------------------------------------------------------ words lost within a passage


def _losses(sides: Sides, part: Shared) -> Iterator[tuple[Span, Span]]:
    """Edits in which words that name something stand on the other page alone, within a paragraph of this one."""
    for own, other in part.edits:
        here = own.slice(sides.one.page.text)
        if not any(c.isalnum() for c in here) and "\n" not in here and _names_something(sides.other, other):
            yield own, other


def _names_something(told: Told, span: Span) -> bool:
    words = words_of(told.page)
    return bool(words.content[words.part(span)].any())


def _seams(sides: Sides, part: Shared) -> Iterator[str]:
    """ "The mouth of the river" without its river: "the mouth of the was closed"."""
    text = sides.one.page.text
    for own, other in _losses(sides, part):
        line, after = _line_before(text, own.start, _NEAR), text[own.end : own.end + _NEAR]
        before = _words(line)
        clean = not own.slice(text).strip() and line.rstrip()[-1:].isalnum()
        if clean and _unfinished(before, after) and not _said_twice(before, _words(after)):
            lost = _quoted(other.slice(sides.other.page.text))
            yield (
                f'{sides.one.document.doc} goes on behind "{before[-1]}" without the words "{lost}" of'
                f" {sides.other.document.doc}: its sentence is broken."
            )


def _unfinished(before: Sequence[str], after: str) -> bool:
    """Is a determiner left without its noun? A letter ("plan A") is written large."""
    labels = seam_words()
    if labels.get(before[-1]) != "determiner":
        return False
    behind = _FIRST_WORD.match(after)
    return bool(_STOP.match(after)) or (behind is not None and not behind[1].strip() and behind[2] in labels)


def _said_twice(before: Sequence[str], after: Sequence[str]) -> bool:
    """ "chief of the of the fleet": a slip of the hand, and nothing is lost."""
    return any(before[-n:] == after[:n] for n in range(1, _TWICE + 1))


def _line_before(text: str, at: int, most: int) -> str:
    """The line before an offset, so many characters of it."""
    return text[max(0, at - most) : at].rpartition("\n")[2]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+(?:['’]\w+)*", text)


def _quoted(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _QUOTED else line[:_QUOTED].rstrip() + "…"


@cache
def seam_words() -> dict[str, str]:
    """Word -> determiner, preposition, conjunction or verb: what may not stand directly behind a determiner."""
    lexicon = (files("sayso.compare") / "lexicons" / "seam_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in lexicon.splitlines()[1:])
    return {word: label for word, label, _ in rows}


def _brackets(sides: Sides, part: Shared) -> Iterator[str]:
    """An opening bracket whose end was lost with the words before it."""
    text = sides.one.page.text
    for own, other in _losses(sides, part):
        lost = other.slice(sides.other.page.text)
        opened = _depth(_line_before(text, own.start, _FAR)) > 0
        if opened and _depth(lost) < 0 and not _closed(text[own.end : own.end + _FAR]):
            yield f"{sides.one.document.doc} never closes a bracket that {sides.other.document.doc} closes."


def _depth(text: str) -> int:
    return text.count("(") - text.count(")")


def _closed(rest: str) -> bool:
    """Is the next bracket a closing one?"""
    found = re.search(r"[()]", rest)
    return found is not None and found[0] == ")"


def _quotations(sides: Sides, part: Shared) -> Iterator[str]:
    """An opening quotation mark whose end was lost; a paragraph may leave one open that the next opens anew."""
    for own, other in _losses(sides, part):
        if not _odd(other.slice(sides.other.page.text)):
            continue
        here, there = _around(sides.own_regions, own), _around(sides.other_regions, other)
        if here is None or there is None:
            continue
        text = sides.one.page.text
        below = next((region.slice(text) for region in sides.own_regions if region.start >= here.end), "")
        goes_on = _odd(below) or _marks(below.lstrip()[:1])
        if _odd(here.slice(text)) and not _odd(there.slice(sides.other.page.text)) and not goes_on:
            yield f"{sides.one.document.doc} never closes a quotation that {sides.other.document.doc} closes."


def _marks(text: str) -> int:
    return normalise(text).count('"')


def _odd(text: str) -> bool:
    return _marks(text) % 2 == 1


def _around(regions: Iterable[Region], span: Span) -> Region | None:
    return next((region for region in regions if region.contains(span)), None)


# ------------------------------------------------------------------ paragraphs cut short


def _openings(sides: Sides, part: Shared) -> Iterator[str]:
    """A paragraph that begins small, where the other page has the sentence from its beginning."""
    text = sides.one.page.text
    own, other = _around(sides.own_regions, part.own), _around(sides.other_regions, part.other)
    if own is None or other is None or any(c.isalnum() for c in text[own.start : part.own.start]):
        return
    first = _FIRST_WORD.match(text, part.own.start)
    lost = Span(_sentence_start(sides.other.page.text, other, part.other.start), part.other.start)
    if first and _common(first[2]) and _names_something(sides.other, lost) and _begins_anew(sides, own):
        yield (
            f'{sides.one.document.doc} begins a paragraph within a sentence ("{_quoted(part.own.slice(text))}")'
            f" that {sides.other.document.doc} has from its beginning."
        )


def _begins_anew(sides: Sides, own: Region) -> bool:
    """Is the sentence above the paragraph closed, and do the page's paragraphs begin large?"""
    above = sides.one.page.text[: own.start].rstrip()
    return (not above or _CLOSED.search(above) is not None) and not _by_manner(sides, small=True)


def _sentence_start(text: str, paragraph: Region, at: int) -> int:
    """Where the sentence begins that goes on at an offset of the paragraph."""
    before = text[paragraph.start : at]
    return paragraph.start + max((m.end() for m in re.finditer(r"[.!?][\"'”’»)\]]*\s", before)), default=0)


def _common(word: str) -> bool:
    """A word of the language that is written small: no name that begins small ("al-Nahda", "iPhone")."""
    return word.islower() and term(word) in table().terms and not is_mostly_name(term(word))


def _ends(sides: Sides, part: Shared) -> Iterator[str]:
    """A paragraph that ends without a stop, where the other page finishes the sentence.

    The last paragraph has a rule of its own, which asks for no more than a word.
    """
    text = sides.one.page.text
    own, other = _around(sides.own_regions, part.own), _around(sides.other_regions, part.other)
    if own is None or other is None or own == sides.own_regions[-1] or not own.slice(text).rstrip()[-1:].isalnum():
        return
    rest = sides.other.page.text[part.other.end : other.end]
    lost = Span(part.other.end, part.other.end + len(re.split(r"[.!?\n]", rest, maxsplit=1)[0]))
    ends_shared = not any(c.isalnum() for c in text[part.own.end : own.end])
    if ends_shared and _names_something(sides.other, lost) and _broken_here(sides, own, rest):
        yield (
            f'{sides.one.document.doc} ends a paragraph within a sentence ("…{_tail(part.own.slice(text))}")'
            f" that {sides.other.document.doc} finishes."
        )


def _broken_here(sides: Sides, own: Region, rest: str) -> bool:
    """Does the `rest` go on with a word, the next paragraph begin anew, and do the others end with a stop?"""
    below = _FIRST_WORD.match(sides.one.page.text[own.end : own.end + _FAR].lstrip())
    begins_anew = below is not None and below[2][:1].isupper()
    return begins_anew and bool(re.match(r"[,;:]?\s+\w", rest)) and not _by_manner(sides, small=False)


def _tail(words: str) -> str:
    return " ".join(words.split()[-4:])


def _by_manner(sides: Sides, *, small: bool) -> bool:
    """Do many paragraphs of the page begin small, or end without a stop?"""
    texts = [region.slice(sides.one.page.text).strip() for region in sides.own_regions]
    odd = [t[:1].islower() if small else not re.search(r"[.!?:;…\"'”’»)\]]$", t) for t in texts]
    return sum(odd) > max(1.0, _MANNER * len(odd))
