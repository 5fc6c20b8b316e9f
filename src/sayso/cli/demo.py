"""`sayso demo`: the whole road on the sample pages inside the package."""

from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.brief import DEFAULT_BRIEF, OutputOption, write
from sayso.cli.options import ProcessesOption, QuietOption
from sayso.cli.read import take_in

DEMO_RECORD = Path("sayso-demo.duckdb")
#: Not that of other commands: SAYSO_RECORD names a record of real pages, where invented ones have no place.
DemoRecordOption = Annotated[Path, typer.Option("--record", "-r", metavar="FILE", help="The record.")]


def demo(
    output: OutputOption = DEFAULT_BRIEF,
    record: DemoRecordOption = DEMO_RECORD,
    processes: ProcessesOption = None,
    quiet: QuietOption = False,
) -> None:
    """Try it on the sample pages.

    Reads the pages that come with Sayso, prints the summary and writes the brief.
    The pages were written for this project; their outlets are invented.
    """
    with as_file(files("sayso") / "samples" / "pages") as folder:
        take_in([str(folder)], record, processes, as_json=False, quiet=quiet)
    write(record, output, quiet=quiet)
