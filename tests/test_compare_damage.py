"""compare.damage: who lost words that the other still has took the text; slips and manners show nothing."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from sayso.compare.alignment import align
from sayso.compare.damage import seam_words
from sayso.compare.kinship import relate
from sayso.model.comparison import Reuse
from tests.copies_pages import FOREST, HARBOUR, LIBRARY, TITLES, article, page, told

TITLE = TITLES[HARBOUR]


def swapped(changes: dict[int, str]) -> list[str]:
    return [changes.get(number, paragraph) for number, paragraph in enumerate(HARBOUR)]


def rows(damaged: Sequence[str], whole: Sequence[str], title: str = TITLE) -> tuple[Reuse, ...]:
    a, b = told("a", article(title, *damaged)), told("b", article(TITLE, *whole))
    return relate(a, b, align(a.page, b.page))


def check(damaged: Sequence[str], whole: Sequence[str], way: str, words: str = "") -> None:
    """The direction as seen from the damaged page, and turned around as seen from the other."""
    found = rows(damaged, whole)
    assert {(row.kinship, row.direction) for row in found} == {("copy", way)}
    assert words in " ".join(found[0].reasons)
    (turned,) = {row.direction for row in rows(whole, damaged)}
    assert turned == {"from": "to", "unknown": "unknown"}[way]


LOSSES = [
    pytest.param(0, ("of Vessby stopped", "port of Vessby stopped"), "the", "port", id="a preposition behind it"),
    pytest.param(4, ("the and the weather", "the lighthouse and the weather"), "the", "lighthouse", id="a conjunction"),
    pytest.param(5, ("their.", "their boats."), "their", "boats", id="the end of the sentence"),
]


@pytest.mark.parametrize(("number", "ends", "determiner", "lost"), LOSSES)
def test_a_determiner_without_its_noun(number: int, ends: tuple[str, str], determiner: str, lost: str) -> None:
    damaged = HARBOUR[number].replace(ends[1], ends[0])
    assert damaged != HARBOUR[number]
    more = " Nobody came to the quay to see them off on that evening." if damaged.endswith("their.") else ""
    check(
        swapped({number: damaged + more}),
        swapped({number: HARBOUR[number] + more}),
        "from",
        f'a goes on behind "{determiner}" without the words "{lost}" of b: its sentence is broken.',
    )


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("in the the port of Vessby", "in the port of Vessby"),  # a slip, and nothing is lost
        ("in the port of the port of Vessby", "in the port of Vessby"),
        ("in the hall of the of the Vessby guild", "in the hall of the rowers of the Vessby guild"),
        ("in port of Vessby", "in the port of Vessby"),  # no word that names something is lost
        ("in the port", "in the port of Vessby"),  # the sentence holds
        ("in plan A of Vessby", "in plan A port of Vessby"),  # a letter
        ("in the ... of Vessby", "in the port of Vessby"),  # left out on purpose, and said so
        ("in the by-lane of Vessby", "in the narrow by-lane of Vessby"),
    ],
)
def test_slips_and_sentences_that_hold_show_nothing(broken: str, whole: str) -> None:
    paragraphs = [HARBOUR[0].replace("in the port of Vessby", words) for words in (broken, whole)]
    assert HARBOUR[0] not in paragraphs[:1]
    check(swapped({0: paragraphs[0]}), swapped({0: paragraphs[1]}), "unknown")


ASIDE = "Two pilots (one of them retired since {}brought a gas carrier through the eastern channel at noon."
SAID = "Two pilots spoke of “a matter of {}brought a gas carrier through the eastern channel at noon."


@pytest.mark.parametrize(
    ("form", "ends", "words"),
    [
        (ASIDE, ("", "harvest time) "), "a never closes a bracket that b closes."),
        (SAID, ("", "plain duty” and "), "a never closes a quotation that b closes."),
        (SAID.replace("“", '"'), ("", 'plain duty" and '), "a never closes a quotation that b closes."),
    ],
)
def test_a_mark_whose_end_was_lost(form: str, ends: tuple[str, str], words: str) -> None:
    damaged, whole = (form.format(end) for end in ends)
    check(swapped({2: damaged}), swapped({2: whole}), "from", words)


def test_a_mark_that_is_only_missing_or_goes_on_shows_nothing() -> None:
    check(swapped({2: ASIDE.format("")}), swapped({2: ASIDE.format(") ")}), "unknown")
    closed_late = ASIDE.format("").replace("carrier", "carrier)")
    check(swapped({2: closed_late}), swapped({2: ASIDE.format("harvest time) ")}), "unknown")
    goes_on = {2: SAID.format(""), 3: f"“{HARBOUR[3]}"}
    check(swapped(goes_on), swapped({**goes_on, 2: SAID.format("plain duty” and ")}), "unknown")


START = "The harbour office had cut the night allowance in January, "
END = "and talks about a new rate broke down last week without anybody ready to meet again."


def test_a_paragraph_that_begins_within_a_sentence() -> None:
    check(swapped({1: END}), swapped({1: START + END}), "from", 'begins a paragraph within a sentence ("and talks')


@pytest.mark.parametrize(
    "changes",
    [
        {1: f"{START}{END}".replace("and", "And")},  # begins large
        {0: HARBOUR[0].replace(".", ":"), 1: END},  # is introduced
        {0: f"{HARBOUR[0]} {START.strip()}", 1: END},  # one sentence, a line broken within it
        {1: END, 3: HARBOUR[3].lower(), 4: HARBOUR[4].lower()},  # the manner of the page
    ],
)
def test_a_small_beginning_may_mean_nothing(changes: dict[int, str]) -> None:
    check(swapped(changes), swapped({1: START + END}), "unknown")


def test_nothing_is_lost_with_words_that_name_nothing() -> None:
    check(swapped({1: END}), swapped({1: f"But that was so before {END}"}), "unknown")


def test_a_name_may_begin_small() -> None:
    name = "iPhone makers broke down the talks last week without anybody ready to meet with them again."
    check(swapped({1: name}), swapped({1: f"The town and its {name}"}), "unknown")


def test_a_paragraph_that_ends_within_a_sentence() -> None:
    cut = "The harbour office had cut the night allowance in January, and talks about"
    check(swapped({1: cut}), HARBOUR, "from", 'ends a paragraph within a sentence ("…January, and talks about")')


@pytest.mark.parametrize(
    "changes",
    [
        {1: "The harbour office had cut the night allowance in January"},  # no word that names something is lost
        {1: "The harbour office had cut the night allowance in January:"},
        {1: "The harbour office had cut the night allowance in", 2: "January, and talks about a new rate broke down."},
        {1: HARBOUR[1][:60], 3: HARBOUR[3].rstrip("."), 4: HARBOUR[4].rstrip("."), 5: HARBOUR[5]},
    ],
)
def test_an_end_without_a_stop_may_mean_nothing(changes: dict[int, str]) -> None:
    whole = {1: HARBOUR[1] if len(changes) > 1 or ":" in changes[1] else f"{changes[1]} and that was all of it."}
    check(swapped(changes), swapped(whole), "unknown")


def test_damage_of_a_formula_shows_nothing() -> None:
    """Of what many pages say alike, the one that suffered may be the older."""
    damaged = [*swapped({0: HARBOUR[0].replace("port of", "of")}), *FOREST]
    found = rows(damaged, [*HARBOUR, *LIBRARY], "Lynx and tugs")
    assert {(row.kinship, row.direction) for row in found} == {("copy", "unknown")}


def test_the_rules_are_those_of_english() -> None:
    damaged = swapped({0: HARBOUR[0].replace("port of", "of")})
    a, b = (told(doc, article(TITLE, *text)) for doc, text in (("a", damaged), ("b", HARBOUR)))
    a = replace(a, page=replace(a.page, language="de"))
    assert {row.direction for row in relate(a, b, align(a.page, b.page))} == {"unknown"}


def test_damage_on_both_sides_leaves_it_unknown() -> None:
    a = swapped({0: HARBOUR[0].replace("port of", "of")})
    b = swapped({4: HARBOUR[4].replace("the lighthouse and", "the and")})
    (first, *_) = rows(a, b)
    assert first.direction == "unknown" and len(first.reasons) == 3


def test_a_list_below_the_text_breaks_off_nothing() -> None:
    parts = [("body", p) for p in HARBOUR[:4]]
    items = [("bullet", f"They agreed on point {k} of the list that was laid before them at noon.") for k in "abc"]
    a = told("a", page(("title", TITLE), *parts, ("body", "By evening the queue reached"), *items))  # type: ignore[arg-type]
    b = told("b", article(TITLE, *HARBOUR))
    assert {row.direction for row in relate(a, b, align(a.page, b.page))} == {"unknown"}


def test_the_words_of_a_seam_have_known_labels() -> None:
    assert set(seam_words().values()) == {"determiner", "preposition", "conjunction", "verb"}
