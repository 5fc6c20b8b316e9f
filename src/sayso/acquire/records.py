"""Pages that stand as records in JSON Lines files, under the key names of common exports (lexicons/record_keys.tsv)."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import IO, Any

from sayso.acquire.limits import Limits
from sayso.acquire.sources import Source, failure, too_large
from sayso.acquire.tables import rows

Record = Mapping[str, Any]


def starts_records(head: bytes) -> bool:
    """Does what comes start like JSON Lines?"""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b'{"', b"{ "))


def records(stream: IO[bytes], doc: str, limits: Limits) -> Iterator[Source]:
    """One source for each line that is not blank; a broken line is a source with an error, named by its number."""
    found = 0
    for number, line in enumerate(_lines(stream, limits.page_bytes), start=1):
        name = f"{doc}#{number}"
        if line is None:
            yield failure(name, too_large(limits))
        elif line.strip():
            yield _record(line, name)
        found += line is None or bool(line.strip())
    if not found:
        yield failure(doc, "This file is empty: leave it out, or get it again.", b"")


def _lines(stream: IO[bytes], limit: int) -> Iterator[bytes | None]:
    """Lines without ever holding more than the limit; None for a longer one."""
    first = True
    while line := stream.readline(limit + 1):
        whole = len(line) <= limit or line.endswith(b"\n")
        while not whole and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)
            if not line:
                break
        yield (line.removeprefix(b"\xef\xbb\xbf") if first else line) if whole else None
        first = False


def _record(line: bytes, name: str) -> Source:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return failure(name, "This line is not JSON: mend it, or leave it out.")
    if not isinstance(value, dict):
        return failure(name, "This line is JSON but no object with a page's fields: write one object a line.")
    text = _first(value, "text", _text) or _first(value, "html", _text)
    if text is None:
        return failure(_first(value, "uri", _address) or name, _NO_TEXT, b"")
    uri = _first(value, "uri", _address)
    return Source(
        doc=uri or name,
        payload=text.encode("utf-8"),
        uri=uri,
        title=_first(value, "title", _word),
        outlet=_first(value, "outlet", _word),
        published=_first(value, "published", _word),
    )


_NO_TEXT = "This record has no text: give it a field named text, or html."


@cache
def _keys(field: str) -> tuple[str, ...]:
    return tuple(row["key"] for row in rows("record_keys") if row["field"] == field)


def _first(record: Record, field: str, read: Callable[[Any], str | None]) -> str | None:
    """The first of a field's keys that holds something."""
    return next((found for key in _keys(field) if (found := read(record.get(key)))), None)


def _text(value: Any) -> str | None:  # noqa: ANN401
    """Text as a string, a list of paragraphs, or a tree of sections as Fundus writes it."""
    if isinstance(value, str):
        return clean(value) if value.strip() else None
    if isinstance(value, list):
        return "\n\n".join(part for item in value if (part := _text(item))) or None
    if isinstance(value, dict):
        keys = ("summary", "headline", "paragraphs", "sections", "text")
        return "\n\n".join(part for key in keys if (part := _text(value.get(key)))) or None
    return None


def _word(value: Any) -> str | None:  # noqa: ANN401
    """A short field: text, a number, or the name of an object ({"name": "Reuters"})."""
    if isinstance(value, dict):
        return _word(value.get("name"))
    if isinstance(value, list):
        return _word(value[0]) if value else None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(clean(str(value)).split()) or None


def _address(value: Any) -> str | None:  # noqa: ANN401
    """A web address; "source" may also hold an outlet's name, which is none."""
    word = _word(value)
    return word if word and "://" in word and " " not in word else None


def clean(text: str) -> str:
    """Text without lone surrogates, which JSON may hold and no record could."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
