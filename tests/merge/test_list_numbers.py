"""Numbered lists from which items are removed remain lists that count, whatever hunks are applied."""

from __future__ import annotations

import re

import pytest

from report.merge.selections import Selection
from tests.merge.edit_kinds import WordCopy, deleted, inserted_after, moved, together

STEPS = ("A step with pens", "A step with paper", "A last step")


def markers(text):
    return re.findall(r"(?m)^(\d+)\. ", text)


@pytest.mark.parametrize(
    ("edit", "numbers"),
    [
        (deleted(STEPS[0]), ["1", "1"]),
        (deleted(STEPS[1]), ["1", "1"]),
        (deleted(STEPS[2]), ["1", "2"]),
        (moved(STEPS[0], STEPS[2]), ["1", "1", "1"]),
        (inserted_after(STEPS[0], "A new step."), ["1", "1", "2", "3"]),
        (together(inserted_after(STEPS[2], "A new step."), deleted(STEPS[1])), ["1", "1", "1"]),
    ],
)
def test_numbers_change_only_if_items_between_are_removed(built, edit, numbers):
    """Markdown counts items with equal numbers; a list that would skip a number gets equal ones."""
    file = WordCopy(built.word)
    edit(file)
    found = built.merge(file.saved())
    assert {hunk.state for hunk in found.hunks} == {"applied"}
    assert markers(found.merged["index.qmd.j2"]) == numbers


@pytest.mark.parametrize("number", [1, 2])
def test_each_hunk_alone_leaves_a_list(built, number):
    """Of two removed items, either can be kept."""
    file = WordCopy(built.word)
    together(deleted(STEPS[0]), deleted(STEPS[1]))(file)
    found = built.merge(file.saved(), selection=Selection(named=frozenset({str(number)})))
    assert markers(found.merged["index.qmd.j2"]) == ["1", "1"]
