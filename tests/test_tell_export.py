"""tell.export: the exact shape, and the same bytes for the same record."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sayso.errors import UsageError
from sayso.keep.record import Record
from sayso.tell.export import FORMATS, Format, export
from sayso.tell.exports import EXPORTS
from tests.made_record import ALPHA, BETA, FRENCH, GAMMA, TEXTS, Row, event_id, made_record, rows, write_record

#: The keys that other programs rely on, as the export's description names them: they may be followed by more.
KEYS = {
    "documents": "doc page text text_sha256 uri outlet language title published_start published_end published_basis "
    "published_clues regions error",
    "events": "event gloss type kind mode contexts cameo modality date_start date_end date_precision participants "
    "place origins mentions",
    "figures": "doc start end low high unit counted change whose event group claim",
    "figure_groups": "group relation members why",
    "claims": "claim doc speaker_name speaker_country speaker_id speaker_start speaker_end cue_start cue_end "
    "content_start content_end mode chain statement",
    "reuse": "doc start end other_doc other_start other_end kind kinship direction reasons",
    "origins": "doc origin start end",
    "stories": "story title first last docs parent",
    "places": "doc start end name country id lat lon kind precision basis",
    "actors": "doc start end name country sector id basis confidence",
    "times": "doc start end date_start date_end precision anchor basis",
    "differences": "event claim attribute kind values why",
}


def exported(folder: Path, kind: Format, record: Path | None = None) -> dict[str, bytes]:
    with Record.open(record or made_record()) as open_record:
        written = export(open_record, folder, kind)
    assert sorted(written) == sorted(folder.iterdir())
    return {path.stem: path.read_bytes() for path in written}


def table(file: Path) -> list[Row]:
    with duckdb.connect() as connection:
        return Record(connection).query(f"FROM '{file}'")


@pytest.fixture(scope="module")
def jsonl(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    files = exported(tmp_path_factory.mktemp("jsonl"), "jsonl")
    return {name: [json.loads(line) for line in data.decode().split("\n") if line] for name, data in files.items()}


def test_keys_stand_in_the_promised_order(jsonl: dict[str, list[dict[str, Any]]]) -> None:
    assert list(KEYS) == [file.name for file in EXPORTS]
    for name, keys in KEYS.items():
        promised = keys.split()
        assert jsonl[name], name
        for line in jsonl[name]:
            assert list(line)[: len(promised)] == promised


def test_lines_are_sorted(jsonl: dict[str, list[dict[str, Any]]]) -> None:
    assert [line["doc"] for line in jsonl["documents"]] == sorted(TEXTS)
    assert [line["event"] for line in jsonl["events"]] == [event_id(n) for n in ("signing", "joining", "blocking")]
    for name in ("figures", "places", "actors", "times"):
        places = [(line["doc"], line["start"], line["end"]) for line in jsonl[name]]
        assert places == sorted(places)


def test_nested_values_have_their_keys(jsonl: dict[str, list[dict[str, Any]]]) -> None:
    signing = jsonl["events"][0]
    assert list(signing["mentions"][0])[:11] == (
        "doc start end type modality realis polarity factuality speaker claim confidence".split()
    )
    assert [m["doc"] for m in signing["mentions"]] == [ALPHA, BETA, GAMMA]
    assert list(signing["participants"][0])[:5] == "role country sector name id".split()
    assert list(signing["place"]) == "name country lat lon id precision".split()
    assert jsonl["events"][1]["place"] is None
    assert signing["mentions"][0]["confidence"] == 0.88
    assert (signing["date_start"], jsonl["events"][2]["date_start"]) == ("2031-03-07", None)
    assert jsonl["documents"][1]["published_clues"] == [{"start": None, "end": None, "reading": "meta date"}]
    assert jsonl["differences"][0]["values"][1]["mentions"][0]["doc"] == GAMMA


def test_offsets_count_code_points(jsonl: dict[str, list[dict[str, Any]]]) -> None:
    french = next(line for line in jsonl["documents"] if line["doc"] == FRENCH)
    assert [french["text"][r["start"] : r["end"]] for r in french["regions"]] == TEXTS[FRENCH].split("\n")


def test_furniture_of_the_collection_counts(tmp_path: Path) -> None:
    tables = rows()
    first = tables["regions"][0]
    tables["furniture"] = [{"doc": first["doc"], "start": first["start"], "end": first["end"], "pages": 4}]
    files = exported(tmp_path / "out", "jsonl", write_record(tmp_path / "r.duckdb", tables))
    document = json.loads(files["documents"].splitlines()[1])
    assert document["regions"][0]["role"] == "furniture"


@pytest.mark.parametrize("kind", FORMATS)
def test_same_rows_in_any_order_give_the_same_bytes(tmp_path: Path, kind: Format) -> None:
    backwards = {table: lines[::-1] for table, lines in rows().items()}
    other = write_record(tmp_path / "backwards.duckdb", backwards)
    assert exported(tmp_path / "a", kind) == exported(tmp_path / "b", kind, other)


def test_csv_and_parquet_hold_the_same_tables(tmp_path: Path, jsonl: dict[str, list[dict[str, Any]]]) -> None:
    for kind in FORMATS[1:]:
        exported(tmp_path / kind, kind)
    for name, lines in jsonl.items():
        for kind in FORMATS[1:]:
            found = table(tmp_path / kind / f"{name}.{kind}")
            assert list(found[0]) == list(lines[0])
            assert len(found) == len(lines)
    mentions = table(tmp_path / "csv" / "events.csv")[0]["mentions"]
    assert json.loads(mentions) == jsonl["events"][0]["mentions"]


def test_a_line_of_text_stays_one_line(tmp_path: Path) -> None:
    tables = rows()
    tables["documents"][0]["title"] = "one\u2028two\x85three"
    files = exported(tmp_path / "out", "jsonl", write_record(tmp_path / "r.duckdb", tables))
    lines = files["documents"].decode().splitlines()
    assert [json.loads(line)["title"] for line in lines][1] == "one\u2028two\x85three"


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with Record.open(made_record()) as record, pytest.raises(UsageError, match="name another folder"):
        export(record, tmp_path / "file", "jsonl")
