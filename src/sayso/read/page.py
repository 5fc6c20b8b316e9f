"""One page in, one Reading out: the order of the read steps and nothing else."""

from sayso.model.page import Page
from sayso.model.reading import Reading
from sayso.read.actors import find_actors
from sayso.read.claims import find_claims
from sayso.read.constraints import find_constraints
from sayso.read.events import find_events
from sayso.read.figures import find_figures
from sayso.read.parse import parse
from sayso.read.places import find_places
from sayso.read.sentences import find_sentences
from sayso.read.times import find_times

READ_LANGUAGES = frozenset({"en", None})


def read_page(page: Page) -> Reading:
    """What the page reports. Pages in a language that is not read give an empty Reading with a note."""
    if page.language not in READ_LANGUAGES:
        return Reading(page.id, note=f"not read for events: its language is {page.language}")
    parsed = parse(page)
    sentences = find_sentences(parsed)
    actors = find_actors(parsed)
    places = find_places(parsed)
    times = find_times(parsed)
    claims = find_claims(parsed, actors)
    events = find_events(parsed, sentences, actors, places, times, claims)
    return Reading(
        page=page.id,
        sentences=sentences,
        actors=actors,
        places=places,
        times=times,
        figures=find_figures(parsed, times, actors, events, claims),
        claims=claims,
        events=events,
        constraints=find_constraints(parsed, times, events),
    )
