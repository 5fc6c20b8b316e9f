"""Which source and content belong to which cue, and what the encoder adds to the claims that rules find."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.model.text import Span
from sayso.read.said import Spans, find_said, linked
from tests.test_read_claims import told

TEXT = "The mayor said the bridge was safe. The harbour master added that it was not."


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def test_each_cue_gets_the_source_and_content_of_its_own_sentence() -> None:
    first, second = linked(
        TEXT,
        Spans(
            [at("The mayor"), at("The harbour master")],
            [at("said"), at("added")],
            [at("the bridge was safe"), at("it was not")],
        ),
    )
    assert (first.source, first.content) == ((at("The mayor"),), (at("the bridge was safe"),))
    assert (second.source, second.content) == ((at("The harbour master"),), (at("it was not"),))


def test_what_stands_too_far_off_belongs_to_no_cue() -> None:
    text = "The mayor spoke." + " Rain fell. " * 40 + "It was over, he said."
    start = text.index("It was")
    (said,) = linked(text, Spans([Span(0, 9)], [Span(len(text) - 5, len(text) - 1)], [Span(start, start + 11)]))
    assert said.source == ()


def test_the_parts_of_a_content_are_joined_over_an_overlooked_word_and_scraps_are_left_out() -> None:
    cue, contents = at("said"), [at("the bridge"), at("safe"), at("not")]
    (said,) = linked(TEXT, Spans([at("The mayor")], [cue], contents))
    assert said.content == (at("the bridge was safe"),)


def test_a_cue_without_a_source_takes_one_that_is_less_sure() -> None:
    (said,) = linked(TEXT, Spans([], [at("said")], [at("the bridge was safe")], [at("The mayor")]))
    assert said.source == (at("The mayor"),)


def test_a_quoted_paragraph_goes_on_with_the_last_speaker() -> None:
    text = "The mayor said the bridge was safe.\n“It was built in May and has been checked twice since then.”"
    assert len(find_said(text)) == 1
    assert len(find_said(text)[0].content) > 1


@given(st.text(st.sampled_from("The mayor said “it was” so.\n"), max_size=60))
def test_spans_lie_in_the_text(text: str) -> None:
    for said in find_said(text):
        for span in (*said.source, *said.cue, *said.content):
            assert 0 <= span.start < span.end <= len(text)


def test_a_statement_that_no_rule_names_is_found() -> None:
    text = "Unless the garrison is paid by Saturday, an unsigned leaflet warned, it will open the gates."
    assert [(mode, speaker) for mode, speaker, _ in told(text)] == [("indirect", "unsigned leaflet")]


def test_those_who_are_told_are_no_speakers() -> None:
    text = "The port will open in May, South Korean lawmakers were told behind closed doors."
    assert "South Korean lawmakers" not in {speaker for _, speaker, _ in told(text)}
