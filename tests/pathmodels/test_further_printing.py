"""Further results of a fit as lines of text and as JSON."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report.pathmodels.bollen_stine import BollenStine
from report.pathmodels.further_printing import SHOWN, Further, more_json, more_lines
from report.pathmodels.local_fit import LocalFit, Residual
from report.pathmodels.moderation import Moderation, Slope, SlopeLine
from report.pathmodels.modification import Modification
from report.pathmodels.results import ChiSquareTest
from report.pathmodels.score_tests import Release, ScoreTests

WALD = ChiSquareTest(6.5, 2, 0.0387, "Wald test")
BOOTSTRAP = BollenStine(6.5, 2, 0.04, 0.002, 2.1, 999, 0, 7)
LINE = SlopeLine(0.1, 0.2, 0.01, 0, 0.01, 0.95)
SLOPES = Moderation(
    "y", "x", "z", (Slope(1, 0.3, 0.1, 3, 0.0027, 0.104, 0.496, "mean"),), (-1.5, 0.5), False, -2, 3, LINE
)


def lines(**parts):
    return list(more_lines(Further(**parts)))


def test_nothing_is_printed_that_was_not_requested():
    """Nor is it part of the JSON."""
    assert lines() == []
    assert more_json(Further(wald=WALD)) == {
        "wald": {"chisq": 6.5, "df": 2, "pvalue": 0.0387, "method": "Wald test", "warning": ""}
    }


def test_a_test_has_one_line_and_one_for_its_warning():
    """A p-value that is not defined is NA."""
    assert lines(wald=WALD) == ["", "Wald test: chi-square 6.500, df 2, p 0.039"]
    doubtful = replace(WALD, pvalue=None, warning="negative")
    assert lines(comparison=doubtful)[1:] == [
        "Wald test: chi-square 6.500, df 2, p NA",
        "  warning: negative",
    ]


def test_score_tests_list_each_constraint():
    """After the test of all together."""
    found = lines(score=ScoreTests(WALD, (Release("a == b", 3.25, 0.0714),)))
    assert found[-1] == "  a == b  3.250 (0.071)"
    assert len(found) == 4


def test_failed_resamples_are_said():
    """Only if there are any."""
    assert "999 resamples, seed 7" in lines(bollen_stine=BOOTSTRAP)[-1]
    assert (
        "999 resamples, 3 of them not estimated, seed 7"
        in (lines(bollen_stine=replace(BOOTSTRAP, failed=3))[-1])
    )


def test_a_slope_has_its_test_and_interval():
    """At a value of the moderator, with what that value is."""
    assert lines(slopes=SLOPES)[2] == (
        "  1.000 (mean)  0.300, se 0.100, z 3.000, p 0.003, 95 % CI 0.104 to 0.496"
    )


@pytest.mark.parametrize(
    ("limits", "inside", "region"),
    [
        ((), True, "everywhere"),
        ((), False, "nowhere"),
        ((-1.5, 0.5), True, "between -1.500 and 0.500"),
        ((-1.5, 0.5), False, "below -1.500 and above 0.500"),
    ],
)
def test_the_region_of_significance_is_in_words(limits, inside, region):
    """Johnson and Neyman's limits, at the level of the interval."""
    last = lines(slopes=replace(SLOPES, limits=limits, inside=inside))[-1]
    assert last == f"  Johnson-Neyman: the slope is significant {region} (p < 0.05)"


def test_the_largest_residuals_and_indices_are_listed():
    """Residuals by their size, whatever their sign; JSON has all."""
    residuals = [Residual("x", f"y{place}", place / 100, None) for place in range(SHOWN + 2)]
    residuals += [Residual("x", "z", -0.9, 2.5, "women")]
    change = Modification("y", "~~", "z", 5.5, -0.2, None, "men")
    local = LocalFit(tuple(residuals), (change,) * (SHOWN + 1))
    found = lines(local=local)
    assert found[2] == "  x with z [women]  -0.900 (2.500)"
    assert found[3] == f"  x with y{SHOWN + 1}  0.110 (NA)"
    assert found[-1] == "  y ~~ z [men]  5.500, -0.200 (NA)"
    assert len([each for each in found if each.startswith("  ")]) == 2 * SHOWN
    assert len(more_json(Further(local=local))["local"]["residuals"]) == len(residuals)
