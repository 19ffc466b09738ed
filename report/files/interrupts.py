"""Defers Ctrl-C while it would be lost or leave work half done."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator

_deferring: list[bool] = []


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Defer Ctrl-C until the work is done.

    Python discards a `KeyboardInterrupt` that is raised in a callback around `os.fork`, so starting a process is such
    work too.
    """
    if _deferring or threading.current_thread() is not threading.main_thread():
        yield
        return
    received: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, _: received.append(number))
    _deferring.append(True)
    try:
        yield
    finally:
        _deferring.clear()
        signal.signal(signal.SIGINT, handler if handler is not None else signal.SIG_DFL)
    if received:
        raise KeyboardInterrupt
