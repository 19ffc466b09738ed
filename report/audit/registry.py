"""The rules of the audit, in the order of their documentation."""

from __future__ import annotations

from report.audit.checks import Rule
from report.audit.rules import (
    abstract_results,
    directions,
    explained_change,
    instrument_ranges,
    joint_solution,
    path_chain,
    prose_sums,
    reported_p,
    residual_variance,
    significance_words,
    star_legends,
)

RULES: tuple[Rule, ...] = (
    reported_p.RULE,
    abstract_results.RULE,
    significance_words.RULE,
    star_legends.RULE,
    prose_sums.RULE,
    instrument_ranges.RULE,
    directions.RULE,
    path_chain.RULE,
    residual_variance.RULE,
    explained_change.RULE,
    joint_solution.RULE,
)


def chosen(names: str) -> tuple[list[Rule], list[str]]:
    """The rules of a comma-separated list, and the names in it that are unknown; `all` is every rule."""
    known = {rule.name: rule for rule in RULES}
    listed = [name.strip() for name in names.split(",") if name.strip()]
    if listed == ["all"]:
        return list(RULES), []
    return [known[name] for name in listed if name in known], [name for name in listed if name not in known]
