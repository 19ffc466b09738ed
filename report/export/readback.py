"""Exported tables read back: the cells of CSV, workbook and LaTeX files by table, line and place."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from report.export.csv_tables import COLUMNS
from report.export.tex_reading import tex_cells, tex_text
from report.export.western_encodings import western
from report.text.language import languages, words
from report.text.reading.guards import UnreadableError, contents
from report.text.reading.writer import legible

LINES, PLACES = 20_000, 400
_TITLE = re.compile(r"Table [A-Z]?\d+")
#: The title of a table in each language that a document can have.
_WORDS = "|".join(sorted({words(each)["crossref-tbl-title"] for each in languages()}))
_PRINTED = re.compile(rf"(?:{_WORDS}) ([A-Z]?\d+)\.")
_INPUT = re.compile(r"^\s*\\input\{(Table-[A-Z]?\d+\.tex)\}", re.MULTILINE)
#: Commands whose arguments print nothing, lengths of line breaks, and date and build, which are not results.
_UNPRINTED = re.compile(
    r"\\(?:documentclass|usepackage|IfFileExists|definecolor|setlength|setcounter|renewcommand\{\\arraystretch\}"
    r"|input|include|includegraphics|bibliography|bibliographystyle|label|(?:page|auto|eq)?ref|cite\w*"
    r"|begin|end|[vh]space|color|date|hypersetup|geometry)(?![a-zA-Z])\*?(?:\[[^\]]*\]|\{[^{}]*\})*"
    r"|\\\\\*?\[[^\]]*\]"
    r"|(?<=Build: )(?:no commit|[0-9a-f]{7,40}\+?) \\ensuremath\{\\cdot\} data [0-9a-f]{8}$"
)
#: The title of the text that a LaTeX document prints between its input tables.
AROUND = "the text around the tables"
#: Separates a number of a workbook from the text that its cell displays.
SHOWN = ", displayed as "
_NO_ZERO = re.compile(r"(^|[^\d.])\.(?=\d)")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,25})?(?:[eE][-+]?\d{1,3})?")
_COMMA = re.compile(r"\A([-\u2212]?\d*),(\d+)\Z")
#: Separators of cells, in the order in which they are preferred.
_SEPARATORS = ",;\t|"
#: Quotation marks and dashes as programs write them in an encoding that lacks the typographic ones.
_TYPEWRITTEN = str.maketrans("\u2212\u2013\u2018\u2019\u201c\u201d", "--''\"\"")
_FORMULA_MARK = re.compile(r"'(?=[=+\-@\t\r＝＋－＠])")


Line = Sequence[str]


@dataclass(frozen=True)
class ReadTable:
    """A table of a file: its title (Table S3) and its lines of cells."""

    title: str
    lines: tuple[tuple[str, ...], ...]
    #: The encoding of the file, if it lacks characters: these became question marks.
    narrow: str = ""
    #: The description of what is not compared, if this part of a file is not.
    note: str = ""
    #: The texts of a sheet outside its cells, each with its place: `header`, `n = 29`.
    outside_cells: tuple[tuple[str, str], ...] = ()


def read_csv(path: Path) -> list[ReadTable]:
    """A table as displayed, or the tidy lines of one; separators and encodings of other programs are read."""
    text, narrow = _decoded(path)
    lines = _separated(text)
    lines = [tuple(_FORMULA_MARK.sub("", legible(cell), count=1) for cell in line) for line in lines]
    _check_size(lines)
    if lines and lines[0] == COLUMNS:
        return [ReadTable(title, tuple(each), narrow) for title, each in _by_title(lines[1:]).items()]
    return [ReadTable(_title(lines[0][0] if lines and lines[0] else ""), tuple(lines), narrow)]


def _separated(text: str) -> list[tuple[str, ...]]:
    """Split lines into cells by the separator that gives most; a decimal comma becomes a point."""
    quote = "'" if text.startswith("'") else '"'
    try:
        tried = {
            sign: list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, quotechar=quote))
            for sign in _SEPARATORS
        }
    except csv.Error as error:
        raise UnreadableError(f"is not valid CSV: {error}") from None
    sign = max(tried, key=lambda each: (_regularity(tried[each]), -_SEPARATORS.index(each)))
    return [tuple(_COMMA.sub(r"\1.\2", cell) for cell in line) for line in tried[sign]]


def _regularity(lines: Sequence[Sequence[str]]) -> int:
    """Count the lines with the most frequent number of cells, if that number is above one."""
    counts = Counter(len(line) for line in lines if len(line) > 1)
    return max(counts.values(), default=0)


def _decoded(path: Path) -> tuple[str, str]:
    """The text of a file in UTF-8, UTF-16 or a western code page, and its encoding if that lacks some.

    A file in which all other characters became question marks is ASCII, whatever the encoding it was saved under.
    """
    data = contents(path)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), ""
    if b"\0" in data[:200]:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace"), ""
    try:
        return data.decode("utf-8-sig"), "ascii" if data.isascii() and b"?" in data else ""
    except UnicodeDecodeError:
        name = western(data)
        return data.decode(name, "replace"), name


def _by_title(lines: Sequence[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    tables: dict[str, list[tuple[str, ...]]] = {}
    for line in lines:
        tables.setdefault(line[0] if line else "", []).append(line)
    return tables


def read_tex(path: Path) -> list[ReadTable]:
    """Return the table of a LaTeX file, or the tables that it inputs and the text that it prints around them."""
    text = _text(path)
    parts = [path.with_name(name) for name in dict.fromkeys(_INPUT.findall(text))]
    if missing := [part.name for part in parts if not part.is_file()]:
        raise UnreadableError(f"inputs {', '.join(missing)}, which is not in the same folder")
    if not parts:
        return [_tex_table(path)]
    return [
        *map(_tex_table, parts),
        ReadTable(AROUND, tuple((_printed(line),) for line in text.splitlines())),
    ]


def _printed(line: str) -> str:
    """Return the printed text of a line, without lengths, labels and file names."""
    return legible(tex_text(_UNPRINTED.sub("", line))).strip()


def _tex_table(path: Path) -> ReadTable:
    """Read a table with one cell, or a whole row, per line; comments are ignored."""
    lines = [legible(cell) for line in _text(path).splitlines() for cell in tex_cells(line)]
    title = next((m[0] for line in lines if (m := _PRINTED.search(line.replace(r"\textbf{", "")))), "")
    return ReadTable(_title(title), tuple((tex_text(line),) for line in lines))


def _text(path: Path) -> str:
    try:
        return contents(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError("is not valid UTF-8") from None


def plain(cell: str) -> str:
    """Normalise characters that programs write differently: spaces, signs of typography, zeros before the point."""
    text = " ".join(cell.replace("\u202f", "").replace("\u2009", "").split()).translate(_TYPEWRITTEN)
    return _NO_ZERO.sub(r"\g<1>0.", text)


def same_text(cell: str, *, numbers: bool) -> str:
    """Return a key that is equal for cells with the same content; with `numbers`, trailing zeros may be missing."""
    text = plain(cell)
    return f"{float(text):.15g}" if numbers and _NUMBER.fullmatch(text) else text


def _check_size(lines: Sequence[Sequence[str]]) -> None:
    if len(lines) > LINES or any(len(line) > PLACES for line in lines):
        raise UnreadableError("is far larger than the tables of a paper")


def is_title(text: str) -> bool:
    """Whether a text is the title of a table: `Table S3`."""
    return _TITLE.fullmatch(text) is not None


def title_of(heading: str) -> str:
    """The title for programs of a table with this heading, such as `Tabelle S3. Alter`; empty if it has none."""
    found = _PRINTED.match(heading)
    return f"Table {found[1]}" if found else ""


def _title(text: str) -> str:
    title = title_of(text)
    if not title:
        raise UnreadableError("contains no table of this paper")
    return title
