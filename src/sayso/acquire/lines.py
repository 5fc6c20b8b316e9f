"""One block as the rules on regions see it, and what can be said of a line by its shape."""

import re
from dataclasses import dataclass
from functools import cached_property

from sayso.acquire.wordings import Wording, plain, wording
from sayso.model.page import Block, Region, Role

_END = re.compile(r"[.!?…。！？।؟]['\")\]»]*(?:\[\d+\])*['\")\]]*$")
_BULLET = re.compile(r"^(?:[•▪◦‣·●■*]|->?|>|o|–|—)\s+\S")
_NO_WORDS = re.compile(r"^[\W\d_]*$")
_MENU_BREAK = re.compile(r"\s*[|·•»>/]\s*|\s{2,}|\]\s*\[|\t+")
_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
#: Asian scripts put two characters where English puts a word, roughly.
_ASIAN_WORD = 2


@dataclass
class Line:
    """A block on the way to its region."""

    block: Block
    raw: str
    text: str
    worded: bool = True
    """Is it short enough for the rules of wording?"""
    role: Role | None = None
    reason: str = ""

    @cached_property
    def rule(self) -> Wording | None:
        """The rule of wording it matches, looked for when first asked: there are many."""
        return wording(self.text) if self.worded else None

    def be(self, role: Role, reason: str) -> None:
        """Settle the role."""
        self.role, self.reason = role, reason

    @property
    def words(self) -> int:
        """How many words; for scripts without spaces, as many as the characters stand for."""
        asian = len(_ASIAN.findall(self.text))
        return len(self.text.split()) + asian // _ASIAN_WORD

    @property
    def ends(self) -> bool:
        """Does it end like a sentence?"""
        return bool(_END.search(self.text))

    @property
    def asks(self) -> bool:
        """Does it end in a question or exclamation mark, as headlines may?"""
        return self.text.rstrip("'\")").endswith(("?", "？", "؟", "!", "！"))

    @property
    def prose(self) -> bool:
        """Running text: a sentence, or so long that it can be nothing else."""
        return (self.ends and self.words >= 4) or self.words >= 30

    @property
    def bullet(self) -> bool:
        """An item of a list by its mark."""
        return bool(_BULLET.match(self.text)) and self.words >= 2

    @property
    def wordless(self) -> bool:
        """Rules of dashes, page numbers, "[...]"."""
        return bool(_NO_WORDS.match(self.text))

    @property
    def menu(self) -> bool:
        """Several short items in a row: "Home | World | Sport", "World / Defence", "[Menu] [Gulf]"."""
        items = [item for item in _MENU_BREAK.split(self.raw.strip("[]|·•»>/ ")) if item.strip()]
        short = all(len(item.split()) <= 3 and len(item) <= 30 for item in items)
        return len(items) >= 2 and short and not self.ends


def line_of(block: Block, text: str, *, worded: bool = True) -> Line:
    """A block of a text as a line; `worded` False leaves the wording rules out."""
    raw = block.slice(text)
    return Line(block, raw, plain(raw), worded)


def region_of(line: Line) -> Region:
    """The region a settled line makes."""
    return Region(
        line.block.start, line.block.end, line.role or "furniture", line.reason or "nothing tells that it is news"
    )
