"""Score every built task whose development half is at hand, and the record end to end; rewrite docs/quality.md's table.

`python -m bench.evaluate [--shared ../shared] [--raise-floors | --lower-floors]`. Results are cached by task, data and
code.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench import floors
from bench.predict import BUILT, NOT_BUILT, write_answers
from sayso.model.identity import key, sha256, stage_version

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".cache" / "evaluate"
QUALITY = ROOT / "docs" / "quality.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"

#: Task -> the metrics shown beside the headline.
BESIDE = {
    "plover": ("class_accuracy", "class_precision", "source_f1", "target_f1", "both_ends", "events_per_record"),
    "copies": ("false_copies", "label_accuracy"),
    "pagedate": ("accuracy",),
    "extract": ("f1_spread", "precision", "recall"),
}
#: Rows of the answer key's report that are shown: name -> which of its numbers.
KEY_ROWS = {
    'false "done" (lower is better)': "acc",
    "traps sprung (lower is better)": "acc",
    "main events found": "acc",
    "event mentions (coded)": "F1",
    "type (accepted types)": "acc",
    "modality (done or not)": "acc",
    "modality (six-way)": "acc",
    "actor country": "F1",
    "recipient country": "F1",
    "date (month)": "acc",
    "place country": "acc",
    "coreference B-cubed": "F1",
    "coreference links across pages": "F1",
    "figures (span and value)": "F1",
    "claims (content and speaker)": "F1",
    "reuse (characters)": "F1",
    "origins (pairs)": "F1",
    "stories (pairs)": "F1",
    "regions (characters right)": "acc",
    "publication overlaps truth, tight (derivable)": "acc",
}
#: Shown, but neither good nor bad in themselves.
NO_FLOOR = ("f1_spread", "events_per_record", "precision", "recall")
_KEY_FLOOR_NAMES = {'false "done" (lower is better)': "false_done", "traps sprung (lower is better)": "traps_sprung"}


class Line(NamedTuple):
    """One line of the table."""

    task: str
    metric: str
    value: float
    to_beat: str


def code_version() -> str:
    """Changes whenever anything that may change an answer does."""
    rooms = stage_version("model", "acquire", "read", "compare", "keep", "tell")
    return key(rooms, *(sha256(path.read_bytes()) for path in sorted((ROOT / "bench").rglob("*.py"))))


def scored(task: str, bench: Path) -> dict[str, Any]:
    """The scorer's JSON for one task; from the cache where neither code nor data changed."""
    cached = CACHE / f"{task}-{key(task, code_version(), _data_version(bench))[:16]}.json"
    if not cached.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        cached.write_text(json.dumps(_score(task, bench)), encoding="utf-8")
    result: dict[str, Any] = json.loads(cached.read_text(encoding="utf-8"))
    return result


def _data_version(bench: Path) -> str:
    return key(*(f"{p.relative_to(bench)} {p.stat().st_size}" for p in sorted(bench.rglob("*")) if p.is_file()))


def _score(task: str, bench: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        items, answers = Path(folder) / "items.jsonl", Path(folder) / "answers.jsonl"
        _scorer(bench, "inputs", task, "--out", str(items))
        write_answers(task, items, answers)
        result: dict[str, Any] = json.loads(_scorer(bench, "score", task, "--pred", str(answers), "--json"))
    return result


def _scorer(bench: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-B", "score.py", *arguments], cwd=bench, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"The scorer refused {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout


def task_lines(task: str, bench: Path) -> Iterator[Line]:
    """The task's headline and what is shown beside it, each with the number to beat on this half."""
    result = scored(task, bench)
    for metric in (result["headline"], *BESIDE.get(task, ())):
        bars = [b for b in result["to_beat"] if b["metric"] == metric and ("dev" in b or "whole" in b)]
        to_beat = "; ".join(f"{b.get('dev', b.get('whole'))} {b['system']}" for b in bars)
        yield Line(task, metric, result["metrics"][metric]["value"], to_beat)


def has_data(task: str, bench: Path) -> bool:
    """Is the task's development half here? Asked of the scorer itself."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-B", "score.py", "inputs", task, "--out", str(Path(folder) / "items")],
            cwd=bench,
            capture_output=True,
            check=False,
        )
    return done.returncode == 0


def key_lines(bench: Path) -> Iterator[Line]:
    """The record end to end, on the open answer key."""
    if not (bench / "open_key" / "key.json").exists():
        return
    cached = CACHE / f"open_key-{key(code_version(), _data_version(bench))[:16]}.json"
    if not cached.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        cached.write_text(json.dumps(_score_key(bench)), encoding="utf-8")
    rows = json.loads(cached.read_text(encoding="utf-8"))
    for name, number in KEY_ROWS.items():
        if name in rows:
            yield Line("open_key", _KEY_FLOOR_NAMES.get(name, name), rows[name][number], "")


def _score_key(bench: Path) -> dict[str, Any]:
    from sayso.keep.record import Record
    from sayso.pipeline import read
    from sayso.tell.export import export

    with tempfile.TemporaryDirectory() as folder:
        record, out, scores = Path(folder) / "key.duckdb", Path(folder) / "export", Path(folder) / "scores.json"
        read([str(bench / "open_key" / "pages")], record)
        with Record.open(record) as open_record:
            export(open_record, out, "jsonl")
        subprocess.run(
            [sys.executable, "-B", "score_key.py", "--export", str(out), "--json", str(scores)],
            cwd=bench,
            check=True,
            capture_output=True,
        )
        result: dict[str, Any] = json.loads(scores.read_text(encoding="utf-8"))
    return result


def table(lines: list[Line], left_out: list[str]) -> str:
    """The lines as a Markdown table, with what was not run named below."""
    rows = ["| task | metric | value | to beat (this half) |", "|---|---|---|---|"]
    rows += [f"| {x.task} | {x.metric} | {x.value:.3f} | {x.to_beat} |" for x in lines]
    rows += ["", *left_out]
    return "\n".join(rows)


def rewrite_block(text: str) -> None:
    """Put the text between the markers of docs/quality.md; the rest of the page is left as it is."""
    page = QUALITY.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    QUALITY.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def main() -> int:
    """1 where a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--raise-floors", action="store_true", help="raise the floors to today's values")
    parser.add_argument("--lower-floors", action="store_true", help="set the floors to today's values, even lower ones")
    given = parser.parse_args()
    bench = given.shared.resolve() / "bench"
    if not (bench / "score.py").exists():
        print(f"Not run: there are no measuring sets at {bench}.")
        return 0
    here = [task for task in BUILT if has_data(task, bench)]
    lines = [line for task in here for line in task_lines(task, bench)] + list(key_lines(bench))
    missing = [task for task in BUILT if task not in here]
    left_out = [f"Not run, no data: {', '.join(missing)}."] if missing else []
    left_out.append(f"Not built: {', '.join(NOT_BUILT)}.")
    text = table(lines, left_out)
    print(text)
    rewrite_block(text)
    return held({f"{x.task} {x.metric.replace(' ', '_')}": x.value for x in lines if x.metric not in NO_FLOOR}, given)


def held(values: dict[str, float], given: argparse.Namespace) -> int:
    """Hold the values against the floors, or move the floors where that was asked for."""
    if given.lower_floors:
        floors.settle("development", values, lower=True)
        return 0
    faults = floors.broken("development", values)
    for fault in faults:
        print(fault, file=sys.stderr)
    if given.raise_floors and not faults:
        floors.settle("development", values)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
