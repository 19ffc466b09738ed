"""Rows, columns and heads of tables add up to their totals."""

from __future__ import annotations

from papers_in_text import table

from report.audit.papers import Paper
from report.audit.rules.table_totals import check_table_totals

HEADS = "Characteristic|CBT (n = 60)|Control (n = {})|Total (N = 120)"


def _findings(paper: Paper) -> list[str]:
    return [each.statement for each in check_table_totals(paper) if each.verdict == "finding"]


def _agreeing(paper: Paper) -> int:
    return sum(each.verdict == "agrees" for each in check_table_totals(paper))


def test_sizes_in_heads_add_up() -> None:
    """Those of the groups, to that of all."""
    row = "Age, M (SD)|34.1 (8.2)|35.0 (8.0)|34.6 (8.1)"
    assert _agreeing(table(HEADS.format(60), row)) == 1
    assert _findings(table(HEADS.format(58), row)) == ["sizes in the heads: 60 + 58, total 120"]


def test_columns_of_groups_add_up_to_the_column_of_totals() -> None:
    """Percentages beside the counts do not matter; medians and rows of another kind are no counts."""
    rows = (
        "Female|30 (50%)|28 (47%)|58 (48%)",
        "Median age|34|36|69",
        "Score, M (SD)|3.4 (1.0)|3.6 (1.0)|3.5 (1.0)",
    )
    assert _findings(table(HEADS.format(60), *rows, "Employed|20|21|41")) == []
    assert _findings(table(HEADS.format(60), *rows, "Employed|20|21|42")) == ["Employed: 20 + 21, total 42"]


def test_rows_that_mostly_add_up_show_that_the_others_should() -> None:
    """Without sizes in the heads."""
    rows = ("Smokers|12|13|25", "Non-smokers|20|30|50", "Total|{}|49|85")
    assert _findings(table("|Women|Men|Total", *(each.format(36) for each in rows), "Former|4|6|10")) == []
    doubtful = table("|Women|Men|Total", *rows[:2], "Former|4|6|11", rows[2].format(36))
    assert _findings(doubtful) == ["Former: 4 + 6, total 11", "Total: 25 + 50 + 11, total 85"]
    others = ("First|12|13|31", "Second|20|30|42", "Third|4|6|11")
    assert _findings(table("|Women|Men|Total", *others)) == []


def test_the_last_row_is_the_sum_of_those_above() -> None:
    """Each column of counts by itself, and each section of a table."""
    heads, rows = "Reason|n|%", ("Declined|12|40", "Ineligible|10|33.3", "Other|{}|26.7", "Total|30|100")
    assert _agreeing(table(heads, *(each.format(8) for each in rows))) == 1
    assert _findings(table(heads, *(each.format(9) for each in rows))) == ["n: 12 + 10 + 9, total 30"]
    two = ("Oslo|120", "Bergen|80", "Total|200", "Lund|30", "Malmö|40", "Umeå|20", "Total|91")
    assert _findings(table("Site|No. of patients", *two)) == ["No. of patients: 30 + 40 + 20, total 91"]


def test_columns_that_are_no_parts() -> None:
    """Nested groups, several answers of one case, sums of squares, scores, and totals that are far from the sum."""
    nested = ("Norway|200", "Oslo|120", "Bergen|80", "Sweden|50", "Total|251")
    several = ("Pain|12 (48%)", "Nausea|9 (36%)", "Fever|6 (24%)", "Total|25 (100%)")
    squares = ("A|12|1|12", "B|20|1|20", "Error|120|28|4", "Total|160|31|")
    far = ("Pain|12", "Nausea|9", "Fever|20", "Total|25")
    assert _findings(table("Site|n", *nested)) == []
    assert _findings(table("Symptom|n (%)", *several)) == []
    assert _findings(table("Source|SS|df|MS", *squares)) == []
    assert _findings(table("Symptom|n", *far)) == []
    assert _findings(table("Subscale|Mean score", "One|12", "Two|9", "Three|8", "Total|30")) == []
