"""The order of the stages and nothing else: acquire, read, compare, keep.

Work on one page is a pure function and may run in any process; only this process writes to the record.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec

from sayso.acquire.limits import DEFAULT, Limits
from sayso.acquire.sources import Source, find_sources
from sayso.errors import NotInRecordError
from sayso.keep import stages
from sayso.keep.derived import rewrite
from sayso.keep.pairs import alignments, sketches
from sayso.keep.record import Record
from sayso.model.comparison import Told
from sayso.model.identity import key, sha256, stage_version
from sayso.model.page import Acquired, Document, Page
from sayso.model.reading import Reading
from sayso.workers import in_order

_PAGES_A_COMMIT = 32


class Progress(Protocol):
    """Told how far a stage is: total None = not known yet."""

    def __call__(self, stage: str, done: int, total: int | None) -> None: ...


def silent(stage: str, done: int, total: int | None) -> None:
    """Shows nothing."""


class RunReport(msgspec.Struct, frozen=True):
    """What one run did."""

    run: int
    documents: int
    """Documents found in what was named."""
    unchanged: int
    """Documents among them that the record held already as they are."""
    new_pages: int
    """Pages taken in that the record did not hold, or held from another version of Sayso."""
    read_pages: int
    """Pages read for events, those already in the record that had become stale included."""
    replaced: tuple[str, ...]
    """Documents whose address now shows another page; the earlier version is kept."""
    errors: tuple[tuple[str, str], ...]
    """(doc, sentence) of every document found that could not be taken in whole."""


class Job(NamedTuple):
    """One source to take in, and whether its page is still to be read."""

    source: Source
    read: bool


class Done(NamedTuple):
    """A job's result."""

    job: Job
    acquired: Acquired
    reading: Reading | None


# ------------------------------------------------------------------ what can be asked for


def read(
    paths: Sequence[str],
    record: Path,
    *,
    processes: int | None = None,
    limits: Limits = DEFAULT,
    progress: Progress = silent,
) -> RunReport:
    """Take in every page under the paths, read what is new, and bring the whole record up to date.

    `processes` None: as many as there are processors. Raises UsageError for a path that is not there and RecordError
    where the record cannot be written; a bad page is kept with its error and never stops the run.
    """
    with Record.write(record) as open_record:
        intake = Intake(open_record, stages.begin_run(open_record, "read"))
        total = how_many(paths, limits) if progress is not silent else None
        try:
            for count, done in enumerate(in_order(take_in, intake.jobs(paths, limits), processes, lost), start=1):
                intake.keep(done)
                progress("read", count + intake.unchanged, total)
        finally:
            intake.commit()
        stale = read_stale(open_record, processes, progress)
        compare_all(open_record, progress)
        stages.end_run(open_record, intake.run)
        return intake.report(stale)


def how_many(paths: Sequence[str], limits: Limits) -> int | None:
    """How many documents there are under the paths; None where looking would use them up."""
    return None if "-" in paths else sum(1 for _ in find_sources(paths, limits))


def forget(doc: str, record: Path, *, progress: Progress = silent) -> None:
    """Remove a document and recompute what leaned on it. Raises NotInRecordError."""
    with Record.open(record) as open_record:
        if doc not in stages.current_pages(open_record):
            raise NotInRecordError(f"The record holds no document {doc!r}: `sayso show page` lists them.")
    with Record.write(record) as open_record:
        run = stages.begin_run(open_record, "forget")
        with open_record.transaction():
            stages.forget(open_record, doc)
        compare_all(open_record, progress)
        stages.end_run(open_record, run)


# ------------------------------------------------------------------ one page: pure, in any process


def take_in(job: Job) -> Done:
    """Acquire one source and read its page."""
    from sayso.acquire.page import acquire

    acquired = acquire(job.source)
    return Done(job, acquired, read_one(acquired.page) if job.read else None)


def read_one(page: Page) -> Reading:
    """Read one page; a page that the reader fails on is kept, with a note, and stops nothing."""
    if not page.text.strip():
        return Reading(page.id)
    from sayso.read.page import read_page

    try:
        return read_page(page)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        return Reading(page.id, note=f"not read for events: the reader failed on it ({type(error).__name__})")


def lost(job: Job) -> Done:
    """What stands for a page whose process died over it."""
    from sayso.acquire.page import failed

    return Done(job, failed(job.source, "The process reading it ran out of memory or crashed: leave it out."), None)


# ------------------------------------------------------------------ keys: what makes a result stale


def page_key(page: str) -> str:
    """Key of an acquired page."""
    return key(page, stage_version("model", "acquire"))


def document_key(source: Source, page: str) -> str:
    """Key of a document: its page's key and what the container says of it."""
    return key(page_key(page), source.doc, source.uri, source.title, source.outlet, source.published, source.error)


def reading_key(of_page: str) -> str:
    """Key of a reading, from its page's key."""
    return key(of_page, stage_version("model", "read"))


def page_id(source: Source) -> str:
    """sha256 of the payload; that of nothing where the source could not be opened."""
    return sha256(source.payload or b"")


# ------------------------------------------------------------------ taking pages in


class Intake:
    """What a run knows while it takes pages in. Only new work becomes a job."""

    def __init__(self, record: Record, run: int) -> None:
        self.record = record
        self.run = run
        self.current = stages.current_pages(record)
        self.appearances = stages.appearance_keys(record)
        self.readings = stages.reading_keys(record)
        self.found: set[str] = set()
        self.replaced: set[str] = set()
        self.waiting: list[Done] = []
        self.unchanged = 0
        self.new_pages = 0

    def jobs(self, paths: Sequence[str], limits: Limits) -> Iterator[Job]:
        """The sources that the record does not hold as they are. A page promised to one job is not read by another."""
        promised: set[str] = set()
        for source in find_sources(paths, limits):
            page = page_id(source)
            self.found.add(source.doc)
            unread = self.readings.get(page) != reading_key(page_key(page)) and page not in promised
            if not unread and self.appearances.get((source.doc, page)) == document_key(source, page):
                self.unchanged += 1
                self._see(source.doc, page)
                continue
            promised.add(page)
            yield Job(source, unread)

    def keep(self, done: Done) -> None:
        """Hold a result until enough are there for one transaction."""
        self.waiting.append(done)
        if len(self.waiting) >= _PAGES_A_COMMIT:
            self.commit()

    def commit(self) -> None:
        """Write what is held: from here on a kill loses none of it."""
        with self.record.transaction():
            taken = [(done.job, done.acquired.document, done.acquired.page) for done in self.waiting]
            documents = [(document_key(job.source, page.id), document) for job, document, page in taken]
            stages.put_documents(self.record, documents)
            new = [(page_key(page.id), page) for job, _, page in taken if job.read]
            stages.put_pages(self.record, new)
            readings = [done.reading for done in self.waiting if done.reading is not None]
            stages.put_readings(self.record, [(reading_key(page_key(r.page)), r) for r in readings])
            for _, document, page in taken:
                self._see(document.doc, page.id)
        self.new_pages += len(new)
        self.waiting.clear()

    def _see(self, doc: str, page: str) -> None:
        before = self.current.get(doc)
        if before == page:
            return
        if before is not None:
            self.replaced.add(doc)
        stages.put_seen(self.record, doc, page, self.run)
        self.current[doc] = page

    def report(self, stale: int) -> RunReport:
        """What the run did; `stale` = pages read again because the reader had changed."""
        errors = self.record.query("SELECT doc, error FROM documents WHERE error IS NOT NULL ORDER BY doc")
        return RunReport(
            run=self.run,
            documents=len(self.found),
            unchanged=self.unchanged,
            new_pages=self.new_pages,
            read_pages=self.new_pages + stale,
            replaced=tuple(sorted(self.replaced)),
            errors=tuple((row["doc"], row["error"]) for row in errors if row["doc"] in self.found),
        )


def read_stale(record: Record, processes: int | None, progress: Progress) -> int:
    """Read again every current page whose reading another version of the reader made; how many there were."""
    keys, known = stages.page_keys(record), stages.reading_keys(record)
    stale = [page for page in stages.pages(record) if known.get(page.id) != reading_key(keys[page.id])]
    for count, reading in enumerate(in_order(read_one, stale, processes, unread), start=1):
        stages.put_readings(record, [(reading_key(keys[reading.page]), reading)])
        progress("read", count, len(stale))
    return len(stale)


def unread(page: Page) -> Reading:
    """What stands for a reading whose process died over it."""
    return Reading(page.id, note="not read for events: the process reading it ran out of memory or crashed")


# ------------------------------------------------------------------ many pages


def compare_all(record: Record, progress: Progress = silent) -> None:
    """Bring the derived tables up to date with the current documents; nothing is done where nothing changed."""
    documents = stages.documents(record)
    wanted = collection_key(record, documents)
    if stages.meta(record, "collection_key") == wanted:
        return
    from sayso.compare.collection import compare

    progress("compare", 0, None)
    pages = {page.id: page for page in stages.pages(record)}
    readings = {reading.page: reading for reading in stages.readings(record)}
    told = [Told(document, pages[document.page], readings[document.page]) for document in documents]
    sketched = sketches(record, pages)
    cleared, comparison = compare(told, sketched, alignments(record, pages))
    with record.transaction():
        rewrite(record, cleared, comparison)
        stages.put_meta(record, "collection_key", wanted)


def collection_key(record: Record, documents: Sequence[Document]) -> str:
    """Key of the derived tables: every current document with its reading, and the code of compare and keep."""
    appearances, readings = stages.appearance_keys(record), stages.reading_keys(record)
    parts = [f"{appearances[d.doc, d.page]} {readings.get(d.page)}" for d in documents]
    return key(stage_version("model", "compare", "keep"), *sorted(parts))
