"""One page in, one Reading out: the order of the read steps and nothing else."""

from sayso.model.page import READ_ROLES, Page
from sayso.model.reading import Reading
from sayso.read.actors import find_actors
from sayso.read.both_sides import with_both_sides
from sayso.read.claims import find_claims
from sayso.read.constraints import find_constraints
from sayso.read.events import find_events
from sayso.read.figures import find_figures
from sayso.read.parse import parse
from sayso.read.places import find_places
from sayso.read.sentences import find_sentences
from sayso.read.times import find_times
from sayso.read.voices import with_quoted_persons

READ_LANGUAGES = frozenset({"en", None})
#: Characters of news beyond which a page is a book or a dump: reading it would hold up all the others for minutes.
LONGEST_PAGE = 400_000


def read_page(page: Page) -> Reading:
    """What the page reports. A page that is too long, or in a language not read, gives an empty Reading with a note."""
    if page.language not in READ_LANGUAGES:
        return Reading(page.id, note=f"not read for events: its language is {page.language}")
    length = sum(region.length for region in page.regions if region.role in READ_ROLES)
    if length > LONGEST_PAGE:
        return Reading(
            page.id, note=f"not read for events: {length:,} characters of news, at most {LONGEST_PAGE:,}; split it"
        )
    parsed = parse(page)
    sentences = find_sentences(parsed)
    actors = with_both_sides(parsed, find_actors(parsed))
    places = find_places(parsed)
    times = find_times(parsed)
    claims = find_claims(parsed, actors)
    actors = with_quoted_persons(parsed, actors, claims)
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
