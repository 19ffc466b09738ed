"""Numbers that R and lavaan compute agree when printed with two or three decimals, and one wrong number is found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from papers_in_text import _table, paper, table, table_with_note

from report.audit.checks import Check
from report.audit.papers import Paper, paper_of
from report.audit.registry import RULES
from report.text.reading.html import page_copy

GOLDEN: dict[str, Any] = json.loads((Path(__file__).parent / "golden" / "printed_numbers.json").read_text())
COVARIANCES, REGRESSIONS, REFITS, FIT, GROUPS, RANKS = (
    GOLDEN[name] for name in ("covariances", "regressions", "refits", "fit", "groups", "ranks")
)


def shown(value: float, places: int = 2) -> str:
    """A number as papers print it."""
    return f"{value:.{places}f}".replace("-0.00", "0.00")


def verdicts(rule: str, read: Paper) -> list[str]:
    """The verdicts of a rule on a paper, with the severity of a finding."""
    (found,) = [each for each in RULES if each.name == rule]
    checks: list[Check] = [each for each in found.run(read) if each.verdict != "not checkable"]
    return [each.severity if each.verdict == "finding" else each.verdict for each in checks]


def is_quiet(rule: str, read: Paper) -> bool:
    """Whether a rule checks something, and questions nothing."""
    return set(verdicts(rule, read)) == {"agrees"}


def page(text: str, tables: str = "") -> Paper:
    """A paper of a sentence and tables."""
    return paper_of(
        page_copy(f"<html><body><h2>Results</h2><p>{text}</p>{tables}</body></html>"), Path("p.html")
    )


def covariances(wrong: int = -1, by: float = 0.0) -> Paper:
    """Covariances below the diagonal and correlations above; `wrong` is the cell that is changed."""
    names = ("Zeal", "Calm", "Doubt")
    cells = [
        (COVARIANCES["cor" if column > row else "cov"][3 * row + column])
        + (by if 3 * row + column == wrong else 0)
        for row in range(3)
        for column in range(3)
    ]
    rows = [
        f"{place}. {name}|" + "|".join(map(shown, cells[3 * place - 3 : 3 * place]))
        for place, name in enumerate(names, 1)
    ]
    caption = f"Table 1. Covariances (below the diagonal) and correlations (above), N = {COVARIANCES['n']}"
    return table_with_note(caption, "", "Variable|1|2|3", *rows)


def test_a_covariance_matrix() -> None:
    """Of cov() and cor(); a changed covariance, correlation or variance is found."""
    assert is_quiet("covariance-matrix", covariances())
    for cell, by in ((3, 1.5), (7, -1.5), (1, 0.2), (2, 0.3), (0, 4.0)):
        assert set(verdicts("covariance-matrix", covariances(cell, by))) - {"agrees"}, cell


def steps(**changed: tuple[int, float]) -> Paper:
    """The steps of a regression; `changed` has the step and the factor of a number."""
    columns = ("r2", "adjusted", "f", "df1", "df2")

    def number(name: str, step: int) -> str:
        value = REGRESSIONS[name][step]
        place, factor = changed.get(name, (-1, 1.0))
        value *= factor if place == step else 1.0
        return shown(value, 0 if name.startswith("df") else 3 if name in ("r2", "adjusted") else 2)

    rows = (f"Step {step + 1}|" + "|".join(number(name, step) for name in columns) for step in range(3))
    return table("Step|R²|Adjusted R²|F|df1|df2", *rows)


def test_steps_of_a_regression() -> None:
    """Of summary(lm()); a changed R², adjusted R² or F is found."""
    assert is_quiet("regression-test", steps())
    for name, changed in (("f", (1, 1.1)), ("adjusted", (2, 1.1)), ("r2", (0, 1.2)), ("r2", (2, 0.9))):
        assert set(verdicts("regression-test", steps(**{name: changed}))) - {"agrees"}, name


@pytest.mark.parametrize("step", [1, 2])
def test_the_test_of_a_change(step: int) -> None:
    """Of anova() for two models; ΔR² with its F."""
    added = REGRESSIONS["r2"][step] - REGRESSIONS["r2"][step - 1]
    df2, f = REGRESSIONS["df2"][step], REGRESSIONS["change"][step - 1]
    text = "The step added variance, ΔR2 = {}, F(1, {}) = {}, p < .01, R2 = {}."
    right = text.format(shown(added, 3), df2, shown(f), shown(REGRESSIONS["r2"][step], 3))
    assert is_quiet("added-variance", paper(right))
    wrong = text.format(shown(added + 0.03, 3), df2, shown(f), shown(REGRESSIONS["r2"][step], 3))
    assert not is_quiet("added-variance", paper(wrong))


CORRELATIONS = "<p>Table 1. Correlations (N = 120)</p>" + _table(
    "Variable|1|2|3|4", ["1. Stress|–|||", "2. Sleep|.42|–||", "3. Worry|.31|.55|–|", "4. Mood|.18|.22|.40|–"]
)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("sleep_stress", "Stress predicted sleep (β = {})."),
        ("mood_worry", "Worry predicted mood (β = {})."),
        ("mood_sleep", "The path from sleep to mood was near zero (β = {})."),
        ("r2_mood", "The model had an R² = {} for mood."),
    ],
)
def test_a_model_estimated_from_printed_correlations(name: str, sentence: str) -> None:
    """Of sem(sample.cov = ...)."""
    model = "The model was sleep ~ stress and mood ~ sleep + worry. "
    assert is_quiet("refit", page(model + sentence.format(shown(REFITS[name])), CORRELATIONS))
    assert verdicts("refit", page(model + sentence.format(shown(REFITS[name] + 0.08)), CORRELATIONS)) == [
        "inconsistent"
    ]


def fitted(**changed: float) -> Paper:
    """The fit of a model; `changed` has what is added to an index."""
    index = {name: value + changed.get(name, 0.0) for name, value in FIT.items()}
    fit = (
        f"χ2({FIT['df']}) = {shown(index['chisq'])}, p < .001, CFI = {shown(index['cfi'], 3)}, "
        f"TLI = {shown(index['tli'], 3)}, RMSEA = {shown(index['rmsea'], 3)}, 90% CI "
        f"[{shown(index['rmsea.ci.lower'], 3)}, {shown(index['rmsea.ci.upper'], 3)}], "
        f"p of close fit = {shown(index['rmsea.pvalue'], 4)}"
    )
    null = f"The null model had χ2({FIT['baseline.df']}) = {shown(FIT['baseline.chisq'])}. "
    more = (
        f"(AIC = {shown(index['aic'])}, BIC = {shown(index['bic'])}, log-likelihood = {shown(index['logl'])})"
    )
    return paper(
        f"There were N = {FIT['ntotal']} pupils. {null}The model fitted, {fit}. It was compared {more}."
    )


@pytest.mark.parametrize(
    ("rule", "name", "by"),
    [
        ("fit-index", "rmsea", 0.03),
        ("rmsea-interval", "rmsea.ci.upper", 0.02),
        ("rmsea-interval", "rmsea.ci.lower", -0.02),
        ("close-fit", "rmsea.pvalue", 0.2),
        ("incremental-fit", "cfi", 0.03),
        ("incremental-fit", "tli", 0.02),
        ("information-criteria", "aic", 3.0),
        ("information-criteria", "bic", 9.0),
    ],
)
def test_fit_of_a_latent_variable_model(rule: str, name: str, by: float) -> None:
    """Of fitMeasures(cfa())."""
    assert is_quiet(rule, fitted())
    assert not is_quiet(rule, fitted(**{name: by}))


def described(mean: float = 0.0) -> Paper:
    """Means of two groups in the text and in a table."""
    numbers = [shown(each) for pair in zip(GROUPS["mean"], GROUPS["sd"], strict=True) for each in pair]
    cells = f"Depression|{numbers[0]} ({numbers[1]})|{numbers[2]} ({numbers[3]})"
    heads = "Measure|Treatment M (SD)|Control M (SD)"
    first = shown(GROUPS["mean"][0] + mean)
    text = (
        f"The treatment group had lower depression (M = {first}, SD = {numbers[1]}) than the control group "
        f"(M = {numbers[2]}, SD = {numbers[3]})."
    )
    return page(text, "<p>Table 2. Means and standard deviations by group</p>" + _table(heads, [cells]))


def test_means_in_text_and_table() -> None:
    """Of mean() and sd(); another digit is found."""
    assert is_quiet("mean-text", described())
    assert "contradiction" in verdicts("mean-text", described(1.0))


def compared(df: int, *, t: float = 0.0) -> Paper:
    """A t test of two groups of a stated sample."""
    (one, other), (low, high) = GROUPS["mean"], GROUPS["sd"]
    text = (
        f"Methods\n\nA sample of 120 students took part.\n\nResults\n\nThe treated (n = 60, M = {shown(one)}, SD = "
        f"{shown(low)}) and controls (n = 60, M = {shown(other)}, SD = {shown(high)}) differed, "
        f"t({df}) = {shown(GROUPS['t'] + t)}, p = {shown(GROUPS['p'], 3)}."
    )
    return paper(text)


def test_a_test_of_the_stated_sample() -> None:
    """Of t.test(); more degrees of freedom than cases, or another t, are found."""
    assert is_quiet("stated-sample", compared(GROUPS["df"]))
    assert not is_quiet("stated-sample", compared(GROUPS["df"] + 20))
    assert is_quiet("group-means", compared(GROUPS["df"]))
    assert not is_quiet("group-means", compared(GROUPS["df"], t=0.4))


def test_rank_tests() -> None:
    """Exact p-values of wilcox.test() and cor.test()."""
    groups = "Groups differed (n1 = 12, n2 = 14), U = {}, p = {}."
    kendall = "The correlation was τ = {}, n = 12, p = {}."
    spearman = "By Spearman's rank correlation, rs = {}, n = 12, p = {}."
    for rule, text, statistic, p, places in (
        ("rank-test", groups, RANKS["u"], RANKS["u_p"], 0),
        ("rank-correlation", kendall, RANKS["tau"], RANKS["tau_p"], 3),
        ("reported-p", spearman, RANKS["rho"], RANKS["rho_p"], 3),
    ):
        assert is_quiet(rule, paper(text.format(shown(statistic, places), shown(p, 3)))), rule
        assert not is_quiet(rule, paper(text.format(shown(statistic, places), shown(p + 0.2, 3)))), rule
