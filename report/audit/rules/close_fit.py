"""The p-value of close fit: from χ², df and N, and against the confidence interval of the RMSEA."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report.audit.checks import Check, Rule
from report.audit.comparisons import compared, questioned
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.numbers import PrintedNumber, Span
from report.audit.papers import Paper
from report.audit.printed_sizes import sizes_of
from report.audit.rules.fit_indices import SCALED, degrees_and_sizes, rmsea_span

_NAME = "close-fit"
_CLOSE = 0.05
_OTHER_LIMIT = re.compile(r"(?:RMSEA|rmsea)\s?[<≤]\s?0?(\.\d+)")


def check_close_fit(paper: Paper) -> Iterator[Check]:
    """A check of each p-value of close fit that is printed with an RMSEA."""
    scaled = bool(SCALED.search(paper.text))
    sizes = sizes_of(paper)
    for each in estimates(paper):
        p = _probability(each)
        if p is None or not each.has("RMSEA"):
            continue
        limit = _limit(each)
        if not scaled:
            checked = list(_from_chi2(each, p, sizes, limit)) if each.has("chi2") else []
            yield from checked or _against_interval(each, p, limit)


def _probability(each: ReportedEstimate) -> PrintedNumber | None:
    """The p-value that is called that of close fit, or that follows the RMSEA or its interval at once."""
    if "pclose" in each.quantities:
        return each["pclose"].number if each["pclose"].number.relation in "=<>≤≥" else None
    order = list(each.quantities)
    if "p" not in order or "RMSEA" not in order or each["p"].number.relation not in "=<>≤≥":
        return None
    place = order.index("p")
    before = order[place - 1] if place else ""
    after_interval = before == "CI" and place > 1 and order[place - 2] == "RMSEA"
    return each["p"].number if before == "RMSEA" or after_interval else None


def _limit(each: ReportedEstimate) -> float:
    stated = _OTHER_LIMIT.search(each.text)
    return float(stated[1]) if stated else _CLOSE


def _from_chi2(each: ReportedEstimate, p: PrintedNumber, sizes: list[int], limit: float) -> Iterator[Check]:
    """The p-value for each number of cases with which χ² and df give the printed RMSEA; that of χ² is not a fault."""
    from scipy import special

    chi2, rmsea = each["chi2"].number, each["RMSEA"].number
    df, own = degrees_and_sizes(each, sizes)
    cases = [count for size in own if df and size > 5 for count in (size, size - 1)]
    fitting = [each for each in cases if rmsea_span(chi2, df, each).meets(Span(rmsea.low, rmsea.high))]
    spans = [_span(chi2, df, each, limit) for each in fitting]
    if "pclose" not in each.quantities and spans:
        spans.append(
            Span(float(special.chdtrc(df, chi2.high)), float(special.chdtrc(df, max(0.0, chi2.low))))
        )
    if spans:
        yield _judged(each, p, spans)


def _span(chi2: PrintedNumber, df: float, cases: int, limit: float) -> Span:
    """The p-values of all χ² that round to the printed one."""
    from scipy import special

    noncentral = limit**2 * df * cases
    low, high = (
        1 - float(special.chndtr(max(0.0, value), df, noncentral)) for value in (chi2.high, chi2.low)
    )
    return Span(low, high)


def _judged(each: ReportedEstimate, p: PrintedNumber, spans: Sequence[Span]) -> Check:
    fitting = next((span for span in spans if span.meets(Span(p.low, p.high))), spans[0])
    return compared(_NAME, each, "p of close fit", p, fitting, reason="χ², df and N")


def _against_interval(each: ReportedEstimate, p: PrintedNumber, limit: float) -> Iterator[Check]:
    """An interval above the limit of close fit has a p-value below its tail, and the reverse."""
    interval = each.quantities.get("CI")
    if "pclose" not in each.quantities or interval is None or interval.low is None or interval.high is None:
        return
    tail = (1 - interval.number.value / 100) / 2
    low, high = interval.low, interval.high
    fault = ""
    if low.low > limit and p.low > tail:
        fault = f"lies above {limit:g}, so that p of close fit is below {tail:g}"
    elif high.high < limit and p.high < 1 - tail:
        fault = f"lies below {limit:g}, so that p of close fit is above {1 - tail:g}"
    elif low.high < limit and p.high < tail:
        fault = f"is not above {limit:g}, so that p of close fit is at least {tail:g}"
    if fault:
        question = f"The interval {fault}, but {p.text} is printed."
        yield questioned(_NAME, each.place, each.text, question, "inconsistent")
    else:
        yield Check(_NAME, "agrees", (each.place,), each.text, "the interval and p of close fit agree")


RULE = Rule(
    name=_NAME,
    title="p-value of close fit",
    formula="p = P(χ²(df, λ) > χ²) with λ = .05²·df·N, with N or N − 1; p < .05 if and only if the 90% interval of the "
    "RMSEA is above .05",
    source="Browne and Cudeck (1992), doi:10.1177/0049124192021002005",
    needs="p of close fit, or p directly after an RMSEA or its interval, with χ², df and N; or p of close fit with the "
    "interval",
    rounding="all values of χ² and p that round to the printed ones; any printed N that gives the RMSEA",
    abstains="no N gives the RMSEA; the paper mentions a scaled or robust χ²",
    run=check_close_fit,
)
