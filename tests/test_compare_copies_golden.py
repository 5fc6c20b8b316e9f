"""A small collection by hand: two reports of one strike, a copy, a round-up, a common footer."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import msgspec

from sayso.compare.copies import find_copies
from tests.copies_pages import golden

EXPECTED = golden("harbour.json")[1]


def test_golden_collection() -> None:
    documents, expected = golden("harbour.json")
    texts = {t.document.doc: t.page.text for t in documents}
    found = find_copies(documents)
    assert [
        {
            "doc": r.doc,
            "words": texts[r.doc][r.start : r.end],
            "other_doc": r.other_doc,
            "other_words": texts[r.other_doc][r.other_start : r.other_end],
            "kind": r.kind,
            "kinship": r.kinship,
            "direction": r.direction,
            "reasons": list(r.reasons),
        }
        for r in found.reuse
    ] == expected["reuse"]
    assert [
        {"doc": f.doc, "words": texts[f.doc][f.start : f.end], "pages": f.pages} for f in found.furniture
    ] == expected["furniture"]
    assert {line.doc: line.origin for line in found.origins if line.span is None} == expected["origins"]
    assert [
        {"doc": line.doc, "words": line.span.slice(texts[line.doc]), "origin": line.origin}
        for line in found.origins
        if line.span is not None
    ] == expected["parts"]


def test_exactly_one_whole_line_a_document() -> None:
    documents, _ = golden("harbour.json")
    whole = [line.doc for line in find_copies(documents).origins if line.span is None]
    assert whole == sorted(t.document.doc for t in documents)


def test_order_of_input_changes_nothing() -> None:
    documents, _ = golden("harbour.json")
    wanted = find_copies(documents)
    for seed in range(3):
        random.Random(seed).shuffle(documents)
        assert find_copies(documents) == wanted


def test_every_process_gives_the_same_bytes() -> None:
    program = (
        "import sys, msgspec; from tests.copies_pages import golden; from sayso.compare.copies import find_copies;"
        "from sayso.compare.sketch import sketch_page; documents = golden('harbour.json')[0];"
        "sketches = [sketch_page(t.page) for t in documents];"
        "sys.stdout.buffer.write(msgspec.json.encode([find_copies(documents), sketches]))"
    )
    root = Path(__file__).parent.parent
    outputs = set()
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{root}:{root / 'src'}"}
        outputs.add(
            subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True).stdout
        )
    assert len(outputs) == 1
    assert len(json.loads(outputs.pop())[0][1]) == len(EXPECTED["reuse"])


def test_results_can_be_stored() -> None:
    found = find_copies(golden("harbour.json")[0])
    assert msgspec.json.decode(msgspec.json.encode(found), type=type(found)) == found
