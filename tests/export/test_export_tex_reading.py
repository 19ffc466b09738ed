"""A number that an author writes with other commands of LaTeX is the same number; another number is not."""

import pytest

from report.export.readback import plain
from report.export.tex_reading import tex_cells, tex_text


def read(line):
    return plain(tex_text(line))


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (r"& \num{46.3} % describe.warm.age.mean", "46.3"),
        (r"& \num[group-digits=none]{12345} \\", "12\u202f345"),
        (r"& $12\,345$", "12\u202f345"),
        (r"& \num{-0.22} \\", "−0.22"),
        (r"& $-0.22$ \\", "−0.22"),
        (r"& \(-0.22\)", "−0.22"),
        (r"& $-$0.22", "−0.22"),
        (r"& $-.22^{***}$", "−.22***"),
        (r"& -.22\sym{***}", "−.22***"),
        (r"& -.22\textsuperscript{***}", "−.22***"),
        (r"& \num{< .001}", "< .001"),
        (r"& $< .001$", "< .001"),
        (r"& \textless{} .001", "< .001"),
        (r"& $\le .05$", "≤ .05"),
        (r"& $\sim 29$", "~ 29"),
        (r"& \numrange{27}{66}", "27–66"),
        (r"& \SI{29}{\percent}", "29%"),
        (r"& 5~(21\,\%)", "5 (21%)"),
        (r"& $\beta = .22$, $R^2 = .4$", "β = .22, R² = .4"),
        (r"& \emph{p} = .03", "p = .03"),
        (r"& {46.3}", "46.3"),
        (r"& \phantom{0}46.3", "46.3"),
        (r"   &    46.3   \\   [4pt]", "46.3"),
        ("\t&\t46.3 \\\\*", "46.3"),
        (r"& \SI{46.3}{} \\", "46.3"),
        (r"& \tablenum{-0.22}", "−0.22"),
        (r"& \numprint{46.3}", "46.3"),
    ],
)
def test_other_commands_for_the_same_text_are_read(line, text):
    """Packages for numbers, formulas, emphasis, spaces and braces print the same."""
    assert read(line) == plain(text)


@pytest.mark.parametrize(
    "line",
    [
        r"& \num{0.22e-3}",
        r"& \num[round-mode=places, round-precision=1]{0.22}",
        r"& $0.22^{2}$",
        r"& $0.22^{-3}$",
        r"& \SI{0.22}{\percent}",
        r"& \phantom{0.22}",
        r"& \textcolor{white}{0.22}",
        r"& \iffalse 0.22\fi",
        r"& $\sim 0.22$",
        r"& 0.22\footnote{Or 0.29.}",
    ],
)
def test_what_prints_another_number_is_another_text(line):
    """An exponent, rounding, a unit, a note or a colour is not the number alone."""
    assert read(line) != plain("0.22")


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        (r"Age & 41.06 & 14.37 \\ % the ages & more", ["Age", "41.06", "14.37"]),
        (r"  & \textit{M} & \textit{SD} \\", ["M", "SD"]),
        (r"& 41.06 % age.mean", ["41.06"]),
        (r"Rock \& roll & \makebox[2em]{a & b}", ["Rock & roll", r"\makebox[2em]{a & b}"]),
        ("Age", ["Age"]),
    ],
)
def test_a_row_on_one_line_has_the_same_cells(line, cells):
    """Programs that align the signs between cells put a row on one line; escaped signs and arguments are text."""
    assert [read(cell) for cell in tex_cells(line)] == cells
