"""Layouts in which the labelled corpus is printed: pages, text, Word, PDF, LaTeX, JATS and TEI."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from bench.statements import Statement

FILLER = (
    "The procedure followed the protocol that all sites had agreed on before the first person was enrolled. "
)


def paragraphs(statements: Sequence[Statement]) -> list[str]:
    """The sentences of running text, three to a paragraph, with filler between them."""
    prose = [each.text for each in statements if not each.row]
    return [FILLER + " ".join(prose[start : start + 3]) for start in range(0, len(prose), 3)]


def html(statements: Sequence[Statement], style: str = "") -> str:
    """The paper as a page, with its tables at the end."""
    body = "".join(f"<p>{escape(each)}</p>" for each in paragraphs(statements))
    made = "".join(_table(number, *each) for number, each in enumerate(tables(statements), 1))
    return f"<!doctype html><html><head><style>{style}</style></head><body><h1>Results</h1>{body}{made}</body></html>"


def tables(statements: Sequence[Statement]) -> list[tuple[Row, list[Row]]]:
    """The heads and the rows of each table."""
    found: dict[Row, list[Row]] = {}
    for each in statements:
        if each.row:
            found.setdefault(each.heads, []).append(each.row)
    return list(found.items())


def _table(number: int, heads: Row, rows: Sequence[Row]) -> str:
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    title = f"<p>Table {number}. Estimates of the model</p>"
    return f"{title}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def write_html(statements: Sequence[Statement], file: Path) -> None:
    file.write_text(html(statements), encoding="utf-8")


def write_text(statements: Sequence[Statement], file: Path) -> None:
    import textwrap

    text = "\n\n".join(textwrap.fill(each, 72, break_long_words=False) for each in paragraphs(statements))
    file.write_text(f"Results\n\n{text}\n", encoding="utf-8")


def write_markdown(statements: Sequence[Statement], file: Path) -> None:
    text = "\n\n".join(each.replace("[", "\\[") for each in paragraphs(statements))
    made = "\n\n".join("\n".join(_piped(*each)) for each in tables(statements))
    file.write_text(f"# Results\n\n{text}\n\n{made}\n", encoding="utf-8")


def write_economics(statements: Sequence[Statement], file: Path) -> None:
    """A PDF as economists print it: standard errors in parentheses below the estimates, and a note that says so."""
    import weasyprint

    page = html([each for each in statements if not each.row], f"body{{font:9pt serif}}{_THREE_RULES}")
    made = "".join(_below(number, *each) for number, each in enumerate(tables(statements), 1))
    weasyprint.HTML(string=page.replace("</body>", f"{made}</body>")).write_pdf(str(file))


def _below(number: int, heads: Row, rows: Sequence[Row]) -> str:
    """A table with its standard errors below the estimates before them; other tables as they are."""
    if "SE" not in heads:
        return _table(number, heads, rows)
    at = heads.index("SE")
    body: list[Row] = []
    for row in rows:
        empty = [""] * (len(row) - 1)
        body += [(*row[:at], *row[at + 1 :]), (*empty[: at - 1], f"({row[at]})", *empty[at:])]
    made = _table(number, (*heads[:at], *heads[at + 1 :]), body)
    return f"{made}<p>Notes: Robust standard errors in parentheses.</p>"


def write_continued(statements: Sequence[Statement], file: Path) -> None:
    """A PDF whose tables continue on other pages without their heads."""
    ruled = _THREE_RULES + "thead{display:table-row-group}tr{break-after:auto}td,th{padding:4px 5px}"
    write_pdf(statements, file, page="size:148mm 90mm;margin:10mm", ruled=ruled)


def _piped(heads: Row, rows: Sequence[Row]) -> list[str]:
    return ["| " + " | ".join(each) + " |" for each in (heads, ("---",) * len(heads), *rows)]


def write_word(statements: Sequence[Statement], file: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Results", 1)
    for each in paragraphs(statements):
        document.add_paragraph(each)
    for heads, body in tables(statements):
        table = document.add_table(len(body) + 1, len(heads))
        for row, cells in zip(table.rows, [heads, *body], strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    document.save(str(file))


#: Tables with three rules, as most journals print them, and with a rule around each cell.
_THREE_RULES = (
    "table{border-collapse:collapse;border-top:1px solid;border-bottom:1px solid}th{border-bottom:1px solid;"
    "font-weight:normal}td,th{padding:1px 5px;text-align:right;white-space:nowrap}"
    "td:first-child{text-align:left}tr{break-inside:avoid}"
)
_GRID = "table{border-collapse:collapse}td,th{border:.5pt solid;padding:2px 4px;white-space:nowrap}"


def write_pdf(
    statements: Sequence[Statement], file: Path, columns: int = 1, page: str = "", ruled: str = _THREE_RULES
) -> None:
    import weasyprint

    style = f"body{{font:9pt serif;columns:{columns};text-align:justify;hyphens:auto}}@page{{{page}}}{ruled}"
    weasyprint.HTML(string=html(statements, style)).write_pdf(str(file))


def write_two_columns(statements: Sequence[Statement], file: Path) -> None:
    write_pdf(statements, file, columns=2, ruled=_THREE_RULES + "table{font-size:8pt}td,th{padding:1px 4px}")


def write_grid(statements: Sequence[Statement], file: Path) -> None:
    """A PDF whose tables have a rule around each cell, as word processors print them."""
    write_pdf(statements, file, ruled=_GRID)


def write_journal(statements: Sequence[Statement], file: Path) -> None:
    """A page as a journal sets it: italic symbols, subscripts and superscripts, figure spaces and minus signs."""
    page = html(statements).replace("-0", "−0").replace("-1", "−1")
    page = re.sub(r"χ[2²]", "<i>χ</i><sup>2</sup>", page)
    page = page.replace("ηp2", "<i>η</i><sub>p</sub><sup>2</sup>").replace("R2 =", "<i>R</i><sup>2</sup> =")
    page = re.sub(r"\b([tFpzrMNnU])(?=\s?[(=&])", r"<i>\1</i>", page)
    file.write_text(page.replace(" = ", "\u2009=\u2009"), encoding="utf-8")


def write_small_pages(statements: Sequence[Statement], file: Path) -> None:
    """A PDF of many small pages, whose ends cut sentences."""
    write_pdf(statements, file, page="size:105mm 120mm;margin:10mm")


def write_latex(statements: Sequence[Statement], file: Path) -> None:
    """LaTeX source with symbols in mathematics."""
    text = "\n\n".join(paragraphs(statements)).replace("%", "\\%")
    for plain, command in (("χ2", r"$\chi^2$"), ("χ²", r"$\chi^2$"), ("−", "$-$"), (" < ", " $<$ ")):
        text = text.replace(plain, command)
    file.write_text(
        f"\\documentclass{{article}}\n\\begin{{document}}\n\\section{{Results}}\n{text}\n\\end{{document}}\n",
        encoding="utf-8",
    )


def write_jats(statements: Sequence[Statement], file: Path) -> None:
    """XML of the Journal Article Tag Suite."""
    body = "".join(f"<p>{escape(each)}</p>" for each in paragraphs(statements))
    front = "<front><article-meta><title-group><article-title>A</article-title></title-group></article-meta></front>"
    file.write_text(
        f"<article>{front}<body><sec><title>Results</title>{body}</sec></body></article>", encoding="utf-8"
    )


def write_tei(statements: Sequence[Statement], file: Path) -> None:
    """XML of the Text Encoding Initiative, as GROBID writes it."""
    body = "".join(f"<p>{escape(each)}</p>" for each in paragraphs(statements))
    file.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc/></teiHeader><text><body><div>'
        f"<head>Results</head>{body}</div></body></text></TEI>",
        encoding="utf-8",
    )


Row = tuple[str, ...]
Write = Callable[[Sequence[Statement], Path], None]
#: How a layout is written, its suffix, and whether it has tables.
LAYOUTS: dict[str, tuple[Write, str, bool]] = {
    "page of HTML": (write_html, "html", True),
    "plain text": (write_text, "txt", False),
    "Markdown": (write_markdown, "md", True),
    "Word": (write_word, "docx", True),
    "PDF": (write_pdf, "pdf", True),
    "PDF, ruled tables": (write_grid, "pdf", True),
    "PDF, two columns": (write_two_columns, "pdf", True),
    "PDF, small pages": (write_small_pages, "pdf", True),
    "PDF, errors below": (write_economics, "pdf", True),
    "PDF, continued tables": (write_continued, "pdf", True),
    "journal's page": (write_journal, "html", True),
    "LaTeX": (write_latex, "tex", False),
    "JATS": (write_jats, "xml", False),
    "TEI": (write_tei, "xml", False),
}
