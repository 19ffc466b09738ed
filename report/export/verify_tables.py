"""Checks exported tables against the same tables exported again from the recomputed rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from report.export.cell_location import is_tidy
from report.export.expected_exports import ALL
from report.export.readback import AROUND, ReadTable, is_title, read_csv, read_tex
from report.export.table_differences import Ids, differences
from report.export.workbook_checks import (
    listed_tables,
    missing_sheets,
    of_provenance,
    records_ids,
    typed_outside_cells,
)
from report.export.workbook_reading import IDS, PROVENANCE, read_workbook
from report.text.reading.guards import UnreadableError
from report.verify.balance import Balance
from report.verify.check import NOT_CHECKED, OPENERS, Checked, Opened
from report.verify.findings import Finding, Where
from report.verify.judged_tokens import numbers_and_marks

if TYPE_CHECKING:
    from report.export.table_exports import TableExport
    from report.manuscript.computation import Computed
    from report.manuscript.inputs import Inputs

READERS: dict[str, Callable[[Path], list[ReadTable]]] = {
    ".csv": read_csv,
    ".tex": read_tex,
    ".xlsx": read_workbook,
}


class Recomputed(Protocol):
    """The recomputed paper from which the expected tables are exported."""

    @property
    def inputs(self) -> Inputs:
        """The project and its data."""
        ...

    @property
    def computed(self) -> Computed:
        """Its recomputed results."""
        ...


_DIGIT = re.compile(r"\d")


def open_table(path: Path) -> Opened:
    """Open an exported table or workbook."""
    sheets = READERS[path.suffix.lower()](path)
    if not sheets:
        raise UnreadableError("contains no table of this paper")
    return lambda documents: _checked(path, sheets, cast("Recomputed", documents))


def register() -> None:
    """Register exported tables with `report check`."""
    OPENERS.update(dict.fromkeys(READERS, open_table))


def _checked(path: Path, read: list[ReadTable], documents: Recomputed) -> Checked:
    sheets = [each for each in read if each.title]
    today = {sheet.title: (sheet, ids) for sheet, ids in expected_tables(path, sheets, documents)}
    notes = [each.note for each in read if each.note]
    findings: list[Finding] = []
    for sheet in sheets:
        findings += typed_outside_cells(sheet)
        if sheet.title not in today and path.suffix.lower() == ".csv":
            findings += _of_unknown_table(sheet)
        elif sheet.title not in today:
            notes.append(f"the sheet {sheet.title}, which this paper does not have")
        elif sheet.title == PROVENANCE:
            facts, more = of_provenance(sheet, today[PROVENANCE][0])
            findings, notes = [*findings, *facts], [*notes, *more]
        else:
            findings += differences(path, sheet, *today[sheet.title])
    if path.suffix.lower() == ".xlsx":
        lost, more = missing_sheets(
            [each.title for each in sheets], {name: ids for name, (_, ids) in today.items()}
        )
        findings, notes = [*findings, *lost], [*notes, *more]
    tables = {title: ids for title, (_, ids) in today.items() if is_title(title)}
    numbers = sum(len(each) for ids in tables.values() for each in ids.values())
    remarks = tuple(f"{NOT_CHECKED}{note}" for note in notes)
    return Checked(path, ", ".join(tables), numbers, tuple(findings), _balance(sheets), remarks)


def _of_unknown_table(sheet: ReadTable) -> Iterator[Finding]:
    """The numbers of lines that name no table of the paper."""
    for line in sheet.lines:
        if numbers_and_marks(" ".join(line)):
            yield Finding(
                "typed", "", "", ", ".join(filter(None, line)), Where(block="line", table=sheet.title)
            )


def _balance(sheets: list[ReadTable]) -> Balance:
    """The cells with digits of all sheets that were compared."""
    digits = sum(bool(_DIGIT.search(cell)) for sheet in sheets for line in sheet.lines for cell in line)
    return Balance(digits, Counter({"cells with digits": digits}))


def expected_tables(
    path: Path, sheets: list[ReadTable], documents: Recomputed
) -> Iterator[tuple[ReadTable, Ids]]:
    """Return the same tables exported from recomputed rows, and the ids of the rows in each cell."""
    from report.export.edition import Edition
    from report.export.table_exports import table_export

    edition = Edition(documents.inputs, documents.computed)
    names = {each.title: each.name for each in edition.placed("table")}
    titles = list(
        dict.fromkeys([*(each.title for each in sheets if is_title(each.title)), *listed_tables(sheets)])
    )
    known = [names[title] for title in titles if title in names]
    if not known:
        raise UnreadableError(f"contains {', '.join(titles)}, which this paper does not have")
    export = table_export(edition, known)
    yield from _exported_again(path, sheets, export)


def _exported_again(
    path: Path, sheets: list[ReadTable], export: TableExport
) -> Iterator[tuple[ReadTable, Ids]]:
    from tempfile import TemporaryDirectory

    from report.export.table_exports import write_tables

    suffix = path.suffix.lower()
    with TemporaryDirectory(prefix="report-check-") as scratch:
        folder = Path(scratch)
        write_tables(export, [suffix[1:]], folder)
        if suffix == ".xlsx":
            made = read_workbook(folder / f"{export.document.name}.xlsx")
        elif any(sheet.title == AROUND for sheet in sheets):
            made = read_tex(folder / f"{ALL}.tex")
        else:
            end = ".tidy.csv" if suffix == ".csv" and all(map(is_tidy, sheets)) else suffix
            paths = [folder / f"{each.stem}{end}" for each in export.tables]
            made = [sheet for each in paths for sheet in READERS[suffix](each)]
        texts = {each.stem: folder / f"{each.stem}.tex" for each in export.tables}
        for sheet in made:
            yield sheet, _ids(sheet, suffix, texts, export)


def _ids(sheet: ReadTable, suffix: str, texts: dict[str, Path], export: TableExport) -> Ids:
    if sheet.title == AROUND:
        return {}
    if suffix == ".tex":
        lines = texts[sheet.title.replace(" ", "-")].read_text(encoding="utf-8").splitlines()
        behind = (re.search(r"(?<!\\)% ((?:stars:)?[a-z][\w.]*(?: [\w.:]+)*)$", line) for line in lines)
        return {(i, 0): _unmarked(found[1]) for i, found in enumerate(behind) if found and "." in found[1]}
    if suffix == ".xlsx":
        return _hidden_ids(sheet) if is_title(sheet.title) else records_ids(sheet)
    if is_tidy(sheet):
        return {(i, place): (line[6],) for i, line in enumerate(sheet.lines) for place in (8, 9)}
    return _displayed_ids(sheet, export)


def _unmarked(ids: str) -> tuple[str, ...]:
    return tuple(id.removeprefix("stars:") for id in ids.split())


def _hidden_ids(sheet: ReadTable) -> Ids:
    """Return the ids in the hidden columns, which are offset by the width of the table."""
    head = next(line for line in sheet.lines if any(cell.startswith(IDS) for cell in line))
    wide = next(place for place, cell in enumerate(head) if cell.startswith(IDS))
    return {
        (i, place - wide): tuple(cell.split())
        for i, line in enumerate(sheet.lines)
        for place, cell in enumerate(line)
        if place >= wide and cell and not cell.startswith(IDS)
    }


def _displayed_ids(sheet: ReadTable, export: TableExport) -> Ids:
    from report.export.grid import grids

    place = next(each for each in export.tables if each.title == sheet.title)
    grid = next(each for each in grids(export.document, export.tables) if each.place == place)
    lines = [(grid.caption,), *((),) * bool(export.notice), grid.heads]
    lines += [row.cells for row in grid.rows] + [(note,) for note in grid.notes]
    return {
        (i, j): tuple(run.id for run in runs if run.id)
        for i, line in enumerate(lines)
        for j, runs in enumerate(line)
        if any(run.id for run in runs)
    }
