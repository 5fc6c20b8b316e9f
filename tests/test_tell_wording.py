"""tell: words for statuses, days, counts and amounts; hostile characters; edits."""

import json
import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from sayso.model.comparison import Status
from sayso.model.text import normalise
from sayso.tell.edits import edits
from sayso.tell.visible import lines, one_line, safe_json
from sayso.tell.wording import amount, counted, days, several, statuses


def test_every_status_is_worded_and_no_two_look_alike() -> None:
    words = statuses()
    assert set(words) == set(Status.__args__)  # type: ignore[attr-defined]
    for field in ("word", "mark", "meaning", "example"):
        found = [getattr(word, field) for word in words.values()]
        assert all(found) and len(set(found)) == len(found)
    assert {s for s, w in words.items() if w.word.startswith("only ")} == {"claimed", "planned", "possible"}


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, "?"),
        ("2031-03-07", "2031-03-07", "7 Mar 2031"),
        ("2031-03-07", None, "from 7 Mar 2031"),
        (None, "2031-03-07", "by 7 Mar 2031"),
        ("2031-02-01", "2031-02-28", "Feb 2031"),
        ("2031-01-01", "2031-12-31", "2031"),
        ("2031-01-01", "2032-12-31", "2031–2032"),
        ("2031-03-07", "2031-03-09", "7–9 Mar 2031"),
        ("2031-02-27", "2031-03-02", "27 Feb–2 Mar 2031"),
        ("2030-12-30", "2031-01-02", "30 Dec 2030–2 Jan 2031"),
        ("9999-12-01", "9999-12-31", "Dec 9999"),
    ],
)
def test_days(first: str | None, last: str | None, said: str) -> None:
    assert days(first and date.fromisoformat(first), last and date.fromisoformat(last)) == said  # type: ignore[arg-type]


@given(st.dates(), st.integers(0, 4000))
def test_days_name_both_ends(first: date, width: int) -> None:
    if (date.max - first).days < width:
        return
    last = first + timedelta(days=width)
    assert str(last.year) in days(first, last, long=True)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (40, 40, "40"),
        (12, None, "at least 12"),
        (None, 25, "at most 25"),
        (1.5, 2000000, "1.5–2,000,000"),
        (None, None, "?"),
    ],
)
def test_amounts(low: float | None, high: float | None, said: str) -> None:
    assert amount(low, high) == said


def test_counts() -> None:
    assert (counted(1, "page"), counted(2000, "page"), counted(2, "story", "stories")) == (
        "1 page",
        "2,000 pages",
        "2 stories",
    )
    assert several(["a", "b", "c"]) == "a, b, c"
    assert several(["a", "b", "c", "d"]) == "a, b and 2 more"


# ------------------------------------------------------------------ hostile characters


def steers(text: str) -> bool:
    return any(
        unicodedata.category(c) in ("Cc", "Cs") or c in "\u202a\u202b\u202d\u202e\u2066\u2069\u200e" for c in text
    )


@given(st.text() | st.text(alphabet="\x1b[]0m\x07\x9b\u202e\u2066\u200fab \n\r\t"))
def test_nothing_shown_steers_the_terminal(text: str) -> None:
    assert not steers(one_line(text))
    assert not steers(lines(text).replace("\n", ""))
    assert lines(text).count("\n") == text.count("\n")


@given(st.text(), st.text(alphabet="\x7f\x9b\u202e\u2028x"))
def test_json_says_the_same_and_steers_nothing(first: str, second: str) -> None:
    value = [first, second]
    shown = safe_json(json.dumps(value, ensure_ascii=False))
    assert json.loads(shown) == value
    assert not steers(shown)


def test_letters_of_every_script_stay() -> None:
    text = "Київ 北京 می‌خواهم 👩‍👩‍👧 é"
    assert one_line(text) == text


# ------------------------------------------------------------------ edits


@st.composite
def edited(draw: DrawFn) -> tuple[str, str]:
    words = draw(st.lists(st.sampled_from(["the", "boat", "“sails”", "at\n", "noon.", "  now"]), max_size=12))
    changed = [draw(st.sampled_from([word, word, word, "late", ""])) for word in words]
    return " ".join(words), " ".join(changed)


@given(edited())
def test_each_sides_runs_are_its_text(pair: tuple[str, str]) -> None:
    here, there = edits(*pair)
    assert "".join(run.text for run in here) == pair[0]
    assert "".join(run.text for run in there) == pair[1]
    same = ["".join(run.text for run in side if run.kind == "same") for side in (here, there)]
    assert normalise(same[0]) == normalise(same[1])


def test_curled_quotes_are_no_edit_and_a_changed_word_is_one() -> None:
    here, there = edits("The “old” boat sails.", 'The "old" ship sails.')
    assert [(run.kind, run.text) for run in here if run.kind != "same"] == [("deleted", "boat")]
    assert [(run.kind, run.text) for run in there if run.kind != "same"] == [("inserted", "ship")]
