"""Paragraphs and lines that a copy divides, in the Markdown of the divided unit's kind."""

from __future__ import annotations

import pytest

from report.merge.atoms import Unit
from report.merge.paragraph_breaks import breaking
from report.merge.regions import EditedLetter, EditedRegion
from report.merge.source_spans import BREAK, Refusal, Setting

FILE = "x.md"
TEMPLATE = """---
title: "A title"
abstract: |
  An abstract.
---

# Head

## Named {#sec-named}

Text.

- An item
  - A nested item

7. A step

> A quotation

[^n]: A note
"""


def unit(kind: str, text: str, level: int = 0) -> Unit:
    """A unit of the template; that of an item, heading or note begins with its marker."""
    start = TEMPLATE.index(text)
    if kind in ("item", "heading", "footnote"):
        start = TEMPLATE.rindex("\n", 0, start) + 1
    return Unit(kind, (), start, TEMPLATE.index(text) + len(text), "", level, FILE)


def divided(whole: Unit, *kinds: str, text: str = BREAK) -> Setting | Refusal:
    """The setting in which a unit is divided into further ones of these kinds."""
    region = EditedRegion(0, 0, (EditedLetter(text),))
    return breaking(whole, [Unit(kind, (), level=2) for kind in kinds], region, Setting({FILE: TEMPLATE}))


@pytest.mark.parametrize(
    ("kind", "text", "following", "expected"),
    [
        ("paragraph", "Text.", "paragraph", ""),
        ("abstract", "An abstract.", "abstract", ""),
        ("item", "An item", "item", "\n- "),
        ("item", "A nested item", "item", "\n  - "),
        ("item", "A step", "item", "\n7. "),
        ("paragraph", "A quotation", "paragraph", "\n>\n> "),
        ("footnote", "A note", "footnote", "\n\n    "),
        ("heading", "Head", "heading", "\n\n## "),
        ("heading", "Head", "paragraph", "\n\n"),
    ],
)
def test_units_are_divided_as_their_kind_requires(
    kind: str, text: str, following: str, expected: str
) -> None:
    """An item into two items, a note into two paragraphs that belong to it."""
    made = divided(unit(kind, text), following)
    assert isinstance(made, Setting)
    assert made.paragraph_break == expected


@pytest.mark.parametrize(
    ("kind", "text", "following", "why"),
    [
        ("title", "A title", ["title"], "divides the title into paragraphs"),
        ("caption", "Text.", ["caption"], "divides the caption into paragraphs"),
        ("heading", "Named {#sec-named}", ["heading"], "divides a heading with attributes"),
        ("item", "An item", ["paragraph"], "starts a paragraph inside a list item"),
        ("item", "An item", ["item", "paragraph"], "starts a paragraph inside a list item"),
        ("heading", "Head", ["heading", "paragraph"], "divides the heading into units of several kinds"),
    ],
)
def test_what_cannot_be_divided_is_refused(kind: str, text: str, following: list[str], why: str) -> None:
    """A text on one line of the metadata has no paragraphs."""
    made = divided(unit(kind, text), *following)
    assert isinstance(made, Refusal)
    assert made.why == why
    assert made.remedy


@pytest.mark.parametrize(
    ("kind", "text", "is_refused"),
    [
        ("heading", "Head", True),
        ("cell", "Text.", True),
        ("title", "A title", True),
        ("abstract", "An abstract.", False),
        ("item", "An item", False),
        ("paragraph", "Text.", False),
    ],
)
def test_line_breaks_are_refused_where_the_template_has_one_line(
    kind: str, text: str, is_refused: bool
) -> None:
    """A broken line would end a heading or a row."""
    assert isinstance(divided(unit(kind, text), text="\n"), Refusal) is is_refused
