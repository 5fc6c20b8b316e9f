"""Who is meant: by a phrase alone, in another spelling, by a short name, by the country, on the day."""

from datetime import date

import pytest

from sayso.compare.in_office import in_office
from sayso.model.comparison import Told
from sayso.model.offices import former, person_named, person_of
from sayso.model.page import Document
from sayso.model.time import OPEN, Interval
from sayso.read.calibrated import chance, knots
from sayso.read.coordination import side_by_side
from sayso.read.page import read_page
from sayso.read.parse import parse
from sayso.read.phrase import who_is
from sayso.read.transliteration import spelt_like
from tests.read_pages import made_page
from tests.reading_pages import actors_of


def on(day: str) -> Interval:
    return Interval(date.fromisoformat(day), date.fromisoformat(day))


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("the Saudi National Guard", "SAU", "MIL"),
        ("OSLO", "NOR", "GOV"),
        ("Kano State government", "NGA", "GOV"),
        ("police in Mosul", "IRQ", "COP"),
        ("a former CIA official", "USA", "ELI"),
        ("members of the Riigikogu", "EST", "LEG"),
        ("two Peruvian frigates", "PER", "MIL"),
        ("taxi thieves", None, "CRM"),
        ("Secretary of State Antony J. Blinken", "USA", "GOV"),
    ],
)
def test_a_phrase_alone(phrase: str, country: str | None, sector: str) -> None:
    found = who_is(phrase)
    assert found is not None
    assert (found.country, found.sector) == (country, sector)


@pytest.mark.parametrize("phrase", ["a wet afternoon", "the price of rice"])
def test_a_phrase_that_names_nobody(phrase: str) -> None:
    assert who_is(phrase) is None


def test_a_longer_name_is_another_persons() -> None:
    found = who_is("Juan Carlos Jobet")
    assert found is not None
    assert found.country is None


def test_the_context_gives_the_country() -> None:
    found = who_is("the interior ministry", "Fog lay over Estonia.")
    assert found is not None
    assert found.country == "EST"


@pytest.mark.parametrize(
    ("day", "sector"),
    [("2010-06-01", "GOV"), ("2015-06-01", "ELI"), ("1950-06-01", None)],
)
def test_a_person_is_what_the_office_of_the_day_says(day: str, sector: str | None) -> None:
    found = who_is("Nicolas Sarkozy", days=on(day))
    assert found is not None
    assert (found.country, found.sector) == ("FRA", sector)


def test_offices_have_years() -> None:
    person = person_named("Angela Merkel")
    office = person.on(on("2012-01-01"))
    assert office is not None
    assert office.office == "chancellor"
    assert person.on(on("2024-01-01")) is None
    assert person.sector_on(OPEN) == "GOV"
    assert person_of(person.id) == person
    assert person_of("PER:nobody-at-all") is None
    assert (former("GOV"), former("REB")) == ("ELI", "REB")


@pytest.mark.parametrize(
    ("words", "day", "name"),
    [
        ("the German chancellor", "2010-06-01", "Angela Merkel"),
        ("the German chancellor", "2023-06-01", "Olaf Scholz"),
        ("Germany's chancellor", "2010-06-01", "Angela Merkel"),
        ("the German deputy chancellor", "2010-06-01", "German deputy chancellor"),
        ("the German chancellor", "2021-06-01", "German chancellor"),
    ],
)
def test_an_office_is_whoever_held_it_that_year(words: str, day: str, name: str) -> None:
    text = f"{words[0].upper()}{words[1:]} spoke in Oslo."
    page = made_page(text)
    told = Told(Document("a", page.id), page, read_page(page))
    (actor,) = in_office(told, on(day)).reading.actors
    assert (actor.name, actor.country) == (name, "DEU")
    assert in_office(told, OPEN) == told


def test_the_pages_title_goes_before_the_tables_office() -> None:
    (found,) = [a for a in actors_of("Senator Angela Merkel spoke.") if a.name == "Angela Merkel"]
    assert found.sector == "LEG"


@pytest.mark.parametrize(
    ("written", "known"),
    [("Muammar Qadhafi", "Muammar Gaddafi"), ("Mahmud Abbas", "Mahmoud Abbas"), ("Li Pung", None), ("Merkel", None)],
)
def test_other_spellings(written: str, known: str | None) -> None:
    found = spelt_like(written)
    assert (found.name if found else None) == known


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("The Kenya Wildlife Service (KWS) arrested nine men.\nLater KWS freed them.", "KWS", "KEN"),
        ("Kenya closed its border with Somalia. The country has been attacked before.", "country", "KEN"),
        ("Kenya closed its border with Somalia. The country's north is dry.", "country", None),
        ("Somali pirates seized a tug.\nLater the bandits let it go. The pirates fled.", "bandits", "SOM"),
        ("Somali pirates met Yemeni pirates.\nLater the bandits left.", "bandits", None),
        ("Mosul police found the car.", "Mosul police", "IRQ"),
    ],
)
def test_the_page_says_whose(text: str, words: str, country: str | None) -> None:
    found = {actor.country for actor in actors_of(text) if actor.slice(text) == words}
    assert found - {None} == ({country} if country else set())


def test_a_spelt_out_body_is_not_cut_at_its_adjectives() -> None:
    text = "The South African National Defence Force sent two ships."
    assert "South African National Defence Force" in {actor.slice(text) for actor in actors_of(text)}


@pytest.mark.parametrize(
    ("text", "words", "beside"),
    [
        ("Kenya fought Chadian and Malian soldiers", "Malian soldiers", {"Chadian soldiers", "Malian soldiers"}),
        ("Kenya fought Chadians and Malians", "Chadians", {"Chadians", "Malians"}),
        ("Kenya fought Chadian soldiers", "Chadian soldiers", {"Chadian soldiers"}),
    ],
)
def test_who_is_named_in_one_breath(text: str, words: str, beside: set[str]) -> None:
    start = text.index(words)
    assert set(side_by_side(parse(made_page(text))[0].doc, start, start + len(words))) == beside


def test_confidences_rise_with_scores_and_are_shares() -> None:
    for what, (scores, shares) in knots().items():
        assert scores == sorted(set(scores)), what
        assert shares == sorted(shares), what
        assert 0 < chance(what, 0.0) <= chance(what, 1.0) < 1, what
