"""R² with and without one predictor gives the p-value of its path."""

from __future__ import annotations

from collections.abc import Iterator

from report.audit.checks import Check, Rule
from report.audit.model_facts import ExplainedVariance, ModelFacts, Path, models_of, places_of
from report.audit.numbers import PrintedNumber, Span, shown
from report.audit.papers import Paper


def check_changes(paper: Paper) -> Iterator[Check]:
    """A check of each path whose outcome has a printed R² with and without the predictor."""
    for model in models_of(paper):
        for path in model.paths:
            whole = model.r2(path.outcome)
            alone = _without(model, path)
            if whole and alone and path.p and path.outcome not in model.correlated:
                yield _checked(paper, model, path, path.p, whole, alone.r2)


def _without(model: ModelFacts, path: Path) -> ExplainedVariance | None:
    """The printed R² of all other predictors of the path's equation."""
    others = {name for name in model.equations.get(path.outcome, ()) if name != path.predictor}
    return next(
        (
            each
            for each in model.explained
            if each.outcome == path.outcome and not each.whole and set(each.predictors) == others
        ),
        None,
    )


def impossible_changes(model: ModelFacts) -> Iterator[Path]:
    """The paths whose p-value contradicts the printed change of R²."""
    for path in model.paths:
        whole, alone = model.r2(path.outcome), _without(model, path)
        if whole and alone and path.p and not _allowed(path.p).meets(_computed(model.n, whole, alone.r2)):
            yield path


def _computed(n: int, whole: PrintedNumber, alone: PrintedNumber) -> Span:
    return Span(_p_of(n, whole.high, alone.low), _p_of(n, whole.low, alone.high))


def _p_of(n: int, r2: float, less: float) -> float:
    from scipy.special import ndtr

    if r2 >= 1:
        return 0.0
    return float(2 * ndtr(-((n * max(0.0, r2 - less) / (1 - r2)) ** 0.5)))


def _allowed(p: PrintedNumber) -> Span:
    return Span(0.0, p.value) if p.relation in "<≤" else Span(p.low, min(1.0, p.high))


def _checked(
    paper: Paper, model: ModelFacts, path: Path, p: PrintedNumber, whole: PrintedNumber, alone: PrintedNumber
) -> Check:
    span = _computed(model.n, whole, alone)
    statement = f"{model.name}: R² = {whole.text}, {alone.text} without {path.predictor}, p = {p.text}"
    centre = shown(_p_of(model.n, whole.value, alone.value))
    computed = f"p = 2·P(Z > √(N·ΔR²/(1 − R²))) = {centre}, {span} with rounding"
    places = places_of(paper, path.beta, p)
    if span.meets(_allowed(p)):
        return Check("explained-change", "agrees", places, statement, computed)
    question = (
        f"R² rises from {alone.text} to {whole.text} by {path.predictor}, which with N = {model.n} gives p = {span}, "
        f"but the text prints p = {p.text}. Which of them is a misprint?"
    )
    return Check("explained-change", "finding", places, statement, computed, "impossible", question)


RULE = Rule(
    name="explained-change",
    title="p-value that follows from a change of R²",
    formula="z² = N·(R² − R²₀)/(1 − R²), R²₀ without the predictor",
    source="likelihood and Wald tests of nested regressions (Cohen et al., 2003, eq. 5.5.1, with N as divisor)",
    needs="a model in the facts with a path's p and R² with and without its predictor",
    rounding="all values that round to the printed ones",
    abstains="covarying residuals, equations without a printed R²",
    run=check_changes,
)
