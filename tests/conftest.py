"""What several test files share: the sample pages, and records made from them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

import sayso
from sayso.keep.record import Record
from sayso.pipeline import read
from sayso.tell.export import export

# The suite tries the same examples each time it runs; `pytest --hypothesis-profile=default` looks for new ones.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")

SAMPLES = Path(sayso.__file__).parent / "samples" / "pages"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample pages inside the package."""
    return SAMPLES


@pytest.fixture(scope="session")
def sample_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the sample pages, read at one go in one process."""
    record = tmp_path_factory.mktemp("record") / "samples.duckdb"
    read([str(SAMPLES)], record, processes=1)
    return record


@pytest.fixture
def exported(tmp_path: Path) -> Callable[[Path], dict[str, bytes]]:
    """A function: record -> file name -> bytes of its JSON Lines export."""

    def of(record: Path) -> dict[str, bytes]:
        folder = tmp_path / f"export-{record.stem}-{len(list(tmp_path.iterdir()))}"
        with Record.open(record) as open_record:
            export(open_record, folder, "jsonl")
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}

    return of
