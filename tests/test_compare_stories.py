"""Terms, components, sketches and stories."""

from datetime import date
from itertools import combinations, permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from sayso.compare.components import cluster, clusters_of, components
from sayso.compare.publications import date_documents
from sayso.compare.stories import THRESHOLD, pair_score, sketch_story, stories
from sayso.compare.story_pairs import Voice, nearness, similarities
from sayso.compare.terms import RAREST, Table, content, count, decode, encode, overlap, table, term, tokens, weight
from sayso.model.comparison import Event, EventTelling, Origin, Party, Story
from sayso.model.time import OPEN, Interval
from tests.told_pages import Draft

FERRY = (
    "The ferry Halvard Star ran aground off Vardal with 212 passengers. Lifeboats from Orfjord took everyone off, "
    "and the Norwegian coast guard said the hull was torn open on a reef.",
    "All 212 passengers of the Halvard Star were saved by lifeboats from Orfjord after the ferry hit a reef near "
    "Vardal, Norway's coast guard said; its hull is torn.",
    "A reef off Vardal tore open the hull of the Halvard Star. The ferry's passengers, 212 in all, reached Orfjord in "
    "lifeboats, according to the coast guard.",
)
ANOTHER_FERRY = (
    "Fog drove the ferry Mira Dane onto rocks by Kelsund. Its 97 passengers were brought to Brattvik by trawlers, and "
    "Sweden's coast guard expects to tow the hull away."
)
HERRING = (
    "Herring quotas were cut by a third in Skagen after scientists counted fewer spawning shoals than in any year."
)


def draft(doc: str, text: str, day: str | None = "2031-06-05", title: str | None = None) -> Draft:
    return Draft(doc, text, day, title)


def ferry_pages() -> list[Draft]:
    return [draft(name, text) for name, text in zip("abc", FERRY, strict=True)]


def made(drafts: list[Draft], origins: list[Origin] | None = None, events: list[Event] | None = None) -> list[Story]:
    told = [d.told() for d in drafts]
    publications = date_documents(told, ())
    return list(stories([sketch_story(t) for t in told], origins or [], publications, events or []))


def coarse(drafts: list[Draft], origins: list[Origin] | None = None) -> set[tuple[str, ...]]:
    return {story.docs for story in made(drafts, origins) if story.parent is None}


# ------------------------------------------------------------------ terms


def test_words_of_one_stem_are_one_term() -> None:
    assert {term(word) for word in ("drill", "drills", "Drilled", "drilling")} == {"drill"}
    assert term("stopped") == term("stops") == "stop"
    assert term("1,250") == "1,250"


def test_rare_words_weigh_more_up_to_a_bound_and_the_commonest_next_to_nothing() -> None:
    assert weight(term("the")) < 0.1 < weight(term("government")) < weight(term("lighthouse"))
    assert weight("zzyzzogeton") == RAREST


def test_capitals_tell_names_only_within_a_sentence_and_outside_headings() -> None:
    found = list(tokens("Boats had left for Vardal again. Later on, Norway sent 3 more tugs.\nTugs Sent To Vardal"))
    cases = {(token.term, token.case) for token in found}
    assert {("boat", "unclear"), ("vardal", "name"), ("later", "unclear"), ("norway", "name"), ("3", "number")} <= cases
    assert ("vardal", "unclear") in cases


def test_overlap_is_measured_on_the_poorer_side() -> None:
    short, long = content("The reef off Vardal"), content("A reef off Vardal tore the hull of a ferry")
    assert overlap(short, long) == 1.0
    assert overlap(short, content("Herring quotas")) == 0.0
    assert overlap((), long) == 0.0


def test_the_frozen_table_is_small_counts_only_and_is_written_the_same_way_every_time() -> None:
    shipped = table()
    assert shipped.documents > 4000
    assert min(known.documents for known in shipped.terms.values()) >= 3
    assert all(known.names <= known.documents for known in shipped.terms.values())
    data = encode(shipped)
    assert len(data) < 600_000
    assert encode(decode(data)) == data


def test_counting_takes_a_term_once_a_document_and_leaves_rare_ones_out() -> None:
    counted = count(["Boats and boats left Vardal.", "A boat left.", "The boat stayed in Vardal."], 2)
    assert counted.documents == 3
    assert counted.terms["boat"].documents == 3
    assert (counted.terms["vardal"].documents, counted.terms["vardal"].names) == (2, 2)
    assert "stay" not in counted.terms
    assert isinstance(counted, Table)


# ------------------------------------------------------------------ components and clusters


def test_components_are_sorted_and_ignore_strangers() -> None:
    assert components("dcba", [("a", "c"), ("x", "b")]) == (("a", "c"), ("b",), ("d",))


GRAPHS = st.integers(2, 9).flatmap(
    lambda n: st.lists(
        st.sampled_from([0.0, 0.2, 0.4, 0.4, 0.5, 0.7, 0.9]), min_size=n * (n - 1) // 2, max_size=n * (n - 1) // 2
    ).map(lambda values: (n, values))
)


@given(GRAPHS, st.randoms(), st.sampled_from([2, 4, 100]))
@settings(deadline=None)
def test_clusters_partition_the_members_and_know_no_order(
    graph: tuple[int, list[float]], random: object, bound: int
) -> None:
    names = [f"n{k}" for k in range(graph[0])]
    scores = dict(zip(combinations(names, 2), graph[1], strict=True))

    def similarity(a: str, b: str) -> float:
        return scores[min(a, b), max(a, b)]

    expected = cluster(names, similarity, 0.45, bound)
    assert sorted(name for group in expected for name in group) == names
    assert all(len(group) <= bound for group in expected) or bound == 100
    shuffled = list(names)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert cluster(shuffled, similarity, 0.45, bound) == expected


def test_average_linkage_wants_the_mean_and_not_one_strong_edge() -> None:
    scores = {("a", "b"): 0.9, ("b", "c"): 0.6, ("a", "c"): 0.1}
    assert cluster("abc", lambda a, b: scores[a, b], 0.5, 100) == (("a", "b"), ("c",))
    assert cluster("abc", lambda a, b: scores[a, b], 0.3, 100) == (("a", "b", "c"),)


def test_a_component_over_the_bound_is_cut_at_its_weakest_edge() -> None:
    matrix = np.zeros((4, 4))
    for (i, j), value in {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.35, (0, 2): 0.3, (0, 3): 0.3, (1, 3): 0.3}.items():
        matrix[i, j] = matrix[j, i] = value
    assert clusters_of(csr_array(matrix), 0.3, 10) == [[0, 1, 2, 3]]
    assert clusters_of(csr_array(matrix), 0.3, 3) == [[0, 1], [2, 3]]


# ------------------------------------------------------------------ scores


def test_paraphrases_score_high_and_alike_incidents_low() -> None:
    a, b, c = (sketch_story(d.told()) for d in ferry_pages())
    other, herring = (sketch_story(draft("x", text).told()) for text in (ANOTHER_FERRY, HERRING))
    assert min(pair_score(a, b), pair_score(b, c), pair_score(a, c)) > 1.5 * THRESHOLD
    assert pair_score(a, other) < THRESHOLD
    assert pair_score(a, herring) == 0.0


def test_a_pair_score_has_two_equal_sides_and_is_what_the_matrix_holds() -> None:
    sketches = [sketch_story(d.told()) for d in [*ferry_pages(), draft("x", ANOTHER_FERRY), draft("y", HERRING)]]
    day = Interval(date(2031, 6, 5), date(2031, 6, 5))
    matrix = similarities([Voice(sketch, day, OPEN) for sketch in sketches]).stories.toarray()
    for (i, a), (j, b) in combinations(enumerate(sketches), 2):
        assert pair_score(a, b) == pair_score(b, a)
        assert abs(matrix[i, j] - pair_score(a, b)) < 0.03


def test_other_weekdays_at_the_beginning_lower_the_score() -> None:
    monday, tuesday = (f"{text} It happened on {day}." for text, day in zip(FERRY, ("Monday", "Tuesday"), strict=False))
    plain = pair_score(sketch_story(draft("a", FERRY[0]).told()), sketch_story(draft("b", FERRY[1]).told()))
    dated = pair_score(sketch_story(draft("a", monday).told()), sketch_story(draft("b", tuesday).told()))
    assert dated < 0.8 * plain


def test_days_far_apart_make_documents_strangers() -> None:
    sketch = sketch_story(draft("a", FERRY[0]).told())

    def voice(published: Interval, happened: Interval = OPEN) -> Voice:
        return Voice(sketch, published, happened)

    june, august, july = (Interval(day, day) for day in (date(2031, 6, 5), date(2031, 8, 30), date(2031, 7, 1)))
    assert nearness(voice(june), voice(june)) == 1.0
    assert 0 < nearness(voice(june), voice(july)) < 1
    assert nearness(voice(june), voice(august)) == 0.0
    assert 0 < nearness(voice(OPEN), voice(june)) < 1
    assert nearness(voice(OPEN, june), voice(OPEN, august)) == 0.0


# ------------------------------------------------------------------ stories


def test_one_happening_is_one_story_and_its_look_alike_another() -> None:
    drafts = [*ferry_pages(), draft("x", ANOTHER_FERRY), draft("y", HERRING)]
    assert coarse(drafts) == {("a", "b", "c"), ("x",), ("y",)}


def test_the_same_words_a_season_later_are_another_story() -> None:
    assert coarse([draft("a", FERRY[0]), draft("b", FERRY[1], "2031-09-05")]) == {("a",), ("b",)}


def test_order_does_not_matter_and_every_document_is_in_one_coarse_story() -> None:
    drafts = [*ferry_pages(), draft("x", ANOTHER_FERRY)]
    expected = made(drafts)
    for order in permutations(drafts):
        assert made(list(order)) == expected
    docs = sorted(doc for story in expected if story.parent is None for doc in story.docs)
    assert docs == ["a", "b", "c", "x"]
    assert len({story.id for story in expected}) == len(expected)


def test_documents_of_one_text_origin_are_in_one_story_whatever_they_say() -> None:
    drafts = [draft("a", FERRY[0]), draft("b", HERRING)]
    assert coarse(drafts, [Origin("a", "a"), Origin("b", "a")]) == {("a", "b")}


def test_a_page_without_text_is_a_story_of_its_own() -> None:
    assert coarse([draft("a", ""), draft("b", ""), draft("c", FERRY[0])]) == {("a",), ("b",), ("c",)}


def test_the_title_is_that_of_the_earliest_document_that_has_one() -> None:
    drafts = [draft("a", FERRY[0], "2031-06-06", "Ferry aground"), draft("b", FERRY[1], "2031-06-05", "All saved")]
    (story,) = made([*drafts, draft("c", FERRY[2], "2031-06-04")])
    assert story.title == "All saved"
    assert (story.first, story.last) == (date(2031, 6, 4), date(2031, 6, 6))


def test_a_page_in_another_language_joins_by_names_and_numbers() -> None:
    french = draft(
        "f", "Le ferry Halvard Star s'est échoué près de Vardal. Ses 212 passagers ont gagné Orfjord, selon la Norvège."
    )
    french.language = "fr"
    weather = draft("g", "Le temps sera sec près de Vardal demain, avec peu de vent et quelques nuages hauts.")
    weather.language = "fr"
    assert coarse([*ferry_pages(), french, weather]) == {("a", "b", "c", "f"), ("g",)}


def test_a_running_affair_is_a_coarse_story_with_its_fine_ones() -> None:
    talks = (
        "Talks between Norway and Denmark over the Orfjord strait broke down in Vardal. Minister Ragna Thorsby of "
        "Oslo left the table when Copenhagen refused a herring quota.",
        "Minister Ragna Thorsby walked out of talks in Vardal, as Copenhagen would accept no herring quota. Norway and "
        "Denmark had sought a deal on the Orfjord strait.",
    )
    closure = (
        "Two frigates blocked foreign trawlers at dawn. Skippers radioed insults while a helicopter circled above the "
        "nets; Ragna Thorsby watched from Vardal, and Denmark summoned the envoy of Norway.",
        "Trawlers turned back at dawn when frigates blocked their way and a helicopter hovered over the nets. Denmark "
        "summoned an envoy; Ragna Thorsby, who watched from Vardal, kept silent for Norway.",
    )
    drafts = [draft(f"t{k}", text, "2031-06-05") for k, text in enumerate(talks)]
    drafts += [draft(f"z{k}", text, "2031-06-08") for k, text in enumerate(closure)]
    found = made([*drafts, draft("y", HERRING)])
    parents = {story.docs: story for story in found if story.parent is None}
    fine = {story.docs: story.parent for story in found if story.parent is not None}
    whole = ("t0", "t1", "z0", "z1")
    assert set(parents) == {whole, ("y",)}
    assert fine == {("t0", "t1"): parents[whole].id, ("z0", "z1"): parents[whole].id}


def test_beginnings_that_tell_of_one_event_join_pages_with_other_words() -> None:
    drafts = [draft("a", "Oslo answered at noon, in three lines."), draft("b", "Copenhagen rejects the letter it got.")]
    day = Interval(date(2031, 6, 5), date(2031, 6, 5))
    told = (EventTelling("a", 0, "happened"), EventTelling("b", 1, "happened"))
    party = Party("actor", "NOR", "GOV", "Norway", None, ("a", "b"))
    event = Event("e", "", "REJECT", None, None, (), None, "happened", day, "day", (party,), None, 2, told)
    assert [s.docs for s in made(drafts, events=[event])] == [("a", "b")]
    assert len(made(drafts)) == 2
