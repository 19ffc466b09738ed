r"""Tables of LaTeX in boxes, which rotate or scale them, are read."""

from __future__ import annotations

import pytest

from report.text.reading.latex_boxes import without_boxes
from report.text.reading.markup import as_html

TABLE = r"\begin{tabular}{lr}\hline Wind & $0.30$ \\ \textbf{Rain} & 0.20 \% \\ \hline\end{tabular}"


@pytest.mark.parametrize(
    "box",
    [
        r"\rotatebox{90}{TABLE}",
        r"\rotatebox[origin=c]{90}{TABLE}",
        r"\scalebox{0.8}{TABLE}",
        r"\resizebox{\textwidth}{!}{%" + "\n" + "TABLE}",
        r"\makebox[\textwidth]{TABLE}",
        r"\adjustbox{max width=\textwidth}{TABLE}",
        r"\centerline{TABLE}",
        r"\subfloat[First]{TABLE}\subfloat[Second]{TABLE}",
        r"\resizebox{\textwidth}{!}{\rotatebox{90}{TABLE}}",
    ],
)
def test_a_table_in_a_box_is_read(box: str) -> None:
    """Pandoc drops the content of these commands, or refuses the file."""
    text = r"\documentclass{article}\begin{document}Words. " + box.replace("TABLE", TABLE) + r"\end{document}"
    page = as_html(text.encode(), "tex").decode()
    assert page.count("<td style") == 4 * box.count("TABLE")
    assert "0.20" in page


@pytest.mark.parametrize(
    "text",
    [r"\centerline{A title}", r"\rotatebox{90}{Word}", r"\scalebox{0.8}{\begin{tabular}{l} no end", TABLE],
)
def test_other_text_stays(text: str) -> None:
    """Words in boxes, a brace that is never closed, and tables without a box."""
    assert without_boxes(text) == text


def test_many_open_boxes_are_read_in_little_time() -> None:
    """A hostile file may open boxes that it never closes."""
    text = r"\scalebox{1}{\begin{tabular}" * 2000
    assert without_boxes(text) == text
