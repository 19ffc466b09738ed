"""Panels of path diagrams from the syntax of a model, and panels described in words for alternative texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from report.drawing.model import Arrow, Node, Panel

if TYPE_CHECKING:
    from report.pathmodels.syntax import Term


def syntax_arrows(prefix: str, terms: Iterable[Term]) -> Iterator[Arrow]:
    """The arrows of a model's paths and covariances, whose rows are below `prefix`."""
    for term in terms:
        joint = term.op == "~~"
        place = f"{prefix}.{term.lhs}_{'with' if joint else 'on'}_{term.rhs}"
        ends = (term.lhs, term.rhs) if joint else (term.rhs, term.lhs)
        yield Arrow(*ends, f"{place}.beta", f"{place}.p", both_ways=joint)


def panel_text(panel: Panel, n: str) -> str:
    """A panel in words: every arrow with its coefficient and p-value, every explained variance; `n` names a row."""
    names = {node.key: _name(node) for node in panel.nodes}
    arrows = "; ".join(_arrow(arrow, names) for arrow in panel.arrows)
    variances = ", ".join(f"{names[node.key]} {{{node.r2}}}" for node in panel.nodes if node.r2)
    return f"{panel.title}, n = {{{n}}}. {arrows}. Explained variance: {variances}."


def _name(node: Node) -> str:
    return f"{node.name} ({node.detail})" if node.detail else node.name


def _arrow(arrow: Arrow, names: dict[str, str]) -> str:
    joint = "with" if arrow.both_ways else "to"
    return f"{names[arrow.tail]} {joint} {names[arrow.head]}: β = {{{arrow.beta}}}, p = {{{arrow.p}}}"
