"""Ctrl-C that nothing swallows.

DuckDB answers a SIGINT that reaches it within a statement with RuntimeError("Query interrupted"), which cannot be told
from a fault of its own: so the signal is noted here before anyone answers it.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def stoppable() -> Iterator[None]:
    """Whatever error a Ctrl-C within the block turns into leaves the block as KeyboardInterrupt."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    stopped = False

    def note(signum: int, frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True
        signal.default_int_handler(signum, frame)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    except Exception as error:
        if stopped:
            raise KeyboardInterrupt from error
        raise
    finally:
        signal.signal(signal.SIGINT, before)
