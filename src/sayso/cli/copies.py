"""`sayso copies`: which pages share wording, in which direction, for what reason."""

from typing import Annotated

import typer

from sayso.cli.options import DEFAULT_RECORD, JsonOption, PublishersOption, RecordOption
from sayso.cli.output import print_json

PageArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[PAGE]",
        help="A document's name, address, file name or page id, or its beginning.",
        show_default=False,
    ),
]
AllOption = Annotated[bool, typer.Option("--all", help="Print every text, document and pair, however many.")]


def copies(
    given: PageArgument = None,
    every: AllOption = False,
    record: RecordOption = DEFAULT_RECORD,
    publishers: PublishersOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show which pages share wording, who took it from whom, and why.

    Without a page: the texts that several documents carry, and the pairs that share passages; the largest first.
    With one: each document it shares wording with, the passages side by side, and who carries each of them.
    """
    from sayso.keep.record import Record
    from sayso.model.publishers import publishers as known
    from sayso.tell import copies_text, families
    from sayso.tell.terminal import console

    table = known(publishers)
    with Record.open(record) as opened:
        shown = families.page_copies(opened, given, table) if given is not None else families.copies(opened, table)
    if as_json:
        print_json(shown)
    elif isinstance(shown, families.PageCopiesView):
        copies_text.print_page_copies(console(), shown)
    else:
        copies_text.print_copies(console(), shown, every=every)
