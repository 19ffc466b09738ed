"""The rules of the audit, in the order of their documentation."""

from __future__ import annotations

from report.audit.checks import Rule
from report.audit.rules import (
    abstract_results,
    added_variance,
    binary_sds,
    close_fit,
    confidence_intervals,
    degrees_and_cases,
    directions,
    effect_sizes,
    effect_totals,
    explained_change,
    explained_variance,
    fit_indices,
    flow_counts,
    group_means,
    incremental_fit,
    information_criteria,
    instrument_ranges,
    interval_widths,
    joint_solution,
    mean_differences,
    model_df,
    path_chain,
    percentages,
    prose_sums,
    rank_correlations,
    rank_tests,
    refit,
    repeated_estimates,
    reported_p,
    residual_variance,
    rmsea_intervals,
    sample_sizes,
    sd_bounds,
    significance_words,
    star_legends,
    star_levels,
    subgroup_sums,
    table_totals,
    wald,
    whole_number_means,
)

RULES: tuple[Rule, ...] = (
    reported_p.RULE,
    wald.RULE,
    confidence_intervals.RULE,
    interval_widths.RULE,
    effect_sizes.RULE,
    explained_variance.RULE,
    added_variance.RULE,
    mean_differences.RULE,
    group_means.RULE,
    rank_tests.RULE,
    rank_correlations.RULE,
    percentages.RULE,
    subgroup_sums.RULE,
    flow_counts.RULE,
    table_totals.RULE,
    degrees_and_cases.RULE,
    sample_sizes.RULE,
    whole_number_means.RULE,
    binary_sds.RULE,
    sd_bounds.RULE,
    fit_indices.RULE,
    rmsea_intervals.RULE,
    close_fit.RULE,
    incremental_fit.RULE,
    information_criteria.RULE,
    abstract_results.RULE,
    repeated_estimates.RULE,
    significance_words.RULE,
    star_legends.RULE,
    star_levels.RULE,
    prose_sums.RULE,
    instrument_ranges.RULE,
    directions.RULE,
    model_df.RULE,
    path_chain.RULE,
    effect_totals.RULE,
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
