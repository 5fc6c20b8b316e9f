"""How far a run is: a bar on standard error with pages a second and the time left, where that is a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, Task, TaskID

_STAGES = {"acquire": "taking in", "read": "reading", "compare": "comparing"}


class Watch(Protocol):
    """Told how far a stage is: total None = not known yet."""

    def __call__(self, stage: str, done: int, total: int | None) -> None: ...


@contextmanager
def watching(quiet: bool) -> Iterator[Watch]:
    """A watch that draws the bar, or one that does nothing."""
    if quiet or not sys.stderr.isatty():
        yield _nothing
        return
    with _bar() as bar:
        yield Drawn(bar)


def _nothing(stage: str, done: int, total: int | None) -> None:
    """Draws nothing."""


class Drawn:
    """One line of the bar for each stage."""

    def __init__(self, bar: "Progress") -> None:
        self._bar = bar
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(_STAGES.get(stage, stage), total=total)
        self._bar.update(self._tasks[stage], completed=done, total=total)


def how_far(task: "Task") -> str:
    """ "12/40 pages, 12.3 pages/s", without what is not known."""
    if not task.completed and task.total is None:
        return ""
    done = f"{task.completed:,.0f}" if task.total is None else f"{task.completed:,.0f}/{task.total:,.0f}"
    return f"{done} pages" + (f", {task.speed:,.1f} pages/s" if task.speed else "")


def _bar(console: "Console | None" = None) -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class HowFarColumn(ProgressColumn):
        def render(self, task: "Task") -> Text:
            return Text(how_far(task))

    columns = (TextColumn("{task.description}"), BarColumn(), HowFarColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console or Console(stderr=True), transient=True)
