"""Finding pages: every wrapping gives its pages, every bad file one source with a sentence, and nothing raises."""

import gzip
import io
import json
import os
import sys
import zipfile
from pathlib import Path

import pytest

from sayso.acquire.limits import DEFAULT, Limits
from sayso.acquire.sources import Source, find_sources, kind_of
from sayso.acquire.tables import rows
from sayso.errors import UsageError

TALK = "Envoys of Peru and Chile met in Lima on Monday."
SMALL = Limits(page_bytes=200_000, archive_bytes=100_000, members=5, ratio=50, ratio_from=1_000)


def found(*paths: Path | str, limits: Limits = DEFAULT) -> dict[str, Source]:
    sources = list(find_sources([str(path) for path in paths], limits))
    assert len({s.doc for s in sources}) == len(sources)
    for source in sources:
        assert source.error is None or source.error.endswith("."), source
        source.doc.encode("utf-8")
    return {s.doc: s for s in sources}


def zip_of(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_a_folder_gives_its_pages_sorted_under_relative_names(tmp_path: Path) -> None:
    (tmp_path / "b" / "deep").mkdir(parents=True)
    (tmp_path / "b" / "deep" / "three.md").write_text(TALK)
    (tmp_path / "a.txt").write_text(TALK)
    (tmp_path / "b" / "two.htm").write_text(TALK)
    (tmp_path / "z.html.gz").write_bytes(gzip.compress(TALK.encode()))
    for ignored in ("logo.png", ".hidden.txt", "notes"):
        (tmp_path / ignored).write_text("x")
    sources = found(tmp_path)
    assert list(sources) == ["a.txt", "b/deep/three.md", "b/two.htm", "z.html.gz"]
    assert all(s.payload == TALK.encode() and s.error is None for s in sources.values())


def test_a_file_named_directly_gives_its_name_whatever_its_ending(tmp_path: Path) -> None:
    (tmp_path / "page.saved").write_text(TALK)
    (tmp_path / "bare").write_text(TALK)
    assert list(found(tmp_path / "page.saved", tmp_path / "bare")) == ["page.saved", "bare"]


def test_a_path_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="check the path"):
        list(find_sources([str(tmp_path / "nowhere")], DEFAULT))


def test_formats_that_are_not_read_are_named_with_a_remedy(tmp_path: Path) -> None:
    for name in ("briefing.pdf", "crawl.warc.gz", "notes.docx"):
        (tmp_path / name).write_bytes(b"x")
    sources = found(tmp_path)
    assert set(sources) == {"briefing.pdf", "crawl.warc.gz", "notes.docx"}
    assert "(.warc.gz)" in (sources["crawl.warc.gz"].error or "") and sources["briefing.pdf"].payload is None


def test_every_ending_in_the_table_is_known() -> None:
    assert {kind_of(row["example"]) for row in rows("endings")} == {"page", "records", "gzip", "zip", "other"}
    assert all(kind_of(row["example"]) == row["kind"] and bool(row["remedy"]) == (row["kind"] == "other")
               for row in rows("endings"))  # fmt: skip


# ------------------------------------------------------------------ records


def test_records_of_common_exports(tmp_path: Path) -> None:
    exports = [
        {"maintext": TALK, "title": "Talks", "url": "https://a.example/1", "date_publish": "2021-05-03 10:00:00",
         "source_domain": "a.example"},
        {"text": TALK, "title": "Talks", "source": "https://b.example/2", "date": "2021-05-03", "sitename": "B Post"},
        {"plaintext": TALK, "publishing_date": "2021-05-03T10:00:00+02:00", "publisher": {"name": "C News"}},
        {"body": {"summary": ["Talks."], "sections": [{"headline": ["Lima"], "paragraphs": [TALK]}]}, "headline": "T"},
        {"plain_text": TALK, "requested_url": "https://d.example/4", "published_date": "2021-05-03", "publisher": "D"},
        {"raw_html": f"<html><body><p>{TALK}</p></body></html>", "text": "  ", "canonical_link": "https://e.example/5"},
    ]  # fmt: skip
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, exports)) + "\n")
    got = list(found(tmp_path).values())
    assert [s.doc for s in got] == [
        "https://a.example/1", "https://b.example/2", "x.jsonl#3", "x.jsonl#4", "https://d.example/4",
        "https://e.example/5",
    ]  # fmt: skip
    assert got[0] == Source("https://a.example/1", TALK.encode(), "https://a.example/1", "Talks", "a.example",
                            "2021-05-03 10:00:00")  # fmt: skip
    assert got[2].outlet == "C News" and got[2].published == "2021-05-03T10:00:00+02:00"
    assert got[3].payload == f"Talks.\n\nLima\n\n{TALK}".encode() and got[3].title == "T"
    assert (got[5].payload or b"").startswith(b"<html>")


def test_broken_records_are_sources_and_stop_nothing(tmp_path: Path) -> None:
    lines = ['{"text": "Talks began.', "[1, 2]", '{"title": "No text"}', "", '{"text": "Bad \\ud800 half."}',
             "[" * 100_000, '{"text": "Talks went on."}']  # fmt: skip
    (tmp_path / "x.jsonl").write_text("\ufeff" + "\n".join(lines))
    sources = found(tmp_path)
    assert set(sources) == {f"x.jsonl#{n}" for n in (1, 2, 3, 5, 6, 7)}
    assert [n for n in (1, 2, 3, 5, 6, 7) if sources[f"x.jsonl#{n}"].error is None] == [5, 7]
    assert sources["x.jsonl#5"].payload == "Bad \ufffd half.".encode()


def test_a_record_longer_than_a_page_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text(json.dumps({"text": "a" * 300_000}) + "\n" + json.dumps({"text": TALK}) + "\n")
    sources = found(tmp_path, limits=SMALL)
    assert "larger than" in (sources["x.jsonl#1"].error or "") and sources["x.jsonl#2"].payload == TALK.encode()


def test_an_empty_jsonl_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("\n\n")
    assert "empty" in (found(tmp_path)["x.jsonl"].error or "")


# ------------------------------------------------------------------ archives


def test_members_of_a_zip(tmp_path: Path) -> None:
    zip_of(
        tmp_path / "s.zip",
        {
            "b/two.html": b"<p>x</p>",
            "a.txt": TALK.encode(),
            "x.jsonl": b'{"text": "Hi there."}',
            "pic.png": b"x",
            "__MACOSX/a.txt": b"x",
            "old.pdf": b"x",
            "in.zip": b"x",
            "c.txt.gz": b"",
        },
    )
    sources = found(tmp_path)
    assert list(sources) == ["s.zip/a.txt", "s.zip/b/two.html", "s.zip/c.txt.gz", "s.zip/in.zip", "s.zip/old.pdf",
                             "s.zip/x.jsonl#1"]  # fmt: skip
    assert sources["s.zip/a.txt"].payload == TALK.encode()
    assert "inside an archive" in (sources["s.zip/in.zip"].error or "")


def test_bombs_are_seen_while_unpacking(tmp_path: Path) -> None:
    zip_of(tmp_path / "one.zip", {"bomb.txt": b"0" * 1_000_000, "good.txt": TALK.encode()})
    zip_of(tmp_path / "total.zip", {f"{k}.jsonl": os.urandom(12_000).hex().encode() for k in range(5)})
    zip_of(tmp_path / "many.zip", {f"{k}.txt": b"x" for k in range(6)})
    (tmp_path / "g.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n' * 50_000))
    sources = found(tmp_path, limits=SMALL)
    assert "times its size" in (sources["one.zip/bomb.txt"].error or "")
    assert sources["one.zip/good.txt"].payload == TALK.encode()
    assert any("unpacks to more than" in (s.error or "") for d, s in sources.items() if d.startswith("total.zip"))
    assert "members" in (sources["many.zip"].error or "")
    assert "times its size" in (sources["g.jsonl.gz"].error or "")


def test_damaged_and_locked_archives(tmp_path: Path) -> None:
    zip_of(tmp_path / "locked.zip", {"a.txt": TALK.encode()})
    data = bytearray((tmp_path / "locked.zip").read_bytes())
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(data)
    zip_of(tmp_path / "broken.zip", {"a.txt": TALK.encode() * 20})
    data = bytearray((tmp_path / "broken.zip").read_bytes())
    data[40:44] = b"\xff\xff\xff\xff"
    (tmp_path / "broken.zip").write_bytes(data)
    (tmp_path / "no.zip").write_bytes(b"PK\x03\x04 no zip at all")
    (tmp_path / "cut.txt.gz").write_bytes(gzip.compress(TALK.encode() * 90)[:-12])
    (tmp_path / "no.txt.gz").write_bytes(b"plain text")
    sources = found(tmp_path)
    assert set(sources) == {"locked.zip/a.txt", "broken.zip/a.txt", "no.zip", "cut.txt.gz", "no.txt.gz"}
    assert all(s.payload is None and s.error for s in sources.values())
    assert "password" in (sources["locked.zip/a.txt"].error or "")


def test_a_name_that_stands_twice_in_a_zip_is_kept_twice(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as archive, pytest.warns(UserWarning):
        archive.writestr("a.txt", "one")
        archive.writestr("a.txt", "two")
    assert [s.payload for s in found(tmp_path).values()] == [b"one", b"two"]


# ------------------------------------------------------------------ the file system


def test_links_that_lead_nowhere_or_round_in_circles(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(TALK)
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "lost").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    sources = found(tmp_path)
    assert set(sources) == {"sub/a.txt", "sub/up", "lost", "self"}
    assert "back to a folder" in (sources["sub/up"].error or "")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TALK)
    (tmp_path / "shut").mkdir()
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "shut").chmod(0)
    try:
        assert all("right to read" in (s.error or "") for s in found(tmp_path).values())
    finally:
        (tmp_path / "shut").chmod(0o755)


def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "no regular file" in (found(tmp_path)["pipe.txt"].error or "")


def test_names_that_do_not_decode_stay_apart_and_are_read(tmp_path: Path) -> None:
    for name in (b"caf\xe9.txt", b"caf\xe8.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(TALK)
    sources = found(tmp_path)
    assert set(sources) == {"caf\\xe8.txt", "caf\\xe9.txt"}
    assert all(s.payload == TALK.encode() and "rename it" in (s.error or "") for s in sources.values())


def test_a_large_page_is_not_loaded(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as large:
        large.truncate(50 * 1024 * 1024)
    source = found(tmp_path)["large.txt"]
    assert source.payload is None and "larger than 20 MB" in (source.error or "")


@pytest.mark.parametrize(("given", "docs"), [(TALK, ["-"]), ('{"text": "One."}\n{"text": "Two."}\n', ["-#1", "-#2"])])
def test_standard_input(given: str, docs: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(given.encode()))))
    assert list(found("-")) == docs
