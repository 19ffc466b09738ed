"""The example of docs/sem.md: two factors in two schools, robust, as rows; its code is run and its table compared."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from report.pathmodels import fit
from report.pathmodels.comparisons import compare
from report.results import rows

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "sem.md").read_text(encoding="utf-8")
SECTION = PAGE[PAGE.index("## An example: factors") : PAGE.index("## Coverage")]


def test_the_table_of_the_example_is_what_its_code_gives() -> None:
    """Rows of loadings, covariances, explained variance, the scaled test and the comparison, as they are printed."""
    code = re.search(r"```python\n(.+?)```", SECTION, re.DOTALL)
    assert code is not None
    names = {"fit": fit, "compare": compare, "rows": rows, "stats": lambda function: function}
    exec(code.group(1), names)
    pupils = pd.read_csv(Path(__file__).parent / "golden" / "models" / "holzinger.csv")
    found = {row.id: row for row in names["schools"](pupils)}  # type: ignore[operator]
    table = re.findall(r"^\| `([^`]+)` \| (.+?) \| (.+?) \|$", SECTION, re.MULTILINE)
    assert len(table) == 14
    assert table == [(id, found[id].printed, found[id].label) for id, _, _ in table]
