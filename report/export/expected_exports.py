"""The documents that an export of tables would write now, for checking copies of them."""

from __future__ import annotations

from collections.abc import Sequence

from report.export.edition import Edition
from report.export.tables_document import tables_document
from report.manuscript.computation import Computed
from report.manuscript.inputs import Inputs

#: The name of files with all tables.
ALL = "tables"
_JOIN = "+"


def file_name(stems: list[str], all: bool) -> str:
    """The name of a file of several tables: tables, or Table-1+Table-S2."""
    return ALL if all else _JOIN.join(stems)


def exported_name(titles: Sequence[str], inputs: Inputs, computed: Computed) -> str:
    """Return the name of the files of an export of exactly the tables with these titles."""
    tables = Edition(inputs, computed).placed("table")
    stems = [each.stem for each in tables if each.title in titles]
    return file_name(stems, len(stems) == len(tables))


def exported_document(name: str, inputs: Inputs, computed: Computed) -> str:
    """Return the Markdown of the export whose files have that name, or an empty string if there is none."""
    edition = Edition(inputs, computed)
    tables = edition.placed("table")
    if name != ALL:
        stems = {each.stem: each for each in tables}
        wanted = name.split(_JOIN)
        if not all(stem in stems for stem in wanted):
            return ""
        tables = [each for each in tables if each.stem in wanted]
    if not tables:
        return ""
    return tables_document(name, tables, computed, edition.documents, edition.root).markdown
