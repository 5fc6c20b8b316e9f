"""`sayso read` around the pipeline, which is stood in for: what is printed, exit codes, Ctrl-C, the progress bar."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from sayso import pipeline
from sayso.cli import main, progress
from sayso.keep.record import Record, working_copy
from sayso.pipeline import RunReport
from tests.made_record import BROKEN, made_record


def report(documents: int = 6, errors: tuple[tuple[str, str], ...] = ()) -> RunReport:
    return RunReport(run=1, documents=documents, unchanged=0, new_pages=6, read_pages=6, replaced=(), errors=errors)


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run `sayso read`, with a report in the place of the pipeline's work."""

    def run(result: object, *args: str) -> Result:
        def read(paths: list[str], record: Path, **_: object) -> object:
            if isinstance(result, BaseException):
                raise result
            return result

        monkeypatch.setattr(pipeline, "read", read)
        return CliRunner().invoke(main.app, ["read", "pages", "--record", str(made_record()), *args])

    return run


def test_the_summary_ends_a_run(stand_in: Callable[..., Result]) -> None:
    result = stand_in(report(errors=((BROKEN, "The file is empty: leave it out."),)))
    assert result.exit_code == 0, "a bad page among good ones is no failure"
    assert "6 documents found, 6 pages new, 1 with errors:" in result.stdout and "Main events" in result.stdout


def test_nothing_readable_leaves_with_one(stand_in: Callable[..., Result]) -> None:
    assert stand_in(report(documents=0)).exit_code == 1
    result = stand_in(report(documents=1, errors=((BROKEN, "The file is empty: leave it out."),)))
    assert result.exit_code == 1 and "None of the pages could be read" in result.stderr


def test_json_and_quiet(stand_in: Callable[..., Result]) -> None:
    shown = json.loads(stand_in(report(), "--json").stdout)
    assert shown["run"]["documents"] == 6 and shown["record"]["origins"] == 4
    assert stand_in(report(), "-q").stdout == ""


def test_ctrl_c_says_what_is_safe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = tmp_path / "r.duckdb"

    def stopped(paths: list[str], record: Path, **_: object) -> None:
        with Record.write(record) as half:
            half.put("pages", ("p1", "k", b""))
            raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "read", stopped)
    result = CliRunner().invoke(main.app, ["read", "pages", "--record", str(record)])
    assert working_copy(record).exists()
    assert result.exit_code == 130
    assert result.stderr == "sayso: stopped; 1 page is kept; run the same command to go on.\n"


def test_the_bar_is_drawn_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    with progress.watching(quiet=False) as watch:
        assert watch is progress._nothing
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress.watching(quiet=True) as watch:
        assert watch is progress._nothing


def test_the_bar_shows_pages_and_speed() -> None:
    out = io.StringIO()
    with progress._bar(Console(file=out, force_terminal=True, width=100)) as bar:
        watch = progress.Drawn(bar)
        for count in range(1, 9):
            watch("read", count, 40)
        watch("compare", 0, None)
    assert "reading" in out.getvalue() and "8/40 pages" in out.getvalue() and "comparing" in out.getvalue()


@pytest.mark.parametrize(
    ("total", "done", "said"), [(None, 0, ""), (None, 12, "12 pages"), (4000, 1200, "1,200/4,000 pages")]
)
def test_how_far(total: int | None, done: int, said: str) -> None:
    with progress._bar(Console(file=io.StringIO())) as bar:
        bar.add_task("read", total=total, completed=done)
        assert progress.how_far(bar.tasks[0]) == said
