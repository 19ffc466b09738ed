"""Tables of a PDF whose cells or pages break: labels of several lines, numbered models, tables beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from report.audit.papers import paper_of
from report.audit.table_rows import in_tables
from report.render.pdf.printer import printer
from report.text.reading.isolated_reading import read_any

CSS = (
    "body{font:10pt/1.2 serif}table{border-collapse:collapse;border-top:1px solid;border-bottom:1px solid}"
    "th{border-bottom:1px solid;font-weight:normal}td,th{padding:1px 6px;text-align:center}"
    "td:first-child,th:first-child{text-align:left}"
)
TEXT = "<p>" + "The procedure followed the protocol that all of the sites had agreed on. " * 6 + "</p>"
HEADS = ("Predictor", "b", "SE", "z", "p")
LABELS = ("Age (years)", "Number of previous episodes of depression", "Employed full time", "Smoker")


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table as HTML."""
    head = "".join(f"<th>{each}</th>" for each in heads)
    body = "".join("<tr>" + "".join(f"<td>{each}</td>" for each in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def statements(body: str, file: Path, css: str = "") -> list[str]:
    """What is read of the tables of a PDF with a body."""
    weasyprint = printer()

    weasyprint.HTML(string=f"<style>{CSS}{css}</style>{body}").write_pdf(str(file))
    return [each.estimate.text for each in in_tables(paper_of(read_any(file), file))]


def rows(labels: Sequence[str]) -> list[tuple[str, ...]]:
    """A row of estimates for each label, each with other numbers."""
    return [(label, f"0.{at + 20}", "0.10", "2.00", ".046") for at, label in enumerate(labels)]


def shown(labels: Sequence[str]) -> list[str]:
    """How these rows are read."""
    return [f"{label}: b = 0.{at + 20}, SE = 0.10, z = 2.00, p = .046" for at, label in enumerate(labels)]


@pytest.mark.parametrize("align", ["top", "middle", "bottom"])
@pytest.mark.parametrize("rule", ["", "td,th{border:1px solid}"], ids=["aligned", "ruled"])
@pytest.mark.parametrize("height", ["1.2", "1.45"])
def test_a_label_of_several_lines_is_whole(align: str, rule: str, height: str, tmp_path: Path) -> None:
    """The lines of a label belong to one row, wherever its numbers are beside it."""
    css = f"body{{line-height:{height}}}td{{vertical-align:{align}}}td:first-child{{width:60pt}}{rule}"
    read = statements(TEXT + table(HEADS, rows(LABELS)) + TEXT, tmp_path / "a.pdf", css)
    assert read == shown(LABELS)


def test_a_heading_of_rows_is_no_part_of_a_label(tmp_path: Path) -> None:
    """A line of words that stands apart names the rows below it."""
    made = rows(LABELS)
    body = table(HEADS, [("Person", *[""] * 4), *made[:2], ("Work", *[""] * 4), *made[2:]])
    assert statements(TEXT + body + TEXT, tmp_path / "a.pdf") == shown(LABELS)


def test_cells_that_break_within_a_number_or_bracket(tmp_path: Path) -> None:
    """An interval and a bound of p that continue in the next line are whole."""
    made = [(label, "0.20 [0.05,<br>0.35]", "&lt; .<br>009") for label in LABELS]
    read = statements(TEXT + table(("Predictor", "b [95% CI]", "p"), made), tmp_path / "a.pdf")
    assert read == [f"{label}: b = 0.20, CI [0.05, 0.35], p < .009" for label in LABELS]


def test_columns_that_are_close(tmp_path: Path) -> None:
    """Two numbers with decimals beside each other are in two cells, however narrow the gap."""
    read = statements(TEXT + table(HEADS, rows(LABELS)), tmp_path / "a.pdf", "td,th{padding:1px 3px}")
    assert read == shown(LABELS)


@pytest.mark.parametrize("note", ["<p>", "<p style='break-before:page'>"], ids=["below", "next page"])
def test_numbered_models_with_standard_errors_below(note: str, tmp_path: Path) -> None:
    """`(1)` and `(2)` are heads, and the note says what is in parentheses, also at the top of the next page."""
    made = [each for label in LABELS for each in ((label, "0.20*", "0.31**"), ("", "(0.10)", "(0.10)"))]
    body = table(("", "(1)", "(2)"), made) + f"{note}Notes: Standard errors in parentheses.</p>"
    read = statements(TEXT + body + TEXT, tmp_path / "a.pdf")
    assert read == [f"{each}: b = {b}, SE = 0.10" for each in LABELS for b in ("0.20", "0.31")]


@pytest.mark.parametrize("heads", ["table-header-group", "table-row-group"], ids=["repeated", "once"])
def test_a_table_with_numbered_models_continues(heads: str, tmp_path: Path) -> None:
    """A table over two pages is read with the note below its end; its labels may break at the page."""
    css = f"@page{{size:120mm 80mm;margin:10mm}}thead{{display:{heads}}}td:first-child{{width:80pt}}"
    css += "tr{break-inside:avoid}"
    labels = [f"Number of the episodes {at}" for at in range(9)]
    made = [each for label in labels for each in ((label, "0.20*", "0.31**"), ("", "(0.10)", "(0.10)"))]
    body = table(("", "(1)", "(2)"), made) + "<p>Notes: Standard errors in parentheses.</p>"
    read = statements(body, tmp_path / "a.pdf", css)
    assert [each for each in read if "SE" in each] == [
        f"{each}: b = {b}, SE = 0.10" for each in labels for b in ("0.20", "0.31")
    ]


def test_heads_at_the_foot_of_a_page(tmp_path: Path) -> None:
    """A table whose heads are on one page and whose rows are on the next is read, below a running head."""
    css = "@page{size:120mm 80mm;margin:12mm;@top-center{content:'Journal 12'}}thead{display:table-row-group}"
    body = f"<p style='height:39mm'>Text of the page.</p>{table(HEADS, rows(LABELS))}"
    read = statements(body, tmp_path / "a.pdf", css + "tr{break-inside:avoid}")
    assert read == shown(LABELS)


def test_two_tables_beside_each_other(tmp_path: Path) -> None:
    """On a page of two columns, each of two tables at one height has its own rows."""
    other = [(f"Item {at}", f"1.{at}0", "1.01–2.20", ".046") for at in range(1, 6)]
    ratios = table(("Variable", "OR", "95% CI", "p"), other)
    body = f"{table(HEADS, rows(LABELS))}{TEXT * 4}<div style='break-before:column'>{ratios}{TEXT * 3}</div>"
    css = "body{columns:2;font-size:8pt}@page{margin:15mm}td:first-child{width:70pt}"
    read = statements(body, tmp_path / "a.pdf", css)
    ratios_read = [f"{label}: OR = {ratio}, CI [1.01, 2.20], p = .046" for label, ratio, *_ in other]
    assert read == [*shown(LABELS), *ratios_read]


def test_a_table_across_two_columns(tmp_path: Path) -> None:
    """A wide table between columns of text is not read by halves."""
    wide = table((*HEADS, "95% CI"), [(*each, "[0.01, 0.39]") for each in rows(LABELS)])
    css = "body{columns:2;font-size:8pt}@page{margin:15mm}table{width:100%}"
    read = statements(
        f"{TEXT * 4}<div style='column-span:all'>{wide}</div>{TEXT * 6}", tmp_path / "a.pdf", css
    )
    assert read == [f"{each}, CI [0.01, 0.39]" for each in shown(LABELS)]


def test_numbers_whose_digits_break_are_not_read(tmp_path: Path) -> None:
    """In columns that are too narrow, `−0.0` above `2` is neither −0.0 nor 2."""
    made = [(each, "−0.2<br>0", "0.10", "−2.0<br>0", "0.046") for each in LABELS]
    read = statements(TEXT + table(HEADS, made) + TEXT, tmp_path / "a.pdf", "td{vertical-align:top}")
    assert read == [f"{each}: SE = 0.10, p = 0.046" for each in LABELS]


def test_an_interval_below_its_estimate_beside_the_rest_of_a_label(tmp_path: Path) -> None:
    """The second line of a label does not take the interval from the estimate in the first."""
    made = [(each, "2.10<br>(1.20–3.68)", ".009") for each in LABELS]
    css = "td:first-child{width:120pt}td{vertical-align:top}"
    read = statements(TEXT + table(("Predictor", "OR (95% CI)", "p"), made), tmp_path / "a.pdf", css)
    assert read == [f"{each}: OR = 2.10, CI [1.20, 3.68], p = .009" for each in LABELS]
