"""Text of a template that is printed several times, as by a loop."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report.merge.atoms import Atom, Unit
from report.merge.base import Base
from report.merge.hunks import Hunk
from report.merge.repeated_text import once, without_partial_edits
from report.merge.source_spans import SourceEdit

FILE = "index.qmd.j2"
TEMPLATE = "Before. <% for x in y %>Words.<% endfor %>"
START = TEMPLATE.index("Words")
INSERTED = SourceEdit(FILE, START + 5, START + 5, " more")
REPLACED = SourceEdit(FILE, START, START + 5, "Letters")
ELSEWHERE = SourceEdit(FILE, 0, 6, "Above")


def unit(start, text):
    """A paragraph that prints a stretch of the template."""
    return Unit(
        "paragraph",
        tuple(Atom(letter, start=start + n, file=FILE) for n, letter in enumerate(text)),
        file=FILE,
    )


@pytest.fixture
def base():
    """A build in which a loop prints its text twice."""
    units = unit(0, "Before."), unit(START, "Words."), unit(START, "Words.")
    return Base("index", "", "", (), {FILE: TEMPLATE}, units)


def states(base, *edits):
    hunks = [Hunk("replaced", "", "", FILE, edits=(edit,), number=n) for n, edit in enumerate(edits, 1)]
    return [hunk.state for hunk in without_partial_edits(hunks, base)]


@pytest.mark.parametrize("edit", [INSERTED, REPLACED])
def test_an_edit_of_one_place_is_a_conflict(base, edit):
    """It would change the other place too, which the co-author left as it was."""
    assert states(base, edit) == ["conflict"]
    assert states(base, edit, edit) == ["applied", "applied"]
    assert states(base, edit, ELSEWHERE) == ["conflict", "applied"]


def test_different_edits_of_both_places_are_conflicts(base):
    """The template can print only one of them."""
    assert states(base, INSERTED, replace(INSERTED, text=" other")) == ["conflict", "conflict"]


def test_an_insertion_in_all_places_is_made_once(base):
    """Equal insertions at other places are those of several paragraphs."""
    assert once([(1, INSERTED), (2, INSERTED), (3, ELSEWHERE)], base) == [(1, INSERTED), (3, ELSEWHERE)]
    other = SourceEdit(FILE, 3, 3, " more")
    assert once([(1, other), (2, other)], base) == [(1, other), (2, other)]
