"""Reads the data dictionary: the meaning of each column of a data file and the values it may have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal, cast

from report.data.item_scales import Scale, read_scales
from report.data.yaml_texts import YamlEntry, read_texts
from report.rows.errors import DataError, Fault
from report.rows.suggestions import SURE, nearest

Type = Literal["text", "category", "boolean", "integer", "number"]
TYPES = ("text", "category", "boolean", "integer", "number")
NUMERIC = ("boolean", "integer", "number")
YES, NO = ("1", "1.0", "true", "yes"), ("0", "0.0", "false", "no")
#: The types whose columns have a minimum and a maximum.
_NUMBERS = ("integer", "number")
_KEYS = """
    label short type unit minimum maximum grid decimals categories true false instrument timing required unique
    pattern missing_when higher_is
""".split()  # noqa: SIM905


@dataclass(frozen=True)
class Field:
    """A column: its meaning, its type, and the rules for its values.

    `empty_when` is the column and the value that allow an empty cell, as in ("second_dose", "0"). `step` is the
    distance between the scores that an instrument can give. `codes` maps the ways to write a boolean, in lower case,
    to the 1 or 0 that they mean.
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
    codes: Mapping[str, str] = field(default_factory=dict)
    instrument: str = ""
    timing: str = ""
    required: bool = True
    unique: bool = False
    pattern: str = ""
    empty_when: tuple[str, str] | None = None

    @property
    def meaning(self) -> str:
        """Instrument and unit, or the label if a column has neither."""
        return ", ".join(part for part in (self.instrument, self.unit) if part) or self.label


@dataclass(frozen=True)
class Dictionary:
    """All columns in the order of the dictionary file, the codes of a missing value, and the scales of items."""

    fields: Mapping[str, Field]
    file: str = "data/dictionary.yaml"
    missing: tuple[str, ...] = ("",)
    scales: Mapping[str, Scale] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Field:
        return self.fields[name]

    @property
    def described(self) -> Mapping[str, Field]:
        """All columns, and the scores of all scales and subscales as columns of numbers with their labels."""
        scales = [each for scale in self.scales.values() for each in (scale, *scale.subscales)]
        scores = {
            each.name: Field(each.name, each.label, each.label, "number", required=False) for each in scales
        }
        return {**scores, **self.fields}

    def with_numbers(self, **labels: str) -> Dictionary:
        """The same dictionary with columns of numbers that a study computes, by their labels."""
        added = {name: Field(name, label, label, "number", required=False) for name, label in labels.items()}
        return replace(self, fields={**self.fields, **added})


def read_dictionary(text: str, file: str) -> Dictionary:
    """Read a dictionary from its YAML text; all faults of the file are raised together."""
    content = read_texts(text, file)
    columns = content["columns"].entries
    if not columns:
        raise DataError(Fault(file, "describes no columns", "write `columns: {name: {type: …, label: …}}`"))
    faults = [
        Fault(f"{file}:{entry.line}", f"{name} {what}", remedy)
        for name, entry in columns.items()
        for what, remedy in _faults(entry, columns)
    ]
    if faults:
        raise DataError(faults)
    missing = tuple(dict.fromkeys(["", *content["missing"].texts]))
    scales = read_scales(content["scales"], file)
    fields = {name: _field(name, entry) for name, entry in columns.items()}
    faults = [
        Fault(f"{file}:{content['scales'][name].line}", f"scale {name} {what}", remedy)
        for name, scale in scales.items()
        for what, remedy in _scale_faults(scale, fields)
    ]
    if faults:
        raise DataError(faults)
    items = {item: _item(item, scale) for scale in scales.values() for item in scale.items}
    described = {name: _within(each, items[name]) if name in items else each for name, each in fields.items()}
    return Dictionary({**items, **described}, file, missing, scales)


def _item(name: str, scale: Scale) -> Field:
    """The column of a scale's item, unless the dictionary describes it among its columns."""
    meaning = f"{scale.label}, item {scale.items.index(name) + 1}"
    return Field(
        *(name, meaning, name, "integer", "", scale.minimum, scale.maximum),
        instrument=scale.instrument,
        required=False,
    )


def _within(column: Field, item: Field) -> Field:
    """A column with the ends of its scale, where it has none of its own."""
    if column.type not in _NUMBERS:
        return column
    minimum = item.minimum if column.minimum is None else column.minimum
    maximum = item.maximum if column.maximum is None else column.maximum
    return replace(column, minimum=minimum, maximum=maximum)


def _scale_faults(scale: Scale, fields: Mapping[str, Field]) -> Iterator[tuple[str, str]]:
    """The faults of items that are not numeric, or whose answers may lie outside the range of the scale."""
    for column in (fields[item] for item in scale.items if item in fields):
        if column.type not in (*_NUMBERS, "category"):
            yield f"has the item {column.name}, whose column has type {column.type}", "describe it as integer"
        for key, end, beyond in (
            ("minimum", column.minimum, (column.minimum or 0) < scale.minimum),
            ("maximum", column.maximum, (column.maximum or 0) > scale.maximum),
        ):
            if end is not None and beyond:
                own = getattr(scale, key)
                what = f"has {key} {own:g}, but its item {column.name} has {key} {end:g}"
                yield what, "correct the wrong one; reversed items are computed from the range"


def _faults(entry: YamlEntry, columns: Mapping[str, YamlEntry]) -> Iterator[tuple[str, str]]:
    """The faults in the description of a column, with remedies."""
    if not entry.entries:
        yield "is not described", "write `type: …` and `label: …` below it"
        return
    kind = entry["type"].text
    if kind not in TYPES:
        yield (f"has the unknown type {kind}" if kind else "has no type"), f"one of {', '.join(TYPES)}"
    if kind == "category" and not entry["categories"].entries:
        yield "is a category without categories", "write `categories: {name: meaning}`"
    for key in ("minimum", "maximum"):
        if entry[key].text and _number(entry[key].text) is None:
            yield f"has the {key} {entry[key].text}, which is not a number", "write a number"
    for key in ("required", "unique"):
        if entry[key].text.lower() not in ("", *YES, *NO):
            yield f"has {key}: {entry[key].text}", "write true or false"
    if entry["grid"] and _step(entry["grid"]["step"].text) is None:
        yield f"has the grid {entry['grid']['step'].text or entry['grid'].text}", "write `grid: {step: 1/6}`"
    yield from _unknown(entry, columns)


def _unknown(entry: YamlEntry, columns: Mapping[str, YamlEntry]) -> Iterator[tuple[str, str]]:
    try:
        re.compile(entry["pattern"].text)
    except re.error as error:
        yield f"has a pattern that is not valid: {error}", "write a regular expression"
    condition = _condition(entry["missing_when"].text)
    if entry["missing_when"] and (condition is None or condition[0] not in columns):
        yield f"has missing_when: {entry['missing_when'].text}", "write `missing_when: <column> is <value>`"
    for key in entry.entries:
        near = nearest(key, _KEYS, 1, SURE)
        if key not in _KEYS and near:
            yield f"has the unknown key {key}", f"did you mean {near[0]}?"


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _step(text: str) -> Fraction | None:
    """The distance between possible scores, if a column states its grid."""
    try:
        step = Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None
    return step if step > 0 else None


def _field(name: str, entry: YamlEntry) -> Field:
    label = entry["label"].text or name
    return Field(
        name,
        label,
        entry["short"].text or label,
        cast("Type", entry["type"].text),
        entry["unit"].text,
        _number(entry["minimum"].text),
        _number(entry["maximum"].text),
        _step(entry["grid"]["step"].text),
        {code: meaning.text for code, meaning in entry["categories"].entries.items()},
        _codes(entry) if entry["type"].text == "boolean" else {},
        entry["instrument"].text,
        entry["timing"].text,
        required=entry["required"].text.lower() not in NO,
        unique=entry["unique"].text.lower() in YES,
        pattern=entry["pattern"].text,
        empty_when=_condition(entry["missing_when"].text),
    )


def _codes(entry: YamlEntry) -> dict[str, str]:
    """The ways to write a boolean: the codes given in the dictionary, or the usual ones."""
    named = {"1": entry["true"].texts or YES, "0": entry["false"].texts or NO}
    return {code.lower(): value for value, codes in named.items() for code in (value, *codes)}


def _condition(text: str) -> tuple[str, str] | None:
    column, _, code = text.partition(" is ")
    return (column.strip(), code.strip()) if code else None
