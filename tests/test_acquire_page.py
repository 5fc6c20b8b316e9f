"""One source in, one page out: identity, purity, and errors that keep what text there is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.acquire.page import acquire, failed
from sayso.acquire.sources import Source
from sayso.model.identity import sha256

STORY = "Envoys of Peru and Chile met in Lima on Monday and agreed on border trade.\r\n\r\nTalks go on in May.\r\n"


def test_plain_text_is_the_file_itself() -> None:
    acquired = acquire(Source("a.txt", b"\xef\xbb\xbf" + STORY.encode()))
    assert acquired.page.text == STORY and acquired.page.text_sha256 == sha256(STORY)
    assert acquired.page.id == acquired.document.page == sha256(b"\xef\xbb\xbf" + STORY.encode())
    assert acquired.page.language == "en" and acquired.page.error is None


def test_a_page_depends_on_its_payload_alone() -> None:
    bare = acquire(Source("a.txt", STORY.encode()))
    told = acquire(
        Source("b", STORY.encode(), "https://x.example/", "Title", "Outlet", "2021-05-03", "text/html", "Odd.")
    )
    assert bare.page == told.page
    assert (told.document.title, told.document.outlet, told.document.error) == ("Title", "Outlet", "Odd.")
    assert told.document.declared is not None and told.document.declared.day == "2021-05-03"


def test_html_says_its_title_outlet_and_address() -> None:
    html = (
        '<html><head><title>Accord signed | Valley Post</title><meta property="og:site_name" content="Valley Post">'
        '<meta property="og:title" content="Accord signed | Valley Post">'
        '<link rel="canonical" href="https://post.example/accord"></head>'
        f"<body><h1>Accord signed</h1><p>{STORY}</p></body></html>"
    )
    document = acquire(Source("a.html", html.encode())).document
    assert (document.title, document.outlet, document.uri) == (
        "Accord signed",
        "Valley Post",
        "https://post.example/accord",
    )


@pytest.mark.parametrize(
    ("payload", "words"),
    [(b"", "no text"), (None, "no text"), (b" \n ", "no text"), (bytes(range(256)) * 50, "binary")],
)
def test_pages_without_text_say_what_to_do(payload: bytes | None, words: str) -> None:
    acquired = acquire(Source("x", payload))
    assert words in (acquired.document.error or "") and acquired.page.text == "" and acquired.page.regions == ()


def test_the_sources_own_error_is_the_documents() -> None:
    assert acquire(Source("x", None, error="This file is locked.")).document.error == "This file is locked."
    assert failed(Source("x", b"abc"), "It crashed.").document.error == "It crashed."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Les ministres des deux pays ont signé un accord sur le commerce frontalier à Lima lundi.", "fr"),
        ("Министры двух стран подписали в Лиме соглашение о приграничной торговле.", "ru"),
        ("Die Minister beider Länder haben am Montag in Lima ein Abkommen unterzeichnet.", "de"),
        ("BREAKING: PERU AND CHILE SIGN AN AGREEMENT ON BORDER TRADE IN LIMA.", "en"),
        ("Lima.", None),
        ("12,345 67,890 " * 40, None),
    ],
)
def test_languages(text: str, code: str | None) -> None:
    assert acquire(Source("x", text.encode())).page.language == code


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace"))))
def test_nothing_raises_and_regions_cover_what_is_seen(payload: bytes) -> None:
    page = acquire(Source("x", payload)).page
    assert page == acquire(Source("y", payload)).page
    end = 0
    for region in page.regions:
        assert end <= region.start < region.end and page.text[end : region.start].strip() == ""
        assert region.slice(page.text) == region.slice(page.text).strip()
        end = region.end
    assert page.text[end:].strip() == ""
