"""What a step of a run reads is recorded for that step alone."""

from pathlib import Path

from report.files.recorder import recording


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
