"""Tables of lavaan as results; the script that wrote the files lies beside them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from report.results.lavaan_tables import comparisons, estimates, fit, standardised
from report.results.quantities import Result

FOLDER = Path(__file__).parent / "r"


def table(name: str) -> list[dict[str, Any]]:
    """A table without its empty cells."""

    def cell(text: str) -> Any:
        try:
            return float(text)
        except ValueError:
            return text

    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return [
            {key: cell(text) for key, text in line.items() if text not in ("", "NA")}
            for line in csv.DictReader(file)
        ]


def table_of(name: str) -> list[dict[str, Any]]:
    """A named vector, of which R writes a line for each element, as a table of one line."""
    return [{str(line[""]): line["x"] for line in table(name)}]


def values(result: Result) -> dict[str, Any]:
    return {each.name: each.value for each in result.quantities}


def test_parameters_have_the_numbers_of_the_table() -> None:
    """Estimate, error, test, interval and standardised estimate, below the name of the parameter."""
    found = {each.term: each for each in estimates(table("lavaan_estimates.csv"))}
    line = next(each for each in table("lavaan_estimates.csv") if each["op"] == "~")
    names = {
        "estimate": "est",
        "se": "se",
        "statistic": "z",
        "p": "pvalue",
        "ci_lower": "ci.lower",
        "ci_upper": "ci.upper",
        "beta": "std.all",
    }
    assert values(found["dem60_on_ind60"]) == {ours: line[theirs] for ours, theirs in names.items()}
    assert {"dem60_by_y1", "y1_with_y1", "twice"} <= found.keys()


def test_a_fixed_parameter_has_no_test() -> None:
    """Its z is missing in the table, and its interval has no width."""
    found = next(each for each in estimates(table("lavaan_estimates.csv")) if each.term == "dem60_by_y1")
    assert not {"statistic", "p"} & values(found).keys()
    assert "ci_lower" not in values(found)
    assert found.confidence is None


def test_groups_after_the_first_are_named() -> None:
    """Defined parameters, which lavaan puts into group 0, belong to no group."""
    terms = [each.term for each in estimates(table("lavaan_groups.csv"))]
    assert {"x2_on_x1", "group_2_x2_on_x1", "x2_intercept", "group_2_x2_intercept", "indirect"} <= {*terms}
    assert len(terms) == len({*terms})


def test_a_table_without_intervals_states_no_level() -> None:
    """The level is that of the caller where there are intervals."""
    (plain,) = estimates([{"lhs": "y", "op": "~", "rhs": "x", "est": 0.5}])
    assert plain.confidence is None
    (given,) = estimates(
        [{"lhs": "y", "op": "~", "rhs": "x", "est": 0.5, "ci.lower": 0.1, "ci.upper": 0.9}], confidence=0.9
    )
    assert given.confidence == 0.9


def test_fit_measures_have_our_names() -> None:
    """Those of the fit of a path model; the level of RMSEA's interval is that of the file."""
    (line,) = table("lavaan_fit.csv")
    (found,) = fit([line])
    made = values(found)
    assert (made["chisq"], made["p"], made["rmsea_p"], made["n"]) == (
        line["chisq"],
        line["pvalue"],
        line["rmsea.pvalue"],
        75,
    )
    assert (found.term, found.n, found.confidence) == ("fit", 75, 0.9)
    assert list(values(next(fit([{"cfi": 0.9}])))) == ["cfi"]


@pytest.mark.parametrize("name", ["chisq", "df", "pvalue", "cfi", "tli", "rmsea", "srmr", "aic", "bic"])
def test_the_usual_measures_are_read(name: str) -> None:
    """Each of them is a quantity."""
    (line,) = table("lavaan_fit.csv")
    assert line[name] in values(next(fit([line]))).values()


def test_explained_variances_are_those_of_path_models() -> None:
    """`rsquare = TRUE` adds them to the parameters; they have no test."""
    *_, shares = estimates(table("lavaan_rsquare.csv"))
    assert shares.term == "r2"
    assert values(shares)["dem60"] == pytest.approx(0.212028648543152)
    assert {each.format for each in shares.quantities} == {"unit"}


def test_robust_measures_are_the_scaled_fit() -> None:
    """With their robust indices; the naive ones remain beside them."""
    naive, scaled = fit(table_of("lavaan_robust_fit.csv"))
    assert values(naive)["chisq"] == pytest.approx(23.7379766434164)
    assert values(scaled)["chisq"] == pytest.approx(24.2460452341228)
    assert values(scaled)["cfi"] == pytest.approx(0.971413335512105)
    assert values(scaled)["rmsea"] == pytest.approx(0.106267141537332)
    assert (scaled.term, scaled.confidence) == ("fit.scaled", 0.9)


def test_scaled_indices_stand_in_for_robust_ones() -> None:
    """Estimators for ordinal data have none, in lavaan before 0.6-16."""
    (_, scaled) = fit([{"chisq": 5.0, "chisq.scaled": 7.5, "cfi.scaled": 0.92}])
    assert values(scaled) == {"chisq": 7.5, "cfi": 0.92}


def test_standardised_parameters_have_their_own_errors() -> None:
    """Those of the standardised estimate, not of the raw one."""
    found = {each.term: each for each in standardised(table("lavaan_standardised.csv"), confidence=0.9)}
    path = found["dem60_on_ind60"]
    assert values(path) == pytest.approx(
        {
            "beta": 0.460465686607756,
            "beta_se": 0.106470334008102,
            "statistic": 4.32482616775407,
            "p": 1.52652188156743e-05,
            "beta_ci_lower": 0.251787666529926,
            "beta_ci_upper": 0.669143706685587,
        }
    )
    assert path.confidence == 0.9


def test_a_comparison_has_a_test_for_each_model_after_the_first() -> None:
    """The first line has no difference; models have the names of their objects in R."""
    (null,) = comparisons(table("lavaan_comparison.csv"))
    assert null.term == "null"
    assert values(null) == pytest.approx({"statistic": 14.7999017344532, "df": 1, "p": 0.000119541730732371})
