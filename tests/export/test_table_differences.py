"""Cells of an exported table compared with those of the same table exported again."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.export.readback import ReadTable
from report.export.table_differences import Ids, differences


def kinds(name: str, old: list[tuple[str, ...]], new: list[tuple[str, ...]], ids: Ids) -> list[str]:
    """The kinds of the findings in a file with these lines."""
    right, sheet = (ReadTable("Table 2", tuple(lines)) for lines in (old, new))
    return [each.kind for each in differences(Path(name), sheet, right, ids)]


@pytest.mark.parametrize("name", ["Table-2.tex", "Table-2.csv"])
@pytest.mark.parametrize("space", [" ", "\u00a0"])
def test_a_label_is_known_by_its_text_whatever_its_spaces(name: str, space: str) -> None:
    """One head in the place of another attributes the values of its column wrongly."""
    old = [(f"Warm (n{space}={space}9)",), (f"Cold (n{space}={space}9)",), ("Mean",)]
    assert kinds(name, old, [old[0], old[0], old[2]], {}) == ["swapped"]
    assert kinds(name, old, [old[0], ("Cool (n = 9)",), old[2]], {}) == []
    assert kinds(name, old, [*old, old[1]], {}) == ["typed"]
    assert kinds(name, old, [*old, old[2]], {}) == ["moved"]


@pytest.mark.parametrize(
    ("old", "new", "is_found"),
    [
        ("2.351763830442564e-38", "2.35E-38", False),
        ("2.351763830442564e-38", "2.36E-38", True),
        ("2.351763830442564e-38", "2.4E-38", True),
        ("1.155802540159395", "1.1558025401594", False),
        ("1.155802540159395", "1.1559", True),
        ("1.155802540159395", "-1.1558025401594", True),
        ("1.155802540159395", "1.16", True),
    ],
)
def test_values_of_tidy_lines_are_saved_as_they_are_stored_or_shown(
    old: str, new: str, is_found: bool
) -> None:
    """Programs show very small numbers with three digits, and round the sixteenth digit in different ways."""
    start = ("Table 2", "", "Effect", "p", "cell", "stat", "path.p", "Label")
    line = lambda value: (*start, value, "< .001", "75", "0")  # noqa: E731
    found = kinds("Table-2.tidy.csv", [line(old)], [line(new)], {(0, 8): ("path.p",)})
    assert found == ["changed"] * is_found
