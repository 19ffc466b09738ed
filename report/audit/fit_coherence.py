"""Whether CFI, TLI and NFI can belong to one model whose null model is not printed."""

from __future__ import annotations

from report.audit.estimate_record import ReportedEstimate
from report.audit.numbers import PrintedNumber, Span

#: A CFI below which a null model may fit better than the model per degree of freedom.
_FITTING = 0.5


def conditions(each: ReportedEstimate, df: float) -> list[str]:
    """For each condition that the printed indices must meet, what is wrong; an empty string if it holds."""
    number = {name: each[name].number for name in ("chi2", "CFI", "TLI", "NFI") if each.has(name)}
    found = list(_of_small_chi2(number, df)) if df and "chi2" in number else []
    if {"CFI", "NFI"} <= number.keys() and number["CFI"].low > _FITTING:
        wrong = number["NFI"].low > number["CFI"].high
        found.append(
            "NFI exceeds CFI, but it is smaller wherever the null model fits worse." if wrong else ""
        )
    if (
        df
        and {"chi2", "CFI", "TLI", "NFI"} <= number.keys()
        and number["CFI"].high < 1
        and number["NFI"].high < 1
    ):
        found.append(_of_null_models(number, df))
    return found


def _of_small_chi2(number: dict[str, PrintedNumber], df: float) -> list[str]:
    """A χ² up to its degrees of freedom gives a CFI of 1 and a TLI of at least 1; a larger one a TLI below 1."""
    small, large = number["chi2"].high <= df, number["chi2"].low > df
    found = []
    if "CFI" in number and small:
        wrong = number["CFI"].high < 1
        found.append("χ² is not larger than its degrees of freedom, so that CFI is 1." if wrong else "")
    if "TLI" in number and small:
        wrong = number["TLI"].high < 1
        found.append(
            "χ² is not larger than its degrees of freedom, so that TLI is at least 1." if wrong else ""
        )
    if "TLI" in number and large:
        wrong = number["TLI"].low > 1
        found.append("χ² is larger than its degrees of freedom, so that TLI is below 1." if wrong else "")
    return found


def _of_null_models(number: dict[str, PrintedNumber], df: float) -> str:
    """The degrees of freedom of the null model that follow from CFI and TLI, and from CFI and NFI, are the same."""
    chi2, cfi, tli, nfi = (number[name] for name in ("chi2", "CFI", "TLI", "NFI"))
    one = Span(df * (1 - tli.high) / (1 - cfi.low), df * (1 - tli.low) / (1 - cfi.high))
    excess = Span(max(0.0, chi2.low - df), max(0.0, chi2.high - df))
    least = chi2.low / (1 - nfi.low) - excess.high / (1 - cfi.high)
    most = chi2.high / (1 - nfi.high) - excess.low / (1 - cfi.low)
    if one.meets(Span(least, most)):
        return ""
    return (
        f"CFI and TLI give the null model {one} degrees of freedom, CFI and NFI with χ² {Span(least, most)}: "
        "one of the indices belongs to another model."
    )
