"""Count in how many documents a word stands, over openly licensed text, and freeze the table in the package.

`python -m training.document_frequencies [--shared ../shared]` writes the same bytes on every run. Counted are the
class-`open` documents of news_text and the training parts of ecbplus and polnear; never a development half, and none of
the documents that the pages of open_key were taken from. Counts only: no text is kept.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from sayso.compare import terms
from training.texts import key_sources, rows

OUT = Path(__file__).parent.parent / "src/sayso/compare/tables/document_frequencies.tsv.gz"
FEWEST = 3


def texts(bench: Path) -> Iterator[str]:
    """Every text that is counted."""
    left_out = key_sources(bench)
    for path in sorted((bench / "news_text").glob("*.jsonl.gz")):
        for row in rows(path):
            if row["licence_class"] == "open" and row["id"] not in left_out:
                yield f"{row.get('title') or ''}\n{row['text']}"
    for row in rows(bench / "ecbplus/train.docs.jsonl.gz"):
        yield "\n".join(" ".join(sentence["tokens"]) for sentence in row["sentences"])
    for row in rows(bench / "polnear/train.jsonl.gz"):
        yield row["text"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    bench = parser.parse_args().shared / "bench"
    counted = terms.count(texts(bench), FEWEST)
    data = terms.encode(counted)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_bytes(data)
    print(f"{counted.documents} documents, {len(counted.terms)} terms, {len(data)} bytes")


if __name__ == "__main__":
    main()
