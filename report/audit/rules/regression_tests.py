"""F tests in tables of regressions: of the whole model, of the change from the step before, and adjusted R²."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report.audit.checks import Check, Place, Rule, Severity
from report.audit.comparisons import compared
from report.audit.estimate_record import ReportedEstimate
from report.audit.numbers import PrintedNumber, Span, span_of
from report.audit.papers import Paper
from report.audit.regression_steps import Step, steps_of

_NAME = "regression-test"
#: Regressions whose R² and F are not those of least squares with an intercept.
_OTHER = re.compile(
    r"pseudo|nagelkerke|mcfadden|cox|tjur|robust|cluster|mixed|multilevel|imput|logi(?:t|stic)|probit|poisson|bootstrap"
    r"|fixed[- ]effects|random[- ]effects|within R|between R|panel|2SLS|\bIV\b|GMM|instrument\w* variable|weighted|Wald"
    r"|quantile|two-stage|heteroske",
    re.IGNORECASE,
)
#: Standard errors and samples of which a table may say nothing.
_ROBUST = re.compile(
    r"\bHC[0-4]\b|(?:robust|clustered) (?:standard )?errors|multipl[ey] imput|Huber|sandwich", re.IGNORECASE
)


def check_tests(paper: Paper) -> Iterator[Check]:
    """A check of each F, F change and adjusted R² of the regressions in tables."""
    if _ROBUST.search(paper.text):
        return
    for table, steps in steps_of(paper):
        if not _OTHER.search(table.words):
            for order, step in enumerate(steps):
                yield from _of_step(step, steps[:order])


def _of_step(step: Step, before: Sequence[Step]) -> Iterator[Check]:
    share = step.number("R2")
    if share is None or not 0 <= share.value < 1 or share.unit >= 1:
        return
    f, degrees = step.number("F"), step.degrees("F") if "F" in step.numbers else None
    if f is not None and degrees is not None:
        whole = _of_whole(share, *degrees)
        yield from _of_f(step, f, whole, _changes(step, share, before, *degrees))
        adjusted = step.number("adjR2")
        if adjusted is not None and whole.meets(span_of(f)):
            yield _compared(
                step, "adjusted R²", adjusted, _adjusted(share, *degrees), "R² and the degrees of freedom"
            )
    change, degrees = step.number("dF"), step.degrees("dF") if "dF" in step.numbers else None
    if change is not None and degrees is not None:
        spans = [*_changes(step, share, before, *degrees), _of_whole(share, *degrees)]
        fitting = next((span for span in spans if span.meets(span_of(change))), spans[0])
        yield _compared(
            step, "F of the change", change, fitting, "The values of R² and the degrees of freedom"
        )


def _of_f(step: Step, f: PrintedNumber, whole: Span, changes: Sequence[Span]) -> Iterator[Check]:
    """F of the whole model; one that is that of the change, or of an R² that is adjusted, agrees or is doubtful."""
    fitting = next((span for span in (whole, *changes) if span.meets(span_of(f))), whole)
    share, degrees = step.number("R2"), step.degrees("F")
    severity: Severity = "inconsistent"
    if share is not None and degrees is not None and _unadjusted(share, *degrees).meets(span_of(f)):
        severity = "worth a look"
    yield _compared(step, "F", f, fitting, "R² and the degrees of freedom", severity)


def _of_whole(share: PrintedNumber, one: float, two: float) -> Span:
    """F of a model: (R²/df1)/((1 − R²)/df2)."""
    low, high = (min(max(end, 0.0), 1 - 1e-9) for end in (share.low, share.high))
    return Span(low / (1 - low) * two / one, high / (1 - high) * two / one)


def _unadjusted(share: PrintedNumber, one: float, two: float) -> Span:
    """F of a model whose printed R² is the adjusted one."""
    ends = [1 - (1 - end) * two / (one + two) for end in (share.low, share.high)]
    low, high = (min(max(end, 0.0), 1 - 1e-9) for end in ends)
    return Span(low / (1 - low) * two / one, high / (1 - high) * two / one)


def _adjusted(share: PrintedNumber, one: float, two: float) -> Span:
    low, high = (1 - (1 - end) * (one + two) / two for end in (share.low, share.high))
    return Span(low, high)


def _changes(step: Step, share: PrintedNumber, before: Sequence[Step], one: float, two: float) -> list[Span]:
    """F of the change from each step before, from its R² and, where it is printed, from ΔR²."""
    printed = step.number("dR2")
    earlier = [number for each in reversed(before) if (number := each.number("R2")) is not None]
    spans = [_of_change(Span(share.low - r2.high, share.high - r2.low), share, one, two) for r2 in earlier]
    return spans if printed is None else [*spans, _of_change(span_of(printed), share, one, two)]


def _of_change(change: Span, share: PrintedNumber, one: float, two: float) -> Span:
    """F of a change: (ΔR²/df1)/((1 − R²)/df2)."""
    low, high = max(0.0, change.low), max(0.0, change.high)
    return Span(
        low / one / (1 - max(0.0, share.low)) * two, high / one / (1 - min(share.high, 1 - 1e-9)) * two
    )


def _compared(
    step: Step,
    name: str,
    reported: PrintedNumber,
    allowed: Span,
    reason: str,
    severity: Severity = "inconsistent",
) -> Check:
    shown = ", ".join(f"{symbol} = {each.number.text}" for symbol, each in step.numbers.items())
    estimate = ReportedEstimate(
        {}, Place(step.passage.index, 0, len(step.passage.text)), f"{step.label}: {shown}"
    )
    return compared(_NAME, estimate, name, reported, allowed, severity, reason)


RULE = Rule(
    name=_NAME,
    title="F tests in tables of regressions",
    formula="F = (R²/df1)/((1 − R²)/df2); F of the change = (ΔR²/df1)/((1 − R²)/df2); adjusted R² = "
    "1 − (1 − R²)(df1 + df2)/df2",
    source="Cohen et al. (2003), eq. 3.6.1, 3.6.2 and 5.5.1",
    needs="a table whose rows or columns are numbered steps or models, with R² and both degrees of freedom of F or of "
    "its change",
    rounding="all values of R² and ΔR² that round to the printed ones; a change from any step before is accepted, and "
    "so is the test of the whole model",
    abstains="robust, clustered, weighted, panel, logistic and instrumental regressions in the table or beside it, "
    "papers with robust errors or imputation; F of an R² that may be adjusted is worth a look",
    run=check_tests,
)
