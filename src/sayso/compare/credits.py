"""Whom a document credits for its text: credit lines, datelines, bylines, copyright lines."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from sayso.model.comparison import Told
from sayso.model.page import Document, Role

#: Regions that say whose text it is.
_CREDITING: frozenset[Role] = frozenset({"credit", "byline", "dateline"})
_LARGE = r"[^\W\d_a-zß-ÿ][\w'’&-]*(?:\.\w[\w'’&-]*)*"
_NAME = rf"(?:[Tt]he )?{_LARGE}(?: (?:of |and |de )?{_LARGE}){{0,4}}"
#: Each with the example that it is for.
_CREDITS = (
    re.compile(rf"^\(({_NAME})\)$", re.MULTILINE),  # (Meridian Wire)
    re.compile(rf"^[^()\n]{{0,60}}\(({_NAME})\) ?[-–—:]", re.MULTILINE),  # GENEVA (AP) — Talks opened
    re.compile(rf"\b(?:[Ss]ources?|[Vv]ia|[Cc]redit|[Bb]y|[Ff]rom)[ :–—-]{{1,3}}({_NAME})"),  # Source: Reuters
    re.compile(rf"(?:©|\([Cc]\)|[Cc]opyright)[\s\d©*-]*(?:by )?({_NAME})"),  # Copyright 2012 Associated Press
    re.compile(rf"\b[Bb]y [^,\n]{{3,40}}, ({_NAME})"),  # By A. Writer, Meridian Wire
    re.compile(rf"({_NAME}) contributed to this (?:report|story|article)"),
)
#: What shows that a name is an agency's or an outlet's: a person's byline goes with a copied text and credits nobody.
_ORGANISATION = re.compile(
    r"\b(?:agency|broadcasting|chronicle|courier|herald|media|network|news|newswire|post|press|radio|service|times"
    r"|tribune|tv|wire)\b",
    re.IGNORECASE,
)
_POINTS_AWAY = re.compile(
    r"\b(?:originally|first) (?:appeared|published|reported|ran)\b|\b(?:read|see) (?:the )?(?:full|original|complete)\b"
    r"|\bfull (?:story|article|report)\b|^(?:source|via|courtesy|from)\b|\breports?\b|\breported\b|\btold\b"
    r"|\baccording to\b|\bcourtesy of\b|\brepublished\b|\breprinted\b",
    re.IGNORECASE,
)
#: Shorter outlet names are words of the language ("Time", "Mint").
_SHORTEST = 6


def credited(told: Told) -> frozenset[str]:
    """Names the document credits, agencies under their usual name; its own outlet left out."""
    found = {name for text in _lines(told) for name in _names(text)}
    return frozenset(name for name in found if _squeezed(name) not in outlet_names(told.document))


def points_to(told: Told, other: Document) -> bool:
    """Does the document name the other one's outlet as where its text or its news comes from?"""
    names = outlet_names(other) - outlet_names(told.document)
    blocks = (block.slice(told.page.text) for block in told.page.blocks or told.page.regions)
    return bool(names) and any(
        _POINTS_AWAY.search(text) and any(name in _squeezed(text) for name in names) for text in blocks
    )


def outlet_names(document: Document) -> frozenset[str]:
    """Names of the document's outlet as letters and digits alone: "The Larkfield Echo" is larkfieldecho."""
    host = (urlsplit(document.uri or "").hostname or "").removeprefix("www.")
    found = {_squeezed(document.outlet or ""), _squeezed(host)}
    return frozenset(name for name in found if len(name) >= _SHORTEST)


def _lines(told: Told) -> Iterator[str]:
    """What may hold a credit: crediting regions, and the first and last lines of every other one."""
    for region in told.page.regions:
        text = region.slice(told.page.text)
        if region.role in _CREDITING or len(text) <= 200:
            yield text
        else:
            yield text[:100]


def _names(text: str) -> Iterator[str]:
    for pattern in _CREDITS:
        for match in pattern.finditer(text):
            name = re.sub(r"^[Tt]he ", "", match.group(1)).rstrip(".,")
            known = agencies().get(_squeezed(name))
            if known or _ORGANISATION.search(name):
                yield known or name


@cache
def agencies() -> dict[str, str]:
    """Squeezed words of a credit -> the agency's usual name."""
    table = (files("sayso.compare") / "lexicons" / "agencies.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines()[1:])
    return {_squeezed(words): agency for agency, words, _, _ in rows}


def _squeezed(name: str) -> str:
    return "".join(c for c in name.casefold().removeprefix("the ") if c.isalnum())
