"""How an older record becomes one of today's schema: one list of statements for each version left behind."""

from collections.abc import Iterator

from sayso.errors import RecordError

SCHEMA_VERSION = 3

_CHANCE = "The chance that"
#: version -> the statements that make it the next one. Version 1 is the first.
STEPS: dict[int, tuple[str, ...]] = {
    # The index of wording: it is filled from the sketches when the pages are compared next.
    1: (
        "CREATE TABLE indexed (page VARCHAR PRIMARY KEY, key VARCHAR NOT NULL)",
        "CREATE TABLE segments (segment INTEGER PRIMARY KEY, bits INTEGER NOT NULL, rows BIGINT NOT NULL)",
        "CREATE TABLE postings (range BIGINT PRIMARY KEY, keys BLOB NOT NULL, pages BLOB NOT NULL)",
        "CREATE TABLE kin (a UBIGINT NOT NULL, b UBIGINT NOT NULL, few BIGINT NOT NULL, many BIGINT NOT NULL)",
    ),
    # What is derived is made anew when pages are compared next; until then the new columns are empty.
    2: (
        "ALTER TABLE mentions ADD COLUMN realis_confidence DOUBLE",
        "ALTER TABLE participants ADD COLUMN confidence DOUBLE",
        f"COMMENT ON COLUMN mentions.confidence IS '{_CHANCE} such a happening is told here, 0 to 1, two decimals.'",
        f"COMMENT ON COLUMN mentions.realis_confidence IS '{_CHANCE} the realis is the one said, 0 to 1, two "
        "decimals.'",
        f"COMMENT ON COLUMN participants.confidence IS '{_CHANCE} it has this role, of the surest mention, 0 to 1, "
        "two decimals.'",
        f"COMMENT ON COLUMN actors.confidence IS '{_CHANCE} it is of that country, 0 to 1, two decimals.'",
    ),
}


def migrate(version: int) -> Iterator[str]:
    """The statements that lead from `version` to SCHEMA_VERSION, in order.

    Raises RecordError where no way leads there.
    """
    for step in range(version, SCHEMA_VERSION):
        if step not in STEPS:
            raise RecordError(f"No way is known from schema {step}: read the pages again into a new record.")
        yield from STEPS[step]
