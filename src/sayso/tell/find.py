"""From what a user types to what the record holds: an id, the id of any member, a name, or a unique part of one."""

from collections.abc import Iterable

from sayso.errors import NotInRecordError
from sayso.keep.record import Record
from sayso.tell.visible import one_line

#: Below this many characters a prefix says nothing.
_SHORTEST = 2

_EVENTS = """
    SELECT event AS name, event AS target FROM events UNION SELECT mention, event FROM mentions
    UNION SELECT replace(event, 'event-', ''), event FROM events
    UNION SELECT replace(mention, 'event-', ''), event FROM mentions ORDER BY ALL
"""
_STORIES = """
    SELECT story AS name, story AS target FROM stories
    UNION SELECT replace(story, 'story-', ''), story FROM stories
    UNION SELECT unnest(docs), story FROM stories WHERE parent IS NULL ORDER BY ALL
"""
_PAGES = """
    SELECT doc AS name, doc AS target FROM documents UNION SELECT page, doc FROM documents WHERE page IS NOT NULL
    UNION SELECT uri, doc FROM documents WHERE uri IS NOT NULL
    UNION SELECT regexp_extract(doc, '[^/]+$'), doc FROM documents ORDER BY ALL
"""
_ACTORS = """
    SELECT name, target FROM (
        SELECT id AS name, id AS target FROM participants UNION SELECT name, id FROM participants
        UNION SELECT id, id FROM actors UNION SELECT name, id FROM actors
    ) WHERE name IS NOT NULL AND target IS NOT NULL ORDER BY ALL
"""


def find_event(record: Record, given: str) -> str:
    """The event's id. Raises NotInRecordError, as the others do."""
    return _find(record, "event", given, _EVENTS)


def find_story(record: Record, given: str) -> str:
    """The story's id; a document's name opens the coarse story it is in."""
    if record.query("SELECT 1 FROM stories WHERE story = ?", given):
        return given
    return _find(record, "story", given, _STORIES)


def find_page(record: Record, given: str) -> str:
    """The document's name, from it, its address, its page's sha256 or its file name."""
    if record.query("SELECT 1 FROM documents WHERE doc = ?", given):
        return given
    return _find(record, "page", given, _PAGES)


def find_actor(record: Record, given: str) -> str:
    """The actor's id, from it or a name that resolves to it."""
    return _find(record, "actor", given, _ACTORS)


def _find(record: Record, what: str, given: str, sql: str) -> str:
    names: dict[str, set[str]] = {}
    for row in record.query(sql):
        names.setdefault(row["name"], set()).add(row["target"])
    wanted = given.casefold()
    for fits in (_same(names, given, wanted), _starting(names, wanted)):
        if len(fits) == 1:
            return fits.pop()
        if fits:
            raise NotInRecordError(
                f"{one_line(given)!r} fits {len(fits)} {_plural(what)}: write more of one of {_listed(sorted(fits))}."
            )
    raise NotInRecordError(f"The record holds no {what} {one_line(given)!r}: {_remedy(names, what, given)}.")


def _same(names: dict[str, set[str]], given: str, wanted: str) -> set[str]:
    if given in names:
        return set(names[given])
    return {target for name, targets in names.items() if name.casefold() == wanted for target in targets}


def _starting(names: dict[str, set[str]], wanted: str) -> set[str]:
    if len(wanted) < _SHORTEST:
        return set()
    return {target for name, targets in names.items() if name.casefold().startswith(wanted) for target in targets}


def _remedy(names: Iterable[str], what: str, given: str) -> str:
    from rapidfuzz import process

    nearest = process.extractOne(given, sorted(names), score_cutoff=60)
    hint = f"did you mean {one_line(nearest[0])!r}? " if nearest else ""
    return f"{hint}`sayso show {what}` lists them"


def _plural(what: str) -> str:
    return "stories" if what == "story" else f"{what}s"


def _listed(found: list[str], most: int = 4) -> str:
    shown = ", ".join(one_line(name) for name in found[:most])
    return shown if len(found) <= most else f"{shown} ..."
