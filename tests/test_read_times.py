"""Times as pages word them, and the days they come to."""

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.reading import TimeMention
from sayso.model.time import Anchor, Direction, Interval, Precision, SymbolicTime, Unit, resolve
from sayso.read.lexicon import rows
from sayso.read.time_rules import rules
from sayso.read.times import find_times
from tests.read_pages import PIECES, holds_its_words, last_of, read, words

THURSDAY = date(2011, 3, 17)


def only(text: str) -> TimeMention:
    found = find_times(read(text))
    assert len(found) == 1, [words(text, mention) for mention in found]
    return found[0]


def days(text: str, published: date = THURSDAY) -> tuple[str, str]:
    interval = resolve(only(text).time, Interval(published, published))
    return str(interval.start), str(interval.end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The port opened on 3 March 2009.", "2009-03-03", "2009-03-03"),
        ("The port opened on Tuesday, March 3rd, 2009.", "2009-03-03", "2009-03-03"),
        ("The port opened on 2009-03-03.", "2009-03-03", "2009-03-03"),
        ("The port opened on 23.03.2009.", "2009-03-23", "2009-03-23"),
        ("The port opened on 03/23/2009.", "2009-03-23", "2009-03-23"),
        ("The port opened in late March 2009.", "2009-03-01", "2009-03-31"),
        ("The port opened in 2009.", "2009-01-01", "2009-12-31"),
        ("They signed the 1955 accord.", "1955-01-01", "1955-12-31"),
        ("It was built in the 1990s.", "1990-01-01", "1999-12-31"),
        ("It was built in the 19th century.", "1801-01-01", "1900-12-31"),
        ("It was built in the spring of 2009.", "2009-03-01", "2009-05-31"),
        ("It was built in the third quarter of 2009.", "2009-07-01", "2009-09-30"),
        ("The port opened on 3 May.", "2010-05-03", "2010-05-03"),
        ("The port will open on 3 May.", "2011-05-03", "2011-05-03"),
        ("The port opened in October.", "2010-10-01", "2010-10-31"),
        ("The port opened in May.", "2010-05-01", "2010-05-31"),
        ("The port opened on Tuesday.", "2011-03-15", "2011-03-15"),
        ("The port will open on Tuesday.", "2011-03-22", "2011-03-22"),
        ("The port opened on Tuesday of last week.", "2011-03-08", "2011-03-08"),
        ("The port opened today.", "2011-03-17", "2011-03-17"),
        ("The port opened last night.", "2011-03-16", "2011-03-16"),
        ("The port will open next month.", "2011-04-01", "2011-04-30"),
        ("The port opened last week.", "2011-03-07", "2011-03-13"),
        ("The port opened earlier this month.", "2011-03-01", "2011-03-17"),
        ("The port will open later this week.", "2011-03-17", "2011-03-20"),
        ("The port opened three weeks ago.", "2011-02-21", "2011-02-27"),
        ("The port opened a year ago this month.", "2010-03-01", "2010-03-31"),
        ("The port opened a decade ago.", "2001-01-01", "2001-12-31"),
        ("The port opened in September last year.", "2010-09-01", "2010-09-30"),
        ("The port will open in two weeks.", "2011-03-28", "2011-04-03"),
        ("The fair will run from 28 June to 2 July.", "2011-06-28", "2011-07-02"),
        ("The drill ran from 28 December 2009 to 3 January 2010.", "2009-12-28", "2010-01-03"),
        ("The drill ran from December 28 to January 3, 2010.", "2009-12-28", "2010-01-03"),
        ("The drill ran from 3 to 9 May 2009.", "2009-05-03", "2009-05-09"),
        ("It was built between 2004 and 2006.", "2004-01-01", "2006-12-31"),
        ("It has been open since 1991.", "1991-01-01", "None"),
        ("It must be open by 2013.", "None", "2013-12-31"),
        ("They will meet in the coming days.", "2011-03-17", "None"),
        ("They met in recent weeks.", "None", "2011-03-17"),
        ("Trade fell over the past three months.", "2010-12-01", "2011-03-17"),
    ],
)
def test_worded_times_come_to_days(text: str, start: str, end: str) -> None:
    assert days(text) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "They talked for three hours.",
        "The drill is held every four years.",
        "It sank 2000 boats.",
        "A force of 1900 soldiers came.",
        "The march was long and it may rain.",
        "The Zapad 2017 drill was large.",
        "Sun Microsystems opened an office.",
        "They ran a week-long drill.",
    ],
)
def test_durations_sets_counts_and_names_are_no_times(text: str) -> None:
    assert find_times(read(text)) == ()


def test_a_time_counted_from_another_names_it() -> None:
    text = "In October the fleet sailed. Days later it fired.\nThe next month it came home."
    october, later, month = find_times(read(text))
    assert later.time.mention == 0
    assert month.time.mention == 0, "a month is counted from October, not from the days after it"
    autumn = resolve(october.time, Interval(THURSDAY, THURSDAY))
    assert resolve(month.time, autumn) == Interval(date(2010, 11, 1), date(2010, 11, 30))


def test_a_range_keeps_both_ends_and_its_words() -> None:
    text = "The fair will run from 28 June to 2 July."
    mention = only(text)
    assert words(text, mention) == "28 June to 2 July"
    assert (last_of(mention.time).month, last_of(mention.time).day) == (7, 2)


def test_a_weekday_beside_a_date_picks_its_year() -> None:
    # 3 March was a Thursday in 2005 and 2011, not in 2012.
    assert days("They met on Thursday, 3 March.", date(2012, 6, 1)) == ("2011-03-03", "2011-03-03")


def test_every_rule_matches_its_example() -> None:
    for rule, row in zip(rules(), rows("time_rules"), strict=True):
        assert rule.pattern.search(row["example"]), row["label"]


symbols = st.builds(
    SymbolicTime,
    anchor=st.sampled_from(get_args(Anchor)),
    precision=st.sampled_from(get_args(Precision)),
    unit=st.sampled_from(get_args(Unit)),
    offset=st.none() | st.integers(-20_000, 20_000),
    direction=st.sampled_from(get_args(Direction)),
    year=st.none() | st.integers(-5, 12_000),
    month=st.none() | st.integers(0, 14),
    day=st.none() | st.integers(0, 40),
    weekday=st.none() | st.integers(0, 6),
)
anchors = st.dates()
near = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(symbols, st.none() | symbols, anchors, anchors)
def test_resolve_never_raises_and_never_runs_backwards(
    time: SymbolicTime, until: SymbolicTime | None, one: date, other: date
) -> None:
    ranged = SymbolicTime(**{**{name: getattr(time, name) for name in time.__struct_fields__}, "until": until})
    found = resolve(ranged, Interval(min(one, other), max(one, other)))
    assert found.start is None or found.end is None or found.start <= found.end


@given(symbols, near, st.integers(0, 400))
def test_a_later_anchor_never_gives_an_earlier_day(time: SymbolicTime, first: date, later: int) -> None:
    before = resolve(time, Interval(first, first))
    after = resolve(time, Interval(first + timedelta(later), first + timedelta(later)))
    if before.start and after.start:
        assert before.start <= after.start


@given(st.sampled_from(get_args(Unit)), near)
def test_the_unit_around_the_anchor_holds_it(unit: Unit, day: date) -> None:
    found = resolve(SymbolicTime("publication", "vague", unit, 0), Interval(day, day))
    assert found.start is not None and found.end is not None
    assert found.start <= day <= found.end


@given(symbols, near, st.integers(0, 60), st.integers(0, 60))
def test_a_wide_anchor_holds_what_each_of_its_days_gives(time: SymbolicTime, first: date, a: int, b: int) -> None:
    wide = resolve(time, Interval(first, first + timedelta(a + b)))
    narrow = resolve(time, Interval(first + timedelta(a), first + timedelta(a)))
    if wide.start and wide.end and narrow.start and narrow.end:
        assert wide.start <= narrow.start and narrow.end <= wide.end


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_mentions_open_their_words_and_refer_backwards(text: str) -> None:
    found = find_times(read(text))
    assert list(found) == sorted(found, key=lambda mention: (mention.start, mention.end))
    for index, mention in enumerate(found):
        assert holds_its_words(text, mention)
        assert mention.time.mention is None or mention.time.mention < index
