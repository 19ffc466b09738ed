"""Estimates, effects and fit indices that R and lavaan compute agree when printed, and a wrong number is found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from papers_in_text import paper

from report.audit.checks import Check
from report.audit.registry import RULES

GOLDEN: dict[str, Any] = json.loads((Path(__file__).parent / "golden" / "estimates.json").read_text())
SLOPE, ODDS, MODEL, ANOVA, PAIR = (GOLDEN[name] for name in ("slope", "odds", "model", "anova", "pair"))
MANY, SAMPLES, PATHS, WISHART, GROUPS = (
    GOLDEN[name] for name in ("many", "samples", "paths", "wishart", "groups")
)


def shown(value: float, places: int = 2) -> str:
    """A number as papers print it."""
    return f"{value:.{places}f}"


def fit(index: dict[str, float]) -> str:
    """The fit of a model as a paper prints it."""
    limits = f"{shown(index['rmsea.ci.lower'], 3)}, {shown(index['rmsea.ci.upper'], 3)}"
    return (
        f"χ2({index['df']:.0f}) = {shown(index['chisq'])}, p < .001, CFI = {shown(index['cfi'], 3)}, "
        f"TLI = {shown(index['tli'], 3)}, NFI = {shown(index['nfi'], 3)}, RMSEA = {shown(index['rmsea'], 3)}, "
        f"90% CI [{limits}], p of close fit = {shown(index['rmsea.pvalue'], 4)}"
    )


NULL = f"The null model had χ2({WISHART['baseline.df']:.0f}) = {shown(WISHART['baseline.chisq'])}."
COUNTS, RATINGS, BINARY = (SAMPLES[name] for name in ("counts", "ratings", "binary"))
#: Each rule with a sentence, a number that is right, and one that is wrong.
STATEMENTS = {
    "wald": (
        f"It predicted the outcome (b = {shown(SLOPE['b'], 3)}, SE = {shown(SLOPE['se'], 3)}, "
        f"t({SLOPE['df']:.0f}) = {shown(SLOPE['t'])}, p < .001).",
        f"t({SLOPE['df']:.0f}) = {shown(SLOPE['t'])}",
        f"t({SLOPE['df']:.0f}) = {shown(SLOPE['t'] + 0.4)}",
    ),
    "interval-width": (
        f"It predicted the outcome (b = {shown(SLOPE['b'], 3)}, SE = {shown(SLOPE['se'], 3)}, "
        f"95% CI [{shown(SLOPE['ci'][0], 3)}, {shown(SLOPE['ci'][1], 3)}]).",
        f"{shown(SLOPE['ci'][1], 3)}]",
        f"{shown(SLOPE['ci'][1] + 0.2, 3)}]",
    ),
    "confidence-interval": (
        f"Risk rose (OR = {shown(ODDS['or'])}, 95% CI [{shown(ODDS['ci'][0])}, {shown(ODDS['ci'][1])}], "
        f"p = {shown(ODDS['p'], 3)}).",
        f"p = {shown(ODDS['p'], 3)}",
        "p = .203",
    ),
    "explained-variance": (
        f"The model held (R2 = {shown(MODEL['r2'], 3)}, adjusted R2 = {shown(MODEL['adjusted'], 3)}, "
        f"F({MODEL['df1']:.0f}, {MODEL['df2']:.0f}) = {shown(MODEL['f'])}, p < .001).",
        f"adjusted R2 = {shown(MODEL['adjusted'], 3)}",
        f"adjusted R2 = {shown(MODEL['adjusted'] - 0.01, 3)}",
    ),
    "effect-size": (
        f"Groups differed, F(2, 87) = {shown(ANOVA['f'])}, p = {shown(ANOVA['p'], 3)}, "
        f"ηp2 = {shown(ANOVA['eta2'], 3)}.",
        f"ηp2 = {shown(ANOVA['eta2'], 3)}",
        f"ηp2 = {shown(ANOVA['eta2'] + 0.01, 3)}",
    ),
    "mean-difference": (
        f"One group had M = {shown(PAIR['mean'][0])} and the other M = {shown(PAIR['mean'][1])}, "
        f"mean difference = {shown(PAIR['difference'])}.",
        f"mean difference = {shown(PAIR['difference'])}",
        f"mean difference = {shown(PAIR['difference'] + 0.1)}",
    ),
    "covariance": (
        f"The scales covaried (covariance = {shown(MANY['cov'])}, SD = {shown(MANY['sd'][0])} and "
        f"SD = {shown(MANY['sd'][1])}, r = {shown(MANY['r'][1])}).",
        f"r = {shown(MANY['r'][1])}",
        f"r = {shown(MANY['r'][1] + 0.1)}",
    ),
    "whole-number-mean": (
        f"The number of visits was counted (M = {shown(COUNTS[0])}, SD = {shown(COUNTS[1])}, n = {COUNTS[2]:.0f}).",
        f"M = {shown(COUNTS[0])}",
        f"M = {shown(COUNTS[0] + 0.02)}",
    ),
    "sample-existence": (
        f"The single item was rated from 1 to 7 (M = {shown(RATINGS[0])}, SD = {shown(RATINGS[1])}, "
        f"n = {RATINGS[2]:.0f}).",
        f"M = {shown(RATINGS[0])}",
        f"M = {shown(RATINGS[0] + 0.02)}",
    ),
    "binary-sd": (
        f"The dichotomous answer was common (M = {shown(BINARY[0])}, SD = {shown(BINARY[1])}, n = {BINARY[2]:.0f}).",
        f"SD = {shown(BINARY[1])}",
        f"SD = {shown(BINARY[1] + 0.04)}",
    ),
    "percentage": (
        f"In all, {BINARY[3]:.0f} of {BINARY[2]:.0f} ({shown(100 * BINARY[0], 1)}%) answered.",
        f"{shown(100 * BINARY[0], 1)}%",
        f"{shown(100 * BINARY[0] + 0.2, 1)}%",
    ),
    "sd-bounds": (
        f"Ratings varied (M = {shown(RATINGS[0])}, SD = {shown(RATINGS[1])}, range {RATINGS[3]:.0f} to "
        f"{RATINGS[4]:.0f}, n = {RATINGS[2]:.0f}).",
        f"SD = {shown(RATINGS[1])}",
        "SD = 3.74",
    ),
    "effect-total": (
        f"The total effect was {shown(PATHS['total'], 3)}, the direct effect was {shown(PATHS['direct'], 3)}, and the "
        f"indirect effect was {shown(PATHS['indirect'], 3)}.",
        f"total effect was {shown(PATHS['total'], 3)}",
        f"total effect was {shown(PATHS['total'] + 0.1, 3)}",
    ),
    "fit-index": (
        f"There were N = {WISHART['ntotal']:.0f} pupils. The model fitted, {fit(WISHART)}.",
        f"RMSEA = {shown(WISHART['rmsea'], 3)}",
        f"RMSEA = {shown(WISHART['rmsea'] + 0.01, 3)}",
    ),
    "rmsea-interval": (
        f"There were N = {WISHART['ntotal']:.0f} pupils. The model fitted, {fit(WISHART)}.",
        shown(WISHART["rmsea.ci.upper"], 3),
        shown(WISHART["rmsea.ci.upper"] + 0.01, 3),
    ),
    "close-fit": (
        f"There were N = {WISHART['ntotal']:.0f} pupils. The model fitted, {fit(WISHART)}.",
        f"close fit = {shown(WISHART['rmsea.pvalue'], 4)}",
        "close fit = .0307",
    ),
    "incremental-fit": (
        f"There were N = {WISHART['ntotal']:.0f} pupils. {NULL} The model fitted, {fit(WISHART)}.",
        f"CFI = {shown(WISHART['cfi'], 3)}",
        f"CFI = {shown(WISHART['cfi'] + 0.02, 3)}",
    ),
}


def verdicts(rule: str, text: str) -> list[str]:
    """The verdicts of a rule on a paper, with the severity of a finding."""
    (found,) = [each for each in RULES if each.name == rule]
    checks: list[Check] = [each for each in found.run(paper(text)) if each.verdict != "not checkable"]
    return [each.severity if each.verdict == "finding" else each.verdict for each in checks]


@pytest.mark.parametrize("rule", STATEMENTS)
def test_numbers_of_r_agree(rule: str) -> None:
    """The values that R prints, rounded as a paper rounds them."""
    text, _, _ = STATEMENTS[rule]
    assert set(verdicts(rule, text)) == {"agrees"}


@pytest.mark.parametrize("rule", STATEMENTS)
def test_one_other_number_is_found(rule: str) -> None:
    """With one number changed, the rule has a finding that is more than worth a look."""
    text, right, wrong = STATEMENTS[rule]
    assert text.count(right) == 1
    assert set(verdicts(rule, text.replace(right, wrong))) - {"agrees", "worth a look"}


def test_the_rmsea_of_two_groups() -> None:
    """lavaan multiplies it by √2 (Steiger, 1998), which is accepted where the paper mentions groups."""
    text = (
        f"There were N = {GROUPS['ntotal']:.0f} pupils in multigroup models. The model fitted, {fit(GROUPS)}."
    )
    assert set(verdicts("fit-index", text)) == {"agrees"}
    wrong = text.replace(f"RMSEA = {shown(GROUPS['rmsea'], 3)}", f"RMSEA = {shown(GROUPS['rmsea'] * 1.2, 3)}")
    assert wrong != text
    assert "inconsistent" in verdicts("fit-index", wrong)
