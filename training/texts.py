"""The texts that may be learnt from, and those that may not."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

#: The files of news_text that may be learnt from: not the one for measuring only.
FILES = ("gov", "newstest", "other", "wikinews")
#: The sentences that were chosen to be labelled.
SAMPLE = Path(__file__).parent / "labels" / "sample.jsonl"


def key_sources(bench: Path) -> frozenset[str]:
    """The news_text documents behind the pages of the open key; its other sources are of a development half."""
    sources = [page["source"].split() for page in json.loads((bench / "open_key/key.json").read_text("utf-8"))["pages"]]
    return frozenset(identifier for folder, identifier in sources if folder == "news_text")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def openly_licensed(shared: Path) -> frozenset[str]:
    """The documents of news_text whose licence lets anybody use and change them."""
    folder = shared / "bench" / "news_text"
    every = (row for name in FILES for row in rows(folder / f"{name}.jsonl.gz"))
    return frozenset(row["id"] for row in every if row["licence_class"] == "open")
