"""A document is one appearance of a page; a page is its content, cut into blocks and regions."""

from typing import Literal

import msgspec

from sayso.model.text import Anchored

Role = Literal[
    "title",
    "heading",
    "dateline",
    "byline",
    "lede",
    "body",
    "bullet",
    "caption",
    "pull_quote",
    "quoted_source",
    "related_link",
    "credit",
    "form",
    "furniture",
]

#: Regions whose wording is news; `RUNNING_ROLES` are its running text.
NEWS_ROLES: frozenset[Role] = frozenset({"title", "lede", "body", "bullet", "caption", "pull_quote"})
RUNNING_ROLES: frozenset[Role] = frozenset({"lede", "body"})
#: Regions that are read at all. A pasted encyclopaedia extract is read, and marked, but is not this page's news.
READ_ROLES: frozenset[Role] = NEWS_ROLES | {"quoted_source"}


class Block(Anchored, frozen=True):
    """One visual line or paragraph of the canonical text."""

    path: str = ""
    """Node path in the HTML ("/html/body/div[2]/p[1]"); empty for plain text."""
    tag: str = ""
    """The HTML element that made the block (p, h1, li, figcaption ...); empty for plain text."""
    linked: float = 0.0
    """Share of its characters that are link text, 0 to 1."""
    voice: bool | None = None
    """Does the content extractor hold it for news? None: it was not asked (plain text)."""


class Region(Anchored, frozen=True):
    """A stretch of a page with one role; regions do not overlap and cover every visible character."""

    role: Role
    reason: str
    """Why: a few words ("heading tag", "footnote marks", "stands in a comment form")."""


class DateClue(msgspec.Struct, frozen=True):
    """One sign of the publication day. start and end are null where it stands outside the visible text."""

    start: int | None
    end: int | None
    reading: str


class Declared(msgspec.Struct, frozen=True):
    """The publication date a document declares for itself: the outlet's local day."""

    day: str
    """ISO day."""
    instant: str | None
    """The instant as written, with its UTC offset, where one is given."""
    clue: DateClue


class Page(msgspec.Struct, frozen=True):
    """What a page says, word for word. `id` is the sha256 of its payload bytes."""

    id: str
    text: str
    text_sha256: str
    language: str | None
    """ISO 639-1, None where there is too little text to tell."""
    blocks: tuple[Block, ...] = ()
    regions: tuple[Region, ...] = ()
    error: str | None = None
    """One sentence where the page could not be taken in whole; the page stays in the record all the same."""


class Document(msgspec.Struct, frozen=True):
    """One appearance of a page: where it stood, in which outlet, under which title and date."""

    doc: str
    """Its name: the path relative to the folder named, or its URL. Never dependent on other documents."""
    page: str
    uri: str | None = None
    outlet: str | None = None
    title: str | None = None
    declared: Declared | None = None
    error: str | None = None


class Acquired(msgspec.Struct, frozen=True):
    """What acquire gives for one source."""

    document: Document
    page: Page
