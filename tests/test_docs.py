"""The reference pages are what the program gives, and nothing in them is undocumented."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from typer.main import get_command

from sayso.cli.main import app
from sayso.tell.exports import EXPORTS

DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture(scope="module")
def generate() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module


@pytest.mark.parametrize("name", ["record.md", "commands.md", "export.md"])
def test_the_page_on_disk_is_what_the_program_gives(generate: ModuleType, name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == generate.pages()[name], "run python docs/generate.py"


def test_every_command_and_option_says_what_it_does(generate: ModuleType) -> None:
    found = dict(generate.commands(get_command(app), "sayso"))
    assert {"sayso read", "sayso show story", "sayso export"} <= set(found)
    for name, command in found.items():
        assert generate.help_of(command), f"{name} has no description"
        for how, what in generate.parameters(command):
            assert what, f"{name} {how} has no help"


def test_every_table_and_field_says_what_it_holds(generate: ModuleType) -> None:
    with generate.schema() as record:
        tables = [table for _, tables in generate.sections() for table in tables]
        made = record.query("SELECT table_name AS name FROM information_schema.tables ORDER BY 1")
        assert sorted(tables) == [row["name"] for row in made]
        for table in tables:
            assert generate.table_comment(record, table), f"{table} has no comment"
            for column, (_, comment) in generate.column_comments(record, table).items():
                assert comment, f"{table}.{column} has no comment"


def test_every_key_of_the_export_says_what_it_holds(generate: ModuleType) -> None:
    with generate.schema() as record:
        for file in EXPORTS:
            meanings = generate.key_meanings(record, file)
            for key, type_ in generate.columns(record, file):
                assert meanings.get(key), f"{file.name}.{key} has no meaning"
                assert generate.type_words(type_)
