"""`sayso check`: does every fact open its words?"""

import sys
from typing import TYPE_CHECKING

from sayso.cli.options import DEFAULT_RECORD, JsonOption, QuietOption, RecordOption
from sayso.cli.output import print_json
from sayso.errors import CorruptRecordError
from sayso.tell.visible import one_line

if TYPE_CHECKING:
    from sayso.tell.verify import CheckReport


def check(record: RecordOption = DEFAULT_RECORD, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Verify every offset and reference.

    Every offset has to open its words, every reference to lead somewhere.
    Prints each fault on a line and leaves with 1 where there is one.
    """
    from sayso.keep.record import Record
    from sayso.tell.verify import check as verify

    with Record.open(record) as opened:
        report = verify(opened)
    if as_json:
        print_json(report)
    else:
        _print(report, quiet)
    if report.faults:
        raise CorruptRecordError(
            f"{record} has {len(report.faults):,} faults: read the pages again into a new record and report them."
        )


def _print(report: "CheckReport", quiet: bool) -> None:
    out = [one_line(fault) for fault in report.faults]
    if not quiet:
        out.extend(f"{count:>9,}  {table.replace('_', ' ')}" for table, count in report.counts.items())
        out.append(f"{report.spans:>9,}  spans opened, {len(report.faults):,} faults")
    sys.stdout.writelines(f"{line}\n" for line in out)
