"""Compares an exported table with the same table exported again, cell by cell, by position."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from math import isclose
from pathlib import Path

from report.export.cell_location import cell_location, is_tidy
from report.export.csv_tables import COLUMNS
from report.export.readback import SHOWN, Line, ReadTable, plain, same_text
from report.export.workbook_reading import IDS, STATISTICS
from report.verify.findings import Finding, Kind
from report.verify.judged_tokens import numbers_and_marks

#: The ids of the rows that each cell prints, by line and place.
Ids = dict[tuple[int, int], tuple[str, ...]]
#: The columns of a tidy line before its label: its place and the row that it prints.
_KEYS = COLUMNS.index("label")
_VALUE = COLUMNS.index("value")
#: Spreadsheets store fifteen digits of a number, and OpenDocument files ten of a very small one.
_CLOSE = 1e-9
#: The decimal places of the numbers that spreadsheets save in scientific notation.
_SHOWN = 2
_SCIENTIFIC = re.compile(r"-?\d\.(?P<places>\d+)[eE][-+]?\d{1,3}")
#: What programs write for signs that an encoding lacks, read as a minus sign.
_LOST = str.maketrans("?'\"", "---")
#: Spaces other than the narrow ones that divide thousands.
_SPACE = re.compile(r"[^\S\u202f\u2009\n]")


def differences(path: Path, sheet: ReadTable, right: ReadTable, ids: Ids) -> Iterator[Finding]:
    """Align the lines of both tables, and compare the cells of aligned lines."""
    key = _Key(numbers=path.suffix.lower() == ".csv", narrow=sheet.narrow)
    is_records = right.title == STATISTICS or (path.suffix.lower() == ".csv" and is_tidy(right))
    if right.lines and is_records:
        right, ids = _sorted(sheet, right, ids, key)
    keys = (list(map(key.line, _printed(right))), list(map(key.line, _printed(sheet))))
    for kind, i, last, j, end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        pairs = min(last - i, end - j)
        for step in range(pairs):
            yield from _of_line(path, sheet, right, ids, (i + step, j + step), key)
        for gone in range(i + pairs, last):
            yield from _of_missing(path, right, ids, gone)
        for extra in range(j + pairs, end):
            yield from _of_added(path, sheet, extra, _labels(right, ids, key), key)


def _of_missing(path: Path, right: ReadTable, ids: Ids, line: int) -> Iterator[Finding]:
    """A finding for each row, or for the label of a line that has none: a head, a group, a notice."""
    stats = list(_stats_of(ids, line))
    for place, id in stats:
        yield Finding("deleted", id, right.lines[line][place], "", cell_location(path, right, line, place))
    for place, cell in enumerate(_printed(right)[line]) if not stats else ():
        if _is_label(cell):
            yield Finding("deleted", "", cell, "", cell_location(path, right, line, place))


def _of_added(path: Path, sheet: ReadTable, line: int, labels: set[str], key: _Key) -> Iterator[Finding]:
    """A finding for each number of an added line, and for each label that the table has elsewhere."""
    for place, cell in enumerate(_printed(sheet)[line]):
        where = cell_location(path, sheet, line, place)
        if numbers_and_marks(cell):
            yield Finding("typed", "", "", cell, where)
        elif _is_label(cell) and key.cell(cell) in labels:
            yield Finding("moved", "", cell, cell, where)


def _is_label(cell: str) -> bool:
    """Whether a cell names something; lines of LaTeX that print nothing are commands."""
    return bool(cell.strip("\\ ")) and not cell.startswith("\\")


@dataclass(frozen=True)
class _Key:
    """Comparison keys that are equal for the same content written by different programs."""

    numbers: bool
    narrow: str

    def cell(self, cell: str) -> str:
        """Return the key of a cell; if the encoding lost characters, they are replaced in the same way.

        Spaces of any width become spaces, since programs keep the indentation of a label with those of the encoding.
        Some programs write a minus sign, a dash or an apostrophe as a question mark, others as that of a typewriter.
        """
        if not self.narrow:
            return same_text(cell, numbers=self.numbers)
        text = plain(_SPACE.sub(" ", cell)).encode(self.narrow, "replace").decode(self.narrow)
        return same_text(text.translate(_LOST), numbers=self.numbers)

    def same(self, one: str, other: str, *, stored: bool = False) -> bool:
        """Whether two cells have the same content; a spreadsheet stores fewer digits of a `stored` value."""
        first, second = self.cell(one), self.cell(other)
        if first == second or (stored and _is_stored(one, other)):
            return True
        value, shown, text = first.partition(SHOWN)
        another, _, other_text = second.partition(SHOWN)
        return bool(shown) and text == other_text and isclose(float(value), float(another), rel_tol=_CLOSE)

    def line(self, line: Line) -> tuple[str, ...]:
        """A line without trailing empty cells."""
        cells = list(map(self.cell, line))
        while cells and not cells[-1]:
            cells.pop()
        return tuple(cells)


def _is_stored(value: str, saved: str) -> bool:
    """Whether a value was saved with the digits that a spreadsheet stores, or shows of a small one: `2.35E-38`."""
    try:
        exact, found = float(value), float(saved)
    except ValueError:
        return False
    shown = _SCIENTIFIC.fullmatch(saved)
    places = len(shown["places"]) if shown else 0
    return isclose(exact, found, rel_tol=_CLOSE) or (
        places >= _SHOWN and float(f"{exact:.{places}e}") == found
    )


def _printed(sheet: ReadTable) -> list[Line]:
    """The lines of a sheet without the hidden columns that name rows."""
    hidden = {place for line in sheet.lines for place, cell in enumerate(line) if cell.startswith(IDS)}
    if not hidden:
        return list(sheet.lines)
    return [tuple(cell for place, cell in enumerate(line) if place not in hidden) for line in sheet.lines]


def _sorted(sheet: ReadTable, right: ReadTable, ids: Ids, key: _Key) -> tuple[ReadTable, Ids]:
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
    path: Path, sheet: ReadTable, right: ReadTable, ids: Ids, paired: tuple[int, int], key: _Key
) -> Iterator[Finding]:
    """Compare the cells of an expected line with those of the line that the file has in its place."""
    wanted, found = _printed(right)[paired[0]], _printed(sheet)[paired[1]]
    for place in range(max(len(wanted), len(found))):
        old, new = (each[place] if place < len(each) else "" for each in (wanted, found))
        if key.same(old, new, stored=place == _VALUE and is_tidy(right)):
            continue
        where = cell_location(path, sheet, paired[1], place)
        behind = ids.get((paired[0], place), ())
        if behind:
            yield from (Finding("changed", id, old, new, where) for id in behind)
            continue
        kind = _kind_of_change(key.cell(old), key.cell(new), _labels(right, ids, key))
        if kind is not None:
            yield Finding(kind, "", old, new, where)


def _kind_of_change(old: str, new: str, labels: set[str]) -> Kind | None:
    """The kind of change of a text without rows: other numbers or marks, no text, or another label, all by keys."""
    if numbers_and_marks(old) != numbers_and_marks(new):
        return "typed"
    if _is_label(old) and not new.strip():
        return "deleted"
    if new in labels:
        return "swapped" if _is_label(old) else "moved"
    return None


def _labels(sheet: ReadTable, ids: Ids, key: _Key) -> set[str]:
    """Return the keys of the heads of rows, columns and groups; a swapped head attributes values wrongly."""
    cells = ((i, j, key.cell(cell)) for i, line in enumerate(_printed(sheet)) for j, cell in enumerate(line))
    return {cell for i, j, cell in cells if cell and (i, j) not in ids}
