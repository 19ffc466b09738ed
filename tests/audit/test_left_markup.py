"""Markup around symbols is removed, and signs that are not markup stay."""

from __future__ import annotations

import pytest

from report.audit.left_markup import has_markup, without_markup


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("*t*(28) = 2.20, *p* = .036", "t(28) = 2.20, p = .036"),
        ("_p_ < .05 and __F__(1, 28) = 4.5", "p < .05 and F(1, 28) = 4.5"),
        ("$p$ < .05", "p < .05"),
        ("$\\chi^2$(1) = 3.84", "χ^2(1) = 3.84"),
        ("<i>F</i>(1, 28) and R<sup>2</sup>", "F(1, 28) and R2"),
        ("$p \\leq .05$", "p ≤.05"),
        ("\\textit{M} = 5.2", "M = 5.2"),
        ("aged 18--65", "aged 18\u201365"),
        ("*p = .03*", "p = .03"),
    ],
)
def test_markup_is_removed(text: str, plain: str) -> None:
    """Markdown, HTML and LaTeX around symbols."""
    assert has_markup(text)
    assert without_markup(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "0.21* and 0.30**",
        "from $20 to the sum of $30",
        "x_1 and my_variable_name",
        "b = -0.2--0.1",
        "a < b and c > d",
    ],
)
def test_other_signs_stay(text: str) -> None:
    """Stars of significance, sums of money, names with underscores, and ranges of negative numbers."""
    assert without_markup(text) == text
