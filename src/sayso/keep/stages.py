"""The stage tables: results under the key that says when they are stale."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import msgspec

from sayso import __version__
from sayso.keep.record import Record
from sayso.model.comparison import Passage
from sayso.model.page import Document, Page
from sayso.model.reading import Reading


def begin_run(record: Record, command: str) -> int:
    """A new row of the journal; its number."""
    run = int(record.query("SELECT coalesce(max(run), 0) + 1 AS run FROM runs")[0]["run"])
    record.execute("INSERT INTO runs VALUES (?, ?, NULL, ?, ?)", run, datetime.now(UTC), command, __version__)
    return run


def end_run(record: Record, run: int) -> None:
    """The run is finished."""
    record.execute("UPDATE runs SET ended = ? WHERE run = ?", datetime.now(UTC), run)


def appearance_keys(record: Record) -> dict[tuple[str, str], str]:
    """(doc, page) -> key, of every version of every document."""
    return {(row["doc"], row["page"]): row["key"] for row in record.query("SELECT doc, page, key FROM appearances")}


def current_pages(record: Record) -> dict[str, str]:
    """doc -> its current page."""
    return {row["doc"]: row["page"] for row in record.query("SELECT doc, page FROM current_documents")}


def page_keys(record: Record) -> dict[str, str]:
    return {row["page"]: row["key"] for row in record.query("SELECT page, key FROM pages")}


def reading_keys(record: Record) -> dict[str, str]:
    return {row["page"]: row["key"] for row in record.query("SELECT page, key FROM readings")}


def sketch_keys(record: Record) -> dict[str, str]:
    return {row["page"]: row["key"] for row in record.query("SELECT page, key FROM sketches")}


def put_pages(record: Record, pages: Iterable[tuple[str, Page]]) -> None:
    """Pages under their keys."""
    record.put_all("pages", [(page.id, key, msgspec.msgpack.encode(page)) for key, page in pages])


def put_documents(record: Record, documents: Iterable[tuple[str, Document]]) -> None:
    """Documents under their keys; of two of one name and page the last."""
    found = {(document.doc, document.page): (key, msgspec.msgpack.encode(document)) for key, document in documents}
    record.put_all("appearances", [(*name, *row) for name, row in found.items()])


def put_readings(record: Record, readings: Iterable[tuple[str, Reading]]) -> None:
    """Readings under their keys."""
    record.put_all("readings", [(reading.page, key, msgspec.msgpack.encode(reading)) for key, reading in readings])


def put_seen(record: Record, doc: str, page: str, run: int) -> None:
    record.execute("INSERT INTO seen VALUES (?, ?, ?, ?)", doc, page, run, datetime.now(UTC))


def documents(record: Record) -> list[Document]:
    """The current version of every document, by name."""
    rows = record.query("SELECT a.document FROM appearances a JOIN current_documents c USING (doc, page) ORDER BY doc")
    return [msgspec.msgpack.decode(row["document"], type=Document) for row in rows]


def pages(record: Record) -> Iterator[Page]:
    """Every page that is the current version of some document, by id."""
    for (blob,) in record.stream(
        "SELECT acquired FROM pages WHERE page IN (SELECT page FROM current_documents) ORDER BY page"
    ):
        yield msgspec.msgpack.decode(blob, type=Page)


def readings(record: Record) -> Iterator[Reading]:
    """The reading of every current page, by page id."""
    for (blob,) in record.stream(
        "SELECT reading FROM readings WHERE page IN (SELECT page FROM current_documents) ORDER BY page"
    ):
        yield msgspec.msgpack.decode(blob, type=Reading)


def sketches(record: Record) -> dict[str, tuple[str, bytes]]:
    """page -> key and sketch (MessagePack) of every page ever sketched."""
    return {page: (key, blob) for page, key, blob in record.stream("SELECT page, key, sketch FROM sketches")}


def put_alignments(record: Record, found: Iterable[tuple[tuple[str, str], str, tuple[Passage, ...]]]) -> None:
    """(pair of pages, key, shared passages)."""
    record.put_all("alignments", [(*pair, key, msgspec.msgpack.encode(passages)) for pair, key, passages in found])


def alignments(record: Record) -> dict[tuple[str, str], tuple[str, tuple[Passage, ...]]]:
    """(page, other) -> key and passages of every pair ever aligned."""
    rows = record.stream("SELECT page, other, key, passages FROM alignments ORDER BY page, other")
    return {
        (page, other): (key, msgspec.msgpack.decode(blob, type=tuple[Passage, ...])) for page, other, key, blob in rows
    }


def forget(record: Record, doc: str) -> None:
    """Remove every version of a document, and what is left of pages that no other document shows.

    Judgements about its words stay in the journal.
    """
    record.execute("DELETE FROM seen WHERE doc = ?", doc)
    record.execute("DELETE FROM appearances WHERE doc = ?", doc)
    for table in ("pages", "readings"):
        record.execute(f"DELETE FROM {table} WHERE page NOT IN (SELECT page FROM appearances)")
    drop_sketches(record)
    record.execute(
        "DELETE FROM alignments WHERE page NOT IN (SELECT page FROM pages) OR other NOT IN (SELECT page FROM pages)"
    )


def drop_sketches(record: Record) -> None:
    """Remove the sketches of pages that no document shows any more. The index needs a page's to take it out."""
    record.execute(
        "DELETE FROM sketches "
        "WHERE page NOT IN (SELECT page FROM appearances) AND page NOT IN (SELECT page FROM indexed)"
    )


def meta(record: Record, name: str) -> str | None:
    rows = record.query("SELECT value FROM meta WHERE name = ?", name)
    return rows[0]["value"] if rows else None


def put_meta(record: Record, name: str, value: str) -> None:
    record.put("meta", (name, value))
