"""compare.slips: a slip that two pages have in common speaks for one written text behind both."""

import pytest
from msgspec.structs import replace

from sayso.compare.alignment import align
from sayso.compare.copies import find_copies
from sayso.compare.kinship import relate
from sayso.compare.slips import misspellings
from sayso.compare.terms import table
from sayso.model.comparison import Reuse, Told
from tests.copies_pages import FOREST, HARBOUR, TITLES, article, told

STATED = "“We shall not lend the {} to those who broke their word in January, whatever the crews recieve for it{}”"
RIGHT = STATED.format("ropes", "").replace("recieve", "receive")
SLIP = STATED.format("ropes", "")
TWICE = RIGHT.replace("the ropes", "the the ropes")


def reports(first: str, second: str, cue: str = "said the crews") -> tuple[Told, Told]:
    """Two reports of different news that quote the words."""
    a = told("a", article(TITLES[HARBOUR], *HARBOUR, f"{first}, {cue}."))
    b = told("b", article(TITLES[FOREST], *FOREST, f"{second}, so much was heard from {cue.rsplit(maxsplit=1)[-1]}."))
    return a, b


def related(a: Told, b: Told) -> Reuse:
    (row,) = relate(a, b, align(a.page, b.page))
    assert relate(b, a, align(a.page, b.page)) == (row,)
    return row


@pytest.mark.parametrize(("words", "slip"), [(SLIP, "recieve"), (TWICE, "the the")])
def test_a_common_slip_shows_that_a_quotation_was_copied(words: str, slip: str) -> None:
    a, b = reports(words, words)
    row = related(a, b)
    assert (row.kind, row.kinship, row.direction) == ("quotation", "common-intermediary", "unknown")
    assert row.reasons == ("Most of either page is its own.", f'Both write "{slip}": a slip of one written text.')
    whole = {line.doc: line.origin for line in find_copies([a, b]).origins if line.span is None}
    assert whole == {"a": "a", "b": "b"}, "two reports stay two texts"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (RIGHT, RIGHT),
        (SLIP, RIGHT),  # one of them wrote it
        (RIGHT, SLIP),
        (TWICE, RIGHT),
        (RIGHT, TWICE),
        (STATED.format("ropes", "").replace("recieve", "Recieve"), STATED.format("ropes", "").replace("re", "Re")),
        (SLIP.replace("recieve", "recieve [sic]"), SLIP.replace("recieve", "recieve (sic)")),
        (RIGHT.replace("the ropes", "the, the ropes"), RIGHT.replace("the ropes", "the, the ropes")),
        (RIGHT.replace("the ropes", "and and-so-on"), RIGHT.replace("the ropes", "and and-so-on")),
    ],
)
def test_otherwise_both_report_one_statement(first: str, second: str) -> None:
    row = related(*reports(first, second))
    assert (row.kinship, row.reasons) == ("common-primary-source", ("Both report the same statement.",))


def test_the_list_is_one_of_english_words() -> None:
    a, b = reports(SLIP, SLIP)
    swedish = replace(b, page=replace(b.page, language="sv"))
    assert related(a, swedish).kinship == "common-primary-source"


@pytest.mark.parametrize("cue", ["the crews wrote", "it says in a letter by the crews", "read the statement"])
def test_what_was_written_may_hold_the_slip_itself(cue: str) -> None:
    assert related(*reports(SLIP, SLIP, cue)).kinship == "common-primary-source"


def test_a_slip_is_a_reason_of_a_copy_and_no_sign_of_its_direction() -> None:
    text = [*HARBOUR[:5], HARBOUR[5].replace("until", "untill")]
    a, b = told("a", article(TITLES[HARBOUR], *text)), told("b", article(TITLES[HARBOUR], *text))
    b = replace(b, page=article("Tugs of Vessby", *text))
    found = relate(a, b, align(a.page, b.page))
    assert {(row.kinship, row.direction) for row in found} == {("copy", "unknown")}
    assert found[0].reasons[1:] == ('Both write "untill": a slip of one written text.',)


def test_every_misspelling_is_no_word_and_its_correction_is_another() -> None:
    known = table().terms
    for word, right in misspellings().items():
        assert word != right and word.isalpha() and word.islower()
        assert word not in known and word not in misspellings().values()
