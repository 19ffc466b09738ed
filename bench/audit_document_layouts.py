"""Layouts of whole papers: pages of HTML, Markdown, Word, PDF with one and two columns, LaTeX, JATS and TEI."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

from bench.audit_documents import Document, PrintedTable
from bench.audit_layouts import _GRID, _THREE_RULES

FILLER = (
    "The procedure followed the protocol that the centres had agreed on before the first person was enrolled."
)


def _sections(paper: Document) -> list[tuple[str, list[str]]]:
    return [("Abstract", paper.abstract), ("Methods", paper.methods), ("Results", paper.results)]


def _page(paper: Document, style: str = "") -> str:
    parts = [f"<!doctype html><html><head><style>{style}</style></head><body><h1>A study</h1>"]
    for title, texts in _sections(paper):
        parts += [f"<h2>{title}</h2>", *(f"<p>{FILLER} {escape(text)}</p>" for text in texts)]
    parts += [_html_table(order, each) for order, each in enumerate(paper.tables, 1)]
    return "".join([*parts, "</body></html>"])


def _html_table(order: int, table: PrintedTable) -> str:
    head = "".join(f"<th>{escape(each)}</th>" for each in table.heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows
    )
    note = f"<p>{escape(table.note)}</p>" if table.note else ""
    title = f"<p>Table {order}. {escape(table.caption)}</p>"
    return f"{title}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def write_html(paper: Document, file: Path) -> None:
    file.write_text(_page(paper), encoding="utf-8")


def write_markdown(paper: Document, file: Path) -> None:
    lines = ["# A study"]
    for title, texts in _sections(paper):
        lines += [f"## {title}", *(f"{FILLER} {text}".replace("*", "\\*") for text in texts)]
    for order, table in enumerate(paper.tables, 1):
        lines += [f"Table {order}. {table.caption}", "\n".join(_piped(table)), table.note.replace("*", "\\*")]
    file.write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def _piped(table: PrintedTable) -> Iterator[str]:
    for row in (table.heads, ("---",) * len(table.heads), *table.rows):
        yield "| " + " | ".join(cell.replace("*", "\\*") for cell in row) + " |"


def write_word(paper: Document, file: Path) -> None:
    import docx

    made = docx.Document()
    for title, texts in _sections(paper):
        made.add_heading(title, 1)
        for text in texts:
            made.add_paragraph(f"{FILLER} {text}")
    for order, table in enumerate(paper.tables, 1):
        made.add_paragraph(f"Table {order}. {table.caption}")
        grid = made.add_table(len(table.rows) + 1, len(table.heads))
        for row, cells in zip(grid.rows, [table.heads, *table.rows], strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        made.add_paragraph(table.note)
    made.save(str(file))


def write_pdf(paper: Document, file: Path, columns: int = 1, ruled: str = _THREE_RULES) -> None:
    import weasyprint

    style = f"body{{font:9pt serif;columns:{columns};text-align:justify;hyphens:auto}}{ruled}"
    weasyprint.HTML(string=_page(paper, style)).write_pdf(str(file))


def write_two_columns(paper: Document, file: Path) -> None:
    write_pdf(
        paper, file, 2, _THREE_RULES + "table{font-size:7.5pt;break-inside:avoid}td,th{padding:1px 5px}"
    )


def write_narrow(paper: Document, file: Path) -> None:
    """Two columns whose tables have gaps of 3 points between their columns, in letters of 7.5 points."""
    write_pdf(
        paper, file, 2, _THREE_RULES + "table{font-size:7.5pt;break-inside:avoid}td,th{padding:1px 2px}"
    )


def write_sideways(paper: Document, file: Path) -> None:
    """Tables that are set sideways on pages of their own."""
    import weasyprint

    turned = (
        ".turned{break-before:page;height:170mm;width:250mm;transform:rotate(-90deg) translate(-250mm,0);"
        "transform-origin:top left}"
    )
    page = _page(paper, f"body{{font:9pt serif}}{_THREE_RULES}{turned}")
    page = re.sub(r"<p>Table \d+\..*?</table>(?:<p>.*?</p>)?", r"<div class=turned>\g<0></div>", page)
    weasyprint.HTML(string=page).write_pdf(str(file))


def write_grid(paper: Document, file: Path) -> None:
    write_pdf(paper, file, 1, _GRID)


def write_latex(paper: Document, file: Path) -> None:
    lines = ["\\documentclass{article}", "\\begin{document}"]
    for title, texts in _sections(paper):
        body = "\n\n".join(f"{FILLER} {_tex(text)}" for text in texts)
        is_abstract = title == "Abstract"
        lines.append(
            f"\\begin{{abstract}}\n{body}\n\\end{{abstract}}"
            if is_abstract
            else f"\\section{{{title}}}\n{body}"
        )
    lines += map(_tex_table, paper.tables)
    file.write_text("\n".join([*lines, "\\end{document}\n"]), encoding="utf-8")


def _tex(text: str) -> str:
    for plain, command in (
        ("%", "\\%"),
        (" ~ ", " $\\sim$ "),
        ("α", "$\\alpha$"),
        ("–", "--"),
        (" < ", " $<$ "),
        ("<", "$<$"),
    ):
        text = text.replace(plain, command)
    return text.replace("$$<$$", "$<$")


def _tex_table(table: PrintedTable) -> str:
    rows = [" & ".join(map(_tex, row)) + r" \\" for row in (table.heads, *table.rows)]
    body = "\n".join([r"\toprule", rows[0], r"\midrule", *rows[1:], r"\bottomrule"])
    columns = "l" + "r" * (len(table.heads) - 1)
    return (
        f"\\begin{{table}}\n\\caption{{{_tex(table.caption)}}}\n\\begin{{tabular}}{{{columns}}}\n{body}\n"
        f"\\end{{tabular}}\n\n{_tex(table.note)}\n\\end{{table}}"
    )


def write_jats(paper: Document, file: Path) -> None:
    """XML of the Journal Article Tag Suite with tables."""
    abstract = "".join(f"<p>{FILLER} {escape(text)}</p>" for text in paper.abstract)
    sections = "".join(
        f"<sec><title>{title}</title>{''.join(f'<p>{FILLER} {escape(text)}</p>' for text in texts)}</sec>"
        for title, texts in _sections(paper)[1:]
    )
    tables = "".join(_xml_table(order, each) for order, each in enumerate(paper.tables, 1))
    front = (
        "<front><article-meta><title-group><article-title>A study</article-title></title-group>"
        f"<abstract>{abstract}</abstract></article-meta></front>"
    )
    file.write_text(f"<article>{front}<body>{sections}<sec>{tables}</sec></body></article>", encoding="utf-8")


def _xml_table(order: int, table: PrintedTable) -> str:
    head = "".join(f"<th>{escape(each)}</th>" for each in table.heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows
    )
    note = f"<table-wrap-foot><p>{escape(table.note)}</p></table-wrap-foot>" if table.note else ""
    return (
        f'<table-wrap id="t{order}"><label>Table {order}</label><caption><p>{escape(table.caption)}</p></caption>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}</table-wrap>"
    )


def write_tei(paper: Document, file: Path) -> None:
    """XML of the Text Encoding Initiative as GROBID writes it, with tables."""
    abstract = "".join(f"<p>{FILLER} {escape(text)}</p>" for text in paper.abstract)
    body = "".join(
        f"<div><head>{title}</head>{''.join(f'<p>{FILLER} {escape(text)}</p>' for text in texts)}</div>"
        for title, texts in _sections(paper)[1:]
    )
    tables = "".join(_tei_table(order, each) for order, each in enumerate(paper.tables, 1))
    file.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc>'
        f"<abstract><div>{abstract}</div></abstract></profileDesc></teiHeader><text><body>{body}{tables}</body></text></TEI>",
        encoding="utf-8",
    )


def _tei_table(order: int, table: PrintedTable) -> str:
    rows = "".join(
        "<row>" + "".join(f"<cell>{escape(cell)}</cell>" for cell in row) + "</row>"
        for row in (table.heads, *table.rows)
    )
    note = f"<note>{escape(table.note)}</note>" if table.note else ""
    caption = f"<figDesc>{escape(table.caption)}</figDesc>"
    return f'<figure type="table"><head>Table {order}</head>{caption}<table>{rows}</table>{note}</figure>'


Write = Callable[[Document, Path], None]
#: How a layout is written, and its suffix.
DOCUMENT_LAYOUTS: dict[str, tuple[Write, str]] = {
    "page of HTML": (write_html, "html"),
    "Markdown": (write_markdown, "md"),
    "Word": (write_word, "docx"),
    "PDF": (write_pdf, "pdf"),
    "PDF, ruled tables": (write_grid, "pdf"),
    "PDF, two columns": (write_two_columns, "pdf"),
    "LaTeX": (write_latex, "tex"),
    "JATS": (write_jats, "xml"),
    "TEI": (write_tei, "xml"),
    "PDF, narrow columns": (write_narrow, "pdf"),
    "PDF, sideways tables": (write_sideways, "pdf"),
}
