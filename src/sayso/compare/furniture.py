"""Blocks that recur over unrelated pages: what the collection itself shows to be furniture."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from sayso.compare.sketch import BlockSketch, Sketch
from sayso.model.comparison import Furniture, Passage
from sayso.model.page import RUNNING_ROLES
from sayso.model.text import Anchored

#: A block is furniture when it stands on so many pages of which no two are related.
PAGES = 3
#: Longer blocks are never furniture: a statement carried in full is news wherever it stands.
LONGEST = 120
#: Pages without a title to go by are related from this share of fingerprints, the block in question left out.
CONTAINED = 0.3
#: An article is related to its copy under any title: so many fingerprints of running text (about 200 words), which are
#: this share of the longer one's.
_ARTICLE, _MOST = 60, 0.6
#: Shares of the content words of a title.
_SAME_TITLE, _TOLD = 0.5, 0.33

Recurring = tuple[str, int, int, int]


def recurring_blocks(sketches: Sequence[Sketch]) -> tuple[Recurring, ...]:
    """(page, start, end, on how many pages) of every block that is furniture, sorted; offsets are canonical.

    Five copies of one article recur too, but are related: what they share tells what their titles say. What somebody
    says ("MODERATOR: Thank you.") is never furniture.
    """
    at: dict[int, dict[str, BlockSketch]] = defaultdict(dict)
    pages = {sketch.page: sketch for sketch in sorted(sketches, key=lambda s: s.page)}
    for sketch in pages.values():
        for block in sketch.blocks:
            if block.role != "title" and block.words <= LONGEST and not block.said:
                at[block.hash].setdefault(sketch.page, block)
    found: list[Recurring] = []
    for digest, blocks in at.items():
        if len(blocks) >= PAGES and _on_unrelated([pages[page] for page in blocks], digest):
            for page in blocks:
                spans = [(b.start, b.end) for b in pages[page].blocks if b.hash == digest and b.role != "title"]
                found += [(page, start, end, len(blocks)) for start, end in spans]
    return tuple(sorted(found))


def _on_unrelated(pages: Iterable[Sketch], digest: int) -> bool:
    """Are there PAGES among them of which no two are related? Taken in the order of their ids."""
    apart: list[Sketch] = []
    for page in pages:
        if not any(related(page, other, digest) for other in apart):
            apart.append(page)
            if len(apart) == PAGES:
                return True
    return False


def related(a: Sketch, b: Sketch, digest: int) -> bool:
    """Do two pages share more than a block (given by its hash) and its like?"""
    shared_a, shared_b = _shared(a, b), _shared(b, a)
    if a.title and b.title:
        alike = len(set(a.title) & set(b.title)) >= _SAME_TITLE * min(len(set(a.title)), len(set(b.title)))
        return alike or _tells(a, shared_a) or _tells(b, shared_b) or _article(a, b)
    rest = [_prints(sketch, lambda block: block.hash != digest) for sketch in (a, b)]
    return len(rest[0] & rest[1]) >= max(1.0, CONTAINED * min(map(len, rest)))


def _shared(sketch: Sketch, other: Sketch) -> list[BlockSketch]:
    """The running blocks of a page that stand on the other one too, whole or for the most part."""
    hashes = {block.hash for block in other.blocks}
    prints = {fingerprint for block in other.blocks for fingerprint in block.prints}
    return [
        block
        for block in sketch.blocks
        if block.role in RUNNING_ROLES
        and (block.hash in hashes or (block.prints and 2 * len(prints.intersection(block.prints)) >= len(block.prints)))
    ]


def _tells(sketch: Sketch, blocks: Iterable[BlockSketch]) -> bool:
    """Do these blocks tell what the page's title says?"""
    told = [block.title for block in blocks]
    said = {number for numbers in told for number in numbers}
    return len(said) >= _TOLD * len(sketch.title) and max(map(len, told), default=0) >= min(2, len(sketch.title))


def _article(a: Sketch, b: Sketch) -> bool:
    x, y = _prints(a, _running), _prints(b, _running)
    return len(x & y) >= max(_ARTICLE, _MOST * max(len(x), len(y)))


def _running(block: BlockSketch) -> bool:
    return block.role in RUNNING_ROLES


def without_furniture(
    passages: Iterable[Passage], here: Sequence[Anchored], there: Sequence[Anchored]
) -> tuple[Passage, ...]:
    """The passages that do not lie mostly in furniture, given the furniture of either page."""
    return tuple(p for p in passages if not (_mostly(p.here, here) or _mostly(p.there, there)))


def by_document(furniture: Iterable[Furniture]) -> Mapping[str, list[Anchored]]:
    """The furniture of each document."""
    blocks: dict[str, list[Anchored]] = defaultdict(list)
    for block in furniture:
        blocks[block.doc].append(Anchored(block.start, block.end))
    return blocks


def _mostly(span: Anchored, blocks: Iterable[Anchored]) -> bool:
    covered = sum(max(0, min(span.end, block.end) - max(span.start, block.start)) for block in blocks)
    return 2 * covered > span.length


def _prints(sketch: Sketch, wanted: Callable[[BlockSketch], bool]) -> set[int]:
    return {fingerprint for block in sketch.blocks if wanted(block) for fingerprint in block.prints}
