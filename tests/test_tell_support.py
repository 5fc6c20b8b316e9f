"""tell.support: documents / text origins / primary sources behind a fact."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.keep.record import Record
from sayso.tell import facts
from sayso.tell.support import Place, support
from sayso.tell.texts import Texts
from sayso.tell.wording import support_counts

PLACES = st.builds(
    Place,
    st.sampled_from("abc"),
    st.sampled_from("ab"),
    st.sampled_from([None, "The ministry", "The mayor"]),
    st.sampled_from([None, "s1", "s2"]),
)


@pytest.mark.parametrize(
    ("places", "sources"),
    [
        # A copy in its own voice adds a document and nothing else.
        ([Place("a", "a", None, None), Place("b", "a", None, None)], ("a",)),
        # Two texts quote one ministry: one primary source, whatever the statements.
        ([Place("a", "a", "The ministry", "s1"), Place("c", "c", "The ministry", "s2")], ("The ministry",)),
        # One text in its own voice, one that quotes somebody.
        ([Place("c", "c", "The mayor", "s1"), Place("a", "a", None, None)], ("a", "The mayor")),
        # Of speakers not named each statement is one, in however many pages it is rendered.
        (
            [Place("a", "a", None, "s1"), Place("c", "c", None, "s1"), Place("c", "c", None, "s2")],
            ("a speaker not named in a", "a speaker not named in c"),
        ),
    ],
)
def test_primary_sources(places: list[Place], sources: tuple[str, ...]) -> None:
    assert support(places).sources == sources


@given(st.lists(PLACES, min_size=1, max_size=8), st.permutations(range(8)))
def test_the_order_of_places_changes_nothing(places: list[Place], order: list[int]) -> None:
    found = support(places)
    shuffled = [places[k] for k in order if k < len(places)]
    assert support(shuffled) == found
    assert len(found.origins) <= len({(p.doc, p.origin) for p in places})
    assert found.documents == tuple(sorted({p.doc for p in places}))


def test_counts_are_given_in_three_kinds() -> None:
    found = support([Place("a", "a", None, None), Place("b", "a", "The mayor", "s1")])
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
