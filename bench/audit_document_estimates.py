"""Pieces of papers that state an estimate twice: abstract and results, text and table, stars and p, total and parts."""

from __future__ import annotations

import random

from scipy import stats

from bench.audit_documents import Claim, Document, PrintedTable
from bench.statements import number


def _p(p: float) -> str:
    return "p < .001" if p < 0.001 else f"p = {number(p, 3, zero=False)}"


def _slipped(text: str, rng: random.Random) -> str:
    """A number with one other digit after the point, or with two digits swapped."""
    whole, _, decimals = text.partition(".")
    if len(decimals) > 1 and decimals[0] != decimals[1] and rng.random() < 0.5:
        return f"{whole}.{decimals[1]}{decimals[0]}{decimals[2:]}"
    digit = str((int(decimals[0]) + rng.choice((2, 3, 5))) % 10)
    return f"{whole}.{digit}{decimals[1:]}"


def in_abstract(rng: random.Random, *, wrong: bool) -> Document:
    """An estimate of the abstract that the results repeat with another p-value."""
    df, p = rng.randint(60, 200), rng.uniform(0.004, 0.04)
    t = number(float(stats.t.isf(p / 2, df)), 2)
    exact = number(float(2 * stats.t.sf(float(t), df)), 3, zero=False)
    said = number(float(exact) + rng.choice((0.011, 0.02)), 3, zero=False) if wrong else exact
    return Document(
        abstract=[f"Recall was better after training (t({df}) = {t}, p = {said})."],
        results=[f"As expected, recall was better after training, t({df}) = {t}, p = {exact}."],
        claims=[Claim("abstract-results", (said, exact), "p of abstract" if wrong else "")],
    )


def slip_of_abstract(rng: random.Random, *, wrong: bool) -> Document:
    """A ratio of the abstract that the results print with one other digit."""
    ratio = number(rng.uniform(1.3, 2.9), 2)
    low, high = number(float(ratio) * 0.8, 2), number(float(ratio) * 1.25, 2)
    said = _slipped(ratio, rng) if wrong else ratio
    return Document(
        abstract=[f"Smoking was associated with relapse of depression within one year (OR = {said})."],
        results=[
            "In the adjusted model smoking was associated with relapse of depression within one year "
            f"(OR = {ratio}, 95% CI {low} to {high})."
        ],
        claims=[Claim("repeated-estimate", (said, ratio), "digit of abstract" if wrong else "")],
    )


def _coefficients(rng: random.Random, labels: tuple[str, ...]) -> list[tuple[str, float, float]]:
    return [(label, rng.uniform(0.3, 5) * se, se) for label in labels for se in (rng.uniform(0.04, 0.4),)]


def text_and_table(rng: random.Random, *, wrong: bool) -> Document:
    """A regression table, one of whose rows the text repeats."""
    found = _coefficients(rng, ("Workload", "Support", "Autonomy", "Tenure"))
    rows = []
    for label, b, se in found:
        z = b / se
        rows.append(
            (
                label,
                number(b, 3),
                number(se, 3),
                number(z, 2),
                _p(2 * stats.norm.sf(z)).removeprefix("p ").removeprefix("= "),
            )
        )
    label, b, se, z, _ = rows[0]
    said = _slipped(b, rng) if wrong else b
    p = _p(2 * stats.norm.sf(found[0][1] / found[0][2]))
    text = f"Higher {label.casefold()} predicted exhaustion (b = {said}, SE = {se}, z = {z}, {p})."
    table = PrintedTable("Regression of exhaustion", ("Predictor", "b", "SE", "z", "p"), tuple(rows))
    return Document(
        results=[text],
        tables=[table],
        claims=[Claim("repeated-estimate", (said, b), "text and table" if wrong else "")],
    )


def near_repetition(rng: random.Random, *, wrong: bool) -> Document:
    """Two models of the same predictor, whose estimates differ on purpose."""
    se = number(rng.uniform(0.05, 0.2), 3)
    b1 = number(float(se) * rng.uniform(3, 4), 3)
    b2 = number(float(b1) * 0.86, 3)
    p1, p2 = (_p(2 * stats.norm.sf(float(b) / float(se))) for b in (b1, b2))
    del wrong
    return Document(
        results=[
            f"Without covariates, sleep predicted mood (b = {b1}, SE = {se}, {p1}).",
            f"With covariates, sleep still predicted mood (b = {b2}, SE = {se}, {p2}).",
        ],
        claims=[Claim("repeated-estimate", ("near miss",))],
    )


def starred(rng: random.Random, *, wrong: bool) -> Document:
    """A regression table with stars and their legend."""
    labels = ("Income", "Distance", "Rooms", "Garden", "Garage")
    rows, at = [], rng.randrange(len(labels))
    for order, (label, b, se) in enumerate(_coefficients(rng, labels)):
        value = se * rng.choice((0.9, 1.3, 2.28, 2.9, 3.9)) if order == at else b
        p = 2 * stats.norm.sf(round(value, 3) / round(se, 3))
        true = sum(p < level for level in (0.05, 0.01, 0.001))
        count = true
        if order == at and wrong:
            count = {0: 2, 1: 3, 2: 0, 3: 1}[true]
        rows.append((label, f"{number(value, 3)}{'*' * count}", number(se, 3)))
    note = "Note. *p < .05, **p < .01, ***p < .001"
    table = PrintedTable("Regression models of rents", ("Predictor", "b", "SE"), tuple(rows), note)
    words = (labels[at],) if wrong else ("In this table",)
    return Document(tables=[table], claims=[Claim("star-level", words, "stars" if wrong else "")])


def mediation(rng: random.Random, *, wrong: bool) -> Document:
    """Total, direct and indirect effect in text."""
    indirect, direct = round(rng.uniform(0.08, 0.4), 2), round(rng.uniform(0.1, 0.6), 2)
    total = round(indirect + direct, 2)
    total = round(total + rng.choice((-0.12, 0.15, 0.2)), 2) if wrong else total
    forms = (
        "The total effect of stress on sleep was b = {t:.2f}, the direct effect was b = {d:.2f} and the indirect "
        "effect through worry was b = {i:.2f}.",
        "Worry mediated the effect of stress: indirect effect = {i:.2f}, direct effect = {d:.2f}, total effect = "
        "{t:.2f}.",
    )
    text = rng.choice(forms).format(t=total, d=direct, i=indirect)
    return Document(
        results=[text], claims=[Claim("effect-total", (f"{total:.2f}",), "total effect" if wrong else "")]
    )


def mediation_table(rng: random.Random, *, wrong: bool) -> Document:
    """Total, direct and indirect effects in columns."""
    rows, at = [], rng.randrange(3)
    for order, label in enumerate(("Stress", "Noise", "Light")):
        indirect, direct = round(rng.uniform(0.05, 0.3), 3), round(rng.uniform(0.1, 0.6), 3)
        total = indirect + direct
        total = total * 1.3 + 0.05 if wrong and order == at else total
        rows.append((label, f"{total:.3f}", f"{direct:.3f}", f"{indirect:.3f}"))
    heads = ("Cause", "Total effect", "Direct effect", "Indirect effect")
    words = (rows[at][1], rows[at][2]) if wrong else ("a total effect",)
    table = PrintedTable("Decomposition of effects", heads, tuple(rows))
    return Document(tables=[table], claims=[Claim("effect-total", words, "total of table" if wrong else "")])


def near_mediation(rng: random.Random, *, wrong: bool) -> Document:
    """Two mediators, of which the text prints one, and ratios that do not add up."""
    texts = (
        "Worry and rumination were parallel mediators: the total effect was b = 0.71, the direct effect b = 0.30, and "
        "the specific indirect effect through worry b = 0.18.",
        "In the logistic model the total effect was OR = 2.40, the direct effect OR = 1.80 and the indirect effect "
        "OR = 1.33.",
    )
    del wrong
    return Document(results=[rng.choice(texts)], claims=[Claim("effect-total", ("near miss",))])


def covariance(rng: random.Random, *, wrong: bool) -> Document:
    """A covariance with both standard deviations and the correlation."""
    one, two, r = rng.uniform(2, 9), rng.uniform(2, 9), rng.uniform(0.15, 0.8)
    value = one * two * r
    if wrong and rng.random() < 0.5:
        value = one * two * rng.uniform(1.1, 1.6)
        text = f"The covariance of height and reach was {value:.2f} (SDs = {one:.2f} and {two:.2f})."
    else:
        said = r + rng.choice((-0.1, 0.12)) if wrong else r
        shown = f"SDs = {one:.2f} and {two:.2f}, r = {number(said, 2, zero=False)}"
        text = f"The covariance of height and reach was {value:.2f} ({shown})."
    return Document(
        results=[text], claims=[Claim("covariance", (f"{value:.2f}",), "covariance" if wrong else "")]
    )


def directions(rng: random.Random, *, wrong: bool) -> Document:
    """The direction of one relation in three sentences, the last of which may say the opposite."""
    cause, effect = rng.choice((("rapport", "relapse"), ("cohesion", "turnover"), ("warmth", "aggression")))
    last = "more" if wrong else "less"
    return Document(
        abstract=[f"Stronger {cause} predicted less {effect}."],
        results=[
            f"Weaker {cause} was associated with more {effect} in both sites.",
            f"Greater {cause} predicted {last} {effect} again.",
        ],
        claims=[Claim("direction", (cause, last), "direction" if wrong else "")],
    )


ESTIMATES = (
    in_abstract,
    slip_of_abstract,
    text_and_table,
    near_repetition,
    starred,
    mediation,
    mediation_table,
    near_mediation,
    covariance,
    directions,
)
