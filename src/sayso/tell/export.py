"""The record for programs: JSON Lines, CSV or Parquet, one file a table. The same record gives the same bytes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from sayso.errors import UsageError
from sayso.keep.record import Record
from sayso.tell.exports import EXPORTS, ExportFile

Format = Literal["jsonl", "csv", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)
#: Characters that many programs take for the end of a line, and JSON does not have to escape: U+0085, U+2028, U+2029.
_LINE_BREAKS = (("\x85".encode(), b"\\u0085"), ("\u2028".encode(), b"\\u2028"), ("\u2029".encode(), b"\\u2029"))


def export(record: Record, folder: Path, kind: Format) -> tuple[Path, ...]:
    """Write every file of the export into the folder, which is made where it is not there.

    Each file is written beside its place and then moved there, so that no reader meets half a file.
    Raises UsageError where the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(_export_file(record, folder, file, kind) for file in EXPORTS)
    except OSError as error:
        raise UsageError(
            f"The export cannot be written to {folder} ({error.strerror}): name another folder."
        ) from error


def _export_file(record: Record, folder: Path, file: ExportFile, kind: Format) -> Path:
    path = folder / f"{file.name}.{kind}"
    part = path.with_name(path.name + ".part")
    if kind == "jsonl":
        _write_jsonl(record, file, part)
    else:
        _copy(record, file, part, kind)
    return part.replace(path)


def columns(record: Record, file: ExportFile) -> list[tuple[str, str]]:
    """(name, DuckDB type) of each key, in order."""
    return [(row["column_name"], row["column_type"]) for row in record.query(f"DESCRIBE {file.query}")]


def _write_jsonl(record: Record, file: ExportFile, path: Path) -> None:
    names = [name for name, _ in columns(record, file)]
    with path.open("wb") as out:
        out.writelines(_lines(record.stream(file.query), names))


def _lines(rows: Iterator[tuple[Any, ...]], names: list[str]) -> Iterator[bytes]:
    for row in rows:
        line = msgspec.json.encode(dict(zip(names, row, strict=True)))
        for raw, escaped in _LINE_BREAKS:
            line = line.replace(raw, escaped)
        yield line + b"\n"


def _copy(record: Record, file: ExportFile, path: Path, kind: Format) -> None:
    """DuckDB writes the file itself. In CSV a nested value is its JSON text."""
    if kind == "csv":
        chosen = ", ".join(_flat(name, type_) for name, type_ in columns(record, file))
        options = "FORMAT csv, HEADER"
    else:
        chosen, options = "*", "FORMAT parquet"
    record.query(f"COPY (SELECT {chosen} FROM ({file.query})) TO $1 ({options})", str(path))


def _flat(name: str, type_: str) -> str:
    nested = type_.endswith("[]") or type_.startswith("STRUCT") or type_ == "JSON"
    return f'to_json("{name}") AS "{name}"' if nested else f'"{name}"'
