"""Pages made by hand for the tests of copies: one region a block, texts in our own words, outlets invented."""

import json
from pathlib import Path
from typing import Any

from sayso.model.comparison import Told
from sayso.model.identity import sha256
from sayso.model.page import Block, DateClue, Declared, Document, Page, Region, Role
from sayso.model.reading import Claim, Reading

GOLDEN = Path(__file__).parent / "golden_copies"

HARBOUR = (
    "Tug crews in the port of Vessby stopped work at dawn and left eleven freighters waiting outside the breakwater.",
    "The harbour office had cut the night allowance in January, and talks about a new rate broke down last week.",
    "Two pilots brought a gas carrier through the eastern channel by themselves, since its cargo could not wait.",
    "Shops along the quay stayed open, though lorry drivers complained that nobody told them where to unload.",
    "By evening the queue reached as far as the lighthouse and the weather service warned of a rising swell.",
    "A ferry company has moved its sailings to the old fishing dock until the tug crews return to their boats.",
)
FOREST = (
    "Rangers in the Holm forest counted forty lynx this winter, twice as many as when the survey began.",
    "Hunters and shepherds had argued for years over whether the animals should be driven back across the ridge.",
    "A fence of willow and wire now guards the lambing meadows, and only three lambs were lost since autumn.",
    "Cameras on the ridge show the same female with two cubs every few nights, always on the northern path.",
)
LIBRARY = (
    "The town of Aske will keep its library open after readers collected enough money to mend the leaking roof.",
    "Councillors had planned to move the shelves into a school cellar that floods whenever the river is high.",
    "Builders start in April and promise to save the painted ceiling, which a sign maker finished a century ago.",
    "Until then the books are lent from a bus that stops by the mill on Tuesdays and by the chapel on Fridays.",
)
TITLES = {
    HARBOUR: "Tug crews stop work in Vessby",
    FOREST: "Lynx thrive in Holm forest",
    LIBRARY: "Aske keeps its library",
}


def page(*parts: tuple[Role, str]) -> Page:
    """A page of the parts, each a block and a region of its own, a blank line between them."""
    text, blocks, regions = "", [], []
    for role, words in parts:
        start = len(text) + (2 if text else 0)
        text = f"{text}\n\n{words}" if text else words
        blocks.append(Block(start, start + len(words)))
        regions.append(Region(start, start + len(words), role, "given"))
    digest = sha256(text)
    return Page(digest, text, digest, "en", tuple(blocks), tuple(regions))


def article(title: str, *paragraphs: str) -> Page:
    """A page with a title and paragraphs of running text."""
    return page(("title", title), *(("body", paragraph) for paragraph in paragraphs))


def told(
    doc: str, of: Page, *, outlet: str | None = None, day: str | None = None, claims: tuple[Claim, ...] = ()
) -> Told:
    """A document that shows the page."""
    declared = Declared(day, None, DateClue(None, None, "given")) if day else None
    return Told(Document(doc, of.id, outlet=outlet, declared=declared), of, Reading(of.id, claims=claims))


def golden(name: str) -> tuple[list[Told], dict[str, Any]]:
    """The documents of a golden file, and what should be found."""
    raw = json.loads((GOLDEN / name).read_text(encoding="utf-8"))
    documents = [
        told(d["doc"], page(*((role, words) for role, words in d["parts"])), outlet=d["outlet"], day=d["day"])
        for d in raw["documents"]
    ]
    return documents, raw["expected"]
