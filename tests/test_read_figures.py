"""Figures: value, bounds, unit, what is counted, whose, and what is no figure at all."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.model.reading import ActorMention, Claim, EventMention, Figure
from sayso.read.figures import find_figures
from sayso.read.lexicon import rows
from sayso.read.numbers import parse_number
from sayso.read.quantities import find_quantities
from sayso.read.times import find_times
from tests.read_pages import PIECES, holds_its_words, read, words


def figures(text: str) -> tuple[Figure, ...]:
    parsed = read(text)
    return find_figures(parsed, find_times(parsed), (), (), ())


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "change"),
    [
        ("It sent 1,200 soldiers.", 1200, 1200, None, "="),
        ("It sent more than 50,000 soldiers.", 50000, None, None, ">"),
        ("It sent at least twelve ships.", 12, None, None, ">"),
        ("It sent 40 or more ships.", 40, None, None, ">"),
        ("It sent up to 30 ships.", None, 30, None, "<"),
        ("It sent less than 25 ships.", None, 25, None, "<"),
        ("It sent about 40 ships.", 40, 40, None, "~"),
        ("It sent nearly 40 ships.", None, 40, None, "~"),
        ("It sent dozens of ships.", 24, None, None, "~"),
        ("It sent hundreds of thousands of soldiers.", 200000, None, None, "~"),
        ("It sent two or three ships.", 2, 3, None, "="),
        ("It sent between 10 and 12 ships.", 10, 12, None, "="),
        ("It sent five to 10 million masks.", 5e6, 1e7, None, "="),
        ("It sent twenty-three ships.", 23, 23, None, "="),
        ("It gave $1.2 billion.", 1.2e9, 1.2e9, "USD", "="),
        ("It gave 3.5 million euros.", 3.5e6, 3.5e6, "EUR", "="),
        ("It gave EUR50m.", 5e7, 5e7, "EUR", "="),
        ("Exports rose 5 percent.", 5, 5, "percent", "up"),
        ("Exports fell by 5%.", 5, 5, "percent", "down"),
        ("It drove over nine kilometres.", 9, None, "km", ">"),
        ("They talked for just over an hour.", 1, None, "hour", ">"),
        ("They held almost four-hour talks.", None, 4, "hour", "~"),
        ("They talked for several weeks.", None, None, "week", "="),
    ],
)
def test_values_bounds_and_units(
    text: str, low: float | None, high: float | None, unit: str | None, change: str
) -> None:
    (figure,) = figures(text)
    assert (figure.low, figure.high, figure.unit, figure.change) == (low, high, unit, change)


@pytest.mark.parametrize(
    "text",
    [
        "They met on 3 May 2011 at 5 p.m.",
        "In 2009 they met.",
        "He held an AK-47 and flew a Su-30 under the S-400.",
        "The G7 spoke of COVID-19 and Article 5.",
        "The Zapad 2017 drill ended.",
        "It was one of the largest ports.",
        "No one came, and one can see why.",
        "It was the 26th round and the first success.",
        "They agreed.[14]",
        "Call +44 20 7946 0018 now.",
        "Two-thirds agreed.",
        "They left three weeks ago.",
    ],
)
def test_dates_names_ordinals_and_marks_are_no_figures(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("It bought 850 crates of apples.", "crates of apples"),
        ("Three of the small dhows fled.", "small dhows"),
        ("It met a six-truck convoy.", "truck"),
        ("The radar saw two Omani and five Yemeni dhows there.", "Omani dhows"),
        ("Two of them fled.", None),
        ("It gave $700 million in aid.", "aid"),
    ],
)
def test_what_is_counted(text: str, counted: str | None) -> None:
    assert figures(text)[0].counted == counted


def test_the_span_holds_hedge_number_and_what_is_counted() -> None:
    text = "The port holds at least 17 empty barges today."
    (figure,) = figures(text)
    assert words(text, figure) == "at least 17 empty barges"


def actor(text: str, name: str) -> ActorMention:
    start = text.index(name)
    return ActorMention(start, start + len(name), name, "OMN", "MIL", "OMN-MIL", "name")


@pytest.mark.parametrize(
    "text",
    [
        "Chad and others met 300 Omani sailors.",
        "Chad saw 300 of Oman's sailors leave.",
        "Oman sent 300 sailors to Chad.",
    ],
)
def test_whose(text: str) -> None:
    parsed = read(text)
    actors = (actor(text, "Chad"), actor(text, "Oman"))
    (figure,) = find_figures(parsed, (), actors, (), ())
    assert figure.whose == 1


def test_event_and_claim_of_a_figure() -> None:
    text = "The navy said it seized six rifles after the talks had failed."
    parsed = read(text)
    seized, talks = text.index("seized"), text.index("talks")
    events = tuple(
        EventMention(start, end, "COERCE", None, None, (), None, "happened", None, "positive", 3.0, 0)
        for start, end in ((seized, seized + 6), (talks, talks + 5))
    )
    outer = Claim(13, len(text) - 1, "indirect", None, None, None, None, None, False)
    inner = Claim(13, seized + 17, "indirect", None, None, None, None, None, False)
    (figure,) = find_figures(parsed, (), (), events, (outer, inner))
    assert (figure.event, figure.claim) == (0, 1)


@pytest.mark.parametrize(
    ("worded", "value"),
    [
        ("two million three hundred thousand", 2_300_000),
        ("half a million", 500_000),
        ("one and a half", 1.5),
        ("3½", 3.5),
        ("1 200", 1200),
        ("a dozen", 12),
        ("no number", None),
    ],
)
def test_number_words(worded: str, value: float | None) -> None:
    assert parse_number(worded) == value


def test_every_hedge_and_unit_works_in_its_example() -> None:
    for row in rows("hedges"):
        (found,) = find_quantities(row["example"])
        expected = "~" if row["change"] == "~" else row["change"]
        assert found.change == expected, row
        assert (found.low is None, found.high is None) == (row["bound"] == "high", row["bound"] == "low"), row
    for row in rows("units"):
        (found,) = find_quantities(row["example"])
        assert found.unit == row["unit"], row


def test_every_trap_catches_its_example() -> None:
    for row in rows("figure_traps"):
        assert find_quantities(row["example"]) == [], row["label"]


@settings(max_examples=40, deadline=None)
@example(" $3bn  AK-47 AK-47The navy said ")
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_figures_open_their_words(text: str) -> None:
    for figure in figures(text):
        assert holds_its_words(text, figure)
        assert figure.low is None or figure.high is None or figure.low <= figure.high
