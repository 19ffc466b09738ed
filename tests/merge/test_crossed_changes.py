"""Copies whose XML LibreOffice has damaged: a tracked change is closed inside a control that it opened before it."""

from __future__ import annotations

import re

import pytest

from report.text.reading.archive import Archive
from report.text.reading.guards import UnreadableError

AUTHOR = 'w:id="1" w:author="Ann" w:date="2026-11-05T10:00:00Z"'
#: The mean hours of sleep in the second paragraph.
MEAN = re.compile(r"that the mean was </w:t></w:r><w:bookmarkStart[^>]*/>(<w:sdt>.*?</w:sdt>)")


def crossed(control, name):
    """A control within a tracked change, in the order of LibreOffice."""
    head, content = control.split("<w:sdtContent>")
    inner = content.removesuffix("</w:sdtContent></w:sdt>")
    inner = re.sub(r"w:t\b", "w:delText", inner) if name == "del" else inner
    outer = f"<w:{name} {AUTHOR}>{head}<w:sdtContent></w:{name}>"
    return f"{outer}<w:{name} {AUTHOR}>{inner}</w:{name}></w:sdtContent></w:sdt>"


@pytest.fixture
def mean(built):
    """The control of a number."""
    found = MEAN.search(Archive(built.word).part("word/document.xml").decode())
    assert found
    return found[1]


def test_a_deleted_number_is_read_from_the_damaged_file(built, edited, mean):
    """The number is deleted, and nothing else changes."""
    found = built.merge(edited((mean, crossed(mean, "del"))))
    assert [(hunk.what, hunk.state) for hunk in found.hunks] == [("deleted in paragraph", "applied")]
    assert "that the mean was hours." in found.merged["index.qmd.j2"]


@pytest.mark.parametrize("name", ["ins", "moveTo"])
def test_an_inserted_number_is_read_from_the_damaged_file(built, edited, mean, name):
    """Insertions and moves are crossed in the same way."""
    assert built.merge(edited((mean, crossed(mean, name)))).hunks == ()


def test_other_damage_is_still_a_fault(built, edited):
    """Only this one order of tags is repaired."""
    with pytest.raises(UnreadableError, match="not well-formed"):
        built.merge(edited(("</w:sdtContent>", "")))
