"""Comparison of exported tables with the same tables exported again, cell by cell, by position."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from math import isclose
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from report.export.cell_location import cell_location, is_tidy
from report.export.csv_tables import COLUMNS
from report.export.expected_exports import ALL
from report.export.readback import AROUND, SHOWN, Line, Sheet, read_csv, read_tex, read_workbook, same_text
from report.text.reading.guards import UnreadableError
from report.verify.balance import Balance
from report.verify.check import OPENERS, Checked, Opened
from report.verify.findings import Finding

if TYPE_CHECKING:
    from report.export.table_exports import TableExport
    from report.manuscript.computation import Computed, Inputs

READERS: dict[str, Callable[[Path], list[Sheet]]] = {
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


#: The columns of a tidy line before its label: its place and the row that it prints.
_KEYS = COLUMNS.index("label")
#: Tolerance for the fifteenth digit of a number.
_CLOSE = 1e-14
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


def _checked(path: Path, sheets: list[Sheet], documents: Recomputed) -> Checked:
    today = {sheet.title: (sheet, ids) for sheet, ids in _today(path, sheets, documents)}
    findings: list[Finding] = []
    numbers = 0
    for sheet in sheets:
        right, ids = today[sheet.title]
        numbers += sum(len(each) for each in ids.values())
        findings += _differences(path, sheet, right, ids)
    digits = sum(bool(_DIGIT.search(cell)) for sheet in sheets for line in sheet.lines for cell in line)
    account = Balance(digits, Counter({"cells with digits": digits}))
    tables = ", ".join(title for title in today if title != AROUND)
    return Checked(path, tables, numbers, tuple(findings), account)


Ids = dict[tuple[int, int], tuple[str, ...]]


def _today(path: Path, sheets: list[Sheet], documents: Recomputed) -> Iterator[tuple[Sheet, Ids]]:
    """Return the same tables exported from recomputed rows, and the ids of the rows in each cell."""
    from report.export.edition import Edition
    from report.export.table_exports import table_export

    edition = Edition(documents.inputs, documents.computed)
    names = {each.title: each.name for each in edition.placed("table")}
    titles = [sheet.title for sheet in sheets if sheet.title != AROUND]
    unknown = [title for title in titles if title not in names]
    if unknown:
        raise UnreadableError(f"contains {', '.join(unknown)}, which this paper does not have")
    export = table_export(edition, [names[title] for title in titles])
    yield from _exported_again(path, sheets, export)


def _exported_again(path: Path, sheets: list[Sheet], export: TableExport) -> Iterator[tuple[Sheet, Ids]]:
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


def _ids(sheet: Sheet, suffix: str, texts: dict[str, Path], export: TableExport) -> Ids:
    if sheet.title == AROUND:
        return {}
    if suffix == ".tex":
        lines = texts[sheet.title.replace(" ", "-")].read_text(encoding="utf-8").splitlines()
        behind = (re.search(r"(?<!\\)% ((?:stars:)?[a-z][\w.]*(?: [\w.:]+)*)$", line) for line in lines)
        return {(i, 0): _unmarked(found[1]) for i, found in enumerate(behind) if found and "." in found[1]}
    if suffix == ".xlsx":
        return _hidden_ids(sheet)
    if is_tidy(sheet):
        return {(i, place): (line[6],) for i, line in enumerate(sheet.lines) for place in (8, 9)}
    return _displayed_ids(sheet, export)


def _unmarked(ids: str) -> tuple[str, ...]:
    return tuple(id.removeprefix("stars:") for id in ids.split())


def _hidden_ids(sheet: Sheet) -> Ids:
    """Return the ids in the hidden columns, which are offset by the width of the table."""
    from report.export.workbook import IDS

    head = next(line for line in sheet.lines if any(cell.startswith(IDS) for cell in line))
    wide = next(place for place, cell in enumerate(head) if cell.startswith(IDS))
    return {
        (i, place - wide): tuple(cell.split())
        for i, line in enumerate(sheet.lines)
        for place, cell in enumerate(line)
        if place >= wide and cell and not cell.startswith(IDS)
    }


def _displayed_ids(sheet: Sheet, export: TableExport) -> Ids:
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


def _differences(path: Path, sheet: Sheet, right: Sheet, ids: Ids) -> Iterator[Finding]:
    """Align the lines of both tables, and compare the cells of aligned lines."""
    key = _Key(numbers=path.suffix.lower() == ".csv", lossy=sheet.lossy)
    if right.lines and is_tidy(right) and path.suffix.lower() == ".csv":
        right, ids = _sorted(sheet, right, ids, key)
    keys = (list(map(key.line, _printed(right))), list(map(key.line, _printed(sheet))))
    for kind, i, last, j, end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        pairs = min(last - i, end - j)
        for step in range(pairs):
            yield from _of_line(path, sheet, right, ids, (i + step, j + step), key)
        for gone in range(i + pairs, last):
            for place, id in _stats_of(ids, gone):
                where = cell_location(path, right, gone, place)
                yield Finding("deleted", id, right.lines[gone][place], "", where)
            if path.suffix.lower() == ".tex" and _is_head(right, ids, gone):
                yield Finding("deleted", "", right.lines[gone][0], "", cell_location(path, right, gone, 0))
        for extra in range(j + pairs, end):
            for place, cell in enumerate(_printed(sheet)[extra]):
                if _DIGIT.search(cell):
                    yield Finding("typed", "", "", cell, cell_location(path, sheet, extra, place))


@dataclass(frozen=True)
class _Key:
    """Comparison keys that are equal for the same content written by different programs."""

    numbers: bool
    lossy: bool

    def cell(self, cell: str) -> str:
        """Return the key of a cell; if the encoding lost characters, they are replaced in the same way."""
        text = cell.encode("cp1252", "replace").decode("cp1252") if self.lossy else cell
        return same_text(text, numbers=self.numbers)

    def same(self, one: str, other: str) -> bool:
        """Whether two cells have the same content; a spreadsheet stores fifteen digits of a number."""
        first, second = self.cell(one), self.cell(other)
        if first == second:
            return True
        value, shown, text = first.partition(SHOWN)
        another, _, other_text = second.partition(SHOWN)
        return bool(shown) and text == other_text and isclose(float(value), float(another), rel_tol=_CLOSE)

    def line(self, line: Line) -> tuple[str, ...]:
        """A line without the empty cells at its end."""
        cells = list(map(self.cell, line))
        while cells and not cells[-1]:
            cells.pop()
        return tuple(cells)


def _printed(sheet: Sheet) -> list[Line]:
    """The lines of a sheet without the hidden columns that name rows."""
    from report.export.workbook import IDS

    hidden = {place for line in sheet.lines for place, cell in enumerate(line) if cell.startswith(IDS)}
    if not hidden:
        return list(sheet.lines)
    return [tuple(cell for place, cell in enumerate(line) if place not in hidden) for line in sheet.lines]


def _sorted(sheet: Sheet, right: Sheet, ids: Ids, key: _Key) -> tuple[Sheet, Ids]:
    """Return the expected tidy lines in the order of the file, which may have been sorted."""
    places: dict[Line, list[int]] = {}
    for i, line in enumerate(right.lines):
        places.setdefault(key.line(line[:_KEYS]), []).append(i)
    found = [key.line(line[:_KEYS]) for line in sheet.lines]
    order = [places[each].pop(0) for each in found if places.get(each)]
    order += [i for left in places.values() for i in left]
    moved = {old: new for new, old in enumerate(order)}
    lines = tuple(right.lines[i] for i in order)
    return replace(right, lines=lines), {(moved[i], place): each for (i, place), each in ids.items()}


def _stats_of(ids: Ids, line: int) -> Iterator[tuple[int, str]]:
    return ((place, id) for (i, place), behind in ids.items() if i == line for id in behind)


def _of_line(
    path: Path, sheet: Sheet, right: Sheet, ids: Ids, paired: tuple[int, int], key: _Key
) -> Iterator[Finding]:
    """Compare the cells of an expected line with those of the line that the file has in its place."""
    wanted, found = _printed(right)[paired[0]], _printed(sheet)[paired[1]]
    for place in range(max(len(wanted), len(found))):
        old, new = (each[place] if place < len(each) else "" for each in (wanted, found))
        if key.same(old, new):
            continue
        where = cell_location(path, sheet, paired[1], place)
        behind = ids.get((paired[0], place), ())
        if behind:
            yield from (Finding("changed", id, old, new, where) for id in behind)
        elif _digits(old) != _digits(new):
            yield Finding("typed", "", old, new, where)
        elif old.strip() and new.strip() in _labels(right, ids):
            yield Finding("swapped", "", old, new, where)


def _is_head(sheet: Sheet, ids: Ids, line: int) -> bool:
    """Whether a line of LaTeX is the head of the row of values behind it."""
    text = sheet.lines[line][0] if sheet.lines[line] else ""
    return bool(text.strip("\\ ")) and (line, 0) not in ids and (line + 1, 0) in ids and text[:1] != "\\"


def _labels(sheet: Sheet, ids: Ids) -> set[str]:
    """Return the heads of rows, columns and groups; a swapped head attributes values wrongly."""
    cells = ((i, j, cell.strip()) for i, line in enumerate(_printed(sheet)) for j, cell in enumerate(line))
    return {cell for i, j, cell in cells if cell and (i, j) not in ids}


def _digits(text: str) -> list[str]:
    return re.findall(r"[\d.,]*\d", text)
