"""Claims: whose words, where they stand, and what is only the page's own voice."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.page import Role
from sayso.model.reading import Claim
from sayso.read.actors import find_actors
from sayso.read.claims import find_claims
from sayso.read.cues import cue_at
from sayso.read.lexicon import rows
from sayso.read.quotes import find_quotes
from tests.read_pages import PIECES, holds_its_words, read, words

TAKES = frozenset("quote clause object infinitive of for as about naming weak sentence".split())


def claims(text: str, *roles: Role) -> tuple[Claim, ...]:
    parsed = read(text, *roles)
    return find_claims(parsed, find_actors(parsed))


def told(text: str, *roles: Role) -> list[tuple[str, str | None, str]]:
    """(mode, speaker, content) of each claim."""
    return [(claim.mode, claim.speaker_name, words(text, claim)) for claim in claims(text, *roles)]


@pytest.mark.parametrize(
    ("text", "mode", "content"),
    [
        ("The navy said it had lost two boats.", "indirect", "it had lost two boats"),
        ("The navy told reporters that it had lost two boats.", "indirect", "it had lost two boats"),
        ("Two boats were lost, the navy said on Monday.", "indirect", "Two boats were lost"),
        ("According to the navy, two boats were lost.", "indirect", "two boats were lost"),
        ("Two boats were lost, according to the navy.", "indirect", "Two boats were lost"),
        ("“We have lost two boats,” said the navy.", "direct", "We have lost two boats"),
        ('"We have lost two boats," the navy said.', "direct", "We have lost two boats"),
        ('The navy said: "We have lost two boats."', "direct", "We have lost two boats."),
        ("The navy said it had lost ‘two good boats’ there.", "mixed", "it had lost ‘two good boats’ there"),
        ("The navy accused the rebels of sinking two boats.", "indirect", "sinking two boats"),
        ("The navy vowed to find the boats.", "indirect", "to find the boats"),
        ("The navy denied the report.", "indirect", "the report"),
    ],
)
def test_constructions(text: str, mode: str, content: str) -> None:
    (claim,) = claims(text)
    assert (claim.mode, words(text, claim)) == (mode, content)
    assert claim.speaker is not None
    assert "navy" in words(text, claim.speaker)
    assert claim.cue is not None


@pytest.mark.parametrize(
    "text",
    [
        "The navy lost two boats near the cape.",
        "The navy did not say whether it had lost any boats.",
        "The navy may say that it has lost two boats.",
        "The so-called “peace fleet” sailed.",
        "He is reading the report of the navy.",
    ],
)
def test_the_pages_own_voice_is_no_claim(text: str) -> None:
    assert claims(text) == ()


def test_one_quotation_over_several_sentences() -> None:
    text = "“We lost two boats. We will find them,” said Ann Lee. “It will take a week.”"
    assert told(text) == [
        ("direct", "Ann Lee", "We lost two boats. We will find them"),
        ("direct", "Ann Lee", "It will take a week."),
    ]


def test_quotation_over_several_paragraphs_closed_once() -> None:
    text = '"We lost two boats.\n"We will find them.\nIt will take a week," the officer said.'
    assert [content for _, _, content in told(text)] == [
        "We lost two boats.",
        "We will find them.",
        "It will take a week",
    ]
    assert {speaker for _, speaker, _ in told(text)} == {"officer"}


def test_a_quoted_paragraph_goes_on_with_the_last_speaker() -> None:
    text = "Ann Lee said the port was safe.\n“Nobody was hurt there.”"
    assert told(text)[-1] == ("direct", "Ann Lee", "Nobody was hurt there.")


def test_a_quotation_led_in_by_the_paragraph_before() -> None:
    text = "Ann Lee continued:\n“Nobody was hurt there.”"
    assert told(text) == [("direct", "Ann Lee", "Nobody was hurt there.")]


def test_adding_and_the_pronoun_keep_the_speaker() -> None:
    text = "Ann Lee said the port was safe, adding that nobody was hurt. She also said that ships would return."
    assert told(text) == [
        ("indirect", "Ann Lee", "the port was safe"),
        ("indirect", "Ann Lee", "nobody was hurt"),
        ("indirect", "Ann Lee", "ships would return"),
    ]


def test_reported_by_points_at_the_sentence_before() -> None:
    text = "Two boats were lost near the cape. This was reported by the Omani navy."
    assert [content for _, _, content in told(text)] == ["Two boats were lost near the cape"]


def test_speaker_is_the_resolved_actor() -> None:
    (claim,) = claims("Oman said it would sign the pact.")
    assert (claim.speaker_name, claim.speaker_country, claim.named) == ("Oman", "OMN", True)


@pytest.mark.parametrize("source", ["Officials", "Reports", "Experts", "An analyst"])
def test_unnamed_sources(source: str) -> None:
    (claim,) = claims(f"{source} said that the pact would fail.")
    assert not claim.named


def test_an_analyst_with_a_name_is_named() -> None:
    (claim,) = claims("According to an analyst at the institute, Ann Lee, the pact will fail.")
    assert (claim.speaker_name, claim.named) == ("Ann Lee", True)


@pytest.mark.parametrize(
    ("verb", "stance"),
    [("claimed", "claimed"), ("admitted", "admitted"), ("insisted", "insisted"), ("falsely said", "falsely")],
)
def test_stance_is_the_pages_distance(verb: str, stance: str) -> None:
    (claim,) = claims(f"The ministry {verb} that the port was open.")
    assert claim.stance == stance


def test_words_set_apart_are_scare_quotes_only_with_a_speaker() -> None:
    text = "Oman described the visit as ‘meddling’."
    assert told(text) == [("scare", "Oman", "meddling")]


def test_a_transcript_is_the_speech_of_its_labels() -> None:
    text = (
        "Talks in Muscat\nAnn Lee: The port is safe. It opened today.\nQuestion: Was anyone hurt?\nAnn Lee: Nobody was."
    )
    found = told(text, "title")
    assert [speaker for _, speaker, _ in found] == ["Ann Lee", "Ann Lee", "journalist", "Ann Lee"]
    assert [content for _, _, content in found][:2] == ["The port is safe.", "It opened today."]


def test_a_place_before_a_colon_is_no_transcript() -> None:
    assert claims("Muscat: A ship sank near the cape on Monday.") == ()


def test_order_and_offsets_are_stable() -> None:
    text = "Ann Lee said the port was safe. “Ships will return,” she said, adding that nobody was hurt."
    found = claims(text)
    assert list(found) == sorted(found)
    assert found == claims(text)


def test_the_cue_lexicon_is_large_and_well_formed() -> None:
    entries = rows("cues")
    assert len(entries) >= 200
    for row in entries:
        assert set(row["takes"].split(",")) <= TAKES, row
        assert row["cue"].split()[0] in row["example"], row
    assert len({(row["cue"], row["pos"]) for row in entries}) == len(entries)


def test_cues_are_found_in_their_examples() -> None:
    """spaCy takes a few verbs for nouns; nearly all must be seen."""
    verbs = [row for row in rows("cues") if row["pos"] == "verb" and "clause" in row["takes"]]
    text = "\n".join(row["example"].capitalize() + "." for row in verbs)
    seen = sum(any(cue_at(token) for token in region.doc) for region in read(text))
    assert seen >= 0.9 * len(verbs)


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("She said “yes ‘and’ no” today", ["yes ‘and’ no"]),
        ("the ministers’ talks and Oman’s ‘red line’", ["red line"]),
        ("it is 5' long", []),
        ("‘the ministers’ talks failed,’ he said", ["the ministers’ talks failed"]),
        ('a "trap" and a "ruse"', ["trap", "ruse"]),
        ("“never closed", ["never closed"]),
    ],
)
def test_quotation_marks(text: str, inner: list[str]) -> None:
    assert [text[quote.start : quote.end] for quote in find_quotes(read(text))] == inner


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_claims_open_their_words(text: str) -> None:
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    for claim in claims(text):
        assert holds_its_words(text, claim)
        assert any(start <= claim.start and claim.end <= end for start, end in lines)
        for part in (claim.cue, claim.speaker):
            assert part is None or holds_its_words(text, part)
