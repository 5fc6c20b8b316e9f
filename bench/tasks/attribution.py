"""Task attribution: a page's text to who is said to say what, from the spans that the reader's encoder finds."""

from collections.abc import Iterable, Iterator
from typing import Any

from sayso.model.text import Span
from sayso.read.said import find_said


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One answer an input."""
    for item in items:
        said = find_said(item["text"])
        yield {"id": item["id"], "attributions": [{k: _offsets(v) for k, v in one._asdict().items()} for one in said]}


def _offsets(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
