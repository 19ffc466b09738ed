"""In languages with a decimal comma every number prints with one, and every check reads it."""

from __future__ import annotations

import re
import zipfile

import pytest

from report.rows.build_record import Build
from report.rows.format_registry import FORMATS, use_formats
from report.rows.ledger import Ledger
from report.rows.notation import Notation
from report.rows.own_formats import own_formats
from report.rows.stat import Source, Stat
from report.rows.styles import STYLES
from report.template.filters import FILTERS
from report.template.ledger_names import LedgerPath
from report.template.styled_text import styled
from report.text.blocks import Block
from report.text.language import decimal_mark, languages, words
from report.text.reading.page_numbers import OF, PAGE
from report.text.tokens import tokens

COMMA = "apa-comma"


def row(id: str, value: object, format: str, symbol: str = "", **about: str) -> Stat:
    made = Stat(id, value, format, "label", symbol, about=about)  # type: ignore[arg-type]
    return made.stamped(Source("f", "f.py", 1), style=COMMA)


@pytest.mark.parametrize(
    ("value", "format", "printed"),
    [
        (-0.0567, "unit", "−0,06"),
        (0.9999, "unit", "> 0,99"),
        (110.43, "df", "110,43"),
        (118.0, "df", "118"),
        (12345.678, "fixed1", "12 345,7"),
        (0.0004, "percent1", "< 0,1"),
        (0.00003, "p", "< 0,001"),
        (1234.5, "eur", "€1234,50"),
        (1_234_567, "large_count", "1,23 million"),
        (0.0000123, "scientific", "1,23 × 10⁻⁵"),
        ("version 3.11", "text", "version 3.11"),
        (3723, "clock", "1:02:03"),
        (None, "fixed2", "–"),
    ],
)
def test_each_kind_of_number_prints_with_a_comma(value, format, printed):
    """Numbers have a comma and a zero before it; the author's texts and missing values are as they are."""
    spaces = str.maketrans({"\u202f": " ", "\u00a0": " "})
    assert row("a.b", value, format).printed.translate(spaces) == printed


def test_formats_of_a_study_print_with_a_comma():
    """Patterns and functions follow too, unless a function writes its own comma."""
    use_formats(
        own_formats(
            {
                "mass": "{fixed1} kg",
                "ratio": lambda value: f"{value:.2f}:1",
                "swiss": lambda value: f"1.234,{value:.0f}",
            }
        )
    )
    try:
        printed = [row("a.b", 8.46, format).printed for format in ("mass", "ratio", "swiss")]
    finally:
        use_formats({})
    assert printed == ["8,5 kg", "8,46:1", "1.234,8"]
    assert "mass" not in FORMATS


def test_semicolons_separate_numbers_in_brackets():
    """Degrees of freedom and bounds of intervals cannot be taken for decimals."""
    rows = [
        row("a.statistic", 4.42, "fixed2", "*F*"),
        row("a.df", 1.5, "df"),
        row("a.df_residual", 57, "df"),
        row("a.p", 0.016, "p", "*p*"),
        row("b.ci_lower", 0.06, "fixed2", confidence="0.999"),
        row("b.ci_upper", 0.78, "fixed2", confidence="0.999"),
    ]
    ledger = Ledger.of(rows, Build(style=COMMA))

    def plain(text: str) -> str:
        return re.sub(r"\[((?:\\.|[^\[\]\\])*)\]\{[^{}]*\}", r"\1", text).replace("\u00a0", " ")

    assert plain(FILTERS["f_test"](LedgerPath(ledger, "a"))) == "*F*(1,50; 57) = 4,42, *p* = 0,016"
    assert plain(FILTERS["ci"](LedgerPath(ledger, "b"))) == "99,9% CI \\[0,06; 0,78\\]"
    assert Ledger.from_json(ledger.to_json()).stat("a.df").printed == "1,50"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('[.10]{#o3 .literal data-reason="a"}', "[0,10]"),
        ('[<\u00a00.10]{#o3 .literal data-reason="a"}', "[<\u00a00,10]"),
        ('[3.11]{#o3 .literal data-reason="version"}', "[3.11]"),
        ('fig-alt="p &#60; .05, p = 0.2"', "p &#60; 0,05, p = 0,2"),
    ],
)
def test_typed_thresholds_get_a_comma(typed, printed):
    """Levels that products and authors write as APA does follow the language; other literals are as typed."""
    assert printed in styled(typed, STYLES[COMMA])


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("F(2; 57) = 4,42", ["f", "2", "57", "4.42"]),
        ("−0,06 und ,5", ["−0.06", "und", "0.5"]),
        ("1.234,5 von 12\u202f345", ["1234.5", "von", "12345"]),
        ("p < 0,001; 38,5 %", ["p", "<0.001", "38.5%"]),
        ("am 31.12.2024", ["am", "31", "12", "2024"]),
    ],
)
def test_numbers_are_read_with_a_comma(text, keys):
    """A comma is the decimal mark and a point separates thousands; keys have a point, so that values compare."""
    assert [token.key for token in tokens([Block("", text)], Notation(",", "de"))] == keys


@pytest.mark.parametrize(
    ("language", "mark"),
    [
        *(("de", ","), ("de-AT", ","), ("de-CH", "."), ("DE_ch", "."), ("fr-CA", ","), ("it-CH", ".")),
        *(("es", ","), ("es-MX", "."), ("es-419", "."), ("pt-BR", ","), ("en", "."), ("en-GB", ".")),
        *(("nl", ","), ("sv", ","), ("da", ","), ("xx", ".")),
        *(
            ("pl", ","),
            ("fi", ","),
            ("cs-CZ", ","),
            ("nb", ","),
            ("el", ","),
            ("tr", ","),
            ("he", "."),
            ("ja", "."),
            ("zh-TW", "."),
        ),
    ],
)
def test_the_language_decides_on_the_mark(language, mark):
    """Marks by language and region are those of CLDR; English text always has points."""
    assert decimal_mark(language) == mark


@pytest.mark.parametrize("language", languages())
def test_page_numbers_are_recognised_in_every_language(language):
    """The words around page numbers that the engine prints are known to the reader of PDF files."""
    printed = words(language)["page-of"].format(page=3, pages=9)
    assert re.fullmatch(rf"{PAGE}\s3\s{OF}\s9", printed, re.IGNORECASE)


def test_a_paper_in_german_is_built_and_checked_with_commas(project):
    """`lang` switches text, tables, notes and drawings of all formats; changed numbers are found in copies."""
    for path in (project.root / "templates").glob("*.qmd.j2"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^lang: .*", "lang: de", text, flags=re.MULTILINE), encoding="utf-8")
    built = project.report("build")
    assert built.returncode == 0, built.stderr
    checked = project.report("check")
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("all correct") == 3
    page = (project.root / "_output" / "index.html").read_text(encoding="utf-8")
    seen = re.sub(r"<(script|style|template)\b.*?</\1>|<[^>]+>", "", page, flags=re.DOTALL)
    assert "0,02" in seen
    assert "RMSEA\u00a0=\u00a00,08" in seen
    assert not re.search(r"[=<>]\s*[−-]?\d*\.\d", seen)
    edited = project.root / "edited.docx"
    with (
        zipfile.ZipFile(project.root / "_output" / "index.docx") as archive,
        zipfile.ZipFile(edited, "w") as copy,
    ):
        for name in archive.namelist():
            content = archive.read(name)
            copy.writestr(
                name, content.replace(b">0,08<", b">0,09<") if name == "word/document.xml" else content
            )
    found = project.report("check", "edited.docx")
    assert found.returncode == 1
    assert "found 0,09, 0,08 expected" in found.stdout


def test_a_setting_overrides_the_language(project):
    """`decimal-mark` gives a project in English commas, and an unknown mark is a fault."""
    project.set(decimal_mark="comma")
    assert '"printed": "0,02"' in project.report("list", "--json").stdout.replace("\\u00a0", " ")
    project.set(decimal_mark="coma")
    done = project.report("list")
    assert done.returncode == 1
    assert 'decimal-mark = "coma" is unknown' in done.stderr
    assert "did you mean comma?" in done.stderr


def test_counts_in_words_are_in_the_language_of_the_paper(project):
    """`words` prints "vingt et un" in French, every format is checked, and another word is found in a copy."""
    index = project.root / "templates" / "index.qmd.j2"
    text = re.sub(r"^lang: .*", "lang: fr", index.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = text.replace(
        "# Rows\n", "# Rows\n\nIl y avait << age.min | words >> participants dans le groupe témoin.\n"
    )
    index.write_text(text, encoding="utf-8")
    built = project.report("build")
    assert built.returncode == 0, built.stderr
    assert "vingt et un</" in (project.root / "_output" / "index.html").read_text(encoding="utf-8")
    checked = project.report("check")
    assert checked.stdout.count("all correct") == 3, checked.stdout
    with zipfile.ZipFile(project.root / "_output" / "index.docx") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["word/document.xml"] = files["word/document.xml"].replace(b"vingt et un", b"trente et un")
    with zipfile.ZipFile(project.root / "edited.docx", "w") as copy:
        for name, content in files.items():
            copy.writestr(name, content)
    found = project.report("check", "edited.docx")
    assert "found trente et un" in found.stdout
