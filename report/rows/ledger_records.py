"""Converts rows, builds and remarks to JSON records and back; a record with another structure is an error."""

from __future__ import annotations

from typing import Any

from report.rows.build_record import Build, Remark
from report.rows.format_registry import FORMATS
from report.rows.levels import Levels, unusual
from report.rows.notation import ENGLISH
from report.rows.stat import Claim, Row, Source, Stat
from report.rows.styles import APA, STYLES

#: The exceptions raised by a record with another structure.
MALFORMED = (ValueError, KeyError, TypeError, AttributeError, ArithmeticError)


def row_record(row: Row, levels: Levels) -> dict[str, Any]:
    """A row as a record; levels that are those of the build are left out."""
    record: dict[str, Any] = {"kind": "claim" if isinstance(row, Claim) else "stat", **vars(row)}
    record["source"] = vars(row.source) if row.source else None
    record["printed"] = row.printed
    own = record.pop("levels", None)
    for unsaved in ("style", "stored"):
        record.pop(unsaved, None)
    return record | ({"levels": own.record()} if own and own != levels else {})


def rows_of_records(records: list[dict[str, Any]], build: Build) -> dict[str, Row]:
    """The rows of a ledger by their ids; an id that occurs twice is an error."""
    rows = {row.id: row for row in (_from_record(record, build) for record in _of(list, records))}
    if len(rows) < len(records):
        raise ValueError("an id occurs twice")
    return rows


def build_of_record(record: dict[str, Any]) -> Build:
    """The build of a ledger; older ledgers have no levels, style or language."""
    pairs = {key: tuple(_texts_by_name(record[key]).items()) for key in ("data", "software")}
    texts = {key: _of(str, record[key]) for key in ("study", "commit", "repository")}
    own = {"synthetic": _of(bool, record["synthetic"]), "levels": _levels(record.get("levels", {}))}
    own["style"] = STYLES[record.get("style", APA.name)].name
    own["language"] = _of(str, record.get("language", ENGLISH.language))
    return Build(**{**record, **texts, **pairs, **own})


def _levels(record: Any) -> Levels:
    return Levels(**_of(dict, record))


def remarks_of_records(records: list[dict[str, Any]]) -> tuple[Remark, ...]:
    """The remarks on the data of a ledger."""
    return tuple(
        Remark(_of(str, each["text"]), _of(str, each["product"]), _texts(each["reaches"]))
        for each in _of(list, records)
    )


def _from_record(record: dict[str, Any], build: Build) -> Row:
    fields = {key: value for key, value in record.items() if key not in ("kind", "printed")}
    for key in {"id", "label", "format", "symbol", "unit"} & fields.keys():
        _of(str, fields[key])
    fields["warnings"] = _texts(fields["warnings"])
    fields["source"] = _source(fields["source"]) if fields["source"] is not None else None
    row: Row
    if record["kind"] == "claim":
        row = Claim(**{**fields, "holds": _of(bool, fields["holds"]), "evidence": _texts(fields["evidence"])})
    else:
        _of((int, type(None)), fields["n"])
        own = _levels(fields["levels"]) if "levels" in fields else unusual(build.levels)
        if fields["format"] not in FORMATS:
            fields["stored"] = _of(str, record["printed"])
        known = {"about": _texts_by_name(fields["about"]), "levels": own, "style": build.style}
        row = Stat(**{**fields, **known})
    _ = row.printed  # raises if the format cannot print the value
    return row


def _source(record: dict[str, Any]) -> Source:
    data = tuple((_of(str, file), _of(str, digest)) for file, digest in record["data"])
    _of(int, record["line"])
    texts = {key: _of(str, record[key]) for key in ("function", "file")}
    return Source(**{**record, **texts, "inputs": _texts(record["inputs"]), "data": data})


def _of(kind: Any, value: Any) -> Any:
    """The value, if it has the expected type; otherwise TypeError."""
    if not isinstance(value, kind):
        raise TypeError(type(value))
    return value


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(_of(str, value) for value in _of(list, values))


def _texts_by_name(values: Any) -> dict[str, str]:
    return {key: _of(str, value) for key, value in _of(dict, values).items()}
