"""Reads the constants of the protocol: numbers fixed by design, each with its line and source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from report.data.yaml_files import read_yaml
from report.files.safe_yaml import compose
from report.rows import value_ranges as ranges
from report.rows.errors import DataError, Fault
from report.rows.format_registry import FORMATS
from report.rows.stat import Source, Stat

PREFIX = "protocol"
KEYS = {"value", "format", "label", "unit", "source"}


def constants(path: Path, name: str, digest: str) -> tuple[Stat, ...]:
    """The rows `protocol.<key>` of a YAML file; all faults of the file are raised together."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise DataError(Fault(name, "is not UTF-8 text", "save the file as UTF-8")) from None
    entries, node = read_yaml(text, name), compose(text)
    if not isinstance(entries, dict) or node is None:
        raise DataError(Fault(name, "contains no constants", "write `name: {value: …, label: …, source: …}`"))
    if not all(isinstance(key, str) for key in entries):
        raise DataError(
            Fault(name, "has a constant whose name is not a word", "use letters, digits and underscores")
        )
    lines = {key.value: key.start_mark.line + 1 for key, _ in node.value}
    faults = [f for key, entry in entries.items() for f in _faults(f"{name}:{lines[key]}", key, entry)]
    if faults:
        raise DataError(faults)
    rows = tuple(_stat(key, entry, name, lines[key], digest) for key, entry in entries.items())
    faults = [f for row in rows if row.source for f in ranges.faults(row, f"{name}:{row.source.line}", name)]
    if faults:
        raise DataError(faults)
    return rows


def _faults(where: str, key: str, entry: Any) -> list[Fault]:
    if not isinstance(entry, dict) or "value" not in entry or "label" not in entry or "source" not in entry:
        return [Fault(where, f"{key} lacks value, label or source", "give all three")]
    unknown = sorted(set(entry) - KEYS)
    faults = [
        Fault(where, f"{key} has the unknown field {field}", f"one of {', '.join(sorted(KEYS))}")
        for field in unknown
    ]
    if entry.get("format", "text") not in FORMATS:
        faults.append(
            Fault(where, f"{key} has the unknown format {entry['format']}", f"one of {', '.join(FORMATS)}")
        )
    return faults


def _stat(key: str, entry: dict[str, Any], name: str, line: int, digest: str) -> Stat:
    value = entry["value"]
    fallback = "text" if isinstance(value, str) else "count"
    return Stat(
        f"{PREFIX}.{key}",
        value,
        entry.get("format", fallback),
        entry["label"],
        unit=entry.get("unit", ""),
        about={"source": str(entry["source"])},
        source=Source(key, name, line, (), ((name, digest),)),
    )
