"""The rows of a summary as tables read them: by id, by label, by what they are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from report.rows.stat import Stat
from report.rows.tables import Column, TableRow

#: The columns, the lines and the usual note of a table.
Arranged = tuple[list[Column], list[TableRow], str]


@dataclass(frozen=True)
class Summary:
    """The rows of one summary by their ids, and the id below which they are."""

    id: str
    rows: Mapping[str, Stat]

    def label(self, path: str, text: str) -> str:
        """A label as a cell prints it: itself, or the row that contains it."""
        return f"{{{path}.label}}" if f"{path}.label" in self.rows else text

    def cell(self, *parts: str) -> str:
        """The row of an id below the summary, or an empty string."""
        path = ".".join(part for part in (self.id, *parts) if part)
        return f"{{{path}}}" if path in self.rows else ""

    def kinds(self, key: str) -> dict[str, str]:
        """The values of a key of `about` in the rows, in order, each with its label."""
        found = {
            each.about[key]: each.about.get(f"{key}_label", "")
            for each in self.rows.values()
            if key in each.about
        }
        return found

    def having(self, **about: str) -> list[Stat]:
        """The rows whose `about` has all of these values."""
        return [each for each in self.rows.values() if about.items() <= each.about.items()]
