"""compare.kinship and origins: copy, common intermediary or common primary source; and how many texts there are."""

from collections.abc import Sequence

import pytest

from sayso.compare import postings
from sayso.compare.alignment import align
from sayso.compare.copies import find_copies
from sayso.compare.credits import agencies, credited
from sayso.compare.cutting import function_words
from sayso.compare.kinship import relate
from sayso.model.comparison import Furniture, Reuse, Told
from sayso.model.page import Page, Region
from sayso.model.reading import Claim
from tests.copies_pages import FOREST, HARBOUR, LIBRARY, TITLES, article, page, told

STATEMENT = "“We shall not lend a single rope to those who broke their word in January”"


def related(a: Told, b: Told, furniture: Sequence[Furniture] = ()) -> tuple[Reuse, ...]:
    return relate(a, b, align(a.page, b.page), furniture)


def kinds(rows: Sequence[Reuse]) -> set[tuple[str, str]]:
    return {(row.kinship, row.direction) for row in rows}


def origins(*documents: Told) -> dict[str, str]:
    return {line.doc: line.origin for line in find_copies(documents).origins if line.span is None}


def test_very_many_copies_have_one_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one page and of pages that differ: a text must not fall apart because it is carried too often."""
    monkeypatch.setattr(postings, "FEW_PAGES", 3)
    monkeypatch.setattr(postings, "MOST_PAGES", 4)
    monkeypatch.setattr(postings, "HUBS", 2)
    pages = [article(f"{TITLES[HARBOUR]} {k}", *HARBOUR) for k in range(7)]
    copies = [told(f"{k}-{n}", pages[k]) for k in range(7) for n in range(6)]
    found = origins(*copies, told("other", article(TITLES[FOREST], *FOREST)))
    assert found == {**{one.document.doc: "0-0" for one in copies}, "other": "other"}


def claim(of: Page, words: str, mode: str = "indirect") -> Claim:
    start = of.text.index(words)
    return Claim(start, start + len(words), mode, None, None, None, None, None, False)  # type: ignore[arg-type]


# ------------------------------------------------------------------ kinship


def test_a_copy_without_dates_has_no_known_direction() -> None:
    a, b = told("a", article("Tugs", *HARBOUR)), told("b", article("Boats", *HARBOUR[1:]))
    rows = related(b, a)
    assert kinds(rows) == {("copy", "unknown")}
    assert {(row.doc, row.other_doc) for row in rows} == {("a", "b")}
    assert rows[0].reasons == ("100 % of the shorter one's running text is shared.",)


@pytest.mark.parametrize("ending", ["", "…", " ...", " [...]"])
def test_who_breaks_off_within_a_sentence_took_the_text(ending: str) -> None:
    short = " ".join(HARBOUR[4].split()[:9]) + ending
    whole, cut = article(TITLES[HARBOUR], *HARBOUR), article("Tugs", *HARBOUR[:4], short)
    for a, b, way in (
        (told("a", whole), told("b", cut), "to"),
        (told("a", cut), told("b", whole), "from"),
    ):
        rows = related(a, b)
        assert kinds(rows) == {("copy", way)}
        assert any("breaks off within a sentence" in reason for reason in rows[0].reasons)


@pytest.mark.parametrize(
    "last",
    [
        HARBOUR[4],  # ends where the other ends a paragraph
        " ".join(HARBOUR[4].split()[:9]) + ".",  # a sentence made to end
        " ".join(HARBOUR[4].split()[:9]) + " at the mole.",  # words of its own behind it
    ],
)
def test_a_text_that_ends_with_a_sentence_shows_no_direction(last: str) -> None:
    a, b = told("a", article(TITLES[HARBOUR], *HARBOUR)), told("b", article("Tugs", *HARBOUR[:4], last))
    assert kinds(related(a, b)) == {("copy", "unknown")}


def test_rows_do_not_depend_on_the_order_of_the_pair() -> None:
    a, b = (
        told("a", article("Tugs", *HARBOUR), day="2030-05-02"),
        told("b", article("Boats", *HARBOUR), day="2030-05-01"),
    )
    assert related(a, b) == related(b, a)
    assert kinds(related(a, b)) == {("copy", "from")}


def test_every_row_opens_the_shared_words_on_both_sides() -> None:
    a, b = told("a", article("Tugs", *HARBOUR)), told("b", article("Boats", *FOREST[:2], *HARBOUR[3:]))
    rows = related(a, b)
    assert [a.page.text[r.start : r.end] for r in rows] == list(HARBOUR[3:])
    assert [b.page.text[r.other_start : r.other_end] for r in rows] == list(HARBOUR[3:])


def test_a_quotation_in_two_reports_is_a_common_source() -> None:
    a = told("a", article("Tugs", *HARBOUR, f"{STATEMENT}, said the crews."))
    b = told("b", article("Ropes", *FOREST, f"The crews wrote: {STATEMENT}."))
    (row,) = related(a, b)
    assert (row.kind, row.kinship, row.direction) == ("quotation", "common-primary-source", "unknown")
    assert origins(a, b) == {"a": "a", "b": "b"}


def test_so_is_a_statement_without_marks() -> None:
    words = "the port would lend no rope to those who broke their word in January"
    pages = article("Tugs", *HARBOUR, f"The office said {words}."), article("Ropes", *FOREST, f"It said {words}.")
    a, b = (told(doc, of, claims=(claim(of, words),)) for doc, of in zip("ab", pages, strict=True))
    (row,) = related(a, b)
    assert (row.kind, row.kinship) == ("verbatim", "common-primary-source")
    (unread,) = related(told("a", pages[0]), told("b", pages[1]))
    assert unread.kinship == "common-intermediary"


def test_a_statement_within_a_copy_is_copied() -> None:
    a = told("a", article("Tugs", *HARBOUR, f"{STATEMENT}, said the crews."))
    b = told("b", article("Boats", *HARBOUR, f"{STATEMENT}, said the crews."))
    assert kinds(related(a, b)) == {("copy", "unknown")}


def test_a_common_agency() -> None:
    a = told("a", page(("title", "Tugs"), *(("body", p) for p in (*HARBOUR, *FOREST)), ("credit", "(Norsund Wire)")))
    b = told(
        "b", page(("title", "Ropes"), *(("body", p) for p in (*HARBOUR, *LIBRARY)), ("credit", "Source: Norsund Wire"))
    )
    rows = related(a, b)
    assert kinds(rows) == {("common-intermediary", "unknown")}
    assert rows[0].reasons == ("Both credit Norsund Wire.",)


def test_a_little_background_in_two_reports_is_nobodys_copy() -> None:
    a, b = told("a", article("Tugs", *HARBOUR, LIBRARY[2])), told("b", article("Lynx", *FOREST, LIBRARY[2]))
    assert kinds(related(a, b)) == {("common-intermediary", "unknown")}


def test_pages_that_fill_one_form() -> None:
    form = (
        "{0} signed an order today that renews the emergency over floods in the province of {1} for one more year.",
        "The measure lets towns around {1} draw on stores of grain, pumps and tents without asking the assembly first.",
        "It was first declared on {2} and has been renewed each spring since, most recently with order number {3}.",
        "The assembly is told of the renewal by letter, as the law on emergencies demands, and may end it by a vote.",
        "Officials who spend the money report to the treasury in {1} every month and publish their books each quarter.",
    )
    fills = ("Regent Oda Falk", "Sunder", "May 4", "1187"), ("Regent Oda Falk", "Brekke", "June 9", "1242")
    a, b = (
        told(doc, article(f"Emergency in {fill[1]} goes on", *(line.format(*fill) for line in form)))
        for doc, fill in zip("ab", fills, strict=True)
    )
    assert related(a, b)[0].reasons == ("Both fill one form with names of their own.",)
    assert origins(a, b) == {"a": "a", "b": "b"}
    spelt = told("b", article("Emergency in Sundar goes on", *(p.replace("Sunder", "Sundar") for p in _bodies(a.page))))
    assert origins(a, spelt) == {"a": "a", "b": "a"}


def test_titles_that_name_what_the_other_page_does_not_know() -> None:
    """The names stand in the title and in sentences of each page's own, and nowhere in the form."""
    form = [*HARBOUR, *LIBRARY]
    own = {
        "a": "Water stands in the streets of {0}, and nobody in {0} has seen a boat or a tent so far.",
        "b": "Since spring the mayor of {0} asks for pumps; {0} would pay for half of them by itself.",
    }

    def letter(doc: str, place: str) -> Told:
        return told(doc, article(f"Tug crews stop work, writes {place}", own[doc].format(place), *form))

    assert origins(letter("a", "Sunder"), letter("b", "Brekke")) == {"a": "a", "b": "b"}
    assert origins(letter("a", "Sunder"), letter("b", "Sundar")) == {"a": "a", "b": "a"}, "one name, spelt otherwise"
    other = told("b", article(TITLES[HARBOUR], *form, "The people of Sunder wait for tents."))
    assert origins(letter("a", "Sunder"), other) == {"a": "a", "b": "a"}, "another title alone is no other text"


def _bodies(of: Page) -> list[str]:
    return [region.slice(of.text) for region in of.regions if region.role == "body"]


def test_furniture_is_no_reuse() -> None:
    a, b = told("a", article("Tugs", HARBOUR[0], *FOREST)), told("b", article("Ropes", HARBOUR[0], *LIBRARY))
    (row,) = related(a, b)
    assert related(a, b, [Furniture("a", row.start, row.end, 9)]) == ()


# ------------------------------------------------------------------ direction


def test_who_names_the_other_outlet_took_from_it() -> None:
    a = told("a", article("Tugs", *HARBOUR, "Read the full story at the Norrhavn Gull."), outlet="Daily Oar")
    b = told("b", article("Boats", *HARBOUR), outlet="Norrhavn Gull")
    assert kinds(related(a, b)) == {("copy", "from")}


def test_who_adds_a_pasted_extract_took_the_text() -> None:
    parts = [("title", "Tugs"), *(("body", p) for p in HARBOUR), ("quoted_source", "Vessby is a seaport in the north.")]
    a, b = told("a", page(*parts)), told("b", article("Boats", *HARBOUR))  # type: ignore[arg-type]
    assert kinds(related(a, b)) == {("copy", "from")}


def test_who_lets_a_stranger_speak_took_the_text() -> None:
    last = "The tally was wrong from the start, the shipwright said, and nobody had checked the ropes."
    a = told("a", article("Tugs", *HARBOUR, last))
    b = told("b", article("Boats", "Ida Holt, a shipwright, came to the quay early to look.", *HARBOUR, last))
    assert kinds(related(a, b)) == {("copy", "from")}


def test_signs_that_contradict_each_other_leave_it_unknown() -> None:
    a = told("a", article("Tugs", *HARBOUR, "First published in the Norrhavn Gull."), outlet="Oar", day="2030-05-01")
    b = told("b", article("Boats", *HARBOUR), outlet="Norrhavn Gull", day="2030-05-02")
    rows = related(a, b)
    assert kinds(rows) == {("copy", "unknown")}
    assert len(rows[0].reasons) == 3


# ------------------------------------------------------------------ origins


def test_two_documents_of_one_page() -> None:
    of = article(TITLES[HARBOUR], *HARBOUR)
    a, b = told("a", of), told("b", of)
    assert origins(a, b) == {"a": "a", "b": "a"}
    assert [of.text[r.start : r.end] for r in relate(a, b, ())] == [TITLES[HARBOUR], *HARBOUR]


def test_a_form_at_two_addresses_is_no_common_text() -> None:
    of = page(("body", "Sign in to follow the writer of this page and get a message for each new one."))
    a, b = (
        Told(t.document.__class__(t.document.doc, of.id, title=title), of, t.reading)
        for t, title in ((told("a", of), TITLES[HARBOUR]), (told("b", of), TITLES[FOREST]))
    )
    assert origins(a, b) == {"a": "a", "b": "b"}
    assert relate(a, b, ()) == ()


def test_a_form_with_different_titles_is_no_common_text() -> None:
    lines = ("Sign in to follow the writer of this page.", "We send a letter whenever the writer adds a new page here.")
    a, b = (told(doc, article(TITLES[text], *lines)) for doc, text in zip("ab", (HARBOUR, FOREST), strict=True))
    assert origins(a, b) == {"a": "a", "b": "b"}


def test_a_shortened_copy_has_the_origin_of_the_long_text() -> None:
    a, b = told("a", article("Tugs of Vessby", *HARBOUR)), told("b", article("Port of Vessby", *HARBOUR[:3]))
    assert origins(a, b) == {"a": "a", "b": "a"}


def test_half_a_text_in_common_makes_two_origins_and_parts() -> None:
    a = told("a", article("Tugs of Vessby", *HARBOUR[:3], *FOREST), day="2030-01-01")
    b = told("b", article("Port of Vessby", *HARBOUR[:3], *LIBRARY), day="2030-01-02")
    lines = find_copies([a, b]).origins
    assert [(line.doc, line.origin) for line in lines if line.span is None] == [("a", "a"), ("b", "b")]
    parts = [line for line in lines if line.span is not None]
    assert {(line.doc, line.origin) for line in parts} == {("b", "a")}
    assert [line.span.slice(b.page.text) for line in parts if line.span] == list(HARBOUR[:3])


def test_a_formula_before_a_list_is_not_the_whole_text() -> None:
    """Two communiqués open alike; one goes on in numbered points, which are no running text."""
    formula = f"{HARBOUR[0]} {HARBOUR[1]} {HARBOUR[2]}"
    title = "Statement on the port of Vessby and its tug crews"
    points = [("bullet", f"{words} We agreed to meet again.") for words in (*FOREST, *LIBRARY)]
    listed = told("a", page(("title", title), ("body", formula), *points))  # type: ignore[arg-type]
    told_out = told("b", article(title, formula, *HARBOUR[3:], *FOREST[:1], *(f"{p} So we hope." for p in HARBOUR[3:])))
    assert origins(listed, told_out) == {"a": "a", "b": "b"}
    again = told("b", page(("title", title), ("body", formula), *points[1:]))  # type: ignore[arg-type]
    assert origins(listed, again) == {"a": "a", "b": "a"}


def test_a_round_up_does_not_make_one_text_of_what_it_holds() -> None:
    a, b = told("a", article(TITLES[FOREST], *FOREST)), told("b", article(TITLES[LIBRARY], *LIBRARY))
    for title in ("The week", f"{TITLES[FOREST]}; {TITLES[LIBRARY]}"):
        both = told("c", article(title, *FOREST, *HARBOUR, *LIBRARY))
        assert origins(a, b, both) == {"a": "a", "b": "b", "c": "c"}


def test_sentences_told_anew_are_no_copy() -> None:
    anew = [p.replace(" the ", " that ").replace(" and ", " while ").replace(" in ", " inside ") for p in HARBOUR]
    anew = [" ".join(w if k % 4 else "surely" for k, w in enumerate(p.split())) for p in anew]
    a, b = told("a", article("Tugs of Vessby", *HARBOUR)), told("b", article("Port of Vessby", *anew))
    assert origins(a, b) == {"a": "a", "b": "b"}


def test_a_passage_with_other_figures_is_no_part_of_the_other_text() -> None:
    line = (
        "The yearly count of seals on the {} skerries ended on {} with {} animals, the wardens wrote in their logbook."
    )
    a = told("a", article("Seals", *FOREST, line.format("Norr", "May 3", "412")))
    b = told("b", article("Books", *LIBRARY, line.format("Sund", "May 9", "655")))
    found = find_copies([a, b])
    assert len(found.reuse) == 1
    assert [origin.span for origin in found.origins] == [None, None]


def test_an_origin_is_named_by_its_smallest_document() -> None:
    documents = [told(doc, article(f"Tugs {doc} of Vessby", *HARBOUR)) for doc in ("c", "d", "b")]
    assert set(origins(*documents).values()) == {"b"}


def test_bad_pages_stop_nothing() -> None:
    empty = Page("0" * 64, "", "0" * 64, None, error="It is empty: nothing can be read.")
    odd = Page("1" * 64, "x", "1" * 64, None, regions=(Region(0, 1, "body", "given"),))
    assert origins(told("a", empty), told("b", odd), told("c", article("Tugs", *HARBOUR))) == {
        "a": "a",
        "b": "b",
        "c": "c",
    }


# ------------------------------------------------------------------ credits and lexicons


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("GENEVA (AP) — Talks opened on Monday.", {"AP"}),
        ("Copyright 2031 The Associated Press. All rights reserved.", {"AP"}),
        ("(Norsund Wire)", {"Norsund Wire"}),
        ("By Ida Holt, Norsund Wire", {"Norsund Wire"}),
        ("Reporting by Ida Holt in Vessby", set()),
        ("(Laughter)", set()),
        ("From Vessby, the road runs north (Westland) until it meets the sea.", set()),
    ],
)
def test_credits(line: str, names: set[str]) -> None:
    assert credited(told("a", page(("body", HARBOUR[0]), ("credit", line)))) == names


def test_ones_own_outlet_is_no_credit() -> None:
    one = told("a", page(("credit", "© 2031 Norrhavn News")), outlet="Norrhavn News")
    assert credited(one) == frozenset()


@pytest.mark.parametrize("name", ["agencies.tsv", "function_words.tsv", "misspellings.tsv", "seam_words.tsv"])
def test_every_row_of_a_lexicon_has_a_label_and_an_example(name: str) -> None:
    from importlib.resources import files

    rows = [r.split("\t") for r in (files("sayso.compare") / "lexicons" / name).read_text("utf-8").splitlines()]
    header, *body = rows
    assert "label" in header and "example" in header
    assert all(len(row) == len(header) and all(cell.strip() for cell in row) for row in body)
    keys = [row[header.index("words" if "words" in header else "word")] for row in body]
    assert len(keys) == len(set(keys))
    word = header.index("words" if "words" in header else "word")
    assert all(row[word].casefold() in row[header.index("example")].casefold() for row in body)


def test_lexicons_are_read() -> None:
    assert {"the", "of", "not"} <= function_words()
    assert agencies()["associatedpress"] == agencies()["ap"] == "AP"
