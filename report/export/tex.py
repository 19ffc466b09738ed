"""Tables for LaTeX: booktabs rules, one cell per line, followed by a comment with the ids of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report.export.grid import DisplayedTable, GridRow, Run, Runs, shade, text
from report.export.tex_signs import escaped
from report.rows.ledger import Ledger

#: Letters that fit on a line, in portrait and landscape, at the size of tables.
_LINE, _TURNED = 92, 140
_PARAGRAPH = 34
_PREAMBLE = r"""\documentclass[a4paper,10pt]{article}
\usepackage[utf8]{inputenc}
\usepackage[T1]{fontenc}
\IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
\usepackage{textcomp}
\usepackage[margin=22mm]{geometry}
\usepackage{array}
\usepackage{booktabs}
\usepackage{longtable}
\usepackage{pdflscape}
\usepackage[table]{xcolor}
\setlength{\LTleft}{0pt}
\setlength{\LTright}{0pt plus 1fill}
\setlength{\LTpre}{4pt}
\setlength{\LTpost}{4pt}
\definecolor{plus}{HTML}{124F86}
\definecolor{minus}{HTML}{C2531C}
\setlength{\parindent}{0pt}
\setlength{\tabcolsep}{4pt}
\renewcommand{\arraystretch}{1.08}
"""


def whole(grids: Sequence[DisplayedTable], ledger: Ledger, notice: str) -> str:
    """Return a document that inputs all tables from their files."""
    lines = [_PREAMBLE, rf"\title{{Tables: {escaped(ledger.build.study)}}}"]
    lines += [rf"\author{{{escaped(notice)}}}" if notice else r"\author{}", r"\date{}"]
    lines += [r"\begin{document}", r"\maketitle", rf"\noindent Build: {escaped(ledger.build.id)}", ""]
    lines += [rf"\input{{{grid.place.stem}.tex}}" for grid in grids]
    return "\n".join([*lines, r"\end{document}", ""])


def fragment(grid: DisplayedTable, notice: str) -> str:
    """Return one table; its first lines refer to the packages that it needs."""
    letters = _letters(grid)
    turned = sum(letters) > _LINE
    lines = [f"% {grid.place.title}: {grid.place.name}. Packages and colours: the head of tables.tex."]
    lines += [f"% {notice}"] if notice else []
    lines += [r"\begin{landscape}"] if turned else []
    lines += [r"\bigskip", r"\begingroup", _size(sum(letters), _TURNED if turned else _LINE)]
    lines += [rf"\begin{{longtable}}{{{_columns(grid, letters)}}}"]
    lines += [*_opening(grid), *(line for row in grid.rows for line in _row(row, grid))]
    lines += [r"\bottomrule", r"\end{longtable}"]
    lines += list(_notes(grid, notice))
    lines += [r"\endgroup", *([r"\end{landscape}"] if turned else []), ""]
    return "\n".join(lines)


def _size(letters: int, line: int) -> str:
    ratio = letters / line
    return r"\small" if ratio <= 0.8 else r"\footnotesize" if ratio <= 1.0 else r"\scriptsize"


def _letters(grid: DisplayedTable) -> list[int]:
    """Return the width of each column in letters, with the space beside it."""
    return [min(_PARAGRAPH, _longest(grid, column)) + 2 for column in range(len(grid.heads))]


def _longest(grid: DisplayedTable, column: int) -> int:
    cells = (row.cells[column] for row in grid.rows if row.kind == "body")
    words = max((len(word) for word in text(grid.heads[column]).split()), default=0)
    return max([words, *(len(text(cell)) for cell in cells)])


def _columns(grid: DisplayedTable, letters: Sequence[int]) -> str:
    spare = max(1.0, sum(letters) / (_TURNED if sum(letters) > _LINE else _LINE))
    kinds = []
    for column, align in enumerate(grid.aligns):
        if _longest(grid, column) > _PARAGRAPH and align in ("left", "default"):
            share = _paragraph_share(grid, column, letters) / spare
            kinds.append(rf">{{\raggedright\arraybackslash}}p{{{share:.2f}\linewidth}}")
        else:
            kinds.append({"right": "r", "center": "c"}.get(align, "l"))
    return "@{}" + "".join(kinds) + "@{}"


def _paragraph_share(grid: DisplayedTable, column: int, letters: Sequence[int]) -> float:
    """Return the share of the line for a column of long texts: these columns share what the others leave."""
    line = _TURNED if sum(letters) > _LINE else _LINE
    long = [c for c in range(len(letters)) if _longest(grid, c) > _PARAGRAPH and grid.aligns[c] != "right"]
    left = 1 - sum(n for c, n in enumerate(letters) if c not in long) / line
    return max(0.16, min(0.95 * left / len(long), _longest(grid, column) / line))


def _opening(grid: DisplayedTable) -> Iterator[str]:
    heads = list(_cells(tuple(map(_runs, grid.heads)), grid.heads))
    yield _caption(grid)
    yield r"\toprule"
    yield from heads
    yield r"\midrule"
    yield r"\endfirsthead"
    yield r"\toprule"
    yield from (line.split(" % ")[0] for line in heads)
    yield r"\midrule"
    yield r"\endhead"


def _caption(grid: DisplayedTable) -> str:
    """Return the caption with the table's number in the paper, as a first line that does not widen columns."""
    line = (
        rf"\textbf{{{escaped(grid.place.printed_title)}.}} {_runs(grid.caption)}\label{{{grid.place.label}}}"
    )
    box = rf"\makebox[0pt][l]{{\parbox[b]{{\linewidth}}{{\raggedright {line}}}}}"
    return rf"\multicolumn{{{len(grid.heads)}}}{{@{{}}l@{{}}}}{{{box}}} \\[4pt]{_comment(grid.caption)}"


def _cells(cells: Sequence[str], runs: Sequence[Runs]) -> Iterator[str]:
    for place, (cell, behind) in enumerate(zip(cells, runs, strict=True)):
        end = r" \\" if place == len(cells) - 1 else ""
        yield f"{'& ' if place else ''}{cell}{end}{_comment(behind)}"


def _comment(runs: Runs) -> str:
    ids = " ".join(f"stars:{run.id}" if run.kind == "stars" else run.id for run in runs if run.id)
    return f" % {ids}" if ids else ""


def _ground(runs: Runs) -> str:
    sign, depth = shade(runs)
    return rf"\cellcolor{{{sign}!{depth * 7}}}" if depth else ""


def _row(row: GridRow, grid: DisplayedTable) -> Iterator[str]:
    if row.kind == "group":
        line = rf"\multicolumn{{{len(grid.heads)}}}{{@{{}}l@{{}}}}{{{_runs(row.cells[0])}}} \\*"
        yield line + _comment(row.cells[0])
        return
    cells = [_ground(runs) + _runs(runs) for runs in row.cells]
    cells[0] = (r"\hspace{1em}" if row.indent else "") + cells[0]
    yield from _cells(cells, row.cells)


def _notes(grid: DisplayedTable, notice: str) -> Iterator[str]:
    for note in grid.notes:
        yield rf"\par\noindent{{\footnotesize {_runs(note)}\par}}{_comment(note)}"
    if notice:
        yield rf"\par\noindent{{\footnotesize {escaped(notice)}\par}}"


_LOOKS = {
    "emph": r"\textit{%s}",
    "strong": r"\textbf{%s}",
    "super": r"\textsuperscript{%s}",
    "sub": r"\textsubscript{%s}",
}


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    if "math" in run.looks:
        return f"${run.text}$"
    code = escaped(run.text)
    for look, frame in _LOOKS.items():
        if look in run.looks:
            code = frame % code
    return code
