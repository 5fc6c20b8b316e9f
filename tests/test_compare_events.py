"""Which mentions are one happening, and what its record says."""

from datetime import date
from itertools import permutations

import pytest
from msgspec.structs import replace

from sayso.compare.events import events
from sayso.compare.facets import name_words
from sayso.compare.happenings import heads, rows
from sayso.compare.publications import date_documents
from sayso.compare.status import event_status, mention_status
from sayso.model.comparison import Event, EventTelling, Origin, Reuse
from sayso.model.identity import mention_id
from sayso.model.reading import Claim, Realis
from sayso.model.time import Interval, SymbolicTime
from tests.told_pages import Draft, day, reuse

DRILL = "Norway and Sweden held joint exercises in the Skerry Sound on 4 June 2031."


def found(drafts: list[Draft], passages: list[Reuse] | None = None, origins: list[Origin] | None = None) -> list[Event]:
    told = [draft.told() for draft in drafts]
    return list(events(told, date_documents(told, ()), origins or [], passages or []))


def grouped(found_events: list[Event]) -> set[frozenset[tuple[str, int]]]:
    return {frozenset((m.doc, m.index) for m in event.mentions) for event in found_events}


def drill(doc: str, text: str = DRILL, published: str = "2031-06-05", when: SymbolicTime | None = None) -> Draft:
    """A page that tells of the exercise; its only event is the exercise."""
    draft = Draft(doc, text, published)
    parties = [draft.actor("Norway", "NOR", "MIL"), draft.actor("Sweden", "SWE", "MIL")]
    place = draft.place("Skerry Sound", None) if "Skerry Sound" in text else None
    time = draft.time("on 4 June 2031", when or day(2031, 6, 4)) if "on 4 June 2031" in text else None
    words = next(w for w in ("held joint exercises", "joint drills", "will hold drills", "exercised") if w in text)
    realis: Realis = "planned" if words.startswith("will") else "happened"
    draft.event(words, mode="exercise", actors=parties, place=place, time=time, realis=realis)
    return draft


# ------------------------------------------------------------------ across pages


def test_two_accounts_of_one_day_are_one_event_with_both_origins() -> None:
    other = drill("b", "On the coast, joint drills of Norway and Sweden in the Skerry Sound on 4 June 2031 ended well.")
    (event,) = found([drill("a"), other])
    assert event.origins == 2
    assert event.when == Interval(date(2031, 6, 4), date(2031, 6, 4))
    assert event.precision == "day"
    assert event.gloss == "NOR, SWE: held joint exercises (Skerry Sound)"
    assert {(p.role, p.country, p.docs) for p in event.parties} == {
        ("actor", "NOR", ("a", "b")),
        ("actor", "SWE", ("a", "b")),
    }


@pytest.mark.parametrize("year", [2029, 2033])
def test_look_alikes_years_apart_are_two_events(year: int) -> None:
    earlier = Draft("b", DRILL.replace("2031", str(year)), f"{year}-06-05")
    parties = [earlier.actor("Norway", "NOR", "MIL"), earlier.actor("Sweden", "SWE", "MIL")]
    time = earlier.time(f"on 4 June {year}", day(year, 6, 4))
    earlier.event("held joint exercises", mode="exercise", actors=parties, time=time)
    assert len(found([drill("a"), earlier])) == 2


def test_undated_look_alikes_told_months_apart_are_two_events() -> None:
    text = "Norway and Sweden held joint exercises in the Skerry Sound"
    assert len(found([drill("a", f"{text}.", "2031-06-05"), drill("b", f"{text} again.", "2031-11-05")])) == 2
    assert len(found([drill("a", f"{text}.", "2031-06-05"), drill("b", f"{text} again.", "2031-06-06")])) == 1


def freed(doc: str, words: str, sailors: int) -> Draft:
    """A page that tells of sailors freed, without a day."""
    draft = Draft(doc, f"Norway freed {words} held in the Skerry Sound.", None)
    parties = [draft.actor("Norway", "NOR", "MIL")]
    event = draft.event("freed", "COERCE", actors=parties, place=draft.place("Skerry Sound", None))
    draft.figure(words, sailors, sailors, "sailors", event=event)
    return draft


def test_undated_look_alikes_with_other_counts_are_two_events() -> None:
    assert len(found([freed("a", "23 sailors", 23), freed("b", "26 sailors", 26)])) == 2
    assert len(found([freed("a", "23 sailors", 23), freed("b", "23 sailors", 23)])) == 1


def test_named_editions_part_and_names_join() -> None:
    def named(doc: str, name: str, published: str) -> Draft:
        draft = Draft(doc, f"In the north, Norway opened the {name} exercises off Vardal.", published)
        draft.event("exercises", mode="exercise", actors=[draft.actor("Norway", "NOR", "MIL")])
        return draft

    same = [named("a", "Frostgale 2031", "2031-03-01"), named("b", "Frostgale 2031", "2031-04-20")]
    assert len(found(same)) == 1
    assert len(found([same[0], named("c", "Frostgale 2029", "2031-03-01")])) == 2


def test_other_weekdays_other_sides_and_reversed_sides_are_other_events() -> None:
    def raid(doc: str, who: str, whom: str, weekday: int | None) -> Draft:
        name = {"NOR": "Norway", "SWE": "Sweden", "DNK": "Denmark"}
        text = f"{name[who]} raided the islands of {name[whom]} on Tuesday, a port official of {doc} wrote."
        draft = Draft(doc, text)
        time = draft.time("on Tuesday", SymbolicTime("publication", "day", weekday=weekday)) if weekday else None
        actor, target = draft.actor(name[who], who, "MIL"), draft.actor(name[whom], whom)
        draft.event("raided", "ASSAULT", actors=[actor], recipients=[target], time=time)
        return draft

    base = raid("a", "NOR", "SWE", 1)
    assert len(found([base, raid("b", "NOR", "SWE", 1)])) == 1
    assert len(found([base, raid("b", "NOR", "SWE", 4)])) == 2
    assert len(found([base, raid("b", "SWE", "NOR", 1)])) == 2
    assert len(found([base, raid("b", "NOR", "DNK", 1)])) == 2


def test_a_plan_and_what_came_of_it_are_one_event_that_happened() -> None:
    plan = drill("a", "Norway and Sweden will hold drills in the Skerry Sound on 4 June 2031.", "2031-05-20")
    (event,) = found([plan, drill("b")])
    assert event.status == "happened"
    assert [m.status for m in event.mentions] == ["planned", "happened"]


def test_a_plan_is_not_the_earlier_exercise_told_beside_it() -> None:
    text = "Norway will hold drills in the Sound. Last autumn Norway held drills in the Sound with reservists."
    draft = Draft("a", text, "2031-05-20")
    draft.event("will hold drills", mode="exercise", actors=[draft.actor("Norway", "NOR")], realis="planned")
    draft.event("held drills", mode="exercise", actors=[draft.actor("Norway", "NOR", after="Last")])
    assert len(found([draft])) == 2


def test_what_might_be_is_not_what_was() -> None:
    first = drill("a")
    second = Draft("b", "Observers ask whether Norway and Sweden exercised in the Skerry Sound.", "2031-06-05")
    parties = [second.actor("Norway", "NOR"), second.actor("Sweden", "SWE")]
    second.event("exercised", mode="exercise", actors=parties, realis="possible")
    statuses = {m.doc: m.status for event in found([first, second]) for m in event.mentions}
    assert statuses == {"a": "happened", "b": "possible"}
    assert len(found([first, second])) == 2


def test_daily_words_without_a_day_are_not_one_event() -> None:
    def warned(doc: str, rest: str, published: str) -> Draft:
        draft = Draft(doc, f"Sweden warned Denmark {rest}.", published)
        actor, target = draft.actor("Sweden", "SWE"), draft.actor("Denmark", "DNK")
        draft.event("warned", "THREATEN", actors=[actor], recipients=[target])
        return draft

    first = warned("a", "over herring quotas in the northern straits", "2031-06-05")
    assert len(found([first, warned("b", "about pipelines beneath the lighthouse", "2031-06-12")])) == 2


# ------------------------------------------------------------------ within a page


def test_a_noun_takes_up_its_clear_antecedent() -> None:
    draft = drill("a", f"{DRILL} The drills drew eleven ships. Critics called the manoeuvres a waste.")
    draft.event("drills", mode="exercise", after="The drills")
    draft.event("manoeuvres", mode="exercise", after="Critics")
    assert grouped(found([draft])) == {frozenset({("a", 0), ("a", 1), ("a", 2)})}


def test_a_noun_with_its_own_year_or_two_antecedents_takes_up_nothing() -> None:
    draft = drill("a", f"{DRILL} The latest such drills took place in 2027.")
    time = draft.time("2027", SymbolicTime("none", "year", year=2027))
    draft.event("drills", mode="exercise", after="latest", time=time)
    assert len(found([draft])) == 2

    text = (
        f"{DRILL} Finland held exercises near Vardal on 2 May 2031. Rain fell. Snow fell. Hail fell. The drills ended."
    )
    draft = drill("b", text)
    time = draft.time("on 2 May 2031", day(2031, 5, 2))
    draft.event("held exercises", mode="exercise", actors=[draft.actor("Finland", "FIN")], time=time)
    draft.event("drills", mode="exercise", after="The drills")
    assert frozenset({("b", 2)}) in grouped(found([draft]))


# ------------------------------------------------------------------ copies


def test_copies_fold_into_one_voice() -> None:
    wire = "Two skiffs were seized off Vardal. The crews surrendered."
    drafts = [Draft(doc, f"{head}. {wire}") for doc, head in (("a", "Seen at dawn"), ("b", "A wire story"))]
    for draft in drafts:
        draft.event("seized", "COERCE")
        draft.event("surrendered", "CONCEDE")
    origins = [Origin("a", "a"), Origin("b", "a")]
    both = found(drafts, [reuse(drafts[0], drafts[1], wire)], origins)
    assert grouped(both) == {frozenset({("a", 0), ("b", 0)}), frozenset({("a", 1), ("b", 1)})}
    assert {event.origins for event in both} == {1}
    assert len(found(drafts)) == 4


def test_two_documents_with_one_page_share_their_events_and_ids_stay_unique() -> None:
    told = found([drill("a"), drill("b")], None, [Origin("a", "a"), Origin("b", "a")])
    assert len(told) == 1
    assert told[0].origins == 1


def test_the_type_most_origins_give_wins_however_many_copies_say_otherwise() -> None:
    drafts = [drill(doc) for doc in "abcd"]
    for draft in drafts[:2]:
        draft.events[0] = replace(draft.events[0], type="MOBILIZE")
    origins = [Origin(doc, origin) for doc, origin in (("a", "a"), ("b", "a"), ("c", "c"), ("d", "d"))]
    (event,) = found(drafts, None, origins)
    assert (event.type, event.origins) == ("COOPERATE", 3)


def test_the_result_is_the_same_whatever_the_order_and_named_by_its_smallest_mention() -> None:
    drafts = [drill("a"), drill("b", published="2031-06-06"), drill("c", DRILL.replace("Sound", "Sound today"))]
    expected = found(drafts)
    for order in permutations(drafts):
        assert found(list(order)) == expected
    for event in expected:
        told = {draft.doc: draft.told() for draft in drafts}
        ids = []
        for m in event.mentions:
            mention = told[m.doc].reading.events[m.index]
            ids.append(mention_id("event", told[m.doc].page.id, mention.start, mention.end))
        assert event.id == min(ids)


# ------------------------------------------------------------------ status


def spoken(named: bool, country: str | None) -> Claim:
    return Claim(0, 1, "indirect", None, None, "somebody", country, None, named)


def test_status_of_a_mention() -> None:
    draft = drill("a")
    happened = draft.events[0]
    parties = {"NOR", "SWE"}
    assert mention_status(happened, None, parties) == "happened"
    assert mention_status(happened, spoken(True, "NOR"), parties) == "claimed"
    assert mention_status(happened, spoken(True, "FIN"), parties) == "happened"
    assert mention_status(happened, spoken(False, "FIN"), parties) == "claimed"
    assert mention_status(happened, spoken(True, "NOR"), parties, own_voice=True) == "happened"


def test_status_of_an_event() -> None:
    def of(*statuses: str) -> str:
        return event_status([EventTelling("a", k, status) for k, status in enumerate(statuses)])  # type: ignore[arg-type]

    assert of("denied", "possible", "planned", "claimed", "happened") == "happened"
    assert of("denied", "claimed", "planned") == "claimed"
    assert of("possible", "planned", "denied") == "planned"
    assert of("denied", "denied") == "denied"


def test_what_a_party_claims_is_vouched_for_once_the_page_says_it_itself() -> None:
    text = "Norway says it sank a trawler off Vardal on 4 June 2031. The trawler was sunk by Norway on 4 June 2031."
    draft = Draft("a", text, "2031-06-05")
    claim = draft.claim("it sank a trawler off Vardal on 4 June 2031", "Norway", "NOR")
    first = draft.time("on 4 June 2031", day(2031, 6, 4))
    draft.event("sank", "ASSAULT", actors=[draft.actor("Norway", "NOR")], claim=claim, time=first)
    assert [e.status for e in found([draft])] == ["claimed"]
    second = draft.time("on 4 June 2031", day(2031, 6, 4), after="The trawler")
    draft.event("sunk", "ASSAULT", after="The trawler", actors=[draft.actor("Norway", "NOR", after="by")], time=second)
    (event,) = found([draft])
    assert [m.status for m in event.mentions] == ["happened", "happened"]


# ------------------------------------------------------------------ words and names


def test_words_of_one_kind_of_happening() -> None:
    assert heads("war games") == heads("manoeuvres") == heads("held drills")
    assert heads("telephone conversation") & heads("talked")
    assert "war" in heads("war")
    assert heads("meeting").isdisjoint(heads("phone call"))


@pytest.mark.parametrize("lexicon", ["happenings", "counted", "scopes", "event_names"])
def test_lexicons_have_a_label_and_an_example_each_and_no_word_twice_in_a_row(lexicon: str) -> None:
    table = list(rows(lexicon))
    assert table
    assert len({len(cells) for cells in table}) == 1
    for cells in table:
        assert cells[-1] and cells[-2]
        words = cells[0 if lexicon == "scopes" else 1].split("|")
        assert len(set(words)) == len(words)


def test_names_beside_a_trigger_are_found_and_actors_are_none() -> None:
    text = "Sweden joined the Frostgale 2031 exercises. The drills, codenamed “Grey Heron”, ended. Norwegian exercises."
    draft = Draft("a", text)
    draft.actor("Norwegian", "NOR")
    first = draft.event("exercises")
    second = draft.event("drills")
    third = draft.event("exercises", after="Norwegian")
    told = draft.told()
    names = [list(name_words(told, told.reading.events[k])) for k in (first, second, third)]
    assert names == [["Frostgale", "2031"], ["Grey", "Heron"], []]
