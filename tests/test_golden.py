"""The sample pages against what a careful reader says of them: no figure may fall below its floor."""

import json
from collections.abc import Callable
from pathlib import Path

from bench import floors
from bench.golden import load, measure


def test_no_floor_is_broken(sample_record: Path, exported: Callable[[Path], dict[str, bytes]], tmp_path: Path) -> None:
    folder = tmp_path / "golden"
    folder.mkdir()
    for name, payload in exported(sample_record).items():
        (folder / name).write_bytes(payload)
    values = measure(load(folder))
    assert set(floors.load()["golden"]) == set(values)
    assert floors.broken("golden", values) == []


def test_a_floor_is_broken_by_a_lower_value_and_a_ceiling_by_a_higher() -> None:
    golden = floors.load()["golden"]
    worse = {name: value + 1 if name in floors.LOWER_IS_BETTER else value - 0.1 for name, value in golden.items()}
    assert len(floors.broken("golden", worse)) == len(golden)


def test_floors_are_raised_but_lowered_only_on_request(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text('{"golden": {"a": 0.5, "false_copies": 3}}')
    kept, floors.FLOORS = floors.FLOORS, path
    try:
        floors.settle("golden", {"a": 0.4, "false_copies": 4})
        assert json.loads(path.read_text())["golden"] == {"a": 0.5, "false_copies": 3}
        floors.settle("golden", {"a": 0.6, "false_copies": 1})
        assert json.loads(path.read_text())["golden"] == {"a": 0.6, "false_copies": 1}
        floors.settle("golden", {"a": 0.1}, lower=True)
        assert json.loads(path.read_text())["golden"] == {"a": 0.1, "false_copies": 1}
    finally:
        floors.FLOORS = kept
