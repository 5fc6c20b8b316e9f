"""tell.carried: who carries a page's text, and each passage that it shares."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.keep.record import Record
from sayso.tell import show
from sayso.tell.carried import carried, page_support, page_supports
from sayso.tell.families import page_copies
from sayso.tell.sources import passages
from sayso.tell.support import Saying, provenance
from sayso.tell.texts import Texts
from sayso.tell.views import Support
from sayso.tell.wording import support_counts
from tests.made_record import ALPHA, BETA, BOATS, BROKEN, FRENCH, GAMMA, TEXTS, Row, at, record_in_memory, rows

TWIN = "coast/zeta.txt"


def with_reuse(*reuse: Row, twin_of: str | None = None) -> Record:
    """The hand-made record with these shared passages, and a further document with the page of one of its own."""
    tables = rows()
    tables["reuse"] = [{**tables["reuse"][0], **row} for row in reuse]
    if twin_of:
        for table in ("documents", "origins", "claims"):
            tables[table] += [{**row, "doc": TWIN} for row in tables[table] if row["doc"] == twin_of]
    return record_in_memory(tables)


def shared(here: tuple[str, str], there: tuple[str, str], **more: object) -> Row:
    """A passage of two documents, by the words that it is on either side."""
    (doc, words), (other, words_there) = here, there
    return {"doc": doc, **at(doc, words), "other_doc": other, **at(other, words_there, "other"), **more}


def behind(record: Record, doc: str) -> list[Support]:
    """Who carries each passage of the page, in its order."""
    return [one.support for one in carried(record, provenance(record), doc, passages(record, Texts(record), doc))]


def test_a_document_carries_a_passage_if_nearly_all_of_it_stands_there() -> None:
    whole, half = "Norway and Sweden signed a ferry accord", "a ferry accord"
    with with_reuse(
        shared((ALPHA, whole), (BETA, whole)),
        shared((ALPHA, half), (GAMMA, half)),
    ) as record:
        first, second = behind(record, ALPHA)
    assert first.documents == (ALPHA, BETA) and second.documents == (ALPHA, BETA, GAMMA)
    assert second.origins == (ALPHA, GAMMA)


def test_passages_beside_one_another_carry_one_together() -> None:
    whole = "Norway and Sweden signed a ferry accord"
    with with_reuse(
        shared((ALPHA, whole), (BETA, whole)),
        shared((ALPHA, "Norway and Sweden signed"), (GAMMA, "Sweden denied that it had")),
        shared((ALPHA, " a ferry accord"), (GAMMA, " a ferry accord")),
    ) as record:
        assert behind(record, ALPHA)[-1].documents == (ALPHA, BETA, GAMMA)
        assert {s.documents for s in behind(record, ALPHA) if BETA in s.documents} >= {(ALPHA, BETA, GAMMA)}


def test_the_same_page_elsewhere_carries_what_the_page_carries() -> None:
    words = "Norway and Sweden signed a ferry accord"
    with with_reuse(shared((ALPHA, words), (BETA, words)), twin_of=BETA) as record:
        (from_alpha,), (from_beta,) = behind(record, ALPHA), behind(record, BETA)
    assert from_alpha == from_beta and from_alpha.documents == (ALPHA, BETA, TWIN)


def test_a_pasted_passage_counts_for_its_own_origin() -> None:
    tables = rows()
    words = "a ferry accord"
    tables["reuse"] = [{**tables["reuse"][0], **shared((ALPHA, words), (GAMMA, words))}]
    tables["origins"].append({"doc": GAMMA, "origin": ALPHA, **at(GAMMA, words)})
    with record_in_memory(tables) as record:
        (passage,) = behind(record, GAMMA)
        page = page_support(record, provenance(record), GAMMA)
    assert (passage.documents, passage.origins) == ((ALPHA, GAMMA), (ALPHA,))
    assert passage.sources == (ALPHA, "Sweden"), "the one says it itself, the other has Sweden say it"
    assert page.documents == (GAMMA,) and page.origins == (ALPHA, GAMMA), "two texts are in the page"
    assert page.sources == (ALPHA, GAMMA, "Sweden")


@pytest.mark.parametrize(("kinship", "sources"), [("common-primary-source", 1), ("common-intermediary", 1)])
def test_one_statement_has_one_speaker_under_whatever_names(kinship: str, sources: int) -> None:
    with with_reuse(shared((ALPHA, BOATS), (BETA, BOATS), kinship=kinship)) as record:
        (found,) = behind(record, BETA)
    assert len(found.sources) == sources and found.sources == ("the harbour board",)


def test_reports_of_one_statement_have_one_source_even_where_one_names_nobody() -> None:
    words = "it had signed a ferry accord"
    common = shared((ALPHA, "signed a ferry accord"), (GAMMA, words), kinship="common-primary-source")
    with with_reuse(common) as record:
        (from_gamma,), (from_alpha,) = behind(record, GAMMA), behind(record, ALPHA)
    assert from_gamma.sources == ("Sweden",)
    assert from_alpha.sources == (f"a speaker not named in {ALPHA}",)
    assert from_gamma.origins == from_alpha.origins == (ALPHA, GAMMA)


def test_a_passage_that_says_more_than_its_statement_has_the_text_as_a_source_too() -> None:
    words = f"{BOATS} the harbour board said. Denmark will join the talks next week."
    with with_reuse(shared((ALPHA, words), (BETA, "Denmark will join the talks next week."))) as record:
        (found,) = behind(record, ALPHA)
    assert found.sources == (ALPHA, "the harbour board")


# ------------------------------------------------------------------ pages


@pytest.fixture(scope="module")
def made() -> Iterator[Record]:
    with record_in_memory(rows()) as record:
        yield record


def test_a_page_has_its_family_its_texts_and_those_it_quotes(made: Record) -> None:
    found = page_support(made, provenance(made), BETA)
    assert (found.documents, found.origins) == ((ALPHA, BETA), (ALPHA,))
    assert found.sources == (ALPHA, "the harbour board")
    assert support_counts(page_support(made, provenance(made), FRENCH)).startswith("1 document / 1 text origin / 1 ")


def test_a_page_of_a_family_counts_as_if_every_member_were_asked() -> None:
    tables = rows()
    words = "Denmark will join the talks next week."
    tables["origins"].append({"doc": BETA, "origin": GAMMA, **at(BETA, words)})
    with record_in_memory(tables) as record:
        known = provenance(record)
        family = [Saying(doc, ALPHA, None, None) for doc in (ALPHA, BETA)]
        quoted = Saying(BETA, ALPHA, "the harbour board", "claim-a")
        expected = known.behind([*family, Saying(BETA, GAMMA, None, None), quoted])
        found = page_support(record, known, BETA)
    assert found == expected and found.origins == (ALPHA, GAMMA)
    assert [(p.publisher, p.origins) for p in found.publishers] == [
        ("Fjord Post at example.org", ()),
        ("Skerry Times at example.org", (GAMMA,)),
    ]


def test_many_pages_are_told_as_each_of_them(made: Record) -> None:
    known = provenance(made)
    found = page_supports(made, known, sorted(TEXTS))
    assert found == {doc: page_support(made, known, doc) for doc in TEXTS} and BROKEN in found


def test_the_page_and_its_copies_say_the_same(sample_record: Path) -> None:
    with Record.open(sample_record) as record:
        for row in record.query("SELECT doc FROM documents ORDER BY doc"):
            page, shown = show.show_page(record, row["doc"]), page_copies(record, row["doc"])
            assert (page.support, page.carried) == (shown.support, shown.carried)
            carriers = {(one.start, one.end): one.support for one in shown.carried}
            listed = [p for partner in shown.partners for way in partner.shared for p in way.passages]
            assert set(carriers) == {(p.start, p.end) for p in listed}
            for passage in listed:
                support = carriers[passage.start, passage.end]
                assert {row["doc"], passage.other_doc} <= set(support.documents)
                assert len(support.origins) == 2 or passage.kinship != "common-primary-source"
