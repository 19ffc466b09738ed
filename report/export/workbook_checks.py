"""Checks the parts of a workbook other than its tables: missing sheets, the records of all rows, and the provenance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from report.export.csv_tables import COLUMNS
from report.export.readback import ReadTable, is_title
from report.export.table_differences import Ids
from report.export.workbook_reading import PROVENANCE, STATISTICS
from report.rows.notation import ENGLISH
from report.text.blocks import Block
from report.verify.findings import Finding, Where
from report.verify.judged_tokens import numbers_and_marks
from report.verify.permitted_additions import Vocabulary
from report.verify.running_matter import typed_results

_TABLE, _ID = COLUMNS.index("table"), COLUMNS.index("id")
_PRINTS = (COLUMNS.index("value"), COLUMNS.index("printed"))
_SYNTHETIC = "Synthetic data"
#: A workbook says nothing about the labels, authors and words of its paper.
_NOTHING = Vocabulary(frozenset(), frozenset(), frozenset(), frozenset())
Found = tuple[list[Finding], list[str]]


def listed_tables(sheets: Sequence[ReadTable]) -> Iterator[str]:
    """The tables whose rows the records list, whether or not their sheets are still there."""
    for sheet in sheets:
        if sheet.title == STATISTICS:
            yield from (line[_TABLE] for line in sheet.lines if line and is_title(line[_TABLE]))


def records_ids(sheet: ReadTable) -> Ids:
    """The ids of the rows in the sheet of records; none in that of provenance."""
    if sheet.title != STATISTICS:
        return {}
    lines = ((i, line) for i, line in enumerate(sheet.lines) if line and is_title(line[_TABLE]))
    return {(i, place): (line[_ID],) for i, line in lines for place in _PRINTS}


def typed_outside_cells(sheet: ReadTable) -> Iterator[Finding]:
    """The texts outside_cells the cells of a sheet that contain results."""
    for place, text in sheet.outside_cells:
        of_cell = place.startswith(("prompt", "link"))
        if numbers_and_marks(text) if of_cell else any(typed_results(Block("", text), ENGLISH, _NOTHING)):
            yield Finding("typed", "", "", text, Where(table=sheet.title, block=place))


def missing_sheets(titles: Sequence[str], expected: Mapping[str, Ids]) -> Found:
    """A finding for each table without a sheet; a note if its records, which list the tables, are missing."""
    lost = [
        Finding(
            "deleted", "", f"{sum(map(len, ids.values()))} numbers", "", Where(table=title, block="sheet")
        )
        for title, ids in expected.items()
        if title not in titles and is_title(title)
    ]
    missing = [name for name in (STATISTICS, PROVENANCE) if name not in titles]
    return lost, [f"the sheet {name}, which the copy lacks" for name in missing]


def of_provenance(sheet: ReadTable, right: ReadTable) -> Found:
    """Findings on the notice and the fact of synthetic data; a note if other facts differ, as in an older copy."""
    ours, theirs = _facts(right), _facts(sheet)
    wanted = [fact for fact in ours if fact == _SYNTHETIC or not ours[fact]]
    findings = [
        Finding("reworded", "", f"{fact} {ours[fact]}".strip(), theirs.get(fact, ""), Where(block=PROVENANCE))
        for fact in wanted
        if theirs.get(fact) != ours[fact]
    ]
    others = any(theirs.get(fact) != ours.get(fact) for fact in {*ours, *theirs} - set(wanted))
    return findings, ["the facts on the sheet Provenance, which belong to another build"] * others


def _facts(sheet: ReadTable) -> dict[str, str]:
    """The first two cells of each line that has any."""
    lines = ((*line, "", "")[:2] for line in sheet.lines)
    return {fact.strip(): value.strip() for fact, value in lines if fact.strip() or value.strip()}
