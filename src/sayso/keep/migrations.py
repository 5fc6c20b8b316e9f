"""How an older record becomes one of today's schema: one list of statements for each version left behind."""

from collections.abc import Iterator

from sayso.errors import RecordError

SCHEMA_VERSION = 1

#: version -> the statements that make it the next one. Version 1 is the first.
STEPS: dict[int, tuple[str, ...]] = {}


def migrate(version: int) -> Iterator[str]:
    """The statements that lead from `version` to SCHEMA_VERSION, in order.

    Raises RecordError where no way leads there.
    """
    for step in range(version, SCHEMA_VERSION):
        if step not in STEPS:
            raise RecordError(f"No way is known from schema {step}: read the pages again into a new record.")
        yield from STEPS[step]
