"""The roles of the variables in a model's syntax: observed or latent, exogenous or endogenous."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from report.pathmodels.syntax import Syntax, Term


@dataclass(frozen=True)
class Roles:
    """The variables of a model by their role, each in lavaan's order.

    `outcomes` cause nothing, `factors` are latent variables without a cause, `random` are covariates whose moments
    the model names.
    """

    observed: tuple[str, ...]
    latent: tuple[str, ...]
    exogenous: tuple[str, ...]
    random: tuple[str, ...]
    endogenous: tuple[str, ...]
    outcomes: tuple[str, ...]
    factors: tuple[str, ...]


def roles_of(syntax: Syntax) -> Roles:
    """The roles of the variables of a model."""
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
    known = _distinct([*measured, *dependent, *products, *covariates])
    written = _distinct([*latent, *known, *mentioned])
    observed = _distinct([*known, *(name for name in _mentioned(terms, written) if name not in latent)])
    final = [name for name in effects if name not in {*indicators, *causes}]
    return Roles(
        tuple(observed),
        tuple(latent),
        tuple(name for name in covariates if name not in mentioned),
        tuple(name for name in covariates if name in mentioned),
        tuple(_distinct([*indicators, *effects])),
        tuple([n for n in latent if n in final] + [n for n in observed if n in final]),
        tuple(name for name in latent if name not in {*indicators, *effects}),
    )


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _mentioned(terms: tuple[Term, ...], order: list[str] | None = None) -> list[str]:
    """The variables of covariance and intercept formulas, in lavaan's order.

    With an `order`, each covariance has the variable first that comes first in it.
    """
    pairs = [(term.lhs, term.rhs) for term in terms if term.op == "~~"]
    if order is not None:
        pairs = [(a, b) if order.index(a) <= order.index(b) else (b, a) for a, b in pairs]
    left, right = [a for a, _ in pairs], [b for _, b in pairs]
    return _distinct([*left, *right, *(term.lhs for term in terms if term.op == "~1")])
