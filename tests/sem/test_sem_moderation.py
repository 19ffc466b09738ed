"""Simple slopes and regions of significance: values of R (tests/sem/golden/make_moderation.R)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from report.drawing.draw import draw
from report.drawing.export import svg
from report.drawing.slopes import Slopes
from report.pathmodels import ModelError, fit
from report.pathmodels.moderation import Moderation, moderation
from report.results import rows

GOLDEN = Path(__file__).parent / "golden"
CASES = json.loads((GOLDEN / "moderation.json").read_text(encoding="utf-8"))["cases"]
DATA = pd.read_csv(GOLDEN / "models" / "skewed.csv")


def probed(case: dict[str, Any], data: pd.DataFrame = DATA, **more: Any) -> Moderation:
    model = fit(case["syntax"], data, **dict(case["options"]))
    return moderation(model, data, case["outcome"], case["predictor"], case["moderator"], **more)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_slopes_and_limits_are_rs(case: dict[str, Any]) -> None:
    """Slopes at the mean and one SD to each side, their standard errors and p, and the roots of p = .05."""
    found = probed(case)
    for name, theirs in (("at", "at"), ("slope", "slope"), ("se", "se"), ("p", "p")):
        ours = [getattr(each, name) for each in found.slopes]
        assert ours == pytest.approx(case[theirs], rel=2e-4, abs=1e-7)
    assert list(found.limits) == pytest.approx(case["limits"], abs=1e-3)


def test_p_is_the_level_at_the_limits() -> None:
    """On one side of each limit the slope is significant, as the region says."""
    found = probed(CASES[0])
    for limit in found.limits:
        assert found.line.at(limit).p == pytest.approx(0.05)
    outside = found.line.at(found.limits[0] - 1).p < 0.05
    assert outside is not found.inside


def test_both_values_of_a_dichotomous_moderator_are_probed() -> None:
    """Not its mean and standard deviations, which nobody has; given values are probed as they are."""
    data = DATA.assign(z=(DATA["z"] > 0) * 1000000.0 + 5)
    assert [each.at for each in probed(CASES[0], data).slopes] == pytest.approx([5, 1000005])
    assert [each.at for each in probed(CASES[0], at=(0.0, 3.0)).slopes] == [0.0, 3.0]


def test_the_cases_of_the_model_are_described() -> None:
    """The mean and range of the moderator are those of the cases used, not of all rows."""
    data = DATA.copy()
    data.loc[data["z"] > 1, "y"] = None
    assert probed(CASES[0], data).highest <= 1


def test_a_model_without_the_product_is_refused() -> None:
    """The message names both paths that are needed."""
    with pytest.raises(ModelError, match="y from x and from x:w"):
        moderation(fit(CASES[0]["syntax"], DATA), DATA, "y", "x", "w")


def test_rows_and_figure_show_the_region() -> None:
    """Each slope is a row below low, mean and high; the figure prints the limits within the moderator's range."""
    found = {row.id: row for row in rows("mod", probed(CASES[0]))}
    assert found["mod.high.b"].value == pytest.approx(CASES[0]["slope"][2], rel=2e-4)
    assert found["mod.region.significant"].value == "outside the limits"
    drawn = svg(draw(Slopes("mod"), found), "slopes")
    for id in ("mod.region.lower", "mod.region.upper"):
        assert f'data-stat="{id}"' in drawn
    assert "Slope of y on x" in drawn
    assert set(Slopes("mod").shows) <= set(found)
