"""The levels of a study reach its products, however these are computed, and a change of levels recomputes them."""

import json

import pytest

STUDY, PRODUCTS = "mini/study.py", "mini/products.py"
FITTED = """
{background}
@stats
def model():
    from pandas import DataFrame
    from report.results.summaries.correlation_rows import correlations

    frame = DataFrame({{"x": [1.0, 2, 3, 4, 5, 7], "y": [2.0, 1, 4, 3, 5, 5]}})
    yield from correlations("r", frame)
"""


def intervals(mini):
    """The bounds of the correlation and the level that they state, and the thresholds of the marks."""
    done = mini.report("list", "--json")
    assert done.returncode == 0, done.stderr
    rows = {row["id"]: row for row in json.loads(done.stdout)}
    return rows["r.x.y.ci_lower"]["printed"], [row["printed"] for id, row in rows.items() if ".stars." in id]


@pytest.mark.parametrize("background", ["", "@background()"])
def test_changed_levels_change_every_interval_and_mark(mini, background):
    """From the bounds of r at 95 % to those at 80 %, and from three marks to one."""
    path = mini.root / PRODUCTS
    imported = "from report.study.product import background\n"
    path.write_text(path.read_text() + imported + FITTED.format(background=background))
    before = intervals(mini)
    mini.edit(STUDY, "import Study", "import Study\nfrom report.rows.levels import Levels")
    levels = "    levels=Levels(significance=(0.02,), trend=0.05, confidence=0.8),\n"
    mini.edit(STUDY, "    data=", levels + "    data=")
    after = intervals(mini)
    # R: tanh(atanh(r) - qnorm(.975 | .9) / sqrt(3)) of cor(c(1,2,3,4,5,7), c(2,1,4,3,5,5))
    assert (before, after) == ((".06", [".05", ".01", ".001"]), (".42", [".02"]))
