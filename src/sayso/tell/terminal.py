"""Showing text of pages in a terminal: plain Text objects, never markup, and nothing that steers the terminal."""

import os
from typing import TYPE_CHECKING, TextIO

from sayso.tell.visible import one_line
from sayso.tell.wording import statuses

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from sayso.tell.views import Quote

WIDTH = 100


def console(file: TextIO | None = None, *, stderr: bool = False) -> "Console":
    """A console at most WIDTH columns wide (just so wide in a pipe), with colours only where it is a terminal."""
    from rich.console import Console

    made = Console(file=file, stderr=stderr, markup=False, emoji=False, highlight=False, soft_wrap=False)
    if made.is_terminal or "COLUMNS" in os.environ:
        made.width = min(made.width, WIDTH)
    else:
        made.width = WIDTH
    return made


def text(words: str | None, style: str = "", *, indent: int = 0) -> "Text":
    """Words on one line."""
    from rich.text import Text

    return Text(" " * indent + one_line(words), style=style, no_wrap=True, overflow="ellipsis")


def wrapped(words: str | None, style: str = "") -> "Text":
    """Words that go on in the next line where one is too short; nothing is cut."""
    from rich.text import Text

    return Text(one_line(words), style=style, overflow="fold")


def status(name: str) -> "Text":
    """The status in words; the colour only repeats them."""
    word = statuses()[name]
    return text(word.word, f"bold {word.colour}" if word.word != name or name == "denied" else "")


def quote(quoted: "Quote", indent: str = "") -> "Text":
    """A sentence with the words that matter in bold, between guillemets where bold cannot be seen."""
    from rich.text import Text

    before, after = _keep_ends(quoted.before), _keep_ends(quoted.after)
    return Text.assemble(indent, before, ("»" + one_line(quoted.words) + "«", "bold"), after)


def _keep_ends(part: str) -> str:
    """One line, with the single space that parts it from its neighbour."""
    shown = one_line(part)
    if not shown:
        return " " if part.isspace() else ""
    return (" " if part[0].isspace() else "") + shown + (" " if part[-1].isspace() else "")


def grid(*ratios: int | None) -> "Table":
    """A table without lines; a column with a ratio takes the room that is left and is cut, the others are as wide
    as their widest cell."""
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0), expand=any(ratio is not None for ratio in ratios))
    for ratio in ratios:
        table.add_column(no_wrap=True, overflow="ellipsis", ratio=ratio)
    return table


def heading(words: str) -> "Text":
    """The line above a section."""
    return text(words, "bold underline")
