"""The normalised view and its way back."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.model.text import NormalisedView, Span, normalise

TEXTS = st.text(st.sampled_from("aB \t\n“”‘’—–…ﬁßÅ½\u00a0\u200b'\"-x."), max_size=40)


def test_quotes_dashes_spaces_and_case_have_one_form() -> None:
    assert normalise("“The  exercise”—it’s\n‘over’") == normalise("\"the exercise\"-it's 'over'")


def test_a_match_opens_its_words() -> None:
    page = "He said:  “We’ll  meet”\u200b again."
    view = NormalisedView(page)
    at = view.text.index('"we\'ll meet"')
    assert view.back(at, at + len('"we\'ll meet"')).slice(page) == "“We’ll  meet”"


@given(TEXTS, st.data())
def test_back_gives_a_stretch_with_the_same_view(text: str, data: st.DataObject) -> None:
    view = NormalisedView(text)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    span = view.back(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    assert view.text[start:end].strip() in normalise(span.slice(text))


@given(TEXTS)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(TEXTS, st.data())
def test_forth_covers_what_back_gave(text: str, data: st.DataObject) -> None:
    view = NormalisedView(text)
    if not view.text:
        return
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    span = view.back(start, end)
    there = view.forth(span.start, span.end)
    assert there.start <= start and there.end >= end


def test_spans_overlap_and_contain() -> None:
    assert Span(0, 5).overlaps(Span(4, 6)) and not Span(0, 5).overlaps(Span(5, 6))
    assert Span(0, 5).contains(Span(0, 5)) and not Span(0, 5).contains(Span(1, 6))
