"""Sayso, datasketch and brute force on the same pages: `python -m bench.copies_peers [--pages 500]`.

What each finds is verified word for word by the same aligner; seconds are those of the processor. datasketch is no
dependency: put it on the path.
"""

import argparse
import json
import re
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations, islice
from pathlib import Path
from typing import Any, TypeVar, cast

from bench.altered import KINDS
from bench.copies_altered import Corpus, alter, corpus, page_of
from bench.copies_scale import growing
from sayso.compare.alignment import align
from sayso.compare.candidates import Pair, candidate_pairs
from sayso.compare.hashes import grams
from sayso.compare.sketch import sketch_page
from sayso.compare.words import SEED, words_of
from sayso.model.page import Page

T = TypeVar("T")
#: There are about 2,700 texts that can be copied: more pages are made by telling them anew.
_MOST_MIXED, _MOST_SOURCES, _MOST_FOR_BRUTE_FORCE = 2_000, 1_300, 1_000
_SHINGLE, _PERMUTATIONS = 3, 128
_THRESHOLDS = [k / 100 for k in (2, 3, 4, 5, 6, 8, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90)]


def mixed(pages: Corpus, count: int) -> tuple[dict[str, Page], set[Pair]]:
    """So many pages: a twentieth sources, each with every alteration, other pages beside; and the pairs to find."""
    few = Corpus(pages.sources[: count // 20], pages.others[: count // 20], pages.stock)
    copies = [copy for kind in KINDS for copy in alter(kind, few)]
    texts = {text.id: text.text for text in few.sources} | {copy.id: copy.text for copy in copies}
    for text in [*pages.others, *pages.sources[len(few.sources) :]][: count - len(texts)]:
        texts[text.id] = text.text
    made = {name: page_of(text) for name, text in texts.items()}
    pairs = [(made[copy.id].id, made[source].id) for copy in copies for source in copy.sources]
    return {page.id: page for page in made.values()}, {(min(pair), max(pair)) for pair in pairs}


def grown(pages: Corpus, count: int) -> tuple[dict[str, Page], set[Pair]]:
    """The first so many pages of a collection that grows, nine of eleven altered copies; and the pairs to find."""
    made, wanted, ids = {}, set(), {}
    for one in islice(growing(pages), count):
        page = page_of(one.text)
        made[page.id], ids[one.name] = page, page.id
        wanted |= {(min(page.id, ids[source]), max(page.id, ids[source])) for source in one.sources}
    return made, wanted


def peers(made: dict[str, Page], wanted: set[Pair]) -> dict[str, Any]:
    """Ours, datasketch and brute force over the same pages."""
    started = time.process_time()
    sketches = [sketch_page(page) for page in made.values()]
    sketched = time.process_time()
    pairs = set(candidate_pairs(sketches))
    paired = time.process_time()
    aligned = {pair for pair in pairs if align(made[pair[0]], made[pair[1]])}
    ended = time.process_time()
    ours = {
        "sketch_s": sketched - started,
        "candidates_s": paired - sketched,
        "align_s": ended - paired,
        "total_s": ended - started,
        "candidates": len(pairs),
        "aligned": len(aligned),
        "candidate_recall": len(wanted & pairs) / len(wanted),
    }
    return {
        "pages": len(made),
        "wanted": len(wanted),
        "ours": ours,
        "datasketch": _datasketch(made, wanted, len(wanted & pairs)),
        "brute": _brute(made, wanted, pairs) if len(made) <= _MOST_FOR_BRUTE_FORCE else None,
    }


def _datasketch(made: dict[str, Page], wanted: set[Pair], ours: int) -> dict[str, Any]:
    """MinHashLSH at the lowest threshold whose recall is not above ours; what it finds is verified as ours is."""
    try:
        from datasketch import MinHash  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return {"error": "datasketch is not installed: pip install datasketch in a venv of its own"}
    started = time.process_time()
    hashed = {page: _minhash(MinHash, made[page].text) for page in made}
    seconds = time.process_time() - started
    best: dict[str, Any] = {"error": "finds more than we do at every threshold"}
    # From above: at .02 nearly all pairs of pages are candidates, 72 million of 12,000 pages.
    for threshold in reversed(_THRESHOLDS):
        pairs, taken = _queried(hashed, threshold)
        if len(wanted & pairs) > ours:
            break
        best = {"threshold": threshold, "sketch_s": seconds, "insert_query_s": taken, "pairs": pairs}
        best |= {"candidates": len(pairs), "candidate_recall": len(wanted & pairs) / len(wanted)}
    if "pairs" in best:
        started = time.process_time()
        best["aligned"] = sum(bool(align(made[a], made[b])) for a, b in sorted(best.pop("pairs")))
        best["align_s"] = time.process_time() - started
        best["total_s"] = best["sketch_s"] + best["insert_query_s"] + best["align_s"]
    return best


def _minhash(make: Callable[..., T], text: str) -> T:
    words = re.findall(r"\w+", text.casefold())
    minhash: Any = make(num_perm=_PERMUTATIONS)
    minhash.update_batch({" ".join(words[k : k + _SHINGLE]).encode() for k in range(len(words) - _SHINGLE + 1)})
    return cast(T, minhash)


def _queried(hashed: dict[str, Any], threshold: float) -> tuple[set[Pair], float]:
    from datasketch import MinHashLSH

    started = time.process_time()
    index = MinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS)
    for page, minhash in hashed.items():
        index.insert(page, minhash)
    found = {(min(a, b), max(a, b)) for a, minhash in hashed.items() for b in index.query(minhash) if a != b}
    return found, time.process_time() - started


def _brute(made: dict[str, Page], wanted: set[Pair], pairs: set[Pair]) -> dict[str, Any]:
    """align() on every pair that shares a run of SEED words: without one it finds nothing."""
    started = time.process_time()
    held: dict[int, list[str]] = defaultdict(list)
    for page in made.values():
        for gram in set(grams(words_of(page).hashes, SEED).tolist()):
            held[gram].append(page.id)
    tried = {pair for members in held.values() for pair in combinations(sorted(members), 2)}
    found = {pair for pair in tried if align(made[pair[0]], made[pair[1]])}
    return {
        "tried": len(tried),
        "aligned": len(found),
        "seconds": time.process_time() - started,
        "brute_recall_of_wanted": len(wanted & found) / len(wanted),
        "candidate_recall_of_wanted": len(wanted & pairs) / len(wanted),
        "candidate_recall_of_all_aligned": len(found & pairs) / max(1, len(found)),
        "missed": len(found - pairs),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pages", type=int, default=500)
    options = parser.parse_args()
    pages = corpus(options.shared, min(options.pages, _MOST_SOURCES))
    make = mixed if options.pages <= _MOST_MIXED else grown
    print(json.dumps(peers(*make(pages, options.pages)), indent=1))


if __name__ == "__main__":
    main()
