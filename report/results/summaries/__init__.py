"""Rows of common summaries of a data frame, and the tables that arrange them: a line for each.

    @stats
    def sample(people, dictionary):
        yield from demographics("sample", people, by="arm", dictionary=dictionary)

    @table
    def participants(sample):
        return as_table(sample, "Participants by arm")

The functions yield rows and know no table; `as_table` reads what the rows are about and computes nothing.
"""

from report.results.summaries.arrangement import as_table
from report.results.summaries.correlation_rows import correlations
from report.results.summaries.demographic_rows import demographics
from report.results.summaries.descriptive_rows import descriptives, histograms
from report.results.summaries.frame_rows import anova, regression, table_from_frame
from report.results.summaries.likert_rows import likert

__all__ = [
    "anova",
    "as_table",
    "correlations",
    "demographics",
    "descriptives",
    "histograms",
    "likert",
    "regression",
    "table_from_frame",
]
