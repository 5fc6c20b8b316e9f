"""compare.paraphrases: two pages that report one statement in different words share a source, and nothing else."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import permutations
from types import MappingProxyType

import pytest
from msgspec.structs import replace

from sayso.compare.origins import origins
from sayso.compare.paraphrases import Around, around, paraphrases
from sayso.compare.statements import claims_alike, statements
from sayso.compare.terms import content, likeness
from sayso.model.comparison import Origin, Publication, Reuse, Story, Told
from sayso.model.reading import ClaimMode
from sayso.model.time import Interval
from tests.told_pages import Draft, reuse

CLOSED = "the strait of Orfjord would be closed to foreign trawlers from Monday"
SHUT = "From Monday the strait of Orfjord is closed to all foreign trawlers"
DAY = date(2031, 5, 2)


def report(doc: str, words: str, speaker: str | None = "Oda Falk", mode: ClaimMode = "indirect") -> Draft:
    """A short report of which the claim is the smaller part."""
    draft = Draft(
        doc, f"Nets were cut in the night near {doc}, and nobody came to mend them. Falk said: {words}. So far."
    )
    draft.claim(words, speaker, "NOR", named=speaker is not None)
    draft.claims[0] = replace(draft.claims[0], mode=mode)
    return draft


def known(
    *docs: str,
    stories: Sequence[Story] = (),
    days: Mapping[str, tuple[date | None, date | None]] = MappingProxyType({}),
    origin: str | None = None,
    told: Sequence[Told] = (),
) -> Around:
    """Documents of different texts and of one story, all of one day, where nothing else is said."""
    published = [Publication(doc, Interval(*days.get(doc, (DAY, DAY))), "declared") for doc in docs]
    lines = [Origin(doc, origin or doc) for doc in docs]
    return around(told, lines, stories or [Story("s", "Trawlers", DAY, DAY, docs)], published)


def found(*drafts: Draft, shared: tuple[Reuse, ...] = (), of: Around | None = None) -> tuple[Reuse, ...]:
    documents = [draft.told() for draft in drafts]
    alike = claims_alike(documents)
    about = of or known(*(draft.doc for draft in drafts))
    return paraphrases(alike, statements(documents, shared, alike), shared, about)


def pair(second: str = SHUT, speaker: str | None = "Falk", mode: ClaimMode = "direct") -> tuple[Draft, Draft]:
    return report("a", CLOSED), report("b", second, speaker, mode)


def test_one_statement_in_two_wordings_is_a_common_source() -> None:
    a, b = pair()
    (row,) = found(a, b)
    assert (a.text[row.start : row.end], b.text[row.other_start : row.other_end]) == (CLOSED, SHUT)
    assert (row.doc, row.other_doc, row.kind) == ("a", "b", "quotation")
    assert (row.kinship, row.direction) == ("common-primary-source", "unknown")
    assert row.reasons == ("Both report a statement by Oda Falk, each in words of its own.",)


def test_it_joins_no_origin() -> None:
    documents = [draft.told() for draft in pair()]
    rows = found(*pair())
    assert origins(documents, rows, ()) == origins(documents, (), ()) == (Origin("a", "a"), Origin("b", "b"))


@pytest.mark.parametrize(
    ("second", "speaker", "mode"),
    [
        (SHUT, "Liv Brandt", "direct"),  # another speaker of the country
        (SHUT, None, "direct"),  # nobody named
        (SHUT, "Falk", "scare"),
        (SHUT.replace("closed to", "not closed to"), "Falk", "direct"),
        (f"{SHUT}, and whoever casts a net there will pay the wardens for every herring", "Falk", "direct"),
    ],
)
def test_other_statements_are_none(second: str, speaker: str | None, mode: ClaimMode) -> None:
    assert found(*pair(second, speaker, mode)) == ()


def test_officials_may_be_anybody() -> None:
    a, b = report("a", CLOSED, "officials"), report("b", SHUT, "officials")
    assert len(found(a, b)) == 1
    for draft in (a, b):
        draft.claims[0] = replace(draft.claims[0], named=False)
    assert found(a, b) == ()


def test_figures_must_be_the_same() -> None:
    first, second = report("a", f"{CLOSED} at 6, all 40 of them"), report("b", f"{SHUT} at 7, all 40 of them")
    assert found(first, second) == ()
    assert len(found(first, report("b", f"{SHUT} at 6, all 40 of them"))) == 1


def test_what_is_said_again_elsewhere_is_another_statement() -> None:
    a, b = pair()
    apart = [Story(doc, "Trawlers", DAY, DAY, (doc,)) for doc in "ab"]
    assert found(a, b, of=known("a", "b", stories=apart)) == ()
    later = {"b": (date(2031, 5, 5), date(2031, 5, 5))}
    assert found(a, b, of=known("a", "b", days=later)) == ()
    assert found(b, a, of=known("a", "b", days={"a": later["b"]})) == ()
    for near in ((date(2031, 5, 4), date(2031, 5, 4)), (None, None), (None, DAY)):
        assert len(found(a, b, of=known("a", "b", days={"b": near}))) == 1


def test_documents_of_one_text_report_nothing_twice() -> None:
    assert found(*pair(), of=known("a", "b", origin="a")) == ()


def test_two_speeches_are_two_occasions() -> None:
    speech = Draft("a", f"{CLOSED}. That is all.")
    speech.claim(CLOSED, "Oda Falk", "NOR")
    speech.claims[0] = replace(speech.claims[0], mode="direct")
    again = Draft("b", f"{SHUT}. I thank you.")
    again.claim(SHUT, "Oda Falk", "NOR")
    again.claims[0] = replace(again.claims[0], mode="direct")
    assert found(speech, again, of=known("a", "b", told=[speech.told(), again.told()])) == ()
    paper = report("b", SHUT)
    assert len(found(speech, paper, of=known("a", "b", told=[speech.told(), paper.told()]))) == 1


def test_what_a_passage_holds_is_not_told_again() -> None:
    a, b = pair(CLOSED)
    half = " ".join(CLOSED.split()[:8])
    assert found(a, b, shared=(reuse(a, b, half),)) == ()
    nets_only = replace(reuse(a, b, half), start=0, end=20)
    assert found(a, b, shared=(nets_only,)) == (), "its words on one page are shared with another place"
    assert len(found(a, b, shared=(reuse(a, b, CLOSED[:20]),))) == 1
    nets = "Nets were cut in the night near"
    assert len(found(a, b, shared=(reuse(a, b, nets),))) == 1


def test_of_claims_within_one_another_the_longest_is_told() -> None:
    a, b = pair()
    a.claim(CLOSED.removesuffix(" from Monday"), "Oda Falk", "NOR")
    assert [row.end - row.start for row in found(a, b)] == [len(CLOSED)]


def test_the_order_of_documents_does_not_matter() -> None:
    drafts = [report("a", CLOSED), report("b", SHUT), report("c", SHUT.replace("From Monday the", "From Monday, the"))]
    expected = found(*drafts)
    assert [(row.doc, row.other_doc) for row in expected] == [("a", "b"), ("a", "c"), ("b", "c")]
    for order in permutations(drafts):
        assert found(*order, of=known("a", "b", "c")) == expected


def test_likeness_counts_what_only_the_richer_says() -> None:
    short, long = content("herring quota"), content("herring quota and lighthouse repairs")
    assert likeness(short, long) == likeness(long, short) < 1 == likeness(long, long)
    assert likeness((), ()) == 0
