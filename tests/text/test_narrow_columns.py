"""Tables of a PDF whose columns are hardly further apart than words are read as their cells."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import weasyprint

from report.text.reading.pdf import read_pdf
from report.text.reading.pdf_columns import WordRun, divided, segments
from report.text.reading.pdf_words import Word

COUNTS = (("Unit", "Urban", "Rural", "Total"), ("Sites", "41", "43", "84"), ("Wards", "46", "–", "46"))
ESTIMATES = (
    ("Predictor", "b", "SE", "p"),
    ("Autonomy", "0.889", "0.337", ".008"),
    ("Age", "-0.25", "0.10", "< .001"),
)
EFFECTS = (
    ("Cause", "Total effect", "Direct effect", "Indirect effect"),
    ("Stress", "0.553", "0.326", "0.227"),
    ("Noise", "0.658", "0.492", "0.166"),
)
GROUPS = (
    ("Characteristic", "Total (N = 127)", "Training (n = 58)", "Control (n = 69)"),
    ("Women, n (%)", "41 (32.3)", "8 (13.8)", "33 (47.8)"),
    ("Married, n (%)", "19 (15.0)", "13 (22.4)", "6 (8.7)"),
)
SCALES = (
    ("Scale", "n", "M", "SD", "Min"),
    ("Rumination", "155", "30.35", "6.79", "14"),
    ("Calm", "155", "6.45", "8.45", "0"),
)


@pytest.mark.parametrize("table", [COUNTS, ESTIMATES, EFFECTS, GROUPS, SCALES])
def test_columns_three_points_apart_are_cells(table: Sequence[Sequence[str]]) -> None:
    """In letters of 7.5 points: labels, whole numbers, dashes and heads of several words."""
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in table)
    style = "table{font-size:7.5pt;border-collapse:collapse}td{padding:1px 2px;text-align:right;white-space:nowrap}"
    page = f"<style>{style}td:first-child{{text-align:left}}</style><p>These are the results.</p><table>{rows}</table>"
    blocks = read_pdf(bytes(weasyprint.HTML(string=page).write_pdf() or b""), with_tables=True).blocks
    found = [
        (block.row, block.column, block.text) for block in blocks if block.cell and block.row and block.column
    ]
    heads, *body = table
    assert found == [
        (label, head, cell) for label, *cells in body for head, cell in zip(heads[1:], cells, strict=True)
    ]


def words(*texts: str, gap: float) -> list[Word]:
    """Words of 10 points with a gap between them."""
    made, left = [], 0.0
    for text in texts:
        made.append(Word(text, left, left + 5 * len(text), 100, 10))
        left += 5 * len(text) + gap
    return made


def shown(runs: Sequence[WordRun]) -> list[str]:
    """The texts of segments."""
    return [each.text for each in runs]


def test_numbers_in_a_sentence_are_not_cells() -> None:
    """A word and a number at a gap of justified text are cells only before other numbers."""
    assert shown(segments(words("mean", "age", "12.5", "years", gap=4))) == ["mean age 12.5 years"]
    assert shown(segments(words("mean", "age", "12.5", "0.25", gap=4))) == ["mean age", "12.5", "0.25"]
    assert shown(segments(words("of", "12", "345", "units", gap=2))) == ["of 12 345 units"]


def test_heads_are_divided_only_into_one_for_each_column() -> None:
    """With or without a head of the labels."""
    row = segments(words("Scale", "M", "SD", gap=4))
    assert shown(row) == ["Scale M SD"]
    assert shown(divided(row, 2)) == shown(divided(row, 3)) == ["Scale", "M", "SD"]
    assert shown(divided(row, 4)) == shown(divided(row, 1)) == ["Scale M SD"]
