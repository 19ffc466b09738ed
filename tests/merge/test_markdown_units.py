"""Woven Markdown as units with their spans."""

from __future__ import annotations

import pytest

from report.merge.markdown_units import units_of


def kinds(markdown: str) -> list[tuple[str, str]]:
    """The kinds and texts of the units."""
    return [(unit.kind, unit.text) for unit in units_of(markdown)]


@pytest.mark.parametrize(
    ("markdown", "units"),
    [
        ("One\ntwo\n\nThree\n", [("paragraph", "One two"), ("paragraph", "Three")]),
        ("# Head\n\nText\n", [("heading", "Head"), ("paragraph", "Text")]),
        ("## Head {#sec-x}\n", [("heading", "Head")]),
        ("- a\n- b\n  more\n", [("item", "a"), ("item", "b more")]),
        ("1. a\n2. b\n", [("item", "a"), ("item", "b")]),
        ("> quoted\n> text\n", [("paragraph", "quoted text")]),
        ("Text\n\n[^n]: A note.\n    Its end.\n", [("paragraph", "Text"), ("footnote", "A note. Its end.")]),
        ("```\ncode\n```\n\nText\n", [("paragraph", "Text")]),
        ("| a | b |\n|---|---|\n| c | d |\n", [("cell", each) for each in "abcd"]),
        ("::: {#fig-x}\n![](x.svg)\n\nCaption.\n:::\n", [("caption", "Caption.")]),
        ("::: {.table-note}\n*Note.* Text.\n:::\n", [("note", "Note. Text.")]),
    ],
)
def test_markdown_is_read_in_units(markdown: str, units: list[tuple[str, str]]) -> None:
    """Paragraphs, headings, items, notes, cells, captions; code and pictures have no text to edit."""
    assert kinds(markdown) == units


def test_metadata_are_units_too() -> None:
    """Title and abstract can be edited; other keys are not printed as text."""
    front = '---\ntitle: "A title"\nlang: en\nabstract: |\n  First.\n\n  Second.\n---\n\nBody\n'
    assert kinds(front) == [
        ("title", "A title"),
        ("abstract", "First."),
        ("abstract", "Second."),
        ("paragraph", "Body"),
    ]


def test_each_atom_is_where_its_letter_is() -> None:
    """Edits are written at the offsets of atoms, in the metadata as in the body."""
    text = "---\ntitle: 'A title'\n---\n\n# Head\n\nOne\ntwo.\n"
    for unit in units_of(text):
        letters = [atom for atom in unit.atoms if not atom.text.isspace()]
        assert "".join(text[atom.start : atom.end] for atom in letters) == unit.text.replace(" ", "")


def test_a_unit_has_the_span_of_its_source() -> None:
    """The span of a heading includes its marks, so that its level can change."""
    text = "Text.\n\n## Head {#sec-x}\n"
    heading = units_of(text)[1]
    assert text[heading.start : heading.end] == "## Head {#sec-x}"
    assert heading.level == 2


def test_units_of_a_float_have_its_label() -> None:
    """A caption and cells are edited in the product of their float."""
    text = "::: {#tbl-x}\n| a |\n|---|\n\nCaption.\n:::\n\nText.\n"
    assert [(unit.kind, unit.home) for unit in units_of(text)] == [
        ("cell", "tbl-x"),
        ("caption", "tbl-x"),
        ("paragraph", ""),
    ]


def test_a_cell_may_contain_a_bar() -> None:
    """An escaped bar, and one inside a span, do not end a cell."""
    assert kinds("| a \\| b | [c|d]{.x} | `e|f` |\n") == [("cell", "a | b"), ("cell", "c|d"), ("cell", "e|f")]
