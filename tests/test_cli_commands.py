"""The command line: what it prints where, its exit codes, and that asking for help costs nothing."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sayso import __version__
from sayso.cli import main
from sayso.errors import SaysoError
from tests.made_record import ALPHA, HOSTILE, event_id, made_record, rows, write_record

HEAVY = "duckdb spacy thinc trafilatura lxml jinja2 scipy numpy rensa rapidfuzz ahocorasick msgspec rich".split()


def run(*args: str, record: Path | None = None) -> Result:
    """The command in this process; a SaysoError stays `result.exception`."""
    given = [*args, "--record", str(record)] if record else list(args)
    return CliRunner().invoke(main.app, given)


def process(args: Sequence[str], **env: str) -> "subprocess.CompletedProcess[str]":
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "sayso", *args], capture_output=True, text=True, check=False, env={**os.environ, **env}
    )


# ------------------------------------------------------------------ help


def test_help_imports_nothing_heavy() -> None:
    code = f"""
import sys
from sayso.cli.main import app
try:
    app(["--help"])
except SystemExit:
    pass
found = sorted(set({HEAVY!r}) & set(sys.modules))
sys.exit(f"--help imports {{found}}" if found else 0)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Usage:" in done.stdout


@pytest.mark.parametrize(
    "command", ["read", "brief", "export", "check", "forget", "demo", "show", "show story", "show event", "show errors"]
)
def test_every_command_explains_itself(command: str) -> None:
    result = run(*command.split(), "-h")
    assert (
        result.exit_code == 0 and "Usage:" in result.stdout and "..." not in result.stdout.split("Commands:")[-1][80:]
    )


def test_version() -> None:
    assert run("--version").stdout == f"sayso {__version__}\n"


# ------------------------------------------------------------------ commands on a record


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["show", "event", event_id("signing")], "»signed«"),
        (["show", "event"], "only planned"),
        (["show", "story", ALPHA], "Timeline"),
        (["show", "page", HOSTILE], "Regions"),
        (["show", "actor", "Norway"], "NOR-GOV"),
        (["show", "errors"], "The file is empty"),
        (["check"], "41  spans opened, 0 faults"),
    ],
)
def test_pages_for_people(args: list[str], words: str) -> None:
    result = run(*args, record=made_record())
    assert result.exit_code == 0 and words in result.stdout
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("what", ["story", "event", "page", "actor", "errors"])
def test_every_listing_is_there_as_json(what: str) -> None:
    result = run("show", what, "--json", record=made_record())
    listed = json.loads(result.stdout)
    assert isinstance(listed, list) and listed
    assert not any(c in result.stdout for c in "\x1b\x9b\u202e")


def test_one_thing_is_there_as_json() -> None:
    shown = json.loads(run("show", "event", event_id("signing"), "--json", record=made_record()).stdout)
    assert (shown["event"], shown["status"], len(shown["mentions"])) == (event_id("signing"), "happened", 3)
    page = json.loads(run("show", "page", HOSTILE, "--json", record=made_record()).stdout)
    assert page["regions"][0]["text"].endswith("[bold red]Boats[/] \u202e lost"), "JSON says what the page says"


def test_export_and_brief_write_files(tmp_path: Path) -> None:
    result = run("export", "jsonl", str(tmp_path / "out"), record=made_record())
    assert result.exit_code == 0 and not result.stdout
    assert len(list((tmp_path / "out").iterdir())) == 12
    assert run("brief", "-q", "-o", str(tmp_path / "b.html"), record=made_record()).exit_code == 0
    assert (tmp_path / "b.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_record_may_be_named_by_the_environment() -> None:
    result = CliRunner().invoke(main.app, ["show", "errors"], env={"SAYSO_RECORD": str(made_record())})
    assert result.exit_code == 0 and "broken.html" in result.stdout


# ------------------------------------------------------------------ what goes wrong


def test_an_error_is_one_sentence_and_its_exit_code(tmp_path: Path) -> None:
    done = process(["show", "story", "--record", str(tmp_path / "none.duckdb")])
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("sayso: There is no record at") and done.stderr.count("\n") == 1


def test_a_wrong_call_leaves_with_two() -> None:
    done = process(["export", "xml", "out"])
    assert done.returncode == 2 and "Traceback" not in done.stderr


def test_check_leaves_with_one_for_a_fault(tmp_path: Path) -> None:
    tables = rows()
    tables["mentions"][0]["end"] = 10_000
    done = process(["check", "-q", "--record", str(write_record(tmp_path / "bad.duckdb", tables))])
    assert done.returncode == 1
    assert "lies outside the text" in done.stdout and "2 faults" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_of_its_own_is_a_sentence_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise ValueError("first line\nsecond line")

    monkeypatch.setattr(main, "app", lambda standalone_mode: broken())
    assert main._run() == 70
    assert capsys.readouterr().err.count("\n") == 1
    monkeypatch.setenv("SAYSO_TRACE", "1")
    with pytest.raises(ValueError, match="first line"):
        main._run()


def test_a_full_disk_is_a_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(standalone_mode: bool) -> None:
        raise OSError(28, "No space left on device", "sayso.duckdb")

    monkeypatch.setattr(main, "app", broken)
    assert main._run() == 1
    assert "sayso.duckdb: No space left on device" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_met_with_silence() -> None:
    command = f"{sys.executable} -m sayso show page {HOSTILE} --json --record {made_record()} | head -c 5"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ('{\n  "', "")


def test_streams_without_unicode_are_no_hindrance() -> None:
    done = process(["show", "event", event_id("signing"), "--record", str(made_record())], PYTHONIOENCODING="ascii")
    assert done.returncode == 0 and "?signed?" in done.stdout


# ------------------------------------------------------------------ forget


def test_forget_wants_a_name_in_full(tmp_path: Path) -> None:
    record = tmp_path / "r.duckdb"
    shutil.copy(made_record(), record)
    result = run("forget", "alpha.html", record=record)
    assert isinstance(result.exception, SaysoError) and "in full" in str(result.exception)
    assert record.read_bytes() == made_record().read_bytes()
