"""The record: one DuckDB file, opened by one writer or any number of readers.

A writer works on `RECORD.next`, a copy beside the record, and puts it in the record's place when a run is done:
readers see the last finished state all the while. A killed run leaves its `.next` behind, with every batch it had
committed; the next writer goes on from there.
"""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

import duckdb
import msgspec

from sayso.errors import RecordError
from sayso.keep.migrations import SCHEMA_VERSION, migrate

DEFAULT_RECORD = Path("sayso.duckdb")
_ROWS_A_STEP = 5_000


def working_copy(path: Path) -> Path:
    """Where a writer works before the record is replaced."""
    return path.with_name(path.name + ".next")


class Record:
    """An open record. Use `open` to read and `write` to change it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open for reading. Raises RecordError where there is no record, or one of another schema."""
        if not path.is_file():
            raise RecordError(
                f"There is no record at {path}: make one with `sayso read PATH`, or name it with --record."
            )
        record = cls(_connect(path, read_only=True))
        record._check_version(path)
        return record

    @classmethod
    @contextmanager
    def write(cls, path: Path) -> Iterator[Self]:
        """Open for writing, from the last finished state or from what a stopped run left; one writer at a time.

        On success the new state takes the record's place. On an error or a kill it stays in the working copy.
        """
        work = working_copy(path)
        if not work.exists() and path.exists():
            _refuse_foreign(path)
            _copy(path, work)
        record = cls(_connect(work, read_only=False))
        try:
            record._prepare(path)
            yield record
            record._connection.execute("CHECKPOINT")
        finally:
            record._connection.close()
        work.replace(path)

    def query(self, sql: str, *params: object) -> list[dict[str, Any]]:
        """Rows as dictionaries, column name -> value. Values are always bound, never put into the text."""
        cursor = self._connection.execute(sql, list(params))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def stream(self, sql: str, *params: object) -> Iterator[tuple[Any, ...]]:
        """Rows as tuples, a few thousand at a time. One stream at a time may be open beside other queries."""
        cursor = self._connection.cursor().execute(sql, list(params))
        while rows := cursor.fetchmany(2_000):
            yield from rows

    def execute(self, sql: str, *params: object) -> None:
        """Run one statement."""
        self._connection.execute(sql, list(params))

    def load(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Add rows given as column name -> value, in few large steps. `table` is one of the schema's names.

        Rows travel as JSON because one bound list of thousands is over a hundred times faster than a bound row each.
        """
        if not rows:
            return
        shape = self._shape(table)
        columns = ", ".join(f'"{name}"' for name in shape)
        statement = (
            f"INSERT INTO {table} BY NAME SELECT {columns} FROM (SELECT unnest(from_json(?, ?), recursive := true))"
        )
        for first in range(0, len(rows), _ROWS_A_STEP):
            step = msgspec.json.encode(rows[first : first + _ROWS_A_STEP]).decode()
            self._connection.execute(statement, [step, msgspec.json.encode([shape]).decode()])

    def _shape(self, table: str) -> dict[str, Any]:
        """The table's columns as DuckDB's from_json wants them: name -> type, a list type in brackets."""
        rows = self.query(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", table
        )
        return {
            row["column_name"]: [row["data_type"][:-2]] if row["data_type"].endswith("[]") else row["data_type"]
            for row in rows
        }

    def put(self, table: str, row: Sequence[object]) -> None:
        """Add or replace one row, in the order of the table's columns. `table` is one of the schema's names."""
        slots = ", ".join("?" * len(row))
        self._connection.execute(f"INSERT OR REPLACE INTO {table} VALUES ({slots})", list(row))

    def put_all(self, table: str, rows: Sequence[Sequence[object]]) -> None:
        """The same for many rows, none of which takes another's place: a tenth of the time."""
        if rows:
            slots = ", ".join(["unnest(?)"] * len(rows[0]))
            columns = [list(column) for column in zip(*rows, strict=True)]
            self._connection.execute(f"INSERT OR REPLACE INTO {table} SELECT {slots}", columns)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block or nothing."""
        self._connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def _prepare(self, path: Path) -> None:
        if not self.query("SELECT 1 FROM duckdb_tables() WHERE table_name = 'meta'"):
            with self.transaction():
                self._connection.execute(_schema())
                self.execute("INSERT INTO meta VALUES ('schema_version', ?)", str(SCHEMA_VERSION))
        version = self._version()
        if 0 < version < SCHEMA_VERSION:
            with self.transaction():
                for statement in [*migrate(version), *re.findall(r"^COMMENT ON .*;$", _schema(), re.MULTILINE)]:
                    self.execute(statement)
                self.execute("UPDATE meta SET value = ? WHERE name = 'schema_version'", str(SCHEMA_VERSION))
        self._check_version(path)

    def _version(self) -> int:
        try:
            rows = self.query("SELECT value FROM meta WHERE name = 'schema_version'")
        except duckdb.Error:
            return 0
        return int(rows[0]["value"]) if rows else 0

    def _check_version(self, path: Path) -> None:
        version = self._version()
        if version == SCHEMA_VERSION:
            return
        self._connection.close()
        raise _refusal(path, version)


def _schema() -> str:
    return (files("sayso.keep") / "schema.sql").read_text(encoding="utf-8")


def _refusal(path: Path, version: int) -> RecordError:
    if not version:
        return RecordError(f"{path} is not a Sayso record: name another file with --record.")
    if version > SCHEMA_VERSION:
        return RecordError(f"{path} was written by a newer Sayso (schema {version}): upgrade Sayso to open it.")
    return RecordError(f"{path} has the older schema {version}: run `sayso read` on it once to migrate it.")


def _refuse_foreign(path: Path) -> None:
    """Raise RecordError for a file that is no record, or a newer one, before anything is copied."""
    with Record(_connect(path, read_only=True)) as record:
        version = record._version()
    if not 0 < version <= SCHEMA_VERSION:
        raise _refusal(path, version)


def _copy(path: Path, work: Path) -> None:
    """Copy under a name of its own first, so that a kill while copying never leaves half a working copy."""
    half = work.with_name(work.name + ".part")
    shutil.copyfile(path, half)
    half.replace(work)


def _connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(
            str(path),
            read_only=read_only,
            config={
                "threads": 2,
                "memory_limit": "1GB",
                "preserve_insertion_order": "true",
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
            },
        )
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise RecordError(f"Another sayso is writing to {path}: wait until it is done.") from error
        raise RecordError(f"{path} cannot be opened as a record: name another file with --record.") from error
    except duckdb.Error as error:
        raise RecordError(f"{path} cannot be opened as a record: name another file with --record.") from error
