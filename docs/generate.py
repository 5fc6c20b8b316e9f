"""Write the reference pages that are made from the program itself: `python docs/generate.py`.

docs/record.md from the record's schema, docs/commands.md from the command line, docs/export.md from the export's
queries. tests/test_docs.py fails where a page on disk is not what this gives, or something has no description.
"""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
from typer.main import get_command

from sayso.cli.main import app
from sayso.keep.record import Record
from sayso.tell.export import columns
from sayso.tell.exports import EXPORTS, ExportFile

DOCS = Path(__file__).parent
_MADE = "<!-- Made by docs/generate.py; change the program, not this page. -->"
_TYPES = {
    "VARCHAR": "text",
    "INTEGER": "whole number",
    "BIGINT": "whole number",
    "UBIGINT": "whole number",
    "DOUBLE": "number",
    "DATE": "day",
    "BLOB": "bytes",
    "JSON": "JSON",
    "TIMESTAMP WITH TIME ZONE": "instant",
}


def pages() -> dict[str, str]:
    """File name -> text of every generated page."""
    with schema() as record:
        return {"record.md": record_page(record), "commands.md": commands_page(), "export.md": export_page(record)}


def schema() -> Record:
    """An empty record in memory."""
    connection = duckdb.connect()
    connection.execute((files("sayso.keep") / "schema.sql").read_text(encoding="utf-8"))
    return Record(connection)


# ------------------------------------------------------------------ the record


def record_page(record: Record) -> str:
    """Every table and column with its comment."""
    lines = [
        "# The record: tables and fields",
        _MADE,
        "The record is one DuckDB file. Open it read-only with any DuckDB client while nothing writes to it.",
        "Offsets count Unicode code points of the document's canonical text, end exclusive.",
    ]
    for title, tables in sections():
        lines.append(f"## {title}")
        for table in tables:
            lines.extend([f"### {table}", table_comment(record, table), *column_lines(record, table)])
    return _joined(lines)


def sections() -> Iterator[tuple[str, list[str]]]:
    """The schema's headed parts, each with its tables and views, in its order."""
    text = (files("sayso.keep") / "schema.sql").read_text(encoding="utf-8")
    for part in re.split(r"^-- -{20,} ", text, flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        tables = re.findall(r"^CREATE (?:TABLE|VIEW) (\w+)", body, flags=re.MULTILINE)
        yield title.capitalize(), tables


def table_comment(record: Record, table: str) -> str:
    """What the table holds."""
    rows = record.query(
        "SELECT comment FROM (SELECT table_name AS name, comment FROM duckdb_tables()"
        " UNION ALL SELECT view_name, comment FROM duckdb_views()) WHERE name = ?",
        table,
    )
    return str(rows[0]["comment"] or "")


def column_comments(record: Record, table: str) -> dict[str, tuple[str, str]]:
    """Column -> type and comment."""
    rows = record.query(
        "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", table
    )
    return {row["column_name"]: (row["data_type"], row["comment"] or "") for row in rows}


def column_lines(record: Record, table: str) -> list[str]:
    """The columns as one Markdown table."""
    found = column_comments(record, table)
    return [_table(["field", "type", "meaning"], [[f"`{n}`", type_words(t), c] for n, (t, c) in found.items()])]


def type_words(type_: str) -> str:
    """A DuckDB type in words: "list of text", "{start, end, role}"."""
    if type_.endswith("[]"):
        return f"list of {type_words(type_[:-2])}"
    if type_.startswith("STRUCT("):
        return f"{{{', '.join(struct_keys(type_))}}}"
    return _TYPES[type_]


def struct_keys(type_: str) -> list[str]:
    """The keys of a DuckDB STRUCT, those of structs inside it left out."""
    inside, keys, depth = type_[len("STRUCT(") : -1], [], 0
    for part in re.split(r"([(),])", inside):
        depth += {"(": 1, ")": -1}.get(part, 0)
        if depth == 0 and part.strip(" ,()[]"):
            keys.append(part.strip().split(" ")[0].strip('"'))
    return keys


# ------------------------------------------------------------------ the export


def export_page(record: Record) -> str:
    """Every file and key of the export."""
    lines = [
        "# The export: files and keys",
        _MADE,
        "`sayso export jsonl DIR` writes one JSON object a line, UTF-8; `csv` and `parquet` write the same tables (in"
        " CSV a nested value is its JSON text). The same record always gives the same bytes.",
        "Keys stand in this order and lines are sorted by doc, start and end, or else by id; events by first day (null"
        " last) and id. Days are ISO dates; null = unknown or open, never guessed. Further keys may follow these.",
    ]
    for file in EXPORTS:
        meanings = key_meanings(record, file)
        rows = [[f"`{name}`", type_words(type_), meanings.get(name, "")] for name, type_ in columns(record, file)]
        lines.extend([f"## {file.name}", file.about, _table(["key", "type", "meaning"], rows)])
    return _joined(lines)


def key_meanings(record: Record, file: ExportFile) -> dict[str, str]:
    """Key -> meaning: the column's comment, or what the export says itself."""
    return {name: comment for name, (_, comment) in column_comments(record, file.table).items()} | file.keys


# ------------------------------------------------------------------ the commands


def commands_page() -> str:
    """Every command, argument and option with its help."""
    lines = [
        "# Commands",
        _MADE,
        "Exit codes: 0 done; 1 refused, or `check` found a fault, or nothing could be read; 2 a wrong call; 70 a fault"
        " of Sayso's own; 130 stopped with Ctrl-C. Errors are one sentence on standard error; with `SAYSO_TRACE=1` set"
        " they show where they come from.",
    ]
    for name, command in commands(get_command(app), "sayso"):
        lines.extend([f"## {name}", help_of(command), *parameter_lines(command)])
    return _joined(lines)


def commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 (Typer's classes are private)
    """Name and command, then those of its subcommands."""
    yield name, command
    for sub in getattr(command, "commands", {}).values():
        yield from commands(sub, f"{name} {sub.name}")


def help_of(command: Any) -> str:  # noqa: ANN401
    """A command's description."""
    return str(command.help or "").strip()


def parameters(command: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    """(how it is written, what it does) of each argument and option, --help left out."""
    return [(written(p), meaning(p)) for p in command.params if p.name != "help"]


def parameter_lines(command: Any) -> list[str]:  # noqa: ANN401
    found = parameters(command)
    return [_table(["", ""], [[f"`{how}`", what] for how, what in found])] if found else []


def written(parameter: Any) -> str:  # noqa: ANN401
    """ "PATH...", "--record, -r FILE"."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name.upper()) + ("..." if parameter.nargs == -1 else "")
    value = "" if parameter.is_flag else f" {parameter.metavar or parameter.type.name.upper()}"
    return ", ".join(parameter.opts) + value


def meaning(parameter: Any) -> str:  # noqa: ANN401
    """Its help, default and environment variable; empty where it has no help."""
    if not parameter.help:
        return ""
    default = parameter.default
    parts = [parameter.help]
    if default not in (None, False) and not callable(default) and parameter.param_type_name == "option":
        parts.append(f"Default: {default}.")
    if parameter.envvar:
        parts.append(f"Environment: `{parameter.envvar}`.")
    return " ".join(parts)


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def _joined(lines: list[str]) -> str:
    return "\n\n".join(lines) + "\n"


if __name__ == "__main__":
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
