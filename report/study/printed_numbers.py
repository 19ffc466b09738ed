"""Numbers printed in another paper, as a YAML file lists them section by section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from report.data.yaml_files import read_yaml


@dataclass(frozen=True)
class PublishedNumber:
    """A number as printed by the source; `status` is target, design, bound or external."""

    id: str
    printed: str
    kind: str
    section: str
    status: str = "target"
    conflict: bool = False
    unattainable: bool = False
    note: str = ""


def printed_numbers(text: str, file: str, sections: Iterable[str]) -> dict[str, PublishedNumber]:
    """All printed numbers of a file by their ids, in the order of its sections."""
    content = read_yaml(text, file)
    entries = [(section, entry) for section in sections for entry in content.get(section, ())]
    return {entry["id"]: _quantity(section, entry) for section, entry in entries}


def _quantity(section: str, entry: Mapping[str, str]) -> PublishedNumber:
    return PublishedNumber(
        entry["id"],
        str(entry["printed"]),
        str(entry.get("kind", "")),
        section,
        str(entry.get("status", "design" if section == "design" else "target")),
        bool(entry.get("conflict", False)),
        bool(entry.get("unattainable", False)),
        str(entry.get("note", "")),
    )
