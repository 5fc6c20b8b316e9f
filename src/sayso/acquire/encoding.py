"""From a page's bytes to its text: which encoding, and whether it is text at all."""

import codecs
import re
from typing import NamedTuple

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(
    rb"""<meta\b[^>]{0,400}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,200}encoding\s*=\s*["']([\w:.-]{2,40})""",
    re.IGNORECASE,
)
#: What web pages are written in. Python also knows "punycode", "unicode_escape" and the like, which no page may reach;
#: a page of plain bytes that calls itself UTF-16 is read as UTF-8, as browsers do.
_WEB_CODECS = re.compile(
    r"utf-8|ascii|cp\d+|iso8859-\d+|iso2022_\w+|koi8-\w|mac-\w+|big5\w*|gb\w+|euc_\w+|shift_jis\w*|johab|hz|tis-620"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
#: First bytes of files that are no text, whatever their ending says.
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"\x7fELF",
    b"RIFF",
    b"\x00\x00\x00 ftyp",
)
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27, 0x1A})
#: More control bytes than this share, and it is no text.
_MOST_CONTROL = 0.005
_FEW_CONTROL = 4
_ASCII = bytes(range(128))
_FEW_ODD = 0.03
#: How much the detector looks at: enough to tell, and quick.
_SAMPLE = 65_536
_BINARY = "This is not text but a binary file: save its text as .txt or .html."
_GUESSED = "The encoding of this page is unclear, so some letters may be wrong: save it again as UTF-8."


class Decoded(NamedTuple):
    """A page's text without byte order mark, and one sentence where it could not be decoded in whole."""

    text: str
    error: str | None = None


def decode(payload: bytes) -> Decoded:
    """The text of a payload, a pure function of its bytes. Never holds lone surrogates or NUL."""
    for bom, name in _BOMS:
        if payload.startswith(bom):
            return _decoded(payload[len(bom) :], name, sure=True)
    if payload.startswith(_MAGIC):
        return Decoded("", _BINARY)
    if wide := _wide(payload):
        return _decoded(payload, wide, sure=True)
    if len(payload) - len(payload.translate(None, _CONTROL)) > max(_FEW_CONTROL, len(payload) * _MOST_CONTROL):
        return Decoded("", _BINARY)
    return _narrow(payload)


def _wide(payload: bytes) -> str | None:
    """UTF-16 without a mark: nearly every other byte of Latin text is NUL."""
    head = payload[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    most = len(head) // 2 * 0.7
    if odd > most and even < most / 4:
        return "utf-16-le"
    return "utf-16-be" if even > most and odd < most / 4 else None


def _narrow(payload: bytes) -> Decoded:
    """UTF-8 wins wherever it fits: no other text is valid UTF-8 by chance, and declarations are often stale."""
    try:
        return _clean(payload.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    declared = _declared(payload)
    if declared == "utf-8":
        return _decoded(payload, "utf-8", sure=False)
    if declared is not None:
        return _decoded(payload, declared, sure=True)
    return _guessed(payload)


def _declared(payload: bytes) -> str | None:
    """The charset an HTML page names in its head, as browsers read it: Latin-1 means Windows-1252."""
    match = _META.search(payload[:4096])
    if match is None:
        return None
    try:
        name = codecs.lookup((match[1] or match[2]).decode("ascii")).name
    except LookupError:
        return None
    if not _WEB_CODECS.fullmatch(name):
        return "utf-8"
    return {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(name, name)


def _guessed(payload: bytes) -> Decoded:
    """A few odd bytes are the curly quotes of Windows-1252; with more of them the detector has enough to go by."""
    from charset_normalizer import from_bytes

    if len(payload.translate(None, _ASCII)) < len(payload) * _FEW_ODD:
        return _decoded(payload, "cp1252", sure=True)
    best = from_bytes(payload[:_SAMPLE]).best()
    if best is None:
        return _decoded(payload, "cp1252", sure=False)
    return _decoded(payload, best.encoding, sure=True)


def _decoded(payload: bytes, name: str, *, sure: bool) -> Decoded:
    try:
        text = _clean(payload.decode(name))
    except UnicodeDecodeError:
        text = _clean(payload.decode(name, "replace"))
        return Decoded(text.text, _GUESSED)
    return text if sure else Decoded(text.text, text.error or _GUESSED)


def _clean(text: str) -> Decoded:
    """NUL, which no store could hold, becomes the replacement character; a second byte order mark goes."""
    text = _SURROGATES.sub("\ufffd", text.removeprefix("\ufeff"))
    if "\x00" not in text:
        return Decoded(text)
    return Decoded(text.replace("\x00", "\ufffd"), "This page holds NUL bytes, shown as \ufffd: save it again as text.")
