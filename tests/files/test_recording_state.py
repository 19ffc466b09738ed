"""What the recorder itself does is not recorded, and a file that cannot be read has a state too."""

from __future__ import annotations

import threading
from pathlib import Path

from report.files.recording_state import STATE, seen, unrecorded


def test_silence_is_that_of_one_thread_and_ends_with_its_block() -> None:
    """Blocks may be nested; other threads go on."""
    others: list[bool] = []
    with unrecorded():
        with unrecorded():
            assert STATE.busy
        assert STATE.busy
        thread = threading.Thread(target=lambda: others.append(STATE.busy))
        thread.start()
        thread.join()
    assert (STATE.busy, others) == (False, [False])


def test_the_state_of_a_file_has_no_data(tmp_path: Path) -> None:
    """A hash, but not the first bytes, which may be those of a participant."""
    file = tmp_path / "data.csv"
    file.write_text("P01,34\n", encoding="utf-8")
    first = seen(str(file))
    assert "P01" not in repr(first)
    file.write_text("P01,35\n", encoding="utf-8")
    assert seen(str(file)).sha256 != first.sha256


def test_a_missing_file_has_a_state(tmp_path: Path) -> None:
    """Its hash is empty, and changes when it appears."""
    missing = seen(str(tmp_path / "none.csv"))
    assert missing.sha256 == ""
    (tmp_path / "none.csv").write_text("x", encoding="utf-8")
    assert seen(str(tmp_path / "none.csv")).sha256 != missing.sha256
