"""Altered copies of texts with the truth of what came from where: pure, the same for the same documents."""

import hashlib
import random
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

_SENTENCE = re.compile(r"\S.*?(?:[.!?][\"”’)]*(?=\s+[\"“‘(]?[^\W_a-z])|$)", re.DOTALL | re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+")
#: Sentences a paragraph, where a text has lost its own.
_PARAGRAPH = 3
_DROPPED, _SWAPPED, _KEPT, _CHROME = 0.3, 0.1, 1 / 3, 500
LIFTED = (25, 50, 100)
_MENU = (
    "Home\nWorld\nPolitics\nBusiness\nSport\nWeather\nVideo\nMost read\nSign in\nSubscribe\nNewsletters\nContact us\n"
    "We and our partners store cookies on your device to improve this site and to measure its use.\n"
    "Accept all cookies\nManage settings\nSkip to content\nSearch\nShare this page\nLatest headlines"
).split("\n")


class Cut(NamedTuple):
    """A stretch of a text."""

    start: int
    end: int


class Original(NamedTuple):
    """A text as a page shows it: the title, then paragraphs parted by blank lines."""

    id: str
    text: str
    paragraphs: tuple[tuple[Cut, ...], ...]
    """The sentences of each; the first paragraph is the title."""


class Aligned(NamedTuple):
    """Characters of an altered text and the characters of an original that they come from or stand for."""

    start: int
    end: int
    source: str
    source_start: int
    source_end: int


class Altered(NamedTuple):
    """An altered copy."""

    id: str
    text: str
    sources: tuple[str, ...]
    """The originals that are to be found."""
    host: str | None
    """The unrelated page that a passage was set into."""
    spans: tuple[Aligned, ...]


class Stock(NamedTuple):
    """What is drawn from other pages than those copied: words, and titles for the chrome."""

    words: tuple[str, ...]
    titles: tuple[str, ...]


class Draft:
    """A text that grows, with the origin of each part."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.spans: list[Aligned] = []

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def part(self, gap: str) -> None:
        """A gap, unless nothing stands before it."""
        self.add(gap if self.length else "")

    def take(self, source: Original, start: int, end: int, instead: str | None = None) -> None:
        """Characters of an original, or a word that stands for them."""
        text = source.text[start:end] if instead is None else instead
        self.spans.append(Aligned(self.length, self.length + len(text), source.id, start, end))
        self.add(text)

    def paragraph(self, source: Original, sentences: Sequence[Cut]) -> None:
        for k, sentence in enumerate(sentences):
            self.part(" " if k else "\n\n")
            self.take(source, *sentence)

    def done(self, name: str, sources: Sequence[Original], host: Original | None = None) -> Altered:
        names = tuple(source.id for source in sources)
        text = "".join(self.parts) + "\n"
        return Altered(name, text, names, host.id if host else None, tuple(self.spans))


def seeded(*names: object) -> random.Random:
    """The same stream of chance for the same names, in every process."""
    digest = hashlib.sha256("/".join(map(str, names)).encode()).digest()
    return random.Random(int.from_bytes(digest[:8], "big"))  # noqa: S311


def original(name: str, title: str, text: str) -> Original:
    """The text with its title; paragraphs of three sentences where it came as one."""
    parts = [part for part in re.split(r"\n\s*\n|\n", text) if part.strip()]
    told = [[m.group().strip() for m in _SENTENCE.finditer(part)] for part in parts]
    if len(told) < _PARAGRAPH:
        flat = [sentence for part in told for sentence in part]
        told = [flat[k : k + _PARAGRAPH] for k in range(0, len(flat), _PARAGRAPH)]
    written, cuts, at = [], [], 0
    for sentences in [[" ".join(title.split())], *told]:
        starts = [at + sum(len(s) + 1 for s in sentences[:k]) for k in range(len(sentences))]
        cuts.append(tuple(Cut(start, start + len(s)) for start, s in zip(starts, sentences, strict=True)))
        written.append(" ".join(sentences))
        at += len(written[-1]) + 2
    return Original(name, "\n\n".join(written) + "\n", tuple(cuts))


def drop(source: Original, other: Original, stock: Stock) -> Altered:
    """Three sentences of ten left out; the title stays."""
    rng, draft = seeded("drop", source.id), Draft()
    body = [sentence for part in source.paragraphs[1:] for sentence in part]
    lost = set(rng.sample(body, round(_DROPPED * len(body))))
    for part in source.paragraphs:
        draft.paragraph(source, [sentence for sentence in part if sentence not in lost])
    return draft.done(f"drop/{source.id}", [source])


def reorder(source: Original, other: Original, stock: Stock) -> Altered:
    """The paragraphs under the title in another order."""
    draft, body = Draft(), list(source.paragraphs[1:])
    seeded("reorder", source.id).shuffle(body)
    moved = body if body != list(source.paragraphs[1:]) else body[1:] + body[:1]
    for part in [source.paragraphs[0], *moved]:
        draft.paragraph(source, part)
    return draft.done(f"reorder/{source.id}", [source])


def swap(source: Original, other: Original, stock: Stock) -> Altered:
    """One word of ten replaced."""
    rng, draft = seeded("swap", source.id), Draft()
    words = [m.span() for m in _WORD.finditer(source.text)]
    swapped = sorted(rng.sample(words, round(_SWAPPED * len(words))))
    for part in source.paragraphs:
        draft.part("\n\n")
        at, end = part[0].start, part[-1].end
        for start, stop in swapped:
            if at <= start < end:
                draft.take(source, at, start)
                draft.take(source, start, stop, rng.choice(stock.words))
                at = stop
        draft.take(source, at, end)
    return draft.done(f"swap/{source.id}", [source])


def splice(source: Original, other: Original, stock: Stock) -> Altered:
    """The first half of one page, then the first half of another without its title."""
    draft = Draft()
    for page, first in ((source, 0), (other, 1)):
        for part in page.paragraphs[first : max(first + 1, (len(page.paragraphs) + 1) // 2)]:
            draft.paragraph(page, part)
    return draft.done(f"splice/{source.id}", [source, other])


def chrome(source: Original, other: Original, stock: Stock) -> Altered:
    """500 words of menu, notices and titles of other pages before the page."""
    rng, draft, count = seeded("chrome", source.id), Draft(), 0
    for line in [*_MENU, *rng.sample(stock.titles, len(stock.titles))]:
        if count < _CHROME:
            draft.add(line + "\n")
            count += len(line.split())
    for part in source.paragraphs:
        draft.paragraph(source, part)
    return draft.done(f"chrome/{source.id}", [source])


def truncate(source: Original, other: Original, stock: Stock) -> Altered:
    """The title and the first third of the sentences."""
    draft = Draft()
    left = max(1, round(_KEPT * sum(map(len, source.paragraphs[1:]))))
    draft.paragraph(source, source.paragraphs[0])
    for part in source.paragraphs[1:]:
        draft.paragraph(source, part[:left])
        left -= len(part[:left])
    return draft.done(f"truncate/{source.id}", [source])


def lift(length: int) -> Callable[[Original, Original, Stock], Altered]:
    """The maker that sets so many words in a row, from the start of a sentence, into another page's paragraph."""

    def made(source: Original, other: Original, stock: Stock) -> Altered:
        rng, draft = seeded("lift", length, source.id), Draft()
        passage = _passage(source, length, rng)
        at = rng.randrange(1, len(other.paragraphs))
        for k, part in enumerate(other.paragraphs):
            for n, sentence in enumerate(part):
                draft.part(" " if n else "\n\n")
                draft.add(other.text[slice(*sentence)])
                if k == at and n == len(part) // 2:
                    draft.add(" ")
                    draft.take(source, *passage)
                    draft.add("." if source.text[passage.end - 1].isalnum() else "")
        return draft.done(f"lift{length}/{source.id}", [source], other)

    return made


def _passage(source: Original, length: int, rng: random.Random) -> Cut:
    """So many words from the start of a sentence, as many as there are at most."""
    words = [m.span() for m in re.finditer(r"\S+", source.text)]
    starts = {sentence.start for part in source.paragraphs[1:] for sentence in part}
    fit = [k for k, word in enumerate(words) if word[0] in starts and k + length <= len(words)]
    first = rng.choice(fit)
    return Cut(words[first][0], words[first + length - 1][1])


#: Every kind with its maker; a maker takes the page, another page and the stock.
KINDS: dict[str, Callable[[Original, Original, Stock], Altered]] = {
    "drop": drop,
    "reorder": reorder,
    "swap": swap,
    "splice": splice,
    "chrome": chrome,
    "truncate": truncate,
    **{f"lift{length}": lift(length) for length in LIFTED},
}
