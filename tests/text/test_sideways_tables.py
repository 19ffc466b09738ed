"""Tables that are set sideways on an upright page of a PDF are read, and do not mix with the text of the page."""

from __future__ import annotations

import pytest
import weasyprint

from report.text.reading.pdf import read_pdf

ROWS = (
    ("Age", "0.31", "0.10", ".002"),
    ("Income", "0.25", "0.20", ".211"),
    ("Distance", "0.75", "0.30", ".012"),
)
TABLE = (
    "<table><tr><th>Predictor</th><th>b</th><th>SE</th><th>p</th></tr>"
    + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    + "</table>"
)
STYLE = (
    "@page{{size:A5;margin:15mm}}td,th{{padding:1px 8px}}"
    ".turned{{position:absolute;transform:rotate({}deg);transform-origin:center;left:40mm;top:60mm}}"
)
TEXT = "<p>There was an effect of age, t(28) = 2.20, p = .036, and no other one.</p>"


def cells(html: str, turn: int) -> list[tuple[str, str, str]]:
    """Row, column and text of each cell of a printed page with numbers."""
    printed = weasyprint.HTML(string=f"<style>{STYLE.format(turn)}</style>{html}").write_pdf()
    blocks = read_pdf(bytes(printed or b""), with_tables=True).blocks
    assert any("t(28) = 2.20, p = .036" in block.text for block in blocks)
    return [
        (block.row, block.column, block.text) for block in blocks if block.cell and block.row and block.column
    ]


EXPECTED = [
    (label, column, number)
    for label, *numbers in ROWS
    for column, number in zip(("b", "SE", "p"), numbers, strict=True)
]


@pytest.mark.parametrize("turn", [-90, 90])
def test_a_table_across_the_page_is_read(turn: int) -> None:
    """It is read whether its top is at the left or at the right edge of the page."""
    assert cells(f"{TEXT}<div class=turned>{TABLE}</div>", turn) == EXPECTED


@pytest.mark.parametrize("turn", [-90, 90])
def test_it_does_not_mix_with_an_upright_table(turn: int) -> None:
    """Words across the page are in no row of a table along it."""
    upright = TABLE.replace("Age", "Sex")
    found = cells(f"{TEXT}{upright}<div class=turned>{TABLE}</div>", turn)
    assert found == [(row.replace("Age", "Sex"), *rest) for row, *rest in EXPECTED] + EXPECTED
