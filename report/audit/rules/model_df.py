"""Degrees of freedom of a path model: moments minus parameters."""

from __future__ import annotations

from collections.abc import Iterator

from report.audit.checks import Check, Rule
from report.audit.model_facts import ModelFacts, models_of, places_of
from report.audit.papers import Paper

_NAME = "model-df"


def check_model_df(paper: Paper) -> Iterator[Check]:
    """A check of each model of the facts whose degrees of freedom are printed."""
    for model in models_of(paper):
        if model.df is not None:
            yield _checked(paper, model, int(model.df.value))


def _checked(paper: Paper, model: ModelFacts, reported: int) -> Check:
    statement = f"{model.name}: df = {reported}"
    places = places_of(paper, model.df)[:1]
    size = len(model.variables)
    moments, parameters = size * (size + 1) // 2, _parameters(model)
    computed = f"{moments} moments − {parameters} parameters = {moments - parameters}"
    free = _free_residuals(model)
    allowed = {moments - parameters, moments - parameters - free * (free - 1) // 2}
    values: dict[str, float | str | None] = {"computed": moments - parameters, "printed": reported}
    if reported in allowed:
        return Check(_NAME, "agrees", places, statement, computed, values=values)
    question = f"{computed}, but df = {reported} is printed. Does the model differ from the one described?"
    remedy = f"df = {reported} would need {moments - reported} parameters."
    return Check(
        _NAME, "finding", places, statement, computed, "inconsistent", question, remedy, values=values
    )


def _parameters(model: ModelFacts) -> int:
    """Paths, residual variances and covariances, and all variances and covariances of exogenous variables."""
    exogenous = len(model.variables) - len(model.equations)
    paths = sum(map(len, model.equations.values()))
    return paths + len(model.equations) + model.covariances + exogenous * (exogenous + 1) // 2


def _free_residuals(model: ModelFacts) -> int:
    """Outcomes that predict nothing: by default lavaan lets their residuals covary."""
    predictors = {name for names in model.equations.values() for name in names}
    return 0 if model.covariances else len(set(model.equations) - predictors)


RULE = Rule(
    name=_NAME,
    title="degrees of freedom of a path model",
    formula="df = p(p + 1)/2 − (paths + residual variances and covariances + moments of exogenous variables)",
    source="Bollen (1989), ch. 4",
    needs="a model in the facts with `df` among its printed numbers",
    rounding="counts are exact",
    abstains="models without printed df; covarying residuals of final outcomes are accepted, as is their absence",
    run=check_model_df,
)
