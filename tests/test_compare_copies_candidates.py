"""compare.sketch, candidates and furniture: which pages are compared, and what the collection shows to be furniture."""

from collections import Counter
from itertools import chain

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sayso.compare import postings
from sayso.compare.candidates import candidate_pairs
from sayso.compare.furniture import recurring_blocks
from sayso.compare.postings import across, linked
from sayso.compare.sketch import GRAM, WINDOW, BlockSketch, Sketch, sketch_page
from sayso.model.page import Page
from tests.copies_pages import FOREST, HARBOUR, LIBRARY, TITLES, article, page

FOOTER = "Write to the readers' desk at any hour of the day or night"
ARTICLES = (HARBOUR, FOREST, LIBRARY)


def pairs(*pages: Page) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in candidate_pairs([sketch_page(p) for p in pages])}


def furniture(*pages: Page) -> set[str]:
    texts = {p.id: p.text for p in pages}
    return {texts[page][start:end] for page, start, end, _ in recurring_blocks([sketch_page(p) for p in pages])}


# ------------------------------------------------------------------ sketches


def test_a_sketch_survives_storage() -> None:
    sketch = sketch_page(article(TITLES[HARBOUR], *HARBOUR))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(sketch), type=Sketch) == sketch
    assert msgspec.json.decode(msgspec.json.encode(sketch), type=Sketch) == sketch


def test_blocks_are_where_they_say() -> None:
    of = article(TITLES[HARBOUR], *HARBOUR)
    found = [of.text[block.start : block.end] for block in sketch_page(of).blocks]
    assert found == [TITLES[HARBOUR], *HARBOUR]


def test_unread_regions_and_empty_pages_leave_nothing() -> None:
    assert sketch_page(page()).blocks == sketch_page(page(("form", HARBOUR[0]))).blocks == ()
    assert sketch_page(page()).minhash == ()


# ------------------------------------------------------------------ candidates


def test_a_page_within_a_longer_one() -> None:
    short, long = article("One", *FOREST), article("Two", *HARBOUR, *FOREST, *LIBRARY)
    assert pairs(short, long) == {frozenset((short.id, long.id))}


def test_unrelated_pages_are_left_alone() -> None:
    assert pairs(*(article(TITLES[text], *text) for text in ARTICLES)) == set()


def test_what_stands_on_very_many_pages_pairs_nothing() -> None:
    def sketch(number: int) -> Sketch:
        block = BlockSketch(0, 9, "body", 9, number, (77, 1000 + number // 2), (), False)
        return Sketch(f"{number:04}", 9, (), (block,), ())

    few = [sketch(number) for number in range(postings.FEW_PAGES)]
    assert len(candidate_pairs(few)) == len(few) * (len(few) - 1) // 2
    assert candidate_pairs([*few, sketch(9999)]) == tuple((f"{k:04}", f"{k + 1:04}") for k in range(0, len(few), 2))


def test_of_very_many_pages_with_one_text_each_is_compared_with_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """At 200 copies the text stopped pairing anything: 201 copies were 201 origins."""
    monkeypatch.setattr(postings, "FEW_PAGES", 4)
    monkeypatch.setattr(postings, "MOST_PAGES", 9)
    monkeypatch.setattr(postings, "HUBS", 2)
    sketch = sketch_page(article(TITLES[HARBOUR], *HARBOUR))
    sketches = [replace(sketch, page=f"{k:02}") for k in range(12)]
    found = candidate_pairs(sketches)
    assert len(found) == 11 + 10 and sorted(Counter(chain(*found)).values()) == [2] * 10 + [11, 11]
    assert found == candidate_pairs(sketches[::-1])


@given(st.integers(0, 30), st.integers(0, 30))
def test_large_groups_stay_connected(ours: int, theirs: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "MOST_PAGES", 9)
        patch.setattr(postings, "HUBS", 2)
        pairs = list(linked(range(ours)))
        met = list(across(range(ours), range(100, 100 + theirs)))
    assert len(set(pairs)) == len(pairs) and all(a < b for a, b in pairs)
    assert {b for _, b in pairs} == set(range(1, ours))
    assert len(set(met)) == len(met) <= max(18, 2 * (ours + theirs))
    assert not (ours and theirs) or {n for pair in met for n in pair} == {*range(ours), *range(100, 100 + theirs)}


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 60), st.integers(0, 30), st.integers(0, 30))
def test_twelve_words_in_a_row_are_enough(start: int, before: int, after: int) -> None:
    words = [w.strip(".,").casefold() for w in " ".join(HARBOUR).split()]
    run = words[start : start + GRAM + WINDOW - 1]
    a = article("One", " ".join(words))
    b = article("Two", " ".join(["zig", "zag"] * before + run + ["to", "fro"] * after))
    assert pairs(a, b) == {frozenset((a.id, b.id))}


# ------------------------------------------------------------------ furniture


def test_a_footer_on_unrelated_pages_is_furniture() -> None:
    assert furniture(*(article(TITLES[text], *text, FOOTER) for text in ARTICLES)) == {FOOTER}


def test_on_two_pages_it_is_not() -> None:
    assert furniture(*(article(TITLES[text], *text, FOOTER) for text in ARTICLES[:2])) == set()


def test_copies_of_one_article_are_no_furniture() -> None:
    titles = [
        "Tugs idle in Vessby",
        "Vessby port stands still",
        "Crews of Vessby tugs stop work",
        "Port of Vessby shut",
    ]
    copies = [article(title, *HARBOUR, FOOTER, f"Our reader number {k} wrote in.") for k, title in enumerate(titles)]
    assert furniture(*copies) == set()
    assert furniture(*copies, *(article(TITLES[text], *text, FOOTER) for text in ARTICLES[1:])) == {FOOTER}


def test_forms_under_different_titles_are_furniture_though_nothing_else_stands_there() -> None:
    lines = ("Sign in to follow the writer of this page", "You will get a message whenever there is a new page")
    forms = [article(TITLES[text], *lines) for text in ARTICLES]
    assert furniture(*forms) == set(lines)


def test_pages_without_titles_are_judged_by_what_else_they_share() -> None:
    bare = [page(*(("body", p) for p in (*text, FOOTER))) for text in ARTICLES]
    assert furniture(*bare) == {FOOTER}
    copies = [page(*(("body", p) for p in (*HARBOUR, FOREST[k]))) for k in range(3)]
    assert furniture(*copies) == set()


def test_what_somebody_says_is_no_furniture() -> None:
    thanks, quoted = "CHAIR: Thank you for coming here today.", "“There is nothing more to say about it.”"
    assert furniture(*(article(TITLES[text], *text, thanks, quoted) for text in ARTICLES)) == set()


def test_furniture_does_not_depend_on_order() -> None:
    sketches = [sketch_page(article(TITLES[text], *text, FOOTER)) for text in ARTICLES]
    assert recurring_blocks(sketches) == recurring_blocks(sketches[::-1])
