"""The filters that print a part of a result: its test, or its estimate with the interval."""

from __future__ import annotations

import re

import pytest
from printed_forms import phrase_of

from report.results.coefficients import Coefficient
from report.results.quantities import Result, degrees, f_degrees, p_value, rows_of, statistic
from report.rows.errors import TemplateError
from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.template.filters import FILTERS
from report.template.ledger_names import LedgerPath
from report.template.phrasebook import phrasebook

RESULTS = {
    "t": Result("test", (statistic(2.306, "*t*", "t"), degrees(118.0), p_value(0.0223)), "t"),
    "f": Result("test", (statistic(4.418, "*F*", "F"), *f_degrees(2, 57.25), p_value(0.016)), "f"),
    "chi2": Result("chi2", (statistic(6.75, "χ²", "chi-square"), degrees(1), p_value(0.0094)), "chi2"),
    "or": Coefficient("or", 0.8372, 0.38, 2.2, 0.028, 0.0953, 1.579, ratio="OR").result(90, 0.9),
    "hr": Coefficient("hr", -0.763, 0.29, -2.59, 0.0095, -1.339, -0.187, ratio="HR").result(60, 0.95),
}
LEDGER = Ledger.of(row for result in RESULTS.values() for row in rows_of("x", result, "", {}))


@pytest.mark.parametrize(
    ("filter", "result", "printed"),
    [
        ("t_test", "t", "*t*(118) = 2.31, *p* = .022"),
        ("f_test", "f", "*F*(2, 57.25) = 4.42, *p* = .016"),
        ("chi2", "chi2", "χ²(1) = 6.75, *p* = .009"),
        ("or_ci", "or", "OR = 2.31, 90% CI [1.10, 4.85]"),
        ("hr_ci", "hr", "HR = 0.47, 95% CI [0.26, 0.83]"),
        ("estimate_ci", "hr", "HR = 0.47, 95% CI [0.26, 0.83]"),
    ],
)
def test_filters_print_their_part(filter: str, result: str, printed: str) -> None:
    """Degrees of freedom without empty decimals; every interval at its own level."""
    assert phrase_of(LEDGER, f"x.{result}", filter) == printed


@pytest.mark.parametrize(
    ("filter", "result"), [("t_test", "f"), ("f_test", "t"), ("or_ci", "hr"), ("hr_ci", "or")]
)
def test_a_filter_refuses_another_test(filter: str, result: str) -> None:
    """An F statistic never prints as a t, nor a hazard ratio as an odds ratio."""
    with pytest.raises(TemplateError):
        phrase_of(LEDGER, f"x.{result}", filter)


def test_the_phrasebook_has_the_phrases_that_fit() -> None:
    """In Quarto, a result is offered in the formats of its own test alone."""
    stats = phrasebook(LEDGER, {}, {})["stats"]
    assert {"t_test"} == {"t_test", "f_test", "chi2"} & set(stats["x.t"])
    assert {"or_ci", "estimate_ci"} <= set(stats["x.or"])
    assert "hr_ci" not in stats["x.or"]
    assert LedgerPath(LEDGER, "x.t")


def test_no_line_ends_inside_the_brackets_of_a_statistic() -> None:
    """Degrees of freedom and bounds keep together, as a symbol and its value do."""
    about = {"result": "test", "confidence": "0.95"}
    ledger = Ledger.of(
        Stat(f"x.{name}", value, format, "a part", symbol, about=about)
        for name, value, format, symbol in (
            ("statistic", 9.05, "fixed2", "*F*"),
            ("df", 2, "df", "*df*"),
            ("df_residual", 161, "df", "*df*"),
            ("p", 0.02, "p", "*p*"),
            ("d", 0.4, "fixed2", "*d*"),
            ("d_ci_lower", 0.2, "fixed2", ""),
            ("d_ci_upper", 0.6, "fixed2", ""),
        )
    )
    woven = FILTERS["apa"](LedgerPath(ledger, "x"))
    text = re.sub(r"\[([^\[\]]*)\]\{[^}]*\}", r"\1", woven).replace("\\", "")
    assert re.findall(r"[(\[][^)\]]*[)\]]", text) == ["(2,\u00a0161)", "[0.20,\u00a00.60]"]
