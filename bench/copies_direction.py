"""Who took from whom, where a copy was damaged: `python -m bench.copies_direction [--shared ../shared] [--pages 120]`.

Neither page has a date, a credit or an address: the wording alone can tell.
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bench.altered import Original, seeded
from bench.copies_altered import Corpus, alter, corpus, page_of
from sayso.compare.alignment import align
from sayso.compare.kinship import relate
from sayso.model.comparison import Told
from sayso.model.page import Document
from sayso.model.reading import Reading

#: Alterations after which every sentence still holds: nothing should be said of the direction.
_WHOLE = ("drop", "reorder", "truncate")
_CUT = 6


def words_lost(share: float) -> Callable[[Original], str]:
    """The maker of a copy that lost so many of its words, wherever they stood."""

    def made(source: Original) -> str:
        rng = seeded("lost", share, source.id)
        return re.sub(r" [\w'’-]+", lambda word: "" if rng.random() < share else word[0], source.text)

    return made


def front_lost(source: Original) -> str:
    """One paragraph without its first words."""
    return _cut(source, "front", lambda words: words[min(_CUT, len(words) // 2) :])


def end_lost(source: Original) -> str:
    """One paragraph without its last words."""
    return _cut(source, "end", lambda words: words[: -min(_CUT, len(words) // 2)])


def _cut(source: Original, what: str, kept: Callable[[list[str]], list[str]]) -> str:
    paragraphs = source.text.rstrip().split("\n\n")
    number = seeded(what, source.id).randrange(1, len(paragraphs))
    paragraphs[number] = " ".join(kept(paragraphs[number].split()))
    return "\n\n".join(paragraphs) + "\n"


DAMAGES: dict[str, Callable[[Original], str]] = {
    "2 % of the words lost": words_lost(0.02),
    "5 % of the words lost": words_lost(0.05),
    "a paragraph without its first words": front_lost,
    "a paragraph without its last words": end_lost,
}


def verdict(copy: str, source: str) -> str:
    """What is said of a copy and its source: right, wrong, unknown, or no copy."""
    a, b = (_told(doc, text) for doc, text in (("copy", copy), ("source", source)))
    rows = relate(a, b, align(a.page, b.page))
    if not rows or rows[0].kinship != "copy":
        return "no copy"
    return {"from": "right", "to": "wrong", "unknown": "unknown"}[rows[0].direction]


def _told(doc: str, text: str) -> Told:
    page = page_of(text)
    return Told(Document(doc, page.id), page, Reading(page.id))


def measure(pages: Corpus) -> dict[str, Counter[str]]:
    """Kind of damage -> how many copies had which verdict; for comparison, copies whose sentences hold."""
    texts = {source.id: source.text for source in pages.sources}
    found = {
        kind: Counter(verdict(make(source), source.text) for source in pages.sources) for kind, make in DAMAGES.items()
    }
    for kind in _WHOLE:
        found[kind] = Counter(verdict(copy.text, texts[copy.sources[0]]) for copy in alter(kind, pages))
    return found


def main() -> None:
    """Print a line for each kind."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pages", type=int, default=120)
    given = parser.parse_args()
    for kind, counts in measure(corpus(given.shared, given.pages)).items():
        told = "  ".join(f"{name} {counts[name]:>4}" for name in ("right", "wrong", "unknown", "no copy"))
        print(f"{kind:38}{told}")


if __name__ == "__main__":
    main()
