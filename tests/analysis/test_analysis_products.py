"""Each product is an ordinary function: three lines of data are enough to call it."""

import math

import pandas as pd
import pytest

from analysis import thresholds
from analysis.claims.confirmatory import acute_variance, ebi_beats_meq, primary_fit
from analysis.claims.first_session import low_r_starp1_acute, s1_meq_trend
from analysis.claims.second_session import s2_meq_not_ebi
from analysis.histograms import edges, histogram_rows
from analysis.maximum import of_maximum
from analysis.models import MODELS, PRIMARY_EBI, SESSION1_EBI
from analysis.participants import arm_flow
from analysis.path_rows import fitted, model_rows
from analysis.resampled import resampled, seed_of
from analysis.scales import MEASURE
from analysis.sensitivity import BOTH_DOSES, FIML, SAMPLE_DIVISOR, estimated
from analysis.trial import Arm, Trial, analysed
from report.rows.errors import DataError
from report.rows.ledger import Ledger
from report.rows.stat import Claim, Stat


def values(rows):
    return {row.id: row.value if isinstance(row, Stat) else row.holds for row in rows}


def numbers(pairs):
    return {id: Stat(id, value, "unit", id) for id, value in pairs.items()}


FLOW = pd.DataFrame({"included": [1, 1, 1, 0], "second_dose": [1, 0, 1, 1], "stopped_capsules": [0, 0, 1, 1]})


def test_flow_counts_the_deviations_among_the_analysed():
    """Missed doses and stopped capsules of those who were excluded do not count."""
    assert values(arm_flow(FLOW, "a")) == {
        "flow.a.allocated": 4,
        "flow.a.excluded": 1,
        "flow.a.analysed": 3,
        "flow.a.missed_second_dose": 1,
        "flow.a.both_doses": 2,
        "flow.a.stopped_capsules": 1,
    }


def test_flow_adds_up(ledger):
    """From randomisation on, every n is the sum of what follows it; before it, the visit gives the randomised."""

    def n(name):
        return ledger.stat(f"flow.{name}").value

    arms = ("psilocybin", "escitalopram")
    assert n("randomised") == sum(n(f"{arm}.allocated") for arm in arms)
    assert n("analysed") == sum(n(f"{arm}.analysed") for arm in arms)
    for arm in arms:
        assert n(f"{arm}.allocated") == n(f"{arm}.excluded") + n(f"{arm}.analysed")
        assert n(f"{arm}.analysed") == n(f"{arm}.both_doses") + n(f"{arm}.missed_second_dose")
        assert ledger.stat(f"describe.{arm}.ebi_2.n").value == n(f"{arm}.both_doses")
    assert n("invited_in_person") - n("excluded_in_person") == n("randomised")


def test_the_maximum_brings_its_sessions_alliance_and_rapport():
    """STAR-P and rapport are those before the stronger session; ties and a single session count as the first."""
    frame = pd.DataFrame(
        {
            "ebi_1": [10.0, 50, 30, 40],
            "ebi_2": [20.0, 40, None, 40],
            "starp_1": [1.0, 2, 3, 4],
            "starp_2": [5.0, 6, 7, 8],
            "rapport_1": [11.0, 12, 13, 14],
            "rapport_2": [15.0, 16, None, 18],
            "qids_0": [9.0] * 4,
            "qids_6w": [8.0] * 4,
        }
    )
    found = of_maximum(frame, "ebi")
    assert found["ebi_max"].tolist() == [20, 50, 30, 40]
    assert found["starp"].tolist() == [5, 2, 3, 4]
    assert found["rapport"].tolist() == [15, 12, 13, 14]


def test_an_arm_is_its_included_participants():
    """Those who were excluded are randomised and not analysed; an arm without any is a fault."""
    trial = Trial(pd.DataFrame({"arm": ["a", "a", "b"], "included": [1, 0, 0]}), "trial.csv")
    assert len(analysed(trial, "a").frame) == 1
    with pytest.raises(DataError, match="no analysed participant in the arm b"):
        analysed(trial, "b")


def test_histograms_count_every_score_once():
    """A score on an inner edge belongs to the bin above, the highest possible to the last."""
    scores = {"ebi_1": [0.0, 10, 100], "ebi_2": [9.9, None, 50], "meq_1": [5.0, 0, 0.5], "meq_2": [None] * 3}
    frame = pd.DataFrame(scores, dtype=float)
    found = values(histogram_rows(Arm("a", frame, "trial.csv")))
    assert [found[f"histogram.a.ebi_1.b{i}"] for i in range(10)] == [1, 1, 0, 0, 0, 0, 0, 0, 0, 1]
    assert [found[f"histogram.a.meq_1.b{i}"] for i in range(10)] == [1, 1, 0, 0, 0, 0, 0, 0, 0, 1]
    assert sum(found[f"histogram.a.ebi_2.b{i}"] for i in range(10)) == 2
    assert edges(MEASURE["meq_1"])[-1] == 5


def test_thresholds_are_those_of_the_protocol(ledger):
    """The text states the thresholds from the protocol's constants; the claims use the same values."""
    names = {
        "alpha": "alpha",
        "trend": "trend",
        "beta.moderate": "beta_moderate",
        "beta.strong": "beta_strong",
        "r.weak": "r_weak",
        "r.high": "r_high",
        "chisq_p.acceptable": "chisq_p_acceptable",
        "cfi.acceptable": "cfi_acceptable",
        "cfi.good": "cfi_good",
        "rmsea.acceptable": "rmsea_acceptable",
        "rmsea.good": "rmsea_good",
        "nearly_half.lower": "nearly_half_lower",
        "nearly_half.upper": "nearly_half_upper",
        "approximately": "approximately",
    }
    assert set(names) == set(thresholds.THRESHOLDS)
    for ours, constant in names.items():
        assert ledger.stat(f"threshold.{ours}").value == ledger.stat(f"protocol.{constant}").value


def test_marks_of_significance_are_those_that_are_printed(ledger):
    """The notes name the levels at which the engine sets its stars."""
    from report.rows.levels import USUAL

    for name, marks in (("one_star", "*"), ("two_stars", "**"), ("three_stars", "***")):
        level = ledger.stat(f"threshold.{name}").value
        assert USUAL.marks(level * 0.999) == marks
        assert USUAL.marks(level) != marks


def test_the_bootstrap_has_as_many_resamples_as_the_text_says(ledger):
    """The protocol's constant and the number that was drawn are one."""
    assert (
        ledger.stat("bootstrap.psilocybin.resamples").value
        == ledger.stat("protocol.bootstrap_resamples").value
    )


def test_nearly_all_bounds_print_no_more_than_they_know(ledger):
    """There are resamples enough for the printed decimals, but for the few bounds whose rows say so."""
    bounds = [row for row in ledger.values() if "monte_carlo_error" in getattr(row, "about", {})]
    warned = [row for row in bounds if row.warnings]
    assert all(float(row.about["monte_carlo_error"]) <= 0.005 for row in bounds if row not in warned)
    assert len(bounds) > 300
    assert len(warned) <= 0.03 * len(bounds)


# -- claims read rows, and nothing else -----------------------------------------------------------------------


def test_ebi_beats_meq_compares_sizes():
    """The sign does not count."""
    ebi, meq = "primary.ebi.qids_6w_on_ebi_max.beta", "primary.meq.qids_6w_on_meq_max.beta"
    (claim,) = ebi_beats_meq(numbers({ebi: -0.5}), numbers({meq: 0.4}))
    assert claim.holds
    (claim,) = ebi_beats_meq(numbers({ebi: -0.4}), numbers({meq: 0.5}))
    assert not claim.holds


@pytest.mark.parametrize(
    ("p", "cfi", "rmsea", "holds"),
    [(0.5, 0.9, 0.1, True), (0.05, 0.9, 0.1, False), (0.5, 0.89, 0.1, False), (0.5, 0.9, 0.11, False)],
)
def test_fit_is_judged_by_all_criteria(p, cfi, rmsea, holds):
    """Chi-square, CFI and RMSEA of both models."""
    good = {"p": 0.5, "cfi": 1.0, "rmsea": 0.0}
    ebi = numbers({f"primary.ebi.fit.{k}": v for k, v in {"p": p, "cfi": cfi, "rmsea": rmsea}.items()})
    meq = numbers({f"primary.meq.fit.{k}": v for k, v in good.items()})
    (claim,) = primary_fit(ebi, meq)
    assert claim.holds is holds


@pytest.mark.parametrize(
    ("ebi", "meq", "holds"), [(0.4, 0.499, True), (0.399, 0.45, False), (0.45, 0.5, False)]
)
def test_nearly_half_is_a_range(ebi, meq, holds):
    """From .40 to just under .50, for both."""
    (claim,) = acute_variance(
        numbers({"primary.ebi.r2.ebi_max": ebi}), numbers({"primary.meq.r2.meq_max": meq})
    )
    assert claim.holds is holds


def test_a_missing_value_supports_no_claim():
    """What is not defined is neither significant, nor not significant, nor a trend."""
    none = numbers({"session1.meq.qids_6w_on_meq_1.p": None})
    (claim,) = s1_meq_trend(none)
    assert not claim.holds
    (claim,) = s2_meq_not_ebi(
        numbers({"session2.ebi.qids_6w_on_ebi_2.p": None}), numbers({"session2.meq.qids_6w_on_meq_2.p": 0.01})
    )
    assert not claim.holds


def test_weak_and_high_correlations_are_judged_together():
    """Alliance below .30 in size, rapport from .50 on."""
    pair = "correlation.psilocybin.{}.r".format
    rows = {pair("starp_1_ebi_1"): -0.29, pair("starp_1_meq_1"): 0.1}
    rows |= {pair(name): 0.5 for name in ("starp_1_rapport_1", "rapport_1_ebi_1", "rapport_1_meq_1")}
    (claim,) = low_r_starp1_acute(numbers(rows))
    assert claim.holds
    (claim,) = low_r_starp1_acute(numbers({**rows, pair("starp_1_ebi_1"): -0.31}))
    assert not claim.holds


# -- models on data -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def arm():
    import numpy as np

    draw = np.random.default_rng(7)
    frame = pd.DataFrame(
        {name: draw.normal(20, 5, 40) for name in ("qids_0", "qids_mid", "qids_6w", "starp_1", "starp_2")}
    )
    for name in ("rapport_1", "rapport_2", "ebi_1", "ebi_2", "meq_1", "meq_2"):
        frame[name] = draw.normal(50, 10, 40)
    frame["second_dose"] = [0, 0, 0] + [1] * 37
    frame.loc[frame["second_dose"] == 0, ["rapport_2", "ebi_2", "meq_2"]] = None
    return Arm("psilocybin", frame, "trial.csv")


def test_each_model_names_its_variables():
    """The variables of a model are read off its syntax, in its order."""
    assert PRIMARY_EBI.variables == ("rapport", "starp", "ebi_max", "qids_0", "qids_6w")
    assert SESSION1_EBI.variables == ("starp_1", "qids_0", "rapport_1", "ebi_1", "starp_2", "qids_6w")
    assert len({model.name for model in MODELS}) == len(MODELS) == 8


@pytest.mark.parametrize("model", MODELS[:6], ids=lambda model: model.name)
def test_a_model_is_one_function(arm, model):
    """Any arm of data gives all rows of a model, and each path has its two claims."""
    rows = list(model_rows(model, arm))
    ids = [row.id for row in rows]
    assert len(ids) == len(set(ids))
    paths = [id.removesuffix(".beta") for id in ids if id.endswith(".beta")]
    claims = {row.id for row in rows if isinstance(row, Claim)}
    assert paths
    assert {f"{path}.significant" for path in paths} <= claims


def test_a_constant_variable_is_a_fault_of_the_model(arm):
    """File, model, variable and value are named."""
    frame = arm.frame.assign(ebi_1=50.0)
    with pytest.raises(DataError, match=r"session1\.ebi has a constant variable: ebi_1 = 50"):
        fitted(SESSION1_EBI, Arm("psilocybin", frame, "trial.csv"))


def test_too_few_complete_cases_are_a_fault_of_the_model(arm):
    """As many cases as variables estimate nothing."""
    with pytest.raises(DataError, match=r"session1\.ebi has 6 complete cases for 6 variables"):
        fitted(SESSION1_EBI, Arm("psilocybin", arm.frame.head(6), "trial.csv"))


def test_variants_change_cases_estimator_or_divisor(arm):
    """FIML keeps incomplete rows, both doses drops them, the divisor widens standard errors and keeps estimates."""
    assert estimated(FIML, {arm.name: arm})["session2.ebi.n"].value == 40
    assert estimated(BOTH_DOSES, {arm.name: arm})["session1.ebi.n"].value == 37
    main = Ledger.of(model_rows(PRIMARY_EBI, arm))
    variant = estimated(SAMPLE_DIVISOR, {arm.name: arm})
    path = "primary.ebi.qids_6w_on_ebi_max"
    assert variant[f"{path}.b"].value == pytest.approx(main.stat(f"{path}.b").value)
    ratio = variant[f"{path}.se"].value / main.stat(f"{path}.se").value
    assert ratio == pytest.approx(math.sqrt(40 / 39), rel=1e-6)


def test_the_bootstrap_depends_on_the_products_name_alone(arm):
    """The same product draws the same resamples; another product others."""
    first = values(resampled("one", [PRIMARY_EBI], arm, 300))
    assert values(resampled("one", [PRIMARY_EBI], arm, 300)) == first
    assert values(resampled("another", [PRIMARY_EBI], arm, 300)) != first
    assert seed_of("one") != seed_of("another")


def test_a_bound_says_when_it_prints_more_than_it_knows(arm):
    """Few resamples leave a bound uncertain; its row warns, and gives its Monte Carlo error."""
    rows = {row.id: row for row in resampled("one", [PRIMARY_EBI], arm, 200)}
    row = rows["primary.ebi.qids_6w_on_ebi_max.beta_percentile_ci_lower"]
    assert float(row.about["monte_carlo_error"]) > 0.005
    assert any("Monte Carlo" in text for text in row.warnings)


def test_a_first_session_without_a_score_leaves_the_second_as_the_maximum():
    """The only score is the strongest, whichever session it is from."""
    names = ("starp_1", "starp_2", "rapport_1", "rapport_2", "qids_0", "qids_6w")
    frame = pd.DataFrame({"ebi_1": [float("nan")], "ebi_2": [5.0], **{name: [1.0] for name in names}})
    assert of_maximum(frame.assign(starp_2=9.0), "ebi").iloc[0][["ebi_max", "starp"]].tolist() == [5, 9]
