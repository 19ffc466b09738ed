"""`report check` finds formulas whose letters or arrangement changed."""

from __future__ import annotations

import pytest

from report.merge.checked_formulas import changed_formulas, open_word
from report.merge.word_units import read_units
from tests.merge.edit_kinds import edited_by, saved_by_google_docs


def formulas(built, data):
    return [
        (each.kind, each.expected, each.found, each.where.section, each.where.block)
        for each in changed_formulas(built.base.units, read_units(data).units)
    ]


@pytest.mark.parametrize(
    ("edit", "expected", "found"),
    [
        ("a formula in another structure", "z=(x)/(s)", "z=xs"),
        ("a displayed formula", "z=(x)/(s)", "z=(x)/(t)"),
        ("a formula", "y=a+bx", "y=a+cx"),
    ],
)
def test_a_changed_formula_is_a_finding(built, edit, expected, found):
    """With both structures, and the section in which it is."""
    data = edited_by(built.word, edit)
    assert formulas(built, data) == [("changed", expected, found, "Methods", "formula")]


@pytest.mark.parametrize(
    "edit", ["replace a word", "move a paragraph", "delete a list item", "a new formula"]
)
def test_other_edits_change_no_formula(built, edit):
    """Also if units are at other places."""
    assert formulas(built, edited_by(built.word, edit)) == []


def test_the_check_of_a_copy_reports_its_formulas(built, tmp_path):
    """The command compares a Word file with what it stores about its build."""
    path = tmp_path / "copy.docx"
    path.write_bytes(edited_by(built.word, "a formula in another structure"))
    done = built.run("check", str(path))
    assert done.returncode == 1
    assert "z=(x)/(s)" in done.stdout
    path.write_bytes(built.word)
    assert "changed " not in built.run("check", str(path)).stdout


def test_a_copy_without_its_build_says_that_formulas_were_not_compared(built, tmp_path):
    """Google Docs drops the part; the verdict is then not "all correct"."""
    path = tmp_path / "copy.docx"
    path.write_bytes(saved_by_google_docs(built.word))
    assert "the arrangement of formulas" in built.run("check", str(path)).stdout
    assert open_word(path)
