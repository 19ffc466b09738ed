"""Units of another kind in the copy: headings, paragraphs and list items."""

from __future__ import annotations

import pytest

from report.merge.atoms import Atom, Unit
from report.merge.base import Base
from report.merge.restyled_units import restyled

SOURCE = "Before.\n\n## A title {#sec-a}\n\nA text.\n\n- one\n- two\n- three\n\nAfter.\n"


def unit(kind: str, text: str, printed: str, level: int = 0) -> Unit:
    start = SOURCE.index(text)
    return Unit(kind, tuple(map(Atom, printed)), start, start + len(text), level=level, file="index")


HEADING = unit("heading", "## A title {#sec-a}", "A title", 2)
PARAGRAPH = unit("paragraph", "A text.", "A text.")
ITEM = unit("item", "- two", "two")
NESTED = unit("item", "- two", "two", 1)


def made(old: Unit, kind: str, level: int = 0) -> str:
    """The source after a unit became another kind, or why it does not."""
    base = Base("index", "b", "c", (), {"index": SOURCE}, (old,))
    hunk = restyled(old, Unit(kind, old.atoms, level=level), base)
    assert hunk is not None
    if hunk.why:
        return hunk.why
    (edit,) = hunk.edits
    return SOURCE[: edit.start] + edit.text + SOURCE[edit.end :]


def test_the_style_of_a_deleted_paragraph_is_no_edit():
    """A heading behind it stays a heading."""
    base = Base("index", "b", "c", (), {"index": SOURCE}, (HEADING,))
    assert restyled(HEADING, Unit("paragraph", HEADING.atoms, adopted=True), base) is None


@pytest.mark.parametrize(
    ("old", "kind", "level", "lines"),
    [
        (HEADING, "paragraph", 0, "Before.\n\nA title\n\nA text."),
        (HEADING, "heading", 3, "Before.\n\n### A title {#sec-a}\n\nA text."),
        (PARAGRAPH, "heading", 1, "# A text.\n\n- one"),
        (PARAGRAPH, "item", 0, "- A text.\n\n- one"),
        (ITEM, "paragraph", 0, "- one\n\ntwo\n\n- three"),
        (ITEM, "heading", 2, "- one\n\n## two\n\n- three"),
    ],
)
def test_a_unit_gets_the_marker_of_its_new_kind(old: Unit, kind: str, level: int, lines: str) -> None:
    """Headings lose their marks and attributes; what was an item gets blank lines around it."""
    assert lines in made(old, kind, level)


def test_nested_items_are_conflicts() -> None:
    """The indentation of a list is the author's."""
    assert made(ITEM, "item", 1) == "moves a list item from level 1 to level 2"
    assert made(NESTED, "paragraph") == "takes a paragraph out of a nested list"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (PARAGRAPH, Unit("paragraph", ())),
        (PARAGRAPH, Unit("cell", ())),
        (Unit("paragraph", ()), Unit("heading", (), level=1)),
    ],
)
def test_no_change(old: Unit, new: Unit) -> None:
    """The same kind, a kind that no edit makes, and a unit without a place in the source."""
    assert restyled(old, new, Base("index", "b", "c", (), {"index": SOURCE}, ())) is None
