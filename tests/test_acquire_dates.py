"""The declared day of publication, and the clue it rests on."""

import pytest

from sayso.acquire.days import find_days, read_date_line
from sayso.acquire.page import acquire, take
from sayso.acquire.sources import Source
from sayso.acquire.tables import rows
from sayso.model.page import Declared

STORY = "The two ministers signed an agreement on border trade in Lima, officials of both countries said on Monday."


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2022-02-14", "2022-02-14"), ("2022/2/4", "2022-02-04"), ("14.02.2022", "2022-02-14"),
        ("25/12/2022", "2022-12-25"), ("12/25/2022", "2022-12-25"), ("Feb. 14, 2022", "2022-02-14"),
        ("14th of February 2022", "2022-02-14"), ("14 février 2022", "2022-02-14"), ("14. Februar 2022", "2022-02-14"),
        ("14 de febrero de 2022", "2022-02-14"), ("14 февраля 2022", "2022-02-14"), ("2022年2月14日", "2022-02-14"),
        ("03/04/2022", None), ("30 February 2022", None), ("February 2022", None), ("14 February", None),
        ("version 1.2022-02-14x", None), ("12022-02-14", None),
    ],
)  # fmt: skip
def test_whole_days(words: str, day: str | None) -> None:
    assert [d.iso for d in find_days(words)] == ([day] if day else [])


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: 2022-02-14", "2022-02-14"),
        ("Mon 14 Feb 2022", "2022-02-14"),
        ("Posted Monday, February 14, 2022 by the foreign desk · 3 min read", "2022-02-14"),
        ("Updated: 15 Feb 2022 Published: 14 Feb 2022", "2022-02-14"),
        ("KTN Feb 14, 2022, 05.51AM IST LIMA:", "2022-02-14"),
        ("Foreign desk and agency | 14 February 2022", "2022-02-14"),
        ("The accord was signed on 14 February 2022.", None),
        ("In a letter dated 14 February 2022, the ministers promised each other help against smuggling.", None),
        ("What the treaty of 14 February 2022 says", None),
        ("LIMA, Feb 14 (Agency) -", None),
    ],
)
def test_a_date_line_is_no_sentence(line: str, day: str | None) -> None:
    found = read_date_line(line)
    assert (found.day.iso if found else None) == day


def test_every_word_of_the_table_is_understood() -> None:
    for row in rows("date_words"):
        if row["kind"] != "weekday":
            assert read_date_line(row["example"]) is not None, dict(row)


def declared(text: str) -> Declared | None:
    return take(text.encode()).declared


@pytest.mark.parametrize(
    "head", ["Published: 2022-02-14", "By Ana Ruiz\n14 February 2022, 10:30", "Posted on 14.2.2022"]
)
def test_plain_text_with_a_date_line(head: str) -> None:
    text = f"Peru and Chile sign border accord\n{head}\n\n{STORY}\n"
    got = declared(text)
    assert got is not None and got.day == "2022-02-14" and got.clue.reading.startswith('text "')
    assert got.clue.start is not None and [d.iso for d in find_days(text[got.clue.start : got.clue.end])] == [got.day]


@pytest.mark.parametrize(
    "text",
    [
        f"Peru and Chile sign border accord\n\n{STORY}\n\nAn accord of 14 February 2022 had lapsed.\n",
        f"What the treaty of 14 February 2022 says\n\n{STORY}\n",
        f"Peru and Chile sign border accord\n\nLIMA, Feb 14 (Agency) - {STORY}\n",
        f"Peru and Chile sign border accord\n\n{STORY}\n\nPublished: 2022-02-14\n",
    ],
)
def test_plain_text_without_one_declares_nothing(text: str) -> None:
    assert declared(text) is None


def test_a_place_line_with_a_full_date() -> None:
    got = declared(f"Peru and Chile sign border accord\n\nLIMA, Peru (Feb. 14, 2022) - {STORY}\n")
    assert got is not None and got.day == "2022-02-14"


def test_updated_counts_only_where_nothing_else_does() -> None:
    assert (got := declared(f"Accord signed\nUpdated: 15 May 2021\nPublished: 14 May 2021\n\n{STORY}")) is not None
    assert got.day == "2021-05-14"
    assert (got := declared(f"Accord signed\nUpdated: 15 May 2021\n\n{STORY}")) is not None and got.day == "2021-05-15"


def page(head: str, body: str = "") -> str:
    top = f"<!DOCTYPE html><html><head><title>Accord</title>{head}</head>"
    return f"{top}<body><h1>Accord</h1>{body}<p>{STORY}</p></body></html>"


def test_html_keeps_the_instant_and_the_outlets_own_day() -> None:
    got = declared(page('<meta property="article:published_time" content="2022-02-14T00:40:00+10:00">'))
    assert got is not None and (got.day, got.instant) == ("2022-02-14", "2022-02-14T00:40:00+10:00")
    assert got.clue.reading == 'meta article:published_time "2022-02-14T00:40:00+10:00"' and got.clue.start is None


def test_the_same_moment_by_the_outlets_clock_beats_utc() -> None:
    data = '<script type="application/ld+json">{"datePublished": "2022-02-15T01:30:00+02:00"}</script>'
    got = declared(page('<meta property="article:published_time" content="2022-02-14T23:30:00+00:00">' + data))
    assert got is not None and (got.day, got.instant) == ("2022-02-15", "2022-02-15T01:30:00+02:00")


def test_an_address_is_no_date_against_an_outright_one() -> None:
    link = '<link rel="canonical" href="https://post.example/2022/02/3-questions-on-the-accord">'
    got = declared(page(link + '<meta property="article:published_time" content="2022-02-20T09:00:00+01:00">'))
    assert got is not None and got.day == "2022-02-20"
    utc = '<link rel="canonical" href="https://post.example/2022/02/14/accord">'
    got = declared(page(utc + '<meta property="article:published_time" content="2022-02-15T02:00:00+00:00">'))
    assert got is not None and got.day == "2022-02-14" and got.clue.reading.startswith("address")


def test_a_visible_date_opens_its_words() -> None:
    taken = take(page("", '<p class="date">Monday, 14 February 2022</p>').encode())
    assert taken.declared is not None and taken.declared.day == "2022-02-14"
    clue = taken.declared.clue
    assert clue.start is not None and taken.page.text[clue.start : clue.end] == "14 February 2022"


def test_a_copyright_year_is_no_date() -> None:
    assert declared(page("", "<footer>© 2019 The Valley Post</footer>")) is None


def test_far_days_read_the_same_on_any_day() -> None:
    got = declared(page('<meta property="article:published_time" content="2061-05-03">'))
    assert got is not None and got.day == "2061-05-03"


@pytest.mark.parametrize(
    ("published", "day"),
    [("2022-02-14 10:00:00", "2022-02-14"),
     ("Mon, 14 Feb 2022 10:00:00 GMT", "2022-02-14"), ("1644796800", "2022-02-14"),
     ("1644796800000", "2022-02-14"), ("2022-02-14T10:00:00+03:00", "2022-02-14"), ("soon", None), ("", None)],
)  # fmt: skip
def test_the_record_of_a_container_comes_first(published: str, day: str | None) -> None:
    document = acquire(Source("a", f"Accord\n\n{STORY}".encode(), published=published or None)).document
    assert (document.declared.day if document.declared else None) == day
    if document.declared:
        assert document.declared.clue.reading == f'record "{published}"'
