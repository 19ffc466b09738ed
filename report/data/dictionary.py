"""The data dictionary: what each column of a trial file means and which values it may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from report.files.safe_yaml import load
from report.rows.errors import DataError, Fault

Type = Literal["text", "category", "boolean", "integer", "number"]
TYPES = ("text", "category", "boolean", "integer", "number")


@dataclass(frozen=True)
class Field:
    """A column: its meaning, its type, and the rule that its values keep.

    `empty_when` is the column and the value that make an empty cell right, as in ("second_dose", "0"). `step` is the
    distance between the scores that an instrument can give.
    """

    name: str
    label: str
    short: str
    type: Type
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    step: Fraction | None = None
    categories: Mapping[str, str] = field(default_factory=dict)
    instrument: str = ""
    timing: str = ""
    required: bool = True
    unique: bool = False
    pattern: str = ""
    empty_when: tuple[str, str] | None = None

    @property
    def meaning(self) -> str:
        """Instrument and unit, or the label where a column has neither."""
        return ", ".join(part for part in (self.instrument, self.unit) if part) or self.label


@dataclass(frozen=True)
class Dictionary:
    """All columns in the order of the dictionary file, and the codes of a missing value."""

    fields: Mapping[str, Field]
    file: str = "data/dictionary.yaml"
    missing: tuple[str, ...] = ("",)

    def __getitem__(self, name: str) -> Field:
        return self.fields[name]


def read_dictionary(text: str, file: str) -> Dictionary:
    """Read a dictionary from its YAML text; all faults of the file at once."""
    import yaml

    try:
        content = load(text)
    except yaml.YAMLError as error:
        raise DataError(Fault(file, f"is no YAML: {error}", "mend the file")) from None
    columns = content.get("columns") if isinstance(content, dict) else None
    if not isinstance(columns, dict) or not columns:
        raise DataError(Fault(file, "describes no columns", "write `columns: {name: {type: …, label: …}}`"))
    faults = [fault for name, entry in columns.items() if (fault := _fault(file, name, entry))]
    if faults:
        raise DataError(faults)
    codes = content.get("missing", "")
    missing = map(str, codes) if isinstance(codes, list) else [str(codes)]
    return Dictionary(
        {name: _field(name, entry) for name, entry in columns.items()},
        file,
        tuple(dict.fromkeys(["", *missing])),
    )


def _fault(file: str, name: str, entry: Any) -> Fault | None:
    if not isinstance(entry, dict):
        return Fault(file, f"{name} is not described", "write `type: …` and `label: …` below it")
    if entry.get("type") not in TYPES:
        return Fault(file, f"{name} has the type {entry.get('type')}", f"one of {', '.join(TYPES)}")
    if entry["type"] == "category" and not entry.get("categories"):
        return Fault(file, f"{name} is a category without categories", "write `categories: {name: meaning}`")
    try:
        _step(entry)
    except (ValueError, ZeroDivisionError, TypeError, AttributeError):
        return Fault(file, f"{name} has the grid {entry['grid']}", "write `grid: {step: 1/6}`")
    return None


def _step(entry: Mapping[str, Any]) -> Fraction | None:
    """The distance between possible scores, where a column states its grid."""
    if entry.get("grid") is None:
        return None
    step = Fraction(str(entry["grid"].get("step")))
    if step <= 0:
        raise ValueError(step)
    return step


def _field(name: str, entry: Mapping[str, Any]) -> Field:
    known = {
        key: entry[key]
        for key in ("unit", "minimum", "maximum", "instrument", "timing", "required", "unique", "pattern")
        if key in entry
    }
    label = str(entry.get("label", name))
    return Field(
        name,
        label,
        str(entry.get("short", label)),
        entry["type"],
        step=_step(entry),
        categories={str(key): str(text) for key, text in entry.get("categories", {}).items()},
        empty_when=_condition(entry.get("missing_when")),
        **known,
    )


def _condition(text: Any) -> tuple[str, str] | None:
    column, _, code = str(text or "").partition(" is ")
    return (column.strip(), code.strip()) if code else None
