"""Completes the parsed syntax to the full parameter table, with lavaan's defaults for `sem()`.

Rosseel, Y. (2012). lavaan: An R package for structural equation modeling. Journal of Statistical Software, 48(2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import combinations

from report.pathmodels.errors import ModelSyntaxError
from report.pathmodels.expression import names
from report.pathmodels.syntax import Definition, Key, Syntax, Term
from report.rows.suggestions import did_you_mean

ORPHANS_RANDOM = (
    "the model names a variance, covariance or intercept of the exogenous variable(s) {}: they are random "
    "now, with parameters of their own, instead of fixed at their sample moments"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A row of the parameter table.

    `fixed` is the author's value, `sample` says that the row is a fixed exogenous moment, taken from the data;
    a row that is neither is free, and rows with one label are one parameter.
    """

    lhs: str
    op: str
    rhs: str
    label: str = ""
    fixed: float | None = None
    sample: bool = False

    @property
    def key(self) -> Key:
        """The identity of a parameter: a covariance is the same in both directions."""
        return Term(self.lhs, self.op, self.rhs, 0).key

    @property
    def free(self) -> bool:
        """Whether the parameter is estimated."""
        return self.fixed is None and not self.sample


@dataclass(frozen=True)
class Model:
    """A path model: its variables in lavaan's order, its parameter table, its defined parameters.

    `exogenous` are the covariates whose joint distribution is not modelled; with `fixed_x` they have their
    sample moments. `calculation` has the definitions with each after those that it uses.
    """

    syntax: Syntax
    variables: tuple[str, ...]
    exogenous: tuple[str, ...]
    endogenous: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    calculation: tuple[Definition, ...]
    fixed_x: bool
    means: bool
    warnings: tuple[str, ...]

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """The defined parameters, in the author's order."""
        return self.syntax.definitions

    @cached_property
    def place(self) -> dict[str, int]:
        """The position of each variable."""
        return {name: index for index, name in enumerate(self.variables)}

    @cached_property
    def free_of(self) -> tuple[int, ...]:
        """For each row the number of its free parameter, -1 where it is fixed; equal labels share a number."""
        numbers: dict[object, int] = {}
        found = []
        for row in self.parameters:
            identity: object = row.label or row.key
            found.append(numbers.setdefault(identity, len(numbers)) if row.free else -1)
        return tuple(found)

    @property
    def npar(self) -> int:
        """The number of free parameters."""
        return max(self.free_of, default=-1) + 1

    @property
    def moments(self) -> int:
        """The number of sample moments that the model is fitted to."""
        fixed = self.exogenous if self.fixed_x else ()
        return _moments(len(self.variables), self.means) - _moments(len(fixed), self.means)

    @property
    def df(self) -> int:
        """Degrees of freedom: sample moments minus free parameters."""
        return self.moments - self.npar

    @property
    def baseline_df(self) -> int:
        """Degrees of freedom of the baseline model, which frees all but the covariances of non-exogenous pairs."""
        pairs, exogenous = len(self.variables), len(self.exogenous)
        return pairs * (pairs - 1) // 2 - exogenous * (exogenous - 1) // 2

    @cached_property
    def recursive_order(self) -> tuple[int, ...] | None:
        """The variables with every cause before its effects; None where the paths form a loop."""
        causes: dict[int, set[int]] = {index: set() for index in range(len(self.variables))}
        for row in self.parameters:
            if row.op == "~":
                causes[self.place[row.lhs]].add(self.place[row.rhs])
        try:
            return tuple(TopologicalSorter(causes).static_order())
        except CycleError:
            return None


def _moments(variables: int, means: bool) -> int:
    return variables * (variables + 1) // 2 + (variables if means else 0)


def specify(syntax: Syntax, *, fixed_x: bool = True, means: bool = False) -> Model:
    """The model that lavaan's `sem()` makes of the syntax.

    Added by default: residual variances; residual covariances among pure outcomes (auto.cov.y); the moments
    of exogenous covariates; intercepts, if the model has means. An intercept in the syntax brings the means.
    """
    means = means or any(term.op == "~1" for term in syntax.terms)
    outcomes = _distinct(term.lhs for term in syntax.terms if term.op == "~")
    causes = _distinct(term.rhs for term in syntax.terms if term.op == "~")
    mentioned = _mentioned(syntax.terms)
    covariates = [name for name in causes if name not in outcomes]
    exogenous = [name for name in covariates if name not in mentioned]
    variables = _distinct([*outcomes, *covariates, *mentioned])
    fixed = {term.label: term.fixed for term in syntax.terms if term.label and term.fixed is not None}
    written = [_ordered(_parameter(term, fixed), variables) for term in syntax.terms]
    keys = {row.key for row in written}
    default = _defaults(variables, exogenous, [v for v in outcomes if v not in causes], fixed_x, means)
    rows = (*written, *(row for row in default if row.key not in keys))
    random = [name for name in covariates if name in mentioned]
    warnings = (ORPHANS_RANDOM.format(", ".join(random)),) if random and fixed_x else ()
    definitions = _sorted_definitions(syntax, {row.label for row in rows})
    return Model(
        syntax,
        tuple(variables),
        tuple(exogenous),
        tuple(outcomes),
        rows,
        definitions,
        fixed_x,
        means,
        (*syntax.warnings, *warnings),
    )


def _distinct(names_: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names_))


def _mentioned(terms: tuple[Term, ...]) -> list[str]:
    """The variables of covariance and intercept formulas, in lavaan's order."""
    left = [term.lhs for term in terms if term.op == "~~"]
    right = [term.rhs for term in terms if term.op == "~~"]
    return _distinct([*left, *right, *(term.lhs for term in terms if term.op == "~1")])


def _parameter(term: Term, fixed_labels: dict[str, float]) -> Parameter:
    """A row of the table; a fixed value applies to all rows with its label."""
    fixed = fixed_labels.get(term.label) if term.fixed is None else term.fixed
    return Parameter(term.lhs, term.op, term.rhs, term.label, fixed)


def _ordered(row: Parameter, variables: list[str]) -> Parameter:
    """A covariance with the variable first that comes first in the model, as lavaan prints it."""
    if row.op != "~~" or variables.index(row.lhs) <= variables.index(row.rhs):
        return row
    return Parameter(row.rhs, row.op, row.lhs, row.label, row.fixed)


def _defaults(
    variables: list[str], exogenous: list[str], pure: list[str], fixed_x: bool, means: bool
) -> Iterator[Parameter]:
    for name in variables:
        if name not in exogenous:
            yield Parameter(name, "~~", name)
    for first, second in combinations(pure, 2):
        yield Parameter(first, "~~", second)
    for index, name in enumerate(exogenous):
        for other in exogenous[index:]:
            yield Parameter(name, "~~", other, sample=fixed_x)
    for name in variables if means else ():
        yield Parameter(name, "~1", "", sample=fixed_x and name in exogenous)


def _sorted_definitions(syntax: Syntax, labels: set[str]) -> tuple[Definition, ...]:
    """The definitions, each after those it uses; raises ModelSyntaxError for unknown names and cycles."""
    own = {definition.name: definition for definition in syntax.definitions}
    known = (labels | own.keys()) - {""}
    graph = {}
    for definition in syntax.definitions:
        if definition.name in labels:
            fault = f"{definition.name} is both a label and a defined parameter"
            raise ModelSyntaxError(fault, syntax.text, definition.position)
        for name in names(definition.expression):
            if name.text not in known:
                raise ModelSyntaxError(_unknown(name.text, known), syntax.text, name.position)
        graph[definition.name] = {name.text for name in names(definition.expression)} & own.keys()
    try:
        return tuple(own[name] for name in TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = error.args[1]
        fault = "defined parameters form a cycle: " + " -> ".join(circle)
        raise ModelSyntaxError(fault, syntax.text, own[circle[0]].position) from None


def _unknown(name: str, known: set[str]) -> str:
    hint = did_you_mean(name, known)
    return f"{name} is neither a label nor a defined parameter" + (f"; {hint}" if hint else "")
