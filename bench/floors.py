"""Floors: measured values that a change may raise, never lower, unless it says so by an explicit flag."""

import json
import math
from collections.abc import Mapping
from pathlib import Path

FLOORS = Path(__file__).parent / "floors.json"
#: Metrics where less is better: their floor is a ceiling.
LOWER_IS_BETTER = frozenset(
    {"false_copies", "false_done", "traps_sprung", "false_happened", "not_news_read", "false_joins"}
)

Values = Mapping[str, float]


def load() -> dict[str, dict[str, float]]:
    """Group ("golden", "development") -> metric -> floor."""
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def broken(group: str, values: Values) -> list[str]:
    """One sentence for each floor that a value falls below; a metric with a floor but no value counts only if the
    whole set was measured, so missing sets are the caller's to report."""
    return [
        f"{metric} is {values[metric]:.4f}, its floor is {floor:.4f}"
        for metric, floor in sorted(load().get(group, {}).items())
        if metric in values and _below(metric, values[metric], floor)
    ]


def _below(metric: str, value: float, floor: float) -> bool:
    name = metric.rsplit(" ", 1)[-1]
    return value > floor + 1e-9 if name in LOWER_IS_BETTER else value < floor - 1e-9


def settle(group: str, values: Values, *, lower: bool = False) -> None:
    """Raise the group's floors to the values; with `lower`, set them to the values whatever they were."""
    floors = load()
    kept = floors.setdefault(group, {})
    for metric, value in values.items():
        lower_is_better = metric.rsplit(" ", 1)[-1] in LOWER_IS_BETTER
        rounded = (math.ceil if lower_is_better else math.floor)(value * 10_000) / 10_000
        if lower or metric not in kept or _below(metric, kept[metric], rounded):
            kept[metric] = rounded
    FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
