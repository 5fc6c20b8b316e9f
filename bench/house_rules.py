"""The size rules of the house: `python bench/house_rules.py` prints the figures and fails when one is broken."""

import ast
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDERS = ("src", "bench", "tests", "training", "docs")
LONGEST_FILE = 500
LONG_FUNCTION = 40
SHARE_SHORT = 0.95
MEDIAN = 10
#: Rooms from left to right; a room imports nothing to its right.
ROOMS = ("model", "acquire", "read", "compare", "keep", "tell", "cli")


def sources() -> list[Path]:
    """Every Python file of the repository."""
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """(name, lines) of every function in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def long_files() -> list[str]:
    """Files over the limit."""
    counts = {path: path.read_text(encoding="utf-8").count("\n") for path in sources()}
    return [
        f"{path.relative_to(ROOT)} has {n} lines (at most {LONGEST_FILE})"
        for path, n in counts.items()
        if n > LONGEST_FILE
    ]


def long_functions() -> list[str]:
    """What is wrong with the lengths of the package's functions."""
    lengths = [
        (lines, f"{path.relative_to(ROOT)} {name}")
        for path in sources()
        if path.is_relative_to(ROOT / "src")
        for name, lines in functions(path)
    ]
    median = statistics.median(lines for lines, _ in lengths)
    over = sorted((pair for pair in lengths if pair[0] > LONG_FUNCTION), reverse=True)
    print(f"{len(lengths)} functions, median {median:.0f} lines, {len(over)} over {LONG_FUNCTION}")
    faults = [f"the median function has {median:.0f} lines (under {MEDIAN})"] if median >= MEDIAN else []
    if len(over) > (1 - SHARE_SHORT) * len(lengths):
        faults += [f"{where} has {lines} lines" for lines, where in over]
    return faults


def wrong_imports() -> list[str]:
    """Imports from a room to the right."""
    return [
        f"{path.relative_to(ROOT)} imports sayso.{room}"
        for path in sources()
        if path.is_relative_to(ROOT / "src/sayso") and (here := path.relative_to(ROOT / "src/sayso").parts[0]) in ROOMS
        for room in imported_rooms(path)
        if ROOMS.index(room) > ROOMS.index(here)
    ]


def imported_rooms(path: Path) -> Iterator[str]:
    """The rooms that a file imports from."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            parts = name.split(".")
            if parts[0] == "sayso" and len(parts) > 1 and parts[1] in ROOMS:
                yield parts[1]


def main() -> int:
    """0 where every rule holds."""
    faults = [*long_files(), *long_functions(), *wrong_imports()]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
