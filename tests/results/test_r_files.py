"""Files that R has written as rows; the script that wrote the tables lies beside them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from printed_forms import phrase_of

from report.results import rows_from_file
from report.results.options import OptionError
from report.rows.errors import DataError
from report.rows.ledger import Ledger

FOLDER = Path(__file__).parent / "r"


@dataclass(frozen=True)
class File:
    """A file as products get it."""

    path: Path

    @property
    def name(self) -> str:
        return f"results/{self.path.name}"


def found(name: str, **options: Any) -> dict[str, Any]:
    return {row.id.removeprefix("x."): row for row in rows_from_file("x", File(FOLDER / name), **options)}


@pytest.mark.parametrize(
    ("name", "below", "options", "printed"),
    [
        (
            "tidy_lm.csv",
            "cyl_6",
            {"test": "t", "df": 28},
            "*b* = −4.26, 95% CI [−7.09, −1.42], *t*(28) = −3.07, *p* = .005",
        ),
        ("tidy_lm.csv", "wt", {}, "*b* = −3.21, 95% CI [−4.75, −1.66], *p* < .001"),
        (
            "tidy_glm.csv",
            "wt",
            {"ratio": "OR", "test": "z"},
            "OR = 0.02, 95% CI [0.00, 0.16], *z* = −2.80, *p* = .005",
        ),
        ("glance_lm.csv", "fit", {}, "*R*² = .84, *F*(3, 28) = 48.08, *p* < .001"),
        ("tidy_t_test.csv", "", {}, "*t*(18.33) = −3.77, *p* = .001"),
        ("tidy_cor_test.csv", "", {}, "*r*(30) = −.87, 95% CI [−.93, −.74], *p* < .001"),
        ("tidy_chisq.csv", "", {}, "χ²(2) = 8.74, *p* = .013"),
        ("tidy_anova.csv", "cyl", {}, "*F*(2, 28) = 63.08, *p* < .001"),
        ("ard.json", "score", {}, "*MD* = 1.50, 90% CI [0.25, 2.75], *p* = .020"),
        ("tidystats.json", "sleep", {}, "*M* = −1.58, 95% CI [−3.37, 0.21], *t*(17.78) = −1.86, *p* = .079"),
        ("tidystats.json", "model.coefficients.weight", {}, "*b* = 0.50, *p* < .001"),
        (
            "lavaan_estimates.csv",
            "dem60_on_ind60",
            {},
            "*b* = 1.44, 95% CI [0.70, 2.18], *z* = 3.80, *p* < .001",
        ),
        (
            "lavaan_robust_fit.csv",
            "fit.scaled",
            {},
            "χ²(13) = 24.25, *p* = .029, CFI = .971, TLI = .954, RMSEA = .106, 90% CI [.033, .171]",
        ),
        ("lavaan_standardised.csv", "dem60_on_ind60", {}, "β = 0.46, 95% CI [0.25, 0.67], *p* < .001"),
        ("lavaan_comparison.csv", "null", {}, "χ²(1) = 14.80, *p* < .001"),
    ],
)
def test_files_read_as_apa_asks(name: str, below: str, options: dict[str, Any], printed: str) -> None:
    """What a file does not say (the letter of a statistic) is not printed unless an option says it."""
    ledger = Ledger.of(rows_from_file("x", File(FOLDER / name), **options))
    assert phrase_of(ledger, f"x.{below}".rstrip(".")) == printed


def test_the_fit_of_lavaan_wide_and_long() -> None:
    """A data frame of one row and a named vector are the same fit, with the level of RMSEA's interval."""
    for name in ("lavaan_fit.csv", "lavaan_fit_long.csv"):
        rows = found(name)
        assert (rows["fit.df"].printed, rows["fit.cfi"].printed, rows["fit.n"].printed) == (
            "13",
            ".972",
            "75",
        )
        assert rows["fit.rmsea_ci_lower"].about["confidence"] == "0.9"


def test_parameters_of_lavaan_have_names_by_their_operators() -> None:
    """Loadings, paths, variances, and defined parameters; fixed loadings have no test."""
    rows = found("lavaan_estimates.csv")
    assert {"dem60_by_y1.estimate", "y1_with_y1.estimate", "twice.estimate", "dem60_on_ind60.beta"} <= set(
        rows
    )
    assert "dem60_by_y1.p" not in rows


def test_ard_has_groups_levels_and_formats() -> None:
    """Counts are counts, proportions percentages; a level belongs to its own test alone."""
    rows = found("ard.json")
    assert rows["age.arm_active.n"].printed == "60"
    assert rows["sex_female.arm_wait.pct"].printed == "38"
    assert rows["score.ci_lower"].about["confidence"] == "0.9"
    assert "confidence" not in rows["age.arm_active.mean"].about


def test_augment_gives_no_case_away() -> None:
    """Of a table with a row for each case only n and the largest diagnostics become rows."""
    assert set(found("augment_lm.csv")) == {
        f"cases.{part}" for part in ("n", "cooksd_max", "hat_max", "std_resid_max")
    }


def test_rows_name_their_file_and_its_script() -> None:
    """So that a reader gets from a number to the file and to the code that wrote it."""
    rows = found("tidy_lm.csv", script="analysis/model.R")
    assert {(row.about["file"], row.about["script"]) for row in rows.values()} == {
        ("results/tidy_lm.csv", "analysis/model.R")
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "a,b\n1,2\n"),
        ("a.csv", ""),
        ("a.csv", b"\xff\xfe"),
        ("a.json", "{"),
        ("a.json", "[1]"),
        ("none.csv", None),
    ],
)
def test_what_is_no_file_of_results_is_a_fault_at_the_file(tmp_path: Path, name: str, text: Any) -> None:
    """There is no traceback, regardless of the content of the file."""
    if text is not None:
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(DataError) as caught:
        list(rows_from_file("x", File(tmp_path / name)))
    assert caught.value.faults[0].where == f"results/{name}"


@pytest.mark.parametrize(
    ("line", "separator"),
    [("term;estimate", "semicolons"), ('"term" "estimate"', "spaces"), ("term\testimate", "tabs")],
)
def test_cells_that_no_comma_separates_are_named(tmp_path: Path, line: str, separator: str) -> None:
    """As write.csv2 and write.table separate them."""
    (tmp_path / "t.csv").write_text(f"{line}\n1\n", encoding="utf-8")
    with pytest.raises(DataError, match=f"has {separator} between its cells"):
        list(rows_from_file("x", File(tmp_path / "t.csv")))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("glance", "r.squared,AIC,BIC,nobs\n.2,10,11,40\n.3,12,13,40\n"),
        ("test", "statistic,p.value,method\n2.1,.04,t-test\n2.2,.03,t-test\n"),
        ("fit", "chisq,df,pvalue\n3.1,2,.21\n4.1,2,.13\n"),
    ],
)
def test_several_models_or_tests_in_one_file_are_a_fault(tmp_path: Path, name: str, lines: str) -> None:
    """As where tables were bound by rows: only the first would have been read."""
    (tmp_path / f"{name}.csv").write_text(lines, encoding="utf-8")
    with pytest.raises(DataError, match="has 2 lines, each for a different model or test"):
        list(rows_from_file("x", File(tmp_path / f"{name}.csv")))


@pytest.mark.parametrize("column", ["chisq", "cfi", "rmsea", "srmr"])
def test_any_selection_of_fit_measures_is_read(tmp_path: Path, column: str) -> None:
    """`fitMeasures(fit, c("chisq", "df", "pvalue"))` has no other columns."""
    (tmp_path / "fit.csv").write_text(f'"","x"\n"{column}",0.5\n', encoding="utf-8")
    (row,) = rows_from_file("x", File(tmp_path / "fit.csv"))
    assert (row.id, row.value) == (f"x.fit.{column}", 0.5)


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({"tst": "t"}, "has no option tst\n    did you mean test?"),
        ({"lable": "x"}, "has no option lable\n    did you mean label?"),
        ({"test": "q"}, "has the statistic test='q'"),
    ],
)
def test_misspelt_options_are_faults(options: dict[str, Any], fault: str) -> None:
    """With the nearest option."""
    with pytest.raises(OptionError) as raised:
        found("tidy_lm.csv", **options)
    assert fault in str(raised.value)
