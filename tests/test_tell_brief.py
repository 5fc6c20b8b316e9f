"""tell.brief: one self-contained, escaped page, in which every quoted word leads to its place."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from sayso.errors import UsageError
from sayso.keep.record import Record
from sayso.model.publishers import Publishers
from sayso.model.tables import Outlet
from sayso.tell.brief import safe_link, squeeze, write_brief
from sayso.tell.brief_copies import DEEPEST, tree
from sayso.tell.brief_pages import Mark, paragraphs
from sayso.tell.families import MOST_FAMILIES, MOST_MEMBERS, FamilyView, Link, family_tree
from sayso.tell.views import RegionView
from tests.made_record import ALPHA, BETA, TEXTS, event_id, made_record, rows, write_record

VOID = {"meta", "input", "br", "link", "img"}


class Tags(HTMLParser):
    """Every tag with its attributes; fails on tags that do not close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, name: str) -> list[str]:
        return [value for _, attrs in self.found if (value := attrs.get(name)) is not None]


def brief_of(folder: Path, record: Path) -> str:
    with Record.open(record) as opened:
        write_brief(opened, folder / "brief.html")
    return (folder / "brief.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> str:
    return brief_of(tmp_path_factory.mktemp("brief"), made_record())


@pytest.fixture(scope="module")
def tags(brief: str) -> Tags:
    return Tags(brief)


def test_it_needs_nothing_from_outside_and_no_script(brief: str, tags: Tags) -> None:
    names = {tag for tag, _ in tags.found}
    assert not names & {"script", "img", "link", "iframe", "object", "embed", "form", "base", "video", "svg"}
    assert "default-src 'none'" in brief and "url(" not in brief and "@import" not in brief
    assert not [name for _, attrs in tags.found for name in attrs if name.startswith("on")]
    outside = {href for href in tags.all("href") if not href.startswith("#")}
    assert outside == {f"https://example.org/{doc}" for doc in TEXTS if doc != "hostile.html"}


def test_hostile_text_is_shown_and_not_obeyed(brief: str) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in brief
    assert "&lt;b onclick=x()&gt;" in brief and "{{ 7 * 7 }}" in brief
    assert "javascript:" not in brief
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", brief)


def test_every_link_inside_leads_somewhere(tags: Tags) -> None:
    targets = tags.all("id")
    assert len(targets) == len(set(targets))
    assert {href[1:] for href in tags.all("href") if href.startswith("#")} <= set(targets)


def test_every_event_is_there_with_its_status_in_words(brief: str, tags: Tags) -> None:
    assert {event_id(name) for name in ("signing", "joining", "blocking")} <= set(tags.all("id"))
    for words in ("only planned", "only claimed", "denied", "day unknown", "says Sweden", "in their own voice"):
        assert words in brief
    assert "Norway and Sweden <mark>signed</mark> a ferry accord in Oslo on Friday." in brief


def test_copies_figures_statements_and_errors_are_told(brief: str) -> None:
    assert "<del>harbour</del>" in brief and "<ins>port</ins>" in brief
    assert "The other page appeared a day later." in brief
    assert "at least 12" in brief and ">differ</span>" in brief
    assert "the harbour board, the port board" in brief
    assert "The file is empty: leave it out." in brief and "not read for events: French" in brief
    assert 'class="r-furniture muted"' in brief


def test_who_carries_a_page_or_a_figure_is_told(brief: str) -> None:
    assert "Its text: 2 documents / 1 text origin / 2 primary sources" in brief
    assert '<span class="tag">3 documents / 2 text origins / 2 primary sources</span>' in brief, "the figures"
    assert "1 publisher" not in brief


def test_publishers_of_several_texts_are_named_and_escaped(tmp_path: Path) -> None:
    group = "Fjord <b>Group</b>"
    further = [Outlet(domain="example.org", outlet="", kind="declared", publisher=group)]
    with Record.open(made_record()) as record:
        write_brief(record, tmp_path / "brief.html", Publishers(further))
    html = (tmp_path / "brief.html").read_text(encoding="utf-8")
    shown = "(1 publisher: Fjord &lt;b&gt;Group&lt;/b&gt;)"
    assert f"3 documents / 2 text origins {shown} / 2 primary sources" in html
    assert f"2 documents carry one text {shown}" in html and re.search(f"2 text origins {re.escape(shown)} ·", html)
    assert group not in html and Tags(html)


def test_who_took_from_whom_is_a_tree(brief: str) -> None:
    (drawn,) = re.findall(r'<ul class="tree">.*?</article>', brief, re.DOTALL)
    lines = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", drawn)).strip()
    assert lines == "2 Fjord Post , 8 March 2031 3 Skerry Times , 9 March 2031: took 144 characters from 2 " + (
        "The other page appeared a day later."
    )
    assert re.search(rf'<ul>\s*<li><a class="ref" [^>]*title="{BETA}"', drawn), "a list in the list of its source"


def test_each_copy_stands_one_list_deeper_than_its_source() -> None:
    links = [Link("b", "a", 9), Link("c", "b", 9), Link("d", "a", 5)]
    made = tree(FamilyView("a", "copy", family_tree("abcdxy", links), ("Both are short.", "2.", "3.", "4.")))
    shown = [(limb.member.doc if limb.member else None, limb.opens, limb.closes) for limb in made.limbs]
    assert shown == [
        ("a", True, 0),
        ("b", True, 0),
        ("c", False, 1),
        ("d", False, 1),
        (None, True, 0),
        ("x", False, 0),
        ("y", False, 1),
    ]
    assert made.limbs[4].reasons == ("Both are short.", "2.", "3.", "And 1 more reason.")


@pytest.mark.parametrize("length", [1, DEEPEST, DEEPEST + 3, MOST_MEMBERS + 7])
def test_the_lists_of_a_tree_close_whatever_its_depth(length: int) -> None:
    names = [f"{number:03}" for number in range(length + 1)]
    members = family_tree(names, [Link(taker, source, 1) for source, taker in pairwise(names)])
    made = tree(FamilyView("000", "copy", members, ()))
    assert sum(limb.opens for limb in made.limbs) == sum(limb.closes for limb in made.limbs) == min(length, DEEPEST)
    assert len(made.limbs) + made.more == length + 1 and len(made.limbs) <= MOST_MEMBERS


def test_many_families_are_counted_and_not_all_drawn(tmp_path: Path) -> None:
    tables = rows()
    for number in range(MOST_FAMILIES + 2):
        docs = [f"many/{number:02}{side}.txt" for side in "ab"]
        tables["documents"] += [{**tables["documents"][1], "doc": doc} for doc in docs]
        tables["origins"] += [{**tables["origins"][0], "doc": doc, "origin": docs[0]} for doc in docs]
    html = brief_of(tmp_path, write_record(tmp_path / "r.duckdb", tables))
    assert html.count('class="tree"') == MOST_FAMILIES
    assert "and 3 more texts that several documents carry: <code>sayso copies --all</code>" in html and Tags(html)


def test_the_same_record_gives_the_same_bytes(tmp_path: Path, brief: str) -> None:
    backwards = write_record(tmp_path / "r.duckdb", {table: lines[::-1] for table, lines in rows().items()})
    assert brief_of(tmp_path, backwards) == brief


def test_an_empty_record_has_a_brief(tmp_path: Path) -> None:
    html = brief_of(tmp_path, write_record(tmp_path / "r.duckdb", {}))
    assert "No event was found" in html and Tags(html)


def test_a_place_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with Record.open(made_record()) as record, pytest.raises(UsageError, match="name another file"):
        write_brief(record, tmp_path / "file" / "brief.html")


@pytest.mark.parametrize("uri", ["javascript:alert(1)", "data:text/html,x", "//example.org", "JAVASCRIPT:x", None, ""])
def test_only_web_addresses_are_links(uri: str | None) -> None:
    assert safe_link(uri) is None
    assert safe_link("HTTPS://example.org") == "HTTPS://example.org"


def test_runs_of_a_page_are_its_text_whatever_the_marks() -> None:
    region = RegionView(43, len(TEXTS[ALPHA]), "body", "", TEXTS[ALPHA][43:])
    marks = [
        Mark(50, 60, "happened", "e"),
        Mark(50, 50, None, None),
        Mark(55, 70, "denied", "f"),
        Mark(60, 60, None, None),
        Mark(61, 67, "planned", "g"),
    ]
    (paragraph,) = paragraphs(TEXTS[ALPHA], [region], marks)
    assert "".join(run.text for run in paragraph.runs) == region.text
    assert [run.anchor for run in paragraph.runs if run.anchor is not None] == [50, 60, 61]
    assert squeeze("a \n\n b\nc") == "a\nb\nc"
