"""The variables of a frame: their names in ids, their labels, and whether they are numbers or categories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from report.data.cell_rules import number
from report.data.dictionary import Dictionary, Field
from report.results.coefficients import ascii_letters
from report.rows.errors import Fault, ResultError
from report.rows.stat import Stat
from report.rows.suggestions import nearest_or_all

if TYPE_CHECKING:
    from pandas import DataFrame, Series

#: Last parts of ids that name a statistic and are reserved: no group or level can have these names.
_TAKEN = frozenset(
    """n pct mean sd median q1 q3 min max skew missing smd test label estimate p df statistic stars head terms
    fit ci_lower ci_upper""".split()  # noqa: SIM905
)
_NUMBER_WORD = re.compile(
    r"\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred|thousand|million|half|halves|third|thirds|quarter|quarters|once|twice|"
    r"thrice|double|triple|dozen|both|first|second|fourth|fifth|single)\w*\b",
    re.IGNORECASE,
)


def id_part(text: str) -> str:
    """A text as a part of an id: "Größe (cm)" becomes grosse_cm; letters of other scripts become their numbers."""
    words = re.sub(r"[^a-z0-9]+", "_", ascii_letters(text)).strip("_")
    return words if words[:1].isalpha() else f"v_{words}".rstrip("_")


def id_parts(texts: Iterable[str]) -> dict[str, str]:
    """A part of an id for each text; no two are equal, and none is the name of a statistic."""
    found: dict[str, str] = {}
    for text in texts:
        part, number = id_part(text), 2
        part = f"{part}_" if part in _TAKEN else part
        unique = part
        while unique in found.values():
            unique, number = f"{part}_{number}", number + 1
        found[text] = unique
    return found


@dataclass(frozen=True)
class VariableLevel:
    """A value of a categorical variable: its code in the data, its name in ids, its label."""

    code: Any
    part: str
    label: str


@dataclass(frozen=True)
class Variable:
    """A column: its name in ids and its label; one without levels holds numbers."""

    name: str
    part: str
    label: str
    levels: tuple[VariableLevel, ...] = ()
    boolean: bool = False

    @property
    def about(self) -> dict[str, str]:
        """The properties that its rows state."""
        return {"variable": self.part, "variable_label": self.label}


def variables(
    frame: DataFrame, names: Sequence[str] = (), dictionary: Dictionary | None = None
) -> tuple[Variable, ...]:
    """The named columns, or those that can be summarised: numbers and categories, but not texts or identifiers.

    With a dictionary its types decide; without one, columns of numbers are numbers (those of 0 and 1 alone yes or no)
    and columns of pandas' type category are categories. A name that the frame lacks is a fault.
    """
    fields: Mapping[str, Field] = dictionary.described if dictionary else {}
    unknown = [name for name in names if name not in frame]
    if unknown:
        columns = [str(name) for name in frame]
        raise ResultError(
            [Fault("", f"the data have no column {each}", nearest_or_all(each, columns)) for each in unknown]
        )
    parts = id_parts(str(name) for name in frame)
    chosen = names or [str(name) for name in frame if _summarised(frame[name], fields.get(str(name)))]
    return tuple(_variable(frame[name], parts[name], fields.get(name)) for name in chosen)


def numeric(
    frame: DataFrame, names: Sequence[str] = (), dictionary: Dictionary | None = None
) -> tuple[Variable, ...]:
    """The named columns, or all numeric ones; a named column that is not numeric is a fault."""
    from pandas.api.types import is_numeric_dtype

    found = variables(frame, names, dictionary)
    numbers = [each for each in found if is_numeric_dtype(frame[each.name]) and (names or not each.levels)]
    if names and len(numbers) < len(found):
        texts = [each.name for each in found if each not in numbers]
        raise ResultError(Fault("", f"not numeric: {', '.join(texts)}", "name numeric columns"))
    return tuple(Variable(each.name, each.part, each.label) for each in numbers)


def variables_of_items(
    frame: DataFrame, names: Sequence[str] = (), dictionary: Dictionary | None = None
) -> tuple[Variable, ...]:
    """The named columns, or all with numbers or numeric codes; any other named column is a fault."""
    fields: Mapping[str, Field] = dictionary.described if dictionary else {}
    coded = {str(name) for name in frame if has_numeric_codes(fields.get(str(name)))}
    others = [name for name in names if name not in coded]
    numbers = numeric(frame, others, dictionary) if others or not names else ()
    wanted = coded | {each.name for each in numbers}
    chosen = names or [str(name) for name in frame if str(name) in wanted]
    found = variables(frame, chosen, dictionary) if chosen else ()
    return tuple(Variable(each.name, each.part, each.label) for each in found)


def has_numeric_codes(field: Field | None) -> bool:
    """Whether a column is a category whose codes are numbers, such as 1 = never to 5 = always."""
    return (
        field is not None
        and field.type == "category"
        and bool(field.categories)
        and all(number(code) is not None for code in field.categories)
    )


def _summarised(column: Series[Any], field: Field | None) -> bool:
    from pandas import CategoricalDtype
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    if field is not None:
        return field.type != "text" and not field.unique
    kind = column.dtype
    return isinstance(kind, CategoricalDtype) or bool(is_numeric_dtype(kind)) or bool(is_bool_dtype(kind))


def _variable(column: Series[Any], part: str, field: Field | None) -> Variable:
    name = str(column.name)
    label = label_of(field) if field else name
    boolean = field.type == "boolean" if field else _is_boolean(column)
    if boolean:
        return Variable(name, part, label, (VariableLevel(1, "yes", "yes"),), boolean=True)
    return Variable(name, part, label, tuple(_levels(column, field)))


def label_of(field: Field) -> str:
    """The label of a column in tables and text, with its unit."""
    return f"{field.label}, {field.unit}" if field.unit else field.label


def group_labels(field: Field) -> dict[str, str]:
    """The labels of the groups into which a column with yes and no, or with categories, divides a sample, by code."""
    if field.type == "boolean":
        return {"1": f"{label_of(field)}: yes", "0": f"{label_of(field)}: no"}
    return {code: str(text or code) for code, text in field.categories.items()}


def _is_boolean(column: Series[Any]) -> bool:
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    if is_bool_dtype(column.dtype):
        return True
    found = set(column.dropna()) if is_numeric_dtype(column.dtype) else set()
    return bool(found) and found <= {0, 1}


def _levels(column: Series[Any], field: Field | None) -> Iterator[VariableLevel]:
    """The levels of a category in the order of the dictionary, of pandas' type or of the alphabet."""
    from pandas import CategoricalDtype
    from pandas.api.types import is_numeric_dtype

    if field.type != "category" if field else is_numeric_dtype(column.dtype):
        return
    labels = field.categories if field else {}
    declared = (
        column.cat.categories
        if isinstance(column.dtype, CategoricalDtype)
        else sorted(set(column.dropna()), key=str)
    )
    codes: list[Any] = list(labels) if labels else list(declared)
    parts = id_parts(str(labels.get(code, code)) for code in codes)
    for code in codes:
        text = str(labels.get(code) or code)
        yield VariableLevel(code, parts[str(labels.get(code, code))], text)


def label_rows(path: str, label: str, about: Mapping[str, str]) -> Iterator[Stat]:
    """The row of a label that holds a number or Markdown, so that tables can name it; other labels need none."""
    if needs_row(label):
        yield Stat(
            f"{path}.label",
            label,
            "text",
            "label in the data dictionary",
            about={**about, "statistic": "label"},
        )


def needs_row(label: str) -> bool:
    """Whether a label, typed into a table, would be a typed number or Markdown."""
    marked = any(each.isnumeric() or each in "{}[]*_`$^~@<>\\" for each in label)
    return marked or _NUMBER_WORD.search(label) is not None
