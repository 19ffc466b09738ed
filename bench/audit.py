"""Accuracy of `report audit` on the labelled corpus: planted errors found and false alarms, by rule and layout."""

from __future__ import annotations

import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.audit_corpus import HEADS, Statement, paper
from report.audit.audited import Audited, audit_file

FILLER = (
    "The procedure followed the protocol that all sites had agreed on before the first person was enrolled. "
)
PAPERS = 10


def paragraphs(statements: Sequence[Statement]) -> list[str]:
    """The sentences of running text, three to a paragraph, with filler between them."""
    prose = [each.text for each in statements if not each.row]
    return [FILLER + " ".join(prose[start : start + 3]) for start in range(0, len(prose), 3)]


def html(statements: Sequence[Statement], style: str = "") -> str:
    """The paper as a page, statistics in italics, with one table."""
    body = "".join(f"<p>{escape(each)}</p>" for each in paragraphs(statements))
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in each.row) + "</tr>"
        for each in statements
        if each.row
    )
    head = "".join(f"<th>{each}</th>" for each in HEADS)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f"<!doctype html><html><head><style>{style}</style></head><body><h1>Results</h1>{body}{table}</body></html>"


def write_html(statements: Sequence[Statement], file: Path) -> None:
    file.write_text(html(statements), encoding="utf-8")


def write_text(statements: Sequence[Statement], file: Path) -> None:
    import textwrap

    text = "\n\n".join(textwrap.fill(each, 72, break_long_words=False) for each in paragraphs(statements))
    file.write_text(f"Results\n\n{text}\n", encoding="utf-8")


def write_markdown(statements: Sequence[Statement], file: Path) -> None:
    rows = ["| " + " | ".join(each.row) + " |" for each in statements if each.row]
    head = ["| " + " | ".join(HEADS) + " |", "|" + "---|" * len(HEADS)]
    text = "\n\n".join(each.replace("[", "\\[") for each in paragraphs(statements))
    file.write_text(f"# Results\n\n{text}\n\n" + "\n".join([*head, *rows]) + "\n", encoding="utf-8")


def write_word(statements: Sequence[Statement], file: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Results", 1)
    for each in paragraphs(statements):
        document.add_paragraph(each)
    rows = [HEADS, *(each.row for each in statements if each.row)]
    table = document.add_table(len(rows), len(HEADS))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(str(file))


def write_pdf(statements: Sequence[Statement], file: Path, columns: int = 1) -> None:
    import weasyprint

    style = f"body{{font:9pt serif;columns:{columns};text-align:justify;hyphens:auto}}"
    weasyprint.HTML(string=html([each for each in statements if not each.row], style)).write_pdf(str(file))


def write_two_columns(statements: Sequence[Statement], file: Path) -> None:
    write_pdf(statements, file, columns=2)


LAYOUTS = {
    "page of HTML": (write_html, "html", True),
    "plain text": (write_text, "txt", False),
    "Markdown": (write_markdown, "md", True),
    "Word": (write_word, "docx", True),
    "PDF": (write_pdf, "pdf", False),
    "PDF, two columns": (write_two_columns, "pdf", False),
}


class Tally:
    """Statements, planted errors, errors found and false alarms, by rule."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.missed: list[str] = []
        self.alarms: list[str] = []

    def add(self, statements: Sequence[Statement], audited: Audited) -> None:
        found = [(check.statement, check.rule) for check in audited.findings]
        for each in statements:
            hits = [said for said, _ in found if _is_of(each, said)]
            self.counts[each.rule, "planted" if each.error else "true"] += 1
            if each.error and hits:
                self.counts[each.rule, "found"] += 1
            elif each.error:
                self.missed.append(f"{each.error}: {each.text}")
            elif hits:
                self.counts[each.rule, "alarms"] += 1
                self.alarms.append(each.text)

    def line(self, name: str, rules: Sequence[str]) -> str:
        true, planted, found, alarms = (
            sum(self.counts[rule, kind] for rule in rules) for kind in ("true", "planted", "found", "alarms")
        )
        share = f"{100 * found / planted:.1f}%" if planted else "-"
        return f"{name:22} {true:6} {planted:8} {found:6} {share:>8} {alarms:7}"


def _is_of(statement: Statement, said: str) -> bool:
    """Whether a finding is about a statement: its words are in the sentence or row."""

    def plain(text: str) -> str:
        same = unicodedata.normalize("NFKC", text).replace("−", "-").replace("–", "-")
        return "".join(letter for letter in same if not letter.isspace())

    if statement.row:
        return all(
            plain(cell) in plain(said) for cell in (statement.row[0], statement.row[1], statement.row[2])
        )
    return plain(said) in plain(statement.text)


def measured(papers: int = PAPERS) -> tuple[Tally, dict[str, Tally]]:
    """The tallies of all layouts together, and of each."""
    whole, by_layout = Tally(), {}
    with tempfile.TemporaryDirectory() as folder:
        for order, (layout, (write, suffix, tables)) in enumerate(LAYOUTS.items()):
            tally = by_layout.setdefault(layout, Tally())
            for number in range(papers):
                statements = [each for each in paper(1000 * order + number) if tables or not each.row]
                file = Path(folder, f"{order}-{number}.{suffix}")
                write(statements, file)
                audited = audit_file(file)
                tally.add(statements, audited)
                whole.add(statements, audited)
    return whole, by_layout


def main() -> None:
    began = perf_counter()
    papers = int(sys.argv[1]) if len(sys.argv) > 1 else PAPERS
    whole, by_layout = measured(papers)
    rules = sorted({rule for rule, _ in whole.counts})
    print(f"{'':22} {'true':>6} {'planted':>8} {'found':>6} {'':>8} {'alarms':>7}")
    for rule in rules:
        print(whole.line(rule, [rule]))
    print(whole.line("all rules", rules))
    for layout, tally in by_layout.items():
        print(tally.line(layout, rules))
    for kind, texts in (("missed", whole.missed), ("alarm", whole.alarms)):
        for text in texts[:12]:
            print(f"{kind}: {text}")
    print(f"{papers * len(LAYOUTS)} papers in {perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
