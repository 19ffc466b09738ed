"""What differs between two versions of a data file."""

from __future__ import annotations

import pytest

from report.merge.data_changes import differing

TABLE = "# a comment\nid,age,sex\na,30,f\nb,40,m\nc,50,f\nd,60,m\n"


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (TABLE.replace("40", "41"), "column age in 1 row (line 4)"),
        (TABLE.replace("40", "41").replace("50", "51"), "column age in 2 rows (lines 4–5)"),
        (
            TABLE.replace("30", "31").replace("60,m", "61,f"),
            "column age in 2 rows (lines 3, 6); column sex in 1 row (line 6)",
        ),
        (TABLE + "e,70,f\n", "1 row added (line 7)"),
        (TABLE.replace("b,40,m\n", ""), "1 row removed"),
        (TABLE.replace("b,40,m\n", "").replace("60", "61"), "1 row removed; column age in 1 row (line 5)"),
        (TABLE.replace("age", "years"), "column years added; column age removed"),
        (TABLE.replace("# a comment\n", ""), "differs in its comments or its layout"),
    ],
)  # fmt: skip
def test_rows_and_columns_of_a_table_are_named_without_their_values(new, said):
    """Rows belong together by their first cell, so that a removed one does not change those below it."""
    assert differing(".csv", TABLE, new) == said


def test_rows_without_an_id_belong_together_by_the_rows_around_them():
    """A first column that repeats a value identifies no row, and a row between others changes none of them."""
    old = "sex,age\nf,30\nf,40\n"
    assert differing(".csv", old, "sex,age\nf,30\nm,20\nf,40\n") == "1 row added (line 3)"
    assert differing(".csv", old, "sex,age\nf,40\n") == "1 row removed"
    assert (
        differing(".csv", old, "sex,age\nf,30\nf,41\nm,20\n")
        == "1 row added (line 4); column age in 1 row (line 3)"
    )


def test_many_parts_are_counted():
    """Six columns are named."""
    heads = ",".join(f"v{n}" for n in range(9))
    said = differing(
        ".tsv", f"id,{heads}\n".replace(",", "\t"), f"id,{heads.replace('v', 'w')}\n".replace(",", "\t")
    )
    assert said.startswith("column w0, w1, ")
    one, two = (f"id,{heads}\na,{','.join([digit] * 9)}\n" for digit in "12")
    assert differing(".csv", one, two).endswith("column v5 in 1 row (line 2); and 3 more")


@pytest.mark.parametrize(("suffix", "old", "new"), [(".csv", "", "a\n"), (".rds", "a", "b")])
def test_a_file_that_is_not_known_only_differs(suffix, old, new):
    """The content of an old build outside Git is unknown, and binary files are not compared."""
    assert differing(suffix, old, new) == "differs"
