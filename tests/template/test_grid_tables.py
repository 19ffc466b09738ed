"""Grid tables are set again after their values were filled in, so that pandoc reads the cells that were written."""

from __future__ import annotations

import json
import subprocess
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from report.render.pandoc_process import program
from report.rows.errors import TemplateError
from report.template.grid_tables import aligned

VALUES = (
    *("8.1", "−.27", "< .001", "r(22) = −.27, p = .199", "24 (42%)", "p \\| q", "\\*"),
    *("日本", "é", "0.12 [−0.42, 0.39]"),
)


def span(text: str, number: int) -> str:
    """A value as it is woven."""
    return f'[{text}]{{#o{number} .stat data-stat="path.warm.mood_{number}"}}'


def table(random: Random, *, woven: bool) -> tuple[str, list[list[str]]]:
    """A table with spanning heads, and what its cells say; values are set as in a template, or as woven."""
    count = random.randint(2, 5)
    widths = [random.randint(7, 30) for _ in range(count)]
    groups = [0, 1, *sorted(random.sample(range(2, count), random.randint(0, count - 2))), count]
    heads = [f"G{n}" for n in range(len(groups) - 1)]
    room = [sum(widths[a:b]) + b - a - 1 for a, b in pairwise(groups)]
    border = "+" + "+".join("-" * width for width in widths) + "+"
    spanned = "+" + "+".join("-" * width for width in room) + "+"
    lines = [spanned, "|" + "|".join(f" {head}".ljust(w) for head, w in zip(heads, room, strict=True)) + "|"]
    lines += [border, "|" + "|".join(f" C{n}".ljust(w) for n, w in enumerate(widths)) + "|"]
    lines.append(border.replace("-", "="))
    cells = [heads, [f"C{n}" for n in range(count)]]
    for row in range(random.randint(1, 4)):
        texts = [random.choice(VALUES) if random.random() < 0.6 else f"w{n}" for n in range(count)]
        printed = [
            span(text, 9 * row + n) if woven and text in VALUES else text for n, text in enumerate(texts)
        ]
        lines += [
            "|" + "|".join(f" {t}".ljust(w) for t, w in zip(printed, widths, strict=True)) + "|",
            border,
        ]
        cells.append([text.replace("\\", "") for text in texts])
    return "\n".join(lines), cells


def read(markdown: str) -> list[list[str]]:
    """The cells of a table as pandoc reads them."""
    made = subprocess.run(
        [program(), "--from=markdown", "--to=json"],
        input=markdown,
        capture_output=True,
        text=True,
        check=True,
    )
    found = next(block for block in json.loads(made.stdout)["blocks"] if block["t"] == "Table")["c"]
    rows = [*found[3][1], *(row for body in found[4] for row in body[3])]
    return [["".join(_words(cell[4])) for cell in row[1]] for row in rows]


def _words(part: Any) -> list[str]:
    if isinstance(part, list):
        return [word for each in part for word in _words(each)]
    if not isinstance(part, dict):
        return []
    if part["t"] in ("Space", "SoftBreak"):
        return [" "]
    return [part["c"]] if part["t"] == "Str" else _words(part.get("c", []))


@pytest.mark.parametrize("seed", range(30))
def test_pandoc_reads_the_cells_that_were_written(seed: int) -> None:
    """Whatever the columns, heads and values, also where values are wider than their columns."""
    markdown, cells = table(Random(seed), woven=True)
    made = aligned(f"Text.\n\n{markdown}\n\nMore.", "templates/index.qmd.j2", "")
    assert read(made) == cells
    assert made.startswith("Text.\n\n+")
    assert made.endswith("+\n\nMore.")


HEAD = """\
+-------+---------------+
|       | Mood          |
|       +-------+-------+
| Group | Mean  | Sd    |
+=======+======:+=======+
"""


def test_rows_may_be_spanned() -> None:
    """A head over two lines beside a spanning head, values of any length, alignment and a spanning row without them."""
    body = f"""| {span("8.1", 1)} | a | b |
+-------+-------+-------+
| Cold          | d     |
+-------+-------+-------+"""
    made = aligned(HEAD + body, "x", "")
    assert read(made) == [["Group", "Mood"], ["Mean", "Sd"], ["8.1", "a", "b"], ["Cold", "d"]]
    assert "-:+" in made.replace("=", "-")
    assert len({len(line) for line in made.split("\n")}) == 1


def test_aligned_tables_and_code_stay_as_they_are() -> None:
    """Byte for byte; a border in code is no table, and neither is one alone."""
    plain = f"{HEAD}| a     | b     | c     |\n+-------+-------+-------+"
    for text in (plain, f"```\n{HEAD}| a | b |\n+-------+\n```", "+---+\n\ntext | more", "a + b\n| c", ""):
        assert aligned(text, "x", "") == text


def test_a_row_whose_columns_are_unknown_is_a_fault() -> None:
    """With its file, its table's line, what it says, and the remedy; of all tables at once."""
    bad = f"{HEAD}| Warm: {span('8.1', 1)} | y |\n+-------+-------+-------+"
    with pytest.raises(TemplateError) as raised:
        aligned(f"{bad}\n\n{bad}", "templates/index.qmd.j2", f"Text\n\n{bad}")
    assert len(raised.value.faults) == 2
    fault = raised.value.faults[0]
    assert fault.where == "templates/index.qmd.j2:3"
    assert fault.what == "a row of a grid table does not match the columns of its borders: | Warm: 8.1 | y |"
    assert "one cell for each column" in fault.remedy
