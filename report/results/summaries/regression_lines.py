"""Models side by side: a column for each model, a line for each term, the levels of a predictor below its head."""

from __future__ import annotations

from collections.abc import Iterator

from report.results.summaries.arranged_summary import Arranged, Summary
from report.results.summaries.summary_stamp import star_note
from report.rows.stat import Stat
from report.rows.tables import Cell, Column, TableRow, row

_FIT = (
    ("r2", "*R*²"),
    ("adjusted_r2", "{:adjusted_fit}"),
    ("pseudo_r2", "{:pseudo_fit}"),
    ("n", "*n*"),
)


def regression_lines(summary: Summary) -> Arranged:
    """Terms in the order in which models have them; a predictor's levels follow its reference level."""
    models = summary.kinds("model")
    columns = [Column("{:term}", "left")]
    columns += [Column(summary.label(f"{summary.id}.{part}", label)) for part, label in models.items()]
    lines = [*_terms(summary, list(models)), *_fit(summary, list(models))]
    symbols = {each.symbol for each in summary.having(statistic="estimate")}
    note = f"{{:note}} {{:estimates}} ({', '.join(sorted(symbols))}) {{:with_intervals}} {star_note(summary)}"
    return columns, lines, note


def _terms(summary: Summary, models: list[str]) -> Iterator[TableRow]:
    terms = {
        each.about["term"]: each for each in summary.having(statistic="estimate") if "term" in each.about
    }
    shown: set[str] = set()
    for term, stat in terms.items():
        factor = stat.about.get("factor", "")
        if not factor:
            yield _line(summary, models, term, stat)
        elif factor not in shown:
            shown.add(factor)
            yield from _levels(summary, models, factor, stat.about["factor_label"])


def _levels(summary: Summary, models: list[str], factor: str, label: str) -> Iterator[TableRow]:
    """The head of a predictor, its reference levels, and its other levels."""
    yield row(summary.label(f"{summary.id}.terms.{factor}", label), *[""] * len(models))
    references = {each.about["term"]: each for each in summary.having(factor=factor, statistic="reference")}
    compared = {each.about["term"]: each for each in summary.having(factor=factor, statistic="estimate")}
    for term, stat in {**references, **compared}.items():
        yield _line(summary, models, term, stat, indent=1)


def _line(summary: Summary, models: list[str], term: str, stat: Stat, indent: int = 0) -> TableRow:
    label = summary.label(f"{summary.id}.terms.{term}", stat.about.get("term_label", ""))
    return row(label, *(_cell(summary, each, term) for each in models), indent=indent)


def _cell(summary: Summary, model: str, term: str) -> Cell:
    if summary.having(model=model, term=term, statistic="reference"):
        return Cell("{:reference}")
    estimate = summary.cell(model, term, "estimate")
    if not estimate:
        return Cell("")
    path = f"{summary.id}.{model}.{term}"
    lower, upper = summary.cell(model, term, "ci_lower"), summary.cell(model, term, "ci_upper")
    interval = f" [{lower}{{:separator}} {upper}]" if lower and upper else ""
    return Cell(f"{estimate}{interval}", stars=f"{path}.p" if f"{path}.p" in summary.rows else "")


def _fit(summary: Summary, models: list[str]) -> Iterator[TableRow]:
    for name, head in _FIT:
        cells = [summary.cell(model, name) or summary.cell(model, "fit", name) for model in models]
        if any(cells):
            yield row(head, *cells)
