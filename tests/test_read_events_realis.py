"""Did it happen? A false "happened" is the worst error of all."""

import numpy as np
import pytest

from sayso.model.page import Page, Region, Role
from sayso.model.reading import EventMention
from sayso.read.actors import find_actors
from sayso.read.events import find_events
from sayso.read.parse import parse
from sayso.read.realis import judge
from sayso.read.sentences import find_sentences
from sayso.read.triggers import find_triggers
from sayso.read.view import View
from sayso.read.weighed import weighed
from tests.reading_pages import page_of, read


def _event(text: str, words: str, role: Role = "body") -> EventMention:
    return next(event for event in read(text, role)[1] if words in event.slice(text))


@pytest.mark.parametrize(
    ("text", "words", "realis"),
    [
        ("Chad's army attacked the camp.", "attacked", "happened"),
        ("The army, said an aide, has attacked the camp.", "attacked", "happened"),
        ("Chad is attacking the camp.", "attacking", "ongoing"),
        ("The visit could indicate Norway's support for the plan.", "support", "possible"),
        ("The aim is to deepen the level of strategic collaboration.", "collaboration", "possible"),
        ("Norway sent fewer ships to the drills last year.", "drills", "happened"),
        ("They urged Chad to choose peace and to withdraw its troops.", "withdraw", "possible"),
        ("Norway looks forward to attacking the camp.", "attacking", "planned"),
        ("No soldier was wounded or killed in the camp.", "killed", "denied"),
        ("The minister was never seen, nor did he attack the camp.", "attack", "denied"),
        ("The army has yet to attack the camp.", "attack", "denied"),
        ("It is not true that the army attacked the camp.", "attacked", "denied"),
        ("Norway insisted that the army attack the camp.", "attack", "possible"),
        ("They demanded the withdrawal of the troops.", "withdrawal", "possible"),
        ("Further aggression would have a cost.", "aggression", "possible"),
        ("Instead of an attack came a letter.", "attack", "denied"),
        ("Not a single raid was launched by the army.", "raid", "denied"),
        ("Whoever attacks the camp will pay.", "attacks", "possible"),
        ("Chad agreed to free the men on the condition that Niger releases the ship.", "releases", "possible"),
        ("Chad will attack the camp.", "attack", "planned"),
        ("The exercises are held every three years.", "exercises", "ongoing"),
        ("The general said that Chad would attack the camp.", "attack", "planned"),
        ("Chad plans to attack the camp.", "attack", "planned"),
        ("Chad agreed to send troops to the border.", "send troops", "planned"),
        ("The minister is due to visit Malta.", "visit", "planned"),
        ("The drills are scheduled for May.", "drills", "planned"),
        ("Their plans for drills in the strait alarmed Oman.", "drills", "planned"),
        ("The decision to send reinforcements came late.", "send reinforcements", "planned"),
        ("Chad could attack the camp.", "attack", "possible"),
        ("If Chad attacks the camp, prices rise.", "attacks", "possible"),
        ("Malta will answer if Chad attacks the camp.", "attacks", "possible"),
        ("Chad is likely to attack the camp.", "attack", "possible"),
        ("The mayor fears an attack on the camp.", "attack", "possible"),
        ("The threat of an invasion grew.", "invasion", "possible"),
        ("A possible invasion was discussed.", "invasion", "possible"),
        ("Chad would back an invasion.", "invasion", "possible"),
        ("Did Chad attack the camp?", "attack", "possible"),
        ("Is Chad backing an invasion of Niger?", "invasion", "possible"),
        ("The navy practised a blockade.", "blockade", "possible"),
        ("Attacking the ports would achieve little.", "Attacking", "possible"),
        ("There are dangers in attacking ports.", "attacking", "possible"),
        ("The allegedly imminent invasion was front-page news.", "invasion", "possible"),
        ('The paper wrote of an "invasion" of the island.', "invasion", "possible"),
        ("Chad did not attack the camp.", "attack", "denied"),
        ("Nor has Chad attacked the camp.", "attacked", "denied"),
        ("Chad denied that it had attacked the camp.", "attacked", "denied"),
        ("Chad refused to condemn the raid.", "condemn", "denied"),
        ("The fleet failed to blockade the port.", "blockade", "denied"),
        ("They left without attacking the camp.", "attacking", "denied"),
        ("Talks prevented an attack on the camp.", "attack", "denied"),
        ("The army called off the exercise.", "exercise", "denied"),
        ("No aid was given to the islanders.", "given", "denied"),
        ("He asked for non-deployment of missiles.", "deployment", "denied"),
    ],
)
def test_realis(text: str, words: str, realis: str) -> None:
    assert _event(text, words).realis == realis


@pytest.mark.parametrize(
    ("text", "words", "realis"),
    [
        ("Norway may send fewer ships to the drills this year.", "drills", "possible"),
        ("The war in the north shut the schools.", "war", "ongoing"),
        ("Troops travelled north for an exercise.", "exercise", "planned"),
        ("Chad may not attack the camp.", "attack", "possible"),
    ],
)
def test_grammar_alone(text: str, words: str, realis: str) -> None:
    """What grammar says where the network, which has the last word, thinks otherwise."""
    found = [trigger for part in parse(page_of(text)) for trigger in find_triggers(part.doc)]
    assert [judge(trigger).realis for trigger in found if trigger.token.text == words] == [realis]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Chad's alleged attack on the camp made news.", "attack"),
        ("Chad allegedly attacked the camp.", "attacked"),
        ('They wrote of an "attack" on the camp by Chad.', "attack"),
        ("The so-called attack on the camp was told by Chad.", "attack"),
    ],
)
def test_what_the_writer_doubts_at_the_word_has_not_happened(text: str, words: str) -> None:
    assert _event(text, words).realis == "possible"


def test_the_networks_word_counts_where_grammar_has_no_clue() -> None:
    sure = np.array([0.01, 0.01, 0.01, 0.96, 0.01], dtype=np.float32)
    trigger = next(t for part in parse(page_of("Chad attacked the camp.")) for t in find_triggers(part.doc))
    assert weighed(View(), trigger, sure, 2.9)[:2] == ("planned", 2.5)
    assert weighed(View(), trigger, np.full(5, 0.2, dtype=np.float32), 2.9) == View(factuality=2.9)


@pytest.mark.parametrize(
    ("text", "words", "realis"),
    [
        ("Chad to send troops to Niger for drills", "send troops", "planned"),
        ("Chad to send troops to Niger for drills", "drills", "planned"),
        ("Chad sends troops to Niger", "sends troops", "happened"),
        ("Is Chad arming Niger's rebels?", "arming", "possible"),
    ],
)
def test_headlines(text: str, words: str, realis: str) -> None:
    assert _event(text, words, "title").realis == realis


def test_the_deciding_words_are_quoted() -> None:
    text = "The mayor fears an attack on the camp."
    event = _event(text, "attack")
    assert event.realis_words is not None
    assert event.realis_words.slice(text) == "fears"


def test_what_takes_up_a_plan_is_still_a_plan() -> None:
    text = "Egypt will hold drills next week.\nThe drills worry Cyprus."
    assert [event.realis for event in read(text)[1]] == ["planned", "planned"]


def test_a_headline_in_the_present_is_no_more_real_than_its_page() -> None:
    text = "Chad sends troops to Niger\nChad will send troops to Niger in May, the army said."
    lines = [Region(0, 26, "title", "test"), Region(27, len(text), "body", "test")]
    parsed = parse(Page("page", text, "sha", "en", (), tuple(lines)))
    events = find_events(parsed, find_sentences(parsed), find_actors(parsed), (), (), ())
    assert [event.realis for event in events] == ["planned", "planned"]


def test_denial_and_plan_are_graded_and_signed() -> None:
    denied = _event("Chad did not attack the camp.", "attack")
    assert (denied.polarity, denied.factuality) == ("negative", -3)
    done = _event("Chad's army attacked the camp.", "attacked")
    assert done.polarity == "positive"
    assert done.factuality > 2.5
    planned = _event("Chad will attack the camp.", "attack")
    assert planned.polarity == "positive"
    assert 0 < planned.factuality < 3
