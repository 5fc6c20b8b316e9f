"""Who a phrase means that stands alone, as in a list or a question: "the Saudi National Guard", "Park Jin"."""

from msgspec.structs import replace

from sayso.model.identity import sha256
from sayso.model.offices import person_of
from sayso.model.page import Page, Region
from sayso.model.reading import ActorMention
from sayso.model.time import OPEN, Interval
from sayso.read.actors import find_actors
from sayso.read.gazetteer import find_place_names
from sayso.read.parse import Parsed, parse


def who_is(phrase: str, context: str = "", days: Interval = OPEN) -> ActorMention | None:
    """Who the phrase names: its head's actor, of the country that it, or else the context, gives alone.

    `days`: when it was written; it decides what a person was then. Offsets count in the phrase. None: it names nobody.
    """
    parsed = parse(_page(phrase, context))
    actors = find_actors(parsed)
    own = [actor for actor in actors if actor.end <= len(phrase)]
    head = _head(parsed[0], own)
    if head is None:
        return None
    if head.country is None and head.basis != "organisation":
        named = {actor.country for actor in actors} - {None}
        if not (head.actor or "").startswith("PER:"):
            named = {actor.country for actor in own} - {None} or _lands(phrase) or named
        named = named or _lands(context)
        head = replace(head, country=next(iter(named)), basis="context") if len(named) == 1 else head
    person = person_of(head.actor) if head.basis == "leader" else None
    return head if person is None else replace(head, sector=person.sector_on(days))


#: A phrase alone is no sentence, and a parser made for sentences takes "Trump" for a verb.
_FRAME = " told reporters so."


def _page(phrase: str, context: str) -> Page:
    """A page that has the phrase for the subject of a sentence and, as a paragraph of its own, the context."""
    sentence = phrase + _FRAME
    text = f"{sentence}\n{context}" if context else sentence
    regions = [Region(0, len(sentence), "body", "the phrase")]
    if context:
        regions.append(Region(len(sentence) + 1, len(text), "body", "its context"))
    return Page(sha256(text), text, sha256(text), "en", (), tuple(regions))


def _head(part: Parsed, own: list[ActorMention]) -> ActorMention | None:
    """The mention on the phrase's head; else the first that says a sector, or a country."""
    phrase = part.doc.char_span(0, len(part.text) - len(_FRAME), alignment_mode="expand")
    if phrase is not None:
        at = part.start_of(phrase.root)
        over = [actor for actor in own if actor.start <= at < actor.end]
        if over:
            return over[0]
    return max(own, key=lambda actor: (actor.sector is not None, actor.country is not None), default=None)


def _lands(text: str) -> set[str | None]:
    """Countries of the places named in a text."""
    return {found.entries[0].country for found in find_place_names(text)} - {None}
