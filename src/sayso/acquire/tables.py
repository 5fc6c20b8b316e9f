"""The room's data files: small tab-separated tables beside the code, read once."""

from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def rows(name: str) -> tuple[MappingProxyType[str, str], ...]:
    """The rows of lexicons/<name>.tsv by column; the first line names the columns, lines with # are remarks."""
    text = (files("sayso.acquire") / "lexicons" / f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(MappingProxyType(dict(zip(lines[0], line, strict=True))) for line in lines[1:])


@cache
def column(name: str, key: str, value: str) -> MappingProxyType[str, str]:
    """A table as a mapping from one column to another."""
    return MappingProxyType({row[key]: row[value] for row in rows(name)})
