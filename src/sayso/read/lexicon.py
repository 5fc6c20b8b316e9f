"""The read room's lexicons: tab-separated files with a heading line, loaded once."""

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `lexicons/NAME.tsv`, column -> cell; lines that begin with "#" are remarks."""
    text = (files("sayso.read") / "lexicons" / f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(dict(zip(lines[0], line, strict=True)) for line in lines[1:])


@cache
def words(name: str, key: str, value: str, column: str) -> frozenset[str]:
    """The cells of `column` in the rows whose `key` cell is `value`."""
    return frozenset(row[column] for row in rows(name) if row[key] == value)


@cache
def mapping(name: str, key: str, value: str) -> dict[str, str]:
    """Cell of `key` -> cell of `value`, over all rows."""
    return {row[key]: row[value] for row in rows(name)}


@cache
def word_class(name: str) -> frozenset[str]:
    """The lemmas of a class of `word_classes.tsv` ("talks" -> talk, meeting ...). KeyError where there is none."""
    return _classes()[name]


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {row["class"]: frozenset(row["words"].split("|")) for row in rows("word_classes")}
