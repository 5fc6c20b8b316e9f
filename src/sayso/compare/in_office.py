"""What the persons of a page were on the day it was published: a president then, a former one later."""

from msgspec.structs import replace

from sayso.model.comparison import Told
from sayso.model.offices import person_of
from sayso.model.reading import ActorMention
from sayso.model.time import OPEN, Interval


def in_office(told: Told, published: Interval) -> Told:
    """The document, its persons with the sector of their office of that time.

    Only persons named without a title: where the page says what somebody is, it has the word. On an undated page
    everybody keeps the office they are best known for.
    """
    if published == OPEN:
        return told
    actors = tuple(_then(actor, published) for actor in told.reading.actors)
    return replace(told, reading=replace(told.reading, actors=actors))


def _then(actor: ActorMention, published: Interval) -> ActorMention:
    person = person_of(actor.actor) if actor.basis in ("leader", "pronoun") else None
    return actor if person is None else replace(actor, sector=person.sector_on(published))
