"""The text that a line of LaTeX prints, for all common commands."""

from __future__ import annotations

import re
from itertools import pairwise

from report.export.tex_signs import unescaped

#: Braces and signs between cells that are not escaped.
_BRACE_OR_CELL = re.compile(r"(?<!\\)[{}&]")
_COMMENT = re.compile(r"(?<!\\)%")
#: The end of a row, with a length that some formatters set apart from it.
_ROW_END = r"\s*\\\\\*?(?:\s*\[[^\[\]]*\])?$"
_DRESS = re.compile(
    rf"\\hspace\{{1em\}}|\\cellcolor\{{[^{{}}]*\}}|\\[hv]?phantom\{{[^{{}}]*\}}|{_ROW_END}|^&\s*"
)
_OVER = re.compile(rf"\\multicolumn\{{\s*\d+\s*\}}\{{@\{{\}}l@\{{\}}\}}\{{(.*)\}}{_ROW_END}")
#: Commands that change the style of their argument.
_LOOK = re.compile(
    r"\\(?:text(?:it|bf|rm|sf|sl|up|superscript|subscript)?|emph|math(?:it|rm|bf|sf)|mbox|sym)(?![a-zA-Z])"
    r"\{((?:[^{}]|\{[^{}]*\})*)\}"
)
#: Numbers in the commands of siunitx and numprint; an option may round what is printed.
_NUMBER = re.compile(
    r"\\(?:num|tablenum|numprint|np)(?:\[(?![^\]]*round)[^\]]*\])?\{([-+<>=\u2212\d., ]+)\}"
    r"|\\(?:SI|qty)\{([-+<>=\u2212\d., ]+)\}\{\}"
)
_RANGE = re.compile(r"\\numrange\{([-\u2212\d.]+)\}\{([-\u2212\d.]+)\}")
_PERCENT = re.compile(r"\\(?:SI|qty)\{([-\u2212\d.]+)\}\{\\percent\}")
_MATH = re.compile(r"(?<!\\)\$([^$]*)\$|\\\(((?:[^\\]|\\[^)])*)\\\)")
_SQUARED = re.compile(r"\^\{?([23])\}?(?!\d)")
_POWER = re.compile(r"\\textsuperscript\{[23]\}")
_RAISED = re.compile(r"\^\{(\*+)\}|\^(\*)")
_MATH_SIGN = re.compile(r"\\(?:[a-zA-Z]+)")
#: Signs of mathematics that have another command in a text.
_SIGNS = {
    r"\le": "≤",
    r"\ge": "≥",
    r"\ne": "≠",
    r"\sim": r"\textasciitilde{}",
    r"\lt": "<",
    r"\gt": ">",
    r"\ast": "*",
}
#: Braces around plain text that follow neither a command nor another argument.
_GROUP = re.compile(r"(?<![\\\w}\]^_*]){([^{}\\\[\]*]+)}")


def tex_cells(line: str) -> list[str]:
    """The cells of a line of a table, each but the first of a row with the sign before it."""
    code = _COMMENT.split(line, maxsplit=1)[0]
    depth, starts = 0, [0]
    for found in _BRACE_OR_CELL.finditer(code):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if found[0] == "&" and depth <= 0:
            starts.append(found.start())
    cells = [code[start:end] for start, end in pairwise([*starts, len(code)])]
    return cells[1:] if len(cells) > 1 and not cells[0].strip() else cells


def tex_text(line: str) -> str:
    """Return what a line prints, without its comment; unknown commands are unchanged."""
    code = _COMMENT.split(line, maxsplit=1)[0].strip()
    if over := _OVER.match(code):
        code = over[1]
    code = _PERCENT.sub(r"\1\\%", _RANGE.sub(r"\1--\2", _DRESS.sub("", code).strip()))
    code = _POWER.sub(_power, _MATH.sub(_of_formula, _NUMBER.sub(_number, code)))
    while (plain := _LOOK.sub(r"\1", code)) != code:
        code = plain
    return unescaped(_GROUP.sub(r"\1", code))


def _number(found: re.Match[str]) -> str:
    return found[1] if found[1] is not None else found[2]


def _power(found: re.Match[str]) -> str:
    return unescaped(found[0])


def _of_formula(found: re.Match[str]) -> str:
    """The text of a formula in a line."""
    code = (found[1] if found[1] is not None else found[2]).strip()
    code = _RAISED.sub(lambda mark: mark[1] or mark[2], _SQUARED.sub(r"\\textsuperscript{\1}", code))
    return _MATH_SIGN.sub(_sign, code.replace("{,}", ","))


def _sign(found: re.Match[str]) -> str:
    """A mathematical sign as text; other commands are unchanged."""
    code = rf"\ensuremath{{{found[0]}}}"
    return _SIGNS.get(found[0]) or (code if unescaped(code) != code else found[0])
