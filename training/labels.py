"""Labels of sentences: from the sheets that a labeller fills in to stand-off lines without text, and back.

`python -m training.labels sheet FIRST LAST FILE` writes the sentences of the sample with these numbers to be filled in;
`python -m training.labels keep FILE NAME` checks a filled one and writes `labels/NAME.jsonl`; `... check` checks all
that are kept; `... agree A B` says how far two labellers of the same sentences agree.

A filled sheet has under each `# number document` and the words `> ...` a line for each trigger, a line for each claim,
or `-` where there is nothing. Words are written as in the sentence; `again#2` is their second place there.

    drills | COOPERATE exercise | happened | A Chinese forces =CHN MIL; Russian forces =RUS MIL | P Sea of Japan
    invade | ASSAULT | possible: could | A the army =CHN MIL | R Taiwan =TWN GOV
    " the ministry | said | the drills ... next week
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from training.texts import FILES, SAMPLE, rows

FOLDER = SAMPLE.parent
CORPUS = FOLDER.parent / "corpus"
TYPES = frozenset(
    "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)
MODES = frozenset("exercise patrol deploy transfer incursion visit phone".split())
REALIS = frozenset("happened ongoing planned possible denied".split())
SECTORS = frozenset("GOV MIL REB OPP PTY COP SPY JUD LEG BUS MED CVL IGO NGO CRM UAF".split())
ROLES = {"A": "actor", "R": "recipient", "T": "third", "P": "place", "W": "time", "Q": "figure"}
Row = dict[str, Any]


class SheetError(ValueError):
    """A line that cannot be taken, with what is wrong with it."""


class Sentence(NamedTuple):
    """A sentence to be labelled; offsets in the document."""

    doc: str
    start: int
    end: int
    text: str

    def span(self, words: str) -> list[int]:
        """Where words stand in the document: their first place in the sentence, or the one named by #."""
        wanted, _, number = words.strip().partition("#")
        at = -1
        for _ in range(int(number or 1)):
            at = self.text.find(wanted, at + 1)
            if at < 0 or not wanted:
                raise SheetError(f"{words!r} does not stand in the sentence")
        return [self.start + at, self.start + at + len(wanted)]

    def stretch(self, words: str) -> list[int]:
        """The same for `first words ... last words`."""
        first, dots, last = words.partition(" ... ")
        start, end = self.span(first)
        return [start, self.span(last)[1] if dots else end]


def sentences(shared: Path) -> list[Sentence]:
    """The sample with its words, in its order."""
    places = sample()
    wanted = {place["doc"] for place in places}
    folder = shared / "bench" / "news_text"
    texts = {r["id"]: r["text"] for name in FILES for r in rows(folder / f"{name}.jsonl.gz") if r["id"] in wanted}
    return [Sentence(p["doc"], p["start"], p["end"], texts[p["doc"]][p["start"] : p["end"]]) for p in places]


def sample() -> list[Row]:
    """The lines of the sample: doc, start, end, stratum."""
    return [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]


# ------------------------------------------------------------------ sheets


def sheet(sample: Sequence[Sentence], first: int, last: int) -> str:
    """The sentences first to last, numbered, to be filled in."""
    return "\n".join(f"# {k} {sample[k].doc}\n> {sample[k].text}\n" for k in range(first, last + 1))


def filled(text: str, sample: Sequence[Sentence]) -> Iterator[Row]:
    """The label line of each sentence of a filled sheet. Raises SheetError with the number of the sentence."""
    for number, lines in _blocks(text):
        yield _filled(sample[number], number, [line for line in lines if not line.startswith(">")])


def corpus() -> Iterator[tuple[str, Row]]:
    """(sentence, label line) of the sentences of our own, whose sheets are kept as they are. Raises SheetError."""
    for path in sorted(CORPUS.glob("*.txt")):
        for number, lines in _blocks(path.read_text(encoding="utf-8")):
            text = " ".join(line[1:].strip() for line in lines if line.startswith(">"))
            sentence = Sentence(f"{path.stem} {number}", 0, len(text), text)
            yield text, _filled(sentence, number, [line for line in lines if not line.startswith(">")])


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """(number, lines under it)."""
    for block in re.split(r"^# (?=\d)", text, flags=re.MULTILINE)[1:]:
        head, *lines = (line.strip() for line in block.splitlines() if line.strip())
        yield int(head.split()[0]), lines


def _filled(sentence: Sentence, number: int, lines: Sequence[str]) -> Row:
    if not lines:
        raise SheetError(f"{number}: not filled in; a dash says that there is nothing")
    try:
        events = [event(line, sentence) for line in lines if not line.startswith(("-", '"'))]
        claims = [claim(line[1:], sentence) for line in lines if line.startswith('"')]
    except SheetError as error:
        raise SheetError(f"{sentence.doc} {number}: {error}") from error
    return {"doc": sentence.doc, "start": sentence.start, "end": sentence.end, "events": events, "claims": claims}


def event(line: str, sentence: Sentence) -> Row:
    """A trigger with its type, realis and parts."""
    fields = [field.strip() for field in line.split(" | ")]
    if len(fields) < 3:
        raise SheetError(f"{line!r} lacks a type or a realis")
    type_, _, mode = fields[1].partition(" ")
    realis, _, decided = (part.strip() for part in fields[2].partition(":"))
    if type_ not in TYPES or (mode and mode not in MODES) or realis not in REALIS:
        raise SheetError(f"{fields[1]!r} or {fields[2]!r} is no type, mode or realis")
    return {
        "trigger": sentence.span(fields[0]),
        "type": type_,
        "mode": mode or None,
        "realis": realis,
        "decided": sentence.span(decided) if decided else None,
        "parts": [found for field in fields[3:] for found in parts(field, sentence)],
    }


def parts(field: str, sentence: Sentence) -> Iterator[Row]:
    """The participants, places, times or figures of one field."""
    letter, _, listed = field.partition(" ")
    if letter not in ROLES:
        raise SheetError(f"{field!r} begins with none of {' '.join(ROLES)}")
    for item in listed.split(";"):
        words, _, who = item.partition("=")
        if words.strip() in ("", "-"):
            continue
        country, _, sector = who.strip().partition(" ")
        if (country and not re.fullmatch(r"[A-Z]{3}|-", country)) or (sector and sector not in SECTORS):
            raise SheetError(f"{who!r} is no country and sector")
        yield {
            "role": ROLES[letter],
            "span": sentence.span(words),
            "country": country if country not in ("", "-") else None,
            "sector": sector or None,
        }


def claim(line: str, sentence: Sentence) -> Row:
    """Source, cue and content."""
    fields = [field.strip() for field in line.split(" | ")]
    if len(fields) != 3:
        raise SheetError(f"{line!r} is not source | cue | content")
    source, cue, content = fields
    return {
        "source": sentence.span(source) if source != "-" else None,
        "cue": sentence.span(cue) if cue != "-" else None,
        "content": sentence.stretch(content),
    }


# ------------------------------------------------------------------ kept labels


def kept() -> dict[str, list[Row]]:
    """File name -> its label lines."""
    files = sorted(path for path in FOLDER.glob("*.jsonl") if path != SAMPLE)
    return {path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in files}


def once() -> dict[tuple[str, int], Row]:
    """The line of each sentence by document and offset: of several labellers the first one's."""
    found: dict[tuple[str, int], Row] = {}
    for rows_ in kept().values():
        for row in rows_:
            found.setdefault((row["doc"], row["start"]), row)
    return found


def faults(line: Row) -> list[str]:
    """What is wrong with a kept line."""
    found = []
    spans = [e["trigger"] for e in line["events"]] + [p["span"] for e in line["events"] for p in e["parts"]]
    spans += [c[k] for c in line["claims"] for k in ("source", "cue", "content") if c[k]]
    if any(not line["start"] <= a < b <= line["end"] for a, b in spans):
        found.append("a span lies outside its sentence")
    if any(e["type"] not in TYPES or e["realis"] not in REALIS for e in line["events"]):
        found.append("no such type or realis")
    return found


def agreement(ours: Mapping[tuple[str, int], Row], theirs: Mapping[tuple[str, int], Row]) -> dict[str, float]:
    """F1 of triggers (overlap) and, of those both have, the share with one type, realis and first actor's country."""
    both, one, other, same = 0, 0, 0, Counter[str]()
    for place in ours.keys() & theirs.keys():
        a, b = ours[place]["events"], theirs[place]["events"]
        one, other = one + len(a), other + len(b)
        for event_ in a:
            match = next((e for e in b if _overlap(e["trigger"], event_["trigger"])), None)
            if match:
                both += 1
                same.update(name for name in ("type", "realis") if match[name] == event_[name])
                same.update(role for role in ("actor", "recipient") if _who(match, role) == _who(event_, role))
    rates = {name: same[name] / max(1, both) for name in ("type", "realis", "actor", "recipient")}
    return {"sentences": len(ours.keys() & theirs.keys()), "trigger_f1": 2 * both / max(1, one + other), **rates}


def _overlap(a: Sequence[int], b: Sequence[int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _who(event_: Row, role: str) -> set[str]:
    return {str(part["country"]) for part in event_["parts"] if part["role"] == role}


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("what", choices=["sheet", "keep", "check", "agree"])
    parser.add_argument("given", nargs="*")
    options = parser.parse_args()
    given = options.given
    if options.what == "sheet":
        Path(given[2]).write_text(sheet(sentences(options.shared), int(given[0]), int(given[1])), encoding="utf-8")
    elif options.what == "keep":
        try:
            lines = list(filled(Path(given[0]).read_text(encoding="utf-8"), sentences(options.shared)))
        except SheetError as error:
            sys.exit(str(error))
        out = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (FOLDER / f"{given[1]}.jsonl").write_text(out, encoding="utf-8")
        print(f"{len(lines)} sentences, {sum(len(line['events']) for line in lines)} triggers")
    elif options.what == "agree":
        ours, theirs = ({(r["doc"], r["start"]): r for r in kept()[name]} for name in given)
        print(json.dumps(agreement(ours, theirs), indent=1))
    else:
        every = [(name, row) for name, lines in kept().items() for row in lines]
        every += [("corpus", row) for _, row in corpus()]
        print(f"{len(every)} sentences, {sum(len(row['events']) for _, row in every)} triggers")
        wrong = [f"{name} {row['doc']} {row['start']}: {fault}" for name, row in every for fault in faults(row)]
        sys.exit("\n".join(wrong) or 0)


if __name__ == "__main__":
    main()
