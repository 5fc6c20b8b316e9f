"""The lexicons of the event reader: well-formed, within the vocabulary, and true of their own examples."""

import pytest

from sayso.model.vocabulary import plover
from sayso.read.lexicon import rows, word_class
from sayso.read.parse import _nlp
from sayso.read.syntax import lemma
from sayso.read.triggers import _entry, find_triggers

PLACES = {
    "modal", "adverb", "mark", "governor", "noun", "modifier", "preposition", "occur", "lasting", "planner", "form",
    "arranged", "unmet", "wish",
}  # fmt: skip
EFFECTS = {
    "planned", "possible", "unsure", "denied", "ongoing", "generic", "ahead", "pending", "as_is", "under_way", "if_new",
}  # fmt: skip


def _name(row: dict[str, str]) -> str:
    return f"{row['lemma'][:20]} {row['frame'][:40]}"


@pytest.mark.parametrize("row", rows("triggers"), ids=_name)
def test_a_trigger_row_reads_its_own_example(row: dict[str, str]) -> None:
    entry = _entry(row)
    found = [
        (trigger.entry.type, trigger.entry.mode)
        for trigger in find_triggers(_nlp()(row["example"]))
        if lemma(trigger.token) in row["lemma"].split("|")
    ]
    assert (entry.type, entry.mode) in found


def test_trigger_rows_speak_the_vocabulary() -> None:
    modes = {(mode.type, mode.code) for mode in plover().modes}
    kinds = {kind.code for kind in plover().kinds}
    contexts = {context.code for context in plover().contexts}
    for row in rows("triggers"):
        entry = _entry(row)
        assert entry.type in {known.code for known in plover().types}, row
        assert entry.mode is None or (entry.type, entry.mode) in modes, row
        assert (entry.kind in kinds) == (entry.type == "NONE"), row
        assert set(entry.contexts) <= contexts, row
        assert row["pos"] in ("v", "n", "a"), row


def test_realis_rows_are_known_effects_with_an_example() -> None:
    for row in rows("realis"):
        assert row["place"] in PLACES, row
        assert row["realis"] in EFFECTS, row
        assert -3 <= float(row["factuality"]) <= 3, row
        assert row["example"], row


@pytest.mark.parametrize("name", ["word_classes", "lemmas", "roles", "ship_prefixes"])
def test_no_row_lacks_an_example_or_stands_twice(name: str) -> None:
    cells = rows(name)
    keys = [next(iter(row.values())) for row in cells]
    assert len(keys) == len(set(keys))
    assert all(row["example"] for row in cells)


def test_an_unknown_word_class_is_refused() -> None:
    with pytest.raises(KeyError):
        word_class("no such class")
