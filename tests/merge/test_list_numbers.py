"""Numbered lists from which items are removed remain lists that count, whatever hunks are applied."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from report.merge.alignment import Pair
from report.merge.list_numbers import ListNumbers
from report.merge.selections import Selection
from tests.merge.edit_kinds import WordCopy, deleted, inserted_after, moved, together
from tests.merge.markdown_copies import base_of

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


SOURCE = "Text.\n\n1. First\n2. Second\n3. Third\n\n(4) Other\n"


def numbers_of(*gone, source=SOURCE):
    """The lists of a build from which a copy removes the items with these texts."""
    base = base_of(source)
    found = [Pair((i,), () if unit.text in gone else (i,)) for i, unit in enumerate(base.units)]
    return ListNumbers(base, found), base


def place(base, text):
    return next(i for i, unit in enumerate(base.units) if unit.text == text)


def test_all_hunks_of_a_list_have_the_same_edits_of_its_numbers():
    """So that any selection of them leaves a list that counts."""
    numbers, base = numbers_of("First")
    edits = list(numbers.edits(place(base, "First")))
    assert edits == list(numbers.edits(place(base, "Third")))
    assert [(SOURCE[each.start : each.end], each.text) for each in edits] == [("2", "1"), ("3", "1")]


def test_a_list_whose_last_items_are_removed_keeps_its_numbers():
    """It still counts."""
    numbers, base = numbers_of("Second", "Third")
    assert list(numbers.edits(place(base, "First"))) == []


def test_a_new_item_has_the_number_of_the_first_if_all_get_it():
    """Otherwise the one that it was written with; other text has no number."""
    numbers, base = numbers_of("First")
    item, beside = base.units[place(base, "Second")], place(base, "Second")
    assert numbers.fitting("  7. New\n8. x", beside, item) == "  1. New\n8. x"
    assert numbers.fitting("7. New", beside, replace(item, kind="paragraph")) == "7. New"
    whole, _ = numbers_of()
    assert whole.fitting("7. New", beside, item) == "7. New"


def test_items_without_numbers_are_another_list():
    """Bullets are not numbered."""
    numbers, base = numbers_of("One", source="1. One\n2. Two\n\n- Three\n- Four\n")
    edits = list(numbers.edits(place(base, "One")))
    assert [each.text for each in edits] == ["1"]
    assert list(numbers.edits(place(base, "Four"))) == []
