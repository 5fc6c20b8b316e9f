"""Pages for the tests of the read room: plain regions over a text, no acquire needed."""

from sayso.model.page import Page, Region, Role
from sayso.model.reading import ActorMention, EventMention
from sayso.read.actors import find_actors
from sayso.read.events import find_events
from sayso.read.parse import parse
from sayso.read.sentences import find_sentences


def page_of(text: str, role: Role = "body") -> Page:
    """A page with one region a line; empty lines lie between regions."""
    regions = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            regions.append(Region(at, at + len(line), role, "test"))
        at += len(line) + 1
    return Page("page", text, "sha", "en", (), tuple(regions))


def actors_of(text: str, role: Role = "body") -> tuple[ActorMention, ...]:
    return find_actors(parse(page_of(text, role)))


def read(text: str, role: Role = "body") -> tuple[tuple[ActorMention, ...], tuple[EventMention, ...]]:
    """Actors and events of a text, without places, times and claims."""
    parsed = parse(page_of(text, role))
    actors = find_actors(parsed)
    return actors, find_events(parsed, find_sentences(parsed), actors, (), (), ())


def parties(text: str, words: str) -> tuple[str, set[str | None], set[str | None]]:
    """(type, countries acting, countries acted upon) of the event whose trigger holds the words."""
    actors, events = read(text)
    event = next(event for event in events if words in event.slice(text))
    ends = {
        role: {actors[party.actor].country for party in event.participants if party.role == role}
        for role in ("actor", "recipient")
    }
    return event.type, ends["actor"], ends["recipient"]
