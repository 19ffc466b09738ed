"""Every model can be refitted from the moments that the supplement prints, and each claim of doubt is as defined."""

import numpy as np
import pandas as pd
import pytest

from analysis.models import MODELS
from report.pathmodels import fit
from report.results.path_parameters import parameter_name, reported_parameters


def printed(ledger, id):
    """What a reader of the table has: the printed text of a row, as a number."""
    text = ledger.stat(id).printed.replace("−", "-").replace("\u202f", "")
    return float(text.lstrip("<> \u00a0"))


def sample(ledger, model):
    """A sample of the model's size that has exactly the printed means, standard deviations and correlations."""
    prefix, names = f"moments.{model.name}", model.variables
    n = int(printed(ledger, f"{model.name}.n"))
    means = np.array([printed(ledger, f"{prefix}.{name}.mean") for name in names])
    spreads = np.array([printed(ledger, f"{prefix}.{name}.sd") for name in names])
    correlations = np.eye(len(names))
    for i, first in enumerate(names):
        for j, second in enumerate(names[i + 1 :], i + 1):
            correlations[i, j] = correlations[j, i] = printed(ledger, f"{prefix}.{first}_{second}.r")
    normal = np.random.default_rng(1).standard_normal((n, len(names)))
    normal -= normal.mean(axis=0)
    white = normal @ np.linalg.inv(np.linalg.cholesky(np.cov(normal.T))).T
    return pd.DataFrame(white @ np.linalg.cholesky(correlations).T * spreads + means, columns=list(names))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_each_model_can_be_refitted_from_its_printed_moments(ledger, model):
    """Coefficients, explained variances and fit agree with the paper within what three decimals can give."""
    again = fit(model.syntax, sample(ledger, model))
    assert again.n == ledger.stat(f"{model.name}.n").value
    for estimate in reported_parameters(again.estimates):
        path = f"{model.name}.{parameter_name(estimate)}"
        assert estimate.std == pytest.approx(ledger.stat(f"{path}.beta").value, abs=0.005)
        assert estimate.p == pytest.approx(ledger.stat(f"{path}.p").value, abs=0.01)
    for outcome, share in again.r2.items():
        assert share == pytest.approx(ledger.stat(f"{model.name}.r2.{outcome}").value, abs=0.005)
    chisq = ledger.stat(f"{model.name}.fit.chisq").value
    assert chisq is None or again.fit.chisq == pytest.approx(chisq, abs=0.05)


def test_an_effect_is_undecided_where_test_and_intervals_disagree(ledger):
    """The claim compares the Wald test with the percentile and the bias-corrected interval."""
    claims = [id for id in ledger if id.endswith(".undecided")]
    assert len(claims) == len([id for id in ledger if id.endswith(".beta_percentile_ci_lower")])
    for id in claims:
        path = id.removesuffix(".undecided")
        says = {ledger.stat(f"{path}.p").value < 0.05}
        for kind in ("percentile", "corrected"):
            lower, upper = (ledger.stat(f"{path}.beta_{kind}_ci_{side}").value for side in ("lower", "upper"))
            says.add(not lower <= 0 <= upper)
        assert ledger.claim(id).holds == (len(says) == 2)


@pytest.mark.parametrize(
    "path",
    [
        "session1.meq.qids_6w_on_meq_1",
        "session1.meq.indirect",
        "primary.meq.meq_max_on_qids_0",
        "session2.meq.indirect",
    ],
)
def test_disagreements_of_the_committed_data_are_known(ledger, path):
    """These effects are on one side of the threshold by their test and on the other by an interval."""
    assert ledger.claim(f"{path}.undecided").holds


def test_the_corrected_p_value_is_that_of_the_planned_comparison(ledger):
    """Only the effect that the hypothesis names is corrected for its comparisons."""
    assert "primary.ebi.indirect.p_bonferroni" in ledger
    assert "primary.ebi.indirect_rapport.p_bonferroni" not in ledger
