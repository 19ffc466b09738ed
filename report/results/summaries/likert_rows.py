"""Rows of answers to items on one scale: how many chose each answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from report.data.dictionary import Dictionary
from report.results.summaries.summary_stamp import summary
from report.results.summaries.variables import Variable, id_parts, label_rows, variables_of_items
from report.rows.errors import Fault, ResultError
from report.rows.stat import Stat

if TYPE_CHECKING:
    from pandas import DataFrame, Series

_MOST_ANSWERS = 11


@summary("likert")
def likert(
    id: str, items: DataFrame, *, dictionary: Dictionary | None = None, variables: Sequence[str] = ()
) -> Iterator[Stat]:
    """The rows `<id>.<item>.<answer>.n` and `.pct`, with each item's `.n`, `.mean` and `.sd`.

    Answers are those in the dictionary's list or range, otherwise those that occur in the data. Items of the type
    category are included if the codes of their categories are numbers.
    """
    from pandas import to_numeric

    found = variables_of_items(items, variables, dictionary)
    items = items[[each.name for each in found]].apply(to_numeric)
    answers = _answers(id, items, dictionary)
    for answer in answers:
        yield from label_rows(f"{id}.{answer.part}", answer.label, answer.about)
    for item in found:
        values = items[item.name].dropna()
        yield from _item(f"{id}.{item.part}", item, values, answers)


@dataclass(frozen=True)
class _Answer:
    """An answer: its number in the data, its part of ids, and its label."""

    code: float
    part: str
    label: str

    @property
    def about(self) -> dict[str, str]:
        return {"answer": self.part, "answer_label": self.label}


def _item(path: str, item: Variable, values: Series[float], answers: Sequence[_Answer]) -> Iterator[Stat]:
    """The rows of one item; `values` are its valid answers."""
    yield from label_rows(path, item.label, item.about)
    about = item.about | {"statistic": "n"}
    yield Stat(f"{path}.n", len(values), "count", f"valid answers: {item.label}", "*n*", about=about)
    for answer in answers:
        yield from _chosen(path, item, values, answer)
    for name, value, symbol in (("mean", values.mean(), "*M*"), ("sd", values.std(), "*SD*")):
        label, about = f"{name}: {item.label}", item.about | {"statistic": name}
        yield Stat(f"{path}.{name}", value, "fixed2", label, symbol, len(values), about=about)


def _chosen(path: str, item: Variable, values: Series[float], answer: _Answer) -> Iterator[Stat]:
    """How many chose an answer, and their share."""
    count, valid = int((values == answer.code).sum()), len(values)
    share = count / valid if valid else None
    words = f"{item.label}, answer {answer.label}"
    for name, value, format, label, symbol in (
        ("n", count, "count", f"cases: {words}", "*n*"),
        ("pct", share, "percent", f"share: {words}", "%"),
    ):
        about = item.about | answer.about | {"statistic": name}
        yield Stat(f"{path}.{answer.part}.{name}", value, format, label, symbol, valid, about=about)


def _answers(id: str, items: DataFrame, dictionary: Dictionary | None) -> list[_Answer]:
    """All answers that an item can have, in order; too many are a fault."""
    labels = _labels(items, dictionary)
    if len(labels) > _MOST_ANSWERS:
        what = f"the items have {len(labels)} different answers"
        remedy = f"choose items with at most {_MOST_ANSWERS} answers, or use descriptives"
        raise ResultError(Fault(id, what, remedy))
    parts = id_parts(f"a {label}" for label in labels.values())
    return [_Answer(code, parts[f"a {label}"], label) for code, label in labels.items()]


def _labels(items: DataFrame, dictionary: Dictionary | None) -> dict[float, str]:
    found: dict[float, str] = {}
    for name in items:
        field = dictionary.fields.get(str(name)) if dictionary else None
        if field and field.categories:
            found |= {float(code): label for code, label in field.categories.items()}
        elif field and field.minimum is not None and field.maximum is not None and field.type == "integer":
            whole: list[Any] = list(range(int(field.minimum), int(field.maximum) + 1))
            found |= {float(each): str(each) for each in whole if float(each) not in found}
        else:
            found |= {
                float(each): f"{each:g}" for each in set(items[name].dropna()) if float(each) not in found
            }
    return dict(sorted(found.items()))
