"""compare.alignment: spans that open the shared words, whatever was done to a page."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.compare.alignment import align
from sayso.compare.hashes import word_hash
from sayso.compare.quotes import quotations
from sayso.compare.words import PageWords
from sayso.model.comparison import Passage
from sayso.model.page import Page
from sayso.model.text import normalise
from tests.copies_pages import FOREST, HARBOUR, LIBRARY, TITLES, article, page

WORDS = " ".join(HARBOUR + FOREST + LIBRARY).split()


def sides(passage: Passage, a: Page, b: Page) -> tuple[str, str]:
    texts = {a.id: a.text, b.id: b.text}
    return passage.here.slice(texts[passage.page]), passage.there.slice(texts[passage.other])


def shared_words(passages: tuple[Passage, ...], a: Page, b: Page) -> int:
    return sum(len(sides(passage, a, b)[0].split()) for passage in passages)


# ------------------------------------------------------------------ what is found


def test_a_copy_is_aligned_paragraph_by_paragraph() -> None:
    a, b = article(TITLES[HARBOUR], *HARBOUR), article("Another headline", *HARBOUR)
    assert [sides(p, a, b)[0] for p in align(a, b)] == list(HARBOUR)
    assert {p.kind for p in align(a, b)} == {"verbatim"}


def test_moved_paragraphs_are_found() -> None:
    a, b = article("One", *HARBOUR), article("Two", *reversed(HARBOUR))
    assert sorted(sides(p, a, b)[0] for p in align(a, b)) == sorted(HARBOUR)


def test_a_single_lifted_paragraph_is_found() -> None:
    a, b = article("One", *HARBOUR), article("Two", *FOREST[:2], HARBOUR[3], *FOREST[2:])
    (passage,) = align(a, b)
    assert sides(passage, a, b) == (HARBOUR[3], HARBOUR[3])


def test_edits_are_kept() -> None:
    changed = HARBOUR[0].replace("eleven freighters", "a dozen ships").replace(" at dawn", "")
    a, b = article("One", *HARBOUR), article("Two", changed, *FOREST)
    (passage,) = align(a, b)
    here, there = (a.text, b.text) if passage.page == a.id else (b.text, a.text)
    edits = {frozenset((edit.here.slice(here), edit.there.slice(there))) for edit in passage.edits}
    assert passage.kind == "edited"
    assert edits == {frozenset(("eleven freighters", "a dozen ships")), frozenset(("at dawn ", ""))}


def test_other_spaces_quotes_and_capitals_are_verbatim() -> None:
    a = article("One", 'The harbour master said "no ship will be turned away before the tide has turned" and left.')
    b = article("Two", "The  harbour master said “No ship will be turned away before the tide has turned” and left.")
    assert [p.kind for p in align(a, b)] == ["verbatim"]


def test_a_missing_comma_is_an_edit() -> None:
    a, b = article("One", HARBOUR[2]), article("Two", HARBOUR[2].replace(",", ""))
    (passage,) = align(a, b)
    assert passage.kind == "edited"
    assert len(passage.edits) == 1


def test_a_short_quotation_is_enough_if_whole() -> None:
    words = "“We counted sixty broken windows”"
    a = article("One", f"{words}, the caretaker told a meeting.", *FOREST)
    b = article("Two", *LIBRARY, f"At noon he wrote: {words}.")
    assert [sides(p, a, b)[0] for p in align(a, b)] == [words]
    unquoted = words.strip("“”")
    assert (
        align(article("One", f"{unquoted} the caretaker told us.", *FOREST), article("Two", f"Yes, {unquoted}.")) == ()
    )


def test_further_short_wording_counts_only_between_kin() -> None:
    short = "grey crates, copper wire and wooden ladders"
    a = article("One", f"Police took {short} from a barn.", HARBOUR[0])
    assert align(a, article("Two", f"Somebody sold {short}.", *FOREST)) == ()
    kin = article("Two", f"Somebody sold {short}.", HARBOUR[0])
    assert short in {sides(p, a, kin)[0] for p in align(a, kin)}


@pytest.mark.parametrize(
    "formula",
    [
        "the President of the Republic of Westland and the President of the Federation of Eastland",
        "Minister of Foreign Affairs of the Kingdom of Northland Ada Berg and General Secretary Otto Stein",
    ],
)
def test_names_and_offices_are_no_shared_wording(formula: str) -> None:
    assert align(article("One", f"Here came {formula}.", *FOREST), article("Two", f"{formula} met.", *LIBRARY)) == ()


def test_a_long_list_of_names_word_for_word_is_shared_wording() -> None:
    """Nominations are written large throughout; the mayor's list shares its formula with another mayor's."""
    names = (
        "Ada Berg of Vessby to be Harbour Master of the East Quay vice Olaf Lind of Aske, Marta Holm of Skarne to be "
        "Keeper of the Town Library vice Jon Dahl of Vessby, Per Strand of Holm to be Warden of the Northern Ridge"
    )
    a, b = article("Nominations of May", FOREST[0], names), article("Posts filled", names, LIBRARY[0])
    (passage,) = align(a, b)
    assert sides(passage, a, b) == (names, names)
    other = names.replace("Berg", "Moe").replace("Lind", "Vik").replace("Holm to", "Lunde to").replace("Dahl", "Ness")
    assert not align(a, article("Posts filled", other.replace("Strand", "Eide"), LIBRARY[0]))


NOMINATION = (
    "{name}, of Vessby, a Senior Warden of the Royal Coast Guard, to be Keeper of the Northern Lights and "
    "Master of the Kingdom of Westland Pilots"
)


def test_a_nomination_is_shared_wording_only_with_the_name_it_is_made_of() -> None:
    host = f"{LIBRARY[0]} {NOMINATION.format(name='Marta Holm')}. {LIBRARY[1]}"
    a = article("Nominations of May", FOREST[0], f"{NOMINATION.format(name='Marta Holm')}.", FOREST[1])
    (passage,) = align(a, article("Posts filled", host))
    assert sides(passage, a, article("Posts filled", host))[0].startswith("Marta Holm, of Vessby")
    assert not align(a, article("Posts filled", host.replace("Marta Holm", "Olaf Lind")))


def test_a_formula_with_other_things_in_its_gaps_is_no_shared_wording() -> None:
    call = "Ada Berg had a telephone call with {}, at the request of the {} side. They spoke of the {}. Ada Berg told"
    first = call.format("the mayor of the town of Aske, Otto Stein", "Aske", "mill")
    second = call.format("the warden of the ridge of Skarne, Marta Holm", "Skarne", "boats and the bridge")
    assert not align(article("One", first, *FOREST), article("Two", second, *LIBRARY))


def test_a_short_sentence_is_enough_if_whole() -> None:
    words = "She told them that nobody but the keeper had ever been up there with a lamp"
    a = article("One", f"{FOREST[0]} {words}. {FOREST[1]}")
    b = article("Two", f"{LIBRARY[0]} {words}. {LIBRARY[1]}")
    assert [sides(p, a, b)[0] for p in align(a, b)] == [f"{words}."]
    part = article("Three", f"{LIBRARY[0]} At noon {words.lower()} on most evenings. {LIBRARY[1]}")
    assert not align(a, part)


def test_furniture_regions_are_not_compared() -> None:
    form = HARBOUR[1]
    a = page(("title", "One"), ("body", FOREST[0]), ("form", form))
    b = page(("title", "Two"), ("body", LIBRARY[0]), ("form", form))
    assert align(a, b) == ()


def test_no_passage_runs_across_an_unread_region() -> None:
    a = page(("body", HARBOUR[0]), ("related_link", "Where to eat in Vessby"), ("body", HARBOUR[1]))
    b = article("Two", f"{HARBOUR[0]} {HARBOUR[1]}")
    assert sorted(sides(p, a, b)[0] for p in align(a, b)) == sorted(HARBOUR[:2])


def test_a_page_shares_nothing_with_itself_and_empty_pages_nothing() -> None:
    a = article("One", *HARBOUR)
    assert align(a, a) == align(page(), a) == align(page(), page(("form", "x"))) == ()


def test_altered_copies() -> None:
    """A third of the sentences dropped, the rest shuffled, a tenth of the words swapped, strange text around it."""
    rng = random.Random(11)
    kept = [p for k, p in enumerate(HARBOUR) if k % 3]
    rng.shuffle(kept)
    swapped = [" ".join(rng.choice(WORDS) if rng.random() < 0.1 else word for word in p.split()) for p in kept]
    a, b = article("One", *HARBOUR), article("Two", *FOREST, *swapped, *LIBRARY)
    assert shared_words(align(a, b), a, b) >= 0.85 * sum(len(p.split()) for p in kept)


# ------------------------------------------------------------------ quotations and words


def test_quotations() -> None:
    text = "He said: \"never again\". The crews' answer: ‘we don’t want ships' ropes’, she wrote.\n“An open one\nGo."
    found = [span.slice(text) for span in quotations(text)]
    assert found == ['"never again"', "‘we don’t want ships' ropes’", "“An open one"]


def test_hashes_are_the_same_everywhere() -> None:
    assert word_hash("harbour") == 1408506764775000354


def test_scripts_without_spaces_are_compared_sign_by_sign() -> None:
    a = page(("body", "港口的拖船船员在黎明时停止了工作，十一艘货船在防波堤外等候。"))
    b = page(("body", "据报道，港口的拖船船员在黎明时停止了工作，十一艘货船在防波堤外等候。"))
    assert len(PageWords(a)) > 20
    assert len(align(a, b)) == 1


# ------------------------------------------------------------------ properties

PIECES = st.lists(st.sampled_from([*HARBOUR, *FOREST, "—", "“Yes.”", "½ of ﬁve"]), min_size=1, max_size=8)


@st.composite
def altered(draw: st.DrawFn) -> tuple[Page, Page]:
    """Two pages of the same pieces, the second with words dropped, doubled, replaced and moved."""
    pieces = draw(PIECES)
    rng = random.Random(draw(st.integers(0, 10_000)))
    others = []
    for piece in pieces:
        words = [w for w in piece.split() for _ in range(rng.choice((1, 1, 1, 1, 1, 0, 2)))]
        others.append(" ".join(rng.choice(WORDS) if rng.random() < 0.05 else word for word in words) or "-")
    rng.shuffle(others)
    return article("One", *pieces), article("Two", *others)


@settings(max_examples=120, deadline=None)
@given(altered())
def test_passages_open_their_words(pages: tuple[Page, Page]) -> None:
    a, b = pages
    passages = align(a, b)
    assert passages == align(b, a)
    assert list(passages) == sorted(passages, key=lambda p: (p.here, p.there))
    taken: dict[str, set[int]] = {a.id: set(), b.id: set()}
    for passage in passages:
        assert passage.page < passage.other
        for words in sides(passage, a, b):
            assert words and words == words.strip()
        for owner, span in ((passage.page, passage.here), (passage.other, passage.there)):
            offsets = set(range(span.start, span.end))
            assert not offsets & taken[owner]
            taken[owner] |= offsets


@settings(max_examples=120, deadline=None)
@given(altered())
def test_edits_turn_one_side_into_the_other(pages: tuple[Page, Page]) -> None:
    a, b = pages
    texts = {a.id: a.text, b.id: b.text}
    for passage in align(a, b):
        here, there = sides(passage, a, b)
        assert (passage.kind == "verbatim") == (normalise(here) == normalise(there))
        made, at = "", passage.here.start
        for edit in passage.edits:
            assert at <= edit.here.start <= edit.here.end <= passage.here.end
            assert passage.there.start <= edit.there.start <= edit.there.end <= passage.there.end
            made += texts[passage.page][at : edit.here.start] + edit.there.slice(texts[passage.other])
            at = edit.here.end
        made += texts[passage.page][at : passage.here.end]
        assert normalise(made) == normalise(there)
