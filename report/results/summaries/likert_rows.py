"""Rows of answers to items on one scale: how many chose each answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from report.data.dictionary import Dictionary
from report.results.summaries.summary_stamp import summary
from report.results.summaries.variables import id_parts, label_rows, numeric
from report.rows.errors import Fault, ResultError
from report.rows.stat import Stat

if TYPE_CHECKING:
    from pandas import DataFrame

_MOST_ANSWERS = 11


@summary("likert")
def likert(
    id: str, items: DataFrame, *, dictionary: Dictionary | None = None, variables: Sequence[str] = ()
) -> Iterator[Stat]:
    """The rows `<id>.<item>.<answer>.n` and `.pct`, with each item's `.n`, `.mean` and `.sd`.

    Answers are those that the dictionary lists or its range holds, else those that were given.
    """
    found = numeric(items, variables, dictionary)
    answers = _answers(id, items[[each.name for each in found]], dictionary)
    parts = id_parts(f"a {label}" for label in answers.values())
    for label in answers.values():
        part = parts[f"a {label}"]
        about = {"answer": part, "answer_label": label}
        yield from label_rows(f"{id}.{part}", label, about)
    for item in found:
        path, values = f"{id}.{item.part}", items[item.name].dropna().astype(float)
        about = item.about
        yield from label_rows(path, item.label, about)
        yield Stat(
            f"{path}.n",
            len(values),
            "count",
            f"valid answers: {item.label}",
            "*n*",
            about=about | {"statistic": "n"},
        )
        for code, label in answers.items():
            count, part = int((values == code).sum()), parts[f"a {label}"]
            place = about | {"answer": part, "answer_label": label}
            words = f"{item.label}, answer {label}"
            yield Stat(
                f"{path}.{part}.n",
                count,
                "count",
                f"cases: {words}",
                "*n*",
                len(values),
                about=place | {"statistic": "n"},
            )
            share = count / len(values) if len(values) else None
            yield Stat(
                f"{path}.{part}.pct",
                share,
                "percent",
                f"share: {words}",
                "%",
                len(values),
                about=place | {"statistic": "pct"},
            )
        for name, value, symbol in (("mean", values.mean(), "*M*"), ("sd", values.std(), "*SD*")):
            yield Stat(
                f"{path}.{name}",
                value,
                "fixed2",
                f"{name}: {item.label}",
                symbol,
                len(values),
                about=about | {"statistic": name},
            )


def _answers(id: str, items: DataFrame, dictionary: Dictionary | None) -> dict[float, str]:
    """All answers that an item can have, in order, with their labels; too many are a fault."""
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
    if len(found) > _MOST_ANSWERS:
        what = f"the items have {len(found)} different answers"
        raise ResultError(
            Fault(id, what, f"name items of at most {_MOST_ANSWERS} answers, or use descriptives")
        )
    return dict(sorted(found.items()))
