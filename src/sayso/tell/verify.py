"""Does every fact of the record open its words, and does every reference lead somewhere?"""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import msgspec

from sayso.keep.record import Record
from sayso.model.identity import sha256
from sayso.model.text import normalise

#: layer -> (table, first column, last column, a name for the row): each span slices to words without outer space.
_SPANS = {
    "mention": ("mentions", "start", "end", "mention"),
    "realis words": ("mentions", "realis_start", "realis_end", "mention"),
    "sentence": ("mentions", "sentence_start", "sentence_end", "mention"),
    "claim": ("claims", "content_start", "content_end", "claim"),
    "speaker": ("claims", "speaker_start", "speaker_end", "claim"),
    "cue": ("claims", "cue_start", "cue_end", "claim"),
    "figure": ("figures", "start", "end", "figure"),
    "actor": ("actors", "start", "end", "coalesce(id, name, '')"),
    "place": ("places", "start", "end", "name"),
    "time": ("times", "start", "end", "basis"),
    "region": ("regions", "start", "end", "role"),
    "furniture": ("furniture", "start", "end", "''"),
    "origin": ("origins", "start", "end", "origin"),
    "passage": ("reuse", "start", "end", "other_doc"),
}

#: what is wrong -> rows that show it, named by the column `row`.
_REFERENCES = {
    "a mention is of an event that is not there": """
        SELECT mention AS row FROM mentions WHERE event NOT IN (SELECT event FROM events)""",
    "an event has no mention": "SELECT event AS row FROM events WHERE event NOT IN (SELECT event FROM mentions)",
    "an event is not named by its smallest mention": """
        SELECT event AS row FROM mentions GROUP BY event HAVING min(mention) <> event""",
    "a mention lies outside its sentence": """
        SELECT mention AS row FROM mentions WHERE start < sentence_start OR "end" > sentence_end""",
    "a mention stands in a claim that is not in its document": """
        SELECT m.mention AS row FROM mentions m ANTI JOIN claims c ON c.claim = m.claim AND c.doc = m.doc
        WHERE m.claim IS NOT NULL""",
    "a figure stands in a claim that is not in its document": """
        SELECT f.figure AS row FROM figures f ANTI JOIN claims c ON c.claim = f.claim AND c.doc = f.doc
        WHERE f.claim IS NOT NULL""",
    "a figure belongs to an event that is not there": """
        SELECT figure AS row FROM figures WHERE event NOT IN (SELECT event FROM events)""",
    "a figure belongs to a group that is not there": """
        SELECT figure AS row FROM figures WHERE figure_group NOT IN (SELECT figure_group FROM figure_groups)""",
    "a figure group has no members": """
        SELECT figure_group AS row FROM figure_groups ANTI JOIN figures USING (figure_group)""",
    "a participant is of an event that is not there": """
        SELECT event AS row FROM participants WHERE event NOT IN (SELECT event FROM events)""",
    "a participant is named by a document that does not tell the event": """
        SELECT p.event || ' ' || p.doc AS row FROM (SELECT event, unnest(docs) AS doc FROM participants) p
        ANTI JOIN mentions m ON m.event = p.event AND m.doc = p.doc""",
    "a claim belongs to a statement that is none of the claims": """
        SELECT claim AS row FROM claims WHERE statement NOT IN (SELECT claim FROM claims)""",
    "a difference is about an event or claim that is not there": """
        SELECT about AS row FROM differences
        WHERE about NOT IN (SELECT event FROM events) AND about NOT IN (SELECT claim FROM claims)""",
    "a passage's documents are not in order": "SELECT doc AS row FROM reuse WHERE doc >= other_doc",
    "a document has not exactly one text origin": """
        SELECT d.doc AS row FROM documents d LEFT JOIN origins o ON o.doc = d.doc AND o.start IS NULL
        GROUP BY d.doc HAVING count(o.origin) <> 1""",
    "a text origin is not a document that is its own origin": """
        SELECT o.doc AS row FROM origins o
        ANTI JOIN origins own ON own.doc = o.origin AND own.origin = o.origin AND own.start IS NULL
        WHERE o.start IS NULL""",
    "a document is not in exactly one coarse story": """
        SELECT d.doc AS row FROM documents d
        LEFT JOIN (SELECT unnest(docs) AS doc FROM stories WHERE parent IS NULL) s ON s.doc = d.doc
        GROUP BY d.doc HAVING count(s.doc) <> 1""",
    "a story holds a document that is not there": """
        SELECT doc AS row FROM (SELECT unnest(docs) AS doc FROM stories)
        WHERE doc NOT IN (SELECT doc FROM documents)""",
    "a story belongs to a coarse story that is not there": """
        SELECT story AS row FROM stories
        WHERE parent NOT IN (SELECT story FROM stories WHERE parent IS NULL)""",
}
_COUNTED = "documents regions actors places times events participants mentions claims figures figure_groups reuse"
COUNTED = (*_COUNTED.split(), "origins", "stories", "differences")


class CheckReport(msgspec.Struct, frozen=True):
    """How much was checked, and every fault as a line."""

    counts: dict[str, int]
    spans: int
    faults: tuple[str, ...]


class _Span(NamedTuple):
    doc: str
    layer: str
    start: int
    end: int
    name: str


def check(record: Record) -> CheckReport:
    """Check every offset and every reference. Nothing is repaired; the faults are sorted by kind."""
    counts = {table: int(record.query(f"SELECT count(*) AS n FROM {table}")[0]["n"]) for table in COUNTED}
    checked = 0
    faults = [*_wrong_hashes(record), *_wrong_references(record), *_wrong_verbatim(record)]
    for doc, spans in _spans_by_document(record):
        checked += len(spans)
        faults.extend(_wrong_spans(record, doc, spans))
    return CheckReport(counts, checked, tuple(faults))


def _text(record: Record, doc: str) -> str | None:
    rows = record.query("SELECT text FROM documents WHERE doc = ?", doc)
    return str(rows[0]["text"]) if rows else None


def _wrong_hashes(record: Record) -> Iterator[str]:
    for doc, text, told in record.stream("SELECT doc, text, text_sha256 FROM documents ORDER BY doc"):
        if sha256(text) != told:
            yield f"{doc}: text_sha256 is not that of its text"


def _wrong_references(record: Record) -> Iterator[str]:
    for fault, sql in _REFERENCES.items():
        for row in record.query(f"SELECT DISTINCT row FROM ({sql}) ORDER BY row"):
            yield f"{row['row']}: {fault}"


def _wrong_verbatim(record: Record) -> Iterator[str]:
    sql = "SELECT * FROM reuse WHERE kind = 'verbatim' ORDER BY doc, start, other_doc, other_start"
    for row in record.query(sql):
        here, there = _text(record, row["doc"]), _text(record, row["other_doc"])
        if here is None or there is None:
            continue
        first, second = here[row["start"] : row["end"]], there[row["other_start"] : row["other_end"]]
        if normalise(first) != normalise(second):
            where = f"{row['doc']} {row['start']}-{row['end']}"
            yield f"{where}: a verbatim passage is worded otherwise in {row['other_doc']}"


def _spans_by_document(record: Record) -> Iterator[tuple[str, list[_Span]]]:
    parts = [
        f"SELECT doc, '{layer}' AS layer, {_q(start)} AS s, {_q(end)} AS e, CAST({name} AS VARCHAR) AS n FROM {table}"
        f" WHERE {_q(start)} IS NOT NULL OR {_q(end)} IS NOT NULL"
        for layer, (table, start, end, name) in _SPANS.items()
    ]
    parts.append("SELECT other_doc, 'passage', other_start, other_end, doc FROM reuse")
    rows = record.stream(f"{' UNION ALL '.join(parts)} ORDER BY ALL")
    for doc, group in groupby(rows, key=itemgetter(0)):
        yield doc, [_Span(*row) for row in group]


def _q(column: str) -> str:
    return f'"{column}"'


def _wrong_spans(record: Record, doc: str, spans: list[_Span]) -> Iterator[str]:
    text = _text(record, doc)
    if text is None:
        yield f"{doc}: {len(spans)} facts are of a document that is not there"
        return
    for span in spans:
        fault = _fault(text, span)
        if fault:
            yield f"{doc} {span.start}-{span.end}: {span.layer} {span.name} {fault}"


def _fault(text: str, span: _Span) -> str | None:
    if span.start is None or span.end is None:
        return "has only one end"
    if not 0 <= span.start < span.end <= len(text):
        return "lies outside the text"
    words = text[span.start : span.end]
    return None if words == words.strip() else "has space around its words"
