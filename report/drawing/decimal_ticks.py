"""Labels of axes with the decimal mark of a style."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from matplotlib.axis import Axis
from matplotlib.ticker import FixedFormatter, Formatter, NullFormatter

from report.rows.styles import Style

#: Digits and points after a letter, as in "v1.2".
_VERSION = re.compile(r"[^\W\d_]\d+\.\d")


class MarkedFormatter(Formatter):
    """The labels of another formatter, with the decimal mark of a style."""

    def __init__(self, inner: Any, style: Style):
        self.inner, self.style = inner, style

    def __call__(self, x: float, pos: int | None = None) -> str:
        """The label of one tick."""
        return self._marked(self.inner(x, pos))

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """The labels of all ticks."""
        return [self._marked(text) for text in self.inner.format_ticks(values)]

    def get_offset(self) -> str:
        """The factor or summand of all labels, printed at the end of the axis."""
        return self._marked(self.inner.get_offset())

    def _marked(self, text: str) -> str:
        """A label with the mark, unless it names a version; in a formula, braces prevent a space after the comma."""
        marked = text if _VERSION.search(text) else self.style.marked(text)
        return marked.replace(",", "{,}") if "$" in text and marked != text else marked


def mark_scale(axis: Axis, style: Style) -> None:
    """Label an axis with the decimal mark of a style; names of categories are unchanged."""
    for inner, use in (
        (axis.get_major_formatter(), axis.set_major_formatter),
        (axis.get_minor_formatter(), axis.set_minor_formatter),
    ):
        named = (
            isinstance(inner, FixedFormatter | NullFormatter | MarkedFormatter)
            or type(inner).__name__ == "StrCategoryFormatter"
        )
        if not named:
            use(MarkedFormatter(inner, style))
            inner.set_axis(axis)
