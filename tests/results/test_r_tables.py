"""Tables of R: how their cells are read, and which reader a table has."""

from __future__ import annotations

import pytest

from report.results import broom_tables, broom_tests, lavaan_tables
from report.results.r_files import _reader, _table
from report.rows.errors import ResultError


def test_cells_are_numbers_or_texts() -> None:
    """NA and empty cells are omitted."""
    assert _table('"term","estimate","p"\n"x",0.5,NA\n"y","",1e-3\n') == [
        {"term": "x", "estimate": 0.5},
        {"term": "y", "p": 0.001},
    ]


def test_a_named_vector_is_one_row() -> None:
    """As write.csv writes the fit measures of lavaan."""
    assert _table('"","x"\n"cfi",0.95\n"df",5\n') == [{"cfi": 0.95, "df": 5.0}]


@pytest.mark.parametrize(
    ("columns", "reader"),
    [
        ("lhs op rhs est z", lavaan_tables.estimates),
        ("chisq cfi rmsea", lavaan_tables.fit),
        ("term df sumsq", broom_tables.anova),
        ("term estimate", broom_tables.terms),
        ("estimate statistic p.value method", broom_tests.single_test),
        ("nobs r.squared", broom_tables.glance),
    ],
)
def test_columns_determine_the_reader(columns: str, reader: object) -> None:
    """The first that has all that it needs."""
    assert _reader([dict.fromkeys(columns.split(), 1.0)]) is reader


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("term;estimate\nx;1\n", "semicolons"),
        ("term\testimate\nx\t1\n", "tabs"),
        ("a,b\n1,2\n", "is a table of an unknown kind; its columns are a, b"),
        ("a,b\n", "has no rows"),
    ],
)
def test_other_tables_are_refused(text: str, what: str) -> None:
    """With what to write instead."""
    with pytest.raises(ResultError, match=what):
        _reader(_table(text))
