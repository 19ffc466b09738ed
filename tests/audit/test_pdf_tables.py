"""Tables of a PDF are read by alignment and between rules, with the heads of their columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.audit.audited import Audited, audit_file
from report.audit.table_heads import heads
from report.render.pdf.printer import printer

THREE_RULES = "border-top:1px solid;border-bottom:1px solid;width:100%"
FILLER = "<p>" + "The procedure followed the protocol that all of the sites had agreed on. " * 6 + "</p>"
REGRESSION = (
    ("Predictor", "b", "SE", "t", "p", "95% CI"),
    ("Age", "−0.250", "0.100", "−2.50", ".014", "[−0.448, −0.052]"),
    ("Sex (female)", "1.20", "0.40", "4.00", ".003", "[0.41, 1.99]"),
)
RATIOS = (
    ("Variable", "Adjusted OR (95% CI)", "P value"),
    ("Smoking", "2.10 (1.20–3.68)", ".009"),
    ("Asthma", "1.40 (1.50–3.10)", ".021"),
)
STACKED = (
    "<tr><th rowspan=2>Variable</th><th rowspan=2>OR</th><th colspan=2>95% CI</th><th rowspan=2>p</th></tr>"
    "<tr><th>LL</th><th>UL</th></tr>"
)


def table(rows: tuple[tuple[str, ...], ...], head: str = "") -> str:
    """A table as HTML; the first row is its head unless one is given."""
    first = head or "<tr>" + "".join(f"<th>{each}</th>" for each in rows[0]) + "</tr>"
    body = "".join(
        "<tr>" + "".join(f"<td>{each}</td>" for each in row) + "</tr>" for row in rows[0 if head else 1 :]
    )
    return f"<table><thead>{first}</thead><tbody>{body}</tbody></table>"


def audited(body: str, style: str, file: Path) -> Audited:
    """The audit of a PDF with a body and a style of its tables, in the fonts of the engine."""
    weasyprint = printer()
    css = f"body{{font:9pt serif}}table{{border-collapse:collapse;{style}}}td,th{{padding:2px 6px;white-space:nowrap}}"
    weasyprint.HTML(string=f"<style>{css}</style><h1>Results</h1>{body}").write_pdf(str(file))
    return audit_file(file)


def test_indices_of_running_text_are_no_table(tmp_path: Path) -> None:
    """Degrees of freedom below the line, beside each other in two columns."""
    leads = (
        "The difference was reliable",
        "There was an effect of the first factor",
        "The two groups differed",
    )
    words = " ".join(
        f"{lead}, F <sub>{one}, {two}</sub> = 4.50; P < 0.05."
        for two in range(28, 68)
        for one, lead in enumerate(leads, 1)
    )
    style = "}@page{size:160mm 230mm;margin:15mm}body{columns:2;column-gap:5mm;font-size:9.5pt"
    read = audited(f"<p>{words}</p>", style, tmp_path / "paper.pdf")
    assert [each.block.text for each in read.paper.passages if each.block.cell] == []
    assert len(read.checks) == 3 * 40


@pytest.mark.parametrize("style", [THREE_RULES, ""], ids=["three rules", "alignment alone"])
def test_tables_by_alignment(style: str, tmp_path: Path) -> None:
    """Each row is read with its heads, stacked heads included, and the one wrong row of each table is found."""
    stacked = (("Smoking", "2.10", "1.20", "3.68", ".009"), ("Obesity", "1.40", "1.50", "3.10", ".21"))
    body = FILLER.join((table(REGRESSION), table(RATIOS), table(stacked, STACKED), ""))
    read = audited(body, style, tmp_path / "paper.pdf")
    assert {each.statement.partition(":")[0] for each in read.findings} == {
        "Sex (female)",
        "Asthma",
        "Obesity",
    }
    assert any("Smoking: OR = 2.10, CI [1.20, 3.68]" in each.statement for each in read.agreeing)
    assert any("Age: b = -0.250, SE = 0.100, t = -2.50" in each.statement for each in read.agreeing)
    assert read.located(read.findings[0].places[0]).startswith("page 1, ")


def test_ruled_table_beside_text(tmp_path: Path) -> None:
    """On a page of two columns, a table with a rule around each cell is not mixed with the text beside it."""
    body = f"<div style='columns:2;text-align:justify'>{table(RATIOS)}{FILLER * 8}</div>"
    read = audited(body, "outline:1px solid", tmp_path / "paper.pdf")
    assert [each.statement.partition(":")[0] for each in read.findings] == ["Asthma"]
    assert {each.statement.partition(":")[0] for each in read.agreeing} == {"Smoking"}


def test_long_labels_of_rows_are_no_running_text(tmp_path: Path) -> None:
    """A wide table whose labels have many words is read as a whole, not its right half without the estimates."""
    heads = ("Path", "b", "SE", "95% CI", "p", "β", "SE", "Percentile 95% CI")
    paths = (
        ("Alliance, first session → rapport, first session", "0.060", "0.018", "[0.025, 0.095]", ".001"),
        (
            "Depression at baseline → alliance at the second session",
            "−0.069",
            "0.040",
            "[−0.148, 0.010]",
            ".086",
        ),
    )
    body = tuple((*each, "0.65", "0.17", "[0.27, 1.02]") for each in paths)
    read = audited(table((heads, *body * 3)), THREE_RULES + ";font-size:7pt", tmp_path / "paper.pdf")
    assert read.findings == []
    assert any("b = 0.060, SE = 0.018, CI [0.025, 0.095]" in each.statement for each in read.agreeing)


@pytest.mark.parametrize("repeated", [False, True])
def test_a_table_continues_on_the_next_page(repeated: bool, tmp_path: Path) -> None:
    """Rows at the top of a page have the heads of the table at the foot of the page before, repeated or not."""
    rows = tuple((f"Site {place}", "0.250", "0.100", "2.50", ".012") for place in range(70))
    wrong = (("Last site", "0.250", "0.100", "4.50", ".012"),)
    style = THREE_RULES + ("" if repeated else "}thead{display:table-row-group")
    body = table((("Predictor", "b", "SE", "z", "p"), *rows, *wrong))
    read = audited(body + FILLER, style, tmp_path / "paper.pdf")
    assert {each.rule for each in read.findings if each.statement.startswith("Last site")} >= {"wald"}
    assert all(each.statement.startswith("Last site") for each in read.findings)
    assert sum(each.rule == "wald" for each in read.checks) == 71


def test_numbers_of_another_table_do_not_continue_it(tmp_path: Path) -> None:
    """A table without heads whose columns are elsewhere is not read."""
    rows = tuple((f"Site {place}", "0.250", "0.100", "2.50", ".012") for place in range(45))
    other = "<tr><td>Total</td>" + "<td>7.25</td>" * 9 + "</tr>"
    body = table((("Predictor", "b", "SE", "z", "p"), *rows))
    body += f"<table style='break-before:page'>{other * 5}</table>"
    read = audited(body, THREE_RULES, tmp_path / "paper.pdf")
    assert read.findings == []
    assert not any("Total" in each.statement for each in read.checks)


@pytest.mark.parametrize("beyond", [-20, 14, 22, 30])
def test_numbers_that_the_edge_of_the_page_cuts_are_not_read(beyond: int, tmp_path: Path) -> None:
    """The beginning of a number is another number: .0124 cut to .012, .01 or .0."""
    rows = tuple((f"Site {place}", "0.250", "0.100", "2.50", ".0124") for place in range(4))
    style = f"}}@page{{size:120mm 90mm;margin:10mm}}table{{position:absolute;right:calc(-10mm - {beyond}px)"
    read = audited(table((("Predictor", "b", "SE", "z", "p"), *rows)), style, tmp_path / "paper.pdf")
    (first, *_) = (each.statement for each in read.agreeing if each.rule == "wald")
    cut = "" if beyond > 0 else ", p = .0124"
    assert first == f"Site 0: b = 0.250, SE = 0.100, z = 2.50{cut}"


@pytest.mark.parametrize(
    ("head", "symbols"),
    [
        ("Adjusted OR (95% CI)", ["OR", "CI"]),
        ("M (SD)", ["M", "SD"]),
        ("Mean ± SD", ["M", "SD"]),
        ("B [SE]", ["b", "SE"]),
        ("90% CI lower", ["CI low"]),
        ("UL", ["CI high"]),
        ("t(28)", ["t"]),
        ("P-value†", ["p"]),
        ("Group (n = 30)", []),
        ("Item", []),
    ],
)
def test_heads(head: str, symbols: list[str]) -> None:
    """A head names one symbol, or two with the second in brackets or after ±; other words name none."""
    assert [each.symbol for each in heads(head)] == symbols


def test_numbered_variables_are_heads_of_a_matrix(tmp_path: Path) -> None:
    """A correlation matrix whose columns are numbered, with a column of reliabilities."""
    rows = (
        ("Variable", "α", "1", "2", "3"),
        ("1. Resilience", ".90", "–", "", ""),
        ("2. Optimism", ".40", ".62", "–", ""),
        ("3. Boredom", ".88", ".11", ".20", "–"),
    )
    read = audited(f"{FILLER}{table(rows)}{FILLER}", f"table{{{THREE_RULES}}}", tmp_path / "matrix.pdf")
    found = {each.statement: each.verdict for each in read.checks if each.rule == "attenuation"}
    assert found["Resilience and Optimism: r = .62"] == "finding"
    assert found["Resilience and Boredom: r = .11"] == "agrees"
