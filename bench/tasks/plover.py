"""Task plover: one sentence to coded events, by the code that reads pages.

The gold codes intentions as acts of their own, gives a domestic act the same country at both ends, and victims of no
named country that of the place; Sayso records the act meant with its realis and the parties named. This file turns the
one into the other and decides nothing else.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sayso.model.identity import sha256
from sayso.model.page import Page, Region
from sayso.model.reading import EventMention, Reading
from sayso.read.page import read_page

#: What an intention to do such a thing is in PLOVER.
_INTENDED = {
    **dict.fromkeys(("CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "AGREE"), "AGREE"),
    **dict.fromkeys(("SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST", "THREATEN"), "THREATEN"),
}
_VERBAL = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE"})
#: Whoever suffers such an act and is of no country that is named is of the place.
_SUFFERED = frozenset({"ASSAULT", "COERCE", "PROTEST", "SANCTION"})
_BETWEEN_STATES = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "MOBILIZE", "ACCUSE"})


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One answer an input, the main event first."""
    for item in items:
        reading = read_page(sentence_page(item["text"]))
        events = sorted(_coded(reading), key=lambda event: -_weight(event, reading))
        yield {"id": item["id"], "events": [_answer(event, reading) for event in events[:1]]}


def sentence_page(text: str) -> Page:
    """A page of one body region."""
    region = Region(0, len(text), "body", "one sentence")
    return Page(sha256(text), text, sha256(text), "en", (), (region,))


def _coded(reading: Reading) -> list[EventMention]:
    return [event for event in reading.events if event.type != "NONE"]


def _weight(event: EventMention, reading: Reading) -> float:
    """Done before planned, with parties before without, early before late."""
    done = {"happened": 3.0, "ongoing": 3.0, "planned": 2.5, "denied": 2.0, "possible": 1.0}[event.realis]
    named = {party.role for party in event.participants}
    return done + 1.5 * ("actor" in named) + 0.2 * ("recipient" in named) - 0.004 * event.start


def _answer(event: EventMention, reading: Reading) -> dict[str, Any]:
    actors, recipients = _countries(event, reading, "actor"), _countries(event, reading, "recipient")
    code = _code(event)
    bodies = {reading.actors[party.actor].sector for party in event.participants if party.role == "recipient"}
    if not recipients and len(actors) == 1 and code not in _BETWEEN_STATES and not bodies & {"IGO", "NGO"}:
        recipients = _only_other(reading, actors)
    if not recipients and code in _SUFFERED and event.place is not None:
        country = reading.places[event.place].country
        recipients = {country} if country else set()
    return {"type": code, "actors": sorted(actors), "recipients": sorted(recipients)}


def _code(event: EventMention) -> str:
    if event.realis == "planned" or (event.realis == "possible" and event.type not in _VERBAL):
        return _INTENDED.get(event.type, event.type)
    return "REJECT" if event.realis == "denied" and event.type in _INTENDED else event.type


def _countries(event: EventMention, reading: Reading, role: str) -> set[str]:
    found = (reading.actors[party.actor].country for party in event.participants if party.role == role)
    return {country for country in found if country}


def _only_other(reading: Reading, actors: set[str]) -> set[str]:
    """The act of a sentence that names one country alone is domestic."""
    named = {actor.country for actor in reading.actors} | {place.country for place in reading.places}
    named -= {None}
    return actors if named <= actors else set()
