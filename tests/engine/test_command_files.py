"""Files that commands read and write beside the build: whatever is wrong with them is said in lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.cli.checking import _answer
from report.cli.reading import _places
from report.rows.errors import StoreError


@pytest.mark.parametrize(
    "text", ["", "[]", "5", "{}", '{"occurrences": [5]}', '{"occurrences": 5}', '{"occurrences": [{}]}']
)
def test_broken_places_are_places_not_known(tmp_path: Path, text: str) -> None:
    """`report trace` answers as it does before the first build."""
    (tmp_path / "occurrences.json").write_text(text, encoding="utf-8")
    assert _places("a.b", tmp_path) is None


def test_findings_that_cannot_be_written_are_a_fault(tmp_path: Path) -> None:
    """`report check --json FILE` names the place that takes no file."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be written"):
        _answer([], str(tmp_path / "file" / "findings.json"), quiet=True, single=False)
