"""AIC and BIC against the log-likelihood: the number of parameters that they imply is whole and the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil, floor, log

from report.audit.checks import Check, Rule
from report.audit.comparisons import abstention, questioned
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.numbers import PrintedNumber, Span, shown, span_of
from report.audit.papers import Paper
from report.audit.printed_sizes import sizes_of

_NAME = "information-criteria"
#: Models whose deviance is relative to a saturated model.
_GENERALISED = re.compile(
    r"\bpoisson|\bgamma (?:regression|model|distribut)|negative binomial|generali[sz]ed linear(?! mixed)|\bGLMs?\b",
    re.IGNORECASE,
)


def check_criteria(paper: Paper) -> Iterator[Check]:
    """A check of each AIC or BIC that is printed with a log-likelihood or deviance."""
    for each in estimates(paper):
        deviance = None if _is_scaled(paper, each) else _deviance(each)
        if deviance and (each.has("AIC") or each.has("BIC")):
            yield _checked(paper, each, deviance)


def _is_scaled(paper: Paper, each: ReportedEstimate) -> bool:
    """Whether a deviance may be relative to a saturated model, as that of a generalised linear model."""
    is_deviance = "m2LL" in each.quantities and "eviance" in each.text
    return is_deviance and _GENERALISED.search(paper.text) is not None


def _deviance(each: ReportedEstimate) -> Span | None:
    """Minus twice the log-likelihood."""
    if each.has("m2LL"):
        return span_of(each["m2LL"].number)
    if each.has("LL"):
        number = each["LL"].number
        return Span(-2 * number.high, -2 * number.low)
    return None


def _checked(paper: Paper, each: ReportedEstimate, deviance: Span) -> Check:
    own = _half_excess(each["AIC"].number, deviance, 2.0) if each.has("AIC") else None
    if own is not None and _whole(own) is None:
        fault = f"AIC and the log-likelihood imply {own} parameters, not a whole number of at least one."
        return questioned(_NAME, each.place, each.text, fault, "inconsistent")
    if not each.has("BIC"):
        return Check(_NAME, "agrees", (each.place,), each.text, f"{_whole(own or deviance)} parameters")
    sizes = [n for n in sizes_of(paper) if n > 7]
    if not sizes:
        return abstention(_NAME, each, "N is not printed")
    return _of_bic(each, deviance, own, sizes)


def _of_bic(each: ReportedEstimate, deviance: Span, own: Span | None, sizes: list[int]) -> Check:
    """Any printed N may be the one of the criterion."""
    counts = {n: _half_excess(each["BIC"].number, deviance, log(n)) for n in sizes}
    if any(_whole(span) is not None and (own is None or span.meets(own)) for span in counts.values()):
        return Check(_NAME, "agrees", (each.place,), each.text, "a whole number of parameters")
    n, implied = max(counts.items())
    fault = f"BIC and the log-likelihood imply {implied} parameters for N = {n}"
    fault += f", AIC implies {_whole(own)}." if own is not None else ", not a whole number of at least one."
    remedy = _needed(each, deviance, own)
    return questioned(_NAME, each.place, each.text, fault, "inconsistent", remedy)


def _half_excess(criterion: PrintedNumber, deviance: Span, weight: float) -> Span:
    """The number of parameters, k = (criterion − deviance)/weight."""
    return Span((criterion.low - deviance.high) / weight, (criterion.high - deviance.low) / weight)


def _whole(count: Span) -> int | None:
    """The smallest whole number of at least one in an interval."""
    least = max(1, ceil(count.low - 1e-9))
    return least if least <= floor(count.high + 1e-9) else None


def _needed(each: ReportedEstimate, deviance: Span, own: Span | None) -> str:
    count = _whole(own) if own is not None else None
    excess = each["BIC"].number.value - (deviance.low + deviance.high) / 2
    return f"BIC would require log(N) near {shown(excess / count)}." if count and excess > 0 else ""


RULE = Rule(
    name=_NAME,
    title="AIC and BIC against the log-likelihood",
    formula="k = (AIC + 2·LL)/2 = (BIC + 2·LL)/ln N is a whole number of at least one",
    source="Akaike (1974); Schwarz (1978)",
    needs="AIC or BIC with a log-likelihood, −2LL or deviance in one parenthesis or table row; N anywhere in the paper",
    rounding="all values that round to the printed ones; any printed N is accepted",
    abstains="BIC without any printed N; deviances of papers that mention Poisson, gamma, negative binomial or "
    "generalised linear models",
    run=check_criteria,
)
