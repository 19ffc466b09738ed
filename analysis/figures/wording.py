"""Texts shared by several figures: keys to lines and marks, and models described in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analysis.models import Model
from report.drawing import Arrow, Node, Panel

#: The width of figures in millimetres: the width of the printed text, so that figures are not rescaled.
WIDTH = 150.0
KEY = (
    "Numbers are standardised coefficients; arrows are solid where *p* < {threshold.alpha}, dotted "
    "at trend level (*p* < {threshold.trend}, †) and dashed otherwise, and their width grows with "
    "the coefficient. *R*² is the explained variance of an outcome. \\*\u00a0*p* < {threshold.one_star}. "
    "\\*\\*\u00a0*p* < {threshold.two_stars}. \\*\\*\\*\u00a0*p* < {threshold.three_stars}."
)
SCALES = (
    "EBI = Emotional Breakthrough Inventory; MEQ = Mystical Experience Questionnaire; QIDS-SR-16 = Quick Inventory of "
    "Depressive Symptomatology, self-rated; STAR-P = Scale To Assess the Therapeutic Relationship, patient version."
)


def described(panel: Panel, model: Model) -> str:
    """A panel in words: every arrow with its coefficient and p-value, every explained variance."""
    names = {node.key: _plain(node) for node in panel.nodes}
    arrows = "; ".join(_arrow(arrow, names) for arrow in panel.arrows)
    variances = ", ".join(f"{names[node.key]} {{{node.r2}}}" for node in panel.nodes if node.r2)
    return f"{panel.title}, n = {{{model.name}.n}}. {arrows}. Explained variance: {variances}."


def _plain(node: Node) -> str:
    return f"{node.name} ({node.detail})" if node.detail else node.name


def _arrow(arrow: Arrow, names: dict[str, str]) -> str:
    joint = "with" if arrow.both_ways else "to"
    return f"{names[arrow.tail]} {joint} {names[arrow.head]}: β = {{{arrow.beta}}}, p = {{{arrow.p}}}"


def arrows_of(model: Model) -> Iterator[Arrow]:
    """The arrows of a model, derived from its syntax."""
    for term in model.terms:
        joint = term.op == "~~"
        place = f"{model.name}.{term.lhs}_{'with' if joint else 'on'}_{term.rhs}"
        ends = (term.lhs, term.rhs) if joint else (term.rhs, term.lhs)
        yield Arrow(*ends, f"{place}.beta", f"{place}.p", both_ways=joint)


def alternative(about: str, panels: Iterable[tuple[Panel, Model]]) -> str:
    """The alternative text of a figure of models."""
    return " ".join([about, *(described(panel, model) for panel, model in panels)])
