"""What a step of a run reads is recorded for that step alone."""

from contextlib import suppress
from pathlib import Path

from report.files.recorder import recording, unrecorded


def test_recordings_end_in_any_order(tmp_path: Path) -> None:
    """Two recordings that have seen the same are still two: each ends as itself."""
    file = tmp_path / "data.csv"
    file.write_text("x\n1\n", encoding="utf-8")
    with recording() as outer:
        with recording() as inner:
            pass
        file.read_bytes()
    assert str(file) in outer.files
    assert str(file) not in inner.files


def test_what_counts_in_another_way_is_not_recorded(tmp_path: Path) -> None:
    """Files that are read after the block are recorded again, even if the block ended with an error."""
    hidden, shown = tmp_path / "a.csv", tmp_path / "b.csv"
    for file in (hidden, shown):
        file.write_text("x\n1\n", encoding="utf-8")
    with recording() as observed:
        with suppress(LookupError), unrecorded():
            hidden.read_bytes()
            raise LookupError
        shown.read_bytes()
    assert str(hidden) not in observed.files
    assert str(shown) in observed.files
