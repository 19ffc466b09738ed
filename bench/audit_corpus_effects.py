"""Further kinds of statements of the labelled corpus: effects, fit, criteria, bounds, rank tests, words and sums."""

from __future__ import annotations

import random
from math import exp, log, sqrt
from statistics import mean, stdev

from scipy import stats

from bench.statements import Statement, number


def eta(rng: random.Random, *, wrong: bool) -> Statement:
    """F with partial η² or f²."""
    one, two = rng.randint(1, 5), rng.randint(20, 200)
    f = rng.uniform(1.2, 14)
    p = stats.f.sf(f, one, two)
    ratio = f * one / two
    partial = rng.random() < 0.7
    value = ratio / (1 + ratio) if partial else ratio
    error = ("partial eta squared" if partial else "f squared") if wrong else ""
    value = value * rng.choice((1.6, 2.2)) + 0.03 if wrong else value
    symbol = rng.choice(("ηp2", "partial η2", "ηp² ")).strip() if partial else "f2"
    said = "p < .001" if p < 0.001 else f"p = {number(p, 3, zero=False)}"
    text = f"Conditions differed, F({one}, {two}) = {f:.2f}, {said}, {symbol} = {number(value, 3, zero=not partial)}."
    return Statement(text, "effect-size", error)


def cohen(rng: random.Random, *, wrong: bool) -> Statement:
    """t with d of two groups or of pairs."""
    n = rng.randint(16, 160)
    paired = rng.random() < 0.4
    t = rng.uniform(0.8, 6)
    df = n - 1 if paired else n - 2
    if paired:
        d = t / sqrt(n)
    else:
        first = round(n * rng.uniform(0.3, 0.7))
        d = t * sqrt(1 / first + 1 / (n - first))
    d = d * 10 if wrong else d
    p = 2 * stats.t.sf(t, df)
    said = "p < .001" if p < 0.001 else f"p = {number(p, 3, zero=False)}"
    text = f"Scores differed, t({df}) = {t:.2f}, {said}, d = {d:.2f}."
    return Statement(text, "effect-size", "d in tenths" if wrong else "")


def share(rng: random.Random, *, wrong: bool) -> Statement:
    """R², adjusted R² and F of a regression."""
    k, rest = rng.randint(1, 8), rng.randint(30, 300)
    r2 = rng.uniform(0.03, 0.7)
    f = r2 / k / ((1 - r2) / rest)
    adjusted = 1 - (1 - r2) * (k + rest) / rest
    error = rng.choice(("R squared", "adjusted above R squared")) if wrong else ""
    said = r2 + rng.choice((0.08, 0.15)) if error == "R squared" else r2
    shown = f"R2 = {number(said, 3, zero=False)}"
    if error == "adjusted above R squared":
        shown += f", adjusted R2 = {number(r2 + 0.03, 3, zero=False)}"
    elif not error and adjusted > 0 and rng.random() < 0.5:
        shown += f", adjusted R2 = {number(adjusted, 3, zero=False)}"
    p = stats.f.sf(f, k, rest)
    end = "p < .001" if p < 0.001 else f"p = {number(p, 3, zero=False)}"
    return Statement(
        f"The regression held, {shown}, F({k}, {rest}) = {f:.2f}, {end}.", "explained-variance", error
    )


def null_model(rng: random.Random, *, wrong: bool) -> Statement:
    """CFI and TLI with χ² of the null model."""
    df = rng.randint(5, 60)
    df0 = df + rng.randint(3, 20)
    chi2, chi20 = df * rng.uniform(1.1, 2.2), df0 * rng.uniform(8, 20)
    cfi = 1 - (chi2 - df) / (chi20 - df0)
    tli = (chi20 / df0 - chi2 / df) / (chi20 / df0 - 1)
    error = rng.choice(("CFI of null model", "TLI of null model", "TLI above CFI")) if wrong else ""
    cfi = cfi - 0.12 if error == "CFI of null model" else cfi
    if error == "TLI of null model":
        tli -= 0.12
    elif error == "TLI above CFI":
        cfi, tli = min(cfi, 0.97), min(cfi, 0.97) + 0.02
    text = (
        f"Against the null model, χ2({df0}) = {chi20:.2f}, the model fitted well, χ2({df}) = {chi2:.2f}, "
        f"CFI = {cfi:.3f}, TLI = {tli:.3f}."
    )
    return Statement(text, "incremental-fit", error)


def criteria(rng: random.Random, *, wrong: bool) -> Statement:
    """AIC and BIC with the log-likelihood."""
    n, k = rng.randint(60, 900), rng.randint(2, 30)
    likelihood = -n * rng.uniform(1, 3)
    aic, bic = 2 * k - 2 * likelihood, k * log(n) - 2 * likelihood
    error = rng.choice(("AIC", "BIC")) if wrong else ""
    aic += rng.choice((0.7, -0.6, 1.3)) if error == "AIC" else 0
    bic += rng.choice((7.3, -5.1)) * sqrt(k) if error == "BIC" else 0
    text = (
        f"For the sample (N = {n}) the model had LL = −{-likelihood:.2f}, AIC = {aic:.2f}, BIC = {bic:.2f}."
    )
    return Statement(text, "information-criteria", error)


def binary(rng: random.Random, *, wrong: bool) -> Statement:
    """Mean and standard deviation of zeros and ones."""
    n = rng.randint(8, 60)
    values = [int(rng.random() < 0.4) for _ in range(n)]
    if sum(values) in (0, n):
        values[0] = 1 - values[0]
    sd = stdev(values) + (rng.choice((-0.09, 0.08)) if wrong else 0)
    text = f"The dichotomous answer was common (M = {mean(values):.2f}, SD = {sd:.2f}, n = {n})."
    return Statement(text, "binary-sd", "binary SD" if wrong else "")


def bounded(rng: random.Random, *, wrong: bool) -> Statement:
    """Mean, standard deviation and observed range."""
    n = rng.randint(12, 90)
    values = [rng.gauss(40, 11) for _ in range(n)]
    low, high, m, sd = min(values), max(values), mean(values), stdev(values)
    error = rng.choice(("SD beyond range", "mean outside range")) if wrong else ""
    sd = (high - low) * 0.62 if error == "SD beyond range" else sd
    m = high + 3 if error == "mean outside range" else m
    text = f"Age was recorded (M = {m:.1f}, SD = {sd:.1f}, range {low:.0f} to {high:.0f}, n = {n})."
    return Statement(text, "sd-bounds", error)


def difference(rng: random.Random, *, wrong: bool) -> Statement:
    """Two means and their difference."""
    one, two = rng.uniform(2, 9), rng.uniform(2, 9)
    gap = abs(one - two) + (rng.choice((0.3, 1.0)) if wrong else 0)
    text = f"One group had M = {one:.2f} and the other M = {two:.2f}, mean difference = {gap:.2f}."
    return Statement(text, "mean-difference", "mean difference" if wrong else "")


def ranks(rng: random.Random, *, wrong: bool) -> Statement:
    """U with group sizes and its p-value."""
    one, two = rng.randint(7, 30), rng.randint(7, 30)
    shift = rng.uniform(0, 1.2)
    first, second = [rng.gauss(0, 1) for _ in range(one)], [rng.gauss(shift, 1) for _ in range(two)]
    tested = stats.mannwhitneyu(first, second, method=rng.choice(("exact", "asymptotic")))
    u, p = float(tested.statistic), float(tested.pvalue)
    error = rng.choice(("U beyond its maximum", "p of U")) if wrong else ""
    u = one * two + rng.randint(3, 40) if error == "U beyond its maximum" else u
    p = (p + 0.35 if p < 0.5 else p - 0.45) if error == "p of U" else p
    said = "p < .001" if p < 0.001 else f"p = {number(p, 3, zero=False)}"
    return Statement(f"Ranks were compared, U = {u:.0f}, n1 = {one}, n2 = {two}, {said}.", "rank-test", error)


def arms(rng: random.Random, *, wrong: bool) -> Statement:
    """Arms of a trial, or more women and men than people."""
    one, two = rng.randint(20, 200), rng.randint(20, 200)
    if rng.random() < 0.6:
        whole = one + two + (rng.choice((-2, 3, 10)) if wrong else 0)
        text = f"Then {whole} patients were randomised to training (n = {one}) or usual care (n = {two})."
        return Statement(text, "subgroup-sum", "arms" if wrong else "")
    whole = one + two - (rng.choice((2, 10)) if wrong else 0)
    return Statement(
        f"The site enrolled {whole} adults ({one} women, {two} men).",
        "subgroup-sum",
        "sexes" if wrong else "",
    )


def word(rng: random.Random, *, wrong: bool) -> Statement:
    """A word of significance before its p-value."""
    p = rng.choice((rng.uniform(0.001, 0.03), rng.uniform(0.08, 0.9)))
    is_significant = (p < 0.05) != wrong
    says = "significant" if is_significant else rng.choice(("not significant", "non-significant"))
    text = f"The effect of training was {says} (p = {number(p, 3, zero=False)})."
    return Statement(text, "significance-word", "word of significance" if wrong else "")


def instrument(rng: random.Random, *, wrong: bool) -> Statement:
    """The range of a known instrument."""
    name, most = rng.choice((("PHQ-9", 27), ("GAD-7", 21), ("HAM-D-17", 52)))
    most += rng.choice((3, -2)) if wrong else 0
    text = f"Scores of the {name} range from 0 to {most}."
    return Statement(text, "instrument-range", "range of instrument" if wrong else "")


def z_interval(rng: random.Random, *, wrong: bool) -> Statement:
    """An interval that excludes the null value although p denies it."""
    se, z = rng.uniform(0.1, 0.4), rng.uniform(2.4, 4)
    p = (
        "p = .41"
        if wrong
        else f"p {'< .001' if z > 3.4 else '= ' + number(2 * stats.norm.sf(z), 3, zero=False)}"
    )
    shown = [exp((z + shift) * se) for shift in (0, -1.96, 1.96)]
    text = f"Risk rose (OR = {shown[0]:.2f}, 95% CI [{shown[1]:.2f}, {shown[2]:.2f}], {p})."
    return Statement(text, "confidence-interval", "interval against p" if wrong else "")


MORE = {
    "eta": (eta, 2),
    "cohen": (cohen, 1),
    "share": (share, 2),
    "null model": (null_model, 2),
    "criteria": (criteria, 1),
    "binary": (binary, 1),
    "bounded": (bounded, 1),
    "difference": (difference, 1),
    "ranks": (ranks, 1),
    "arms": (arms, 1),
    "word": (word, 1),
    "instrument": (instrument, 1),
    "interval against p": (z_interval, 1),
}
