"""Ctrl-C is never lost."""

import os
import subprocess
import sys

import pytest

STARTED_WHILE_INTERRUPTED = """
import os, signal
from report.files.worker_processes import BackgroundTask
parent = os.getpid()
os.register_at_fork(before=lambda: os.kill(parent, signal.SIGINT))
try:
    BackgroundTask(abs).stop()
except KeyboardInterrupt:
    print("interrupted")
"""


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_while_a_process_starts_is_not_lost():
    """Python discards an exception in a callback around a fork; the interrupt is raised afterwards."""
    done = subprocess.run(
        [sys.executable, "-c", STARTED_WHILE_INTERRUPTED], capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("interrupted", "")
