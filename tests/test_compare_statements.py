"""Which claims are one statement."""

from itertools import permutations

from sayso.compare.statements import statements
from tests.told_pages import Draft, reuse

CLOSED = "the strait of Orfjord would be closed to foreign trawlers from Monday"


def pages() -> list[Draft]:
    first = Draft("a", f"The minister said {CLOSED}. Denmark said the strait must stay open to trawlers.")
    first.claim(CLOSED, "Minister", "NOR")
    first.claim("the strait must stay open to trawlers", "Denmark", "DNK")
    second = Draft("b", f"Oslo announced that from Monday {CLOSED.removesuffix(' from Monday')}, a paper wrote.")
    second.claim(f"from Monday {CLOSED.removesuffix(' from Monday')}", "Norway", "NOR")
    third = Draft("c", f"Oslo denied that {CLOSED.replace('would', 'would not')}. Officials say {CLOSED}.")
    third.claim(CLOSED.replace("would", "would not"), "Norway", "NOR")
    third.claim(CLOSED, "Officials", None, named=False)
    return [first, second, third]


def groups(drafts: list[Draft]) -> set[frozenset[tuple[str, int]]]:
    return {frozenset(s.claims) for s in statements([d.told() for d in drafts], ())}


def test_one_statement_in_several_renderings_whoever_voices_the_country() -> None:
    found = groups(pages())
    assert frozenset({("a", 0), ("b", 0), ("c", 1)}) in found


def test_a_denial_and_another_speaker_are_other_statements() -> None:
    found = groups(pages())
    assert frozenset({("c", 0)}) in found
    assert frozenset({("a", 1)}) in found


def test_every_claim_is_in_exactly_one_statement_and_order_does_not_matter() -> None:
    drafts = pages()
    expected = statements([d.told() for d in drafts], ())
    members = sorted(member for s in expected for member in s.claims)
    assert members == sorted((d.doc, k) for d in drafts for k in range(len(d.claims)))
    assert len({s.id for s in expected}) == len(expected)
    for order in permutations(drafts):
        assert statements([d.told() for d in order], ()) == expected


def test_other_numbers_are_another_statement() -> None:
    first = Draft("a", "The port said 40 trawlers were held in the strait of Orfjord overnight.")
    first.claim("40 trawlers were held in the strait of Orfjord overnight", "Port", "NOR")
    second = Draft("b", "The port said 65 trawlers were held in the strait of Orfjord overnight.")
    second.claim("65 trawlers were held in the strait of Orfjord overnight", "Port", "NOR")
    assert len(groups([first, second])) == 2


def test_a_short_claim_in_a_copied_passage_is_the_same_rendering() -> None:
    first = Draft("a", "Asked about it, she said no. The rest is silence.")
    first.claim("no", "Minister", "NOR")
    second = Draft("b", "A wire story. Asked about it, she said no. The rest is silence.")
    second.claim("no", "Minister", "NOR")
    told = [first.told(), second.told()]
    assert len(statements(told, ())) == 2
    (statement,) = statements(told, [reuse(first, second, "Asked about it, she said no.")])
    assert statement.claims == (("a", 0), ("b", 0))
