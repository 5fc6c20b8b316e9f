"""Who is named: countries, peoples with roles, seats, leaders, and what must not be taken for an actor."""

import pytest

from tests.reading_pages import actors_of, parties, read


def _resolved(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(actor.slice(text), actor.country, actor.sector) for actor in actors_of(text)]


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("Peru closed the consulate.", "Peru", "PER", "GOV"),
        ("The Danish defence minister praised the crew.", "Danish defence minister", "DNK", "GOV"),
        ("Greek warships left the bay.", "Greek warships", "GRC", "MIL"),
        ("Chad's army took the town.", "Chad's army", "TCD", "MIL"),
        ("The president of Ghana spoke on Monday.", "president of Ghana", "GHA", "GOV"),
        ("Cairo rejected the offer.", "Cairo", "EGY", "GOV"),
        ("The Kremlin denied the report.", "Kremlin", "RUS", "GOV"),
        ("NATO condemned the raid.", "NATO", None, "IGO"),
        ("HMS Example anchored off the island.", "HMS Example", "GBR", "MIL"),
        ("The US backed the plan.", "US", "USA", "GOV"),
        ("Kenyan police detained two men.", "Kenyan police", "KEN", "COP"),
    ],
)
def test_an_actor_is_resolved(text: str, words: str, country: str | None, sector: str) -> None:
    assert (words, country, sector) in _resolved(text)


def test_a_country_in_the_name_of_a_region_is_not_named() -> None:
    assert not {c for _, c, _ in _resolved("Norway offered ships to the states of Latin America.")} - {None, "NOR"}
    assert "IRL" not in {country for _, country, _ in _resolved("Police in Northern Ireland freed the crew.")}


def test_two_peoples_share_a_role() -> None:
    text = "Two Swedish and seven Finnish warplanes took off."
    found = {(country, sector) for _, country, sector in _resolved(text)}
    assert {("SWE", "MIL"), ("FIN", "MIL")} <= found


def test_small_words_are_no_countries() -> None:
    text = "They told us that a turkey had escaped from the yard."
    assert not {country for _, country, _ in _resolved(text)} - {None}


@pytest.mark.parametrize("text", ["Fishing went on in Norway.", "A storm passed over the Gulf of Oman."])
def test_a_mere_place_is_no_actor(text: str) -> None:
    assert not {country for _, country, _ in _resolved(text)} - {None}


def test_a_surname_means_the_full_name_before_it() -> None:
    text = "The Ghanaian minister Kofi Ampofo spoke in May.\nAmpofo then left."
    last = next(actor for actor in actors_of(text) if actor.start > 40)
    assert (last.name, last.country) == ("Kofi Ampofo", "GHA")


def test_a_name_and_its_office_in_apposition_are_the_same_country() -> None:
    text = "The Kenyan foreign minister, Wanjiru Odhiambo, left on Monday."
    assert {actor.country for actor in actors_of(text) if actor.sector} == {"KEN"}


def test_a_role_without_a_country_stays_open_where_several_are_named() -> None:
    text = "Kenya and Uganda met. The commanders of the brigade were silent."
    commanders = next(actor for actor in actors_of(text) if actor.slice(text).startswith("commanders"))
    assert (commanders.country, commanders.basis) == (None, "unresolved")


def test_a_role_keeps_the_country_it_was_given_before() -> None:
    text = "A Chilean frigate sailed on Monday.\nThe frigate came back on Friday."
    assert [actor.country for actor in actors_of(text) if "frigate" in actor.slice(text)] == ["CHL", "CHL"]


def test_it_means_the_one_who_speaks() -> None:
    text = "The Greek navy said it had boarded the ship."
    pronoun = next(actor for actor in actors_of(text) if actor.basis == "pronoun")
    assert (pronoun.slice(text), pronoun.country, pronoun.sector) == ("it", "GRC", "MIL")


def test_we_in_a_transcript_is_the_speaker() -> None:
    text = "President of Ghana Ama Mensah: We will send doctors."
    we = next(actor for actor in actors_of(text) if actor.slice(text) == "We")
    assert we.country == "GHA"


@pytest.mark.parametrize(
    "text",
    ["Pro-Norwegian rebels shelled the port.", "An anti-Norway blogger was arrested.", "Ethnic Albanian rebels fled."],
)
def test_a_stance_towards_a_country_is_no_nationality(text: str) -> None:
    assert all(actor.country is None for actor in actors_of(text))


@pytest.mark.parametrize(
    ("text", "words", "actors", "recipients"),
    [
        ("Malta has slammed NATO's sanctions on Chad.", "slammed", {"MLT"}, set()),
        ("Malta condemned last week's attack on Togo.", "condemned", {"MLT"}, {"TGO"}),
        ("Norway threatened to leave the talks unless Estonia paid the debt.", "threatened", {"NOR"}, {"EST"}),
        ("Malta is committed to the reform.", "committed", {"MLT"}, set()),
        ("Norwegian troops captured a guerrilla camp on the Thai border.", "captured", {"NOR"}, set()),
        ("Malta demanded the withdrawal of Serbian forces from Bosnia.", "demanded", {"MLT"}, {"SRB"}),
        ("Norway said its ships had blockaded the port of Estonia.", "blockaded", {"NOR"}, {"EST"}),
        ("On Monday European ministers condemned Estonia.", "condemned", set(), {"EST"}),
    ],
)
def test_whose_act_it_is(text: str, words: str, actors: set[str], recipients: set[str]) -> None:
    _, acting, acted_upon = parties(text, words)
    assert (acting - {None}, acted_upon - {None}) == (actors, recipients)


def test_marks_of_footnotes_do_not_join_sentences() -> None:
    text = "Chad and Togo enjoy close ties, while backing each other.[3][4] However, Norwegian experts doubt it."
    assert "NOR" not in parties(text, "backing")[1]


def test_a_mention_has_one_role_in_an_event() -> None:
    _, events = read(
        "Monks marched in protest of the Estonian government's refusal.\nNorway told Chad and Niger to talk."
    )
    assert events
    for event in events:
        taken = [party.actor for party in event.participants]
        assert len(taken) == len(set(taken))
