"""A page in small: enough to find the pages that share wording with it, without holding their texts."""

import re

import msgspec
import numpy as np
from rensa import RMinHash

from sayso.compare.words import Flags, Hashes, Offsets, PageWords, grams, title_words, word_hash, words_of
from sayso.model.page import NEWS_ROLES, Block, Page, Role

#: Winnowing (Schleimer, Wilkerson, Aiken 2003): of every WINDOW neighbouring runs of GRAM words the least hash is kept,
#: so two pages that share GRAM + WINDOW - 1 = 12 words in a row share a fingerprint.
GRAM = 6
WINDOW = 7
#: A run with fewer plain words, and fewer content words of any kind, is a formula ("the President of the Republic of
#: Kazakhstan") and no fingerprint. Lists of names have none but words written large.
_PLAIN, _CONTENT = 2, 4
#: MinHash over runs of so many words.
SHINGLE = 3
PERMUTATIONS = 96
_SEED = 7
_NONE = np.uint64(0xFFFFFFFFFFFFFFFF)
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
    title = tuple(word_hash(word) for word in title_words(title_of(page)))
    roles = {block.start: _role(page, block) for block in blocks_of(page)}
    winnowed = winnow(words)
    blocks = [
        _block(page, block, role, words, title, winnowed)
        for block in blocks_of(page)
        if (role := roles[block.start]) in NEWS_ROLES and words.news[words.part(block)].any()
    ]
    return Sketch(page.id, int(words.news.sum()), title, tuple(blocks), _minhash(words.hashes[words.news]))


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


def _role(page: Page, block: Block) -> Role:
    """The role that most of the block has."""
    shares = [(min(r.end, block.end) - max(r.start, block.start), -r.start, r.role) for r in page.regions]
    return max(shares)[2] if shares else "furniture"


def _block(
    page: Page,
    block: Block,
    role: Role,
    words: PageWords,
    title: tuple[int, ...],
    winnowed: tuple[Offsets, Hashes],
) -> BlockSketch:
    part = words.part(block)
    hashes = words.hashes[part]
    at, prints = winnowed
    own = prints[np.searchsorted(at, part.start) : np.searchsorted(at, part.stop)]
    flags = np.zeros(len(words), dtype=np.bool_)
    flags[part] = True
    held = {word_hash(word) for word in words.singular(flags)}
    return BlockSketch(
        start=block.start,
        end=block.end,
        role=role,
        words=len(hashes),
        hash=int(grams(hashes, len(hashes))[0]),
        prints=tuple(sorted(set(own.tolist()))),
        title=tuple(k for k, word in enumerate(title) if word in held),
        said=2 * int(words.quoted[part].sum()) > len(hashes) or _LABEL.match(block.slice(page.text)) is not None,
    )


def _minhash(hashes: Hashes) -> tuple[int, ...]:
    if len(hashes) < SHINGLE:
        return ()
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    minhash.update([str(gram) for gram in grams(hashes, SHINGLE).tolist()])
    return tuple(minhash.digest())
