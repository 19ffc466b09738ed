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
    table = as_table(ledger, "Analysis of variance")
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
    table = as_table(ledger, "Analysis of variance")
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
