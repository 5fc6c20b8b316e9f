"""stories-*: which documents tell of the same happening, by the sketches and stories of the compare room.

The items are texts with a title and perhaps a day, so the read stage is skipped: a story sketch is made from the words
of a page alone, and events only add to it. The answer is the finest story that holds the document: the tasks ask for
documents on one event, not for running affairs.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sayso.compare.publications import date_documents
from sayso.compare.stories import sketch_story, stories
from sayso.model.comparison import Story, Told
from sayso.model.identity import sha256
from sayso.model.page import DateClue, Declared, Document, Page, Region
from sayso.model.reading import Reading


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One answer an item: its id and the id of its story."""
    told = [_told(item) for item in items]
    publications = date_documents(told, ())
    found = stories([sketch_story(t) for t in told], (), publications, ())
    cluster = {doc: story.id for story in sorted(found, key=_is_fine) for doc in story.docs}
    for t in told:
        yield {"id": t.document.doc, "cluster": cluster[t.document.doc]}


def _is_fine(story: Story) -> bool:
    return story.parent is not None


def _told(item: dict[str, Any]) -> Told:
    """The item as an English page whose whole text is body."""
    text = item["text"]
    page = Page(sha256(text), text, sha256(text), "en", regions=(Region(0, len(text), "body", "the whole text"),))
    day = item.get("date")
    declared = Declared(day[:10], None, DateClue(None, None, "given with the item")) if day else None
    document = Document(item["id"], page.id, title=item.get("title"), declared=declared)
    return Told(document, page, Reading(page.id))
