"""The words behind a fact: canonical texts, sliced by code points."""

from collections import OrderedDict
from typing import Self

from sayso.keep.record import Record
from sayso.tell.views import Quote

#: As many characters are held: of some ten thousand pages.
_HELD = 60_000_000
_REACH = 160


class Texts:
    """Canonical texts by document, those used last held in memory."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._held: OrderedDict[str, str] = OrderedDict()
        self._characters = 0

    def __getitem__(self, doc: str) -> str:
        """The document's canonical text; empty for a document that the record does not hold."""
        if doc not in self._held:
            rows = self._record.query("SELECT text FROM documents WHERE doc = ?", doc)
            self._hold(doc, str(rows[0]["text"]) if rows else "")
        self._held.move_to_end(doc)
        return self._held[doc]

    def fill(self) -> Self:
        """Fetch as many texts as are held, in one go, for a reader that will want most of them."""
        for doc, text in self._record.stream("SELECT doc, text FROM documents ORDER BY doc"):
            if self._characters + len(text) > _HELD:
                break
            self._hold(doc, text)
        return self

    def _hold(self, doc: str, text: str) -> None:
        self._held[doc] = text
        self._characters += len(text)
        while self._characters > _HELD and len(self._held) > 1:
            self._characters -= len(self._held.popitem(last=False)[1])

    def words(self, doc: str, start: int, end: int) -> str:
        return self[doc][start:end]

    def quote(self, doc: str, start: int, end: int, sentence_start: int, sentence_end: int) -> Quote:
        """The words in their sentence."""
        text = self[doc]
        return Quote(doc, start, end, text[sentence_start:start], text[start:end], text[end:sentence_end])

    def around(self, doc: str, start: int, end: int) -> Quote:
        """The words in their line, as far as some 160 characters on either side, cut between words."""
        text = self[doc]
        first = max(text.rfind("\n", 0, start) + 1, start - _REACH)
        newline = text.find("\n", end)
        last = min(len(text) if newline < 0 else newline, end + _REACH)
        before, after = text[first:start], text[end:last]
        if first and text[first - 1] not in " \n":
            before = "… " + before.partition(" ")[2]
        if last < len(text) and text[last] not in " \n":
            after = after.rpartition(" ")[0] + " …"
        return Quote(doc, start, end, before, text[start:end], after)
