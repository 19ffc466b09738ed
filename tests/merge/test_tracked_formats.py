"""Tracked changes of formatting and of styles: their authors are named, and what is not accepted stays a suggestion."""

from __future__ import annotations

import pytest

from report.merge.selections import selection
from tests.merge.edit_kinds import WHEN, WordCopy, element, w


def tracked_bold(file):
    """Make a word bold as Word tracks it."""
    change = element("rPrChange", element("rPr"), id="900", author="Ann", date=WHEN)
    file.run("recruited").insert(0, element("rPr", element("b"), change))


def tracked_heading(file):
    """Make a paragraph a heading as Word tracks it."""
    properties = file.paragraph("Another paragraph").find(w("pPr"))
    old = element("pPr", element("pStyle", val="BodyText"))
    properties.find(w("pStyle")).set(w("val"), "Heading2")
    properties.append(element("pPrChange", old, id="901", author="Ann", date=WHEN))


@pytest.mark.parametrize(
    ("edit", "text"), [(tracked_bold, "were **recruited** in"), (tracked_heading, "\n## Another paragraph")]
)
def test_a_tracked_format_is_merged_unless_its_author_is_not_selected(built, edit, text):
    """As tracked insertions and deletions are."""
    file = WordCopy(built.word)
    edit(file)
    data = file.saved()
    found = built.merge(data)
    assert text in found.merged["index.qmd.j2"]
    assert [each.author for each in found.copy.revisions] == ["Ann"]
    assert built.merge(data, selection=selection("author:Ann")).changed == found.changed
    assert built.merge(data, selection=selection("until:2000-01-01")).hunks == ()


def test_the_author_of_a_tracked_format_is_shown(built):
    """A reviewer sees whose change it is."""
    file = WordCopy(built.word)
    tracked_bold(file)
    assert built.merge(file.saved()).hunks[0].author == "Ann"
