"""One setting, `style`, changes how every printed statistic, symbol and interval looks, in all formats."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from typing import Any

import pytest

from report.rows.build_record import Build
from report.rows.format_registry import BUILT_IN
from report.rows.ledger import Ledger
from report.rows.phrases import ENGLISH
from report.rows.stat import Source, Stat
from report.rows.styles import STYLES
from report.template.filters import FILTERS
from report.template.ledger_names import LedgerPath
from report.template.styled_text import styled

STYLE_NAMES = tuple(name for name, style in STYLES.items() if style.phrases is ENGLISH)
#: What each style prints: a p-value, a small one, a tiny one, one near 1, a correlation, an index, an effect.
PRINTED = {
    "apa": (".023", ".004", "< .001", "> .999", ".74", ".08", "0.42"),
    "ama": ("0.02", "0.004", "< 0.001", "> 0.99", "0.74", "0.08", "0.42"),
    "jama": (".02", ".004", "< .001", "> .99", "0.74", "0.08", "0.42"),
    "vancouver": ("0.02", "0.004", "< 0.001", "> 0.99", "0.74", "0.08", "0.42"),
    "nature": ("0.023", "0.0041", "3.2 × 10⁻⁵", "> 0.99", "0.74", "0.08", "0.42"),
    "apa-comma": ("0,023", "0,004", "< 0,001", "> 0,999", "0,74", "0,08", "0,42"),
    "ama-comma": ("0,02", "0,004", "< 0,001", "> 0,99", "0,74", "0,08", "0,42"),
    "jama-comma": ("0,02", "0,004", "< 0,001", "> 0,99", "0,74", "0,08", "0,42"),
    "vancouver-comma": ("0,02", "0,004", "< 0,001", "> 0,99", "0,74", "0,08", "0,42"),
    "nature-comma": ("0,023", "0,0041", "3,2 × 10⁻⁵", "> 0,99", "0,74", "0,08", "0,42"),
}
VALUES: tuple[tuple[float, str], ...] = (
    *((0.0226, "p"), (0.00412, "p"), (0.0000321, "p"), (0.9996, "p")),
    *((0.74, "unit"), (0.08, "index"), (0.42, "fixed2")),
)


def stat(id: str, value: Any, format: str, style: str, symbol: str = "", **about: str) -> Stat:
    made = Stat(id, value, format, "label", symbol, about=about)
    return made.stamped(Source("f", "f.py", 1), style=style)


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_each_kind_of_number_prints_in_each_style(style):
    """P-values change digits and zero, correlations and indices their zero, effects nothing."""
    printed = [stat("a.b", value, format, style).printed for value, format in VALUES]
    assert tuple(text.replace("\u00a0", " ") for text in printed) == PRINTED[style]


@pytest.mark.parametrize("style", STYLE_NAMES)
@pytest.mark.parametrize("level", [0.05, 0.01, 0.001, 0.1])
def test_no_style_rounds_a_p_value_across_a_level(style, level):
    """A p-value just below a level never prints as the level or above it."""
    for value in (level * (1 - 1e-9), level * 0.999, level * 0.9996, level * 0.99):
        text = stat("a.p", value, "p", style).printed.replace("\u00a0", "")
        text = text.replace(",", ".")
        digits = {ord(raised): str(digit) for digit, raised in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")} | {ord("⁻"): "-"}
        number = float(text.translate(digits).replace("×10", "e").lstrip("<"))
        assert number < level or (text.startswith("<") and number <= level)


@pytest.mark.parametrize("style", STYLE_NAMES)
@pytest.mark.parametrize("format", BUILT_IN)
def test_a_style_changes_neither_value_nor_unprintable_values(style, format):
    """Missing and infinite values, and texts, print alike in every style and format."""
    for value in (None, float("inf"), float("-inf"), "moderate"):
        assert stat("a.b", value, format, style).printed == stat("a.b", value, format, "apa").printed


PHRASES = {
    "apa": ("*p* = .023", "95% CI \\[0.06, 0.78\\]", "90% CI \\[−0.41, −0.03\\]", "42.8 (*SD* = 11.6)"),
    "ama": ("*P* = 0.02", "95% CI, 0.06 to 0.78", "90% CI, −0.41 to −0.03", "42.8 (SD 11.6)"),
    "jama": ("*P* = .02", "95% CI, 0.06 to 0.78", "90% CI, −0.41 to −0.03", "42.8 (SD 11.6)"),
    "vancouver": ("*P* = 0.02", "95% CI 0.06 to 0.78", "90% CI −0.41 to −0.03", "42.8 (SD 11.6)"),
    "nature": ("*P* = 0.023", "95% CI 0.06–0.78", "90% CI −0.41 to −0.03", "42.8 (SD 11.6)"),
    "apa-comma": (
        "*p* = 0,023",
        "95% CI \\[0,06; 0,78\\]",
        "90% CI \\[−0,41; −0,03\\]",
        "42,8 (*SD* = 11,6)",
    ),
    "ama-comma": ("*P* = 0,02", "95% CI, 0,06 to 0,78", "90% CI, −0,41 to −0,03", "42,8 (SD 11,6)"),
    "jama-comma": ("*P* = 0,02", "95% CI, 0,06 to 0,78", "90% CI, −0,41 to −0,03", "42,8 (SD 11,6)"),
    "vancouver-comma": ("*P* = 0,02", "95% CI 0,06 to 0,78", "90% CI −0,41 to −0,03", "42,8 (SD 11,6)"),
    "nature-comma": ("*P* = 0,023", "95% CI 0,06–0,78", "90% CI −0,41 to −0,03", "42,8 (SD 11,6)"),
}


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_phrases_follow_the_style(style):
    """Symbols, intervals and standard deviations are phrased as the style does, each number still a row."""
    rows = [
        stat("t.p", 0.0226, "p", style, "*p*"),
        stat("t.d_ci_lower", 0.06, "fixed2", style),
        stat("t.d_ci_upper", 0.78, "fixed2", style),
        stat("b.ci_lower", -0.41, "fixed2", style, confidence="0.9"),
        stat("b.ci_upper", -0.03, "fixed2", style, confidence="0.9"),
        stat("age.mean", 42.8, "fixed1", style),
        stat("age.sd", 11.6, "fixed1", style),
    ]
    ledger = Ledger.of(rows, Build(style=style))
    found = (
        FILTERS["eq"](LedgerPath(ledger, "t.p")),
        FILTERS["ci"](LedgerPath(ledger, "t"), "d"),
        FILTERS["ci"](LedgerPath(ledger, "b")),
        FILTERS["mean_sd"](LedgerPath(ledger, "age")),
    )
    plain = (
        re.sub(r"\[((?:\\.|[^\[\]\\])*)\]\{[^{}]*\}", r"\1", text).replace("\u00a0", " ") for text in found
    )
    assert tuple(plain) == PHRASES[style]


@pytest.mark.parametrize(
    ("typed", "apa", "vancouver"),
    [
        ("a *p* < [.05]{#o1 .stat}", "*p*", "*P*"),
        ("**p** and `*p*`", "**p** and `*p*`", "**p** and `*p*`"),
        ("\\*p\\*", "\\*p\\*", "\\*p\\*"),
        ('[.10]{#o3 .literal data-reason="a"}', "[.10]", "[0.10]"),
        ('[<\u00a0.10]{#o3 .literal data-reason="a"}', "[<\u00a0.10]", "[<\u00a00.10]"),
        ('fig-alt="p &#60; .05"', "p &#60; .05", "P &#60; 0.05"),
        ("~~~\n*p*\n~~~\n", "~~~\n*p*\n~~~\n", "~~~\n*p*\n~~~\n"),
    ],
)
def test_typed_symbols_and_thresholds_follow_the_style(typed, apa, vancouver):
    """The symbol of p-values and thresholds with a reason change; code and other emphasis do not."""
    assert apa in styled(typed, STYLES["apa"])
    assert vancouver in styled(typed, STYLES["vancouver"])


def test_an_unknown_style_is_a_fault_with_the_nearest(project):
    """A misspelt style is reported with the one that was meant, before anything is computed."""
    project.set(style="natur")
    done = project.report("list")
    assert done.returncode == 1
    assert 'style = "natur" is unknown' in done.stderr
    assert "did you mean nature?" in done.stderr


def test_a_ledger_remembers_its_style():
    """A ledger that was stored and read prints as it did."""
    ledger = Ledger.of([stat("a.p", 0.0226, "p", "nature", "*p*")], Build(style="nature"))
    read = Ledger.from_json(ledger.to_json())
    assert read.stat("a.p").printed == "0.023"
    assert read.stat("a.p").symbol == "*P*"
    assert read.build.style == "nature"


def visible(page: str) -> str:
    """The text of a page without code, cards and styles."""
    text = re.sub(r"<(script|style|template)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", text))).replace("\u00a0", " ")


def test_one_setting_switches_text_tables_notes_and_figures(project):
    """After the switch no *p* of APA is left anywhere on the page: text, table, note, caption, drawings."""
    project.set(style="vancouver")
    built = project.report("build", "--to", "html")
    assert built.returncode == 0, built.stderr
    page = (project.root / "_output" / "index.html").read_text(encoding="utf-8")
    text = visible(page)
    for part in ("P < 0.05", "or below 0.10", "P = 0.02", "r(27) = 0.74", "RMSEA = 0.08"):
        assert part in text
    assert not re.search(r"\bp ?[=<>]", text)
    assert not re.search(r"(?<![\w.])\.\d", text)
    checked = project.report("check")
    assert checked.returncode == 0, checked.stdout


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLE_NAMES)
def test_every_format_is_checked_in_every_style(project, style):
    """HTML, PDF and Word in each style are correct as built, and a changed p-value is found in each."""
    base, _, comma = style.partition("-")
    project.set(style=base, decimal_mark=comma or "point")
    built = project.report("build")
    assert built.returncode == 0, built.stderr
    checked = project.report("check")
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("all correct") == 3
    old = stat("a.p", 0.0204, "p", style).printed
    path = project.root / "_output" / "index.docx"
    edited = project.root / "edited.docx"
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(edited, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "word/document.xml":
                content = content.replace(f">{old}<".encode(), f">{old[:-1]}9<".encode())
            copy.writestr(name, content)
    found = project.report("check", "edited.docx")
    assert found.returncode == 1
    assert "b.p" in found.stdout
