"""The files that decide what is read: used only where their sums are those this version was made with."""

from pathlib import Path

import msgspec

from sayso.errors import ModelError
from sayso.model.identity import sha256


def model_lock(package: str) -> dict[str, str]:
    """Path inside a package -> sha256, of every file that decides what is read."""
    lock = msgspec.json.decode((Path(__file__).parent / "models.lock").read_bytes(), type=dict[str, dict[str, str]])
    return lock[package]


def verify(package: str, root: Path) -> None:
    """Raises ModelError where one of the package's files is missing or another."""
    for name, expected in model_lock(package).items():
        if not (root / name).is_file() or sha256((root / name).read_bytes()) != expected:
            raise ModelError(f"{package}/{name} is not the file this version was made with: reinstall {package}.")
