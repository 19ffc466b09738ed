"""Residual variances that follow from a printed path, its p-value and N: they lie between 0 and 1."""

from __future__ import annotations

from collections.abc import Iterator

from report.audit.checks import Check, Rule
from report.audit.model_facts import ModelFacts, Path, models_of, places_of
from report.audit.numbers import PrintedNumber, Span, shown
from report.audit.papers import Paper


def check_residuals(paper: Paper) -> Iterator[Check]:
    """A check of each printed path of an equation with one predictor, or two whose correlation is printed."""
    for model in models_of(paper):
        for path in model.paths:
            span = _residual(model, path)
            if span is not None and path.beta and path.p:
                yield _checked(paper, model, path, path.beta, path.p, span)


def impossible_residuals(model: ModelFacts) -> Iterator[Path]:
    """The paths whose estimate and p-value need a residual variance above 1."""
    for path in model.paths:
        span = _residual(model, path)
        if span is not None and span.low > 1:
            yield path


def _residual(model: ModelFacts, path: Path) -> Span | None:
    """The residual variances that a path's estimate and p-value allow."""
    from scipy.special import ndtri

    tolerance = _tolerance(model, path)
    if tolerance is None or path.beta is None or path.p is None or path.p.relation != "=":
        return None
    sizes = sorted((abs(path.beta.low), abs(path.beta.high)))
    largest, smallest = -ndtri(max(path.p.low, 1e-12) / 2), -ndtri(min(path.p.high, 0.999) / 2)
    return Span(
        float(sizes[0] ** 2 * model.n * tolerance.low / largest**2),
        float(sizes[1] ** 2 * model.n * tolerance.high / smallest**2),
    )


def _tolerance(model: ModelFacts, path: Path) -> Span | None:
    """1 − R² of a predictor on the other predictors of its equation."""
    others = [name for name in model.equations.get(path.outcome, ()) if name != path.predictor]
    if path.outcome in model.correlated:
        return None
    if not others:
        return Span(1.0, 1.0)
    if len(others) > 1:
        return None
    pair = {path.predictor, others[0]}
    for other in model.paths:
        alone = model.equations.get(other.outcome) == (other.predictor,)
        if alone and other.beta and {other.outcome, other.predictor} == pair:
            ends = (1 - other.beta.low**2, 1 - other.beta.high**2)
            return Span(min(ends), max(ends))
    return None


def _checked(
    paper: Paper, model: ModelFacts, path: Path, beta: PrintedNumber, p: PrintedNumber, span: Span
) -> Check:
    from scipy.special import ndtr

    place = places_of(paper, beta, p)
    statement = f"{model.name}: {path.predictor} → {path.outcome} β = {beta.text}, p = {p.text}"
    computed = f"residual variance ψ = β²·N·(1 − r²)/z² = {span}"
    values: dict[str, float | str | None] = {"psi_low": span.low, "psi_high": span.high}
    if span.low <= 1:
        return Check("residual-variance", "agrees", place, statement, computed, values=values)
    question = (
        f"β = {beta.text} with p = {p.text} and N = {model.n} needs a standardised residual variance of {span}, "
        "above 1. Is the estimate or the p-value a misprint?"
    )
    tolerance = _tolerance(model, path) or Span(1.0, 1.0)
    z = (min(abs(beta.low), abs(beta.high)) ** 2 * model.n * tolerance.low) ** 0.5
    remedy = f"β = {beta.text} would require p < {shown(float(2 * ndtr(-z)))}."
    return Check(
        "residual-variance",
        "finding",
        place,
        statement,
        computed,
        "impossible",
        question,
        remedy,
        values=values,
    )


RULE = Rule(
    name="residual-variance",
    title="residual variance implied by a path and its p-value",
    formula="z² = β²·N·(1 − r²)/ψ, with ψ ≤ 1 the standardised residual variance, r the predictors' correlation",
    source="Wald test of a regression slope with maximum likelihood (Bollen, 1989, ch. 4)",
    needs="a model in the facts, a printed β with p, and the correlation of two predictors as a printed simple path",
    rounding="all values that round to the printed ones",
    abstains="three or more predictors, p-values given as bounds, covarying residuals",
    run=check_residuals,
)
