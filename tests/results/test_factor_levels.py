"""The levels of categorical predictors, with the level that a model compares them with."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from report.lint.allowed_numbers import Conventions
from report.lint.typed_numbers import lint
from report.results.coefficients import term_name
from report.results.factor_levels import FactorLevel, factor_levels
from report.results.summaries import as_table, regression
from report.rows.float_words import translated_table
from report.rows.ledger import Ledger

smf = pytest.importorskip("statsmodels.formula.api")
FRAME = pd.DataFrame(
    {
        "y": [1.0, 3.0, 2.0, 5.0, 4.0, 7.0, 6.0, 9.5, 8.0, 11.0, 10.0, 12.5] * 2,
        "b": [0, 1, 0, 0, 1, 1] * 4,
        "x": list(range(24)),
        "arm": ["drug", "placebo", "wait"] * 8,
        "site": [1.0, 2.0, 3.0, 4.0] * 6,
        "smoker": [True, False, False, True] * 6,
        "the group": ["u", "v"] * 12,
        "level": pd.Categorical(["mid", "low", "high"] * 8, categories=["low", "mid", "high"]),
    }
)
LEVELS = {
    "y ~ arm": {"arm_placebo": ("arm", "placebo", "drug"), "arm_wait": ("arm", "wait", "drug")},
    "y ~ C(arm, Treatment('wait')) * x": {
        "arm_drug": ("arm", "drug", "wait"),
        "arm_placebo": ("arm", "placebo", "wait"),
    },
    "y ~ smoker": {"smoker_true": ("smoker", "True", "False")},
    "y ~ level": {"level_mid": ("level", "mid", "low"), "level_high": ("level", "high", "low")},
    "y ~ Q('the group')": {"q_the_group_v": ("the group", "v", "u")},
    "y ~ C(Q('the group'))": {"the_group_v": ("the group", "v", "u")},
    "y ~ C(arm, Sum)": {},
    "y ~ 0 + C(arm)": {},
    "y ~ x": {},
}


@pytest.mark.parametrize("formula", LEVELS)
def test_levels_of_a_formula(formula: str) -> None:
    """The reference is the level without a coefficient; other codings than treatment's compare with no level."""
    wanted = {term: FactorLevel(*level) for term, level in LEVELS[formula].items()}
    assert factor_levels(smf.ols(formula, FRAME).fit()) == wanted


@pytest.mark.parametrize("model", [object(), SimpleNamespace(model=None), {"a": 1}])
def test_other_objects_have_no_levels(model: object) -> None:
    """Frames, files of R, and models of arrays."""
    assert factor_levels(model) == {}


def test_a_quoted_column_as_a_category_keeps_its_name() -> None:
    """Two such predictors would otherwise have one name."""
    assert term_name('C(Q("the group"))[T.v]:x') == "the_group_v_by_x"


def table_of(models: dict[str, object], **options: object) -> tuple[Ledger, list[list[str]]]:
    """The rows and the texts of the lines of a table that has no typed number."""
    ledger = Ledger.of(regression("m", models, **options))
    table = translated_table(as_table(ledger, "Models"))
    assert [each.text for each in lint({}, {"t": table}, {}, ledger, Conventions())] == []
    assert [id for id in table.ids if id not in ledger] == []
    return ledger, [[cell.text for cell in line.cells] for line in table.rows]


def test_reference_levels_are_lines() -> None:
    """Each model marks its own; the head is the predictor."""
    models = {
        "One": smf.ols("y ~ x", FRAME).fit(),
        "Two": smf.ols("y ~ x + arm", FRAME).fit(),
        "Other": smf.ols("y ~ C(arm, Treatment('wait'))", FRAME).fit(),
    }
    ledger, lines = table_of(models, labels={"arm": "Trial arm", "arm_drug": "Psilocybin"})
    assert [line[0] for line in lines[2:6]] == ["Trial arm", "Psilocybin", "wait", "placebo"]
    assert lines[2][1:] == ["", "", ""]
    assert lines[3][1:3] == ["", "Reference"]
    assert lines[3][3].startswith("{m.other.arm_drug.estimate} [")
    assert lines[4][3] == "Reference"
    assert ledger["m.two.arm.reference"].printed == "drug"


def test_levels_that_are_numbers_are_rows() -> None:
    """A typed number in a label would stop the build."""
    model = smf.logit("b ~ C(site)", FRAME).fit(disp=0)
    ledger, lines = table_of({"Odds": model}, exponentiate=True)
    assert [line[0] for line in lines[1:4]] == [
        "Site",
        "{m.terms.site_1_0.label}",
        "{m.terms.site_2_0.label}",
    ]
    assert ledger["m.terms.site_1_0.label"].printed == "1"


def test_fits_have_their_explained_variance() -> None:
    """Adjusted where the model has it; pseudo-*R*² for models of likelihood."""
    models = {"Linear": smf.ols("y ~ x", FRAME).fit(), "Logit": smf.logit("b ~ x", FRAME).fit(disp=0)}
    _, lines = table_of(models)
    assert lines[-4:] == [
        ["*R*²", "{m.linear.fit.r2}", ""],
        ["Adjusted *R*²", "{m.linear.fit.adjusted_r2}", ""],
        ["Pseudo-*R*²", "", "{m.logit.fit.pseudo_r2}"],
        ["*n*", "{m.linear.fit.n}", "{m.logit.fit.n}"],
    ]
