"""A labelled corpus of papers: statements with known truth, errors planted in some, printed in several layouts.

Every number comes from a simulated sample or statistic and is then rounded, so that a statement without a planted
error is true whatever the auditor says. A planted error is larger than what rounding of the printed numbers explains.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from statistics import mean, stdev

from scipy import stats

from bench.audit_corpus_effects import MORE
from bench.audit_corpus_groups import GROUPS
from bench.audit_corpus_models import MODELS
from bench.statements import Statement, number


def p_text(rng: random.Random, p: float) -> str:
    """A p-value as papers print it."""
    if p < 0.001:
        return "p < .001" if rng.random() < 0.9 else "p < 0.001"
    places = rng.choice((2, 3, 3))
    if round(p, places) == 0:
        places = 3
    return f"p = {number(p, places, zero=rng.random() < 0.3)}"


def wrong_p(rng: random.Random, p: float) -> tuple[str, str]:
    """A p-value that no rounding explains, and the kind of error."""
    kind = rng.choice(("decision", "digits", "factor ten", "halved", "sign of relation"))
    if kind == "decision":
        return (
            f"p = {rng.uniform(0.06, 0.4):.3f}" if p < 0.04 else f"p = {rng.uniform(0.001, 0.03):.3f}"
        ), kind
    if kind == "sign of relation" and not 0.02 < p < 0.2:
        return ("p > .05" if p < 0.04 else "p < .05"), kind
    factor = {"digits": rng.choice((1.5, 0.6)), "factor ten": 0.1, "halved": 0.5}.get(kind, 3.0)
    value = min(0.99, max(p, 0.004) * factor)
    value = p + 0.004 if abs(value - p) < 0.002 else value
    return f"p = {value:.3f}", kind


def _p_statistic(rng: random.Random, kind: str) -> tuple[str, float]:
    """A test in one of its notations, and the true p-value of the unrounded statistic."""
    p = rng.choice((rng.uniform(0.002, 0.2), rng.uniform(0.0001, 0.9)))
    df1, df2 = rng.randint(1, 6), rng.randint(12, 300)
    welch = rng.uniform(12, 200)
    minus = rng.choice(("−", "-", "–"))
    match kind:
        case "t":
            fractional = rng.random() < 0.25
            df = round(welch, 1) if fractional else df2
            value = number(stats.t.isf(p / 2, df), 2)
            sign = minus if rng.random() < 0.3 else ""
            return rng.choice(
                ("t({df}) = {v}", "t({df})={v}", "t[{df}] = {v}", "t({df}) = {v}, d = {d:.2f}")
            ).format(
                df=f"{df:.1f}" if fractional else df, v=sign + value, d=2 * float(value) / (df + 2) ** 0.5
            ), p
        case "F":
            value = number(stats.f.isf(p, df1, df2), 2)
            form = rng.choice(("F({a}, {b}) = {v}", "F({a},{b}) = {v}", "F({a}, {b}) = {v}, MSE = 1.32"))
            return form.format(a=df1, b=df2, v=value), p
        case "z":
            return f"z = {number(stats.norm.isf(p / 2), 2)}", p
        case "r":
            t = stats.t.isf(p / 2, df2)
            return f"r({df2}) = {number(t / (df2 + t * t) ** 0.5, rng.choice((2, 3)), zero=False)}", p
        case "chi2":
            form = rng.choice(("χ2({a}) = {v}", "χ²({a}, N = {b}) = {v}", "χ² ({a}) = {v}"))
            return form.format(a=df1, b=df2, v=number(stats.chi2.isf(p, df1), 2)), p
        case _:
            return f"{kind}({df1}) = {number(stats.chi2.isf(p, df1), 2)}", p


_FRAMES = (
    "The groups differed, {}.",
    "There was an effect of condition ({}).",
    "As shown in the analysis of the first task, {}.",
    "The association was examined in the whole sample: {}.",
    "After exclusions the result was {}, with the same pattern in both cohorts.",
)


def reported(rng: random.Random, *, wrong: bool) -> Statement:
    """A test with its p-value in running text."""
    statistic, p = _p_statistic(rng, rng.choice(("t", "t", "F", "F", "z", "r", "chi2", "Q", "H")))
    said, error = wrong_p(rng, p) if wrong else (p_text(rng, p), "")
    separator = rng.choice((", ", "; ", ", "))
    return Statement(rng.choice(_FRAMES).format(f"{statistic}{separator}{said}"), "reported-p", error)


def wald(rng: random.Random, *, wrong: bool) -> Statement:
    """An estimate with standard error and z or p."""
    se = rng.uniform(0.05, 2)
    z = rng.uniform(0.3, 5)
    if wrong:
        said, error = f"z = {z + rng.choice((0.4, 1.6)):.2f}", "ratio"
    elif rng.random() < 0.5:
        said, error = f"z = {z:.2f}", ""
    else:
        said, error = p_text(rng, 2 * stats.norm.sf(z)), ""
    text = f"It predicted the outcome (b = {z * se:.3f}, SE = {se:.3f}, {said})."
    return Statement(text, "wald", error)


def interval(rng: random.Random, *, wrong: bool) -> Statement:
    """A ratio or difference with its interval and p-value."""
    se, z = rng.uniform(0.08, 0.5), rng.uniform(0.2, 4)
    p = p_text(rng, 2 * stats.norm.sf(z))
    from math import exp

    ratio = rng.random() < 0.5
    values = [z * se, (z - 1.96) * se, (z + 1.96) * se]
    shown = [exp(value) for value in values] if ratio else values
    error = ""
    if wrong:
        error = rng.choice(("estimate outside", "ends exchanged"))
        shown = (
            [shown[2] + 0.4, *shown[1:]] if error == "estimate outside" else [shown[0], shown[2], shown[1]]
        )
    symbol = rng.choice(("OR", "HR")) if ratio else "b"
    ends = rng.choice(
        ("95% CI [{:.2f}, {:.2f}]", "95% CI: {:.2f} to {:.2f}", "95% CI {:.2f}–{:.2f}")[
            : 2 if not ratio else 3
        ]
    )
    text = f"It was associated with the outcome ({symbol} = {shown[0]:.2f}, {ends.format(*shown[1:])}, {p})."
    return Statement(text, "confidence-interval", error)


def percentage(rng: random.Random, *, wrong: bool) -> Statement:
    """A count with its total and percentage."""
    n = rng.randint(20, 800)
    k = rng.randint(1, n - 1)
    true = 100 * k / n
    share = true + (rng.choice((-1, 1)) * rng.uniform(3, 15) if wrong else 0)
    share = share if 0 <= share <= 100 else 200 - share if share > 100 else -share
    wrong = wrong and abs(share - true) > 1.6
    share = share if wrong else true
    shown = f"{share:.{rng.choice((0, 1))}f}"
    text = rng.choice(
        (
            "Of these, {k} of {n} ({s}%) completed.",
            "Completion was {k}/{n} ({s}%).",
            "In all, {s}% ({k}/{n}) completed.",
        )
    )
    return Statement(text.format(k=k, n=n, s=shown), "percentage", "percentage" if wrong else "")


def sum_(rng: random.Random, *, wrong: bool) -> Statement:
    """A written sum of counts, or a difference of percentages."""
    a, b = rng.randint(40, 400), rng.randint(3, 39)
    off = rng.choice((-10, 10, 9, 3)) if wrong else 0
    if rng.random() < 0.5:
        return Statement(
            f"In total, {a} + {b} = {a + b + off} persons took part.", "prose-sum", "sum" if wrong else ""
        )
    c, d = rng.randint(40, 90), rng.randint(5, 35)
    return Statement(f"The gain was {c} − {d}% = {c - d + off}%.", "prose-sum", "sum" if wrong else "")


def whole_mean(rng: random.Random, *, wrong: bool) -> Statement:
    """Mean and standard deviation of whole numbers."""
    n = rng.randint(10, 40)
    values = [rng.randint(0, 9) for _ in range(n)]
    m = mean(values)
    shown, error = f"{m:.2f}", ""
    if wrong:
        wrong_means = [f"{m + k / 100:.2f}" for k in range(1, 9)]
        possible = {f"{total / n + shift:.2f}" for total in range(10 * n) for shift in (-1e-9, 1e-9)}
        odd = [each for each in wrong_means if each not in possible]
        shown, error = (odd[0], "impossible mean") if odd else (shown, "")
    text = f"The number of errors was low (M = {shown}, SD = {stdev(values):.2f}, n = {n})."
    return Statement(text, "whole-number-mean", error)


def fit(rng: random.Random, *, wrong: bool) -> Statement:
    """Fit indices of a model with its χ², df and N."""
    n, df = rng.randint(100, 900), rng.randint(5, 80)
    chi2 = df * rng.uniform(1.2, 3)
    rmsea = ((chi2 - df) / (df * (n - rng.randint(0, 1)))) ** 0.5
    cfi = rng.uniform(0.88, 0.99)
    error = rng.choice(("rmsea", "cfi above one")) if wrong else ""
    rmsea = rmsea * 1.6 + 0.01 if error == "rmsea" else rmsea
    cfi = cfi + 0.2 if error == "cfi above one" else cfi
    text = f"The model fitted (χ²({df}, N = {n}) = {chi2:.2f}, CFI = {cfi:.3f}, RMSEA = {rmsea:.3f})."
    return Statement(text, "fit-index", error)


def table_row(rng: random.Random, *, wrong: bool) -> Statement:
    """A row of a regression table: b, SE, z, p, interval."""
    se, z = rng.uniform(0.05, 1), rng.uniform(0.2, 4.5)
    p = 2 * stats.norm.sf(z)
    b = z * se
    cells = [f"{b:.3f}", f"{se:.3f}", f"{z:.2f}", "< .001" if p < 0.001 else number(p, 3, zero=False)]
    ends = [f"[{b - 1.96 * se:.3f}, {b + 1.96 * se:.3f}]"]
    error = rng.choice(("table z", "table interval")) if wrong else ""
    if error == "table z":
        cells[2] = f"{z + rng.choice((0.8, 1.4)):.2f}"
    elif error == "table interval":
        ends = [f"[{b + 0.2:.3f}, {b + 0.6:.3f}]"]
    row = (rng.choice(("Age", "Sex", "Site", "Dose", "Time", "Education")), *cells, *ends)
    return Statement(" ".join(row), "wald", error, row, HEADS)


def ratio_row(rng: random.Random, *, wrong: bool) -> Statement:
    """A row of a table of odds ratios: ratio and interval in one column, or the ends in two, and p."""
    se, z = rng.uniform(0.08, 0.5), rng.uniform(0.2, 4)
    ratio, low, high = (f"{math.exp(z * se + side * 1.96 * se):.2f}" for side in (0, -1, 1))
    p = 2 * stats.norm.sf(z)
    error = rng.choice(("table ratio outside", "table ratio and p")) if wrong else ""
    if error == "table ratio outside":
        ratio = f"{float(high) + 0.4:.2f}"
    elif error == "table ratio and p":
        p = rng.uniform(0.1, 0.6) if p < 0.05 else rng.uniform(0.0001, 0.03)
        ratio, low, high = (ratio, low, high) if abs(float(low) - 1) > 0.011 else ("1.60", "1.20", "2.13")
        p = p if float(low) < 1 else max(p, 0.1)
    label = rng.choice(("Smoking", "Asthma", "Diabetes (yes)", "Age above 65", "Female sex"))
    shown = "<.001" if p < 0.001 else number(p, 3, zero=False)
    if rng.random() < 0.5:
        row = (label, f"{ratio} ({low}–{high})", shown)
        return Statement(" ".join(row), "confidence-interval", error, row, RATIO_HEADS)
    row = (label, ratio, low, high, shown)
    return Statement(" ".join(row), "confidence-interval", error, row, END_HEADS)


Make = Callable[..., Statement]
MAKERS: dict[str, tuple[Make, int]] = {
    "reported": (reported, 9),
    "wald": (wald, 2),
    "interval": (interval, 2),
    "percentage": (percentage, 2),
    "sum": (sum_, 1),
    "mean": (whole_mean, 1),
    "fit": (fit, 1),
    "table": (table_row, 4),
    "ratio table": (ratio_row, 3),
    **MORE,
    **GROUPS,
    **MODELS,
}
HEADS = ("Predictor", "b", "SE", "z", "p", "95% CI")
RATIO_HEADS = ("Characteristic", "Adjusted OR (95% CI)", "P value")
END_HEADS = ("Variable", "OR", "95% CI lower", "95% CI upper", "p")


def paper(seed: int, statements: int = 40, share: float = 1 / 6) -> list[Statement]:
    """The statements of one paper; that share of them has a planted error."""
    rng = random.Random(seed)
    names = [name for name, (_, weight) in MAKERS.items() for _ in range(weight)]
    return [MAKERS[rng.choice(names)][0](rng, wrong=rng.random() < share) for _ in range(statements)]
