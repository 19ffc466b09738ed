"""A label that is a column of the data may have been meant as a factor of a product."""

from __future__ import annotations

import pytest

from report.pathmodels.label_warnings import label_warnings
from report.pathmodels.syntax import parse


@pytest.mark.parametrize(
    ("syntax", "count"),
    [
        ("y ~ x*z", 1),
        ("y ~ a*z", 0),
        ("y ~ x*z\nindirect := x*2", 0),
        ("y ~ x*z\nx == 0.5", 0),
        ("y ~ x*z + x*w", 2),
        ("f =~ x*z + w", 0),
    ],
)
def test_paths_whose_label_is_a_column(syntax: str, count: int) -> None:
    """A label that an expression uses is one; loadings have no products."""
    found = list(label_warnings(parse(syntax), ["x", "z", "w", "y"]))
    assert len(found) == count
    assert all("write x:" in each for each in found)
