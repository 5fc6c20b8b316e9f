"""Whose "we" it is in a quotation."""

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


def test_a_guest_is_not_taken_for_one_of_the_place() -> None:
    assert countries("President Amin Zorko flew to Astana for talks.", "Zorko") == {None}
