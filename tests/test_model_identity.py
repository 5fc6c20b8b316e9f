"""Ids and keys."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.model.identity import cluster_id, key, mention_id, stage_version

PARTS = st.lists(st.none() | st.integers(0, 99) | st.text(st.characters(min_codepoint=32), max_size=5), max_size=4)


@given(PARTS, PARTS)
def test_different_parts_give_different_keys(one: list[str | int | None], other: list[str | int | None]) -> None:
    as_text = [[None if p is None else str(p) for p in parts] for parts in (one, other)]
    assert (key(*one) == key(*other)) == (as_text[0] == as_text[1] or (one in ([], [""]) and other in ([], [""])))


def test_a_mention_id_tells_layer_page_and_place_apart() -> None:
    ids = {
        mention_id(*place)
        for place in [("event", "p", 1, 2), ("claim", "p", 1, 2), ("event", "q", 1, 2), ("event", "p", 12, 2)]
    }
    assert len(ids) == 4


def test_a_cluster_is_named_by_its_smallest_member() -> None:
    assert cluster_id(["b", "a", "c"]) == "a"


def test_a_stage_version_holds_its_rooms_apart() -> None:
    assert stage_version("model") != stage_version("model", "acquire") != stage_version("model", "read")
