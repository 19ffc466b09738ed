"""The labels by which the text of a new project names variables and groups, without computing their rows.

A label that contains a number is printed by a row, as `report.results.summaries` yields it; any other label is typed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from report.data.dictionary import Dictionary, Field
from report.results.summaries.variables import group_labels, id_parts, label_of, needs_row
from report.rows.number_formats import one_line
from report.starter.plan import StudyPlan


@dataclass(frozen=True)
class SampleGroup:
    """A group of the sample: its name in ids, its label in text, and its code in the data."""

    part: str
    label: str
    code: str


def variable_label(id: str, name: str, plan: StudyPlan, dictionary: Dictionary) -> str:
    """A variable's label in text, or the row of the summary `id` that prints it."""
    return _printed(f"{id}.{plan.part(name)}", label_of(dictionary.fields[name]))


def groups(plan: StudyPlan, dictionary: Dictionary, cells: Collection[str]) -> list[SampleGroup]:
    """The groups that divide the sample, without those that do not occur in the dividing column."""
    if not plan.group:
        return []
    field = dictionary.fields[plan.group]
    labels = group_labels(field)
    parts = id_parts([*(plan.part(each) for each in _described(plan)), *labels.values()])
    return [
        SampleGroup(parts[label], _printed(f"sample.{parts[label]}", label), code)
        for code, label in labels.items()
        if _occurs(code, field, cells)
    ]


def _described(plan: StudyPlan) -> Sequence[str]:
    """The variables of the sample's summary."""
    return plan.described or (plan.group,)


def _occurs(code: str, field: Field, cells: Collection[str]) -> bool:
    found: Mapping[str, str] = field.codes if field.type == "boolean" else {}
    return any(found.get(cell.lower(), cell) == code for cell in cells)


def _printed(path: str, label: str) -> str:
    return f"<< {path}.label >>" if needs_row(label) else one_line(label)
