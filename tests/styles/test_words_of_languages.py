"""Intervals, ranges, percentages and large numbers are in the language of the paper, or as its authors set them."""

from __future__ import annotations

import re

import pytest

from report.rows.build_record import Build
from report.rows.ledger import Ledger
from report.rows.phrases import PHRASES
from report.rows.stat import Source, Stat
from report.rows.styles import NAMES, STYLES, style_name
from report.template.filters import FILTERS
from report.template.ledger_names import LedgerPath
from report.text.language import decimal_mark, languages

ROWS = (
    ("a.ci_lower", -0.06, "fixed2"),
    ("a.ci_upper", 0.78, "fixed2"),
    ("a.min", -8.3, "fixed1"),
    ("a.max", 2.5, "fixed1"),
    ("a.n", 11, "count"),
    ("a.pct", 0.384, "percent"),
)


def printed(language: str, base: str = "apa", interval: str = "", **values: float) -> list[str]:
    """The interval, the range and the count with its percentage."""
    style = style_name(base, decimal_mark(language), language, interval)
    rows = [
        Stat(id, value, format, "label").stamped(Source("f", "f.py", 1), style=style)
        for id, value, format in ROWS
    ]
    ledger = Ledger.of(rows, Build(style=style))
    texts = [FILTERS[name](LedgerPath(ledger, "a")) for name in ("ci", "range", "n_pct")]
    return [
        re.sub(r"\[((?:\\.|[^\[\]\\])*)\]\{[^{}]*\}", r"\1", each).replace("\u00a0", " ") for each in texts
    ]


@pytest.mark.parametrize(
    ("language", "interval", "between", "share"),
    [
        ("en", "95% CI \\[−.06, .78\\]", "−8.3 to 2.5", "11 (38%)"),
        ("da", "95 % KI \\[−0,06; 0,78\\]", "−8,3 til 2,5", "11 (38 %)"),
        ("de", "95 %-KI \\[−0,06; 0,78\\]", "−8,3 bis 2,5", "11 (38 %)"),
        ("es", "IC del 95 % \\[−0,06; 0,78\\]", "−8,3 a 2,5", "11 (38 %)"),
        ("fr", "IC à 95 % \\[−0,06; 0,78\\]", "−8,3 à 2,5", "11 (38 %)"),
        ("it", "IC al 95% \\[−0,06; 0,78\\]", "−8,3 a 2,5", "11 (38%)"),
        ("nl", "95%-BI \\[−0,06; 0,78\\]", "−8,3 tot 2,5", "11 (38%)"),
        ("pt", "IC de 95% \\[−0,06; 0,78\\]", "−8,3 a 2,5", "11 (38%)"),
        ("sv", "95 % KI \\[−0,06; 0,78\\]", "−8,3 till 2,5", "11 (38 %)"),
    ],
)
def test_phrases_are_in_the_language_of_the_style(language, interval, between, share):
    """The usual abbreviations of journals, and percent signs as CLDR sets them."""
    assert printed(language) == [interval.replace("−.06, .78", "−0.06, 0.78"), between, share]


def test_every_language_of_documents_has_its_phrases():
    """All styles exist in all languages, under names of their own."""
    assert set(PHRASES) == set(languages())
    assert len(STYLES) == 2 * len(NAMES) * len(PHRASES)
    assert all(style.name == name for name, style in STYLES.items())
    assert {style.title for style in STYLES.values()} == {
        *NAMES,
        *(f"{name} with a decimal comma" for name in NAMES),
    }


def test_styles_with_a_word_between_the_bounds_take_it_from_the_language():
    """AMA has "to" between bounds, and Nature beside a minus sign."""
    assert printed("de", "ama")[0] == "95 %-KI, −0,06 bis 0,78"
    assert printed("nl", "nature")[0] == "95%-BI −0,06 tot 0,78"


def test_authors_can_set_the_head_of_intervals():
    """It is part of the name of the style, so that a ledger that was stored prints it again."""
    assert printed("de", interval="KI ({level}\u202f%)")[0] == "KI (95\u202f%) \\[−0,06; 0,78\\]"
    name = style_name("apa", ",", "de", "{level}-%-KI")
    assert (STYLES[name].name, STYLES[name].decimal_mark, STYLES[name].to) == (name, ",", "bis")
    with pytest.raises(KeyError):
        STYLES["apa-klingon"]


# Babel's long compact decimals of CLDR 48, with three significant digits.
@pytest.mark.parametrize(
    ("language", "one", "several", "more", "most"),
    [
        ("en", "1.00 million", "1.23 million", "45.0 billion", "3.00 trillion"),
        ("da", "1,00 million", "1,23 million", "45,0 milliarder", "3,00 billioner"),
        ("de", "1,00 Millionen", "1,23 Millionen", "45,0 Milliarden", "3,00 Billionen"),
        ("es", "1,00 millón", "1,23 millones", "45,0 mil millones", "3,00 billones"),
        ("fr", "1,00 million", "1,23 million", "45,0 milliards", "3,00 billions"),
        ("it", "1,00 milioni", "1,23 milioni", "45,0 miliardi", "3,00 mila miliardi"),
        ("nl", "1,00 miljoen", "1,23 miljoen", "45,0 miljard", "3,00 biljoen"),
        ("pt", "1,00 milhão", "1,23 milhão", "45,0 bilhões", "3,00 trilhões"),
        ("sv", "1,00 miljoner", "1,23 miljoner", "45,0 miljarder", "3,00 biljoner"),
    ],
)
def test_large_numbers_have_the_names_of_the_language(language, one, several, more, most):
    """With the singular where the language's plural rule asks for it."""
    style = style_name("apa", decimal_mark(language), language)
    stamped = (
        Stat("a.b", value, "large_count", "label").stamped(Source("f", "f.py", 1), style=style)
        for value in (1_000_000, 1_234_567, 45_000_000_000, 3_000_000_000_000)
    )
    assert [row.printed.replace("\u00a0", " ") for row in stamped] == [one, several, more, most]


def test_a_french_paper_with_its_own_interval_is_checked(project):
    """Built in all formats with the setting, and every number is found again; a setting without a level is a fault."""
    for path in (project.root / "templates").glob("*.qmd.j2"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^lang: .*", "lang: fr", text, flags=re.MULTILINE), encoding="utf-8")
    built = project.report("build")
    assert built.returncode == 0, built.stderr
    page = (project.root / "_output" / "index.html").read_text(encoding="utf-8")
    seen = re.sub(r"<(script|style|template)\b.*?</\1>|<[^>]+>", "", page, flags=re.DOTALL)
    assert "IC\u00a0à\u00a090\u00a0%\u00a0[0,00;\u00a00,30]" in seen
    assert project.report("check").stdout.count("all correct") == 3
    project.set(confidence_interval="CI ({level} %)")
    built = project.report("build")
    assert built.returncode == 0, built.stderr
    assert "CI (" in (project.root / "_output" / "index.html").read_text(encoding="utf-8")
    assert project.report("check").stdout.count("all correct") == 3
    project.set(confidence_interval="95% CI")
    done = project.report("list")
    assert done.returncode == 1
    assert 'confidence-interval = "95% CI" is not a line of text that contains {level} once' in done.stderr
