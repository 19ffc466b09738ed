"""Columns that a copy adds to the table of a product, or removes from it, are one conflict that names the product."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from report.merge.alignment import pairs
from report.merge.atoms import Unit
from report.merge.base import Base
from report.merge.hunks import CONFLICT, Hunk
from report.merge.product_tables import ProductTables, is_product, of_product
from tests.merge.grids import Rows, copy_with_table
from tests.merge.markdown_copies import FILE, base_of

TAG = '<< table("ages") >>'
SOURCE = f"Text.\n\n{TAG}\n"
TABLE = [["Group", "M", "SD"], ["Drug", "4.2", "1.1"], ["Placebo", "5.7", "1.3"]]


def built() -> Base:
    """The build of a template whose table a product makes: all its cells have the place of the tag."""
    base, start = base_of("Text.\n"), SOURCE.index(TAG)
    cells = tuple(
        replace(unit, kind="cell", start=start, end=start + len(TAG), home="tbl-ages", level=line, file=FILE)
        for line, row in enumerate(TABLE)
        for text in row
        for unit in base_of(text).units
    )
    return replace(base, templates={FILE: SOURCE}, units=(*base.units, *cells))


def tables_of(rows: Rows) -> tuple[ProductTables, Sequence[Unit], Sequence[Unit]]:
    """The changed tables of a copy with these cells, and the units of the build and of the copy."""
    base, copy = built(), copy_with_table(rows)
    found = pairs(base.units, copy.units)
    partners = {k: pair.old[-1] for pair in found if pair.old for k in pair.new}
    gone = {i for pair in found if not pair.new for i in pair.old}
    return ProductTables(base, copy, partners, gone), base.units, copy.units


def hunks(rows: Rows) -> list[Hunk]:
    """The hunks of all cells of both sides."""

    def made() -> Iterator[Hunk]:
        tables, old, new = tables_of(rows)
        for i in range(len(old)):
            yield from tables.hunk_of(old=i) if tables.has_column(old=i) else ()
        for k in range(len(new)):
            yield from tables.hunk_of(new=k) if tables.has_column(new=k) else ()

    return list(made())


def test_an_unchanged_table_has_no_changed_columns() -> None:
    """Neither has one with another number, nor one with another row."""
    assert hunks(TABLE) == []
    assert hunks([TABLE[0], ["Drug", "4.9", "1.1"], TABLE[2]]) == []
    assert hunks([*TABLE, ["Sham", "6.0", "1.0"]]) == []


def test_an_added_column_is_one_hunk() -> None:
    """With the texts of its cells, and all their units, at the first of them."""
    (hunk,) = hunks([[*row, text] for row, text in zip(TABLE, ("Age", "31", "33"), strict=True)])
    assert (hunk.what, hunk.before, hunk.after) == ("inserted column", "", "Age | 31 | 33")
    assert (hunk.unit, hunk.row) == (4, (8, 12))


def test_a_new_row_is_no_part_of_a_new_column() -> None:
    """The row is a hunk of its own."""
    rows = [[*row, text] for row, text in zip(TABLE, ("Age", "31", "33"), strict=True)]
    (hunk,) = hunks([*rows, ["Sham", "6.0", "1.0", "35"]])
    assert hunk.after == "Age | 31 | 33"


def test_a_removed_column_is_one_hunk() -> None:
    """At the first of its cells."""
    (hunk,) = hunks([row[:2] for row in TABLE])
    assert (hunk.what, hunk.before, hunk.after) == ("deleted column", "SD | 1.1 | 1.3", "")
    assert (hunk.unit, hunk.row) == (-1, ())


def test_an_inserted_and_a_deleted_column_are_one_hunk() -> None:
    """At the first inserted cell."""
    (hunk,) = hunks(
        [[row[0], row[2], text] for row, text in zip(TABLE, ("Site", "hill", "sea"), strict=True)]
    )
    assert hunk.what == "inserted and deleted column"
    assert (hunk.before, hunk.after, hunk.unit) == ("M | 4.2 | 5.7", "Site | hill | sea", 3)


def test_the_hunk_is_a_conflict_with_the_remedy() -> None:
    """The place of the tag, the label of the table, and what to do."""
    (hunk,) = hunks([row[:2] for row in TABLE])
    assert (hunk.state, hunk.file, hunk.offset) == (CONFLICT, FILE, SOURCE.index(TAG))
    assert hunk.why == "changes the columns of the table that the product of tbl-ages makes"
    assert (hunk.remedy, hunk.home, hunk.reshapes) == ("edit the product", "tbl-ages", True)


def test_a_table_of_unequal_rows_has_no_columns() -> None:
    """Its cells are then hunks of their own."""
    assert hunks([TABLE[0], TABLE[1][:2], TABLE[2]]) == []


@pytest.mark.parametrize(
    ("source", "offset", "kind", "expected"),
    [
        (SOURCE, 7, "cell", True),
        ("| a | b |\n", 2, "cell", False),
        ("  | a | b |\n", 4, "cell", False),
        (SOURCE, 0, "paragraph", False),
    ],
)
def test_a_cell_on_a_line_without_bars_is_made_by_a_product(
    source: str, offset: int, kind: str, expected: bool
) -> None:
    """A template writes the rows of its own tables between bars."""
    base = Base("index", "build", "commit", (), {FILE: source}, ())
    assert is_product(Unit(kind, (), start=offset, file=FILE), base) is expected
    assert not is_product(Unit(kind, (), start=offset), base)


def test_the_reason_names_the_product() -> None:
    """Whatever the change was."""
    refusal = of_product(Unit("cell", (), home="tbl-ages"), "adds a row to")
    assert refusal.why == "adds a row to the table that the product of tbl-ages makes"
    assert (refusal.remedy, refusal.home, refusal.reshapes) == ("edit the product", "tbl-ages", True)
