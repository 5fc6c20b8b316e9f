"""Small pages in our own words for the tests of the read room: one region a line."""

import re
from typing import Protocol

from sayso.model.page import Page, Region, Role
from sayso.model.time import SymbolicTime
from sayso.read.parse import Parsed, parse


class Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def made_page(text: str, roles: tuple[Role, ...] = ()) -> Page:
    """A page whose lines are body regions, or have the roles given, in order."""
    lines = [match for match in re.finditer(r"[^\n]+", text) if match.group().strip()]
    body: Role = "body"
    padded = [*roles, *(body for _ in lines)]
    regions = tuple(
        Region(match.start(), match.end(), role, "made") for match, role in zip(lines, padded, strict=False)
    )
    return Page(id="made", text=text, text_sha256="", language="en", regions=regions)


def read(text: str, *roles: Role) -> tuple[Parsed, ...]:
    return parse(made_page(text, roles))


def words(text: str, mention: Spanned) -> str:
    return text[mention.start : mention.end]


def holds_its_words(text: str, mention: Spanned) -> bool:
    """Offsets lie in the text and the words have no white space around them."""
    inner = text[mention.start : mention.end]
    return 0 <= mention.start < mention.end <= len(text) and inner == inner.strip()


def last_of(time: SymbolicTime) -> SymbolicTime:
    assert time.until is not None
    return time.until


#: Pieces that hypothesis strings together: quotation marks that never close, odd spaces, dates, numbers, names.
PIECES = (
    "The navy said ",
    "“We will leave",
    ",” said Ann Lee",
    '"',
    "‘a trap’ ",
    "’s ",
    " more than 40 ships",
    " between 3 and 5 km",
    " on 31 February",
    " from 3 to 9 May 2011",
    " a year ago this month",
    "\u00a0",
    " in Chad.",
    "\n",
    " $3bn ",
    " Days later, ",
    " according to Oman",
    "—",
    " (12 of them) ",
    "🙂",
    " e\u0301lan ",
    " AK-47",
    " today, 3 May 2012",
)
