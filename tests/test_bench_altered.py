"""bench.altered: the truth that altered copies are measured by."""

import pytest

from bench.altered import KINDS, Altered, Stock, original
from tests.copies_pages import FOREST, HARBOUR, LIBRARY, TITLES

SOURCE = original("harbour", TITLES[HARBOUR], "\n\n".join((" ".join(HARBOUR[:3]), " ".join(HARBOUR[3:]), *LIBRARY)))
OTHER = original("forest", TITLES[FOREST], "\n\n".join(FOREST))
STOCK = Stock(("turnip", "ladder", "violin"), tuple(f"Headline number {k} of the day" for k in range(200)))
TEXTS = {SOURCE.id: SOURCE.text, OTHER.id: OTHER.text}


def made(kind: str) -> Altered:
    return KINDS[kind](SOURCE, OTHER, STOCK)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_span_opens_what_it_comes_from(kind: str) -> None:
    altered = made(kind)
    assert altered.spans and altered == made(kind)
    for span in altered.spans:
        here = altered.text[span.start : span.end]
        assert here == TEXTS[span.source][span.source_start : span.source_end] or here in STOCK.words


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [("drop", 0.5, 0.9), ("reorder", 0.99, 1.0), ("chrome", 0.99, 1.0), ("truncate", 0.2, 0.5), ("lift25", 0.0, 0.25)],
)
def test_so_much_of_the_source_is_left(kind: str, least: float, most: float) -> None:
    taken = sum(len(TEXTS[span.source][span.source_start : span.source_end].split()) for span in made(kind).spans)
    assert least <= taken / len(SOURCE.text.split()) <= most


def test_what_each_kind_adds() -> None:
    assert any(word in made("swap").text for word in STOCK.words)
    assert {span.source for span in made("splice").spans} == {"harbour", "forest"}
    assert len(made("chrome").text.split()) >= len(SOURCE.text.split()) + 500
    lifted = made("lift25")
    assert lifted.host == "forest" and sum(len(lifted.text[s.start : s.end].split()) for s in lifted.spans) == 25
