"""Bounds on the publication day from a page's own words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.page import Role
from sayso.model.reading import DayConstraint, EventMention
from sayso.read.constraints import find_constraints
from sayso.read.times import find_times
from tests.read_pages import PIECES, holds_its_words, read, words


def constraints(text: str, *roles: Role, events: tuple[EventMention, ...] = ()) -> tuple[DayConstraint, ...]:
    parsed = read(text, *roles)
    return find_constraints(parsed, find_times(parsed), events)


def bounds(text: str, *roles: Role) -> list[tuple[str | None, str | None]]:
    return [(found.earliest, found.latest) for found in constraints(text, *roles)]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("They signed the pact on 5 May 2011.", "2011-05-05", None),
        ("The pact was signed in May 2011.", "2011-05-01", None),
        ("The fleet has been there since 2011.", "2011-01-01", None),
        ("The drill will be held on 5 May 2011.", None, "2011-05-05"),
        ("The drill will run from 3 to 9 May 2011.", None, "2011-05-09"),
        ("The drill is scheduled for 5 May 2011.", None, "2011-05-05"),
        ("The fleet is due to arrive on 5 May 2011.", None, "2011-05-05"),
        ("Today, 5 May 2011, the port opened.", "2011-05-05", "2011-05-05"),
    ],
)
def test_bounds(text: str, earliest: str | None, latest: str | None) -> None:
    assert bounds(text) == [(earliest, latest)]


@pytest.mark.parametrize(
    "text",
    [
        "They signed the pact on 5 May.",
        "They adopted the 2030 agenda.",
        "The army said the base would open on 5 May 2011.",
        "The base was due to open on 5 May 2011.",
        "If they had signed in 2031, all would be well.",
        "They did not sign in 2011.",
        "“It will open on 5 May 2011,” she said.",
        "The base will open in 2031.",
    ],
)
def test_nothing_where_the_words_leave_a_doubt(text: str) -> None:
    assert bounds(text) == []


def test_a_plan_told_of_in_the_past_bounds_nothing_later() -> None:
    text = "In 2009 she said the port will open on 5 May 2011."
    assert bounds(text) == [("2009-01-01", None)]


def test_a_pasted_extract_gives_the_earliest_day_only() -> None:
    text = "The pact was signed in 2011.\nThe drill will be held on 5 May 2013."
    assert bounds(text, "quoted_source", "quoted_source") == [("2011-01-01", None)]
    assert constraints(text, "caption", "caption") == ()


def test_an_event_that_has_not_happened_gives_no_earliest_day() -> None:
    text = "The pact was signed on 5 May 2011."
    start = text.index("signed")
    event = EventMention(start, start + 6, "AGREE", None, None, (), None, "possible", None, "positive", 0.0, 0)
    assert constraints(text, events=(event,)) == ()


def test_the_words_are_the_date_and_the_reading_says_why() -> None:
    text = "They signed the pact on 5 May 2011."
    (found,) = constraints(text)
    assert words(text, found) == "5 May 2011"
    assert found.reading == "told as past: 2011-05-05"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from((*PIECES, " opened on 5 May 2011.", " will open on 5 May 2012.")), max_size=10))
def test_constraints_open_their_words(pieces: list[str]) -> None:
    text = "".join(pieces)
    for found in constraints(text):
        assert holds_its_words(text, found)
        assert found.earliest is None or found.latest is None or found.earliest <= found.latest
