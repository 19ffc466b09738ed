"""Units of another kind in the copy: headings, paragraphs and list items."""

from __future__ import annotations

import pytest

from report.merge.atoms import Atom, Unit
from report.merge.base import Base
from report.merge.restyled_units import restyled
from report.merge.three_way import merged
from tests.merge import edit_kinds
from tests.merge.edit_kinds import WordCopy

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
    return merged(SOURCE, SOURCE, hunk.edits).text


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


LINES = "One << a >>.\nTwo."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [(LINES, "## One << a >>. Two.\n"), (f"{LINES}\n<% if a %>\nThree.\n<% endif %>", "makes a heading of")],
)
def test_a_heading_has_a_single_line(text: str, wanted: str) -> None:
    """Its lines are joined; tags that need lines of their own are a conflict."""
    old = Unit("paragraph", tuple(map(Atom, "One 1. Two.")), 0, len(text), file="index")
    hunk = restyled(old, Unit("heading", old.atoms, level=2), Base("i", "", "", (), {"index": text}, (old,)))
    assert hunk is not None
    assert (hunk.why or merged(f"{text}\n", f"{text}\n", hunk.edits).text).startswith(wanted)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("Another paragraph", "Some other words"), "## Some other words stands here, and nothing in it"),
        (("is a number.", "is a number"), "nothing in it is a number\n\n## Methods"),
    ],
)
def test_a_paragraph_that_is_made_a_heading_keeps_its_edited_words(built, words, line) -> None:
    """The marker and the words are edits of their own; a second merge finds both."""
    file = WordCopy(built.word)
    edit_kinds.restyled("Another paragraph", "Heading2")(file)
    edit_kinds.reworded(*words)(file)
    found = built.merge(file.saved())
    assert [hunk.state for hunk in found.hunks] == ["applied", "applied"]
    assert line in found.merged["index.qmd.j2"]
    assert built.merge(file.saved(), {**built.templates, **found.merged}).changed == {}


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
