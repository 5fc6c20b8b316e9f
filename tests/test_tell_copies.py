"""tell.families, tell.copies_text and `sayso copies`: who shares wording with whom, in which direction, and why."""

import io
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from typer.testing import CliRunner, Result

from sayso.cli import main
from sayso.errors import NotInRecordError, UsageError
from sayso.keep.record import Record
from sayso.model.publishers import publishers
from sayso.tell.copies_text import MOST_PAIRS, print_copies, print_page_copies
from sayso.tell.families import (
    MOST_FAMILIES,
    MOST_MEMBERS,
    CopiesView,
    FamilyView,
    Link,
    Member,
    PageCopiesView,
    copies,
    family_tree,
    page_copies,
)
from sayso.tell.terminal import console
from sayso.tell.texts import Texts
from sayso.tell.wording import MOST_SENTENCES
from tests.made_record import (
    ALPHA,
    BETA,
    BLOCKED,
    FRENCH,
    GAMMA,
    HOSTILE,
    TEXTS,
    Row,
    made_record,
    record_in_memory,
    rows,
)

OPENS, GATHERING, CLOSES = "rimpac-2024-opens.html", "pearl-harbor-gathering.txt", "rimpac-2022-closes.txt"
SHUTS, CUT = "grain-corridor-shuts.html", "grain-lifeline-cut.txt"


@pytest.fixture(scope="module")
def samples_read(sample_record: Path) -> Iterator[Record]:
    with Record.open(sample_record) as opened:
        yield opened


def drawn(shown: CopiesView | PageCopiesView, width: int = 100, *, every: bool = False) -> str:
    out = io.StringIO()
    made = console(out)
    made.width = width
    _draw(made, shown, every)
    return out.getvalue()


def _draw(made: Console, shown: CopiesView | PageCopiesView, every: bool = False) -> None:
    if isinstance(shown, PageCopiesView):
        print_page_copies(made, shown)
    else:
        print_copies(made, shown, every=every)


def one_publisher(folder: Path) -> Path:
    """A file that gives both coast papers to one group."""
    file = folder / "publishers.tsv"
    lines = ["domain\toutlet\tpublisher", "\tFjord Post\tFjord Group", "\tSkerry Times\tFjord Group"]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def places(members: tuple[Member, ...]) -> list[tuple[str, str, str | None]]:
    return [(member.doc, member.place, member.taken_from) for member in members]


def made(*reuse: Row) -> Record:
    """The hand-made record with other shared passages; fields that are not given are those of its own passage."""
    tables = rows()
    tables["reuse"] = [{**tables["reuse"][0], **row} for row in reuse]
    return record_in_memory(tables)


def pair(doc: str, other_doc: str, **more: object) -> Row:
    return {"doc": doc, "start": 0, "end": 10, "other_doc": other_doc, "other_start": 0, "other_end": 10, **more}


# ------------------------------------------------------------------ the family tree


def test_each_document_stands_behind_the_one_that_it_took_from() -> None:
    tree = family_tree("abcd", [Link("c", "b", 5), Link("b", "d", 9, ("later",)), Link("a", "d", 2)])
    assert places(tree) == [("d", "source", None), ("a", "copy", "d"), ("b", "copy", "d"), ("c", "copy", "b")]
    assert (tree[2].characters, tree[2].reasons) == (9, ("later",))


def test_of_several_it_took_from_the_one_with_most_characters_counts() -> None:
    assert family_tree("abc", [Link("c", "a", 5), Link("c", "b", 6)])[1].taken_from == "b"
    assert family_tree("abc", [Link("c", "b", 6), Link("c", "a", 6)])[1].taken_from == "a"
    summed = family_tree("abc", [Link("c", "b", 8), Link("c", "a", 5, ("x",)), Link("c", "a", 4, ("y",))])[1]
    assert summed == Member("c", "copy", "a", 9, ("x", "y"))


def test_a_circle_has_no_direction_but_what_was_taken_from_it_has() -> None:
    tree = family_tree("abcde", [Link("a", "b", 3), Link("b", "a", 4), Link("c", "b", 1), Link("e", "d", 1)])
    assert places(tree) == [
        ("d", "source", None),
        ("e", "copy", "d"),
        ("a", "unknown", None),
        ("b", "unknown", None),
        ("c", "copy", "b"),
    ]


def test_without_links_no_direction_is_known() -> None:
    assert places(family_tree("ba", [])) == [("a", "unknown", None), ("b", "unknown", None)]


def test_a_long_line_of_copies_is_followed_to_its_end() -> None:
    names = [f"{number:04}" for number in range(1500)]
    tree = family_tree(names, [Link(taker, source, 1) for source, taker in pairwise(names)])
    assert [member.doc for member in tree] == names


LINKS = st.builds(
    Link,
    doc=st.sampled_from("abcdef"),
    taken_from=st.sampled_from("abcdef"),
    characters=st.integers(1, 3),
    reasons=st.sampled_from([(), ("x",), ("y", "x")]),
)


@given(st.lists(LINKS.filter(lambda link: link.doc != link.taken_from), max_size=12), st.randoms(use_true_random=False))
def test_the_tree_holds_every_document_once_whatever_the_order(links: list[Link], random: object) -> None:
    tree = family_tree("abcdef", links)
    shuffled = list(links)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert tree == family_tree("fedcba", shuffled)
    assert sorted(member.doc for member in tree) == list("abcdef")
    order = [member.doc for member in tree]
    assert all(order.index(m.taken_from) < order.index(m.doc) for m in tree if m.taken_from)


# ------------------------------------------------------------------ the whole record


def test_the_families_and_pairs_of_the_samples(samples_read: Record) -> None:
    shown = copies(samples_read)
    third, copied = shown.families
    assert (third.kinship, places(third.members)) == (
        "common-intermediary",
        [(SHUTS, "unknown", None), (CUT, "unknown", None)],
    )
    assert third.reasons == ("Both credit Meridian Wire.",)
    assert places(copied.members) == [(OPENS, "source", None), (GATHERING, "copy", OPENS)]
    assert copied.members[1].characters > 1000 and not copied.reasons
    lengths = [pair.characters for pair in shown.pairs]
    assert len(lengths) == 2 and lengths == sorted(lengths, reverse=True)
    assert {pair.doc for pair in shown.pairs if pair.other_doc == OPENS} == {CLOSES}


def test_a_direction_to_the_other_makes_the_other_the_copy() -> None:
    with made({}) as record:
        family = copies(record).families[0]
    (row,) = rows()["reuse"]
    assert family.members == (
        Member(ALPHA, "source"),
        Member(BETA, "copy", ALPHA, row["other_end"] - row["other_start"], tuple(row["reasons"])),
    )


@pytest.mark.parametrize("change", [{"direction": "unknown"}, {"kinship": "common-intermediary"}])
def test_only_a_copy_of_known_direction_makes_a_tree(change: Row) -> None:
    with made(change) as record:
        shown = copies(record)
    assert {member.place for member in shown.families[0].members} == {"unknown"}
    assert "direction unknown\n    The other page appeared a day later.\n    ├── coast/alpha.html" in drawn(shown)


def test_pairs_of_different_texts_are_told_by_length_with_their_ways() -> None:
    with made(
        {},
        pair(BETA, GAMMA, kinship="common-intermediary", direction="unknown", reasons=["Both credit Skerry Wire."]),
        pair(ALPHA, GAMMA, direction="from", end=12, reasons=["A day later."]),
        pair(ALPHA, GAMMA, direction="from", start=20, end=30, reasons=["A day later."]),
    ) as record:
        shown = copies(record)
    assert [(p.doc, p.other_doc, p.characters) for p in shown.pairs] == [(ALPHA, GAMMA, 22), (BETA, GAMMA, 10)]
    assert [(way.passages, way.direction) for way in shown.pairs[0].ways] == [(2, "from")]
    text = drawn(shown)
    assert f"2 passages, 22 characters: copy, {ALPHA} took from {GAMMA}" in text
    assert "both carry wording of a third text, direction unknown" in text and "Both credit Skerry Wire." in text
    assert text.index("2 documents carry one text") < text.index("2 pairs of different texts")


def test_a_list_of_many_is_short() -> None:
    tables = rows()
    docs = [f"many/{number:02}.txt" for number in range(MOST_PAIRS + 4)]
    tables["documents"] += [{**tables["documents"][1], "doc": doc} for doc in docs]
    tables["reuse"] = [{**tables["reuse"][0], **pair(GAMMA, doc)} for doc in docs[1:]]
    reasons = [f"Reason {number}." for number in range(MOST_SENTENCES + 2)]
    tables["reuse"].append({**tables["reuse"][0], **pair(ALPHA, BETA, direction="unknown", reasons=reasons)})
    with record_in_memory(tables) as record:
        shown = copies(record)
    text = drawn(shown)
    assert len(shown.pairs) == MOST_PAIRS + 3 and text.count(f"{GAMMA} · many/") == MOST_PAIRS
    assert text.endswith("… and 3 more pairs (--all shows them)\n")
    assert drawn(shown, every=True).count(f"{GAMMA} · many/") == MOST_PAIRS + 3
    assert "Reason 2. And 2 more reasons." in text and "Reason 3." not in text


def test_the_largest_families_are_drawn_and_the_others_counted() -> None:
    names = [f"big/{number:03}" for number in range(MOST_MEMBERS + 6)]
    big = FamilyView(names[0], "copy", family_tree(names, [Link(doc, names[0], 9) for doc in names[1:]]), ())
    small = [FamilyView(doc, "copy", family_tree([doc, f"{doc}.x"], []), ()) for doc in names[: MOST_FAMILIES + 1]]
    shown = CopiesView((big, *small), ())
    text, whole = drawn(shown), drawn(shown, every=True)
    assert text.count("2 documents carry one text") == MOST_FAMILIES - 1 and text.count("took 9") == MOST_MEMBERS - 1
    assert "└── … and 6 more documents (--all shows them)" in text
    assert text.endswith("\n\n… and 2 more texts that several documents carry (--all shows them)\n")
    assert whole.count("2 documents carry one text") == MOST_FAMILIES + 1 and "--all" not in whole
    assert whole.count("took 9") == MOST_MEMBERS + 5
    assert drawn(CopiesView((big, small[0]), ())).count("more") == 1, "nothing is counted where all are drawn"


def test_a_record_without_shared_wording_says_so() -> None:
    with record_in_memory({}) as record:
        assert drawn(copies(record)) == "No two documents of the record share wording.\n"


def test_a_text_within_one_publisher_is_told_so(tmp_path: Path) -> None:
    with made({}) as record:
        assert "2 documents carry one text\n" in drawn(copies(record))
        shown = copies(record, publishers(one_publisher(tmp_path)))
    assert [p.publisher for p in shown.families[0].publishers] == ["Fjord Group"]
    assert "2 documents carry one text (1 publisher: Fjord Group)\n" in drawn(shown)


# ------------------------------------------------------------------ one page


@pytest.mark.parametrize(
    ("doc", "others", "direction"), [(OPENS, [GATHERING, CLOSES], "to"), (GATHERING, [OPENS], "from")]
)
def test_a_page_is_told_from_its_own_side(samples_read: Record, doc: str, others: list[str], direction: str) -> None:
    shown = page_copies(samples_read, doc)
    assert [partner.doc for partner in shown.partners] == others
    (way,) = shown.partners[0].shared
    assert (way.kinship, way.direction, len(way.passages)) == ("copy", direction, 6)
    assert "96 % of the shorter one's running text is shared." in way.reasons
    texts = Texts(samples_read)
    for passage in (p for partner in shown.partners for way in partner.shared for p in way.passages):
        assert passage.doc == doc
        assert "".join(run.text for run in passage.here) == texts.words(doc, passage.start, passage.end)
        there = texts.words(passage.other_doc, passage.other_start, passage.other_end)
        assert "".join(run.text for run in passage.there) == there
        assert {run.kind for run in passage.here} <= {"same", "deleted"}
        assert {run.kind for run in passage.there} <= {"same", "inserted"}


def test_what_the_copy_changed_is_marked_on_both_sides(samples_read: Record) -> None:
    opened, gathering = (drawn(page_copies(samples_read, doc)) for doc in (OPENS, GATHERING))
    for text in (opened, gathering):
        assert "a [-press-] conference" in text and "a {+news+} conference" in text
    assert "taken by it · copy · 6 passages" in opened and "took from it · copy · 6 passages" in gathering
    assert "»began«" in opened, "nobody is said to have added words where the direction is unknown"
    assert "(word for word)" in opened


@pytest.mark.parametrize(("width", "beside"), [(100, True), (80, True), (79, False), (40, False)])
def test_a_narrow_terminal_has_the_sides_below_one_another(samples_read: Record, width: int, beside: bool) -> None:
    text = drawn(page_copies(samples_read, CLOSES), width)
    lines = text.split("\n")
    assert any(f"{CLOSES} 398" in line and f"{OPENS} 481" in line for line in lines) is beside
    assert max(map(len, lines)) <= width
    assert "»38«" in text and "»40«" in text


def test_the_legend_names_only_the_marks_that_occur(samples_read: Record) -> None:
    assert "dropped by the one" in drawn(page_copies(samples_read, OPENS))
    closes = drawn(page_copies(samples_read, CLOSES))
    assert "dropped by the one" not in closes and "»Words« that only one" in closes
    assert "Words" not in drawn(page_copies(samples_read, SHUTS)), "word for word throughout"


def test_a_page_that_shares_nothing_says_so() -> None:
    with made({}) as record:
        assert drawn(page_copies(record, FRENCH)) == (
            f"{FRENCH} shares no wording with another document of the record.\n"
        )


def test_hostile_text_reaches_no_terminal() -> None:
    start = TEXTS[HOSTILE].index(BLOCKED)
    hostile = pair(GAMMA, HOSTILE, end=40, other_end=start + len(BLOCKED), reasons=["\x1b]0;x\x07 [red]why[/]"])
    with made(hostile) as record:
        texts = [drawn(copies(record)), drawn(page_copies(record, HOSTILE)), drawn(page_copies(record, GAMMA), 60)]
    assert not any(character in text for text in texts for character in "\x1b\x07\x9b\u202e")
    assert all("[red]why[/]" in text for text in texts)
    assert "red]Boats[/]" in texts[1], "markup of a page is shown, not obeyed"


def test_colour_only_repeats_the_marks(samples_read: Record) -> None:
    out = io.StringIO()
    _draw(Console(file=out, force_terminal=True, width=100, markup=False), page_copies(samples_read, OPENS))
    assert "\x1b[1;31m[-press-]" in out.getvalue() and "\x1b[1;32m{+news+}" in out.getvalue()


def test_each_passage_says_who_carries_it(samples_read: Record) -> None:
    text = drawn(page_copies(samples_read, OPENS))
    assert text.split("\n")[1] == "Its text: 2 documents / 1 text origin / 2 primary sources"
    assert "It quotes US Third Fleet\n" in text
    shared = sum(len(way.passages) for p in page_copies(samples_read, OPENS).partners for way in p.shared)
    assert text.count(" documents / ") == 1 + shared
    assert f"3 documents / 2 text origins / 2 primary sources: also in {GATHERING}\n" in text


def test_passages_of_one_publisher_s_texts_are_told_so(tmp_path: Path) -> None:
    tables = rows()
    tables["origins"] = [{**row, "origin": row["doc"]} for row in tables["origins"]]
    with record_in_memory(tables) as record:
        text = drawn(page_copies(record, BETA, publishers(one_publisher(tmp_path))))
    assert "2 documents / 2 text origins (1 publisher: Fjord Group) / " in text


# ------------------------------------------------------------------ the command


def run(*args: str, record: Path) -> Result:
    return CliRunner().invoke(main.app, ["copies", *args, "--record", str(record)])


def test_the_command_prints_either_page(sample_record: Path) -> None:
    listed, page = run(record=sample_record), run("rimpac-2024-o", record=sample_record)
    assert listed.exit_code == page.exit_code == 0
    assert f"{GATHERING} took 1,299 characters from it" in listed.stdout
    assert page.stdout.startswith(f"{OPENS} shares wording with 2 documents\n")
    assert "\x1b" not in listed.stdout + page.stdout
    assert run("--all", record=sample_record).stdout == listed.stdout


def test_both_are_there_as_json(sample_record: Path) -> None:
    listed = json.loads(run("--json", record=sample_record).stdout)
    assert [len(family["members"]) for family in listed["families"]] == [2, 2] and len(listed["pairs"]) == 2
    page = json.loads(run(OPENS, "--json", record=sample_record).stdout)
    assert page["doc"] == OPENS
    assert [partner["shared"][0]["direction"] for partner in page["partners"]] == ["to", "unknown"]


def test_further_publishers_come_from_a_file_or_the_environment(tmp_path: Path) -> None:
    file = str(one_publisher(tmp_path))
    for call in (["--publishers", file], []):
        shown = CliRunner().invoke(
            main.app, ["copies", "--record", str(made_record()), *call], env={} if call else {"SAYSO_PUBLISHERS": file}
        )
        assert "(1 publisher: Fjord Group)" in shown.stdout
    assert "Fjord Group" not in run(record=made_record()).stdout
    missing = run("--publishers", str(tmp_path / "none.tsv"), record=made_record())
    assert isinstance(missing.exception, UsageError) and "none.tsv" in str(missing.exception)


def test_what_is_not_there_is_said() -> None:
    missing = run("coast/gama.txt", record=made_record())
    assert isinstance(missing.exception, NotInRecordError) and "coast/gamma.txt" in str(missing.exception)
    assert run("alpha.html", record=made_record()).exit_code == 0
