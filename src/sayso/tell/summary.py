"""What stands in the record, on one screen: at most LINES lines of at most 100 columns."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from sayso.keep.record import Record
from sayso.tell import facts, show, sources
from sayso.tell.terminal import WIDTH, grid, heading, status, text
from sayso.tell.texts import Texts
from sayso.tell.views import DifferenceView, DocumentView, EventView, ValueView
from sayso.tell.wording import carried, counted, days, several

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

LINES = 40
#: Days after which what a page tells is its background and not its news.
_OLD = 60
_ERRORS, _COPIES, _STORIES, _DIFFERENCES, _FEWEST_EVENTS = 3, 4, 5, 5, 8


class Taken(msgspec.Struct, frozen=True):
    """What the run that is summed up took in."""

    documents: int
    new_pages: int
    replaced: tuple[str, ...] = ()
    errors: tuple[tuple[str, str], ...] = ()
    unchanged: int = 0


def summary(record: Record, console: "Console", taken: Taken | None = None) -> None:
    """Print the summary; `taken` adds what the run did."""
    texts = Texts(record)
    sections: list[list[RenderableType]] = [
        list(_sources(record)),
        list(_stories(record)),
        list(_differences(facts.differences(record, texts))),
        [
            text(
                "More: sayso brief -o brief.html, sayso show event, sayso show page NAME, sayso export jsonl DIR", "dim"
            )
        ],
    ]
    if taken is not None:
        sections.insert(0, list(_taken(taken)))
    used = sum(map(_height, sections)) + len(sections)
    sections.insert(-2, list(_timeline(record, texts, max(_FEWEST_EVENTS, LINES - used - 1))))
    for number, section in enumerate(section for section in sections if section):
        if number:
            console.print()
        for line in section:
            console.print(line, overflow="ellipsis", no_wrap=True, crop=True)


def _height(section: Sequence["RenderableType"]) -> int:
    from rich.table import Table

    return sum(line.row_count if isinstance(line, Table) else 1 for line in section)


# ------------------------------------------------------------------ what was taken in


def _taken(taken: Taken) -> Iterator["RenderableType"]:
    parts = [
        f"{counted(taken.documents, 'document')} found",
        f"{counted(taken.new_pages, 'page')} new" if taken.new_pages else "nothing new",
    ]
    if taken.unchanged and taken.new_pages:
        parts.append(f"{taken.unchanged:,} unchanged")
    if taken.replaced:
        parts.append(f"{len(taken.replaced):,} changed since the last run (the earlier version is kept)")
    if taken.errors:
        parts.append(f"{len(taken.errors):,} with errors:")
    yield text(", ".join(parts), "bold")
    for doc, sentence in taken.errors[:_ERRORS]:
        yield text(f"{doc}: {sentence}", "red", indent=2)
    if len(taken.errors) > _ERRORS:
        yield text(f"... and {len(taken.errors) - _ERRORS:,} more: sayso show errors", indent=2)


# ------------------------------------------------------------------ documents and their origins


def _sources(record: Record) -> Iterator["RenderableType"]:
    held = sources.counts(record)
    textless = f" ({held.textless:,} without text)" if held.textless else ""
    yield text(
        f"The record: {counted(held.documents, 'document')}{textless} from {counted(held.origins, 'text origin')}, "
        f"{counted(held.statements, 'statement')} by those they quote",
        "bold",
    )
    copied = [origin for origin in sources.origins(record, sources.documents(record)) if len(origin.docs) > 1]
    for origin in copied[:_COPIES]:
        yield text(f"{carried(len(origin.docs), origin.kinship)}: {' = '.join(origin.docs)}", indent=2)
    if len(copied) > _COPIES:
        yield text(f"... and {len(copied) - _COPIES:,} more texts that several documents carry: sayso copies", indent=2)
    unread = [line for line in show.list_errors(record) if line.kind == "not read"]
    if unread:
        yield text(f"{counted(len(unread), 'document')} not read for events: sayso show errors", indent=2)


def _stories(record: Record) -> Iterator["RenderableType"]:
    stories = show.list_stories(record)
    if not stories:
        return
    yield heading(_of("Stories", len(stories[:_STORIES]), len(stories), "sayso show story"))
    table = grid(1, None, None)
    for story in stories[:_STORIES]:
        sizes = f"{counted(story.documents, 'document')}, {counted(story.origins, 'origin')}"
        table.add_row(text(story.title, indent=2), text(sizes), text(days(story.first, story.last)))
    yield table


def _of(what: str, shown: int, all_: int, command: str) -> str:
    return f"{what}: {all_:,}" if shown == all_ else f"{what}: {shown} of {all_:,} (all: {command})"


# ------------------------------------------------------------------ events


def _timeline(record: Record, texts: Texts, room: int) -> Iterator["RenderableType"]:
    every = show.list_events(record)
    if not every:
        yield text("No event was found.")
        return
    picked = main_events(every, room - 1, background(record))
    yield heading(_of("Main events", len(picked), len(every), "sayso show event"))
    outlets = {d.doc: d for d in sources.documents(record)}
    table = grid(None, None, 2, None, 1)
    for event in facts.events(record, texts, picked):
        table.add_row(
            text(days(event.date_start, event.date_end), indent=2),
            status(event.status),
            text(event.gloss),
            text(counted(event.origins, "origin")),
            text(said_by(event, outlets)),
        )
    yield table


def main_events(events: Sequence[show.EventLine], most: int, old: Collection[str] = frozenset()) -> list[str]:
    """Ids of the events told by most text origins; news before background, coded types and dated ones before others."""
    ranked = sorted(
        events,
        key=lambda e: (
            -e.origins,
            e.event in old,
            e.type == "NONE",
            e.date_start is None,
            e.date_start,
            e.event,
        ),
    )
    return [event.event for event in ranked[:most]]


def background(record: Record) -> frozenset[str]:
    """Events that were over long before any page that tells them was published."""
    rows = record.query(
        """
        SELECT event FROM events e JOIN mentions m USING (event) JOIN documents d USING (doc)
        GROUP BY event HAVING min(date_diff('day', e.date_end, d.published_start)) > ?
        """,
        _OLD,
    )
    return frozenset(row["event"] for row in rows)


def said_by(event: EventView, documents: dict[str, DocumentView]) -> str:
    """Who gives the event its status: "Fjord Post, Skerry Times", or "says the harbour board"."""
    voices = [voice for voice in event.voices if voice.status == event.status] or list(event.voices)
    own = [doc for voice in voices if voice.speaker is None for doc in voice.docs]
    if own:
        return several(list(dict.fromkeys(outlet_of(documents.get(doc), doc) for doc in own)))
    return f"says {several([voice.speaker or '?' for voice in voices])}"


def outlet_of(document: DocumentView | None, doc: str) -> str:
    """The outlet's name, or else the document's."""
    return (document.outlet if document else None) or doc


# ------------------------------------------------------------------ what differs


def _differences(every: Sequence[DifferenceView]) -> Iterator["RenderableType"]:
    differing = [d for d in every if d.kind in ("differs", "denied")]
    if not differing:
        return
    shown = differing[:_DIFFERENCES]
    yield heading(_of("What differs", len(shown), len(differing), "sayso brief"))
    table: Table = grid(1, None, 1)
    for difference in shown:
        told = " / ".join(f"{value.value} ({_who(value)})" for value in difference.values)
        table.add_row(text(difference.gloss, indent=2), text(difference.attribute), text(told))
    yield table


def _who(value: ValueView) -> str:
    return value.docs[0] if len(value.docs) == 1 else counted(value.origins, "origin")


__all__ = ["LINES", "WIDTH", "Taken", "main_events", "said_by", "summary"]
