"""The PLOVER vocabulary and the tables of names as typed rows."""

from pathlib import Path

import pytest

from sayso.errors import ModelError
from sayso.model import tables
from sayso.model.vocabulary import cameo_of, plover, type_of_cameo


def test_sixteen_types_and_none() -> None:
    codes = [entry.code for entry in plover().types]
    assert len(codes) == len(set(codes)) == 17
    assert codes[-1] == "NONE"


def test_every_term_has_a_label_and_an_example() -> None:
    terms = (*plover().types, *plover().kinds, *plover().modes, *plover().contexts)
    assert all(term.code and term.label and term.example for term in terms)


def test_modes_belong_to_a_type_and_are_named_once_in_it() -> None:
    modes = [(mode.type, mode.code) for mode in plover().modes]
    assert len(modes) == len(set(modes))
    assert {type_code for type_code, _ in modes} <= {entry.code for entry in plover().types}


def test_cameo_goes_there_and_back() -> None:
    roots = [root for entry in plover().types for root in entry.cameo]
    assert sorted(set(roots)) == [f"{number:02}" for number in range(1, 21)]
    for entry in plover().types:
        assert cameo_of(entry.code) == entry.cameo[0]
    assert type_of_cameo("09") == "ACCUSE"
    assert type_of_cameo("19") == "ASSAULT"
    assert type_of_cameo("99") is None


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(KeyError):
        cameo_of("GOSSIP")


def test_tables_load_as_typed_rows() -> None:
    known = {land.iso3 for land in tables.countries()} | {gone.iso3 for gone in tables.dissolved()}
    assert len(tables.countries()) > 190
    assert {leader.iso3 for leader in tables.leaders()} <= known | {None}
    assert {body.iso3 for body in tables.organisations()} <= known | {None}
    assert all(leader.surname for leader in tables.leaders())
    egypt = next(land for land in tables.countries() if land.iso3 == "EGY")
    assert "Egyptian" in egypt.demonyms
    assert egypt.capital == "Cairo"


def test_a_table_that_does_not_fit_is_refused_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "seats.tsv").write_text("name\tsector\nThe Dome\t\n", encoding="utf-8")
    monkeypatch.setattr(tables, "files", lambda _package: tmp_path)
    monkeypatch.setattr(tables, "lines", tables.lines.__wrapped__)
    with pytest.raises(ModelError, match=r"seats\.tsv does not fit"):
        tables._read("seats", tables.Seat)
    with pytest.raises(ModelError, match=r"countries\.tsv is missing"):
        tables._read("countries", tables.Country)
