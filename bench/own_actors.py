"""Who is who on labelled pages: `python -m bench.own_actors [--shared ../shared] [--misses 20]`.

The labelled parties of the documents that the weights have not learnt from, each in its whole page: is somebody found
there, of the country and of the sector that the labeller gave? Of parties labelled twice in a page each counts.
"""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sayso.model.identity import sha256
from sayso.model.page import Page, Region
from sayso.model.reading import ActorMention
from sayso.read.page import read_page
from training.examples import is_held_out
from training.labels import once
from training.texts import FILES, rows

_PRONOUNS = frozenset("he she it they we i you his her its their our my us them him me ours theirs who".split())
KINDS = ("name", "phrase", "pronoun")


#: Document -> (start, end) -> (country, sector).
Labels = dict[str, dict[tuple[int, int], tuple[str | None, str | None]]]
_MENTIONS = Path(__file__).with_name("actor_mentions.jsonl")


class Party(NamedTuple):
    """A labelled party and the reader's mention of it."""

    words: str
    country: str | None
    sector: str | None
    found: ActorMention | None

    @property
    def country_right(self) -> bool:
        """Is the country one of those labelled, or is there none where none is labelled?"""
        given = self.found.country if self.found else None
        return given in (self.country.split("|") if self.country else (None,))

    @property
    def sector_right(self) -> bool:
        """Is the sector one of those labelled?"""
        return self.found is not None and self.found.sector in (self.sector or "").split("|")

    @property
    def kind(self) -> str:
        """pronoun; phrase where no word is capitalised ("the ministry"), else name."""
        if self.words.casefold() in _PRONOUNS:
            return "pronoun"
        return "name" if any(word[0].isupper() for word in self.words.split() if word not in ("The", "A")) else "phrase"


def parties(shared: Path) -> Iterator[Party]:
    """Every labelled actor and recipient of the documents kept apart."""
    labels: Labels = {}
    for line in once().values():
        if is_held_out(line["doc"]):
            for part in (part for event in line["events"] for part in event["parts"]):
                if part["role"] in ("actor", "recipient"):
                    start, end = part["span"]
                    labels.setdefault(line["doc"], {})[start, end] = part["country"], part["sector"]
    yield from _looked_for(labels, shared)


def mentions(shared: Path) -> Iterator[Party]:
    """The mentions of `actor_mentions.jsonl`, of 34 documents without other labels; of several countries or sectors of
    one mention any is right."""
    labels: Labels = {}
    for line in map(json.loads, _MENTIONS.read_text(encoding="utf-8").splitlines()):
        place = line["start"], line["end"]
        labels.setdefault(line["doc"], {})[place] = "|".join(line["countries"]) or None, "|".join(line["sectors"])
    yield from _looked_for(labels, shared)


def _looked_for(labels: Labels, shared: Path) -> Iterator[Party]:
    folder = shared / "bench" / "news_text"
    for row in (row for name in FILES for row in rows(folder / f"{name}.jsonl.gz") if row["id"] in labels):
        text = row["text"]
        actors = read_page(_page_of(text)).actors
        for (start, end), (country, sector) in sorted(labels[row["id"]].items()):
            over = [actor for actor in actors if actor.start < end and start < actor.end]
            best = max(over, key=lambda a: (a.country is not None, min(a.end, end) - max(a.start, start)), default=None)
            yield Party(text[start:end], country, sector, best)


def _page_of(text: str) -> Page:
    """The document, each line a region of its body, as pages are cut."""
    lines = [line for line in re.finditer(r"[^\n]+", text) if line.group().strip()]
    regions = tuple(Region(line.start(), line.end(), "body", "a line") for line in lines)
    return Page(sha256(text), text, sha256(text), "en", (), regions)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--mentions", action="store_true", help="the 369 mentions labelled apart from happenings")
    given = parser.parse_args()
    every = list(mentions(given.shared) if given.mentions else parties(given.shared))
    for kind in (*KINDS, "all"):
        mine = [party for party in every if kind in (party.kind, "all")]
        country = sum(party.country_right for party in mine)
        known = [party for party in mine if party.sector]
        sector = sum(party.sector_right for party in known)
        print(f"{kind:<8} {len(mine):>4} country {country / len(mine):.3f}, sector {sector / max(1, len(known)):.3f}")
    wrong = [party for party in every if not party.country_right]
    for party in wrong[:: max(1, len(wrong) // max(1, given.misses))][: given.misses]:
        print(f"{party.country}: {party.words!r} -> {party.found and (party.found.country, party.found.name)}")


if __name__ == "__main__":
    main()
