"""Code that seems to yield a row, but does not belong to the study."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.study.unlisted_modules import unlisted_code

DECORATED = "from report import stats\n\n\n@stats\ndef sleepers(people):\n    yield\n"
BARE = "def sleepers(people):\n    yield\n"


@pytest.mark.parametrize(
    ("listed", "other", "remedy"),
    [
        (
            "",
            DECORATED,
            'analysis/other.py:5 defines sleepers: add "analysis.other" to the modules of the study',
        ),
        (BARE, "", "analysis/listed.py:1 defines sleepers without a decorator: write @stats above it"),
        (DECORATED, "", ""),
        ("sleepers = 1\n", "class sleepers: ...\n", ""),
    ],
)
def test_the_function_of_a_row_is_found(listed: str, other: str, remedy: str, tmp_path: Path) -> None:
    """In a module beside those of the study, or without a decorator."""
    (tmp_path / "analysis").mkdir()
    (tmp_path / "analysis" / "listed.py").write_text(listed, encoding="utf-8")
    (tmp_path / "analysis" / "other.py").write_text(other, encoding="utf-8")
    assert unlisted_code("sleepers", tmp_path, ("analysis.listed",)) == remedy


def test_a_study_of_a_single_module_is_searched_beside_it(tmp_path: Path) -> None:
    """Its package is the folder of the project."""
    (tmp_path / "more.py").write_text(DECORATED, encoding="utf-8")
    assert 'add "more"' in unlisted_code("sleepers", tmp_path, ("study",))
    assert unlisted_code("sleepers", tmp_path, ()) == ""
