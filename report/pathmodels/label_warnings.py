"""Labels that the author may have intended as variables: in R's formulas, x*z contains a product."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from report.pathmodels.expression import names
from report.pathmodels.syntax import Syntax


def label_warnings(syntax: Syntax, columns: Collection[str]) -> Iterator[str]:
    """A warning for each path whose label is a column of the data, unless an expression uses the label."""
    expressions = [d.expression for d in syntax.definitions]
    expressions += [side for each in syntax.constraints for side in (each.left, each.right)]
    used = {name.text for each in expressions for name in names(each)}
    for term in syntax.terms:
        for label in dict.fromkeys(each.label for each in term.modifiers):
            if term.op == "~" and label in columns and label not in used:
                yield (
                    f"{label}*{term.rhs} in the equation of {term.lhs} reads {label} as the label of the path from "
                    f"{term.rhs}, although the data have a column {label}: write {label}:{term.rhs} for their product"
                )
