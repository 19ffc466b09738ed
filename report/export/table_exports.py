"""The tables of a paper as files: CSV, workbook, Word, LaTeX and HTML, all from the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from report.export.edition import Edition
from report.export.expected_exports import ALL, file_name
from report.export.export_publishing import Made, Maker, together
from report.export.grid import DisplayedTable, grids
from report.export.numbering import NumberedFloat, chosen
from report.export.tables_document import notice, tables_document
from report.manuscript.computation import Computed
from report.render import Document, render
from report.render.pandoc import read
from report.rows.errors import Fault, ReportError, ToolError
from report.rows.ledger import Ledger
from report.study.build_facts import epoch

FORMATS = ("csv", "xlsx", "docx", "tex", "html")
_PAGES = ("docx", "html")
#: The formats that one process writes, the slowest first; grids are made once for all their formats.
_KINDS = (("docx",), ("csv", "tex", "xlsx"), ("html",))


@dataclass(frozen=True)
class TableExport:
    """The selected tables, and everything needed to write their files."""

    root: Path
    computed: Computed
    tables: list[NumberedFloat]
    document: Document
    time: int

    @property
    def ledger(self) -> Ledger:
        """The rows."""
        return self.computed.results.ledger

    @property
    def notice(self) -> str:
        """The notice of synthetic data in every file."""
        return notice(self.computed)


def table_export(edition: Edition, names: Sequence[str]) -> TableExport:
    """Return the export of the tables with these names, or of all tables."""
    computed, root, among = edition.computed, edition.root, edition.placed("table")
    tables = chosen(names, among)
    name, time = file_name([each.stem for each in tables], len(tables) == len(among)), epoch(root)
    document = read(tables_document(name, tables, computed, edition.documents, root), time)
    return TableExport(root, computed, tables, document, time)


def write_tables(export: TableExport, formats: Sequence[str], folder: Path) -> Made:
    """Write the tables to a folder."""
    return together(table_makers(export, formats), folder)


def table_makers(export: TableExport, formats: Sequence[str]) -> list[Maker]:
    """Return the makers of the tables, pages and grids in parallel; a missing program affects only its formats."""
    kinds = [[format for format in kind if format in formats] for kind in _KINDS]
    return [partial(_write, export, kind) for kind in kinds if kind]


def _write(export: TableExport, formats: Sequence[str], folder: Path) -> Made:
    try:
        if formats[0] in _PAGES:
            _page(export, formats[0], folder)
        else:
            _write_grids(export, formats, folder)
    except ToolError as error:
        return Made(missing=error.faults)
    return Made()


def _page(export: TableExport, format: str, folder: Path) -> None:
    render(export.document, [format], folder, epoch=export.time)
    if format == "html":
        _decorate(export, folder / f"{export.document.name}.html")


def _decorate(export: TableExport, path: Path) -> None:
    """Add provenance to the page; a number that differs from its row is a fault."""
    from report.rows.errors import VerifyError
    from report.trace.occurrences import misprints, occurrences
    from report.trace.page_cards import decorated

    page = path.read_text(encoding="utf-8")
    found = occurrences(export.document.name, page)
    if faults := misprints(found, export.ledger):
        raise VerifyError(faults)
    made = decorated(page, export.document.name, found, export.ledger, export.root)
    path.write_text(made, encoding="utf-8")


def _write_grids(export: TableExport, formats: Sequence[str], folder: Path) -> None:
    found = grids(export.document, export.tables)
    _check_printed(found, export.ledger)
    if "csv" in formats:
        _write_csv(export, found, folder)
    if "tex" in formats:
        _write_tex(export, found, folder)
    if "xlsx" in formats:
        from report.export.workbook import workbook

        data = workbook(found, export.ledger, export.notice, export.time)
        (folder / f"{export.document.name}.xlsx").write_bytes(data)


def _check_printed(found: list[DisplayedTable], ledger: Ledger) -> None:
    """Raise a fault for each run whose text differs from its row."""
    from report.export.csv_tables import printings

    wrong = [
        Fault(each.table, f"prints {each.printed} for {each.id}", "export again; a filter changed it")
        for grid in found
        for each in printings(grid)
        if each.kind == "stat" and each.printed != ledger.stat(each.id).printed
    ]
    if wrong:
        raise ReportError(wrong)


def _write_csv(export: TableExport, found: list[DisplayedTable], folder: Path) -> None:
    from report.export.csv_tables import displayed_csv, tidy_csv

    for grid in found:
        stem = folder / grid.place.stem
        _put(stem.with_suffix(".csv"), displayed_csv(grid, export.notice), bom=True)
        _put(stem.with_suffix(".tidy.csv"), tidy_csv([grid], export.ledger), bom=False)


def _write_tex(export: TableExport, found: list[DisplayedTable], folder: Path) -> None:
    from report.export.tex import fragment, whole

    for grid in found:
        _put(folder / f"{grid.place.stem}.tex", fragment(grid, export.notice))
    _put(folder / f"{ALL}.tex", whole(found, export.ledger, export.notice))


def _put(path: Path, content: str, *, bom: bool = False) -> None:
    """Write a file, with a byte-order mark by which spreadsheets recognise UTF-8 if `bom` is set."""
    path.write_bytes(content.encode("utf-8-sig" if bom else "utf-8"))
