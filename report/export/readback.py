"""Exported tables read back: the cells of CSV, workbook and LaTeX files by table, line and place."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report.export.csv_tables import COLUMNS
from report.export.tex_signs import unescaped
from report.text.reading.archive import Archive
from report.text.reading.guards import UnreadableError, contents

_LINES, _PLACES = 20_000, 400
_TITLE = re.compile(r"(Table [A-Z]?\d+)\.")
_INPUT = re.compile(r"^\s*\\input\{(Table-[A-Z]?\d+\.tex)\}", re.MULTILINE)
_COMMAND = re.compile(r"\\(?:textit|textbf|textsuperscript|textsubscript)\{((?:[^{}]|\{[^{}]*\})*)\}")
_DRESS = re.compile(r"\\hspace\{1em\}|\\cellcolor\{[^{}]*\}|\s*\\\\\*?(?:\[\d+pt\])?$|^& ?")
_OVER = re.compile(r"\\multicolumn\{\d+\}\{@\{\}l@\{\}\}\{(.*)\}\s*\\\\\*?$")
#: Commands whose arguments print nothing, lengths of line breaks, and date and build, which name no result.
_UNPRINTED = re.compile(
    r"\\(?:documentclass|usepackage|IfFileExists|definecolor|setlength|setcounter|renewcommand\{\\arraystretch\}"
    r"|input|include|includegraphics|bibliography|bibliographystyle|label|(?:page|auto|eq)?ref|cite\w*"
    r"|begin|end|[vh]space|color|date|hypersetup|geometry)(?![a-zA-Z])\*?(?:\[[^\]]*\]|\{[^{}]*\})*"
    r"|\\\\\*?\[[^\]]*\]"
    r"|(?<=Build: )(?:no commit|[0-9a-f]{7,40}\+?) \\ensuremath\{\\cdot\} data [0-9a-f]{8}$"
)
#: The title of what a LaTeX document prints between the tables that it reads in.
AROUND = "the text around the tables"
_FORMULA_MARK = re.compile(r"'(?=[=+\-@\t\r＝＋－＠])")


Line = Sequence[str]


@dataclass(frozen=True)
class Sheet:
    """A table of a file: its title (Table S3) and its lines of cells."""

    title: str
    lines: tuple[tuple[str, ...], ...]


def read_csv(path: Path) -> list[Sheet]:
    """A table as displayed, or the tidy lines of one."""
    text = _text(path)
    try:
        lines = [tuple(line) for line in csv.reader(io.StringIO(text, newline=""))]
    except csv.Error as error:
        raise UnreadableError(f"is no CSV: {error}") from None
    lines = [tuple(_FORMULA_MARK.sub("", cell, count=1) for cell in line) for line in lines]
    _check_size(lines)
    if lines and lines[0] == COLUMNS:
        return [Sheet(title, tuple(each)) for title, each in _by_title(lines[1:]).items()]
    return [Sheet(_title(lines[0][0] if lines and lines[0] else ""), tuple(lines))]


def _by_title(lines: Sequence[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    tables: dict[str, list[tuple[str, ...]]] = {}
    for line in lines:
        tables.setdefault(line[0] if line else "", []).append(line)
    return tables


def read_tex(path: Path) -> list[Sheet]:
    """The table of a LaTeX file, or those of the files beside it that it reads in, and what it prints around them."""
    text = _text(path)
    parts = [path.with_name(name) for name in dict.fromkeys(_INPUT.findall(text))]
    if missing := [part.name for part in parts if not part.is_file()]:
        raise UnreadableError(f"reads in {', '.join(missing)}, which does not lie beside it")
    if not parts:
        return [_tex_table(path)]
    return [*map(_tex_table, parts), Sheet(AROUND, tuple((_printed(line),) for line in text.splitlines()))]


def _printed(line: str) -> str:
    """What a line of a document prints, without lengths, labels and names of files."""
    return _tex_text(_UNPRINTED.sub("", line)).strip()


def _tex_table(path: Path) -> Sheet:
    """A table, a cell a line; comments are passed over."""
    lines = _text(path).splitlines()
    title = next((m[1] for line in lines if (m := _TITLE.search(line.replace(r"\textbf{", "")))), "")
    return Sheet(_title(f"{title}."), tuple((_tex_text(line),) for line in lines))


def _tex_text(line: str) -> str:
    code = re.split(r"(?<!\\)%", line, maxsplit=1)[0].rstrip()
    if over := _OVER.match(code):
        code = over[1]
    code = _DRESS.sub("", code).rstrip()
    while (plain := _COMMAND.sub(r"\1", code)) != code:
        code = plain
    return unescaped(code)


def read_workbook(path: Path) -> list[Sheet]:
    """The sheets of a workbook that are tables; numbers in full precision."""
    data = contents(path)
    if data[:4] != b"PK\x03\x04":
        raise UnreadableError("is no workbook")
    Archive(data, "workbook")
    return [Sheet(title, lines) for title, lines in workbook_lines(data) if _is_title(title)]


def workbook_lines(data: bytes) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
    """Each sheet's name with its lines; a number is followed by the digits that its format types."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=False)
    except Exception as error:
        raise UnreadableError(f"cannot be read: it is broken ({type(error).__name__})") from None
    for sheet in book.worksheets:
        if sheet.max_row > _LINES or sheet.max_column > _PLACES:
            raise UnreadableError("is far larger than the tables of a paper")
        yield sheet.title, tuple(tuple(map(_shown, line)) for line in sheet.iter_rows())


def _shown(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return f"{float(value)!r}{''.join(_typed(cell.number_format))}"
    return str(value)


def _typed(format: str) -> list[str]:
    """Digits that a number format prints whatever the number is."""
    return [f" as {found}" for found in re.findall(r"[\d.]*[1-9][\d.]*", re.sub(r'["\\]', "", format))[:1]]


def _text(path: Path) -> str:
    try:
        return contents(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError("is no text in UTF-8") from None


def _check_size(lines: Sequence[Sequence[str]]) -> None:
    if len(lines) > _LINES or any(len(line) > _PLACES for line in lines):
        raise UnreadableError("is far larger than the tables of a paper")


def _is_title(text: str) -> bool:
    return _TITLE.fullmatch(f"{text}.") is not None


def _title(text: str) -> str:
    found = _TITLE.match(text)
    if not found:
        raise UnreadableError("holds no table of this paper: none is named in it")
    return found[1]
