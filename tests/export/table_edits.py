"""Edits of an exported table: what someone may do to its cells, lines, columns and sheets.

Each edit changes what a reader of the table learns, so that each must bring a finding.
"""

import csv
import io
import re
from dataclasses import dataclass
from itertools import product
from random import Random

from openpyxl import load_workbook

#: Numbers that may be written at the end of a cell, at its start, or in its place.
BEHIND = (
    *(
        " 29",
        " (29)",
        " [29]",
        " (−0.12)",
        " 12.7%",
        ", n = 29",
        " p < .001",
        "; thirty-one",
        " ½",
        " **",
        "*",
    ),
    *("†", " ns", " ≥ 29", " ~29", "²⁹ 29"),
)
BEFORE = ("29 ", "(29) ", "n = 29: ", "< .05 ", "½ ")
INSTEAD = ("29", "29.", "(29)", "−0.12", "p = .04", "½ of the patients", "thirty-one patients", "29–57", "*")
#: What may be attached to a number, behind it and before it.
SUFFIXES = ("e-3", "k", "½", "‰", "²", "0", "+", "°", "%", "×", "ns")
PREFIXES = ("<", "> ", "≤ ", "~", "≈", "±", "−", "$", "√", "1", "!=")
DIGITS = re.compile(r"\d")


@dataclass(frozen=True)
class Edit:
    """An edit: what was done, to which kind of cell or line, and the lines afterwards."""

    operation: str
    kind: str
    lines: tuple[tuple[str, ...], ...]

    def __str__(self):
        return f"{self.operation} in {self.kind}"


def table_edits(lines, kinds, per_kind=1, key=""):
    """All edits of a table; `kinds` names each filled cell by line and place: head, group, value, note ..."""
    random = Random(key)
    for kind in sorted(set(kinds.values())):
        places = [place for place, each in kinds.items() if each == kind]
        for operation, change in _on_cells(random):
            if operation == "delete" and kind == "caption":
                continue
            for place in random.sample(places, min(per_kind, len(places))):
                made = change([list(line) for line in lines], place, kinds)
                if made is not None and made != [list(line) for line in lines]:
                    yield Edit(f"{operation} at {place}", kind, tuple(map(tuple, made)))
    yield from _on_lines(lines, kinds)


def _on_cells(random):
    texts = (
        *((f"write {form!r} behind", True, lambda text, form: text + form, form) for form in BEHIND),
        *((f"write {form!r} before", True, lambda text, form: form + text, form) for form in BEFORE),
        *((f"write {form!r} instead", True, lambda _, form: form, form) for form in INSTEAD),
        *((f"attach {form!r} behind", False, lambda text, form: text + form, form) for form in SUFFIXES),
        *((f"attach {form!r} before", False, lambda text, form: form + text, form) for form in PREFIXES),
        ("double", False, lambda text, _: f"{text} {text}", ""),
    )
    for name, anywhere, write, form in texts:
        yield name, _texted(write, form, anywhere)
    yield "delete", _texted(lambda *_: "", "", anywhere=True)
    yield "exchange", lambda lines, place, kinds: _exchanged(lines, place, kinds, random)
    yield "copy over", lambda lines, place, kinds: _copied(lines, place, kinds, random)


def _texted(write, form, anywhere):
    """A change of one cell's text; some are made in cells of values alone."""

    def change(lines, place, kinds):
        line, cell = place
        is_value, decimal = kinds[place] == "value", "." in lines[line][cell]
        if not (anywhere or is_value) or (form == "0" and decimal):
            return None
        lines[line][cell] = write(lines[line][cell], form)
        return lines

    return change


def _other(lines, place, kinds, random):
    """Another cell of the same kind with another text."""
    kind, text = kinds[place], lines[place[0]][place[1]]
    others = [each for each, name in kinds.items() if name == kind and lines[each[0]][each[1]] != text]
    return random.choice(others) if others else None


def _exchanged(lines, place, kinds, random):
    other = _other(lines, place, kinds, random)
    if other is None:
        return None
    (a, b), (c, d) = place, other
    lines[a][b], lines[c][d] = lines[c][d], lines[a][b]
    return lines


def _copied(lines, place, kinds, random):
    other = _other(lines, place, kinds, random)
    if other is not None:
        lines[other[0]][other[1]] = lines[place[0]][place[1]]
    return lines if other is not None else None


def _on_lines(lines, kinds):
    """Lines of values that were deleted, doubled, moved or exchanged, and lines that were added."""
    values = sorted({line for (line, _), kind in kinds.items() if kind in ("value", "group")})
    all_lines = [list(line) for line in lines]
    sorted_alike = "part" in kinds.values()
    for at in values:
        rest = [*all_lines[:at], *all_lines[at + 1 :]]
        kind = "group" if "group" in {each for (line, _), each in kinds.items() if line == at} else "values"
        yield Edit(f"delete line {at}", kind, _frozen(rest))
        yield Edit(f"double line {at}", kind, _frozen([*all_lines[:at], all_lines[at], *all_lines[at:]]))
        for to in {values[0], values[-1]} - {at}:
            moved = [*rest[:to], all_lines[at], *rest[to:]]
            if sorted_alike:
                continue
            yield Edit(f"move line {at} to {to}", kind, _frozen(moved))
    width = max(map(len, lines))
    for at, text in product((values[0], values[-1], len(lines)), ("29 patients", "Total,29", "½")):
        parts = text.split(",") if width > 1 else [text]
        added = parts + [""] * (width - len(parts))
        yield Edit(f"add {text!r} before line {at}", "line", _frozen([*lines[:at], added, *lines[at:]]))


def _frozen(lines):
    return tuple(tuple(line) for line in lines)


class Csv:
    """A table as displayed."""

    def __init__(self, data):
        text = data.decode("utf-8-sig")
        self.lines = [tuple(line) for line in csv.reader(io.StringIO(text, newline=""))]

    @property
    def kinds(self):
        """The kinds of all filled cells."""
        first = next(i for i, line in enumerate(self.lines) if all(line[1:]))
        return {
            (i, j): _kind(self.lines, first, i, j)
            for i, line in enumerate(self.lines)
            for j, cell in enumerate(line)
            if cell.strip()
        }

    @staticmethod
    def written(lines):
        """The file with these lines."""
        out = io.StringIO(newline="")
        csv.writer(out).writerows(lines)
        return out.getvalue().encode("utf-8-sig")


def _kind(lines, first, i, j):
    if i < first:
        return "caption" if i == 0 else "notice"
    if i == first:
        return "head"
    if j == 0 and not any(lines[i][1:]):
        return "note" if lines[i][0].startswith("Note") else "group"
    return "row head" if j == 0 else "value"


class Tidy(Csv):
    """One line for each printed statistic."""

    @property
    def kinds(self):
        """The kinds of all filled cells: the columns' names."""
        return {
            (i, j): "value" if self.lines[0][j] in ("value", "printed") else self.lines[0][j]
            for i, line in enumerate(self.lines)
            for j, cell in enumerate(line)
            if i and cell and self.lines[0][j] not in ("table", "synthetic")
        }


#: The parts of a line of LaTeX: what comes before its text, the text, and what comes behind it.
PARTS = re.compile(
    r"(& |\\hspace\{1em\}|\\multicolumn.*?\\textbf\{(?:Table \d+\.\} )?)?(.*?)"
    r"((?:\\label\{.*|\}\} \\\\.*| ? \\\\.*| ?(?<!\\)% .*)?)"
)
#: What `~` prints, unlike a tilde that someone types.
NO_BREAK = "\u00a0"
#: Signs that have another form in LaTeX.
CODES = {"%": r"\%", "$": r"\$", "~": r"$\sim$", "‰": r"\textperthousand{}"}


class Tex:
    """A table in LaTeX, one cell a line: what comes before its text, the text, and what comes behind it."""

    def __init__(self, data):
        lines = data.decode("utf-8").replace("~", NO_BREAK).splitlines()
        self.lines = [tuple(each or "" for each in PARTS.fullmatch(line).groups()) for line in lines]

    @property
    def kinds(self):
        """The kinds of all lines that print something."""
        last = max(i for i, line in enumerate(self.lines) if line[1] == r"\endhead")
        return {
            (i, 1): self._kind(i > last, *line)
            for i, line in enumerate(self.lines)
            if (line[1] and not line[1].startswith("\\")) or line[1].startswith(r"\text")
        }

    @staticmethod
    def _kind(below, before, text, behind):
        if "Table" in before or r"\label" in behind:
            return "caption"
        if before.startswith(r"\multicolumn"):
            return "group"
        if not below:
            return "head"
        return "value" if "% " in behind else "row head" if not before.startswith("&") else "text"

    @staticmethod
    def written(lines):
        """The file with these lines."""
        return "".join(f"{_coded(line)}\n" for line in lines).encode("utf-8")


def _coded(line):
    """A line of LaTeX in which signs that were written are codes."""
    before, text, behind = (*line, "", "")[:3]
    coded = re.sub(r"(?<!\\)[%$~‰]", lambda sign: CODES[sign[0]], text)
    return (before + coded + behind).replace(NO_BREAK, "~")


class Book:
    """A sheet of a workbook; numbers count as what their cells display."""

    def __init__(self, data, title):
        self.data, self.title = data, title
        sheet = load_workbook(io.BytesIO(data), rich_text=True)[title]
        self.lines = [tuple("" if c.value is None else str(c.value) for c in line) for line in sheet.rows]

    @property
    def kinds(self):
        """The kinds of all filled cells that show."""
        wide = next(
            j for line in self.lines for j, cell in enumerate(line) if cell.startswith("row behind: ")
        )
        plain = [line[:wide] for line in self.lines]
        first = next(i for i, line in enumerate(plain) if all(line[1:]))
        return {
            (i, j): _kind(plain, first, i, j)
            for i, line in enumerate(plain)
            for j, cell in enumerate(line)
            if cell.strip()
        }

    def written(self, lines):
        """The workbook with this sheet's cells changed in place."""
        book = load_workbook(io.BytesIO(self.data), rich_text=True)
        sheet = book[self.title]
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        for i, line in enumerate(lines):
            for j, text in enumerate(line):
                old = self.lines[i][j] if i < len(self.lines) and j < len(self.lines[i]) else ""
                if text != old:
                    sheet.cell(i + 1, j + 1).value = text or None
        for i in range(len(lines), len(self.lines)):
            for cell in sheet[i + 1]:
                cell.value = None
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()
