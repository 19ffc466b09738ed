"""Rows of existing tables: results of several models, or a frame of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from report.data.dictionary import Dictionary
from report.results.coefficients import term_name
from report.results.factor_levels import factor_levels
from report.results.registry import rows
from report.results.summaries.model_terms import term_head, term_labels, with_levels
from report.results.summaries.summary_stamp import star_rows, summary
from report.results.summaries.variables import id_parts, label_rows
from report.rows.errors import Fault, ResultError
from report.rows.stat import Stat

if TYPE_CHECKING:
    from pandas import DataFrame


@summary("regression")
def regression(
    id: str,
    /,
    models: Mapping[str, Any],
    *,
    labels: Mapping[str, str] | None = None,
    dictionary: Dictionary | None = None,
    **options: Any,
) -> Iterator[Stat]:
    """The rows of several models, `<id>.<model>.<term>.estimate` and so on; a model's name heads its column.

    `models` maps names to result objects, which `report.results.rows` reads with the same options. The heads of lines
    are the labels of the dictionary; `labels` maps others by the names of terms and predictors in ids.
    `<id>.<model>.<predictor>.reference` is the level with which the levels of a categorical predictor are compared, if
    the model was fitted by a formula.
    """
    yield from star_rows(id)
    parts, heads = id_parts(models), term_labels(labels, dictionary)
    seen: set[str] = set()
    for name, model in models.items():
        about = {"model": parts[name], "model_label": name}
        yield from label_rows(f"{id}.{parts[name]}", name, about)
        found = rows(f"{id}.{parts[name]}", model, label=name, about=about, **options)
        for row in with_levels(found, f"{id}.{parts[name]}", factor_levels(model), heads):
            yield from _labels(id, row, seen)
            yield row


def _labels(id: str, row: Stat, seen: set[str]) -> Iterator[Stat]:
    """The rows of the labels of a term and of its predictor that no earlier row had."""
    for key in ("factor", "term"):
        part = row.about.get(key, "")
        if part and part not in seen:
            seen.add(part)
            yield from label_rows(f"{id}.terms.{part}", row.about[f"{key}_label"], {key: part})


@summary("anova")
def anova(
    id: str,
    /,
    result: Any,
    *,
    labels: Mapping[str, str] | None = None,
    dictionary: Dictionary | None = None,
    **options: Any,
) -> Iterator[Stat]:
    """The rows of an analysis of variance, `<id>.<term>.statistic` and so on, for a table with a line for each term.

    `result` is a table of `anova_lm` or of pingouin's `anova`, `rm_anova`, `mixed_anova`, `ancova` or `welch_anova`.
    Heads of lines are as in `regression`.
    """
    heads = term_labels(labels, dictionary)
    terms: list[str] = []
    for row in rows(id, result, **options):
        term = row.about.get("term", "")
        head = term_head(term, heads)
        if term and term not in terms:
            terms.append(term)
            yield from label_rows(f"{id}.terms.{term}", head, {"term": term})
        yield replace(row, about={**row.about, "term_label": head if term else _only_term(row, heads)})


def _only_term(row: Stat, labels: Mapping[str, str]) -> str:
    """The head of the single line of a table with one term, which is not a part of the ids."""
    name = row.label.partition(": ")[2]
    return term_head(term_name(name), labels) if name else ""


@summary("frame")
def table_from_frame(
    id: str,
    /,
    frame: DataFrame,
    *,
    formats: Mapping[str, str] | str = "fixed2",
    labels: Mapping[str, str] | None = None,
) -> Iterator[Stat]:
    """A row for each cell of a frame, `<id>.<index>.<column>`; `formats` and `labels` are by column.

    The index names the table's rows. Cells of text print as they are.
    """
    lines, columns = (id_parts(map(str, names)) for names in (frame.index, frame.columns))
    if (len(lines), len(columns)) != frame.shape:
        raise ResultError(Fault(id, "the frame names a row or column twice", "give each a unique name"))
    heads = {str(name): (labels or {}).get(str(name), str(name)) for name in frame.columns}
    for name, part in columns.items():
        about = {"column": part, "column_label": heads[name]}
        for row in label_rows(f"{id}.{part}", heads[name], about):
            yield replace(row, id=f"{id}.head.{part}")
    for line, record in zip(lines, frame.to_dict("records"), strict=True):
        place = {"line": lines[line], "line_label": line}
        yield from label_rows(f"{id}.{lines[line]}", line, place)
        for column, value in record.items():
            name = str(column)
            about = place | {
                "column": columns[name],
                "column_label": heads[name],
                "statistic": columns[name],
            }
            format = formats if isinstance(formats, str) else formats.get(name, "fixed2")
            format = "text" if isinstance(value, str) else format
            yield Stat(
                f"{id}.{lines[line]}.{columns[name]}",
                value,
                format,
                f"{heads[str(name)]}: {line}",
                about=about,
            )
