"""Whose "we" it is in a quotation, and who "both sides" are."""

import pytest

from sayso.acquire.page import take
from sayso.pipeline import read_one


def countries(text: str, words: str) -> set[str | None]:
    """Of all mentions on the words where they stand last."""
    page = take(text.encode()).page
    at = page.text.rindex(words)
    return {a.country for a in read_one(page).actors if a.start <= at < a.end}


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("“We have sent two brigades to the border,” Norway's defence minister said on Monday.", "We", {"NOR"}),
        ("Estonia's president said: “The ships are ours, and our crews will sail on Friday.”", "our", {"EST"}),
        ("Norway's minister said that we all know the price of peace.", "we", set()),
        ("“We have sent two brigades to the border,” an analyst said on Monday.", "We", set()),
    ],
)
def test_we_in_a_quotation_is_whoever_says_it(text: str, words: str, country: set[str]) -> None:
    assert countries(text, words) - {None} == country


@pytest.mark.parametrize(
    ("text", "words", "sides"),
    [
        ("Norway and Estonia held talks in Oslo. Both sides agreed to meet again.", "sides", {"NOR", "EST"}),
        ("Norway and Estonia met. Rain fell. The two countries signed a pact.", "countries", {"NOR", "EST"}),
        ("Norway, Estonia and Malta held talks in Oslo. Both sides agreed to meet again.", "sides", set()),
        ("Norway accused Estonia of spying. The two presidents will meet.", "presidents", set()),
        ("Norway and Estonia held talks. The two sides of the coin are plain.", "sides", set()),
        ("Norway and Estonia met. Malta and Chad fought. Snow. Ice. Hail. Fog. Both sides wept.", "sides", set()),
    ],
)  # fmt: skip
def test_both_sides_are_the_two_that_were_named_together(text: str, words: str, sides: set[str]) -> None:
    assert countries(text, words) - {None} == sides


def test_a_guest_is_not_taken_for_one_of_the_place() -> None:
    assert countries("President Amin Zorko flew to Astana for talks.", "Zorko") == {None}
