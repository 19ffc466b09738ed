"""The quantities that the source paper reports, as data/published.yaml lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from report.data.yaml_files import read_yaml
from report.study.product import value
from report.study.study import DataFile

SECTIONS = (
    "flow",
    "table1",
    "measurement",
    "primary",
    "session1",
    "session2",
    "abstract_conflicts",
    "external",
    "design",
)


@dataclass(frozen=True)
class Quantity:
    """A number as printed by the source; `status` is target, design, bound or external."""

    id: str
    printed: str
    kind: str
    section: str
    status: str = "target"
    conflict: bool = False
    unattainable: bool = False
    note: str = ""


def read_published(text: str) -> dict[str, Quantity]:
    """All quantities by their ids, in the order of the file."""
    content = read_yaml(text, "data/published.yaml")
    entries = [(section, entry) for section in SECTIONS for entry in content.get(section, ())]
    return {entry["id"]: _quantity(section, entry) for section, entry in entries}


def _quantity(section: str, entry: Mapping[str, str]) -> Quantity:
    return Quantity(
        entry["id"],
        str(entry["printed"]),
        str(entry.get("kind", "")),
        section,
        str(entry.get("status", "design" if section == "design" else "target")),
        bool(entry.get("conflict", False)),
        bool(entry.get("unattainable", False)),
        str(entry.get("note", "")),
    )


@value
def published(published_file: DataFile) -> dict[str, Quantity]:
    """The quantities that the source paper reports."""
    return read_published(published_file.path.read_text(encoding="utf-8"))
