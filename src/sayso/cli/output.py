"""What commands write: JSON on standard output, one sentence on standard error."""

import sys
from typing import NoReturn

import typer

from sayso.tell.visible import one_line, safe_json


def print_json(value: object) -> None:
    """The value as indented JSON. Characters that could steer a terminal are escaped."""
    import msgspec

    encoded = msgspec.json.format(msgspec.json.encode(value), indent=2)
    sys.stdout.write(safe_json(encoded.decode()) + "\n")


def say(sentence: str) -> None:
    """One sentence on standard error."""
    print(one_line(sentence), file=sys.stderr)  # noqa: T201


def fail(sentence: str, code: int) -> NoReturn:
    """Say why, and leave with the code."""
    say(f"sayso: {sentence}")
    raise typer.Exit(code)
