"""Estimates, intervals, percentages, means and fit indices are recomputed, in text and in tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.audit.audited import audit
from report.audit.checks import Check
from report.audit.granularity import binary_sd_is_possible, largest_sd, mean_is_possible, sd_is_possible
from report.audit.numbers import printed
from report.audit.papers import paper_of
from report.text.blocks import Copy
from report.text.reading.html import page_copy
from report.text.reading.plain_text import text_blocks


def of_text(text: str) -> list[Check]:
    """The findings in a text."""
    return audit(
        paper_of(Copy("text", {"": tuple(text_blocks(f"Results\n\n{text}"))}), Path("p.txt"))
    ).findings


def of_table(heads: str, *rows: str) -> list[Check]:
    """The findings in a table whose cells are separated by bars."""
    head = "".join(f"<th>{each.strip()}</th>" for each in heads.split("|"))
    body = "".join(
        "<tr>" + "".join(f"<td>{cell.strip()}</td>" for cell in row.split("|")) + "</tr>" for row in rows
    )
    page = f"<html><body><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></body></html>"
    return audit(paper_of(page_copy(page), Path("p.html"))).findings


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("It mattered (b = 0.30, SE = 0.10, z = 4.00).", "wald"),
        ("It mattered (b = 0.30, SE = 0.10, p = .03).", "wald"),
        ("It mattered (HR = 2.50, 95% CI 1.10 to 2.05).", "confidence-interval"),
        ("It mattered (b = 0.20, 95% CI [0.30, 0.10]).", "confidence-interval"),
        ("It mattered (OR = 1.50, 95% CI [1.10, 2.05], p = .40).", "confidence-interval"),
        ("It did not (b = 0.20, 95% CI [−0.10, 0.50], p = .002).", "confidence-interval"),
        ("Risk rose (OR, 2.10; 95% CI, 1.20-3.68; P = .19).", "confidence-interval"),
        ("Risk rose (adjusted odds ratio, 2.10; 95% CI, 2.20-3.68; P = .009).", "confidence-interval"),
        ("Risk fell (hazard ratio [HR] 0.75, 95% CI 0.80 to 0.94; p=0.012).", "confidence-interval"),
        ("Risk fell (HR 0·75 [95% CI 0·60–0·94]; p=0·12).", "confidence-interval"),
        ("Pain fell (mean difference −2.3; 95% CI −4.1 to 0.5; P<.001).", "confidence-interval"),
        ("It mattered, B (SE) = 0.25 (0.10), p = .12.", "wald"),
        ("Women were 12 of 29 (51%).", "percentage"),
        ("Women were 51% (12/29).", "percentage"),
        ("The number of errors was low (M = 3.47, SD = 1.20, n = 20).", "whole-number-mean"),
        ("The number of errors was low (M = 3.45, SD = 1.20, n = 20).", "whole-number-mean"),
        ("The model fitted (χ2(24, N = 250) = 48.2, RMSEA = .104, CFI = .95).", "fit-index"),
        ("The model fitted (CFI = 1.20, SRMR = .04).", "fit-index"),
    ],
)
def test_a_wrong_estimate_is_found(text: str, rule: str) -> None:
    """Each kind of error is one finding of its rule."""
    assert [check.rule for check in of_text(text)] == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "It mattered (b = 0.30, SE = 0.10, z = 3.05, p = .002).",
        "It mattered (b = 0.30, SE = 0.10, p = .003), as did β = 0.20 (SE = 0.01, p = .04).",
        "It mattered (OR = 1.50, 95% CI [1.10, 2.05], p = .01).",
        "It did not (b = 0.20, 95% CI [−0.10, 0.50], p = .19).",
        "Women were 11 of 29 (38%), men 18/29 (62.1%), others 2 of 3 (66%).",
        "The number of errors was low (M = 3.45, SD = 1.19, n = 20). Reaction time was M = 3.47, n = 20.",
        "The model fitted (χ2(24, N = 250) = 48.2, p = .002, CFI = .95, RMSEA = .064, SRMR = .04).",
    ],
)
def test_a_right_estimate_is_not_questioned(text: str) -> None:
    """The consistent forms have no finding."""
    assert of_text(text) == []


def test_tables_are_read_by_their_heads() -> None:
    """Columns named b, SE, z, t, df, p and CI are checked row by row."""
    rows = (
        "Age | 0.30 | 0.10 | 3.00 | .003 | [0.10, 0.50]",
        "Sex | 0.30** | 0.10 | 2.00 | .046 | [0.10, 0.50]",
    )
    assert [check.rule for check in of_table("Predictor | b | SE | z | p | 95% CI", *rows)] == ["wald"]
    rows = ("Age | 2.20 | 28 | .036", "Sex | 2.20 | 28 | .360", "Site | 3.90 | 28 | < .001")
    assert [check.rule for check in of_table("Test | t | df | p", *rows)] == ["reported-p"]


def test_possible_means_are_those_of_whole_sums() -> None:
    """GRIM and GRIMMER accept exactly the means and standard deviations of samples of whole numbers."""
    from itertools import combinations_with_replacement
    from statistics import mean, stdev

    samples = list(combinations_with_replacement(range(5), 6))
    real = {(f"{mean(each):.2f}", f"{stdev(each):.2f}") for each in samples}
    for each in real:
        assert mean_is_possible(printed(each[0]), 6)
        assert sd_is_possible(printed(each[0]), printed(each[1]), 6)
    assert not mean_is_possible(printed("1.24"), 6)
    assert not sd_is_possible(printed("1.00"), printed("0.50"), 6)


def test_standard_deviations_have_bounds() -> None:
    """The umbrella's edge is that of values at both limits, and binary data have one standard deviation."""
    assert largest_sd(2.5, 0, 5, 10) == pytest.approx(2.635, abs=1e-3)
    assert binary_sd_is_possible(printed("0.40"), printed("0.52"), 10)
    assert not binary_sd_is_possible(printed("0.40"), printed("0.45"), 10)
