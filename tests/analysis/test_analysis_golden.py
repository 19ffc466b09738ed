"""Our ledger equals what independent programs compute from the same file; the R scripts lie beside their output."""

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
LAVAAN = json.loads((GOLDEN / "refit_trial.json").read_text(encoding="utf-8"))
BASE_R = json.loads((GOLDEN / "correlations_trial.json").read_text(encoding="utf-8"))
ARMS = ("psilocybin", "escitalopram")
OUR_NAMES = {"indirect_starp_2": "indirect_alliance"}
OUR_PARTS = {"est": "b", "se": "se", "z": "z", "p": "p", "std_all": "beta"}
INDICES = {
    "chisq": "chisq",
    "df": "df",
    "pvalue": "p",
    "cfi": "cfi",
    "tli": "tli",
    "rmsea": "rmsea",
    "rmsea.ci.lower": "rmsea_ci_lower",
    "rmsea.ci.upper": "rmsea_ci_upper",
    "srmr": "srmr",
    "aic": "aic",
    "bic": "bic",
    "logl": "logl",
    "baseline.chisq": "baseline_chisq",
    "baseline.df": "baseline_df",
}
CLOSE = {"rel": 1e-6, "abs": 1e-9}
#: lavaan searches for its maximum and stops near it.
ITERATED = {"rel": 5e-5, "abs": 1e-7}


def variable(name):
    """lavaan's models of the maximum name alliance and rapport by the instrument whose maximum they belong to."""
    head, _, tail = name.partition("_")
    return head if head in ("starp", "rapport") and tail in ("ebi", "meq") else name


def path(row):
    if row["op"] == ":=":
        return OUR_NAMES.get(row["lhs"], row["lhs"])
    joint = "on" if row["op"] == "~" else "with"
    return f"{variable(row['lhs'])}_{joint}_{variable(row['rhs'])}"


def estimates():
    for model, fit in LAVAAN["models"].items():
        outcomes = {row["lhs"] for row in fit["estimates"] if row["op"] == "~"}
        for row in fit["estimates"]:
            covariance = (
                row["op"] == "~~" and row["lhs"] != row["rhs"] and {row["lhs"], row["rhs"]} <= outcomes
            )
            if row["op"] in ("~", ":=") or covariance:
                yield pytest.param(model, row, id=f"{model}.{path(row)}")


@pytest.mark.parametrize("golden", [LAVAAN, BASE_R], ids=["lavaan", "base R"])
def test_the_golden_values_are_of_this_file(golden):
    """R computed its values from the trial file that is committed."""
    assert golden["data_sha256"] == hashlib.sha256((ROOT / "data" / "trial.csv").read_bytes()).hexdigest()


@pytest.mark.parametrize(("model", "row"), list(estimates()))
def test_each_path_is_lavaans(ledger, model, row):
    """Raw and standardised estimate, standard error, z and p of each path, covariance and defined effect."""
    for theirs, ours in OUR_PARTS.items():
        assert ledger.stat(f"{model}.{path(row)}.{ours}").value == pytest.approx(row[theirs], **ITERATED)


def test_no_path_of_ours_is_missing_in_lavaan(ledger):
    """The two sets of parameters are the same."""
    theirs = {f"{param.values[0]}.{path(param.values[1])}" for param in estimates()}
    models = tuple(f"{model}." for model in LAVAAN["models"])
    ours = {id.removesuffix(".beta_se") for id in ledger if id.startswith(models) and id.endswith(".beta_se")}
    assert ours == theirs


@pytest.mark.parametrize("model", LAVAAN["models"])
def test_fit_and_explained_variance_are_lavaans(ledger, model):
    """Every fit index, R squared and n; of a saturated model, those that mean something."""
    fit = LAVAAN["models"][model]
    assert ledger.stat(f"{model}.n").value == fit["n"]
    for outcome, r2 in fit["r2"].items():
        assert ledger.stat(f"{model}.r2.{variable(outcome)}").value == pytest.approx(r2, **CLOSE)
    saturated = ledger.claim(f"{model}.fit.saturated").holds
    assert saturated == (fit["fit"]["df"] == 0)
    for theirs, ours in INDICES.items():
        value = ledger.stat(f"{model}.fit.{ours}").value
        if value is None:
            assert saturated
        else:
            assert value == pytest.approx(fit["fit"][theirs], rel=1e-5, abs=1e-6)


@pytest.mark.parametrize("arm", ARMS)
def test_correlations_are_rs(ledger, arm):
    """r, p and n of every pair of measures."""
    golden = BASE_R[arm]["correlations"]
    assert {id.split(".")[2] for id in ledger if id.startswith(f"correlation.{arm}.")} == set(golden)
    for pair, parts in golden.items():
        for part, theirs in parts.items():
            assert ledger.stat(f"correlation.{arm}.{pair}.{part}").value == pytest.approx(theirs, **CLOSE)


@pytest.mark.parametrize("arm", ARMS)
def test_descriptives_are_rs(ledger, arm):
    """n, mean, SD, median and range of every measure."""
    for measure, parts in BASE_R[arm]["descriptives"].items():
        for part, theirs in parts.items():
            ours = ledger.stat(f"describe.{arm}.{measure}.{part}").value
            assert ours == pytest.approx(theirs, rel=1e-9)


@pytest.mark.parametrize("arm", ARMS)
def test_demographics_are_rs(ledger, arm):
    """Mean, SD and range of the background variables."""
    for name in ("age", "alcohol_units", "illness_years", "hamd17_0", "past_medications", "qids_0"):
        for part in ("mean", "sd", "min", "max"):
            theirs = LAVAAN["descriptives"][arm][name][part]
            assert ledger.stat(f"table1.{arm}.{name}.{part}").value == pytest.approx(theirs, rel=1e-8)


def test_pooled_correlation_and_severity_alone_are_rs(ledger):
    """The correlation of person-sessions, and R squared of earlier severity."""
    for arm in ARMS:
        theirs = LAVAAN["correlations"][arm]
        for earlier in ("qids_0", "qids_mid"):
            ours = ledger.stat(f"severity_alone.{arm}.{earlier}.r2").value
            assert ours == pytest.approx(theirs[f"r2_qids_6w_on_{earlier}"], rel=1e-8)
    pooled = LAVAAN["correlations"]["psilocybin"]["ebi_meq_pooled"]
    assert ledger.stat("correlation.pooled.ebi_meq.r").value == pytest.approx(pooled, rel=1e-8)
