"""tell.support: documents / text origins / primary sources behind a fact."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.keep.record import Record
from sayso.tell import facts
from sayso.tell.support import Saying, support
from sayso.tell.texts import Texts
from sayso.tell.wording import support_counts

SAYINGS = st.builds(
    Saying,
    st.sampled_from("abc"),
    st.sampled_from("ab"),
    st.sampled_from([None, "The ministry", "The mayor"]),
    st.sampled_from([None, "s1", "s2"]),
)


@pytest.mark.parametrize(
    ("sayings", "sources"),
    [
        # A copy in its own voice adds a document and nothing else.
        ([Saying("a", "a", None, None), Saying("b", "a", None, None)], ("a",)),
        # Two texts quote one ministry: one primary source, whatever the statements.
        ([Saying("a", "a", "The ministry", "s1"), Saying("c", "c", "The ministry", "s2")], ("The ministry",)),
        # One text in its own voice, one that quotes somebody.
        ([Saying("c", "c", "The mayor", "s1"), Saying("a", "a", None, None)], ("a", "The mayor")),
        # Of speakers not named each statement is one, in however many pages it is rendered.
        (
            [Saying("a", "a", None, "s1"), Saying("c", "c", None, "s1"), Saying("c", "c", None, "s2")],
            ("a speaker not named in a", "a speaker not named in c"),
        ),
    ],
)
def test_primary_sources(sayings: list[Saying], sources: tuple[str, ...]) -> None:
    assert support(sayings).sources == sources


@given(st.lists(SAYINGS, min_size=1, max_size=8), st.permutations(range(8)))
def test_the_order_of_sayings_changes_nothing(sayings: list[Saying], order: list[int]) -> None:
    found = support(sayings)
    shuffled = [sayings[k] for k in order if k < len(sayings)]
    assert support(shuffled) == found
    assert len(found.origins) <= len({(p.doc, p.origin) for p in sayings})
    assert found.documents == tuple(sorted({p.doc for p in sayings}))


def test_counts_are_given_in_three_kinds() -> None:
    found = support([Saying("a", "a", None, None), Saying("b", "a", "The mayor", "s1")])
    assert support_counts(found) == "2 documents / 1 text origin / 2 primary sources"


def test_what_is_shown_agrees_with_the_record(sample_record: Path) -> None:
    with Record.open(sample_record) as record:
        texts = Texts(record)
        events = facts.events(record, texts)
        statements = facts.statements(record, texts)
        groups = facts.figure_groups(record, texts)
    assert any(event.origins > 1 for event in events)
    for event in events:
        assert len(event.support.origins) == event.origins == len({m.origin for m in event.mentions})
        assert event.support.documents == tuple(sorted({m.doc for m in event.mentions}))
    for statement in statements:
        assert statement.support.documents == statement.docs and len(statement.support.sources) == 1
    assert groups and all(group.support.documents for group in groups)
