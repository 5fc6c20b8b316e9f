"""bench.copies_direction: copies with known damage, and what is said of them."""

import re

import pytest

from bench.altered import original
from bench.copies_direction import DAMAGES, verdict, words_lost
from tests.copies_pages import FOREST, HARBOUR, TITLES

SOURCE = original("s", TITLES[HARBOUR], "\n\n".join(" ".join(text) for text in (HARBOUR[:3], HARBOUR[3:], FOREST)))


@pytest.mark.parametrize("kind", sorted(DAMAGES))
def test_a_damaged_copy_lost_words_and_is_the_same_every_time(kind: str) -> None:
    copy = DAMAGES[kind](SOURCE)
    assert copy == DAMAGES[kind](SOURCE) and len(copy.split()) < len(SOURCE.text.split())
    assert set(re.findall(r"\w+", copy)) <= set(re.findall(r"\w+", SOURCE.text))
    assert verdict(copy, SOURCE.text) != "wrong"


def test_the_verdict_turns_with_the_pages() -> None:
    copy = SOURCE.text.replace("the port of Vessby", "the of Vessby")
    assert copy != SOURCE.text
    assert (verdict(copy, SOURCE.text), verdict(SOURCE.text, copy)) == ("right", "wrong")
    assert verdict(SOURCE.text + "\n", SOURCE.text) in ("unknown", "no copy")
    assert verdict("\n\n".join(FOREST), "\n\n".join(HARBOUR)) == "no copy"
    assert words_lost(0)(SOURCE) == SOURCE.text
