"""Dates of documents and of the times in them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sayso.compare.publications import consistent, date_documents, days_of
from sayso.model.page import DateClue
from sayso.model.time import OPEN, Interval, SymbolicTime
from tests.told_pages import Draft, day, reuse

MAY = "The ferry sank on 3 May 2021. A hearing is set for 20 June 2021. The board said it would wait."


def bounded() -> Draft:
    draft = Draft("b", MAY)
    draft.bound("sank on 3 May 2021", "2021-05-03", None)
    draft.bound("20 June 2021", None, "2021-06-20")
    return draft


def test_a_declared_day_stands_whatever_the_words_say() -> None:
    draft = bounded()
    draft.day = "2021-07-01"
    (publication,) = date_documents([draft.told()], ())
    assert publication.interval == Interval(date(2021, 7, 1), date(2021, 7, 1))
    assert publication.basis == "declared"


def test_words_bound_the_day_and_are_kept_as_clues() -> None:
    (publication,) = date_documents([bounded().told()], ())
    assert publication.interval == Interval(date(2021, 5, 3), date(2021, 6, 20))
    assert publication.basis == "inferred"
    assert [MAY[c.start : c.end] for c in publication.clues] == ["sank on 3 May 2021", "20 June 2021"]


def test_one_sided_words_leave_an_end_open_and_none_leave_both() -> None:
    draft = Draft("a", MAY)
    draft.bound("3 May 2021", "2021-05-03", None)
    bare = Draft("c", "The ferry sails again.")
    first, second = date_documents([draft.told(), bare.told()], ())
    assert first.interval == Interval(date(2021, 5, 3), None)
    assert (second.interval, second.basis, second.clues) == (OPEN, "none", ())


def test_contradicting_words_keep_what_most_of_them_say() -> None:
    draft = bounded()
    draft.bound("The board", None, "2019-01-01")
    (publication,) = date_documents([draft.told()], ())
    assert publication.interval == Interval(date(2021, 5, 3), date(2021, 6, 20))
    assert len(publication.clues) == 2


def test_a_copy_is_no_older_than_what_it_was_taken_from_and_the_source_no_younger_than_its_copy() -> None:
    source = Draft("source", MAY, "2021-05-05")
    copy = Draft("copy", f"From the wire. {MAY}")
    told = [source.told(), copy.told()]
    from_source = reuse(copy, source, MAY, "from")
    publication = next(p for p in date_documents(told, [from_source]) if p.doc == "copy")
    assert publication.interval == Interval(date(2021, 5, 5), None)
    assert "source" in publication.clues[0].reading

    source.day, copy.day = None, "2021-05-09"
    told = [source.told(), copy.told()]
    publication = next(p for p in date_documents(told, [from_source]) if p.doc == "source")
    assert publication.interval == Interval(None, date(2021, 5, 9))
    unknown = reuse(copy, source, MAY, "unknown")
    assert next(p for p in date_documents(told, [unknown]) if p.doc == "source").basis == "none"


def test_kin_that_contradict_the_page_narrow_nothing() -> None:
    source, copy = Draft("source", MAY, "2022-01-01"), bounded()
    told = [source.told(), copy.told()]
    publication = next(p for p in date_documents(told, [reuse(copy, source, MAY, "from")]) if p.doc == "b")
    assert publication.interval == Interval(date(2021, 5, 3), date(2021, 6, 20))


DAYS = st.dates(date(2000, 1, 1), date(2001, 12, 31))
BOUNDS = st.lists(
    st.tuples(st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS)).map(
        lambda ends: (Interval(*ends), DateClue(0, 1, f"{ends}"))
    ),
    max_size=6,
)


@given(BOUNDS, st.randoms())
def test_inferred_days_are_never_empty_and_know_no_order(
    bounds: list[tuple[Interval, DateClue]], random: object
) -> None:
    interval, clues = consistent(bounds)
    assert interval.start is None or interval.end is None or interval.start <= interval.end
    assert bool(clues) == (interval != OPEN)
    shuffled = list(bounds)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert consistent(shuffled)[0] == interval


def test_a_chain_of_times_is_followed_to_the_publication_day() -> None:
    text = "They met yesterday. A week later they signed. The next day they left."
    draft = Draft("a", text, "2021-05-10")
    draft.time("yesterday", SymbolicTime("publication", "day", offset=-1))
    draft.time("A week later", SymbolicTime("mention", "week", "week", offset=1, mention=0))
    draft.time("The next day", SymbolicTime("mention", "day", offset=1, mention=0))
    reading = draft.told().reading
    today = Interval(date(2021, 5, 10), date(2021, 5, 10))
    assert days_of(0, reading, today).start == date(2021, 5, 9)
    assert days_of(2, reading, today) == today
    week = days_of(1, reading, today)
    assert week.start is not None and week.start <= date(2021, 5, 9) + timedelta(days=7) <= week.end  # type: ignore[operator]
    assert days_of(2, reading, OPEN) == OPEN


def test_a_time_counted_from_itself_says_nothing() -> None:
    draft = Draft("a", "The next day they left. The day before they came. On 4 May 2021 it rained.")
    draft.time("The next day", SymbolicTime("mention", "day", offset=1, mention=1))
    draft.time("The day before", SymbolicTime("mention", "day", offset=-1, mention=0))
    draft.time("4 May 2021", day(2021, 5, 4))
    reading = draft.told().reading
    assert days_of(0, reading, OPEN) == days_of(1, reading, OPEN) == OPEN
    assert days_of(2, reading, OPEN) == Interval(date(2021, 5, 4), date(2021, 5, 4))
