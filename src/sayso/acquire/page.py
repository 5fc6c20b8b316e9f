"""One source in, one page and its document out: the order of the steps and nothing else.

The page is a pure function of the payload alone, so that two documents with one payload have one page. What the
container says (title, outlet, date) belongs to the document.
"""

import re
from typing import NamedTuple

import msgspec

from sayso.acquire.dates import declared_by_html, declared_by_record, declared_by_text
from sayso.acquire.encoding import decode
from sayso.acquire.head import read_head
from sayso.acquire.html import HtmlBlock, HtmlPage, read_html
from sayso.acquire.language import language
from sayso.acquire.regions import MOST_BLOCKS, cut, news_text, regions_of_html, regions_of_text
from sayso.acquire.sources import Source
from sayso.acquire.voice import voices
from sayso.acquire.wordings import names_outlet
from sayso.model.identity import sha256
from sayso.model.page import Acquired, Block, Declared, Document, Page, Region

_EMPTY = "There is no text here: leave it out, or get it again."
_NOTHING_VISIBLE = "This page shows no text without its scripts: open it in a browser and save its text."
_TOO_MANY = (
    f"This page has over {MOST_BLOCKS:,} lines or blocks: those behind are kept but not read; split it into pages."
)
_FAILED = "This page could not be taken apart ({}): save its text as .txt."


class Taken(NamedTuple):
    """A page with what it says of itself."""

    page: Page
    title: str | None = None
    outlet: str | None = None
    uri: str | None = None
    declared: Declared | None = None


def acquire(source: Source) -> Acquired:
    """The page and document of a source, a pure function. Never raises: a bad page comes out with its error."""
    payload = source.payload or b""
    try:
        taken = take(payload)
    except Exception as error:
        return failed(source, _FAILED.format(type(error).__name__))
    document = Document(
        doc=source.doc,
        page=taken.page.id,
        uri=source.uri or taken.uri,
        outlet=source.outlet or taken.outlet,
        title=source.title or taken.title,
        declared=declared_by_record(source.published) or taken.declared,
        error=source.error or taken.page.error,
    )
    return Acquired(document, taken.page)


def failed(source: Source, sentence: str) -> Acquired:
    """What stands for a source that could not be worked on at all."""
    page = Page(sha256(source.payload or b""), "", sha256(""), None, error=sentence)
    document = Document(source.doc, page.id, source.uri, source.outlet, source.title, error=source.error or sentence)
    return Acquired(document, page)


def take(payload: bytes) -> Taken:
    """The page a payload holds, with what it says of itself."""
    text, error = decode(payload)
    if not text.strip():
        return Taken(_page(payload, "", (), (), error or _EMPTY))
    return _take_html(payload, text, error) if is_html(text) else _take_text(payload, text, error)


def _page(payload: bytes, text: str, blocks: tuple[Block, ...], regions: tuple[Region, ...], error: str | None) -> Page:
    return Page(
        id=sha256(payload),
        text=text,
        text_sha256=sha256(text),
        language=language(news_text(text, regions)) if regions else None,
        blocks=blocks,
        regions=regions,
        error=error,
    )


# ------------------------------------------------------------------ which medium

_OPENING = re.compile(
    r"(?:(?:<\?xml[^>]{0,300}>|<!--.{0,2000}?-->)\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_FIRST_TAG = re.compile(
    r"<(?:p|div|article|section|main|header|h[1-6]|span|table|ul|ol|a|img|meta|link|title|script|style|b|i|em|strong"
    r"|font|center|br|blockquote|figure|form|nav|td|tr)(?=[\s/>])",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"</(?:p|div|a|li|h[1-6]|article|section|td|span|strong|em)\s*>", re.IGNORECASE)
_FEWEST_CLOSINGS = 3


def is_html(text: str) -> bool:
    """Is a text HTML? By its first tag, or by closing tags all over a fragment that starts with words."""
    start = text[:100_000].lstrip()
    if _OPENING.match(start) or _FIRST_TAG.match(start):
        return True
    closings = len(_CLOSING.findall(text[:200_000]))
    return closings >= _FEWEST_CLOSINGS and closings * 1500 > len(text[:200_000])


# ------------------------------------------------------------------ plain text


def _take_text(payload: bytes, text: str, error: str | None) -> Taken:
    blocks = cut(text)
    regions = regions_of_text(text, blocks)
    page = _page(payload, text, blocks, regions, error)
    return Taken(page, _title(page), _masthead(page), declared=declared_by_text(text, regions))


def _title(page: Page) -> str | None:
    """The words of the first title region."""
    title = next((region.slice(page.text) for region in page.regions if region.role == "title"), "")
    return " ".join(title.split()).removeprefix("# ") or None


def _masthead(page: Page) -> str | None:
    """The outlet's name above the title, where a line there is one."""
    for region in page.regions:
        if region.role in ("title", "lede", "body"):
            return None
        line = " ".join(region.slice(page.text).split())
        if region.role == "furniture" and names_outlet(line):
            return line
    return None


# ------------------------------------------------------------------ HTML


def _take_html(payload: bytes, html: str, error: str | None) -> Taken:
    laid_out = read_html(html)
    if laid_out.tree is None:
        return Taken(_page(payload, "", (), (), error or _NOTHING_VISIBLE))
    head = read_head(laid_out.tree)
    blocks = _with_voices(laid_out)
    regions = regions_of_html(laid_out.text, blocks, head.title)
    page = _page(payload, laid_out.text, tuple(b.block for b in blocks), regions, error or laid_out.error)
    if not laid_out.text:
        page = msgspec.structs.replace(page, error=error or _NOTHING_VISIBLE)
    declared = declared_by_html(laid_out.tree, html, blocks, head.uri) or declared_by_text(laid_out.text, regions)
    return Taken(page, _title(page) or head.title, head.outlet, head.uri, declared)


def _with_voices(laid_out: HtmlPage) -> tuple[HtmlBlock, ...]:
    heard = voices(laid_out.tree, laid_out.blocks)
    return tuple(
        b._replace(block=msgspec.structs.replace(b.block, voice=voice))
        for b, voice in zip(laid_out.blocks, heard, strict=True)
    )
