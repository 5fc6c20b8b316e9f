"""`sayso forget`: take documents out of the record."""

from typing import Annotated

import typer

from sayso.cli.options import DEFAULT_RECORD, QuietOption, RecordOption
from sayso.cli.output import say
from sayso.cli.progress import watching


def forget(
    docs: Annotated[list[str], typer.Argument(metavar="DOC", help="Names of documents, in full.", show_default=False)],
    record: RecordOption = DEFAULT_RECORD,
    quiet: QuietOption = False,
) -> None:
    """Remove documents from the record.

    What leaned on them is worked out anew.
    """
    from sayso import pipeline
    from sayso.errors import NotInRecordError
    from sayso.keep.record import Record
    from sayso.tell.find import find_page

    with Record.open(record) as opened:
        for doc in docs:
            if find_page(opened, doc) != doc:
                raise NotInRecordError(f"The record holds no page {doc!r}: write its name in full to forget it.")
    for doc in docs:
        with watching(quiet) as progress:
            pipeline.forget(doc, record, progress=progress)
        if not quiet:
            say(f"Forgot {doc}.")
