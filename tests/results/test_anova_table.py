"""An analysis of variance as a table, a line for each term."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from report.lint.allowed_numbers import Conventions
from report.lint.typed_numbers import lint
from report.results import rows
from report.results.summaries import anova, as_table
from report.rows.errors import ProductError
from report.rows.float_words import translated_table
from report.rows.ledger import Ledger


@pytest.fixture(scope="module")
def frame():
    rng = np.random.default_rng(1)
    return pd.DataFrame(
        {"y": rng.normal(size=60), "arm": ["a", "b", "c"] * 20, "sex": ["f"] * 30 + ["m"] * 30}
    )


def test_an_anova_of_statsmodels_is_a_table(frame):
    """Terms are lines, and every number of the table is a row of the ledger."""
    import statsmodels.formula.api as smf
    from statsmodels.stats.anova import anova_lm

    result = anova_lm(smf.ols("y ~ C(arm) + C(sex)", frame).fit(), typ=2)
    ledger = Ledger.of(anova("a", result, labels={"arm": "Trial arm"}))
    table = translated_table(as_table(ledger, "Analysis of variance"))
    assert table.columns[0].head == "Source"
    assert len(table.rows) == 2
    assert set(table.ids) <= set(ledger)
    assert [each.context for each in lint({}, {"t": table}, {}, ledger, Conventions())] == []
    assert "a.arm.eta2_partial" in table.ids
    assert float(ledger.stat("a.arm.statistic").value or 0) == pytest.approx(result.loc["C(arm)", "F"])


def test_an_anova_of_pingouin_is_a_table(frame):
    """Pingouin's frames make the same table from the columns that they have."""
    import pingouin

    ledger = Ledger.of(anova("a", pingouin.anova(data=frame, dv="y", between=["arm", "sex"], detailed=True)))
    table = translated_table(as_table(ledger, "Analysis of variance"))
    assert len(table.rows) == 3
    assert set(table.ids) <= set(ledger)


def test_an_unknown_object_names_known_types_and_how_to_register():
    """The fault of an object without an adapter says what is known, and how to add one's own."""

    class OLSReslt:
        pass

    with pytest.raises(ProductError) as raised:
        list(rows("x", OLSReslt()))
    text = str(raised.value)
    assert "no adapter reads" in text
    assert "known types: " in text
    assert "report.results.register(OLSReslt, adapter)" in text


@pytest.mark.parametrize("detailed", [False, True])
def test_an_anova_with_one_factor_is_a_table_with_one_line(frame, detailed):
    """The factor is not a part of the ids, but it names the line; a label replaces its name."""
    import pingouin

    made = pingouin.anova(data=frame, dv="y", between="arm", detailed=detailed)
    for labels, head in (({}, "Arm"), ({"arm": "Trial arm"}, "Trial arm")):
        ledger = Ledger.of(anova("a", made, labels=labels))
        (line,) = as_table(ledger, "Analysis of variance").rows
        assert line.cells[0].text == head
        assert {"{a.statistic}", "{a.df}", "{a.df_residual}", "{a.p}"} <= {cell.text for cell in line.cells}


def test_a_test_of_scipy_is_a_table_with_one_line(frame):
    """Its groups have no name."""
    from scipy.stats import f_oneway

    result = f_oneway(*(group.y for _, group in frame.groupby("arm")))
    (line,) = translated_table(as_table(Ledger.of(anova("a", result)), "Analysis of variance")).rows
    assert [cell.text for cell in line.cells] == ["Between groups", "{a.statistic}", "{a.p}"]
