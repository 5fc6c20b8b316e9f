"""Task coactors: everybody who stands beside an actor in the same role, by the reader's coordination."""

from collections.abc import Iterable, Iterator
from typing import Any

from bench.tasks.plover import sentence_page
from sayso.read.coordination import side_by_side
from sayso.read.parse import parse


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One answer an input; a phrase that does not stand in the sentence stands alone."""
    for item in items:
        text, phrase = item["text"], item["actor"]
        at = text.find(phrase)
        beside = side_by_side(parse(sentence_page(text))[0].doc, at, at + len(phrase)) if at >= 0 else ()
        yield {"id": item["id"], "actors": sorted(set(beside)) or [phrase]}
