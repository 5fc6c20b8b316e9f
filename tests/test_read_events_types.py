"""What happened, and between whom."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.vocabulary import plover
from sayso.read.parse import parse
from sayso.read.sentences import find_sentences
from tests.reading_pages import page_of, parties, read


@pytest.mark.parametrize(
    ("text", "words", "kind", "actors", "recipients"),
    [
        ("Chad's army shelled Libyan positions.", "shelled", "ASSAULT", {"TCD"}, {"LBY"}),
        ("Two Libyan officers were arrested by Egyptian police.", "arrested", "COERCE", {"EGY"}, {"LBY"}),
        ("Denmark imposed sanctions on Belarus.", "sanctions", "SANCTION", {"DNK"}, {"BLR"}),
        ("Denmark expelled two Belarusian diplomats.", "expelled", "SANCTION", {"DNK"}, {"BLR"}),
        ("Norway gave food to Moldova.", "gave", "AID", {"NOR"}, {"MDA"}),
        ("Peru criticised Bolivia's decision.", "criticised", "ACCUSE", {"PER"}, {"BOL"}),
        ("Peru turned down an offer from Bolivia.", "turned down", "REJECT", {"PER"}, {"BOL"}),
        ("Kenya demanded that Uganda free the crew.", "demanded", "REQUEST", {"KEN"}, {"UGA"}),
        ("Iran threatened to cut off gas to Armenia.", "threatened", "THREATEN", {"IRN"}, {"ARM"}),
        ("Finland praised Estonia for the reform.", "praised", "SUPPORT", {"FIN"}, {"EST"}),
        ("Iraq's invasion of Kuwait shocked the region.", "invasion", "ASSAULT", {"IRQ"}, {"KWT"}),
        ("Norway urged Latvia to keep the pact and accused Lithuania of delay.", "accused", "ACCUSE", {"NOR"}, {"LTU"}),
    ],
)
def test_an_act_with_two_ends(text: str, words: str, kind: str, actors: set[str], recipients: set[str]) -> None:
    assert parties(text, words) == (kind, actors, recipients)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Talks between Egypt and Sudan resumed.", "Talks", "CONSULT"),
        ("Egypt and Sudan held joint naval drills.", "drills", "COOPERATE"),
        ("The Egyptian minister met his Sudanese counterpart.", "met", "CONSULT"),
    ],
)
def test_all_parties_of_a_joint_act_are_actors(text: str, words: str, kind: str) -> None:
    assert parties(text, words) == (kind, {"EGY", "SDN"}, set())


def test_one_countrys_exercise_is_a_show_of_strength() -> None:
    _, events = read("Egypt held naval drills off the coast.")
    assert [(event.type, event.mode) for event in events] == [("MOBILIZE", "exercise")]


def test_a_verb_and_its_noun_are_one_mention() -> None:
    text = "Rebels launched an attack on the depot."
    _, events = read(text)
    assert [event.slice(text) for event in events] == ["launched an attack"]


@pytest.mark.parametrize(
    "text",
    [
        "The minister blasted the decision of the court.",
        "Opposition members slammed the budget.",
        "The chancellor hit back at the critics.",
        "The senator attacked the policy of the ministry.",
    ],
)
def test_words_of_war_for_criticism_are_no_assault(text: str) -> None:
    _, events = read(text)
    assert {event.type for event in events} == {"ACCUSE"}


@pytest.mark.parametrize(
    "text",
    [
        "The typhoon killed nine people in the village.",
        "The constitution bars judges from running for office.",
        "The fair opened on 3 March.",
        "The rockets hit their targets on the range.",
    ],
)
def test_nobody_is_attacked_or_coerced_by_weather_rules_or_calendars(text: str) -> None:
    _, events = read(text)
    assert not {event.type for event in events} & {"ASSAULT", "COERCE", "PROTEST"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Chad's army has hit back, carrying out drills on the border.", {"MOBILIZE"}),
        ("The minister pledged 500 units of new equipment for the northern district.", {"NONE"}),
        ("The minister pledged 500 tanks to Malta.", {"AGREE"}),
        ("Norway will answer if Chad lands troops on the island, and will retaliate if it stays.", {"THREATEN"}),
        ("Norway laid down a number of proposals.", {"AGREE"}),
    ],
)
def test_answers_pledges_and_proposals(text: str, codes: set[str]) -> None:
    _, events = read(text)
    assert codes <= {event.type for event in events} <= codes | {"MOBILIZE"}


def test_every_mention_carries_codes_of_the_vocabulary() -> None:
    _, events = read("Peru recalled its envoy. Tensions rose. Farmers blocked the motorway. Lima urged calm.")
    codes = {entry.code for entry in plover().types}
    assert len(events) >= 4
    assert all(event.type in codes and event.cameo and (event.type == "NONE") == bool(event.kind) for event in events)


_WORDS = st.sampled_from(
    ["\n", *"Chad Libya the minister attacked will talks with , “ ” ? . not of sanctions on Greek warships he".split()]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(_WORDS, max_size=25).map(" ".join))
def test_offsets_lie_in_regions_and_never_begin_or_end_in_space(text: str) -> None:
    page = page_of(text)
    actors, events = read(text)
    sentences = find_sentences(parse(page))
    for unit in (*actors, *events, *sentences):
        assert any(region.start <= unit.start < unit.end <= region.end for region in page.regions)
        assert unit.slice(text) == unit.slice(text).strip()
    for event in events:
        assert sentences[event.sentence].overlaps(event)
        assert all(0 <= party.actor < len(actors) for party in event.participants)
        assert event.realis_words is None or event.realis_words.slice(text).strip()


def test_reading_twice_gives_the_same() -> None:
    text = "Greek and Turkish warships met off Crete. Athens said talks would follow.\nThe talks never began."
    assert read(text) == read(text)
