"""The document of all tables: their numbers in the paper, running titles, metadata and references."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from report.export.numbering import placed
from report.export.tables_document import notice, tables_document
from report.rows.build_record import Build
from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.rows.tables import Column, Table, row
from report.template import Woven

ROWS = (Stat("a.b", 1.5, "fixed2", "a number"),)
TABLES = {
    "fit": Table("The fit, as in @tbl-ages", (Column("{:variable}"),), (row("{a.b}"),)),
    "ages": Table("Ages", (Column("Age"),), (row("{a.b}"),)),
}
GERMAN = Woven(
    "index",
    "---\ntitle: Studie\nrunning-title: Kurz\nlang: de\ncsl: apa\n---\n\n"
    "::: {#tbl-ages}\nx\n:::\n\n::: {#tbl-fit}\nx\n:::\n",
    ("tbl-ages", "tbl-fit"),
)


def computed(**build: Any) -> Any:
    """The results of a study with two tables."""
    ledger = Ledger.of(ROWS, Build(study="A & B", style="apa-comma-de", language="de", **build))
    return SimpleNamespace(results=SimpleNamespace(ledger=ledger, tables=TABLES, figures={}))


def document(root: Path, *documents: Woven, **build: Any) -> str:
    """The Markdown of the document."""
    found, known = computed(**build), {each.name: each for each in documents}
    made = tables_document("tables", placed("table", TABLES, known), found, known, root)
    assert (made.name, made.root) == ("tables", root)
    return made.markdown


def test_tables_are_below_the_running_title_of_their_document(tmp_path: Path) -> None:
    """In the order and with the numbers of the paper, in its language."""
    text = document(tmp_path, GERMAN)
    assert text.index("# Kurz") < text.index('data-table="ages" float-number="1"')
    assert text.index('float-number="1"') < text.index('data-table="fit" float-number="2"')
    assert "| Variable |" in text


def test_references_are_the_names_of_the_paper(tmp_path: Path) -> None:
    """The tables are alone, so that a reference has nothing to lead to."""
    assert "The fit, as in Tabelle\u00a01" in document(tmp_path, GERMAN)


def test_metadata_are_those_of_the_paper(tmp_path: Path) -> None:
    """Language and citation style; the title is that of the study."""
    front = document(tmp_path, GERMAN).split("---")[1]
    assert '"lang": "de"' in front
    assert '"csl": "apa"' in front
    assert '"title": "Tables: A \\\\& B"' in front
    assert "banner" not in front


def test_synthetic_data_have_a_notice(tmp_path: Path) -> None:
    """In the document, and for other files."""
    assert notice(computed(synthetic=True)) in document(tmp_path, GERMAN, synthetic=True)
    assert notice(computed()) == ""


def test_tables_of_no_document_have_a_head_of_their_own(tmp_path: Path) -> None:
    """Their numbers begin with X."""
    text = document(tmp_path)
    assert "# Tables in no document" in text
    assert 'float-number="X1"' in text
