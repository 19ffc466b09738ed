"""Filters that phrase statistics, in the style of their rows: by default APA (2020, sections 6.43-6.45)."""

from __future__ import annotations

from collections.abc import Callable

from report.rows.levels import USUAL
from report.rows.number_formats import NO_BREAK, RELATIONS
from report.rows.stat import Stat
from report.rows.styles import STYLES
from report.template.ledger_names import LedgerPath, language_of_name, row_of
from report.template.spans import escaped, literal_span, span
from report.text.number_words import in_words


def equation(row: Stat) -> str:
    """Symbol, relation and value without a line break: β = −0.56, *p* < .001."""
    return related(row.symbol, row) if row.symbol else span(row)


def related(symbol: str, row: Stat) -> str:
    """A symbol, the relation and the value; a value that prints its own relation gets no equals sign."""
    relation = "" if row.printed.startswith(RELATIONS) else f"={NO_BREAK}"
    return f"{symbol}{NO_BREAK}{relation}{span(row)}"


def eq(name: LedgerPath) -> str:
    """The value of a row with its symbol."""
    return equation(row_of(name))


def beta_p(name: LedgerPath) -> str:
    """The standardised coefficient and the p-value below a name."""
    return f"{equation(row_of(name, 'beta'))}, {equation(row_of(name, 'p'))}"


def b_se_p(name: LedgerPath) -> str:
    """The raw coefficient, its standard error and its p-value."""
    return ", ".join(equation(row_of(name, part)) for part in ("b", "se", "p"))


def ci(name: LedgerPath, of: str = "") -> str:
    """The confidence interval of an estimate, with the level that its rows state: 95% CI [−0.41, −0.03]."""
    head = f"{of}_ci" if of else "ci"
    return interval_phrase(row_of(name, f"{head}_lower"), row_of(name, f"{head}_upper"))


def interval_phrase(lower: Stat, upper: Stat, level: float | None = None) -> str:
    """An interval with the level that its rows state, or else with the given one, by default the study's."""
    usual = (lower.levels or USUAL).confidence if level is None else level
    stated = lower.about.get("confidence", usual)
    style = STYLES[lower.style]
    per_cent = style.marked(f"{100 * float(stated):g}")
    head = style.phrases.interval.format(level=literal_span(per_cent, "confidence level, per cent"))
    between = style.between
    if between == "–" and not _can_take_dash(lower, upper):
        between = f" {style.to} "
    between = unbroken(between)
    return f"{head}{style.opening}{span(lower)}{between}{span(upper)}{style.closing}"


def unbroken(between: str) -> str:
    """The text between two numbers, without places where a line could break."""
    return between.replace(" ", NO_BREAK)


def _can_take_dash(*ends: Stat) -> bool:
    """Whether a dash between the ends of a range would touch neither a minus sign nor a relation."""
    return all(end.printed[:1].isdigit() or end.printed[:1] == "." for end in ends)


def mean_sd(name: LedgerPath) -> str:
    """Mean and standard deviation: 42.8 (*SD* = 11.6)."""
    sd = row_of(name, "sd")
    spread = f"SD{NO_BREAK}{span(sd)}" if STYLES[sd.style].plain_sd else related("*SD*", sd)
    return f"{span(row_of(name, 'mean'))} ({spread})"


def n_pct(name: LedgerPath) -> str:
    """A count and its percentage: 11 (38%)."""
    return f"{span(row_of(name, 'n'))} ({per_cent(row_of(name, 'pct'))})"


def pct(name: LedgerPath) -> str:
    """A percentage with a percent sign."""
    return per_cent(row_of(name))


def per_cent(row: Stat) -> str:
    """A percentage with its sign, spaced as in the language of its style."""
    return f"{span(row)}{STYLES[row.style].phrases.percent}"


def span_of(name: LedgerPath) -> str:
    """Smallest and largest value: 21–64, or −8.3 to −2.5 where a dash would touch a minus sign or a relation."""
    ends = row_of(name, "min"), row_of(name, "max")
    between = "–" if _can_take_dash(*ends) else unbroken(f" {STYLES[ends[0].style].to} ")
    return f"{span(ends[0])}{between}{span(ends[1])}"


def r_p(name: LedgerPath) -> str:
    """A correlation with its degrees of freedom: *r*(27) = .74, *p* < .001."""
    head = related(f"*r*({span(row_of(name, 'df'))})", row_of(name, "r"))
    return f"{head}, {equation(row_of(name, 'p'))}"


def chisq_df_p(name: LedgerPath) -> str:
    """The model's chi-square test: χ²(4) = 4.79, *p* = .310."""
    head = related(f"χ²({span(row_of(name, 'df'))})", row_of(name, "chisq"))
    return f"{head}, {equation(row_of(name, 'p'))}"


def rmsea_ci(name: LedgerPath) -> str:
    """RMSEA with its 90% interval (Steiger, 1990): RMSEA = .08, 90% CI [.00, .30]."""
    lower, upper = row_of(name, "rmsea_ci_lower"), row_of(name, "rmsea_ci_upper")
    bounds = interval_phrase(lower, upper, (lower.levels or USUAL).rmsea_confidence)
    return f"{equation(row_of(name, 'rmsea'))}, {bounds}"


def words(name: LedgerPath) -> str:
    """A count in words, bound to its row."""
    return _in_words(name, lambda text: text)


def words_capital(name: LedgerPath) -> str:
    """A count in words, capitalised for the start of a sentence."""
    return _in_words(name, str.capitalize)


def _in_words(name: LedgerPath, dress: Callable[[str], str]) -> str:
    row = row_of(name)
    if not isinstance(row.value, int | float):
        return span(row)
    whole = row.value if isinstance(row.value, int) else round(row.value)
    return span(row).replace(escaped(row.printed), dress(in_words(whole, language_of_name(name))), 1)
