"""The lines of a template around an edit, before and after it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from markdown_copies import FILE, base_of, copy_of, hunks_of

from report.merge.excerpts import GONE, NEW, SAME, SKIP, Excerpt, excerpt
from report.merge.hunks import CONFLICT, Hunk
from report.merge.merging import Merge
from report.merge.source_spans import SourceEdit

LINES = [
    f"Line {name} of the template has its own words."
    for name in ("one", "two", "three", "four", "five", "six")
]
SOURCE = "\n".join(LINES) + "\n"


def found(today: str = SOURCE, source: str = SOURCE) -> Merge:
    """A merge into the template of today."""
    return Merge(base_of(source), copy_of(source), None, (), MappingProxyType({FILE: today}), {})  # type: ignore[arg-type]


def edit(old: str, new: str, source: str = SOURCE) -> SourceEdit:
    """The replacement of a text of the template."""
    start = source.index(old)
    return SourceEdit(FILE, start, start + len(old), new)


def hunk(*edits: SourceEdit, **more: object) -> Hunk:
    """An edit of the copy."""
    return Hunk(
        "replaced in paragraph", "before", "after", FILE, edits[0].start if edits else 0, edits, **more
    )  # type: ignore[arg-type]


def texts(pieces: tuple[tuple[str, str], ...], kind: str) -> list[str]:
    """The pieces of a kind."""
    return [text for each, text in pieces if each == kind]


def test_the_words_that_differ_are_marked() -> None:
    """Both sides have the line of the edit, with one line on each side of it."""
    made = excerpt(hunk(edit("three of the", "three of a")), found())
    assert texts(made.before, GONE) == ["the"]
    assert texts(made.after, NEW) == ["a"]
    assert "".join(text for _, text in made.before) == "\n".join(LINES[1:4]) + "\n"
    assert (
        "".join(text for _, text in made.after)
        == "\n".join(LINES[1:4]).replace("three of the", "three of a") + "\n"
    )


def test_an_insertion_has_nothing_gone() -> None:
    """The words before and after it are the same on both sides."""
    made = excerpt(hunk(edit("Line three", "The line three")), found())
    assert texts(made.before, SKIP) == texts(made.after, SKIP) == []
    assert "The line three" in "".join(text for _, text in made.after)
    added = excerpt(hunk(edit("three of", "three new of")), found())
    assert texts(added.before, GONE) == []
    assert "".join(texts(added.after, NEW)).strip() == "new"


def test_distant_edits_have_lines_left_out_between_them() -> None:
    """An edit of two places is one excerpt."""
    made = excerpt(hunk(edit("Line one", "Row one"), edit("Line six", "Row six")), found())
    assert texts(made.before, SKIP) == [""]
    assert texts(made.before, GONE) == ["Line", "Line"]
    assert texts(made.after, NEW) == ["Row", "Row"]


def test_an_edit_that_is_already_there() -> None:
    """Today's template has the line as the copy has it."""
    today = SOURCE.replace("Line three", "Row three")
    made = excerpt(hunk(edit("Line three", "Row three")), found(today))
    assert made == Excerpt(
        ((SAME, LINES[2].replace("Line", "Row")),), ((SAME, LINES[2].replace("Line", "Row")),)
    )


def test_a_conflict_shows_the_line_of_today_and_that_of_the_copy() -> None:
    """Both changed the same words."""
    today = SOURCE.replace("Line three", "Verse three")
    made = excerpt(hunk(edit("Line three", "Row three"), state=CONFLICT), found(today))
    assert made.before == ((SAME, LINES[2].replace("Line", "Verse")),)
    assert texts(made.after, NEW) == ["Row"]


def test_without_an_edit_the_texts_of_both_sides_are_shown() -> None:
    """The template's line, and the words of the copy between those around them."""
    around = ("has its ", " words")
    made = excerpt(
        replace(
            hunk(),
            before="has its [own] words",
            after="has its [old] words",
            around=around,
            offset=SOURCE.index("Line four"),
        ),
        found(),
    )
    assert made.before == ((SAME, LINES[3]),)
    assert made.after == ((SAME, "has its "), (NEW, "old"), (SAME, " words"))


def test_an_edit_without_a_place_shows_the_printed_text() -> None:
    """What the engine writes is in no template."""
    made = excerpt(Hunk("replaced in keywords", "a, [b]c", "a, [d]c", around=("a, ", "c")), found())
    assert made.before == ((SAME, "a, "), (GONE, "b"), (SAME, "c"))
    assert made.after == ((SAME, "a, "), (NEW, "d"), (SAME, "c"))


def test_hunks_of_a_real_edit() -> None:
    """The excerpt of an edited paragraph has its words."""
    source = "The first paragraph is short.\n\nThe second paragraph is short, too.\n"
    (made,) = hunks_of(source, source.replace("second", "last"))
    shown = excerpt(made, found(source, source))
    assert texts(shown.before, GONE) == ["second"]
    assert texts(shown.after, NEW) == ["last"]
