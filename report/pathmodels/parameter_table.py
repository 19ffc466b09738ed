"""The parameter table of a model: the rows that the author wrote, and lavaan's defaults for `sem()`.

Rosseel, Y. (2012). lavaan: An R package for structural equation modeling. Journal of Statistical Software, 48(2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from report.pathmodels.model import Parameter
from report.pathmodels.modifiers import Modifier
from report.pathmodels.roles import Roles
from report.pathmodels.syntax import Key, Syntax, Term

#: Kinds of parameters that can be made equal across groups, as lavaan names them.
EQUAL = (
    "loadings", "intercepts", "means", "regressions", "residuals", "residual.covariances", "lv.variances",
    "lv.covariances",
)  # fmt: skip


@dataclass(frozen=True)
class Choices:
    """The author's choices in addition to the syntax.

    `fixed_x`: exogenous covariates have their sample moments. `means`: the means are modelled. `groups`: the names
    of the groups. `equal`: kinds of parameters that are equal in all groups, except `partial` ones such as
    "f =~ x2". `unit_latent`: latent variables have variance one instead of a marker.
    """

    fixed_x: bool = True
    means: bool = False
    groups: tuple[str, ...] = ("",)
    equal: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    unit_latent: bool = False


def parameter_rows(syntax: Syntax, roles: Roles, chosen: Choices) -> Iterator[Parameter]:
    """The rows of all groups: those that the author wrote, then the defaults."""
    variables = [*roles.latent, *roles.observed]
    targets = _targets(syntax)
    for group in range(len(chosen.groups)):
        fixed = _fixed_labels(syntax, group)
        marked: set[str] = set()
        keys = set()
        for term in syntax.terms:
            row = _ordered(_parameter(term, group, fixed, targets), variables)
            if term.op == "=~" and not chosen.unit_latent and term.lhs not in marked:
                row = _marker(row, _modifier(term, group))
            if row.op == "=~":
                marked.add(row.lhs)
            if chosen.unit_latent and row.op == "~~" and row.lhs == row.rhs and row.lhs in roles.latent:
                row = replace(row, fixed=1.0) if row.free and not _modifier(term, group).freed else row
            keys.add(row.key)
            yield _shared(row, roles, chosen)
        for row in _defaults(roles, chosen, _single_indicators(syntax)):
            if row.key not in keys:
                here = _later(replace(row, group=group), roles, chosen)
                yield _shared(here, roles, chosen)


def _targets(syntax: Syntax) -> dict[str, Key]:
    """The parameters that equal() can name, by their text without blanks."""
    found: dict[str, Key] = {}
    for term in syntax.terms:
        for text in (term.written, f"{term.rhs} {term.op} {term.lhs}" if term.op == "~~" else term.written):
            found["".join(text.split())] = term.key
        if term.label:
            found[term.label] = term.key
    return found


def _fixed_labels(syntax: Syntax, group: int) -> dict[str, float]:
    """A fixed value applies to all rows with its label."""
    found = {}
    for term in syntax.terms:
        modifier = _modifier(term, group)
        if modifier.label and modifier.fixed is not None:
            found[modifier.label] = modifier.fixed
    return found


def _modifier(term: Term, group: int) -> Modifier:
    return term.modifiers[group if len(term.modifiers) > 1 else 0]


def _parameter(term: Term, group: int, fixed_labels: dict[str, float], targets: dict[str, Key]) -> Parameter:
    """A row of the table, as the author wrote it."""
    modifier = _modifier(term, group)
    fixed = fixed_labels.get(modifier.label) if modifier.fixed is None else modifier.fixed
    target = targets.get("".join(modifier.equal.split())) if modifier.equal else None
    same = (target, group) if target else None
    return Parameter(
        term.lhs, term.op, term.rhs, modifier.label, fixed, group=group, start=modifier.start, same=same
    )


def _ordered(row: Parameter, variables: list[str]) -> Parameter:
    """A covariance with the variable first that comes first in the model, as lavaan prints it."""
    if row.op != "~~" or variables.index(row.lhs) <= variables.index(row.rhs):
        return row
    return replace(row, lhs=row.rhs, rhs=row.lhs)


def _marker(row: Parameter, modifier: Modifier) -> Parameter:
    """The first loading of a latent variable: one, unless the author specifies otherwise."""
    return row if modifier.freed or row.fixed is not None else replace(row, fixed=1.0)


def _single_indicators(syntax: Syntax) -> set[str]:
    """Indicators whose latent variable has no other, and that measure no other: they have no residual."""
    loadings = [(term.lhs, term.rhs) for term in syntax.terms if term.op == "=~"]
    of_latent = Counter(latent for latent, _ in loadings)
    uses = Counter(indicator for _, indicator in loadings)
    return {indicator for latent, indicator in loadings if of_latent[latent] == 1 and uses[indicator] == 1}


def _defaults(roles: Roles, chosen: Choices, single: set[str]) -> Iterator[Parameter]:
    for name in (*roles.observed, *roles.latent):
        if name not in roles.exogenous:
            unit = chosen.unit_latent and name in roles.latent
            yield Parameter(name, "~~", name, fixed=1.0 if unit else 0.0 if name in single else None)
    for pairs in (roles.factors, roles.outcomes):
        for first, second in combinations(pairs, 2):
            yield Parameter(first, "~~", second)
    for index, name in enumerate(roles.exogenous):
        for other in roles.exogenous[index:]:
            yield Parameter(name, "~~", other, sample=chosen.fixed_x)
    if chosen.means:
        for name in roles.observed:
            yield Parameter(name, "~1", "", sample=chosen.fixed_x and name in roles.exogenous)
        for name in roles.latent:
            yield Parameter(name, "~1", "", fixed=0.0)


def _later(row: Parameter, roles: Roles, chosen: Choices) -> Parameter:
    """A row of a later group, freed if equality across groups identifies it: a latent mean or variance."""
    if row.group == 0 or row.lhs not in roles.latent:
        return row
    means = row.op == "~1" and "intercepts" in chosen.equal and "means" not in chosen.equal
    spread = row.op == "~~" and row.lhs == row.rhs and chosen.unit_latent
    spread = spread and "loadings" in chosen.equal and "lv.variances" not in chosen.equal
    return replace(row, fixed=None) if means or spread else row


def _shared(row: Parameter, roles: Roles, chosen: Choices) -> Parameter:
    """A row whose kind is equal in all groups shares one parameter with the first group."""
    if len(chosen.groups) == 1 or not row.free or row.label or row.same:
        return row
    if _kind(row, roles) not in chosen.equal or _compact(row) in {"".join(t.split()) for t in chosen.partial}:
        return row
    return replace(row, same=(row.key, 0))


def _compact(row: Parameter) -> str:
    return f"{row.lhs}~1" if row.op == "~1" else f"{row.lhs}{row.op}{row.rhs}"


def _kind(row: Parameter, roles: Roles) -> str:
    """The kind of a parameter for equality across groups; moments of covariates have none, as in lavaan."""
    latent, variance = row.lhs in roles.latent, row.lhs == row.rhs
    if row.lhs in roles.exogenous and row.op in ("~1", "~~"):
        return ""
    if row.op in ("=~", "~"):
        return "loadings" if row.op == "=~" else "regressions"
    if row.op == "~1":
        return "means" if latent else "intercepts"
    if latent:
        return "lv.variances" if variance else "lv.covariances"
    return "residuals" if variance else "residual.covariances"
