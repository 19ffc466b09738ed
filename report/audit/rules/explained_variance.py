"""R², adjusted R² and the F test of a regression."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report.audit.checks import Check, Rule, Severity
from report.audit.comparisons import abstention, compared, questioned
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.numbers import PrintedNumber, Span
from report.audit.papers import Paper
from report.audit.regression_steps import STAGE

_NAME = "explained-variance"
_OTHER = re.compile(
    r"change|step\b|hierarch|increment|block|Δ|marginal|conditional|pseudo|nagelkerke|mcfadden|cox|tjur"
    r"|above and beyond|over and above|cross-?validat|robust|mixed|multilevel|imput|partial|two-stage|interaction",
    re.IGNORECASE,
)


def check_shares(paper: Paper) -> Iterator[Check]:
    """A check of each R² that is printed with the F test of its regression, or with its adjusted R²."""
    for each in estimates(paper):
        if each.has("R2", "adjR2") and each["adjR2"].number.low > each["R2"].number.high:
            fault = "Adjusted R² exceeds R²."
            yield questioned(_NAME, each.place, each.text, fault)
        elif (each.has("R2") or each.has("adjR2")) and each.has_f and not _is_step(paper, each):
            yield from _against_f(paper, each)


def _is_step(paper: Paper, each: ReportedEstimate) -> bool:
    """Whether the row is a numbered step or model, of which F may be that of the change: regression-test checks it."""
    block = paper.passages[each.place.passage].block
    return block.cell is not None and each.has("R2") and bool(STAGE.match(block.row.strip()))


def _against_f(paper: Paper, each: ReportedEstimate) -> Iterator[Check]:
    passage = paper.passages[each.place.passage]
    nearby = passage.block.column if passage.block.cell else paper.sentence(passage.index, each.place.start)
    if "dR2" in each.quantities or _OTHER.search(nearby):
        yield abstention(_NAME, each, "F may test a part of the model, or R² may be of another kind")
        return
    share, adjusted = shares_of(each["F"].number, *each["F"].df)
    reason = "F and its degrees of freedom"
    if each.has("R2"):
        reported = fraction_of(each, "R2")
        also_adjusted = Span(reported.low, reported.high).meets(adjusted) and not each.has("adjR2")
        severity: Severity = "worth a look" if also_adjusted else "inconsistent"
        yield compared(_NAME, each, "R²", reported, share, severity, reason)
    if each.has("adjR2"):
        yield compared(_NAME, each, "adjusted R²", fraction_of(each, "adjR2"), adjusted, reason=reason)


def fraction_of(each: ReportedEstimate, symbol: str) -> PrintedNumber:
    """A share of variance, also where it is printed in per cent."""
    number = each[symbol].number
    if "percent" not in each[symbol].marks:
        return number
    return PrintedNumber(number.text, number.value / 100, number.unit / 100, number.relation)


def shares_of(f: PrintedNumber, one: PrintedNumber, two: PrintedNumber) -> tuple[Span, Span]:
    """R² and adjusted R² of all F that round to the printed one."""
    ends = [max(0.0, f.low), f.high]
    ratios = [value * one.value / (value * one.value + two.value) for value in ends]
    adjusted = [1 - (1 - share) * (one.value + two.value) / two.value for share in ratios]
    return Span(*ratios), Span(*adjusted)


RULE = Rule(
    name=_NAME,
    title="R², adjusted R² and F of a regression",
    formula="R² = F·df1/(F·df1 + df2); adjusted R² = 1 − (1 − R²)(df1 + df2)/df2 ≤ R²",
    source="Cohen et al. (2003), eq. 3.6.1 and 3.6.2",
    needs="R² or adjusted R² with F and both degrees of freedom, or both kinds of R², in one parenthesis or table row",
    rounding="all values of F and of R² that round to the printed ones",
    abstains="ΔR², steps, changes, interactions, mixed, robust, imputed and pseudo R² in the sentence; an adjusted R² "
    "that is printed as R² is worth a look",
    run=check_shares,
)
