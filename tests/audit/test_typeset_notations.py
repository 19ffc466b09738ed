"""Notations of tests as authors typeset them are read alike in HTML, Markdown, LaTeX, Word, JATS and PDF.

Each line of `notations/html.tsv` and `notations/latex.tsv` is a test: kind, statistic, degrees of freedom, p, source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypandoc
import pytest

from report.audit.audited import audit_file

FOLDER = Path(__file__).parent / "notations"
#: A p-value with the same digits that is wrong.
WRONG = {"036": "360", "043": "430", "050": "500", "034": "340"}
MACROS = r"""\newcommand{\tstat}[3]{$t(#1) = #2$, $p = #3$}
\newcommand{\Fstat}[4]{\textit{F}(#1, #2) = #3, \textit{p} #4}
\newcommand{\pval}[1]{\textit{p} #1}
\newcommand{\num}[1]{#1}
"""


@dataclass(frozen=True)
class Typeset:
    """A test as it is typeset, and what it says."""

    kind: str
    statistic: float
    df: tuple[float, ...]
    source: str

    @property
    def has_comma(self) -> bool:
        """Whether its decimals have a comma, which holds for a whole paper."""
        return re.search(r"\d,\d\d(?!\d)", self.source) is not None and ";" in self.source


def listed(name: str) -> list[Typeset]:
    """The tests of a file."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    fields = (line.split("\t") for line in lines)
    return [
        Typeset(kind, float(value), tuple(map(float, filter(None, df.split(",")))), source)
        for kind, value, df, _, source in fields
    ]


def page(texts: Sequence[str]) -> str:
    """An HTML page with one test in each paragraph."""
    body = "".join(f"<p>There was an effect in case{n}x, {each}.</p>" for n, each in enumerate(texts))
    return f"<html><head><title>A</title></head><body><h1>Results</h1>{body}</body></html>"


def latex(texts: Sequence[str]) -> str:
    """A LaTeX document with one test in each paragraph."""
    body = "\n\n".join(f"There was an effect in case{n}x, {each}." for n, each in enumerate(texts))
    return f"\\documentclass{{article}}\n{MACROS}\\begin{{document}}\n\\section{{Results}}\n{body}\n\\end{{document}}\n"


def converted(to: str, source: str = "html", *options: str) -> Callable[[str, Path], None]:
    """A writer of a format by pandoc."""

    def write(text: str, file: Path) -> None:
        pypandoc.convert_text(
            text, to, format=source, outputfile=str(file), extra_args=["-s", "--wrap=preserve", *options]
        )

    return write


def as_pdf(text: str, file: Path) -> None:
    """Write a page as PDF."""
    import weasyprint

    weasyprint.HTML(string=text).write_pdf(str(file))


def as_it_is(text: str, file: Path) -> None:
    """Write a source."""
    file.write_text(text, encoding="utf-8")


OF_PAGES = {
    "a.html": as_it_is,
    "a.md": converted("markdown"),
    "a.tex": converted("latex"),
    "a.docx": converted("docx"),
    "a.xml": converted("jats_articleauthoring"),
    "a.pdf": as_pdf,
}
OF_LATEX = {
    "a.tex": as_it_is,
    "a.docx": converted("docx", "latex"),
    "a.xml": converted("jats_articleauthoring", "latex"),
    "mathml.html": converted("html", "latex", "--mathml"),
    "source.html": converted("html", "latex", "--mathjax"),
}


def misread(tests: Sequence[Typeset], texts: Sequence[str], file: Path, verdict: str) -> list[object]:
    """The tests that are not read with their numbers and that verdict, each with what was read."""
    audited = audit_file(file)
    found: dict[int, list[object]] = {}
    for check in audited.checks:
        before = audited.paper.passages[check.places[0].passage].text[: check.places[0].start + 1]
        cases = re.findall(r"case(\d+)x", before)
        if check.rule == "reported-p" and cases:
            df = tuple(each for each in (check.values["df1"], check.values["df2"]) if each is not None)
            read = (check.values["test"], check.values["statistic"], df, check.verdict)
            found.setdefault(int(cases[-1]), []).append(read)
    return [
        (texts[n], found.get(n))
        for n, test in enumerate(tests)
        if found.get(n) != [(test.kind, test.statistic, test.df, verdict)]
    ]


@pytest.mark.parametrize("comma", [False, True])
@pytest.mark.parametrize("name", OF_PAGES)
def test_typeset_tests_are_read(name: str, comma: bool, tmp_path: Path) -> None:
    """Subscripts, thin spaces, letters of mathematics, decimal commas and centred points are read in each format."""
    tests = [each for each in listed("html.tsv") if each.has_comma == comma]
    texts = [each.source for each in tests]
    OF_PAGES[name](page(texts), tmp_path / name)
    assert misread(tests, texts, tmp_path / name, "agrees") == []


@pytest.mark.parametrize("name", OF_LATEX)
def test_tests_of_latex_are_read(name: str, tmp_path: Path) -> None:
    """Formulas and macros of LaTeX are read, also as formulas of Word, JATS and MathML and as their source."""
    tests = [each for each in listed("latex.tsv") if name == "a.tex" or "textminus" not in each.source]
    texts = [each.source for each in tests]
    OF_LATEX[name](latex(texts), tmp_path / name)
    assert misread(tests, texts, tmp_path / name, "agrees") == []


def test_wrong_typeset_tests_are_found(tmp_path: Path) -> None:
    """With another p, each notation is a finding; of r₂₅, which may be that of two variables, only worth a look."""
    tests = [
        each
        for each in listed("html.tsv")
        if not each.has_comma
        and any(f".{digits}" in each.source for digits in WRONG)
        and "&lt;" not in each.source
        and "McNemar" not in each.source  # which may be exact
    ]
    texts = [
        re.sub(r"\.(036|043|050|034)", lambda match: f".{WRONG[match[1]]}", each.source) for each in tests
    ]
    as_it_is(page(texts), tmp_path / "a.html")
    assert misread(tests, texts, tmp_path / "a.html", "finding") == []
    quiet = [check.statement for check in audit_file(tmp_path / "a.html").findings]
    shown = [check.statement for check in audit_file(tmp_path / "a.html", shows_all=True).findings]
    assert {each for each in shown if each not in quiet} == {
        "r₂₅ = .41, p = .340",
        "r25 = .41, p = .340",
        "ρ25 = .41, p = .340",
    }
