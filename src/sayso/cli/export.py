"""`sayso export`: the record for programs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import DEFAULT_RECORD, QuietOption, RecordOption
from sayso.cli.output import say


class Format(StrEnum):
    """Kinds of files."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


def export(
    kind: Annotated[Format, typer.Argument(metavar="FORMAT", help="jsonl, csv or parquet.", show_default=False)],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to write them to.", show_default=False)],
    record: RecordOption = DEFAULT_RECORD,
    quiet: QuietOption = False,
) -> None:
    """Write the record as files for programs.

    JSON Lines, CSV or Parquet, one file a table. The same record always gives the same bytes.
    """
    from sayso.keep.record import Record
    from sayso.tell.export import export as write

    with Record.open(record) as opened:
        written = write(opened, folder, kind.value)
    if not quiet:
        say(f"Wrote {len(written)} files to {folder}.")
