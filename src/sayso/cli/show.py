"""`sayso show`: one story, event, page or actor, or the list of them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.cli.options import DEFAULT_RECORD, JsonOption, PublishersOption, RecordOption
from sayso.cli.output import print_json

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.keep.record import Record

app = typer.Typer(
    help="Show a story, event, page or actor.\n\nWith its sources; without an ID, list them.", no_args_is_help=True
)


def _argument(help_: str) -> object:
    return typer.Argument(metavar="[ID]", help=help_, show_default=False)


def _show(
    record: Path,
    as_json: bool,
    gather: "Callable[[Record], Any]",
    draw: "Callable[[Console, Any], None]",
) -> None:
    from sayso.keep.record import Record
    from sayso.tell.terminal import console

    with Record.open(record) as opened:
        shown = gather(opened)
    if as_json:
        print_json(shown)
    else:
        draw(console(), shown)


@app.command()
def story(
    given: Annotated[str | None, _argument("A story's id, or the name of any of its documents.")] = None,
    record: RecordOption = DEFAULT_RECORD,
    publishers: PublishersOption = None,
    as_json: JsonOption = False,
) -> None:
    """One story, or all.

    Its documents and their origins, its timeline, where the documents differ.
    """
    from sayso.model.publishers import publishers as known
    from sayso.tell import lists, show, show_text

    table = known(publishers)
    if given is None:
        _show(record, as_json, show.list_stories, lists.print_stories)
    else:
        _show(record, as_json, lambda opened: show.show_story(opened, given, table), show_text.print_story)


@app.command()
def event(
    given: Annotated[str | None, _argument("Id of an event or of any mention of it, or its beginning.")] = None,
    record: RecordOption = DEFAULT_RECORD,
    publishers: PublishersOption = None,
    as_json: JsonOption = False,
) -> None:
    """One event, or all.

    Its status and who says so, who took part, and every sentence that tells it.
    """
    from sayso.model.publishers import publishers as known
    from sayso.tell import lists, show, show_text

    table = known(publishers)
    if given is None:
        _show(record, as_json, show.list_events, lists.print_events)
    else:
        _show(record, as_json, lambda opened: show.show_event(opened, given, table), show_text.print_event)


@app.command()
def page(
    given: Annotated[
        str | None, _argument("A document's name, address, file name or page id, or its beginning.")
    ] = None,
    record: RecordOption = DEFAULT_RECORD,
    publishers: PublishersOption = None,
    as_json: JsonOption = False,
) -> None:
    """One page, or all.

    Its regions by role, and what it reports.
    """
    from sayso.model.publishers import publishers as known
    from sayso.tell import lists, show, show_text

    table = known(publishers)
    if given is None:
        _show(record, as_json, show.list_pages, lists.print_pages)
    else:
        _show(record, as_json, lambda opened: show.show_page(opened, given, table), show_text.print_page)


@app.command()
def actor(
    given: Annotated[str | None, _argument("An actor's id or name, or its beginning.")] = None,
    record: RecordOption = DEFAULT_RECORD,
    as_json: JsonOption = False,
) -> None:
    """One actor, or all.

    Its acts, and towards whom.
    """
    from sayso.tell import lists, show, show_text

    if given is None:
        _show(record, as_json, show.list_actors, lists.print_actors)
    else:
        _show(record, as_json, lambda opened: show.show_actor(opened, given), show_text.print_actor)


@app.command()
def errors(record: RecordOption = DEFAULT_RECORD, as_json: JsonOption = False) -> None:
    """What was not taken in or not read.

    Every document that was not taken in whole or not read for events, and why.
    """
    from sayso.tell import lists, show

    _show(record, as_json, show.list_errors, lists.print_errors)
