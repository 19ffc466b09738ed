"""Keeps Dask's own messages from the terminal; what concerns the user is reported by the executor."""

from __future__ import annotations

import logging
import signal


def silence() -> None:
    """Print no message of Dask and of its network library in this process."""
    for name in ("distributed", "tornado", *logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("distributed", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def dask_setup(worker: object) -> None:
    """Prepare a worker that was started on this machine: an interrupt of the terminal ends it through its client."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    silence()
