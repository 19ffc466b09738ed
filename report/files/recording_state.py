"""The steps whose inputs are being recorded in this process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from report.files.file_states import FileState, file_state, identity
from report.files.observed import Observed

PSEUDO = ("/proc/", "/dev/", "/sys/")


class _State(threading.local):
    """Whether this thread is inside the recorder, which reads files itself."""

    busy = False


STATE = _State()
OPEN: list[Observed] = []
#: Inputs read while modules were imported: once per process, no matter which step imports them.
LOADING = Observed()


def seen(path: str) -> FileState:
    """The state of a file, or why it cannot be read."""
    try:
        file = file_state(path)
        return FileState(file.sha256, file.identity)  # without its first bytes, which may be participant data
    except OSError as error:
        return FileState(f"unreadable: {error.errno}", identity(path))


@contextmanager
def unrecorded() -> Iterator[None]:
    """Record nothing that this thread reads inside the block; what matters must be tracked in another way."""
    before, STATE.busy = STATE.busy, True
    try:
        yield
    finally:
        STATE.busy = before
