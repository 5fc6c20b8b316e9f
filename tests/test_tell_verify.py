"""tell.verify: a sound record has no fault, and each way of breaking it is found."""

from collections.abc import Callable

import pytest

from sayso.keep.record import Record
from sayso.tell.verify import check
from tests.made_record import ALPHA, GAMMA, Row, made_record, record_in_memory, rows

Tables = dict[str, list[Row]]


def test_a_sound_record_has_no_fault() -> None:
    with Record.open(made_record()) as record:
        report = check(record)
    assert report.faults == ()
    assert report.counts["mentions"] == 6 and report.spans == 41


def _set(table: str, row: int, **values: object) -> Callable[[Tables], None]:
    return lambda tables: tables[table][row].update(values)


def _drop(table: str, row: int) -> Callable[[Tables], None]:
    return lambda tables: tables[table].__delitem__(row)


BREAKS: dict[str, tuple[Callable[[Tables], None], str]] = {
    "offset outside": (_set("places", 0, end=10_000), "place Oslo lies outside the text"),
    "empty span": (_set("figures", 0, end=rows()["figures"][0]["start"]), "figure figure-a lies outside the text"),
    "space around": (_set("actors", 0, end=rows()["actors"][0]["end"] + 1), "has space around its words"),
    "half a span": (_set("claims", 0, speaker_end=None), "has only one end"),
    "wrong hash": (_set("documents", 1, text_sha256="0"), "text_sha256 is not that of its text"),
    "no event": (_drop("events", 0), "a mention is of an event that is not there"),
    "outside its sentence": (_set("mentions", 0, sentence_start=80), "a mention lies outside its sentence"),
    "no claim": (_set("mentions", 2, claim="claim-x"), "a mention stands in a claim that is not in its document"),
    "no group": (_drop("figure_groups", 0), "a figure belongs to a group that is not there"),
    "no statement": (_set("claims", 0, statement="claim-x"), "a statement that is none of the claims"),
    "no origin": (_drop("origins", 0), "a document has not exactly one text origin"),
    "two origins": (lambda t: t["origins"].append(t["origins"][0]), "a document has not exactly one text origin"),
    "origin elsewhere": (_set("origins", 0, origin=ALPHA + "x"), "a text origin is not a document that is its own"),
    "no story": (_drop("stories", 0), "a document is not in exactly one coarse story"),
    "two stories": (
        lambda t: t["stories"].append({**t["stories"][0], "story": "s"}),
        "not in exactly one coarse story",
    ),
    "story of nobody": (_set("stories", 1, docs=["nowhere"]), "a story holds a document that is not there"),
    "lost document": (_drop("documents", 1), "facts are of a document that is not there"),
    "difference about nothing": (_set("differences", 0, about="x"), "a difference is about an event or claim"),
    "named elsewhere": (_set("participants", 0, docs=[GAMMA + "x"]), "named by a document that does not tell"),
    "not verbatim": (_set("reuse", 0, kind="verbatim"), "a verbatim passage is worded otherwise"),
    "passages the wrong way": (_set("reuse", 0, doc=GAMMA, start=0, end=2), "a passage's documents are not in order"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_each_break_is_found(name: str) -> None:
    tables = rows()
    change, fault = BREAKS[name]
    change(tables)
    with record_in_memory(tables) as record:
        found = check(record).faults
    assert any(fault in line for line in found), found
