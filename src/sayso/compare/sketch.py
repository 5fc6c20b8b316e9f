"""A page in small: enough to find the pages that share wording with it, without holding their texts."""

import re
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
from rensa import RMinHash

from sayso.compare.cutting import Offsets
from sayso.compare.hashes import Flags, Hashes, Stretches, grams
from sayso.compare.words import PageWords, title_hashes, words_of
from sayso.model.page import NEWS_ROLES, Block, Page, Region, Role
from sayso.model.text import Anchored

#: Winnowing (Schleimer, Wilkerson, Aiken 2003): of every WINDOW neighbouring runs of GRAM words the least hash is kept,
#: so two pages that share GRAM + WINDOW - 1 = 8 words in a row share a fingerprint.
GRAM = 6
WINDOW = 3
#: A run with fewer plain words, and fewer content words of any kind, is a formula ("the President of the Republic of
#: Kazakhstan") and no fingerprint. Lists of names have none but words written large.
_PLAIN, _CONTENT = 2, 4
#: MinHash over runs of so many words.
SHINGLE = 3
PERMUTATIONS = 96
_SEED = 7
_NONE = np.uint64(0xFFFFFFFFFFFFFFFF)
_LONGEST_LABEL = 300
#: "MODERATOR:", "Aide to the President Ada Berg:" and the like: the word before the colon is written large.
_LABEL = re.compile(r"(?:[^\W\d_][\w.'’-]*\s){0,7}(?=[^\W\d_a-zß-ÿ])[\w.'’-]+:\s")


class BlockSketch(msgspec.Struct, frozen=True):
    """One block of news: canonical offsets."""

    start: int
    end: int
    role: Role
    words: int
    hash: int
    """Of its normalised words: equal = the same words."""
    prints: tuple[int, ...]
    """Its winnowed fingerprints, sorted."""
    title: tuple[int, ...]
    """Which content words of the page's title it repeats, by their number in the title."""
    said: bool
    """Is it mostly a quotation, or opens with a speaker's label ("MODERATOR:")?"""


class Sketch(msgspec.Struct, frozen=True):
    """What compare keeps of a page to find its kin. A pure function of the page."""

    page: str
    words: int
    """Words of news."""
    title: tuple[int, ...]
    """Hashes of the content words of its title; empty where it shows none."""
    blocks: tuple[BlockSketch, ...]
    minhash: tuple[int, ...]
    """MinHash of its news in runs of SHINGLE words; empty where there are fewer words."""


def sketch_page(page: Page) -> Sketch:
    """The sketch of one page."""
    words = words_of(page)
    title = title_hashes(title_of(page))
    blocks = _block_sketches(page, blocks_of(page), words, title)
    return Sketch(
        page.id, int(words.news.sum()), tuple(title.tolist()), tuple(blocks), _minhash(words.hashes[words.news])
    )


def title_of(page: Page) -> str:
    """The words of the page's first title region; empty where it has none."""
    return next((region.slice(page.text) for region in page.regions if region.role == "title"), "")


def blocks_of(page: Page) -> tuple[Block, ...]:
    """The page's blocks; its regions where it was not cut into blocks."""
    return page.blocks or tuple(Block(region.start, region.end) for region in page.regions)


def winnow(words: PageWords) -> tuple[Offsets, Hashes]:
    """(number of the first word, fingerprint) of the runs that are kept, in order."""
    hashes = grams(words.hashes, GRAM)
    if not len(hashes):
        return np.zeros(0, dtype=np.int64), hashes
    telling = (_in_runs(words.plain) >= _PLAIN) | (_in_runs(words.content) >= _CONTENT)
    hashes = np.where(telling, hashes, _NONE)
    windows = np.lib.stride_tricks.sliding_window_view(hashes, min(WINDOW, len(hashes)))
    at = np.unique(np.arange(len(windows)) + windows.argmin(axis=1))
    at = at[(hashes[at] != _NONE) & words.news[at]]
    return at, hashes[at]


def _in_runs(flags: Flags) -> Offsets:
    """How many words of each run of GRAM words have the flag."""
    before = np.concatenate([[0], np.cumsum(flags, dtype=np.int64)])
    counts: Offsets = before[GRAM:] - before[:-GRAM]
    return counts


def _block_sketches(page: Page, blocks: Sequence[Block], words: PageWords, title: Hashes) -> Iterator[BlockSketch]:
    """Those of the blocks that hold news."""
    starts, ends = (np.searchsorted(words.starts, offsets) for offsets in _offsets(blocks))
    hashes = Stretches(words.hashes)(starts, ends)
    at, prints = winnow(words)
    named, numbers = _of_title(words, title)
    for k, (block, role) in enumerate(zip(blocks, _roles(blocks, page.regions), strict=True)):
        part = slice(starts[k], ends[k])
        if role in NEWS_ROLES and words.news[part].any():
            yield BlockSketch(
                start=block.start,
                end=block.end,
                role=role,
                words=int(ends[k] - starts[k]),
                hash=int(hashes[k]),
                prints=tuple(sorted(set(prints[_inside(at, part)].tolist()))),
                title=tuple(sorted(set(numbers[_inside(named, part)].tolist()))),
                said=2 * int(words.quoted[part].sum()) > int(ends[k] - starts[k]) or _is_labelled(block, page.text),
            )


def _is_labelled(block: Block, text: str) -> bool:
    return _LABEL.match(text[block.start : block.start + _LONGEST_LABEL]) is not None


def _inside(at: Offsets, part: slice) -> slice:
    """Which of the sorted word numbers are in the part."""
    return slice(*np.searchsorted(at, (part.start, part.stop)))


def _of_title(words: PageWords, title: Hashes) -> tuple[Offsets, Offsets]:
    """(number of a word, which content word of the title it repeats), in the order of the words."""
    if not len(title):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    order = np.argsort(title, kind="stable")
    nearest = order[np.searchsorted(title[order], words.singulars) % len(title)]
    at = np.flatnonzero(title[nearest] == words.singulars)
    return at, nearest[at]


def _roles(blocks: Sequence[Block], regions: Sequence[Region]) -> list[Role]:
    """The role that most of each block has; of two alike the first."""
    if not regions:
        return ["furniture"] * len(blocks)
    (starts, ends), (firsts, lasts) = _offsets(blocks), _offsets(regions)
    shares = np.minimum(ends[:, None], lasts) - np.maximum(starts[:, None], firsts)
    return [regions[k].role for k in shares.argmax(axis=1)]


def _offsets(spans: Sequence[Anchored]) -> tuple[Offsets, Offsets]:
    """(starts, ends) of spans."""
    both = np.array([(span.start, span.end) for span in spans], dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _minhash(hashes: Hashes) -> tuple[int, ...]:
    if len(hashes) < SHINGLE:
        return ()
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    minhash.update([str(gram) for gram in grams(hashes, SHINGLE).tolist()])
    return tuple(minhash.digest())
