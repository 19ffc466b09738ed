"""In tables of analyses of variance an F has the degrees of freedom of its row and of the error row."""

from __future__ import annotations

import pytest
from papers_in_text import table

from report.audit.estimate_reading import estimates
from report.audit.rules.reported_p import RULE

HEADS = "Source | SS | df | MS | F | p"
ERROR = "Error | 56.0 | 28 | 2.0 | | "


def verdicts(*rows: str) -> list[str]:
    return [each.severity if each.verdict == "finding" else each.verdict for each in RULE.run(table(*rows))]


@pytest.mark.parametrize("label", ["Error", "Residual", "Residuals", "Within groups", "Error (time)"])
def test_the_error_row_has_the_second_df(label: str) -> None:
    """F(1, 28) = 4.50 has p = .043."""
    error = f"{label} | 56.0 | 28 | 2.0 | | "
    rows = (
        "Age | 9.0 | 1 | 9.0 | 4.50 | .043",
        "Sex | 9.0 | 1 | 9.0 | 4.50 | .43",
        error,
        "Total | 74 | 30 | | | ",
    )
    assert verdicts(HEADS, *rows) == ["agrees", "decision error"]


def test_each_effect_has_the_next_error_row() -> None:
    """In designs with several error terms each follows its effects."""
    rows = (
        "Age | 9.0 | 1 | 9.0 | 4.50 | .043",
        ERROR,
        "Time | 9.0 | 1 | 9.0 | 2.25 | .137",
        "Error | 240 | 60 | 4.0 | | ",
    )
    read = estimates(table(HEADS, *rows))
    assert [[df.text for df in each["F"].df] for each in read if "F" in each.quantities] == [
        ["1", "28"],
        ["1", "60"],
    ]


def test_another_mean_square_is_another_error_term() -> None:
    """F = 9.00 is not 9.0/2.0, so its error term is not in the table."""
    assert verdicts(HEADS, "Age | 9.0 | 1 | 9.0 | 9.00 | .006", ERROR) == ["not checkable"]


def test_sums_of_squares_give_mean_squares() -> None:
    """Without a column of mean squares they are SS/df."""
    heads, error = "Source | SS | df | F | p", "Error | 56.0 | 28 | | "
    assert verdicts(heads, "Age | 18.0 | 2 | 4.50 | .020", error) == ["agrees"]
    assert verdicts(heads, "Age | 18.0 | 2 | 9.00 | .20", error) == ["not checkable"]


def test_without_squares_the_error_row_is_the_term() -> None:
    """A table of df, F and p alone."""
    assert verdicts("Source | df | F | p", "Age | 1 | 4.50 | .43", "Error | 28 | | ") == ["decision error"]


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        ("F | df", "4.50 | 1, 28"),
        ("df | F", "1,28 | 4.50"),
        ("df | F", "(1, 28) | 4.50"),
        ("df | F", "1/28 | 4.50"),
        ("F | df1 | df2", "4.50 | 1 | 28"),
        ("df1 | df2 | F", "1 | 28 | 4.50"),
        ("NumDF | DenDF | F value", "1 | 28 | 4.50"),
        ("Num df | Den df | F", "1 | 28 | 4.50"),
        ("Hypothesis df | Error df | F", "1 | 28 | 4.50"),
        ("df | Error df | F", "1 | 28 | 4.50"),
        ("F(1, 28)", "4.50"),
        ("F (df)", "4.50 (1, 28)"),
        ("F (df1, df2)", "4.50 (1, 28)"),
    ],
)
@pytest.mark.parametrize(("p", "verdict"), [(".043", "agrees"), (".43", "decision error")])
def test_both_degrees_of_freedom_in_the_row(heads: str, cells: str, p: str, verdict: str) -> None:
    """Both may be in one cell, in two columns, in the head, or beside F."""
    assert verdicts(f"Effect | {heads} | p", f"Age | {cells} | {p}") == [verdict]


@pytest.mark.parametrize(("p", "verdict"), [(".020", "agrees"), (".20", "decision error")])
def test_a_comma_separates_thousands_of_a_single_df(p: str, verdict: str) -> None:
    """t has one df: 2,413."""
    assert verdicts("Effect | t | df | p", f"Age | 2.33 | 2,413 | {p}") == [verdict]
