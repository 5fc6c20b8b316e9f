"""What a line says of itself by its wording: rules in lexicons/wordings.tsv, tried in order on one line."""

import re
from functools import cache
from typing import Literal, NamedTuple, cast

from sayso.acquire.tables import rows
from sayso.model.page import Role

_PLAIN = str.maketrans(dict.fromkeys("‘’‚‛′ʼ`´", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—―−", "-"))
#: No rule looks at longer lines; a paragraph of news is longer than most furniture.
_LONGEST = 420


class Wording(NamedTuple):
    """One rule."""

    role: Role
    scope: Literal["line", "section"]
    longest: int
    """The longest line it is tried on, in characters."""
    pattern: "re.Pattern[str]"
    label: str


def plain(text: str) -> str:
    """A line as the rules see it: plain quotes and dashes, single spaces, case kept."""
    return " ".join(text.translate(_PLAIN).split())


def wording(line: str) -> Wording | None:
    """The first rule that a line, as `plain` gives it, matches."""
    if len(line) > _LONGEST:
        return None
    return next((rule for rule in _rules() if len(line) <= rule.longest and rule.pattern.search(line)), None)


@cache
def _rules() -> tuple[Wording, ...]:
    return tuple(
        Wording(
            cast(Role, row["role"]),
            cast(Literal["line", "section"], row["scope"]),
            int(row["most"]),
            re.compile(row["pattern"], re.IGNORECASE),
            row["label"],
        )
        for row in rows("wordings")
    )


@cache
def outlet_words() -> frozenset[str]:
    """Words that newspapers, agencies and stations carry in their names."""
    return frozenset(row["word"] for row in rows("outlet_words"))


def names_outlet(line: str) -> bool:
    """A short line that is nothing but the name of an outlet or agency: "The Guardian", "(Meridian Wire)", "AFP"."""
    name = line[1:-1] if line.startswith("(") and line.endswith(")") else re.sub(r"\s*\([^)]*\)$", "", line)
    words = re.findall(r"[\w'&.-]+", name.strip("[]- "))
    if not 1 <= len(words) <= 5 or line.rstrip().endswith((".", "?", "!", ":", ",")):
        return False
    capital = all(word[0].isupper() or word.lower() in {"of", "the", "and", "dpa"} for word in words)
    return capital and any(part in outlet_words() for word in words for part in re.split(r"[./-]", word.lower()))
