"""Lists of what the record holds, in a terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.tell.show import ActorLine, ErrorLine, EventLine, StoryLine
from sayso.tell.terminal import grid, status, text
from sayso.tell.views import DocumentView
from sayso.tell.wording import counted, days, short_id

if TYPE_CHECKING:
    from rich.console import Console


def print_stories(console: "Console", stories: Sequence[StoryLine]) -> None:
    """Title, size, days and id of each."""
    table = grid(1, None, None, None)
    for story in stories:
        size = f"{counted(story.documents, 'document')}, {counted(story.origins, 'origin')}"
        table.add_row(text(story.title), text(size), text(days(story.first, story.last)), text(_story_id(story)))
    console.print(table if stories else text("The record holds no story."))


def _story_id(story: StoryLine) -> str:
    """A story named by a hash is shown short, one named by its document in full."""
    return short_id(story.story) if story.story.startswith("story-") else story.story


def print_events(console: "Console", events: Sequence[EventLine]) -> None:
    """Day, status, type, gloss, origins and id of each."""
    table = grid(None, None, None, 1, None, None)
    for event in events:
        table.add_row(
            text(days(event.date_start, event.date_end)),
            status(event.status),
            text(event.type),
            text(event.gloss),
            text(counted(event.origins, "origin")),
            text(short_id(event.event)),
        )
    console.print(table if events else text("The record holds no event."))


def print_pages(console: "Console", pages: Sequence[DocumentView]) -> None:
    """Name, outlet, day and title of each."""
    table = grid(1, None, None, 2)
    for page in pages:
        table.add_row(
            text(page.doc),
            text(page.outlet),
            text(days(page.published_start, page.published_end)),
            text(page.title),
        )
    console.print(table if pages else text("The record holds no page."))


def print_actors(console: "Console", actors: Sequence[ActorLine]) -> None:
    """Name, events, documents and id of each."""
    table = grid(1, None, None, None)
    for actor in actors:
        table.add_row(
            text(actor.label),
            text(counted(actor.events, "event")),
            text(counted(actor.documents, "document")),
            text(actor.actor),
        )
    console.print(table if actors else text("The record holds no actor."))


def print_errors(console: "Console", errors: Sequence[ErrorLine]) -> None:
    """Name and sentence of each; the sentence is wrapped, not cut."""
    table = grid(None, None, 1)
    table.columns[2].no_wrap = False
    for error in errors:
        table.add_row(text(error.doc), text(error.kind, "red" if error.kind == "error" else ""), text(error.sentence))
    console.print(table if errors else text("Every document was taken in whole and read."))
