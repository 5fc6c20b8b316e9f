"""Two renderings of one passage, cut into runs of equal and changed words."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from sayso.model.text import normalise
from sayso.tell.views import Side

_WORD = re.compile(r"\s*\S+|\s+")
#: Longer passages are shown whole and without marks: comparing them word by word takes quadratic time.
_MOST_WORDS = 6_000


def edits(here: str, there: str) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    """Both passages as runs of words: `same`, `deleted` (only here), `inserted` (only there).

    Words are compared in the normalised view, so a curled quotation mark is no edit. Each side's runs, joined, are
    that side's text.
    """
    first, second = _WORD.findall(here), _WORD.findall(there)
    if max(len(first), len(second)) > _MOST_WORDS:
        return (Side("same", here),), (Side("same", there),)
    matcher = SequenceMatcher(None, _plain(first), _plain(second), autojunk=False)
    runs = [(tag, "".join(first[a:b]), "".join(second[c:d])) for tag, a, b, c, d in matcher.get_opcodes()]
    return tuple(_side(runs, 0)), tuple(_side(runs, 1))


def _plain(words: list[str]) -> list[str]:
    return [normalise(word) for word in words]


def _side(runs: Sequence[tuple[str, str, str]], side: int) -> Iterator[Side]:
    """The runs of one side; the space in front of a changed run is not part of the change."""
    changed = ("deleted", "inserted")[side]
    for tag, *texts in runs:
        words = texts[side].lstrip() if tag != "equal" else ""
        space = texts[side][: len(texts[side]) - len(words)]
        if space:
            yield Side("same", space)
        if words:
            yield Side(changed, words)
