"""Implements the filter `apa`, which phrases the rows of a result in APA order (APA, 2020, section 6.44)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from report.rows.errors import Fault, TemplateError
from report.rows.stat import Stat
from report.rows.styles import STYLES
from report.template.apa_phrases import equation, interval_phrase, per_cent, related, unbroken
from report.template.ledger_names import LedgerPath, path_of, row_of, rows_below
from report.template.spans import span

_EFFECTS = (
    "d",
    "g",
    "eta2",
    "eta2_partial",
    "eta2_generalized",
    "omega2",
    "v",
    "phi",
    "rank_biserial",
    "cles",
    "f2",
)

Rows = Mapping[str, Stat]


def apa(name: LedgerPath) -> str:
    """A result of `report.results.rows`: *t*(118) = 2.31, *p* = .022, *d* = 0.42, 95% CI [0.06, 0.78]."""
    found = rows_below(name)
    kinds = [row.about["result"] for row in found.values() if "result" in row.about]
    if not kinds:
        what = f"{path_of(name)} is not a result of a known kind"
        raise TemplateError(Fault("", what, "make its rows with report.results.rows, or name one row"))
    phrase = ", ".join(_ORDERS.get(kinds[0], _estimate)(found))
    if not phrase:
        what = f"{path_of(name)} has no statistic, estimate or p that apa could print"
        raise TemplateError(Fault("", what, f"name one row: {', '.join(row.id for row in found.values())}"))
    return phrase


def _test(found: Rows) -> Iterator[str]:
    yield from _statistic(found)
    yield from _equations(found, "p")
    for effect in _EFFECTS:
        yield from _with_interval(found, effect)


def _estimate(found: Rows) -> Iterator[str]:
    yield from _with_interval(found, "estimate") if "estimate" in found else _bounds(found, "")
    yield from _statistic(found)
    yield from _equations(found, "p")


def _model(found: Rows) -> Iterator[str]:
    """The fit of a model; without a test of the whole model, its information criterion or n."""
    if "chisq" in found and found["chisq"].value is not None:
        yield from _path_model(found)
        return
    yield from _equations(found, "r2", "pseudo_r2")
    tested = {name: row for name, row in found.items() if name != "n"}
    yield from _statistic(tested)
    alone = "aic" if "aic" in found else "n"
    yield from _equations(found, "p" if "statistic" in found else alone)


def _path_model(found: Rows) -> Iterator[str]:
    """The test and the indices of a path model that are defined: χ²(4, *n* = 29) = 4.79, *p* = .310, CFI = .99."""
    known = {name: row for name, row in found.items() if row.value is not None}
    yield related(f"{found['chisq'].symbol}{_in_brackets(found)}", found["chisq"])
    yield from _equations(known, "p", "cfi", "tli")
    yield from _with_interval(known, "rmsea")
    yield from _equations(known, "srmr")


def _correlation(found: Rows) -> Iterator[str]:
    head = found["estimate"]
    degrees = {name: row for name, row in found.items() if name != "n"}  # *n* follows from them.
    yield related(f"{head.symbol}{_in_brackets(degrees)}", head)
    yield from _bounds(found, "")
    yield from _equations(found, "p")


def _path(found: Rows) -> Iterator[str]:
    """A parameter of a path model, standardised if available; lavaan files name the raw one `estimate`."""
    if "estimate" in found:
        yield from _estimate(found)
        return
    lead = "beta" if "beta" in found else "b"
    yield equation(found[lead])
    yield from _bounds(found, "beta_" if lead == "beta" else "")
    tested = "p" in found and found["p"].value is not None  # Fixed parameters are not.
    yield from _equations(found, "p") if tested else ()


def _proportion(found: Rows) -> Iterator[str]:
    yield per_cent(found["estimate"])
    yield from _bounds(found, "")
    yield from _equations(found, "p")


def _statistic(found: Rows) -> Iterator[str]:
    row = found.get("statistic")
    if row is not None and row.symbol:  # Files from R do not name their statistic.
        yield related(f"{row.symbol}{_in_brackets(found)}", row)


def _in_brackets(found: Rows) -> str:
    """The degrees of freedom, and the number of cases of a chi-square test."""
    inside = [span(found[part]) for part in ("df", "df_residual") if part in found]
    inside += [equation(found["n"])] if "n" in found and inside else []
    if not inside:
        return ""
    separator = STYLES[next(iter(found.values())).style].separator
    return f"({unbroken(separator).join(inside)})"


def _equations(found: Rows, *names: str) -> Iterator[str]:
    yield from (equation(found[name]) for name in names if name in found)


def _with_interval(found: Rows, name: str) -> Iterator[str]:
    if name in found:
        yield equation(found[name])
        yield from _bounds(found, "" if name == "estimate" else f"{name}_")


def _bounds(found: Rows, head: str) -> Iterator[str]:
    lower, upper = found.get(f"{head}ci_lower"), found.get(f"{head}ci_upper")
    if lower and upper:
        yield interval_phrase(lower, upper)


#: The phrase for each kind of result; for all other kinds, the estimate comes first.
_ORDERS = {
    "test": _test,
    "chi2": _test,
    "correlation": _correlation,
    "proportion": _proportion,
    "model": _model,
    "path": _path,
}


def t_test(name: LedgerPath) -> str:
    """Only the test: *t*(118) = 2.31, *p* = .022."""
    return _tested(name, "*t*", "df")


def f_test(name: LedgerPath) -> str:
    """Only the test: *F*(2, 57) = 4.42, *p* = .016."""
    return _tested(name, "*F*", "df", "df_residual")


def chi2(name: LedgerPath) -> str:
    """Only the test, with *N* if it is a row: χ²(1, *N* = 75) = 6.75, *p* = .009."""
    return _tested(name, "χ²", "df")


def _tested(name: LedgerPath, symbol: str, *degrees: str) -> str:
    for part in ("statistic", *degrees, "p"):
        row_of(name, part)
    found = rows_below(name)
    _require_symbol(name, found["statistic"], symbol)
    # The number of cases of a model's fit is not part of its test.
    shown = {part: row for part, row in found.items() if part != "n" or row.symbol == "*N*"}
    return ", ".join((*_statistic(shown), *_equations(found, "p")))


def or_ci(name: LedgerPath) -> str:
    """An odds ratio with its interval: OR = 2.31, 95% CI [1.10, 4.85]."""
    _require_symbol(name, row_of(name, "estimate"), "OR")
    return estimate_ci(name)


def hr_ci(name: LedgerPath) -> str:
    """A hazard ratio with its interval: HR = 0.47, 95% CI [0.26, 0.83]."""
    _require_symbol(name, row_of(name, "estimate"), "HR")
    return estimate_ci(name)


def estimate_ci(name: LedgerPath) -> str:
    """An estimate with its interval, without its test: *b* = 0.98, 95% CI [0.66, 1.30]."""
    bounds = interval_phrase(row_of(name, "ci_lower"), row_of(name, "ci_upper"))
    return f"{equation(row_of(name, 'estimate'))}, {bounds}"


def _require_symbol(name: LedgerPath, row: Stat, symbol: str) -> None:
    if row.symbol != symbol:
        what = f"{path_of(name)} has {row.symbol or 'no symbol'}, not {symbol}"
        raise TemplateError(Fault("", what, f"write << {path_of(name)} | apa >>, which suits every result"))
