"""Degrees of freedom that are printed beside a test instead of in its parentheses."""

from __future__ import annotations

import pytest

from report.audit.degrees_beside import degrees_beside
from report.audit.quantities import quantities


def beside(text: str, order: int = 0) -> list[float]:
    """The degrees of freedom beside a quantity of a text."""
    return [each.value for each in degrees_beside(quantities(text), order, text)]


@pytest.mark.parametrize(
    ("text", "df"),
    [
        ("t = 2.20, df = 28, p = .036", [28]),
        ("t = 2.20; df: 28; p = .036", [28]),
        ("t = 2.20 (df = 28), p = .036", [28]),
        ("t = 2.20 [df = 27.5], p = .036", [27.5]),
        ("t = 2.20, 28 df, p = .036", [28]),
        ("t = 2.20, d.f. = 28, p = .036", [28]),
        ("t = 2.20, degrees of freedom = 28", [28]),
        ("t = 2.20, DF 28", [28]),
        ("t = 2.20 (28), p = .036", [28]),
        ("t = 2.20, p = .036, df = 28", [28]),
        ("t = 2.20, p-value = .036, df = 28", [28]),
        ("Δχ2 = 7.81, Δdf = 3, p = .05", [3]),
        ("F = 4.50 (1, 28), p = .043", [1, 28]),
        ("F = 4.50, df = 1, 28, p = .043", [1, 28]),
        ("F = 4.50, df = (1, 28)", [1, 28]),
        ("F = 4.50; df 1/28", [1, 28]),
        ("F = 4.50, df = 1 and 28", [1, 28]),
        ("F = 4.50, df1 = 1, df2 = 28", [1, 28]),
        ("F = 4.50, p = .043, df = 1,28", [1, 28]),
        ("F = 4.50, 1.4, 28.3 df", [1.4, 28.3]),
        ("r = .34, n = 50, p = .016", [48]),
        ("r = .34 (N = 50), p = .016", [48]),
        ("r = .34, p = .016, N = 50", [48]),
        ("r = .34 [.07, .56], n = 50", [48]),
        ("r = .34, df = 48, p = .016", [48]),
    ],
)
def test_degrees_of_freedom_after_a_test(text: str, df: list[float]) -> None:
    """With a name, in parentheses, before or after p; those of a correlation from N."""
    assert beside(text) == df


@pytest.mark.parametrize(
    "text",
    [
        "t = 2.20, p = .036",
        "t = 2.20, n = 30",
        "t = 2.20. In 28 df",
        "F = 4.50, df = 28",
        "t = 2.20, df = 1, 28)",
        "z = 1.96, df = 28",
        "r = .34, n = 3",
        "r = .34, n = 1,204.5",
        "t = 2.20 (28) patients",
        "t = 2.20",
    ],
)
def test_what_are_no_degrees_of_freedom(text: str) -> None:
    """Sizes of other tests, one number for F, two for t, and anything for z."""
    assert beside(text) == []


def test_the_test_in_question_counts() -> None:
    """Of two tests, each has the number that follows it."""
    text = "t = 2.20, df = 28, and t = 1.10, df = 14"
    orders = [order for order, each in enumerate(quantities(text)) if each.symbol == "t"]
    assert [beside(text, order) for order in orders] == [[28], [14]]
