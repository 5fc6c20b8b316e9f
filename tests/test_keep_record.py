"""The record: one writer, readers of the last finished state, versions, forgetting."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from sayso.errors import NotInRecordError, RecordError
from sayso.keep.record import Record, working_copy
from sayso.pipeline import forget, read

Exported = Callable[[Path], dict[str, bytes]]


def test_readers_see_the_last_finished_state_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    with Record.write(path) as record:
        record.put("meta", ("colour", "blue"))
    with Record.write(path) as writer:
        writer.put("meta", ("colour", "red"))
        with Record.open(path) as reader:
            assert reader.query("SELECT value FROM meta WHERE name = 'colour'") == [{"value": "blue"}]
    with Record.open(path) as reader:
        assert reader.query("SELECT value FROM meta WHERE name = 'colour'") == [{"value": "red"}]
    assert not working_copy(path).exists()


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    program = "import pathlib, sys, sayso.keep.record as r\nwith r.Record.write(pathlib.Path(sys.argv[1])): pass"
    with Record.write(path):
        done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode != 0 and "wait until it is done" in done.stderr


def test_a_missing_a_foreign_and_a_newer_record_are_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="sayso read"):
        Record.open(tmp_path / "none.duckdb")
    foreign = tmp_path / "foreign.duckdb"
    duckdb.connect(str(foreign)).execute("CREATE TABLE t (a INTEGER)").close()
    with pytest.raises(RecordError, match="not a Sayso record"):
        Record.open(foreign)
    with pytest.raises(RecordError, match="not a Sayso record"), Record.write(foreign):
        pass
    assert not working_copy(foreign).exists()
    text = tmp_path / "text.duckdb"
    text.write_text("hello")
    with pytest.raises(RecordError, match="cannot be opened"):
        Record.open(text)
    newer = tmp_path / "newer.duckdb"
    with Record.write(newer) as record:
        record.execute("UPDATE meta SET value = '999' WHERE name = 'schema_version'")
    with pytest.raises(RecordError, match="upgrade Sayso"):
        Record.open(newer)


def page(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_a_new_version_takes_the_address_and_the_old_one_is_kept(tmp_path: Path) -> None:
    folder, path = tmp_path / "pages", tmp_path / "r.duckdb"
    folder.mkdir()
    page(folder, "a.txt", "Talks open in Oslo\n\nNorway and Sweden held talks in Oslo on 3 May 2021.\n")
    read([str(folder)], path, processes=1)
    page(folder, "a.txt", "Talks end in Oslo\n\nNorway and Sweden ended their talks in Oslo on 5 May 2021.\n")
    assert read([str(folder)], path, processes=1).replaced == ("a.txt",)
    with Record.open(path) as record:
        (shown,) = record.query("SELECT text FROM documents")
        assert "5 May" in shown["text"]
        assert record.query("SELECT count(*) AS n FROM appearances")[0]["n"] == 2


def test_a_record_of_the_first_schema_becomes_one_of_todays(tmp_path: Path) -> None:
    columns = "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() ORDER BY ALL"
    comments = "SELECT table_name, comment FROM duckdb_tables() ORDER BY ALL"
    with Record.write(tmp_path / "new.duckdb") as record:
        wanted = record.query(columns), record.query(comments)
    old = tmp_path / "old.duckdb"
    with Record.write(old) as record:
        for table in ("indexed", "segments", "postings", "kin"):
            record.execute(f"DROP TABLE {table}")
        record.execute("ALTER TABLE mentions DROP COLUMN realis_confidence")
        record.execute("ALTER TABLE participants DROP COLUMN confidence")
        record.execute("UPDATE meta SET value = '1' WHERE name = 'schema_version'")
    with pytest.raises(RecordError, match="migrate"):
        Record.open(old)
    with Record.write(old) as record:
        assert (record.query(columns), record.query(comments)) == wanted


def test_forgetting_a_document_leaves_what_the_others_alone_would_give(tmp_path: Path, exported: Exported) -> None:
    folder, path, alone = tmp_path / "pages", tmp_path / "r.duckdb", tmp_path / "alone.duckdb"
    folder.mkdir()
    page(folder, "a.txt", "Talks open in Oslo\n\nNorway and Sweden held talks in Oslo on 3 May 2021.\n")
    read([str(folder)], alone, processes=1)
    page(folder, "b.txt", "Talks in Oslo\n\nSweden and Norway held talks in Oslo on 3 May 2021, officials said.\n")
    read([str(folder)], path, processes=1)
    forget("b.txt", path)
    assert exported(path) == exported(alone)
    with pytest.raises(NotInRecordError, match="no document"):
        forget("b.txt", path)
