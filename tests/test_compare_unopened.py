"""Documents that could not be opened are counted as such, never as copies of one another."""

from pathlib import Path

from sayso.keep.record import Record
from sayso.pipeline import read
from sayso.tell.sources import counts


def test_two_empty_files_are_no_copies_and_no_story(tmp_path: Path) -> None:
    folder, record = tmp_path / "pages", tmp_path / "r.duckdb"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"")
    (folder / "b.txt").write_bytes(b"")
    (folder / "c.txt").write_text("Talks in Oslo\n\nNorway and Sweden held talks in Oslo on 3 May 2021.\n")
    read([str(folder)], record, processes=1)
    with Record.open(record) as made:
        origins = made.query("SELECT doc, origin FROM origins WHERE start IS NULL ORDER BY doc")
        assert [(o["doc"], o["origin"]) for o in origins] == [(d, d) for d in ("a.txt", "b.txt", "c.txt")]
        assert made.query("SELECT * FROM reuse") == []
        assert made.query("SELECT count(*) AS n FROM stories WHERE parent IS NULL")[0]["n"] == 3
        held = counts(made)
    assert (held.documents, held.textless, held.origins) == (3, 2, 1)
