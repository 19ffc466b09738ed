"""Completes the parsed syntax of a model, as lavaan's `sem()` does, and checks it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import Any

from report.pathmodels.errors import ModelSyntaxError
from report.pathmodels.expression import Name, names
from report.pathmodels.model import Model, Parameter
from report.pathmodels.parameter_table import Choices, parameter_rows
from report.pathmodels.roles import Roles, roles_of
from report.pathmodels.syntax import DefinedParameter, Syntax
from report.rows.suggestions import did_you_mean

_RANDOM = (
    "the model names a variance, covariance or intercept of the exogenous variable(s) {}: they are random "
    "now, with parameters of their own, instead of fixed at their sample moments"
)


def specify(syntax: Syntax, choices: Choices | None = None, **options: Any) -> Model:
    """The model that lavaan's `sem()` derives from the syntax; `options` are fields of `Choices`.

    Added by default: residual variances; covariances among factors (auto.cov.lv.x) and among pure outcomes
    (auto.cov.y); the moments of exogenous covariates; intercepts, if the model has means. The first loading of a
    latent variable is one (auto.fix.first). An intercept in the syntax brings the means.
    """
    chosen = choices or Choices(**options)
    means = chosen.means or any(term.op == "~1" for term in syntax.terms)
    means = means or bool({"intercepts", "means"} & {*chosen.equal})
    chosen = replace(chosen, means=means)
    roles = roles_of(syntax)
    _check_terms(syntax, roles, chosen)
    rows = _fixed_alike(tuple(parameter_rows(syntax, roles, chosen)))
    warnings = (_RANDOM.format(", ".join(roles.random)),) if roles.random and chosen.fixed_x else ()
    definitions = _sorted_definitions(syntax, {row.label for row in rows})
    return Model(
        syntax,
        roles.observed,
        roles.exogenous,
        roles.endogenous,
        rows,
        definitions,
        chosen.fixed_x,
        means,
        (*syntax.warnings, *warnings),
        roles.latent,
        chosen.groups,
    )


def _fixed_alike(rows: tuple[Parameter, ...]) -> tuple[Parameter, ...]:
    """Fix each free parameter that shares its label with a fixed one, such as a first loading."""
    values = {row.label: row.fixed for row in rows if row.label and row.fixed is not None}
    return tuple(
        replace(row, fixed=values[row.label]) if row.free and row.label in values else row for row in rows
    )


def _check_terms(syntax: Syntax, roles: Roles, chosen: Choices) -> None:
    """Raise ModelSyntaxError for modifiers of another number of groups, and for latent interactions."""
    groups = len(chosen.groups)
    for term in syntax.terms:
        if len(term.modifiers) not in (1, groups):
            fault = f"{len(term.modifiers)} modifiers for {_counted(groups)}"
            raise ModelSyntaxError(fault, syntax.text, term.position)
        parts = {part for name in (term.lhs, term.rhs) if ":" in name for part in name.split(":")}
        if parts & {*roles.latent}:
            fault = "interactions of latent variables are not supported"
            raise ModelSyntaxError(fault, syntax.text, term.position)


def _counted(groups: int) -> str:
    return f"{groups} groups" if groups > 1 else "one group: choose the column of groups with --group"


def _sorted_definitions(syntax: Syntax, labels: set[str]) -> tuple[DefinedParameter, ...]:
    """The definitions, each after those it uses; raises ModelSyntaxError for unknown names and cycles."""
    own = {definition.name: definition for definition in syntax.definitions}
    known = (labels | own.keys()) - {""}
    graph = {}
    for definition in syntax.definitions:
        if definition.name in labels:
            fault = f"{definition.name} is both a label and a defined parameter"
            raise ModelSyntaxError(fault, syntax.text, definition.position)
        _check_names(names(definition.expression), known, syntax)
        graph[definition.name] = {name.text for name in names(definition.expression)} & own.keys()
    for constraint in syntax.constraints:
        _check_names((*names(constraint.left), *names(constraint.right)), known, syntax)
    try:
        return tuple(own[name] for name in TopologicalSorter(graph).static_order())
    except CycleError as error:
        cycle = error.args[1]
        fault = "defined parameters form a cycle: " + " -> ".join(cycle)
        raise ModelSyntaxError(fault, syntax.text, own[cycle[0]].position) from None


def _check_names(used: Iterable[Name], known: set[str], syntax: Syntax) -> None:
    """Raise ModelSyntaxError for the first name that is neither a label nor a defined parameter."""
    for name in used:
        if name.text not in known:
            raise ModelSyntaxError(_unknown(name.text, known), syntax.text, name.position)


def _unknown(name: str, known: set[str]) -> str:
    hint = did_you_mean(name, known)
    return f"{name} is neither a label nor a defined parameter" + (f"; {hint}" if hint else "")
