"""The brief: one self-contained HTML file for people, on a screen, a phone or paper. No network, no script."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.errors import UsageError
from sayso.keep.record import Record
from sayso.model.publishers import Publishers
from sayso.tell import facts, families, show, sources
from sayso.tell.brief_copies import by_pair, tree
from sayso.tell.brief_pages import MOST_CHARACTERS, Marks, Paragraph, marks, paragraphs
from sayso.tell.carried import page_supports
from sayso.tell.support import Provenance, provenance
from sayso.tell.tellings import figures, renderings, tellings, who
from sayso.tell.texts import Texts
from sayso.tell.views import (
    DocumentView,
    EventView,
    FigureGroupView,
    OriginView,
    Published,
    RegionView,
    StatementView,
    Support,
)
from sayso.tell.visible import lines
from sayso.tell.wording import amount, carried, counted, counted_origins, days, several, statuses, support_counts

if TYPE_CHECKING:
    from jinja2 import Environment

#: At most so many shared passages are set side by side, so many statements of one page, so many rows of a matrix.
_MOST_PASSAGES, _MOST_SINGLE, _MOST_ACTORS, _MOST_COLUMNS = 40, 40, 16, 14


class Matrix(NamedTuple):
    """Which document names which participant of a story's events."""

    docs: tuple[str, ...]
    rows: tuple[tuple[str, tuple[bool, ...]], ...]


class StoryPart(NamedTuple):
    """A coarse story as a chapter."""

    title: str
    anchor: str
    first: date | None
    last: date | None
    documents: tuple[DocumentView, ...]
    origins: tuple[OriginView, ...]
    publishers: tuple[Published, ...]
    events: tuple[EventView, ...]
    matrix: Matrix | None


class PagePart(NamedTuple):
    """A page as a section."""

    document: DocumentView
    support: Support
    link: str | None
    paragraphs: tuple[Paragraph, ...]
    cut: bool


def write_brief(record: Record, path: Path, publishers: Publishers | None = None) -> None:
    """Write the brief of a record. The same record gives the same bytes. Raises UsageError."""
    page = environment().get_template("brief.html.j2").stream(**_content(record, publishers))
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(page)
        part.replace(path)
    except OSError as error:
        raise UsageError(f"The brief cannot be written to {path} ({error.strerror}): name another file.") from error


def environment() -> "Environment":
    """Templates in which every value is escaped, and stripped of what could hide or turn around text."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("sayso.tell", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_visible,
    )
    made.filters.update(
        carried=carried,
        counted=counted,
        counted_origins=counted_origins,
        several=several,
        support_counts=support_counts,
        squeeze=squeeze,
        days=lambda first, last: days(first, last, long=True),
        day=lambda day: days(day, day),
    )
    made.globals.update(statuses=statuses(), amount=amount, who=who, speakers=speakers, about=about)
    made.globals.update(tellings=tellings, renderings=renderings, figures=figures)
    return made


def _visible(value: object) -> object:
    return lines(value) if type(value) is str else value


def _content(record: Record, publishers: Publishers | None) -> dict[str, Any]:
    """Everything the template shows."""
    texts = Texts(record).fill()
    known = provenance(record, publishers)
    events = facts.events(record, texts, known=known)
    documents = sources.documents(record)
    statements = facts.statements(record, texts, known=known)
    groups = facts.figure_groups(record, texts, known)
    pointed = marks(events, statements, [figure for group in groups for figure in group.members])
    passages = sources.passages(record, texts, most=_MOST_PASSAGES + 1)
    carried_by = families.copies(record, publishers).families
    shared = [s for s in statements if len(s.docs) > 1]
    single = [s for s in statements if len(s.docs) == 1]
    return {
        "counts": sources.counts(record),
        "numbers": {document.doc: number for number, document in enumerate(documents, start=1)},
        "outlets": {document.doc: document.outlet or document.doc for document in documents},
        "published": {document.doc: (document.published_start, document.published_end) for document in documents},
        "stories": _stories(record, events, documents, known),
        "event_ids": frozenset(event.event for event in events),
        "differences": [d for d in facts.differences(record, texts) if d.kind in ("denied", "differs")],
        "trees": [tree(family) for family in carried_by[: families.MOST_FAMILIES]],
        "more_trees": max(0, len(carried_by) - families.MOST_FAMILIES),
        "passages": by_pair(passages[:_MOST_PASSAGES]),
        "more_passages": len(passages) > _MOST_PASSAGES,
        "statements": shared,
        "single": single[:_MOST_SINGLE],
        "more_single": max(0, len(single) - _MOST_SINGLE),
        "groups": [group for group in groups if _comparable(group, documents)],
        "pages": _pages(record, texts, documents, pointed, known),
        "errors": show.list_errors(record),
        "tally": Counter(event.status for event in events),
        "most_characters": MOST_CHARACTERS,
    }


def _comparable(group: FigureGroupView, documents: Sequence[DocumentView]) -> bool:
    """Does the group say more than that copies are alike?"""
    origins = {document.doc: document.origin for document in documents}
    told = {origins.get(figure.quote.doc) for figure in group.members}
    return len(told) > 1 or (len(group.members) > 1 and group.relation in ("differ", "part-of"))


# ------------------------------------------------------------------ stories


def _stories(
    record: Record, events: Sequence[EventView], documents: Sequence[DocumentView], known: Provenance
) -> tuple[StoryPart, ...]:
    """Every coarse story with its own events; an event told in several stands in the one that tells it most."""
    rows = record.query("SELECT * FROM stories WHERE parent IS NULL ORDER BY len(docs) DESC, story")
    story_of = {doc: row["story"] for row in rows for doc in row["docs"]}
    mine: dict[str, list[EventView]] = {}
    for event in events:
        told = Counter(story_of[m.doc] for m in event.mentions if m.doc in story_of)
        if told:
            mine.setdefault(min(told, key=lambda story: (-told[story], story)), []).append(event)
    by_name = {document.doc: document for document in documents}
    return tuple(
        _story(
            record,
            row,
            number,
            mine.get(row["story"], []),
            [by_name[doc] for doc in row["docs"] if doc in by_name],
            known,
        )
        for number, row in enumerate(rows, start=1)
    )


def _story(
    record: Record,
    row: facts.Row,
    number: int,
    events: Sequence[EventView],
    documents: Sequence[DocumentView],
    known: Provenance,
) -> StoryPart:
    return StoryPart(
        row["title"],
        f"story-{number}",
        row["first"],
        row["last"],
        tuple(documents),
        sources.origins(record, documents),
        show.story_publishers(documents, known),
        tuple(events),
        _matrix(events, documents),
    )


def _matrix(events: Iterable[EventView], documents: Sequence[DocumentView]) -> Matrix | None:
    """Participants by document, the most named first; None where there is nothing to compare."""
    named: dict[str, set[str]] = {}
    for event in events:
        for party in event.parties:
            named.setdefault(party.label, set()).update(party.docs)
    docs = tuple(document.doc for document in documents)
    if not 1 < len(docs) <= _MOST_COLUMNS or not named:
        return None
    ranked = sorted(named, key=lambda label: (-len(named[label]), label))[:_MOST_ACTORS]
    return Matrix(docs, tuple((label, tuple(doc in named[label] for doc in docs)) for label in ranked))


# ------------------------------------------------------------------ pages


def _pages(
    record: Record, texts: Texts, documents: Sequence[DocumentView], pointed: Marks, known: Provenance
) -> Iterator[PagePart]:
    """The pages one by one, in the order of the documents, by one pass over the regions."""
    supports = page_supports(record, known, [document.doc for document in documents])
    rows = record.stream('SELECT doc, start, "end", role, reason FROM effective_regions ORDER BY doc, start, "end"')
    groups = groupby(rows, key=itemgetter(0))
    ready = next(groups, None)
    for document in documents:
        regions: list[RegionView] = []
        if ready and ready[0] == document.doc:
            regions = [
                RegionView(start, end, role, reason, texts.words(doc, start, end))
                for doc, start, end, role, reason in ready[1]
            ]
            ready = next(groups, None)
        text = texts[document.doc]
        made = paragraphs(text, regions, pointed.get(document.doc, []))
        yield PagePart(document, supports[document.doc], safe_link(document.uri), made, len(text) > MOST_CHARACTERS)


def safe_link(uri: str | None) -> str | None:
    """The address where it is one of the web; None for javascript: and all else."""
    return uri if uri and uri.lower().startswith(("https://", "http://")) else None


def speakers(statement: StatementView) -> list[str]:
    """Everybody the renderings name as the speaker."""
    return list(dict.fromkeys(r.speaker for r in statement.renderings if r.speaker))


def squeeze(words: str) -> str:
    """Paragraphs without empty lines between them, so that two sides stand beside each other."""
    return re.sub(r"\s*\n\s*", "\n", words)


def about(page: PagePart) -> list[str]:
    """What is known of a page, part by part."""
    document = page.document
    day = days(document.published_start, document.published_end, long=True)
    how = "; ".join(("declared" if document.published_basis == "declared" else "worked out", *document.clues))
    when = "day unknown" if day == "?" else f"{day} ({how})"
    parts = [document.outlet or "outlet not named", document.doc, when, document.language]
    return [part for part in parts if part]
