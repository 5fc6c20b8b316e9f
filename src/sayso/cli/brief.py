"""`sayso brief`: one HTML file for people."""

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import DEFAULT_RECORD, PublishersOption, QuietOption, RecordOption
from sayso.cli.output import say

OutputOption = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write it.")]
DEFAULT_BRIEF = Path("brief.html")


def brief(
    output: OutputOption = DEFAULT_BRIEF,
    record: RecordOption = DEFAULT_RECORD,
    publishers: PublishersOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write the brief: one HTML file for people.

    It holds the stories, the timeline with the sources of every event, copies, figures and the pages.
    It needs no network and no script, and prints well.
    """
    write(record, output, quiet=quiet, publishers=publishers)


def write(record: Path, output: Path, *, quiet: bool, publishers: Path | None = None) -> None:
    """Write the brief and say where it is."""
    from sayso.keep.record import Record
    from sayso.model.publishers import publishers as known
    from sayso.tell.brief import write_brief

    table = known(publishers)
    with Record.open(record) as opened:
        write_brief(opened, output, table)
    if not quiet:
        say(f"Wrote {output}.")
