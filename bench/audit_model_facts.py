"""Accuracy of the rules of path models: planted errors in the facts of simulated models, and false alarms."""

from __future__ import annotations

import random
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from scipy import stats

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.statements import number
from report.audit.audited import audit
from report.audit.papers import Paper, paper_of
from report.audit.registry import RULES
from report.text.blocks import Block, Copy

VARIABLES = ("a", "s", "b", "c", "y")
EQUATIONS = {"b": ("a",), "c": ("b", "s"), "y": ("c", "s"), "s": ("b",)}
#: Of a second model of the same sample: the simple path whose estimate is the correlation of two predictors.
MODEL, SIMPLE = ("b", "c", "y"), ("s",)
CHAIN = ("a", "b", "c", "y")
MODELS = 40


class Sample:
    """The correlations of a simulated sample, and what maximum likelihood estimates from them."""

    def __init__(self, seed: int) -> None:
        draws = np.random.default_rng(seed)
        self.n = int(draws.integers(60, 200))
        a, s = draws.normal(size=(2, self.n))
        b = 0.5 * a + 0.3 * s + draws.normal(size=self.n)
        c = 0.4 * b + 0.3 * s + draws.normal(size=self.n)
        y = 0.45 * c + 0.3 * s + draws.normal(size=self.n)
        self.r = np.corrcoef(np.stack([a, s, b, c, y]))

    def _at(self, names: tuple[str, ...]) -> list[int]:
        return [VARIABLES.index(each) for each in names]

    def r2(self, outcome: str, predictors: tuple[str, ...]) -> float:
        """The share of the outcome's variance that the predictors explain."""
        rows, column = self._at(predictors), VARIABLES.index(outcome)
        return float(self.r[rows, column] @ np.linalg.solve(self.r[np.ix_(rows, rows)], self.r[rows, column]))

    def path(self, outcome: str, predictor: str) -> tuple[float, float]:
        """The standardised estimate and its z; the model implies the standard deviations."""
        predictors = EQUATIONS[outcome]
        rows = self._at(predictors)
        slopes, inverse = self._slopes(outcome)
        place = predictors.index(predictor)
        if outcome not in SIMPLE:
            inverse = np.linalg.inv(self.implied()[np.ix_(rows, rows)])
        error = ((1 - self.r2(outcome, predictors)) * inverse[place, place] / self.n) ** 0.5
        sds = np.sqrt(np.diag(self.implied(outcome in SIMPLE)))
        ratio = sds[rows[place]] / sds[VARIABLES.index(outcome)]
        return float(slopes[place] * ratio), float(slopes[place] / error)

    def _slopes(self, outcome: str) -> tuple[Any, Any]:
        rows, column = self._at(EQUATIONS[outcome]), VARIABLES.index(outcome)
        inverse = np.linalg.inv(self.r[np.ix_(rows, rows)])
        return inverse @ self.r[rows, column], inverse

    def implied(self, simple: bool = False) -> Any:
        """The covariances that the model implies: those of exogenous variables, and of the outcomes in turn."""
        if simple:
            return self.r
        implied = self.r.copy()
        for outcome in MODEL:
            rows, column = self._at(EQUATIONS[outcome]), VARIABLES.index(outcome)
            slopes, _ = self._slopes(outcome)
            residual = 1 - self.r2(outcome, EQUATIONS[outcome])
            others = [
                place
                for place in range(len(VARIABLES))
                if place != column and place not in self._after(outcome)
            ]
            implied[column, others] = implied[others, column] = slopes @ implied[np.ix_(rows, others)]
            implied[column, column] = slopes @ implied[np.ix_(rows, rows)] @ slopes + residual
        return implied

    def _after(self, outcome: str) -> list[int]:
        return self._at(MODEL[MODEL.index(outcome) + 1 :])

    def implied_r2(self, outcome: str) -> float:
        """The share of the implied variance that the equation explains."""
        column = VARIABLES.index(outcome)
        return float(1 - (1 - self.r2(outcome, EQUATIONS[outcome])) / self.implied()[column, column])


def _p(z: float) -> str:
    p = float(2 * stats.norm.sf(abs(z)))
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def facts(sample: Sample, error: str, rng: random.Random) -> dict[str, Any]:
    """The facts of a paper about a sample, with an error of that rule."""
    printed: dict[str, Any] = {}
    for outcome in MODEL:
        for predictor in EQUATIONS[outcome]:
            beta, z = sample.path(outcome, predictor)
            printed[f"{outcome} ~ {predictor}"] = {"beta": number(beta, 3), "p": _p(z)}
        printed[f"r2 {outcome}"] = number(sample.implied_r2(outcome), 3)
    printed["r2 y on s"] = number(sample.r2("y", ("s",)), 3)
    links = [sample.path(two, one) for one, two in pairwise(CHAIN)]
    product, spread = float(np.prod([beta for beta, _ in links])), sum(z**-2 for _, z in links)
    printed[f"indirect {' -> '.join(CHAIN)}"] = {"beta": number(product, 3), "p": _p(spread**-0.5)}
    printed["df"] = "4"
    model = {"name": "M", "n": sample.n, "syntax": _syntax(MODEL), "printed": printed}
    _plant(printed, error, rng)
    beta, _ = sample.path("s", "b")
    simple = {
        "name": "S",
        "n": sample.n,
        "syntax": _syntax(SIMPLE),
        "printed": {"s ~ b": {"beta": number(beta, 3)}},
    }
    if error == "refit" or not error:
        rows = [[number(sample.r[row, column], 3) for column in range(row)] for row in range(1, 5)]
        model["correlations"] = {"variables": list(VARIABLES), "matrix": rows}
    return {"models": [model, simple]}


def _syntax(outcomes: tuple[str, ...]) -> str:
    return "\n".join(f"{each} ~ {' + '.join(EQUATIONS[each])}" for each in outcomes)


def _plant(printed: dict[str, Any], error: str, rng: random.Random) -> None:
    """Change one number so that a rule must question it."""
    effect = printed[f"indirect {' -> '.join(CHAIN)}"]
    if error == "model-df":
        printed["df"] = rng.choice(("3", "5", "6"))
    elif error == "path-chain":
        if rng.random() < 0.5:
            effect["beta"] = number(float(effect["beta"]) + rng.choice((-0.03, 0.04)), 3)
        else:
            printed["y ~ c"]["p"], effect["p"] = "0.030", "0.012"
    elif error == "residual-variance":
        printed["b ~ a"]["p"] = rng.choice(("0.200", "0.350"))
    elif error == "explained-change":
        printed["r2 y on s"] = number(float(printed["r2 y"]) - 0.001, 3)
        printed["y ~ c"]["p"] = "< 0.001"
    elif error == "joint-solution":
        printed["r2 c"] = number(min(0.95, float(printed["r2 c"]) + 0.25), 3)
    elif error == "refit":
        printed["c ~ b"]["beta"] = number(float(printed["c ~ b"]["beta"]) + rng.choice((-0.15, 0.12)), 3)


def _paper(given: dict[str, Any]) -> Paper:
    return paper_of(Copy("text", {"": (Block("paragraph", "A study."),)}), Path("p.txt"), given)


NAMES = ("model-df", "path-chain", "residual-variance", "explained-change", "joint-solution", "refit")


def measured(models: int = MODELS) -> Counter[tuple[str, str]]:
    """Planted errors, those that their rule finds, true models that a rule accepts, and false alarms."""
    counts: Counter[tuple[str, str]] = Counter()
    rules = {rule.name: rule for rule in RULES if rule.name in NAMES}
    for seed in range(models):
        sample, rng = Sample(seed), random.Random(seed)
        for check in audit(_paper(facts(sample, "", rng)), rules.values()).checks:
            counts[check.rule, "alarms" if check.verdict == "finding" else "true"] += 1
        for name, rule in rules.items():
            audited = audit(_paper(facts(sample, name, rng)), [rule])
            counts[name, "planted"] += 1
            counts[name, "found"] += bool(audited.findings)
    return counts


def main() -> None:
    counts = measured(int(sys.argv[1]) if len(sys.argv) > 1 else MODELS)
    print(f"{'':22} {'true':>6} {'planted':>8} {'found':>6} {'alarms':>7}")
    for name in NAMES:
        true, planted, found, alarms = (counts[name, kind] for kind in ("true", "planted", "found", "alarms"))
        print(f"{name:22} {true:6} {planted:8} {found:6} {alarms:7}")


if __name__ == "__main__":
    main()
