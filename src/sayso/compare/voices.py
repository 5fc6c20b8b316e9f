"""Copies must not vote: which text origin a mention speaks for."""

from collections import defaultdict
from collections.abc import Iterable

from sayso.model.comparison import Origin
from sayso.model.text import Anchored


class OriginOf:
    """Looks up the text origin of documents and of spans in them; a document without a line is its own origin."""

    def __init__(self, origins: Iterable[Origin]) -> None:
        self._documents: dict[str, str] = {}
        self._parts: dict[str, list[Origin]] = defaultdict(list)
        for origin in origins:
            if origin.span is None:
                self._documents[origin.doc] = origin.origin
            else:
                self._parts[origin.doc].append(origin)

    def document(self, doc: str) -> str:
        return self._documents.get(doc, doc)

    def span(self, doc: str, span: Anchored) -> str:
        """The origin of the smallest part that holds the span, else the document's."""
        holding = [part for part in self._parts[doc] if part.span and part.span.contains(span)]
        if not holding:
            return self.document(doc)
        return min(holding, key=lambda part: (part.span.length if part.span else 0, part.origin)).origin
