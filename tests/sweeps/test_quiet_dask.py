"""Dask and its network library print nothing of their own; an interrupt is left to their client."""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator

import pytest

from report.sweeps import quiet_dask

NOISY = ("distributed", "distributed.scheduler", "tornado", "tornado.application")


@pytest.fixture(autouse=True)
def loggers() -> Iterator[None]:
    """All loggers, as they are before and after a test."""
    before = {name: logging.getLogger(name).level for name in (*NOISY, "distributedly")}
    yield
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


def test_no_message_is_printed() -> None:
    """Not even a critical one, of either library or of a part that set its own level."""
    logging.getLogger("distributed.scheduler").setLevel(logging.DEBUG)
    quiet_dask.silence()
    assert not any(logging.getLogger(name).isEnabledFor(logging.CRITICAL) for name in NOISY)


def test_other_loggers_are_left_alone() -> None:
    """Also one whose name begins alike."""
    quiet_dask.silence()
    assert logging.getLogger("distributedly").isEnabledFor(logging.CRITICAL)
    assert logging.getLogger().isEnabledFor(logging.CRITICAL)


def test_a_worker_ignores_an_interrupt() -> None:
    """Ctrl-C reaches all processes of a terminal; the client ends its workers in order."""
    before = signal.getsignal(signal.SIGINT)
    try:
        quiet_dask.dask_setup(object())
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        assert not logging.getLogger("distributed").isEnabledFor(logging.CRITICAL)
    finally:
        signal.signal(signal.SIGINT, before)
