"""What the named paths hold: one Source a page, whatever wraps it, and one for everything that cannot be read.

A bad file, archive or line never raises: it is a Source with an error. Only a path that is not there raises.
"""

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO

import msgspec

from sayso.acquire.limits import Limits, megabytes
from sayso.acquire.tables import column
from sayso.errors import UsageError


class Source(msgspec.Struct, frozen=True):
    """One appearance of a page, as found. `payload` None: it could not be opened, and `error` says why."""

    doc: str
    payload: bytes | None
    uri: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    """As the container words it."""
    media: str | None = None
    """What the container takes it for; the payload alone decides."""
    error: str | None = None


def failure(doc: str, error: str, payload: bytes | None = None) -> Source:
    """A source that could not be taken in whole."""
    return Source(doc, payload, error=error)


def find_sources(paths: Sequence[str], limits: Limits) -> Iterator[Source]:
    """Every page under the paths, in order; within a folder sorted by name. "-" is standard input.

    `doc` is the path relative to the folder named, or a record's URL. Raises UsageError for a path that is not there.
    """
    for path in paths:
        if path != "-" and not os.path.lexists(path):
            raise UsageError(f"There is no file or folder {_name(path)!r}: check the path.")
    for path in paths:
        if path == "-":
            yield from _standard_input(limits)
        elif Path(path).is_dir():
            yield from _folder(path, limits)
        else:
            yield from _file(path, _name(Path(path).name), limits, named=True)


def kind_of(name: str) -> str:
    """page, records, gzip, zip, other (a page format that is not read) or "" (no page)."""
    kinds = column("endings", "ending", "kind")
    return next((kinds[ending] for ending in _endings(name) if ending in kinds), "")


def refusal(name: str) -> str:
    """Why a file of a format that is not read is left out."""
    remedies = column("endings", "ending", "remedy")
    ending = next(ending for ending in _endings(name) if ending in remedies)
    return f"This is not a page format Sayso reads ({ending}): {remedies[ending]}."


def _endings(name: str) -> Iterator[str]:
    """The longest ending first: ".warc.gz", ".gz"."""
    parts = name.lower().rsplit(".", 2)
    for k in range(1, len(parts)):
        yield "." + ".".join(parts[k:])


def _name(name: str) -> str:
    """A file name as text: bytes that do not decode stay visible, so two such names stay two."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def reason(error: OSError) -> str:
    """An error of the file system in words, without the path."""
    return (error.strerror or type(error).__name__).lower()


# ------------------------------------------------------------------ folders


def _folder(top: str, limits: Limits) -> Iterator[Source]:
    """Depth first, without recursion; a folder that leads back to itself is entered once."""
    waiting: list[tuple[str, tuple[tuple[int, int], ...]]] = [(top, ())]
    while waiting:
        path, above = waiting.pop()
        doc = _relative(path, top)
        try:
            here = Path(path).stat()
            identity = (here.st_dev, here.st_ino)
            if stat.S_ISDIR(here.st_mode) and identity in above:
                yield failure(doc, "This link leads back to a folder it stands in: take the link away.")
            elif stat.S_ISDIR(here.st_mode):
                names = sorted(name for name in os.listdir(path) if not name.startswith("."))  # noqa: PTH208
                waiting.extend((os.path.join(path, name), (*above, identity)) for name in reversed(names))  # noqa: PTH118
            else:
                yield from _file(path, doc, limits)
        except OSError as error:
            yield failure(doc, _unreadable(path, error))


def _relative(path: str, top: str) -> str:
    relative = os.path.relpath(path, top)
    return _name("." if relative == os.curdir else relative.replace(os.sep, "/"))


def _unreadable(path: str, error: OSError) -> str:
    if os.path.islink(path):  # noqa: PTH114
        return f"This link leads nowhere ({reason(error)}): mend it or take it away."
    what = "folder" if os.path.isdir(path) else "file"  # noqa: PTH112
    return f"This {what} cannot be read ({reason(error)}): give yourself the right to read it."


# ------------------------------------------------------------------ files


def _file(path: str, doc: str, limits: Limits, *, named: bool = False) -> Iterator[Source]:
    """A file by its ending. `named`: the user named it, so an unknown ending is taken for a page."""
    kind = kind_of(doc) or ("page" if named else "")
    if not kind:
        return
    if kind == "other":
        yield failure(doc, refusal(doc))
        return
    try:
        yield from _OPENERS[kind](path, doc, limits)
    except OSError as error:
        yield failure(doc, _unreadable(path, error))


def _open(path: str) -> IO[bytes]:
    """Open a regular file; a pipe or device would block for ever."""
    if not stat.S_ISREG(Path(path).stat().st_mode):
        raise OSError(0, "it is no regular file")
    return Path(path).open("rb")


def _page(path: str, doc: str, limits: Limits) -> Iterator[Source]:
    with _open(path) as stream:
        source = page(stream, doc, limits)
    yield source if _decodes(path) else msgspec.structs.replace(source, error=source.error or _UNDECODABLE)


def _decodes(path: str) -> bool:
    """Undecodable bytes of a name stand as lone surrogates in it."""
    return not any("\udc80" <= character <= "\udcff" for character in Path(path).name)


def page(stream: IO[bytes], doc: str, limits: Limits) -> Source:
    """One page from a stream; no more than the limit is read."""
    payload = stream.read(limits.page_bytes + 1)
    if len(payload) > limits.page_bytes:
        return failure(doc, too_large(limits))
    return Source(doc, payload)


def too_large(limits: Limits) -> str:
    """The sentence for a page over the limit."""
    return f"This page is larger than {megabytes(limits.page_bytes)}: split it into pages, or leave it out."


def _records(path: str, doc: str, limits: Limits) -> Iterator[Source]:
    from sayso.acquire.records import records

    with _open(path) as stream:
        yield from records(stream, doc, limits)


def _gzip(path: str, doc: str, limits: Limits) -> Iterator[Source]:
    from sayso.acquire.archives import gzipped

    with _open(path) as stream:
        yield from gzipped(stream, doc, Path(path).stat().st_size, limits)


def _zip(path: str, doc: str, limits: Limits) -> Iterator[Source]:
    from sayso.acquire.archives import zipped

    with _open(path) as stream:
        yield from zipped(stream, doc, limits)


_UNDECODABLE = "The name of this file does not decode as UTF-8: rename it."
_OPENERS: dict[str, Callable[[str, str, Limits], Iterator[Source]]] = {
    "page": _page,
    "records": _records,
    "gzip": _gzip,
    "zip": _zip,
}


# ------------------------------------------------------------------ standard input


def _standard_input(limits: Limits) -> Iterator[Source]:
    """One page; or JSON Lines, where the first line is a JSON object."""
    from sayso.acquire.records import records, starts_records

    stream = sys.stdin.buffer
    head = stream.peek(1) if hasattr(stream, "peek") else b""
    if starts_records(head):
        yield from records(stream, "-", limits)
    else:
        yield page(stream, "-", limits)
