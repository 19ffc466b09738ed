"""The quantities that the source paper reports, as data/published.yaml lists them."""

from __future__ import annotations

from report.study.printed_numbers import PublishedNumber, printed_numbers
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


def read_published(text: str) -> dict[str, PublishedNumber]:
    """All quantities by their ids, in the order of the file."""
    return printed_numbers(text, "data/published.yaml", SECTIONS)


@value
def published(published_file: DataFile) -> dict[str, PublishedNumber]:
    """The quantities that the source paper reports."""
    return read_published(published_file.path.read_text(encoding="utf-8"))
