"""From bytes to text: marks, declarations, guesses, and what is no text at all."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.acquire.encoding import decode

RUSSIAN = "Министры иностранных дел двух стран провели переговоры в Женеве и подписали соглашение."


@pytest.mark.parametrize(
    ("payload", "text"),
    [
        (codecs.BOM_UTF8 + "Zürich".encode(), "Zürich"),
        (codecs.BOM_UTF16_LE + "Zürich".encode("utf-16-le"), "Zürich"),
        ("Talks in Zürich began".encode("utf-16-be"), "Talks in Zürich began"),
        (f"<meta charset='windows-1251'><p>{RUSSIAN}".encode("cp1251"), f"<meta charset='windows-1251'><p>{RUSSIAN}"),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
        (f'<meta charset="iso-8859-1">{RUSSIAN}'.encode(), f'<meta charset="iso-8859-1">{RUSSIAN}'),
        ("The minister said “no” again and again to those who asked him.".encode("cp1252"),
         "The minister said “no” again and again to those who asked him."),
        (b"line one\r\nline two\r", "line one\r\nline two\r"),
    ],
)  # fmt: skip
def test_text_comes_out_as_it_was_meant(payload: bytes, text: str) -> None:
    assert decode(payload) == (text, None)


@pytest.mark.parametrize("payload", [b"%PDF-1.7 ...", bytes(range(256)) * 9, b"PK\x03\x04zip", b"\x89PNG\r\n\x1a\n"])
def test_binary_files_are_no_text(payload: bytes) -> None:
    text, error = decode(payload)
    assert text == "" and error is not None and "binary" in error


def test_broken_utf8_is_kept_and_said() -> None:
    text, error = decode(b'<meta charset="utf-8"><p>Talks in Z\xc3rich')
    assert "Talks in Z" in text and error is not None and error.endswith(".")


def test_a_page_cannot_name_a_codec_that_is_none_of_the_webs() -> None:
    for name in (b"punycode", b"unicode_escape", b"zip", b"utf-7", b"utf-16", b"nonsense"):
        text, _ = decode(b'<meta charset="' + name + b'"><p>Talks \\u0041 \xe9 +2AA- in Lima')
        assert "Talks \\u0041" in text


@given(st.binary(max_size=400))
def test_any_bytes_give_text_that_can_be_kept(payload: bytes) -> None:
    text, _ = decode(payload)
    text.encode("utf-8")
    assert "\x00" not in text and decode(payload).text == text


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
def test_utf8_comes_back_unchanged(text: str) -> None:
    if not text.startswith(("\ufeff", "%PDF-", "PK", "RIFF", "GIF8", "{\\rtf")):
        assert decode(text.encode()).text == text
