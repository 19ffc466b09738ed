"""Independent proof: lavaan refits the committed file; its values are the published ones and our own."""

import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from analysis.synthetic.closed_form import fit_path
from analysis.synthetic.descriptives import covariances
from analysis.synthetic.statistics import evaluate, later_maximum, select, with_maxima
from analysis.synthetic.structure import MEASURES, PRINTED, primary, serial_chain, session_one, session_two
from analysis.synthetic.targets import effect, read_published
from analysis.synthetic.trial_table import checksum, read_table
from analysis.synthetic.verdicts import analysed

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = json.loads((ROOT / "tests" / "golden" / "refit_trial.json").read_text(encoding="utf-8"))
PUBLISHED = read_published(ROOT / "data" / "published.yaml")
ROWS = read_table(ROOT / "data" / "trial.csv")
BUILDERS = {"primary": primary, "session1": session_one, "session2": session_two, "escitalopram": primary}


def printed_as(value: float, printed: str) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(printed), rounding=ROUND_HALF_UP)


def estimates(model: str) -> dict[str, dict[str, float]]:
    return {
        f"{PRINTED[row['lhs']]}~{PRINTED[row['rhs']]}": row
        for row in GOLDEN["models"][model]["estimates"]
        if row["op"] == "~"
    }


def refitted(item: dict[str, str]) -> float:
    """Return lavaan's value of a published path-model number, in the unit in which it is printed."""
    family, *middle, quantity = item["id"].split(".")
    model = f"{family}.{middle[0] if middle and middle[0] in ('ebi', 'meq') else 'ebi'}"
    fit = GOLDEN["models"][model]
    scale = 100 if item["kind"] == "percent" else 1
    if "indirect" in middle:
        row = next(row for row in fit["estimates"] if row["lhs"] == "indirect")
        return {"beta": row["std_all"], "p": row["p"], "p_bonferroni": 2 * row["p"]}[quantity]
    if quantity == "r2_added":
        base = "r2_qids_6w_on_qids_0" if family == "primary" else "r2_qids_6w_on_qids_mid"
        return scale * (fit["r2"]["qids_6w"] - GOLDEN["correlations"]["psilocybin"][base])
    if "r2" in middle:
        return scale * fit["r2"][{short: name for name, short in PRINTED.items()}[quantity]]
    return estimates(model)[middle[-1]]["std_all" if quantity == "beta" else "p"]


ITEMS = [item for section in ("primary", "session1", "session2") for item in PUBLISHED[section]]


def test_golden_belongs_to_the_committed_file():
    """The golden values were made from the committed trial file."""
    assert GOLDEN["data_sha256"] == checksum(ROOT / "data" / "trial.csv")


@pytest.mark.parametrize("item", ITEMS, ids=[item["id"] for item in ITEMS])
def test_lavaan_prints_the_published_number(item):
    """lavaan gives each printed number back, except those that contradict the others."""
    value, printed = refitted(item), item["printed"]
    agrees = (
        value < float(printed[1:]) if printed[0] == "<" else printed_as(value, printed) == Decimal(printed)
    )
    assert agrees is not item.get("unattainable", False), (value, printed)


def test_lavaan_correlations():
    """The correlations of the measures come back."""
    found = GOLDEN["correlations"]["psilocybin"]
    assert printed_as(found["ebi_meq_pooled"], "0.61") == Decimal("0.61")
    assert printed_as(found["qids_mid_qids_6w"], "0.74") == Decimal("0.74")
    assert printed_as(found["r2_qids_6w_on_qids_0"], "0.12") == Decimal("0.12")
    assert printed_as(found["r2_qids_6w_on_qids_mid"], "0.55") == Decimal("0.55")
    assert max(found["starp_1_ebi_1"], found["starp_1_meq_1"]) < 0.3
    assert min(found["rapport_1_ebi_1"], found["rapport_1_meq_1"], found["starp_1_rapport_1"]) > 0.5


@pytest.mark.parametrize("acute", ["ebi", "meq"])
def test_confirmatory_fit_is_good(acute):
    """Both confirmatory models fit: chi-square p > .05, CFI >= .95, RMSEA <= .08."""
    fit = GOLDEN["models"][f"primary.{acute}"]["fit"]
    assert fit["df"] == 4
    assert fit["pvalue"] > 0.05
    assert fit["cfi"] >= 0.95
    assert fit["rmsea"] <= 0.08


@pytest.mark.parametrize("acute", ["ebi", "meq"])
def test_escitalopram_has_no_path_from_alliance_rapport_or_experience(acute):
    """In the escitalopram arm only baseline severity tells the endpoint, and more than under psilocybin."""
    paths = estimates(f"escitalopram.{acute}")
    for name in (f"{acute}max~rap", f"qids6w~{acute}max", "rap~starp"):
        assert paths[name]["p"] > 0.1
    both = GOLDEN["correlations"]
    assert both["escitalopram"]["r2_qids_6w_on_qids_0"] > 2 * both["psilocybin"]["r2_qids_6w_on_qids_0"]


@pytest.mark.parametrize("name", sorted(GOLDEN["models"]))
def test_closed_form_agrees_with_lavaan(name):
    """The search's closed-form likelihood gives lavaan's estimates, p-values, R squared and fit."""
    family, acute = name.split(".")
    chosen = analysed(ROWS, "escitalopram" if family == "escitalopram" else "psilocybin")
    complete = int(chosen["second_dose"].sum())
    scores = chosen[list(MEASURES)].fillna(0).to_numpy(dtype=float)[None]
    extended = with_maxima(scores, later_maximum(scores, complete))
    cases = complete if family == "session2" else scores.shape[1]
    model = BUILDERS[family](acute)
    fit = fit_path(model, select(covariances(extended[:, :cases]), model), cases)
    golden = GOLDEN["models"][name]
    for row in (row for row in golden["estimates"] if row["op"] == "~"):
        assert fit.standardized(row["lhs"], row["rhs"])[0] == pytest.approx(row["std_all"], abs=2e-4)
        assert fit.wald(row["lhs"], row["rhs"])[0] == pytest.approx(row["z"], abs=2e-3)
    for outcome, value in golden["r2"].items():
        assert fit.explained(outcome)[0] == pytest.approx(value, abs=2e-4)
    indirect = next(row for row in golden["estimates"] if row["lhs"] == "indirect")
    beta, wald = fit.indirect(serial_chain(model))
    assert (beta[0], wald[0]) == pytest.approx((indirect["std_all"], indirect["z"]), abs=2e-3)
    assert fit.chi_square[0] == pytest.approx(golden["fit"]["chisq"], abs=2e-3)


def test_effects_of_one_path_share_a_name():
    """A beta and its p-value belong to the same path."""
    assert effect("primary.ebi.qids6w~ebimax.p") == effect("primary.ebi.qids6w~ebimax.beta")


def test_evaluate_covers_every_target():
    """Each published path-model quantity has a statistic in the search."""
    chosen = analysed(ROWS, "psilocybin")
    scores = chosen[list(MEASURES)].fillna(0).to_numpy(dtype=float)[None]
    found = evaluate(scores, int(chosen["second_dose"].sum()))
    wanted = {f"{effect(item['id'])}.z" if item["kind"] == "p" else item["id"] for item in ITEMS}
    assert wanted <= set(found)
