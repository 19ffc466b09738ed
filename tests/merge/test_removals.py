"""Removals of whole units from the lines of a template."""

from __future__ import annotations

from report.merge.atoms import Unit
from report.merge.removals import removal

ABSTRACT = "abstract: |\n  One.\n\n  Two.\n\n  Three.\nkeywords: [a]\n"


def test_the_indentation_of_a_removed_paragraph_goes_with_it():
    """Otherwise the next paragraph of an abstract would be indented twice."""
    start = ABSTRACT.index("Two.")
    edit = removal(Unit("abstract", (), start, start + len("Two."), file="a"), {"a": ABSTRACT})
    left = ABSTRACT[: edit.start] + edit.text + ABSTRACT[edit.end :]
    assert left == ABSTRACT.replace("  Two.\n\n", "")
