"""All printed numbers of path models of one sample: whether one correlation matrix gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from report.audit.checks import Check, Rule
from report.audit.model_facts import ModelFacts, Path, models_of, places_of
from report.audit.papers import Paper
from report.audit.rules.explained_change import impossible_changes
from report.audit.rules.residual_variance import impossible_residuals

if TYPE_CHECKING:
    from report.audit.feasibility import Target

#: The largest distance, in rounding errors, of a solution.
SOLVED = 0.02
#: The most constraints for which a solution is searched.
_MOST = 60


def check_solutions(paper: Paper) -> Iterator[Check]:
    """One check of each group of models that share N and have printed paths or shares of variance."""
    groups: dict[int, list[ModelFacts]] = defaultdict(list)
    for model in models_of(paper):
        if not model.correlated:
            groups[model.n].append(_without_impossible(model))
    for models in groups.values():
        if _targets(models):
            yield _checked(paper, models)


def _without_impossible(model: ModelFacts) -> ModelFacts:
    """The model without the p-values that other rules find impossible by themselves."""
    wrong = {*impossible_residuals(model), *impossible_changes(model)}
    paths = (replace(path, p=None) if path in wrong else path for path in model.paths)
    return replace(model, paths=tuple(paths))


def _checked(paper: Paper, models: Sequence[ModelFacts]) -> Check:
    label = "; ".join(model.name for model in models)
    wanted = _targets(models)
    statement = f"{label}: {len(wanted)} printed numbers"
    places = tuple(place for each in wanted for place in places_of(paper, *each.numbers)[:1])
    if len(wanted) > _MOST:
        return Check(
            "joint-solution", "not checkable", places, statement, reason="too many numbers to search"
        )
    gap = _gap(models)
    computed = f"largest distance from a rounding interval: {gap:.2f} rounding errors"
    if gap < SOLVED:
        return Check("joint-solution", "agrees", places, statement, computed)
    question = "No correlation matrix was found that gives all these numbers. Is one of them a misprint?"
    exchanged = _exchanged(models)
    remedy = f"All would agree if {exchanged} were exchanged." if exchanged else ""
    return Check("joint-solution", "finding", places, statement, computed, "contradiction", question, remedy)


def _targets(models: Sequence[ModelFacts]) -> list[Target]:
    from report.audit.feasibility import targets

    return targets(models, _names(models))


def _names(models: Sequence[ModelFacts]) -> list[str]:
    return list(dict.fromkeys(name for model in models for name in model.variables))


def _gap(models: Sequence[ModelFacts]) -> float:
    """The least distance, standardised by the variances of the sample or by those that each model implies."""
    from report.audit.feasibility import distance

    names = _names(models)
    gap = distance(_targets(models), len(names))
    if gap < SOLVED:
        return gap
    place = {name: order for order, name in enumerate(names)}
    return min(gap, distance(_targets(models), len(names), place=place))


def _exchanged(models: Sequence[ModelFacts]) -> str:
    """Two printed paths of the same variables in two models, if exchanging them makes all numbers agree."""
    for one, two in combinations(range(len(models)), 2):
        for path in models[one].paths:
            other = next((each for each in models[two].paths if _is_same(each, path)), None)
            if other is not None and other != path:
                changed = list(models)
                changed[one] = _with(models[one], path, other)
                changed[two] = _with(models[two], other, path)
                if _gap(changed) < SOLVED:
                    return (
                        f"{path.predictor} → {path.outcome} of {models[one].name} and of {models[two].name}"
                    )
    return ""


def _is_same(one: Path, other: Path) -> bool:
    return (one.outcome, one.predictor) == (other.outcome, other.predictor)


def _with(model: ModelFacts, old: Path, new: Path) -> ModelFacts:
    return replace(model, paths=tuple(new if path == old else path for path in model.paths))


RULE = Rule(
    name="joint-solution",
    title="all printed numbers of path models of one sample",
    formula="search for a correlation matrix R whose regressions give every printed β, p and R², standardised by the "
    "variances of the sample or by those that the model implies",
    source="least squares on the distances from the rounding intervals, 12 fixed starts",
    needs="models in the facts that share N and variables, with at least one printed number each",
    rounding="all values that round to the printed ones",
    abstains="covarying residuals, more than 60 numbers. A search can miss a solution: the finding is a question",
    run=check_solutions,
)
