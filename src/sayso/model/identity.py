"""Ids and stage keys: everything that says "the same as before" is a hash of what it was made from."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_SHORT = 16


def sha256(payload: bytes | str) -> str:
    """Hex sha256; text is hashed as UTF-8 (lone surrogates pass through)."""
    data = payload.encode("utf-8", "surrogatepass") if isinstance(payload, str) else payload
    return hashlib.sha256(data).hexdigest()


def key(*parts: str | int | None) -> str:
    """One hash of an ordered list of parts; no two different lists share their joined form."""
    return sha256("\x1f".join("\x00" if part is None else str(part) for part in parts))


def mention_id(layer: str, page: str, start: int, end: int) -> str:
    """A mention's id depends on its page and place alone, so it survives every re-run."""
    return f"{layer}-{key(layer, page, start, end)[:_SHORT]}"


def cluster_id(members: Iterable[str]) -> str:
    """A cluster is named by its smallest member."""
    return min(members)


@cache
def stage_version(*rooms: str) -> str:
    """Hash of the source and data files of the named rooms: a stage is stale when its code or tables change."""
    parts = []
    for room in rooms:
        for path, data in sorted(_files(files("sayso") / room, room)):
            parts.append(f"{path} {sha256(data)}")
    return sha256("\n".join(parts))


def _files(folder: Traversable, prefix: str) -> Iterable[tuple[str, bytes]]:
    for entry in folder.iterdir():
        path = f"{prefix}/{entry.name}"
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry, path)
        elif not entry.name.endswith((".pyc", ".md")):
            yield path, entry.read_bytes()
