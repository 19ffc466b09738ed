"""Faults as the page of a preview shows them."""

from __future__ import annotations

import pytest

from report.preview.faults import as_shown
from report.rows.errors import Fault

EDITOR = "vscode://file/{path}:{line}"


@pytest.fixture
def root(tmp_path):
    (tmp_path / "a.qmd").write_text("".join(f"line {n}\n" for n in range(1, 10)), encoding="utf-8")
    return tmp_path


def test_a_fault_with_a_line_has_an_excerpt_and_a_link(root):
    """The line with the one before and the one after it."""
    found = as_shown(Fault("a.qmd:5", "is wrong", "correct it"), root, EDITOR)
    assert found == {
        "where": "a.qmd:5",
        "what": "is wrong",
        "remedy": "correct it",
        "excerpt": "line 4\nline 5\nline 6",
        "link": f"vscode://file/{root / 'a.qmd'}:5",
    }


def test_the_first_line_has_none_before_it(root):
    """Nor does the excerpt begin at the end of the file."""
    assert as_shown(Fault("a.qmd:1", "", ""), root, EDITOR)["excerpt"] == "line 1\nline 2"


@pytest.mark.parametrize("where", ["a.qmd", "b.qmd:5", "a.qmd:x", "", ":5"])
def test_a_fault_without_a_known_line_has_neither(root, where):
    """It is shown as the terminal prints it."""
    found = as_shown(Fault(where, "what", "remedy"), root, EDITOR)
    assert (found["where"], found["excerpt"], found["link"]) == (where, "", "")
