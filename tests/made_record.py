"""A small record made by hand, so that tell is tested without the rooms before it. Everything in it is invented."""

import atexit
import datetime
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from sayso.keep.record import Record
from sayso.model.identity import mention_id, sha256

Row = dict[str, Any]

ALPHA, BETA, GAMMA = "coast/alpha.html", "coast/beta.txt", "coast/gamma.txt"
HOSTILE, BROKEN, FRENCH = "hostile.html", "broken.html", "lointain.txt"
SIGNED = "Norway and Sweden signed a ferry accord in Oslo on Friday."
JOIN = "Denmark will join the talks next week."
DENIED = "Sweden denied that it had signed a ferry accord."
BLOCKED = "Observers said that Denmark had <b onclick=x()>blocked</b> the port \x9b2J{{ 7 * 7 }}."
BOATS = "“All 40 boats will sail,”"

TEXTS = {
    ALPHA: f"Ferry accord signed in Oslo\nHome | Weather\n{SIGNED} {BOATS} the harbour board said. {JOIN}",
    BETA: f"Boats to sail again\n{SIGNED} {BOATS} the port board said. {JOIN}",
    GAMMA: f"No accord, says Stockholm\n{DENIED} At least 12 boats were held.",
    HOSTILE: f"<script>alert(1)</script> \x1b[31m[bold red]Boats[/] \u202e lost\n{BLOCKED}",
    BROKEN: "",
    FRENCH: "Les bateaux repartent\nLa Norvège et la Suède ont signé un accord. 🚢 Fin.",
}
TITLES = {doc: text.split("\n")[0] or None for doc, text in TEXTS.items()}
DAYS = {ALPHA: datetime.date(2031, 3, 8), BETA: datetime.date(2031, 3, 9), GAMMA: datetime.date(2031, 3, 10)}
#: name -> which of the mentions below is its first.
EVENTS = {"signing": 0, "joining": 3, "blocking": 5}


def at(doc: str, words: str, name: str = "", within: str = "") -> Row:
    """Where the words stand, at or behind `within`: {"start", "end"}, each behind `name` and an underscore."""
    start = TEXTS[doc].index(words, TEXTS[doc].index(within))
    front = f"{name}_" if name else ""
    return {f"{front}start": start, f"{front}end": start + len(words)}


def _page(doc: str) -> str:
    return sha256(TEXTS[doc] + doc)


def _documents() -> Iterator[Row]:
    for doc, text in TEXTS.items():
        day = DAYS.get(doc)
        yield {
            "doc": doc,
            "page": _page(doc),
            "text": text,
            "text_sha256": sha256(text),
            "uri": "javascript:alert(1)" if doc == HOSTILE else f"https://example.org/{doc}",
            "outlet": {ALPHA: "Fjord Post", BETA: "Skerry Times"}.get(doc),
            "language": "fr" if doc == FRENCH else "en",
            "title": TITLES[doc],
            "published_start": day,
            "published_end": day,
            "published_basis": "declared" if day else "none",
            "published_clues": [{"start": None, "end": None, "reading": "meta date"}] if day else [],
            "error": "The file is empty: leave it out." if doc == BROKEN else None,
            "note": "not read for events: French" if doc == FRENCH else None,
        }


def _regions() -> Iterator[Row]:
    for doc in (ALPHA, BETA, GAMMA, HOSTILE, FRENCH):
        start = 0
        for line in TEXTS[doc].split("\n"):
            role = "title" if not start else "furniture" if "|" in line else "body"
            yield {"doc": doc, "start": start, "end": start + len(line), "role": role, "reason": "by hand"}
            start += len(line) + 1


def _mention(event: str, doc: str, words: str, sentence: str, modality: str, **more: str) -> Row:
    place = at(doc, words, within=sentence)
    return {
        "mention": mention_id("event", _page(doc), place["start"], place["end"]),
        "event": event,
        "doc": doc,
        **place,
        **at(doc, sentence, "sentence"),
        "type": "AGREE",
        "modality": modality,
        "realis": "denied" if modality == "denied" else "happened",
        "realis_start": None,
        "realis_end": None,
        "polarity": "positive",
        "factuality": 3.0,
        "speaker": None,
        "claim": None,
        "confidence": 0.876,
        **more,
    }


@cache
def _mentions() -> list[Row]:
    rows = [
        _mention("signing", ALPHA, "signed", SIGNED, "happened"),
        _mention("signing", BETA, "signed", SIGNED, "happened"),
        _mention("signing", GAMMA, "signed", DENIED, "denied", speaker="Sweden", claim="claim-denial"),
        _mention("joining", ALPHA, "join", JOIN, "planned", type="CONSULT"),
        _mention("joining", BETA, "join", JOIN, "planned", type="CONSULT"),
        _mention("blocking", HOSTILE, "blocked", BLOCKED, "claimed", type="COERCE", speaker="Observers \x1b[31m"),
    ]
    ids = {name: min(row["mention"] for row in rows if row["event"] == name) for name in EVENTS}
    return [{**row, "event": ids[row["event"]]} for row in rows]


def event_id(name: str) -> str:
    """Id of one of the EVENTS."""
    return str(_mentions()[EVENTS[name]]["event"])


def mention_of(name: str, doc: str) -> str:
    """Id of an event's mention in a document."""
    return next(str(m["mention"]) for m in _mentions() if m["event"] == event_id(name) and m["doc"] == doc)


def _event(name: str, gloss: str, kind: str, modality: str, origins: int, day: int | None) -> Row:
    date = datetime.date(2031, 3, day) if day else None
    oslo = name == "signing"
    return {
        "event": event_id(name),
        "gloss": gloss,
        "type": kind,
        "kind": None,
        "mode": None,
        "contexts": ["trade"],
        "cameo": "05",
        "modality": modality,
        "date_start": date,
        "date_end": date,
        "date_precision": "day" if day else None,
        "place_name": "Oslo" if oslo else None,
        "place_country": "NOR" if oslo else None,
        "place_lat": 59.91 if oslo else None,
        "place_lon": 10.75 if oslo else None,
        "place_id": "geonames:3143244" if oslo else None,
        "place_precision": "city" if oslo else None,
        "origins": origins,
    }


def _party(event: str, role: str, name: str, country: str, docs: list[str]) -> Row:
    party = {"role": role, "country": country, "sector": "GOV", "name": name, "id": f"{country}-GOV"}
    return {"event": event_id(event), **party, "docs": docs}


def _claim(claim: str, doc: str, speaker: str, content: str, statement: str, mode: str = "direct") -> Row:
    return {
        "claim": claim,
        "doc": doc,
        "speaker_name": speaker,
        "speaker_country": None,
        "speaker_id": None,
        **at(doc, speaker, "speaker"),
        "cue_start": None,
        "cue_end": None,
        **at(doc, content, "content"),
        "mode": mode,
        "stance": None,
        "chain": [doc, speaker],
        "statement": statement,
    }


def _figure(figure: str, doc: str, words: str, low: float, high: float | None) -> Row:
    return {
        "figure": figure,
        "doc": doc,
        **at(doc, words),
        "low": low,
        "high": high,
        "unit": None,
        "counted": "boats",
        "change": "=",
        "whose": None,
        "event": event_id("signing"),
        "figure_group": "figure-a",
        "claim": None,
    }


def _reuse() -> Row:
    here, there = (TEXTS[doc][TEXTS[doc].index(SIGNED) :] for doc in (ALPHA, BETA))
    return {
        "doc": ALPHA,
        **at(ALPHA, here),
        "other_doc": BETA,
        **at(BETA, there, "other"),
        "kind": "edited",
        "kinship": "copy",
        "direction": "to",
        "reasons": ["The other page appeared a day later."],
    }


def _actor(doc: str, words: str, country: str) -> Row:
    resolved = {"name": words, "country": country, "sector": "GOV", "id": f"{country}-GOV"}
    return {"doc": doc, **at(doc, words), **resolved, "basis": "name", "confidence": 0.9}


def _place(doc: str) -> Row:
    resolved = {"name": "Oslo", "country": "NOR", "id": "geonames:3143244", "lat": 59.91, "lon": 10.75}
    how = {"kind": "city", "precision": "city", "basis": "name"}
    return {"doc": doc, **at(doc, "Oslo", within=SIGNED), **resolved, **how}


def _time(doc: str) -> Row:
    day = datetime.date(2031, 3, 7)
    read = {"date_start": day, "date_end": day, "precision": "day", "anchor": "publication", "basis": "weekday"}
    return {"doc": doc, **at(doc, "Friday"), **read}


def _value(status: str, docs: list[str]) -> Row:
    spans = [(doc, at(doc, "signed", within=DENIED if doc == GAMMA else SIGNED)) for doc in docs]
    return {"value": status, "origins": 1, "docs": docs, "mentions": [[doc, *span.values()] for doc, span in spans]}


def _difference() -> Row:
    return {
        "about": event_id("signing"),
        "attribute": "status",
        "kind": "denied",
        "values": [_value("happened", [ALPHA, BETA]), _value("denied", [GAMMA])],
        "why": "One origin says that it happened, another denies it.",
    }


def _story(story: str, title: str | None, docs: list[str], parent: str | None = None) -> Row:
    day = datetime.date(2031, 3, 7)
    return {"story": story, "title": title or story, "first": day, "last": day, "docs": docs, "parent": parent}


def rows() -> dict[str, list[Row]]:
    """Every derived table's rows."""
    return {
        "documents": list(_documents()),
        "regions": list(_regions()),
        "actors": [_actor(ALPHA, "Norway", "NOR"), _actor(BETA, "Norway", "NOR"), _actor(GAMMA, "Sweden", "SWE")],
        "places": [_place(ALPHA), _place(BETA)],
        "times": [_time(ALPHA), _time(BETA)],
        "events": [
            _event("signing", "Norway and Sweden sign a ferry accord", "AGREE", "happened", 2, 7),
            _event("joining", "Denmark joins talks", "CONSULT", "planned", 1, 15),
            _event("blocking", "Denmark <i>blocks</i> port [red]", "COERCE", "claimed", 1, None),
        ],
        "participants": [
            _party("signing", "participant", "Norway", "NOR", [ALPHA, BETA]),
            _party("signing", "participant", "Sweden", "SWE", [ALPHA, BETA, GAMMA]),
            _party("blocking", "actor", "Denmark", "DNK", [HOSTILE]),
        ],
        "mentions": [dict(row) for row in _mentions()],
        "claims": [
            _claim("claim-a", ALPHA, "the harbour board", BOATS, "claim-a"),
            _claim("claim-b", BETA, "the port board", BOATS, "claim-a"),
            _claim("claim-denial", GAMMA, "Sweden", "it had signed a ferry accord", "claim-denial", "indirect"),
        ],
        "figures": [
            _figure("figure-a", ALPHA, "40", 40, 40),
            _figure("figure-b", BETA, "40", 40, 40),
            _figure("figure-c", GAMMA, "At least 12", 12, None),
        ],
        "figure_groups": [{"figure_group": "figure-a", "relation": "differ", "why": "40 is not at least 12."}],
        "reuse": [_reuse()],
        "origins": [
            {"doc": doc, "origin": ALPHA if doc == BETA else doc, "start": None, "end": None} for doc in sorted(TEXTS)
        ],
        "stories": [
            _story(ALPHA, "Ferry accord signed in Oslo", [ALPHA, BETA, GAMMA]),
            _story(f"{ALPHA}#1", "Signing", [ALPHA, BETA], ALPHA),
            *(_story(doc, TITLES[doc], [doc]) for doc in (HOSTILE, BROKEN, FRENCH)),
        ],
        "differences": [_difference()],
    }


def write_record(path: Path, tables: dict[str, list[Row]]) -> Path:
    """A record with these derived rows."""
    with Record.write(path) as record:
        for table, lines in tables.items():
            record.load(table, lines)
    return path


def record_in_memory(tables: dict[str, list[Row]]) -> Record:
    """The same without a file: quicker to make."""
    record = Record(duckdb.connect(config={"threads": 1}))
    record.execute((files("sayso.keep") / "schema.sql").read_text(encoding="utf-8"))
    for table, lines in tables.items():
        record.load(table, lines)
    return record


@cache
def made_record() -> Path:
    """The hand-made record; nobody writes to it."""
    folder = Path(tempfile.mkdtemp(prefix="sayso-made-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return write_record(folder / "made.duckdb", rows())
