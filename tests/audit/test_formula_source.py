"""Formulas left in the syntax of LaTeX read as they would print."""

from __future__ import annotations

import pytest

from report.audit.formula_source import plain_formula


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        (r"F\left(1,\,28\right) = 4.20", "F(1, 28) = 4.20"),
        ("t_{(28)} = 2.10", "t(28) = 2.10"),
        ("t_{28} = 2.10", "t_{28} = 2.10"),
        (r"χ_{diff}^{2}(3) = 9.1", "χ^2_{diff}(3) = 9.1"),
        (r"\hat{β} = .31", "β = .31"),
        (r"p\;=\;.03", "p = .03"),
        (r"n~=~40", "n = 40"),
        (r"38\% of {40}", "38% of 40"),
        (r"\lvert d\rvert", "|d|"),
    ],
)
def test_commands_of_typesetting_leave_no_trace(source: str, plain: str) -> None:
    """Spaces, sizes, fonts, accents and groups; an index stays an index."""
    assert plain_formula(source) == plain


def test_a_command_that_begins_alike_is_kept() -> None:
    """`\\leftarrow` is not `\\left`."""
    assert plain_formula(r"a \leftarrow b") == r"a \leftarrow b"
