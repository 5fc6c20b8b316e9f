"""Documents, text origins, copies and stories as views, and how much the record holds."""

from collections.abc import Sequence

import msgspec

from sayso.keep.record import Record
from sayso.tell.edits import edits
from sayso.tell.facts import Row, by, chosen
from sayso.tell.texts import Texts
from sayso.tell.views import Counts, DocumentView, OriginView, PassageView

_DOCUMENTS = """
    SELECT d.* EXCLUDE (text), o.origin
    FROM documents d LEFT JOIN origins o ON o.doc = d.doc AND o.start IS NULL
    WHERE {} ORDER BY d.doc
"""

#: One copy among the documents of an origin makes it one of copies.
_KINSHIPS = """
    SELECT a.origin, CASE WHEN bool_or(r.kinship = 'copy') THEN 'copy' ELSE 'common-intermediary' END AS kinship
    FROM reuse r JOIN origins a ON a.doc = r.doc AND a.start IS NULL
    JOIN origins b ON b.doc = r.other_doc AND b.start IS NULL AND b.origin = a.origin
    GROUP BY a.origin
"""


def counts(record: Record) -> Counts:
    """How much the record holds."""
    row = record.query("""
        SELECT (SELECT count(*) FROM documents) AS documents,
               (SELECT count(DISTINCT o.origin) FROM origins o JOIN documents d USING (doc)
                WHERE o.start IS NULL AND trim(d.text) <> '') AS origins,
               (SELECT count(*) FROM documents WHERE trim(text) = '') AS textless,
               (SELECT count(DISTINCT statement) FROM claims) AS statements,
               (SELECT count(*) FROM stories WHERE parent IS NULL) AS stories,
               (SELECT count(*) FROM events) AS events,
               (SELECT count(*) FROM documents WHERE error IS NOT NULL) AS errors
    """)[0]
    return Counts(**row)


def any_text(record: Record, docs: Sequence[str]) -> bool:
    """Does any of the documents have text?"""
    sql = "SELECT 1 FROM documents WHERE {} AND text <> '' LIMIT 1"
    return bool(chosen(record, sql, "doc", docs))


def taken_pages(record: Record) -> int:
    """How many pages were ever taken in, those of a run that is not finished included."""
    return int(record.query("SELECT count(*) AS n FROM pages")[0]["n"])


def documents(record: Record, docs: Sequence[str] | None = None) -> tuple[DocumentView, ...]:
    """The documents by name."""
    return tuple(_document(row) for row in chosen(record, _DOCUMENTS, "d.doc", docs))


def _document(row: Row) -> DocumentView:
    names = "doc page outlet title uri language published_start published_end published_basis origin error note"
    clues = msgspec.json.decode(row["published_clues"], type=list[dict[str, str | int | None]])
    return DocumentView(
        **{name: row[name] for name in names.split()}, clues=tuple(str(clue["reading"]) for clue in clues)
    )


def origins(record: Record, shown: Sequence[DocumentView]) -> tuple[OriginView, ...]:
    """The documents by text origin, the most copied first."""
    groups = by([{"origin": d.origin or d.doc, "doc": d.doc} for d in shown], "origin")
    kinships = {row["origin"]: row["kinship"] for row in record.query(_KINSHIPS)}
    found = [
        OriginView(origin, tuple(row["doc"] for row in rows), kinships.get(origin, "copy"))
        for origin, rows in groups.items()
    ]
    return tuple(sorted(found, key=lambda o: (-len(o.docs), o.origin)))


def passages(record: Record, texts: Texts, doc: str | None = None, most: int | None = None) -> tuple[PassageView, ...]:
    """Shared passages (of one document), the longest copies first, at most `most`."""
    rows = record.query(
        """
        SELECT * FROM reuse WHERE $1 IS NULL OR doc = $1 OR other_doc = $1
        ORDER BY kinship <> 'copy', kinship, "end" - start DESC, doc, start, "end", other_doc, other_start, other_end
        LIMIT $2
        """,
        doc,
        most if most is not None else 2**31,
    )
    return tuple(_passage(row, texts) for row in rows)


def _passage(row: Row, texts: Texts) -> PassageView:
    here, there = edits(
        texts.words(row["doc"], row["start"], row["end"]),
        texts.words(row["other_doc"], row["other_start"], row["other_end"]),
    )
    return PassageView(**{**row, "reasons": tuple(row["reasons"])}, here=here, there=there)
