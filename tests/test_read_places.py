"""Places: which names are places here, and which place each is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.reading import PlaceMention
from sayso.read.gazetteer import find_place_names
from sayso.read.lexicon import rows
from sayso.read.places import find_places
from tests.read_pages import PIECES, holds_its_words, read, words


def places(text: str) -> list[tuple[str, str | None]]:
    return [(words(text, mention), mention.place) for mention in find_places(read(text))]


def only(text: str) -> PlaceMention:
    (mention,) = find_places(read(text))
    return mention


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("They held drills in the Sea of Japan.", "Sea of Japan", "sayso:sea-of-japan"),
        ("Pirates took a ship in the Gulf of Aden.", "Gulf of Aden", "sayso:gulf-of-aden"),
        ("They met in Oman.", "Oman", "iso3166:OMN"),
        ("The fleet sailed to Chile.", "Chile", "iso3166:CHL"),
        ("He visited Peru.", "Peru", "iso3166:PER"),
        ("Troops came from northern Chile.", "Chile", "iso3166:CHL"),
    ],
)
def test_places_and_their_ids(text: str, name: str, place: str) -> None:
    assert places(text) == [(name, place)]


@pytest.mark.parametrize(
    "text",
    [
        "Oman signed the pact.",
        "Moscow said it would sign.",
        "They welcomed the signing by Peru.",
        "The minister in Chile's government resigned.",
        "Nancy and Vladimir left.",
        "The Paris Agreement was signed.",
    ],
)
def test_those_who_act_and_names_of_other_things_are_no_places(text: str) -> None:
    assert places(text) == []


def test_the_same_name_as_a_city_and_as_a_government() -> None:
    text = "Moscow said that a plant in Moscow had closed."
    found = find_places(read(text))
    assert [(mention.start, mention.kind) for mention in found] == [(text.rindex("Moscow"), "capital")]


def test_a_namesake_in_a_country_the_page_names() -> None:
    there, here = only("A bridge fell in Valencia."), only("Spain mourned. A bridge fell in Valencia.")
    assert (there.country, there.basis) == ("VEN", "largest city of the name")
    assert (here.country, here.basis) == ("ESP", "city in a country the page names")


def test_kind_precision_and_coordinates() -> None:
    mention = only("Ships met in the Black Sea.")
    assert (mention.kind, mention.precision, mention.country) == ("sea", "sea", None)
    assert mention.lat is not None and 40 < mention.lat < 47


def test_a_place_that_no_table_knows_stays_without_an_id() -> None:
    mention = only("The ship sank near Zubrovka Island on Monday.")
    assert (mention.name, mention.place, mention.lat) == ("Zubrovka Island", None, None)


def test_the_longest_name_wins_and_case_counts() -> None:
    text = "near the South China Sea, in CHINA or china"
    assert [text[found.start : found.end] for found in find_place_names(text)] == ["South China Sea"]


def test_place_words_are_well_formed() -> None:
    for row in rows("place_words"):
        assert row["class"] in {"preposition", "verb", "noun", "object", "land"}, row
        assert row["example"], row


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from((*PIECES, " in Moscow", " to Oman", "Russia’s Far East")), max_size=10).map("".join))
def test_places_open_their_words(text: str) -> None:
    for mention in find_places(read(text)):
        assert holds_its_words(text, mention)
        assert (mention.lat is None) == (mention.lon is None)
