"""Exported tables read back."""

from __future__ import annotations

from pathlib import Path

from report.export.readback import read_csv


def test_decimal_commas_are_points_whatever_the_separator(tmp_path: Path) -> None:
    """A table of a German paper is the same after a spreadsheet saved it with semicolons; texts are kept."""
    (tmp_path / "one.csv").write_text('Table 1. T,,\nAge,"41,06","14,37 (2,1)"\n', encoding="utf-8")
    (tmp_path / "other.csv").write_text("Table 1. T;;\nAge;41,06;14,37 (2,1)\n", encoding="utf-8")
    (one,), (other,) = read_csv(tmp_path / "one.csv"), read_csv(tmp_path / "other.csv")
    assert one.lines == other.lines
    assert one.lines[1] == ("Age", "41.06", "14,37 (2,1)")
