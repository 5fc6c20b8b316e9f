"""The canonical text of HTML: what is seen, in order, one block a line; and pages that mean harm."""

import socket
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.acquire.html import DEEPEST, read_html
from sayso.acquire.page import is_html, take
from sayso.model.page import Page


def lines(html: str) -> list[str]:
    return read_html(html).text.split("\n")


def test_blocks_lines_and_entities() -> None:
    page = read_html(
        "<body>Lead<p>Peru &amp; <b>Chi</b>le\n  met<br>in&nbsp;Lima.</p><ul><li>One <a href=x>two</a></li></ul>Tail"
    )
    assert page.text == "Lead\nPeru & Chile met\nin Lima.\nOne two\nTail"
    blocks = [b.block for b in page.blocks]
    assert [b.tag for b in blocks] == ["body", "p", "p", "li", "body"]
    assert blocks[1].path == blocks[2].path == "/html/body/p[1]" and blocks[3].path == "/html/body/ul[1]/li[1]"
    assert blocks[3].linked == 0.5 and blocks[0].linked == 0
    assert all(b.block.slice(page.text) == b.text for b in page.blocks)


def test_what_is_not_seen_is_not_text() -> None:
    hidden = (
        "<head><title>No</title></head><script>var no;</script><style>no{}</style><template><p>No</p></template>"
        "<noscript>No</noscript><p hidden>No</p><div style='color:red; display : none'>No<p>No</p></div>"
        "<textarea>No</textarea><select><option>No</option></select><iframe>No</iframe>"
        "<!-- No --><svg><text>No</text></svg>"
    )
    assert lines(f"{hidden}<p>Yes</p>{hidden} and yes") == ["Yes", "and yes"]


def test_preformatted_paragraphs_and_table_cells() -> None:
    assert lines("<pre>one\ntwo\n\nthree</pre><table><tr><td>Peru<td>12</table>") == ["one two", "three", "Peru", "12"]


def test_markup_hints_are_whole_names() -> None:
    hints = {b.text: b.hints for b in read_html(
        "<div class='related-posts x'><p>a</p></div><div class='correlated'>b</div><p><span class='byline'>c</span></p>"
    ).blocks}  # fmt: skip
    assert "related" in hints["a"] and not hints["b"] and "byline" in hints["c"]


def test_fragments_plain_text_and_pages_are_told_apart() -> None:
    for html in ("<!-- saved --> <!DOCTYPE html><p>x", "\n<p>Talks", "Talks <b>in</b> <a>Lima</a> and <i>x</i></p>"):
        assert is_html(html) or html.startswith("Talks")
    assert is_html("Talks</p><p>in</p><p>Lima</p>")
    for text in ("Talks in Lima", "# Talks\n\n* in Lima <soon>", "a < b > c", "The tag <html> opens a page."):
        assert not is_html(text)


# ------------------------------------------------------------------ hostile pages


def taken(html: str) -> Page:
    started = time.perf_counter()
    page = take(html.encode("utf-8", "surrogatepass")).page
    assert time.perf_counter() - started < 15
    return page


GOOD = "<p>Peru and Chile signed an agreement on border trade in Lima.</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + GOOD + "</div>" * 100_000,
        "<b><i>" * 20_000 + GOOD,
        "<p " + " ".join(f"a{k}=x" for k in range(300_000)) + f">{GOOD}",
        '<p class="' + "x" * 2_000_000 + f'">{GOOD}',
        "<table>" * 3_000 + GOOD,
        f"<html><body><p>a{'<' * 50_000}</p>{GOOD}",
        f"<!-- {'-' * 100_000} -->{GOOD}",
        f"<p>\x00{GOOD}\x00",
        f"<html><body>{GOOD}" + "<p>x" * 21_000,
    ],
    ids=[
        "deep",
        "deep inline",
        "many attributes",
        "long attribute",
        "tables",
        "angles",
        "comment",
        "nul",
        "many blocks",
    ],
)
def test_hostile_shapes_end_soon_and_keep_their_text(html: str) -> None:
    page = taken(html)
    assert "Peru and Chile signed an agreement on border trade in Lima." in page.text
    assert page.error is None or page.error.endswith(".")


def test_deep_pages_say_so() -> None:
    page = taken("<div>" * (DEEPEST + 20) + GOOD)
    assert page.error is not None and "nested" in page.error and page.regions


def test_nothing_is_run_fetched_or_expanded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", lambda *a, **k: pytest.fail("a socket was opened"))
    bomb = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">'
    page = taken(
        f'<?xml version="1.0"?><!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd" [{bomb}]><html><body>'
        f'<img src="http://127.0.0.1:9/x"><link rel=stylesheet href="http://127.0.0.1:9/y"><p>&c; &f;</p>'
        f'<script>document.title = "owned"</script>{GOOD}'
    )
    assert "haha" not in page.text and "root:" not in page.text and "owned" not in page.text
    assert "Peru and Chile" in page.text


def test_a_page_of_scripts_alone_says_what_to_do() -> None:
    page = taken("<html><body><script>render()</script></body></html>")
    assert page.text == "" and page.error is not None and "browser" in page.error


PIECES = [
    *("<p>", "</p>", "<div>", "<br>", "<b>", "</b>", "<script>", "</script>", "<li>", "<a href='x'>", "&lt;", "&#0;"),
    *("Talks began.", " in Lima ", "\n", "<", ">", "\u2028", "ж", "<h1>", "<!--", "-->", "<td hidden>"),
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_offsets_hold_for_any_soup(pieces: list[str]) -> None:
    page = take(("<html><body>" + "".join(pieces)).encode()).page
    assert page.text == "\n".join(b.slice(page.text) for b in page.blocks)
    assert [(r.start, r.end) for r in page.regions] == [(b.start, b.end) for b in page.blocks]
    assert all(len(b.slice(page.text).splitlines()) == 1 for b in page.blocks)
