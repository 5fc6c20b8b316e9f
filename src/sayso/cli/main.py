"""The command `sayso`. Nothing heavy is imported here: each command imports what it needs when it runs."""

import os
import sys
from typing import Annotated

import typer

from sayso import __version__
from sayso.cli import brief, check, copies, demo, export, forget, read, show
from sayso.cli.output import say
from sayso.cli.stopping import stoppable
from sayso.errors import SaysoError

#: Exit code for a fault of Sayso's own (EX_SOFTWARE of sysexits.h).
_OWN_FAULT = 70
#: Exit code after Ctrl-C: 128 + SIGINT, as shells give it.
_STOPPED = 130

app = typer.Typer(
    name="sayso",
    help="Read news pages into one sourced record: who did what to whom, when, where, and on whose say-so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(read.read)
app.add_typer(show.app, name="show")
app.command()(copies.copies)
app.command()(brief.brief)
app.command()(export.export)
app.command()(check.check)
app.command()(forget.forget)
app.command()(demo.demo)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Options of `sayso` itself."""


def main() -> None:
    """Run the command line; leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(_run())


def _run() -> int:
    """The exit code. Everything that can go wrong is one sentence; SAYSO_TRACE=1 shows where it went wrong."""
    try:
        with stoppable():
            code = app(standalone_mode=True)
        sys.stdout.flush()
        return int(code or 0)
    except SystemExit as left:
        return _flushed(left)
    except KeyboardInterrupt:
        say("sayso: stopped.")
        return _STOPPED
    except BrokenPipeError:
        return _without_reader()
    except Exception as error:
        if os.environ.get("SAYSO_TRACE"):
            raise
        say(f"sayso: {_sentence(error)}")
        return error.exit_code if isinstance(error, SaysoError) else 1 if isinstance(error, OSError) else _OWN_FAULT


def _flushed(left: SystemExit) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _without_reader()
    return left.code if isinstance(left.code, int) else 0 if left.code is None else 1


def _without_reader() -> int:
    """Whoever read our output has gone (`sayso ... | head`): be quiet, also when Python flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def _sentence(error: Exception) -> str:
    if isinstance(error, SaysoError):
        return str(error)
    if isinstance(error, OSError):
        name = f"{error.filename}: " if error.filename else ""
        return (
            f"{name}{error.strerror or error}: see that it is there, that it may be used, and that the disk has room."
        )
    first = str(error).strip().split("\n")[0]
    return (
        f"a fault of its own ({type(error).__name__}: {first}): run it again with SAYSO_TRACE=1 set and report "
        "what it prints."
    )
