"""Paragraphs, headings and items that were inserted, deleted or moved as a whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_copies import applied, base_of, copy_of, hunks_of, printed

from report.merge.alignment import pairs
from report.merge.atoms import Atom, Unit
from report.merge.base import PRODUCT, Base
from report.merge.new_footnotes import NewFootnotes
from report.merge.whole_units import WholeUnits
from report.merge.word_text import AcceptedChange, Revision

PARTS = [
    "# Methods of the study",
    "The first paragraph is about the people who took part in it.",
    "Then comes a second paragraph, which describes all of the measures.",
    "- An item about pens and pencils\n- Another item about white paper",
    "Finally, a third paragraph tells how the numbers were computed.",
]


def text(*parts: str) -> str:
    """A document of these parts."""
    return "\n\n".join(parts) + "\n"


SOURCE = text(*PARTS)
NEW = "Something entirely different was never mentioned anywhere before now."


@pytest.mark.parametrize("place", [1, 2, 3, 4, 5])
def test_a_new_paragraph(place: int) -> None:
    """It is written after the part before it."""
    copy = text(*PARTS[:place], NEW, *PARTS[place:])
    found = hunks_of(SOURCE, copy)
    assert [hunk.what for hunk in found] == ["inserted paragraph"]
    assert printed(applied(SOURCE, found)) == printed(copy)


@pytest.mark.parametrize(
    "new", ["## A further heading", "A paragraph with *emphasis*, **bold** and x^2^.", "1\\. No list"]
)
def test_other_new_units(new: str) -> None:
    """Headings with their level, formats, and text that looks like markup."""
    copy = text(*PARTS[:2], new, *PARTS[2:])
    found = hunks_of(SOURCE, copy)
    assert printed(applied(SOURCE, found)) == printed(copy)


@pytest.mark.parametrize("marker", ["-", "*", "1."])
def test_a_new_item_has_the_marker_of_its_list(marker: str) -> None:
    """Beside the item before it, without a blank line."""
    items = [f"{marker} One item about pens", f"{marker} One item about paper"]
    source = text("Words before the list of things.", "\n".join(items))
    copy = text(
        "Words before the list of things.",
        "\n".join([items[0], f"{marker} Something quite new here", items[1]]),
    )
    found = hunks_of(source, copy)
    assert printed(applied(source, found)) == printed(copy)
    assert f"\n{marker} Something quite new here\n" in applied(source, found)


@pytest.mark.parametrize("place", [0, 1, 2, 4])
def test_a_deleted_unit(place: int) -> None:
    """With the blank line after it, or before the last one."""
    copy = text(*PARTS[:place], *PARTS[place + 1 :])
    found = hunks_of(SOURCE, copy)
    assert [hunk.what.split()[0] for hunk in found] == ["deleted"]
    assert printed(applied(SOURCE, found)) == printed(copy)
    assert "\n\n\n" not in applied(SOURCE, found)


@pytest.mark.parametrize("item", ["- An item about pens and pencils", "- Another item about white paper"])
def test_a_deleted_item(item: str) -> None:
    """The list remains a list, and the paragraph after it a paragraph."""
    copy = SOURCE.replace(f"{item}\n", "")
    found = hunks_of(SOURCE, copy)
    assert printed(applied(SOURCE, found)) == printed(copy)


def test_a_moved_paragraph() -> None:
    """Removed where it was, and written where it is."""
    copy = text(PARTS[0], *PARTS[2:], PARTS[1])
    found = hunks_of(SOURCE, copy)
    assert [hunk.what for hunk in found] == ["moved paragraph"]
    assert len(found[0].edits) == 2
    assert printed(applied(SOURCE, found)) == printed(copy)


def test_a_moved_paragraph_with_an_edit() -> None:
    """The words of the copy, in the new place."""
    copy = text(PARTS[0], *PARTS[2:], PARTS[1].replace("people", "patients"))
    found = hunks_of(SOURCE, copy)
    assert [hunk.what for hunk in found] == ["moved paragraph"]
    assert printed(applied(SOURCE, found)) == printed(copy)


def whole(base: Base, copy: str) -> WholeUnits:
    """The whole units of a copy."""
    read = copy_of(copy)
    notes = NewFootnotes(base.templates, base.units, read.units)
    return WholeUnits(base, read, notes, pairs(base.units, read.units))


GENERATED = "is written by the engine, or spans two files"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"kind": "keywords"}, GENERATED),
        ({"kind": "author"}, GENERATED),
        ({"file": ""}, GENERATED),
        ({"end": -1}, GENERATED),
        ({"home": "tbl-one", "atoms": (Atom("T", PRODUCT, "", 3, 9),)}, "is part of tbl-one"),
    ],
)
def test_units_that_no_template_writes_cannot_be_deleted(change: dict[str, object], why: str) -> None:
    """The deletion is a conflict with a remedy."""
    base = base_of(SOURCE)
    unit: Unit = replace(base.units[1], **change)  # type: ignore[arg-type]
    base = replace(base, units=(base.units[0], unit, *base.units[2:]))
    (hunk,) = whole(base, SOURCE).deleted(1)
    assert (hunk.state, hunk.why, bool(hunk.remedy), hunk.edits) == ("conflict", why, True, ())


@pytest.mark.parametrize("tag", ["<% if synthetic %>", "<# a comment #>"])
def test_a_unit_that_spans_a_tag_cannot_be_deleted(tag: str) -> None:
    """Half a condition would remain."""
    source = SOURCE.replace("the people who", f"the {tag} people who")
    base = base_of(source)
    (hunk,) = whole(base, SOURCE).deleted(1)
    assert hunk.why == "spans a tag of the template, such as <% if %>"


def test_text_without_a_neighbour_cannot_be_inserted() -> None:
    """A copy of which nothing else is left has no place in the template."""
    base = base_of("# A heading alone")
    units = tuple(replace(unit, file="") for unit in base.units)
    read = whole(replace(base, units=units), f"# A heading alone\n\n{NEW}\n")
    place = next(n for n, pair in enumerate(read.found) if not pair.old)
    (hunk,) = read.inserted(place)
    assert (hunk.state, hunk.why, hunk.remedy) == (
        "conflict",
        "has no text of a template near it",
        "write it there",
    )


def test_the_author_of_a_deletion() -> None:
    """The longest deletion whose text is in the paragraph; an insertion is none."""
    base = base_of(SOURCE)
    revisions = [
        Revision("deleted", "Ann", "2024-01-01", "the people who took part"),
        Revision("deleted", "Bob", "2024-01-02", "people"),
        Revision("inserted", "Eve", "2024-01-03", PARTS[1]),
        Revision("deleted", "Dan", "2024-01-04", "other words that are not there at all"),
    ]
    read = copy_of(SOURCE.replace(PARTS[1], ""), {0: [AcceptedChange(0, 0, each) for each in revisions]})
    notes = NewFootnotes(base.templates, base.units, read.units)
    (hunk,) = WholeUnits(base, read, notes, pairs(base.units, read.units)).deleted(1)
    assert (hunk.author, hunk.date) == ("Ann", "2024-01-01")
