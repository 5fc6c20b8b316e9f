"""Text of pages made safe to show: nothing in it can steer a terminal or turn the reading direction around."""

import re
import unicodedata

#: Joiners that scripts need (Persian, Indic, emoji): format characters that stay.
_KEPT = "\u200c\u200d"
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn")


class _Visible(dict[int, str | None]):
    """A translation table that is filled as characters are met."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        kind = unicodedata.category(character)
        if character in "\t\r" or kind in ("Zl", "Zp"):
            shown: str | None = " "
        elif kind in _HIDDEN and character not in _KEPT:
            shown = None
        else:
            shown = character
        self[code] = shown
        return shown


_LINE = _Visible({10: " "})
_LINES = _Visible({10: "\n"})
_UNSAFE_JSON = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def one_line(text: str | None) -> str:
    """The text on one line, single spaces, without control, format and bidirectional characters."""
    return " ".join((text or "").translate(_LINE).split())


def lines(text: str | None) -> str:
    """The same, with its line breaks and spaces kept."""
    return (text or "").translate(_LINES)


def safe_json(encoded: str) -> str:
    """JSON in which characters that could steer a terminal are written as escapes: it says the same."""
    return _UNSAFE_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", encoded)
