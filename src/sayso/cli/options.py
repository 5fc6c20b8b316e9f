"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

RecordOption = Annotated[
    Path,
    typer.Option("--record", "-r", envvar="SAYSO_RECORD", metavar="FILE", help="The record.", show_default=True),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a page for people.")]
PublishersOption = Annotated[
    Path | None,
    typer.Option(
        "--publishers",
        envvar="SAYSO_PUBLISHERS",
        metavar="FILE",
        help="Further outlets and who publishes them: a tab-separated table, domain, outlet, publisher.",
        show_default=False,
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
ProcessesOption = Annotated[
    int | None,
    typer.Option("--processes", "-p", min=1, metavar="N", help="Processes to read with; one a processor if not given."),
]

DEFAULT_RECORD = Path("sayso.duckdb")
"""Named here too, because importing the record would import the database for `--help`."""
