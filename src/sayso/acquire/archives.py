"""Pages inside gzip and zip files. Sizes are counted while unpacking: a header may lie about them."""

import gzip
import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import IO

from sayso.acquire.limits import Limits, megabytes
from sayso.acquire.records import clean, records
from sayso.acquire.sources import Source, failure, kind_of, page, refusal

#: What the standard library raises on damaged packed data.
_DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, ValueError, RuntimeError, OSError)


#: Bytes unpacked between two looks at the limits.
_CHUNK = 65_536


class BombError(Exception):
    """A packed file unpacks to more than it may; the message is the sentence to show."""


class Metered(io.RawIOBase):
    """Unpacked bytes as they come, counted against the limits. `spent` is what the archive gave before."""

    def __init__(self, stream: IO[bytes] | gzip.GzipFile, packed: int, limits: Limits, spent: int = 0) -> None:
        self.stream, self.packed, self.limits, self.spent = stream, packed, limits, spent
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        data = self.stream.read(min(len(buffer), _CHUNK))
        buffer[: len(data)] = data
        self.given += len(data)
        if self.limits.bomb(self.given, self.packed):
            raise BombError(f"This unpacks to over {self.limits.ratio} times its size, as no text does: leave it out.")
        if self.spent + self.given > self.limits.archive_bytes:
            raise BombError(_too_much(self.limits))
        return len(data)


def gzipped(stream: IO[bytes], doc: str, packed: int, limits: Limits) -> Iterator[Source]:
    """What one .gz file holds: a page, or JSON Lines."""
    name = doc[: -len(".gz")]
    kind = kind_of(name)
    if kind in ("gzip", "zip", "other"):
        yield failure(doc, nested() if kind != "other" else refusal(name))
        return
    with gzip.GzipFile(fileobj=stream) as unpacked:
        yield from _unpacked(Metered(unpacked, packed, limits), doc, kind, limits)


def _too_much(limits: Limits) -> str:
    return f"This archive unpacks to more than {megabytes(limits.archive_bytes)}: unpack it and name the folder."


def nested() -> str:
    """The sentence for an archive inside an archive."""
    return "This is an archive inside an archive: unpack the outer one and name the folder."


def _unpacked(metered: Metered, doc: str, kind: str, limits: Limits) -> Iterator[Source]:
    buffered = io.BufferedReader(metered)
    try:
        if kind == "records":
            yield from records(buffered, doc, limits)
        else:
            yield page(buffered, doc, limits)
    except BombError as bomb:
        yield failure(doc, str(bomb))
    except _DAMAGED:
        yield failure(doc, "This file is damaged and cannot be unpacked to its end: get it again.")


# ------------------------------------------------------------------ zip


def zipped(stream: IO[bytes], doc: str, limits: Limits) -> Iterator[Source]:
    """The pages inside a zip file, by name; `doc` is "archive.zip/member"."""
    try:
        archive = zipfile.ZipFile(stream)
        members = [m for m in archive.infolist() if not m.is_dir() and not _hidden(m.filename)]
    except _DAMAGED:
        yield failure(doc, "This is no zip file, or it is damaged: get it again.")
        return
    if len(members) > limits.members:
        yield failure(doc, f"This archive has more than {limits.members:,} members: unpack it and name the folder.")
        return
    spent, seen = 0, Counter[str]()
    for member in sorted(members, key=lambda m: m.filename):
        meter: list[Metered] = []
        yield from _member(archive, member, _member_doc(doc, member, seen), limits, spent, meter)
        spent += sum(m.given for m in meter)
        if spent > limits.archive_bytes:
            yield failure(doc, _too_much(limits))
            return


def _hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))


def _member_doc(doc: str, member: zipfile.ZipInfo, seen: Counter[str]) -> str:
    """A name that stands twice in one archive is numbered, so that neither is lost."""
    name = clean(member.filename.replace("\\", "/").lstrip("/"))
    seen[name] += 1
    return f"{doc}/{name}" + (f"#{seen[name]}" if seen[name] > 1 else "")


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, doc: str, limits: Limits, spent: int, meter: list[Metered]
) -> Iterator[Source]:
    kind = kind_of(member.filename)
    if not kind:
        return
    if kind in ("gzip", "zip", "other"):
        yield failure(doc, refusal(member.filename) if kind == "other" else nested())
    elif member.flag_bits & 0x1:
        yield failure(doc, "This member is locked with a password: unpack the archive and name the folder.")
    else:
        try:
            with archive.open(member) as unpacked:
                meter.append(Metered(unpacked, member.compress_size, limits, spent))
                yield from _unpacked(meter[0], doc, kind, limits)
        except _DAMAGED:
            yield failure(doc, "This member is damaged and cannot be unpacked: get the archive again.")
