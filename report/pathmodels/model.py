"""A model: its variables, its parameter table, and the numbers of parameters, moments and degrees of freedom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from report.pathmodels.syntax import Constraint, DefinedParameter, Key, Syntax, Term


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
        """The identity of a parameter: its label, or its place in its group."""
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
    calculation: tuple[DefinedParameter, ...]
    fixed_x: bool
    means: bool
    warnings: tuple[str, ...]
    latent: tuple[str, ...] = ()
    groups: tuple[str, ...] = ("",)

    @property
    def definitions(self) -> tuple[DefinedParameter, ...]:
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
        """The number of the free parameter that has each label."""
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
