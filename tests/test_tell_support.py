"""tell.support: documents / text origins / primary sources behind a fact."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.keep.record import Record
from sayso.tell import facts
from sayso.tell.support import Saying, one_spelling, provenance, support
from sayso.tell.texts import Texts
from sayso.tell.views import Published
from sayso.tell.wording import support_counts
from tests.made_record import ALPHA, BETA, GAMMA, HOSTILE, event_id, made_record, record_in_memory, rows


@pytest.fixture(scope="module")
def made() -> Iterator[Record]:
    with Record.open(made_record()) as record:
        yield record


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


# ------------------------------------------------------------------ publishers

GROUP = "Fjord Group"


def told_by(*pairs: str) -> list[Saying]:
    """Sayings in the texts' own voice, from "document origin"."""
    return [Saying(doc, origin, None, None) for doc, origin in map(str.split, pairs)]


@pytest.mark.parametrize(
    ("pairs", "publishers", "counts"),
    [
        (["a a", "b b"], {"a": GROUP, "b": GROUP}, "2 documents / 2 text origins (1 publisher: Fjord Group) / "),
        (["a a", "b b"], {"a": GROUP, "b": "Skerry Trust"}, "2 documents / 2 text origins / "),
        # An outlet that is not known may be anybody's.
        (["a a", "b b"], {"a": GROUP}, "2 documents / 2 text origins / "),
        (["a a", "b b", "c c"], {"a": GROUP, "b": GROUP}, "/ 3 text origins (2 from Fjord Group) / "),
        (
            ["a a", "b b", "c c", "d d"],
            {"a": GROUP, "b": GROUP, "c": "Skerry Trust", "d": "Skerry Trust"},
            "/ 4 text origins (2 from Fjord Group, 2 from Skerry Trust) / ",
        ),
        # Of very many the largest are named.
        (
            [f"{k} {k}" for k in range(13)],
            {str(k): f"Group {min(k // 2, 5)}" for k in range(13)},
            "/ 13 text origins (3 from Group 5, 2 from Group 0 and 4 more) / ",
        ),
        # One text in two outlets of a group is one text anyway.
        (["a a", "b a"], {"a": GROUP, "b": GROUP}, "2 documents / 1 text origin / "),
        # A text that somebody else carries too is not the group's alone.
        (["a a", "b b", "c b"], {"a": GROUP, "b": GROUP, "c": "Skerry Trust"}, "3 documents / 2 text origins / "),
        (["a a", "b b", "c b"], {"a": GROUP, "b": GROUP}, "3 documents / 2 text origins / "),
    ],
)
def test_texts_of_one_publisher_are_shown(pairs: list[str], publishers: dict[str, str], counts: str) -> None:
    assert counts in support_counts(support(told_by(*pairs), publishers))


def test_publishers_are_given_by_name_with_what_they_carry() -> None:
    found = support(told_by("a a", "b b", "c b", "d d"), {"a": GROUP, "b": GROUP, "c": "Skerry Trust"})
    assert found.publishers == (
        Published(GROUP, ("a", "b"), ("a",)),
        Published("Skerry Trust", ("c",), ()),
    )


@given(
    st.lists(SAYINGS, min_size=1, max_size=8),
    st.dictionaries(st.sampled_from("abc"), st.sampled_from([GROUP, "Skerry Trust"])),
)
def test_publishers_change_no_count(sayings: list[Saying], publishers: dict[str, str]) -> None:
    found, plain = support(sayings, publishers), support(sayings)
    assert (found.documents, found.origins, found.sources) == (plain.documents, plain.origins, plain.sources)
    assert {doc for p in found.publishers for doc in p.documents} == set(publishers) & set(found.documents)
    alone = [origin for p in found.publishers for origin in p.origins]
    assert len(alone) == len(set(alone)) and set(alone) <= set(found.origins)


def test_a_publisher_is_named_in_one_spelling() -> None:
    found = one_spelling({"a": "THE FJORD POST", "b": "The Fjord Post", "c": "fjord post", "d": "Skerry Times"})
    assert found == {"a": "The Fjord Post", "b": "The Fjord Post", "c": "The Fjord Post", "d": "Skerry Times"}


def test_publishers_come_from_outlet_address_and_day() -> None:
    tables = rows()
    for row in tables["documents"]:
        row |= {ALPHA: {"outlet": "CGTN"}, GAMMA: {"uri": "https://www.cctv.com/a"}}.get(row["doc"], {})
    with record_in_memory(tables) as record:
        known = provenance(record)
        event = facts.events(record, Texts(record), [event_id("signing")])[0]
        statement = facts.statements(record, Texts(record))[0]
    assert known.publishers[ALPHA] == known.publishers[GAMMA] == "China Media Group"
    assert known.publishers[BETA] == "Skerry Times at example.org" and HOSTILE not in known.publishers
    assert [p.publisher for p in event.support.publishers] == ["China Media Group", "Skerry Times at example.org"]
    assert event.support.publishers[0].documents == (ALPHA, GAMMA)
    assert support_counts(event.support).startswith("3 documents / 2 text origins / "), "one is the Skerry Times' too"
    assert [p.documents for p in statement.support.publishers] == [(ALPHA,), (BETA,)]


# ------------------------------------------------------------------ figures and statements


def test_a_figure_counts_those_that_give_its_amount(made: Record) -> None:
    both, alone = ("coast/alpha.html", "coast/beta.txt"), ("coast/gamma.txt",)
    event = facts.events(made, Texts(made), [event_id("signing")])[0]
    found = [(amount.figures, amount.support.documents) for amount in event.amounts]
    assert found == [(("figure-a", "figure-b"), both), (("figure-c",), alone)]
    (one,) = facts.amounts_in(made, [BETA], provenance(made))
    assert one.support.documents == both, "pages that are not shown count too"


def test_equal_figures_that_cannot_be_compared_count_apart() -> None:
    tables = rows()
    tables["figure_groups"][0]["relation"] = "not-comparable"
    with record_in_memory(tables) as record:
        (one,) = facts.amounts_in(record, [BETA], provenance(record))
    assert (one.figures, one.support.documents) == (("figure-b",), (BETA,))


def test_a_statement_counts_its_renderings_on_every_page(made: Record) -> None:
    (shown,) = facts.statements(made, Texts(made), [BETA])
    assert [r.doc for r in shown.renderings] == [BETA] and shown.docs == (ALPHA, BETA)
    assert support_counts(shown.support) == "2 documents / 1 text origin / 1 primary source"


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
