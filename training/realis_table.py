"""What the rules' view of a happening is worth: `python -m training.realis_table [--shared ../shared]`.

Counts, over the labelled sentences that are learnt from, how often the rules give each answer under each truth, and
writes `src/sayso/read/lexicons/realis_worth.tsv`.
"""

import argparse
from collections import Counter
from pathlib import Path

from bench.own_labels import labelled, page_of
from sayso.read.heads import REALIS
from sayso.read.parse import parse
from sayso.read.realis import judge
from sayso.read.triggers import find_triggers
from training.examples import is_held_out

_TABLE = Path("src/sayso/read/lexicons/realis_worth.tsv")
_HEAD = """\
# How often grammar gives an answer (row) where the truth is another (column), of {count} labelled happenings that both
# have. Made by training/realis_table.py.
"""


def counted(shared: Path) -> Counter[tuple[str, str]]:
    """(answer of the rules, truth) -> happenings."""
    found: Counter[tuple[str, str]] = Counter()
    learnt = [(text, row) for text, row in labelled(shared) if not is_held_out(row["doc"])]
    for text, row in learnt:
        for part in parse(page_of(text)):
            for trigger in find_triggers(part.doc):
                start, end = part.start_of(trigger.words[0]), part.end_of(trigger.words[-1])
                spans = ((event, [at - row["start"] for at in event["trigger"]]) for event in row["events"])
                truth = next((event["realis"] for event, (a, b) in spans if a < end and start < b), None)
                if truth is not None and trigger.entry.type != "NONE":
                    found[judge(trigger).realis, truth] += 1
    return found


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    counts = counted(parser.parse_args().shared)
    truths = Counter({truth: sum(counts[ruled, truth] for ruled in REALIS) for truth in REALIS})
    lines = ["\t".join(("ruled", *REALIS))]
    for ruled in REALIS:
        shares = [(counts[ruled, truth] + 1) / (truths[truth] + len(REALIS)) for truth in REALIS]
        lines.append("\t".join((ruled, *(f"{share:.4f}" for share in shares))))
    head = _HEAD.format(count=counts.total())
    _TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
