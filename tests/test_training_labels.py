"""training.labels: sheets become stand-off lines, and nothing that is measured with is learnt from."""

import json
from pathlib import Path

import pytest

from training.examples import Example, bio, labelled
from training.labels import Sentence, SheetError, agreement, corpus, faults, filled, kept, once
from training.texts import SAMPLE, key_sources, rows

SHARED = Path(__file__).parents[2] / "shared"
TEXT = "Norway and Chad held drills off Bodo, the ministry said, and Chad denied that the drills were a threat."
SHEET = """# 0 made/one
> (the sentence need not stand here)
held drills | COOPERATE exercise | happened | A Norway =NOR GOV; Chad =TCD GOV | P off Bodo
denied | REJECT | happened | A Chad#2 =TCD GOV
" the ministry | said | Norway and Chad ... Bodo
# 1 made/one
-
"""


def sample() -> list[Sentence]:
    return [Sentence("made/one", 100, 100 + len(TEXT), TEXT), Sentence("made/one", 300, 303, "Yes")]


def test_a_filled_sheet_opens_its_words() -> None:
    first, second = filled(SHEET, sample())
    text = " " * 100 + TEXT
    opened = [text[slice(*event["trigger"])] for event in first["events"]]
    assert opened == ["held drills", "denied"] and second["events"] == second["claims"] == []
    parts = [(p["role"], text[slice(*p["span"])], p["country"]) for p in first["events"][0]["parts"]]
    assert parts == [("actor", "Norway", "NOR"), ("actor", "Chad", "TCD"), ("place", "off Bodo", None)]
    assert first["events"][1]["parts"][0]["span"][0] == 100 + TEXT.rindex("Chad")
    assert text[slice(*first["claims"][0]["content"])] == "Norway and Chad held drills off Bodo"
    assert not faults(first) and not faults(second)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("parade | COOPERATE | happened", "does not stand"),
        ("drills | COOPERATION | happened", "no type"),
        ("drills | COOPERATE | perhaps", "no type"),
        ("drills | COOPERATE | happened | X Norway", "begins with none"),
        ("drills | COOPERATE | happened | A Norway =Norway GOV", "no country"),
        ('" the ministry | said', "is not source"),
    ],
)
def test_a_faulty_line_is_named(line: str, what: str) -> None:
    with pytest.raises(SheetError, match=f"0.*{what}"):
        list(filled(f"# 0 made/one\n{line}\n", sample()))


def test_an_example_has_the_labels_on_its_words() -> None:
    row = next(iter(filled(SHEET, sample())))
    example: Example = labelled(row, TEXT)
    assert len({len(tags) for tags in example.tags.values()} | {len(example.words)}) == 1
    named = [word for word, tag in zip(example.words, example.tags["trigger"], strict=True) if tag]
    assert named == ["held", "drills", "denied"]
    assert {(example.words[a], example.words[b]) for a, b, role in example.roles if role} == {
        ("held", "Norway"), ("held", "Chad"), ("held", "Bodo"), ("denied", "Chad"),
        ("drills", "Norway"), ("drills", "Chad"), ("drills", "Bodo"),
    }  # fmt: skip
    none = {example.words[b] for a, b, role in example.roles if example.words[a] == "denied" and not role}
    assert {"Norway", "Bodo"} <= none


def test_tags_of_spans_that_touch_are_told_apart() -> None:
    assert list(bio([(0, 2), (3, 5), (6, 8), (9, 11)], [(0, 5), (6, 8)])) == [1, 2, 1, 0]


def test_labels_that_are_the_same_agree() -> None:
    rows_ = {(row["doc"], row["start"]): row for row in filled(SHEET, sample())}
    assert set(agreement(rows_, rows_).values()) == {2, 1.0}


def test_kept_labels_have_no_faults_and_no_text() -> None:
    lines = [row for rows_ in kept().values() for row in rows_]
    assert len(once()) > 1_500 and not [fault for row in lines for fault in faults(row)]
    texts = {value for row in lines for value in row.values() if isinstance(value, str)}
    assert max(map(len, texts)) < 100, "a label line holds an id and offsets only"
    assert all(not faults(row) for _, row in corpus())


def test_nothing_that_is_measured_with_is_learnt_from() -> None:
    labelled_documents = {json.loads(line)["doc"] for line in SAMPLE.read_text(encoding="utf-8").splitlines()}
    assert {row["doc"] for row in once().values()} <= labelled_documents
    if not SHARED.exists():
        pytest.skip("the measuring sets are not here")
    news = SHARED / "bench" / "news_text"
    measured = {row["id"] for row in rows(news / "measure_only.jsonl.gz")} | key_sources(SHARED / "bench")
    assert measured and not measured & labelled_documents
