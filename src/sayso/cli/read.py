"""`sayso read PATH...`: take pages in, and say what the record now holds."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.options import DEFAULT_RECORD, JsonOption, ProcessesOption, QuietOption, RecordOption
from sayso.cli.output import fail, print_json
from sayso.cli.progress import Watch, watching
from sayso.cli.stopping import stoppable
from sayso.errors import SaysoError

if TYPE_CHECKING:
    from sayso.pipeline import RunReport


def read(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Files and folders of pages (.txt .html .md .jsonl, also in .gz and .zip); - for standard input.",
            show_default=False,
        ),
    ],
    record: RecordOption = DEFAULT_RECORD,
    processes: ProcessesOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read pages into the record.

    Only new and changed ones are worked on.
    A page that cannot be read stays in the record with its error and stops nothing.
    Leaves with 1 where nothing at all could be read.
    """
    take_in(paths, record, processes, as_json=as_json, quiet=quiet)


def take_in(paths: list[str], record: Path, processes: int | None, *, as_json: bool, quiet: bool) -> None:
    """Read the pages and print what the record holds."""

    def work(progress: Watch) -> "RunReport":
        from sayso import pipeline

        return pipeline.read(paths, record, processes=processes, progress=progress)

    report = interruptible(work, record, quiet=quiet or as_json)
    if not report.documents:
        fail(f"Nothing to read was found under {', '.join(paths)}: name pages or folders of pages.", 1)
    tell(record, report, as_json=as_json, quiet=quiet)


def interruptible(work: "Callable[[Watch], RunReport]", record: Path, *, quiet: bool) -> "RunReport":
    """Run the work under a progress bar; Ctrl-C says what is safe and leaves with 130."""
    try:
        with stoppable(), watching(quiet) as progress:
            return work(progress)
    except KeyboardInterrupt:
        pages = kept_pages(record)
        number = "what was read" if pages is None else f"{pages:,} pages" if pages != 1 else "1 page"
        verb = "is" if pages is None or pages == 1 else "are"
        fail(f"stopped; {number} {verb} kept; run the same command to go on.", 130)


def kept_pages(record: Path) -> int | None:
    """How many pages a stopped run left in the working copy; None where that cannot be told."""
    from sayso.keep.record import Record, working_copy
    from sayso.tell.sources import taken_pages

    try:
        with Record.open(working_copy(record)) as stopped:
            return taken_pages(stopped)
    except SaysoError:
        return None


def tell(record: Path, report: "RunReport", *, as_json: bool, quiet: bool) -> None:
    """Print the run's report; leave with 1 where none of its documents gave any text."""
    from sayso.keep.record import Record
    from sayso.tell import sources
    from sayso.tell.summary import Taken, summary
    from sayso.tell.terminal import console

    taken = Taken(report.documents, report.new_pages, report.replaced, report.errors, report.unchanged)
    with Record.open(record) as made:
        failed = len(report.errors) >= report.documents and not sources.any_text(made, [e[0] for e in report.errors])
        if as_json:
            print_json({"run": report, "record": sources.counts(made)})
        elif not quiet:
            summary(made, console(), taken)
    if failed:
        fail("None of the pages could be read: `sayso show errors` says why.", 1)
