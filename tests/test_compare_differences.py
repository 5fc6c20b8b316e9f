"""Figure groups, and where pages agree and differ."""

from itertools import permutations

from sayso.compare.differences import differences
from sayso.compare.events import events
from sayso.compare.figure_facets import agree
from sayso.compare.figure_groups import figure_groups
from sayso.compare.publications import date_documents
from sayso.compare.statements import statements
from sayso.model.comparison import Difference, FigureGroup, Origin, Story
from sayso.model.reading import Figure, Realis
from tests.told_pages import Draft, day

#: Words, low, high and what is counted.
Given = tuple[str, float | None, float | None, str]


def boarding(doc: str, text: str, *figures: Given, realis: Realis = "happened") -> Draft:
    """A page on one boarding of boats by Norway on 4 June 2031, with figures that belong to it."""
    draft = Draft(doc, text, "2031-06-05")
    time = draft.time("on 4 June 2031", day(2031, 6, 4))
    event = draft.event("boarded", "COERCE", actors=[draft.actor("Norway", "NOR")], time=time, realis=realis)
    for words, low, high, counted in figures:
        draft.figure(words, low, high, counted, event=event)
    return draft


def compared(drafts: list[Draft], origins: list[Origin] | None = None) -> tuple[list[FigureGroup], list[Difference]]:
    told = [draft.told() for draft in drafts]
    publications, lines = date_documents(told, ()), origins or []
    found = events(told, publications, lines, ())
    one_story = Story("story", "Boats", None, None, tuple(t.document.doc for t in told))
    groups = figure_groups(told, found, [one_story], lines)
    return list(groups), list(differences(told, found, statements(told, ()), groups, lines, publications))


A = boarding("a", "Norway boarded boats off Vardal on 4 June 2031 and took 14 rifles.", ("14 rifles", 14, 14, "rifles"))
B = boarding("b", "Off Vardal, Norway boarded boats on 4 June 2031, taking 6 rifles.", ("6 rifles", 6, 6, "rifles"))


def relations(drafts: list[Draft]) -> list[tuple[str, tuple[tuple[str, int], ...]]]:
    return [(group.relation, group.members) for group in compared(drafts)[0]]


# ------------------------------------------------------------------ figures


def test_figures_of_one_thing_in_one_event_differ_or_agree() -> None:
    assert relations([A, B]) == [("differ", (("a", 0), ("b", 0)))]
    text = "Norway boarded boats near Vardal on 4 June 2031 and took at least 10 rifles."
    c = boarding("c", text, ("at least 10 rifles", 10, None, "rifles"))
    assert relations([A, c]) == [("agree", (("a", 0), ("c", 0)))]


def test_rounding_and_bounds() -> None:
    def figure(low: float | None, high: float | None) -> Figure:
        return Figure(0, 1, low, high, None, "x", "=")

    assert agree(figure(1000, 1000), figure(1009, 1009))
    assert not agree(figure(1000, 1000), figure(1020, 1020))
    assert agree(figure(50, None), figure(200, 200))
    assert not agree(figure(50, None), figure(40, 40))
    assert agree(figure(50, None), figure(90, None))
    assert not agree(figure(None, 25), figure(30, 30))


def test_other_words_for_one_thing_and_other_things() -> None:
    a = boarding("a", "Norway boarded boats on 4 June 2031 with 40 soldiers.", ("40 soldiers", 40, 40, "soldiers"))
    b = boarding("b", "With 60 troops Norway boarded boats on 4 June 2031.", ("60 troops", 60, 60, "troops"))
    c = boarding("c", "With 60 lanterns Norway boarded boats on 4 June 2031.", ("60 lanterns", 60, 60, "lanterns"))
    assert relations([a, b]) == [("differ", (("a", 0), ("b", 0)))]
    assert relations([a, c]) == []


def test_what_is_usual_is_no_conflict() -> None:
    text = "Norway boarded boats on 4 June 2031 and took 14 rifles. Such trips usually bring in hundreds of rifles."
    figures = (("14 rifles", 14, 14, "rifles"), ("hundreds of rifles", 200, None, "rifles"))
    (group,) = compared([boarding("a", text, *figures)])[0]
    assert group.relation == "not-comparable"
    assert "usual" in group.why


def test_a_page_may_differ_from_itself() -> None:
    text = "Norway boarded boats on 4 June 2031 and took 14 rifles. The haul was 20 rifles."
    draft = boarding("a", text, ("14 rifles", 14, 14, "rifles"), ("20 rifles", 20, 20, "rifles"))
    groups, found = compared([draft])
    assert [g.relation for g in groups] == ["differ"]
    (difference,) = found
    assert (difference.attribute, difference.kind) == ("number of rifles", "differs")
    assert {(value.value, value.origins) for value in difference.values} == {("14 rifles", 1), ("20 rifles", 1)}


def test_one_number_for_two_owners_differs() -> None:
    text = "Norway boarded boats on 4 June 2031 with 90 of its men. It was 90 men of Sweden, others say."
    draft = boarding("a", text)
    sweden = draft.actor("Sweden", "SWE")
    draft.figure("90 of its men", 90, 90, "men", whose=0, event=0)
    draft.figure("90 men of Sweden", 90, 90, "men", whose=sweden, event=0)
    (group,) = compared([draft])[0]
    assert group.relation == "differ"
    assert "NOR" in group.why and "SWE" in group.why


def test_parts_of_a_whole() -> None:
    text = "Norway boarded boats on 4 June 2031 and took 230 guns, including 14 rifles and 9 flares; it lost 2 boats."
    figures = (
        ("230 guns", 230, 230, "guns"),
        ("14 rifles", 14, 14, "rifles"),
        ("9 flares", 9, 9, "flares"),
        ("2 boats", 2, 2, "boats"),
    )
    assert relations([boarding("a", text, *figures)]) == [("part-of", (("a", 0), ("a", 1), ("a", 2)))]


def test_figures_of_other_events_are_not_compared() -> None:
    later = Draft("b", "Norway boarded boats off Kelsund on 9 July 2031 and took 6 rifles.", "2031-07-10")
    time = later.time("on 9 July 2031", day(2031, 7, 9))
    later.event("boarded", "COERCE", actors=[later.actor("Norway", "NOR")], time=time)
    later.figure("6 rifles", 6, 6, "rifles", event=0)
    assert relations([A, later]) == []


# ------------------------------------------------------------------ differences


def kinds(found: list[Difference]) -> dict[str, str]:
    return {difference.attribute: difference.kind for difference in found}


def test_agreed_by_independent_origins_and_differing_figures_named() -> None:
    _, found = compared([A, B])
    assert kinds(found) == {"status": "agreed", "date": "agreed", "parties": "agreed", "number of rifles": "differs"}
    status = next(d for d in found if d.attribute == "status")
    (value,) = status.values
    assert (value.value, value.origins, value.docs) == ("happened", 2, ("a", "b"))
    assert [A.text[s:e] for doc, s, e in value.mentions if doc == "a"] == ["boarded"]


def test_copies_make_nothing_agreed() -> None:
    lines = [Origin("a", "a"), Origin("b", "a")]
    assert kinds(compared([A, B], lines)[1]) == {"number of rifles": "differs"}


def test_a_denial_stands_beside_and_is_named() -> None:
    denial = boarding("b", "Norway denied that it boarded boats off Vardal on 4 June 2031.", realis="denied")
    _, found = compared([A, denial])
    status = next(d for d in found if d.attribute == "status")
    assert status.kind == "denied"
    assert {(v.value, v.docs) for v in status.values} == {("happened", ("a",)), ("denied", ("b",))}


def test_a_party_that_one_origin_names_is_asserted_and_not_disputed() -> None:
    joint = boarding("b", "Off Vardal, Norway boarded boats on 4 June 2031 together with Sweden, taking rifles.")
    joint.events.clear()
    joint.event("boarded", "COERCE", actors=[0, joint.actor("Sweden", "SWE")], time=0)
    parties = next(d for d in compared([A, joint])[1] if d.attribute == "parties")
    assert parties.kind == "only-asserted"
    assert "SWE" in parties.why and "NOR" not in parties.why


def test_one_statement_given_to_two_speakers() -> None:
    words = "the boats off Vardal carried rifles for a market in Kelsund"
    drafts = [Draft(doc, f"{who} said {words}.") for doc, who in (("a", "Ragna Thorsby"), ("b", "Odd Lysne"))]
    for draft, who in zip(drafts, ("Ragna Thorsby", "Odd Lysne"), strict=True):
        draft.claim(words, who, "NOR")
    (difference,) = compared(drafts)[1]
    assert (difference.attribute, difference.kind) == ("speaker", "differs")
    drafts[1].claims.clear()
    drafts[1].claim(words, "Thorsby", "NOR")
    assert compared(drafts)[1] == []


def test_order_does_not_matter() -> None:
    c = boarding("c", "Norway boarded boats near Vardal on 4 June 2031 for 14 rifles.", ("14 rifles", 14, 14, "rifles"))
    expected = compared([A, B, c])
    for order in permutations([A, B, c]):
        assert compared(list(order)) == expected


def test_a_large_number_that_two_pages_of_a_story_give_to_one_thing_agrees() -> None:
    drafts = []
    for doc, text in (("a", "The fire destroyed 60,000 tonnes of wheat."), ("b", "Of the wheat 60,000 tonnes burnt.")):
        draft = Draft(doc, text, "2031-06-05")
        draft.figure("60,000 tonnes", 60_000, 60_000, "wheat")
        drafts.append(draft)
    small = [Draft("c", "They lost 12 boats.", "2031-06-05"), Draft("d", "They built 12 boats.", "2031-06-05")]
    for draft in small:
        draft.figure("12 boats", 12, 12, "boats")
    assert relations([*drafts, *small]) == [("agree", (("a", 0), ("b", 0)))]
