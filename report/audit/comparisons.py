"""The check of a printed number against the interval of values that follow from other printed numbers."""

from __future__ import annotations

from report.audit.checks import Check, Place, Severity
from report.audit.estimate_record import ReportedEstimate
from report.audit.numbers import PrintedNumber, Span, shown, span_of


def compared(
    rule: str,
    each: ReportedEstimate,
    name: str,
    reported: PrintedNumber,
    allowed: Span,
    severity: Severity = "inconsistent",
    reason: str = "",
) -> Check:
    """Whether a printed number lies in the interval; `reason` names what it follows from."""
    computed = f"{name} = {allowed}" if allowed.low < allowed.high else f"{name} = {shown(allowed.low)}"
    values: dict[str, float | str | None] = {
        "low": allowed.low,
        "high": allowed.high,
        "printed": reported.value,
    }
    if allowed.meets(span_of(reported)):
        return Check(rule, "agrees", (each.place,), each.text, computed, values=values)
    question = (
        f"{reason or 'The other numbers'} give {name} {_follows(allowed)}, but {reported.text} is printed. "
    )
    question += "Is one of the numbers a misprint?"
    return Check(rule, "finding", (each.place,), each.text, computed, severity, question, values=values)


def _follows(allowed: Span) -> str:
    low, high = shown(allowed.low), shown(allowed.high)
    return f"= {low}" if low == high else f"between {low} and {high}"


def questioned(
    rule: str, place: Place, text: str, fault: str, severity: Severity = "impossible", remedy: str = ""
) -> Check:
    """A finding that one sentence explains."""
    question = f"{fault} Is one of the numbers a misprint?"
    return Check(rule, "finding", (place,), text, fault, severity, question, remedy)


def abstention(rule: str, each: ReportedEstimate, reason: str) -> Check:
    """A statement that cannot be checked."""
    return Check(rule, "not checkable", (each.place,), each.text, reason=reason)
