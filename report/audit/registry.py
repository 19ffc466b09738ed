"""The rules of the audit, in the order of their documentation."""

from __future__ import annotations

from report.audit.checks import Rule
from report.audit.rules import (
    abstract_results,
    confidence_intervals,
    directions,
    explained_change,
    fit_indices,
    instrument_ranges,
    joint_solution,
    path_chain,
    percentages,
    prose_sums,
    refit,
    reported_p,
    residual_variance,
    significance_words,
    star_legends,
    wald,
    whole_number_means,
)

RULES: tuple[Rule, ...] = (
    reported_p.RULE,
    wald.RULE,
    confidence_intervals.RULE,
    percentages.RULE,
    whole_number_means.RULE,
    fit_indices.RULE,
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
    refit.RULE,
)


def chosen(names: str) -> tuple[list[Rule], list[str]]:
    """The rules of a comma-separated list, and the names in it that are unknown; `all` is every rule."""
    known = {rule.name: rule for rule in RULES}
    listed = [name.strip() for name in names.split(",") if name.strip()]
    if listed == ["all"]:
        return list(RULES), []
    return [known[name] for name in listed if name in known], [name for name in listed if name not in known]
