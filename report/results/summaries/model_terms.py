"""What the rows of a model are about: the heads of terms, and the levels of categorical predictors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from report.data.dictionary import Dictionary
from report.results.coefficients import term_name
from report.results.factor_levels import FactorLevel
from report.rows.stat import Stat


def term_labels(labels: Mapping[str, str] | None, dictionary: Dictionary | None) -> dict[str, str]:
    """The labels of terms as they are called in ids: those of the dictionary, and those that the study gives."""
    found: dict[str, str] = {}
    for name, column in (dictionary.described if dictionary else {}).items():
        found[term_name(name)] = column.label
        for code, words in column.categories.items():
            found[term_name(f"{name}[T.{code}]")] = words
    return {**found, **(labels or {})}


def term_head(term: str, labels: Mapping[str, str]) -> str:
    """The label of a term, or its name in ids in words; an interaction has those of its parts."""
    if term in labels:
        return labels[term]
    parts = term.split("_by_")
    if len(parts) > 1 and any(part in labels for part in parts):
        return " × ".join(term_head(part, labels) for part in parts)
    words = term.replace("_", " ")
    return words[:1].upper() + words[1:]


def with_levels(
    found: Iterable[Stat], path: str, levels: Mapping[str, FactorLevel], labels: Mapping[str, str]
) -> Iterator[Stat]:
    """The rows of a model with the labels of their terms, and a row for each reference level before its levels."""
    named: set[str] = set()
    for row in found:
        term = row.about.get("term", "")
        level = levels.get(term)
        if level is None:
            yield replace(row, about={**row.about, "term_label": term_head(term, labels)}) if term else row
            continue
        if level.factor not in named:
            named.add(level.factor)
            yield _reference(path, row, level, labels)
        about = {**row.about, **_about(term, level.level, level, labels)}
        yield replace(row, about=about)


def _reference(path: str, row: Stat, level: FactorLevel, labels: Mapping[str, str]) -> Stat:
    """The row of a reference level; its term is the one that the level would have if it were not the reference."""
    term = term_name(f"{level.factor}[T.{level.reference}]")
    model = {key: row.about[key] for key in ("model", "model_label")}
    return Stat(
        f"{path}.{term_name(level.factor)}.reference",
        _shown(level.reference),
        "text",
        f"reference level: {level.factor}",
        about={**model, **_about(term, level.reference, level, labels), "statistic": "reference"},
    )


def _about(term: str, level: str, of: FactorLevel, labels: Mapping[str, str]) -> dict[str, str]:
    factor = term_name(of.factor)
    return {
        "factor": factor,
        "factor_label": term_head(factor, labels),
        "term": term,
        "term_label": labels.get(term, _shown(level)),
    }


def _shown(level: str) -> str:
    """A level as text; whole numbers of a column of decimals have none."""
    return level.removesuffix(".0")
