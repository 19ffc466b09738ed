"""Completes the parsed syntax to the full parameter table, with lavaan's defaults for `sem()`.

Rosseel, Y. (2012). lavaan: An R package for structural equation modeling. Journal of Statistical Software, 48(2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import combinations
from typing import Any

from report.pathmodels.errors import ModelSyntaxError
from report.pathmodels.expression import names
from report.pathmodels.modifiers import Modifier
from report.pathmodels.syntax import Constraint, Definition, Key, Syntax, Term
from report.rows.suggestions import did_you_mean

ORPHANS_RANDOM = (
    "the model names a variance, covariance or intercept of the exogenous variable(s) {}: they are random "
    "now, with parameters of their own, instead of fixed at their sample moments"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A row of the parameter table.

    `fixed` is the author's value, `sample` says that the row is a fixed exogenous moment, taken from the data;
    a row that is neither is free, and rows of one `identity` are one parameter. `group` counts from 0; `start` is
    the author's starting value.
    """

    lhs: str
    op: str
    rhs: str
    label: str = ""
    fixed: float | None = None
    sample: bool = False
    group: int = 0
    start: float | None = None
    same: object = None

    @property
    def key(self) -> Key:
        """The identity of a parameter within a group: a covariance is the same in both directions."""
        return Term(self.lhs, self.op, self.rhs, 0).key

    @property
    def identity(self) -> object:
        """What distinguishes one parameter from another: its label, or its place in its group."""
        return self.label or self.same or (self.key, self.group)

    @property
    def free(self) -> bool:
        """Whether the parameter is estimated."""
        return self.fixed is None and not self.sample


@dataclass(frozen=True)
class Model:
    """A model: its observed variables in lavaan's order, its parameter table, its defined parameters.

    `exogenous` are the covariates whose joint distribution is not modelled; with `fixed_x` they have their
    sample moments. `calculation` has the definitions with each after those that it uses. `groups` names the
    groups, one with an empty name if the sample is not divided; `latent` are the latent variables.
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
    latent: tuple[str, ...] = ()
    groups: tuple[str, ...] = ("",)

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """The defined parameters, in the author's order."""
        return self.syntax.definitions

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """The constraints, in the author's order."""
        return self.syntax.constraints

    @cached_property
    def place(self) -> dict[str, int]:
        """The position of each variable, the observed ones first."""
        return {name: index for index, name in enumerate((*self.variables, *self.latent))}

    @cached_property
    def free_of(self) -> tuple[int, ...]:
        """For each row the number of its free parameter, -1 where it is fixed; equal labels share a number."""
        numbers: dict[object, int] = {}
        return tuple(
            numbers.setdefault(row.identity, len(numbers)) if row.free else -1 for row in self.parameters
        )

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of the free parameter that each label stands for."""
        found: dict[str, int] = {}
        for row, number in zip(self.parameters, self.free_of, strict=True):
            if row.label and number >= 0:
                found.setdefault(row.label, number)
        return found

    @property
    def free(self) -> int:
        """The number of free parameters, before constraints."""
        return max(self.free_of, default=-1) + 1

    @property
    def npar(self) -> int:
        """The number of free parameters that equality constraints leave."""
        return self.free - sum(each.relation == "==" for each in self.constraints)

    @property
    def moments(self) -> int:
        """The number of sample moments that the model is fitted to, in all groups."""
        fixed = self.exogenous if self.fixed_x else ()
        one = _moments(len(self.variables), self.means) - _moments(len(fixed), self.means)
        return len(self.groups) * one

    @property
    def df(self) -> int:
        """Degrees of freedom: sample moments minus free parameters."""
        return self.moments - self.npar

    @property
    def baseline_df(self) -> int:
        """Degrees of freedom of the baseline model, which frees all but the covariances of non-exogenous pairs."""
        pairs, exogenous = len(self.variables), len(self.exogenous)
        return len(self.groups) * (pairs * (pairs - 1) // 2 - exogenous * (exogenous - 1) // 2)

    @cached_property
    def recursive_order(self) -> tuple[int, ...] | None:
        """The variables with every cause before its effects; None where the paths form a loop."""
        causes: dict[int, set[int]] = {index: set() for index in self.place.values()}
        for row in self.parameters:
            if row.op in ("~", "=~"):
                effect, cause = ends(row)
                causes[self.place[effect]].add(self.place[cause])
        try:
            return tuple(TopologicalSorter(causes).static_order())
        except CycleError:
            return None


def ends(row: Parameter) -> tuple[str, str]:
    """The effect and the cause that a path or a loading connects."""
    return (row.rhs, row.lhs) if row.op == "=~" else (row.lhs, row.rhs)


def _moments(variables: int, means: bool) -> int:
    return variables * (variables + 1) // 2 + (variables if means else 0)


@dataclass(frozen=True)
class Choices:
    """What the author chose beside the syntax.

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


@dataclass(frozen=True)
class Names:
    """The variables of a model by their role, each in lavaan's order."""

    observed: tuple[str, ...]
    latent: tuple[str, ...]
    exogenous: tuple[str, ...]
    random: tuple[str, ...]
    endogenous: tuple[str, ...]
    outcomes: tuple[str, ...]
    factors: tuple[str, ...]


def roles(syntax: Syntax) -> Names:
    """The roles of the variables: `outcomes` cause nothing, `factors` are latent variables without a cause."""
    terms = syntax.terms
    latent = _distinct(term.lhs for term in terms if term.op == "=~")
    indicators = _distinct(term.rhs for term in terms if term.op == "=~")
    effects = _distinct(term.lhs for term in terms if term.op == "~")
    causes = _distinct(term.rhs for term in terms if term.op == "~")
    mentioned = _mentioned(terms)
    measured = [name for name in indicators if name not in latent]
    products = [name for name in causes if ":" in name and set(name.split(":")) & {*effects}]
    dependent = [name for name in effects if name not in latent]
    covariates = [name for name in causes if name not in {*latent, *measured, *dependent, *products}]
    observed = _distinct([*measured, *dependent, *products, *covariates])
    observed += [name for name in _distinct(mentioned) if name not in {*observed, *latent}]
    final = [name for name in effects if name not in {*indicators, *causes}]
    return Names(
        tuple(observed),
        tuple(latent),
        tuple(name for name in covariates if name not in mentioned),
        tuple(name for name in covariates if name in mentioned),
        tuple(_distinct([*indicators, *effects])),
        tuple([n for n in latent if n in final] + [n for n in observed if n in final]),
        tuple(name for name in latent if name not in {*indicators, *effects}),
    )


def specify(syntax: Syntax, choices: Choices | None = None, **options: Any) -> Model:
    """The model that lavaan's `sem()` makes of the syntax; `options` are fields of `Choices`.

    Added by default: residual variances; covariances among factors (auto.cov.lv.x) and among pure outcomes
    (auto.cov.y); the moments of exogenous covariates; intercepts, if the model has means. The first loading of a
    latent variable is one (auto.fix.first). An intercept in the syntax brings the means.
    """
    chosen = choices or Choices(**options)
    means = chosen.means or any(term.op == "~1" for term in syntax.terms)
    means = means or bool({"intercepts", "means"} & {*chosen.equal})
    chosen = replace(chosen, means=means)
    names_ = roles(syntax)
    check_terms(syntax, names_, chosen)
    rows = tuple(_rows(syntax, names_, chosen))
    warnings = (ORPHANS_RANDOM.format(", ".join(names_.random)),) if names_.random and chosen.fixed_x else ()
    definitions = _sorted_definitions(syntax, {row.label for row in rows})
    return Model(
        syntax,
        names_.observed,
        names_.exogenous,
        names_.endogenous,
        rows,
        definitions,
        chosen.fixed_x,
        means,
        (*syntax.warnings, *warnings),
        names_.latent,
        chosen.groups,
    )


def check_terms(syntax: Syntax, names_: Names, chosen: Choices) -> None:
    """Raise ModelSyntaxError for modifiers of another number of groups, latent interactions, formulas with both."""
    groups = len(chosen.groups)
    for term in syntax.terms:
        if len(term.modifiers) not in (1, groups):
            fault = f"{len(term.modifiers)} modifiers for {_counted(groups)}"
            raise ModelSyntaxError(fault, syntax.text, term.position)
        if ":" in term.rhs + term.lhs and {*term.rhs.split(":"), *term.lhs.split(":")} & {*names_.latent}:
            fault = "interactions of latent variables are not supported"
            raise ModelSyntaxError(fault, syntax.text, term.position)


def _counted(groups: int) -> str:
    return f"{groups} groups" if groups > 1 else "one group: choose the column of groups with --group"


def _distinct(names_: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names_))


def _mentioned(terms: tuple[Term, ...]) -> list[str]:
    """The variables of covariance and intercept formulas, in lavaan's order."""
    left = [term.lhs for term in terms if term.op == "~~"]
    right = [term.rhs for term in terms if term.op == "~~"]
    return _distinct([*left, *right, *(term.lhs for term in terms if term.op == "~1")])


def _rows(syntax: Syntax, names_: Names, chosen: Choices) -> Iterator[Parameter]:
    """The rows of all groups: those that the author wrote, then the defaults."""
    variables = [*names_.observed, *names_.latent]
    targets = _targets(syntax)
    for group in range(len(chosen.groups)):
        fixed = _fixed_labels(syntax, group)
        marked: set[str] = set()
        keys = set()
        for term in syntax.terms:
            row = _ordered(_parameter(term, group, fixed, targets), variables)
            if term.op == "=~" and not chosen.unit_latent and term.lhs not in marked:
                row = _marker(row, _said(term, group))
            if row.op == "=~":
                marked.add(row.lhs)
            if chosen.unit_latent and row.op == "~~" and row.lhs == row.rhs and row.lhs in names_.latent:
                row = replace(row, fixed=1.0) if row.free and not _said(term, group).freed else row
            keys.add(row.key)
            yield _shared(row, names_, chosen)
        for row in _defaults(names_, chosen, _single_indicators(syntax)):
            if row.key not in keys:
                here = _later(replace(row, group=group), names_, chosen)
                yield _shared(here, names_, chosen)


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
        said = _said(term, group)
        if said.label and said.fixed is not None:
            found[said.label] = said.fixed
    return found


def _said(term: Term, group: int) -> Modifier:
    return term.modifiers[group if len(term.modifiers) > 1 else 0]


def _parameter(term: Term, group: int, fixed_labels: dict[str, float], targets: dict[str, Key]) -> Parameter:
    """A row of the table, as the author wrote it."""
    said = _said(term, group)
    fixed = fixed_labels.get(said.label) if said.fixed is None else said.fixed
    target = targets.get("".join(said.equal.split())) if said.equal else None
    same = (target, group) if target else None
    return Parameter(term.lhs, term.op, term.rhs, said.label, fixed, group=group, start=said.start, same=same)


def _ordered(row: Parameter, variables: list[str]) -> Parameter:
    """A covariance with the variable first that comes first in the model, as lavaan prints it."""
    if row.op != "~~" or variables.index(row.lhs) <= variables.index(row.rhs):
        return row
    return replace(row, lhs=row.rhs, rhs=row.lhs)


def _marker(row: Parameter, said: Modifier) -> Parameter:
    """The first loading of a latent variable: one, unless the author says otherwise."""
    return row if said.freed or row.fixed is not None else replace(row, fixed=1.0)


def _single_indicators(syntax: Syntax) -> set[str]:
    """Indicators whose latent variable has no other, and that measure no other: they have no residual."""
    loadings = [(term.lhs, term.rhs) for term in syntax.terms if term.op == "=~"]
    of_latent = Counter(latent for latent, _ in loadings)
    uses = Counter(indicator for _, indicator in loadings)
    return {indicator for latent, indicator in loadings if of_latent[latent] == 1 and uses[indicator] == 1}


def _defaults(names_: Names, chosen: Choices, single: set[str]) -> Iterator[Parameter]:
    for name in (*names_.observed, *names_.latent):
        if name not in names_.exogenous:
            unit = chosen.unit_latent and name in names_.latent
            yield Parameter(name, "~~", name, fixed=1.0 if unit else 0.0 if name in single else None)
    for pairs in (names_.factors, names_.outcomes):
        for first, second in combinations(pairs, 2):
            yield Parameter(first, "~~", second)
    for index, name in enumerate(names_.exogenous):
        for other in names_.exogenous[index:]:
            yield Parameter(name, "~~", other, sample=chosen.fixed_x)
    if chosen.means:
        for name in names_.observed:
            yield Parameter(name, "~1", "", sample=chosen.fixed_x and name in names_.exogenous)
        for name in names_.latent:
            yield Parameter(name, "~1", "", fixed=0.0)


def _later(row: Parameter, names_: Names, chosen: Choices) -> Parameter:
    """What equality across groups identifies in groups after the first: means, or variances, of latent variables."""
    if row.group == 0 or row.lhs not in names_.latent:
        return row
    means = row.op == "~1" and "intercepts" in chosen.equal and "means" not in chosen.equal
    spread = row.op == "~~" and row.lhs == row.rhs and chosen.unit_latent
    spread = spread and "loadings" in chosen.equal and "lv.variances" not in chosen.equal
    return replace(row, fixed=None) if means or spread else row


def _shared(row: Parameter, names_: Names, chosen: Choices) -> Parameter:
    """A row whose kind is equal in all groups shares one parameter with the first group."""
    if len(chosen.groups) == 1 or not row.free or row.label or row.same:
        return row
    if _kind(row, names_) not in chosen.equal or _compact(row) in {
        "".join(t.split()) for t in chosen.partial
    }:
        return row
    return replace(row, same=(row.key, 0))


def _compact(row: Parameter) -> str:
    return f"{row.lhs}~1" if row.op == "~1" else f"{row.lhs}{row.op}{row.rhs}"


#: Kinds of parameters that can be made equal across groups, as lavaan names them.
EQUAL = (
    "loadings", "intercepts", "means", "regressions", "residuals", "residual.covariances", "lv.variances",
    "lv.covariances",
)  # fmt: skip


def _kind(row: Parameter, names_: Names) -> str:
    latent, variance = row.lhs in names_.latent, row.lhs == row.rhs
    if row.op in ("=~", "~"):
        return "loadings" if row.op == "=~" else "regressions"
    if row.op == "~1":
        return "means" if latent else "intercepts"
    if latent:
        return "lv.variances" if variance else "lv.covariances"
    return "residuals" if variance else "residual.covariances"


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
    for constraint in syntax.constraints:
        for name in (*names(constraint.left), *names(constraint.right)):
            if name.text not in known:
                raise ModelSyntaxError(_unknown(name.text, known), syntax.text, name.position)
    try:
        return tuple(own[name] for name in TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = error.args[1]
        fault = "defined parameters form a cycle: " + " -> ".join(circle)
        raise ModelSyntaxError(fault, syntax.text, own[circle[0]].position) from None


def _unknown(name: str, known: set[str]) -> str:
    hint = did_you_mean(name, known)
    return f"{name} is neither a label nor a defined parameter" + (f"; {hint}" if hint else "")
