"""The parameters of a path model that are reported, their names in ids and their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from report.results.coefficients import term_name

#: Operators as they are written in ids.
JOINTS = {"~": "on", "~~": "with", "=~": "by"}


def reported_parameters(estimates: Iterable[Any]) -> Iterator[Any]:
    """All but variances, intercepts and moments of exogenous variables; covariances of latent variables too."""
    every = tuple(estimates)
    outcomes = {each.lhs for each in every if each.op in ("~", "=~")}
    for each in every:
        related = {each.lhs, each.rhs} <= outcomes and each.lhs != each.rhs
        if each.op in ("~", "=~", ":=") or (each.op == "~~" and related):
            yield each


def parameter_name(each: Any) -> str:
    """A parameter as a part of an id: qids_6w_on_ebi, starp_with_qids_6w, indirect."""
    named = each.lhs if each.op == ":=" else f"{each.lhs} {JOINTS.get(each.op, each.op)} {each.rhs}"
    group = getattr(each, "group", "")
    return term_name(f"{named} {group}" if group else str(named))


def explained_variables(estimates: Iterable[Any]) -> set[str]:
    """The variables that have causes or are indicators: their covariances are those of residuals."""
    return {each.rhs if each.op == "=~" else each.lhs for each in estimates if each.op in ("~", "=~")}


def parameter_words(each: Any, names: Mapping[str, str], explained: Set[str]) -> str:
    """A parameter in words; `names` are the labels of variables and of defined effects."""
    left, right = (str(names.get(name, name)) for name in (each.lhs, each.rhs))
    group = getattr(each, "group", "")
    where = f" in group {group}" if group else ""
    if each.op == "~":
        return f"{right} on {left}{where}"
    if each.op == "=~":
        return f"loading of {right} on {left}{where}"
    kind = "residual covariance" if {each.lhs, each.rhs} & explained else "covariance"
    return f"{kind} of {left} and {right}{where}" if each.op == "~~" else left
