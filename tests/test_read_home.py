"""Whose "we" and whose offices they are on a page that speaks for a country, and who "he" is a paragraph later."""

import pytest

from tests.reading_pages import actors_of, parties

READOUT = (
    "President of Kenya William Ruto received the minister. He thanked him.\n"
    "The President of Kenya named a new envoy.\n"
    "Fog lay over the port.\n"
    "The talks were long.\n"
)


def countries(text: str, words: str) -> set[str | None]:
    """Of the mentions that are these words, where they stand last."""
    at = text.rindex(words)
    return {actor.country for actor in actors_of(text) if actor.start <= at < actor.end} - {None}


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Norway condemns the raid. We will send ships.", "We", {"NOR"}),
        ("Norway condemns the raid. The Prime Minister will sign our law.", "Prime Minister", {"NOR"}),
        ("Norway condemns the raid. “We will go on,” a rebel said.", "We", set()),
        ("Norway condemns the raid, and Chad welcomes it. We will send ships.", "We", set()),
        ("Norway condemned the raid. We saw it.", "We", set()),
        ("Norway condemns the raid. Our allies sent ships.", "allies", set()),
        (READOUT + "Our army needs trucks.", "army", {"KEN"}),
        (READOUT + "The rain stopped.\nThe army needs trucks.", "army", {"KEN"}),
    ],
)
def test_a_page_in_the_first_person_speaks_for_a_country(text: str, words: str, country: set[str]) -> None:
    assert countries(text, words) == country


def test_a_transcript_is_of_whoever_speaks_in_it() -> None:
    text = "Prime Minister of Norway: Good evening to you all.\nThe Ministry has the list."
    assert countries(text, "Ministry") == {"NOR"}
    assert countries(text.replace("Ministry", "regime"), "regime") == set()


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Norwegian minister Kari Vik left Oslo.\nShe will meet the crew.", "She", {"NOR"}),
        ("Norway sent ships.\nIt will send more.", "It", {"NOR"}),
        ("Norwegian minister Kari Vik met Chadian minister Ali Deby.\nRain fell.\nHe left.", "He", {"NOR"}),
        ("The crew met Norwegian minister Kari Vik. She waved.", "She", {"NOR"}),
        ("Norway urged Chad to yield and accused it of theft.", "it", {"TCD"}),
        ("Ships left. Norway and Chad were told.\nIt rained.", "It", set()),
    ],
)
def test_pronouns_reach_back_to_the_paragraph_before(text: str, words: str, country: set[str]) -> None:
    assert countries(text, words) == country


@pytest.mark.parametrize(
    ("text", "words", "acting", "acted_upon"),
    [
        ("Kenya's army held drills using US-made tanks.", "drills", {"KEN"}, set()),
        ("Kenya refused to condemn Chad.", "refused", {"KEN"}, set()),
        ("Kenya scrambled two fighter jets on Monday.", "scrambled", {"KEN"}, set()),
        ("Kenya rejected the plan of Chad.", "rejected", {"KEN"}, {"TCD"}),
    ],
)
def test_who_is_no_party(text: str, words: str, acting: set[str], acted_upon: set[str]) -> None:
    _, actors, recipients = parties(text, words)
    assert actors - {None} == acting
    assert recipients - {None} == acted_upon
