"""Long regions are read in pieces that lose nothing."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.model.page import Region
from sayso.read.parse import LONGEST, pieces_of


@given(st.integers(0, 40_000), st.sampled_from(["The envoys met. ", "word ", "x", "line\n"]))
def test_pieces_hold_every_visible_character_once(length: int, unit: str) -> None:
    text = (unit * (length // len(unit) + 1))[:length].strip()
    pieces = list(pieces_of(Region(0, len(text), "body", ""), text))
    assert " ".join(text[p.start : p.end] for p in pieces).split() == text.split() or unit == "x"
    assert "".join("".join(text[p.start : p.end].split()) for p in pieces) == "".join(text.split())
    assert all(0 < p.end - p.start <= LONGEST for p in pieces)
    assert all(text[p.start : p.end].strip() == text[p.start : p.end] for p in pieces)


def test_a_sentence_is_not_cut_where_another_ends_near() -> None:
    text = ("The envoys of Norway met in Oslo. " * 600).strip()
    pieces = list(pieces_of(Region(0, len(text), "body", ""), text))
    assert len(pieces) == 3 and all(text[p.start : p.end].endswith(".") for p in pieces)
