"""Checks what a product returned against its kind; faults of rows have the line of the study that yields them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import GeneratorType
from typing import Any

from report.files.installed import import_folders
from report.rows import value_ranges as ranges
from report.rows.errors import Fault, LedgerError, ProductError, ReportError, ResultError
from report.rows.stat import Claim, Row, Stat
from report.study.module_loading import line_of, own_line
from report.study.product import Product

ROWS = ("stats", "claims")
_LOCATED = re.compile(r".+:\d+")


def returned(item: Product, made: Any, root: Path) -> Any:
    """The result of a product; its rows are collected one by one, and all their faults are raised together."""
    if item.kind not in ROWS:
        return made
    here = location(item, root)
    if isinstance(made, Stat | Claim | str | Mapping) or not isinstance(made, Iterable):
        what = f"{item.name} is tagged @{item.kind} but returns {_named(made)}"
        raise ProductError(Fault(here, what, "yield each Stat or Claim: replace `return` by `yield`"))
    rows: list[Row] = []
    faults: list[Fault] = []
    lines: dict[str, str] = {}
    for row in (collected := _Collected(made)):
        where = _line(made, root) or here
        found = [*_wrong_type(row, where, item.name)] or [*ranges.faults(row, where, item.name)]
        faults += [*found, *_repeated(row, where, lines)]
        rows.append(row)
    if collected.value is not None:
        what = f"{item.name} yields rows and also returns {_named(collected.value)}, which is lost"
        faults.append(Fault(here, what, "replace `return` by `yield from`"))
    if faults:
        raise ProductError(faults)
    return rows


def _repeated(row: Any, where: str, lines: dict[str, str]) -> Iterator[Fault]:
    """The fault of a row whose id another row of the product has; `lines` has the line that yields each id."""
    id = getattr(row, "id", None)
    if id in lines:
        yield Fault(where, f"{id} is yielded twice: here and in {lines[id]}", "rename one of them")
    elif isinstance(id, str):
        lines[id] = where


class _Collected:
    """Iterates over what a product yields; `value` is what it returned at the end."""

    def __init__(self, made: Any) -> None:
        self.made = made
        self.value: Any = None

    def __iter__(self) -> Iterator[Any]:
        self.value = yield from self.made


def _named(made: Any) -> str:
    kind = "nothing" if made is None else type(made).__name__
    return f"a {kind}" if isinstance(made, Stat | Claim) else kind


def _wrong_type(row: Any, where: str, product: str) -> Iterator[Fault]:
    if not isinstance(row, Stat | Claim):
        many = isinstance(row, list | tuple | GeneratorType)
        remedy = "write `yield from` for several rows" if many else "yield Stat or Claim"
        yield Fault(where, f"{product} yields {type(row).__name__}", remedy)


def _line(made: Any, root: Path) -> str:
    """The innermost line of the project at which a generator yields."""
    found = ""
    while isinstance(made, GeneratorType) and (frame := made.gi_frame) is not None:
        found = next(iter(own_line(frame.f_code.co_filename, frame.f_lineno, root)), found)
        made = made.gi_yieldfrom
    return found


def located(error: ReportError, item: Product, root: Path) -> tuple[Fault, ...]:
    """The faults that a product raised; those of rows and tables get the line of the study that created them."""
    line = line_of(error, root, location(item, root))
    return tuple(
        _located(fault, line, item.name, isinstance(error, LedgerError | ResultError))
        for fault in error.faults
    )


def _located(fault: Fault, line: str, product: str, of_ledger: bool) -> Fault:
    if fault.where and (not of_ledger or _LOCATED.fullmatch(fault.where)):
        return fault
    message = " ".join(part for part in (fault.where, fault.what) if part)
    return Fault(line, f"{product}: {message}", fault.remedy)


def location(item: Product, root: Path) -> str:
    """File and line of a product's `def`."""
    return f"{file_of(item, root)}:{item.line}"


def file_of(item: Product, root: Path) -> str:
    """The file of a product, relative to the project or to the folder that Python imports it from."""
    path = Path(item.file)
    folders = (root, *map(Path, import_folders()))
    return next(
        (path.relative_to(each).as_posix() for each in folders if path.is_relative_to(each)), path.name
    )
