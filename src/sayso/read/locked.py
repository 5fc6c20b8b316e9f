"""The files that decide what is read, with their sums."""

from pathlib import Path

import msgspec


def model_lock(package: str) -> dict[str, str]:
    """Path inside a package -> sha256, of every file that decides what is read."""
    lock = msgspec.json.decode((Path(__file__).parent / "models.lock").read_bytes(), type=dict[str, dict[str, str]])
    return lock[package]
