"""Numbers that docs/writing.md permits are not findings; everything near them is."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.lint import Conventions, faults, lint
from report.lint.allowed_numbers import PHRASES
from report.rows.errors import LintError
from report.rows.figures import Figure
from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.rows.tables import Cell, Column, Table, group, row
from report.template.spans import literal_span

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["report"]["lint"]
OURS = Conventions.from_settings(SETTINGS)
TEMPLATES = {
    f"templates/{path.relative_to(ROOT / 'templates').as_posix()}": path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "templates").rglob("*.j2"))
}
LEDGER = Ledger.of(
    [
        Stat("a.n", 29, "count", "cases of a", "*n*"),
        Stat("a.beta", -0.557, "fixed2", "path of a", "β"),
        Stat("a.p", 0.0312, "p", "p of a", "*p*"),
        Stat("b.p", 0.0309, "p", "p of b", "*p*"),
        Stat("b.r", 0.031, "unit3", "correlation of b", "*r*"),
        Stat("a.pct", 0.383, "percent", "share in a"),
        Stat("c.count", 29, "count", "cases of c", "*n*"),
    ]
)


def found(text, conventions=OURS):
    return lint({"t": text}, {}, {}, LEDGER, conventions)


def test_the_templates_of_the_paper_hold_no_typed_number():
    """Every number of the paper is a row, a constant or a literal."""
    assert [str(fault) for fault in faults(lint(TEMPLATES, {}, {}, Ledger.of([]), OURS))] == []


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_number_typed_into_the_paper_is_found(data):
    """Put between two words of any template, it is found on its line."""
    _assert_found(data)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_many_numbers_typed_into_the_paper_are_found(data):
    """The same at many more places."""
    _assert_found(data)


def _assert_found(data):
    name = data.draw(st.sampled_from(sorted(TEMPLATES)))
    lines = TEMPLATES[name].split("\n")
    wordy = [i for i, line in enumerate(lines) if line.count(" ") > 8 and not line.startswith(("<", "---"))]
    if not wordy:
        return
    at = data.draw(st.sampled_from(wordy))
    outside = [
        i
        for i, letter in enumerate(lines[at])
        if letter == " " and _is_prose(lines[at][:i]) and lines[at][i - 1 : i + 2].replace(" ", "").isalpha()
    ]
    if not outside:
        return
    place = data.draw(st.sampled_from(outside))
    typed = data.draw(st.sampled_from(["29", "−.42", "3.5%", "twenty-nine", "half", "p = .03"]))
    lines[at] = f"{lines[at][:place]} {typed} {lines[at][place + 1 :]}"
    hits = lint({name: "\n".join(lines)}, {}, {}, Ledger.of([]), OURS)
    assert [hit.where for hit in hits] == [f"{name}:{at + 1}"], lines[at]


def _is_prose(before):
    tags = before.count("<<") == before.count(">>")
    return tags and before.count("[") == before.count("]") and before.count("{") == before.count("}")


ALLOWED = [
    "as measured by the QIDS-SR-16 and the HAM‑D‑17 [EBI\\; @roseman2019]",
    "by @levin2024, [@key2020, pp. 33–35; @other2019a, chap. 2] and [see @key2020, p. 3]",
    "@key2020 [p. 33] says so",
    "[see @key2020, pp. 105--107, 110] and [@key2020, pp. 3-5]",
    "@tbl-fit2 and [-@fig-a1], @sec-part1",
    "The first session and the second dose",
    "# Heading {#sec-2 .unnumbered}",
    "1. first\n2. second\n3. last\n",
    "1) first\n1) second\n",
    "- item\n\n  1. nested\n  2. nested\n",
    "- item\n    1. nested\n    2. nested\n- item\n    1. nested\n",
    "1. item\n   1. nested\n   2. nested\n2. item\n   1. nested\n",
    "a. item\n   1. nested\n",
    "- 1. nested\n  2. nested\n",
    "> - item\n>   1. nested\n",
    "---\n# 29 cases\ntitle: A title # of 29\nkeywords: [a]  # 3 more\n---\nText",
    "<% macro say(x) %>some << x >><% endmacro %>\n<# 29 #>\n---\nformat:\n  html:\n    toc-depth: 3\n---\nText",
    "[text]{#o5 .class2 width=50% data-x='3'}",
    "![](figures/a1.png){width=170mm #fig-2}",
    "::: {#tbl-a1 .wide tbl-colwidths='[30,70]'}\ntext\n:::",
    "::::: columns2\ntext\n:::::",
    "see https://example.org/2024/x?y=3, and <https://a1.org>, and [text](https://x.org/3 'title') and www.x1.org.",
    "doi:10.1000/xyz123 and 10.1056/NEJMoa2032994",
    "Text.[^1]\n\n[^1]: The note.",
    "---\nemail: a1@x.org\norcid: 0000-0002-1825-0097\n---\nText",
    "---\nbibliography: refs2.bib\ncsl: apa7.csl\nlang: en-GB\nformat:\n  html:\n    toc-depth: 3\n---\nText",
    "*R*² = << a.beta >>, χ²(<< a.n >>), $R^2$, $\\chi^2$, *R*^2^, $R^{2}$, kg/m², η~p~², η~G~^2^, ω~p~^2",
    r"$y = \beta_0 + \beta_{1} x_1 + \hat{u}_2$ and $$\sigma_0^2 = \tau_{3}$$ {#eq-a}, under $H_0$",
    '<< literal(2, "a pair of guides") >> guides',
    "<< a.n >>, << a.n | eq >>, << a.n | ci('x1') >> << table('fit2') >> << see('supplement', 'tbl-s1') >>",
    "<% include 'part2.j2' %><% if a.n == 3 %>yes<% endif %>",
    "a &#8212; dash, an &nbsp; space",
    "<!-- 29 cases -->",
    "<# 29 cases #>",
    "<span id='a1' data-x=\"3\" class=b2>text</span>",
    "{{< include part1.qmd >}}",
    "```{.r #code1}\nx\n```",
    "a two-sided test in a double-blind trial, with one another and no one else",
    "Once more, everyone in both arms gave a single answer within seconds",
]


@pytest.mark.parametrize("text", ALLOWED)
def test_documented_conventions_stand(text):
    """Names, citations, references, addresses, markers, attributes, symbols, reasons: no finding."""
    assert found(text) == []


REFUSED = [
    ("the QIDS-SR-16.5 and QIDS-SR-160", 3),
    ("see Table 2 and Smith (2019)", 2),
    ("\n\n29. participants took part", 1),
    ("text\n2. participants took part", 1),
    ("1. one item", 1),
    ("- item\n    5. nested", 1),
    ("- item\n    1. nested\n    3. nested", 1),
    ("text of several lines\n    1. of them", 1),
    ("---\nabstract: |\n  Of\n  # 29 cases\n---\nText", 1),
    ("---\ntitle: 'No #29 of them' # 3\n---\nText", 2),
    ("an e-mail to \\@29", 1),
    ("[among 29 in @key2020]", 1),
    ("a set {29} of {5, 6}", 3),
    ("a {x29} b {.x29}, [a]{.x 29}", 3),
    ("$\\beta_{29}$ and x^3^", 2),
    ("$F_{1}$, $t_8$, $\\chi^2_1$, $\\chi_1$, $x_{12}$, $x_1.5$, $_4$, $x_12$, $5x_1$", 9),
    ("costs $5 for x_1 and x_2, not $6", 4),
    ("10² and R^22^", 2),
    ("[2]{.literal} and [2]{.literal data-reason=''}", 2),
    ("5 <b and 6> 7", 3),
    ("---\nsubtitle: 29 patients\n---\n\n---\n\nlang: 5", 2),
    ("a third session; in the first third", 2),
    ("[29](https://x.org/3)", 1),
    ("N&frac12; of them, &#53; of us", 2),
    ("https://x.org/3 5", 1),
    ("one in two", 2),
]


@pytest.mark.parametrize(("text", "count"), REFUSED)
def test_what_only_looks_like_a_convention_is_found(text, count):
    """Near misses of the conventions are typed numbers."""
    assert len(found(text)) == count, [each.text for each in found(text)]


def test_writing_names_each_convention():
    """docs/writing.md lists the phrases and settings that lint knows."""
    said = (ROOT / "docs" / "writing.md").read_text(encoding="utf-8")
    assert [
        phrase for phrase in (*PHRASES, *SETTINGS["names"], *SETTINGS["phrases"]) if phrase not in said
    ] == []
    assert [key for key in ("names", "phrases", "metadata") if f"`{key}`" not in said] == []


@pytest.mark.parametrize(
    "settings", [{"name": ["A1"]}, {"names": "A1"}, {"names": [1]}, {"phrases": [""]}, {"metadata": {"a": 1}}]
)
def test_wrong_settings_are_said(settings):
    """A setting that is unknown or of another type is a fault in pyproject.toml."""
    with pytest.raises(LintError) as caught:
        Conventions.from_settings(settings)
    assert caught.value.faults[0].where == "pyproject.toml"


TABLE = Table(
    "Caption of 3 {a.n}",
    (Column("Head 4", "left"), Column("*R*²")),
    (
        group("Group 5"),
        row("Cell 6 {a.beta}", Cell(f"{literal_span('9', 'a reason')} QIDS-SR-16", stars="a.p")),
    ),
    ("*Note.* Adapted [@key2020], seven.",),
)


class Silent:
    shows = ()


def test_tables_and_figures_are_read_too():
    """Caption, heads, groups, cells, notes and alternative text, at the place of the product."""
    figure = Figure("Caption 8", "Bars of 9 (QIDS-SR-16)", Silent())
    hits = lint({}, {"fit": TABLE}, {"bars": figure}, LEDGER, OURS, {"fit": "a/b.py:7", "bars": "a/c.py:8"})
    assert [hit.text for hit in hits] == ["3", "4", "5", "6", "seven", "8", "9"]
    assert hits[0].where == "a/b.py:7, caption of fit"
    assert hits[4].where == "a/b.py:7, note of fit"
    assert hits[6].where == "a/c.py:8, alternative text of bars"


def test_labels_of_drawings_are_read_too():
    """Texts in the records of a drawing are found, keys and ids are not."""
    from report.drawing import Arrow, Node, Panel, PathDiagram

    nodes = (Node("x_1", "Alliance", "session 5"), Node("y_2", "Six weeks", r2="a.beta"))
    drawing = PathDiagram((Panel("Model 3", nodes, (Arrow("x_1", "y_2", "a.beta", "a.p"),)),))
    hits = lint({}, {}, {"m": Figure("Caption", "Alternative", drawing)}, LEDGER, OURS, {})
    assert [hit.text for hit in hits] == ["3", "5", "Six"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("there were 29", ["a.n", "c.count"]),
        ("<< c.x >> there were 29", ["c.count", "a.n"]),
        ("there were twenty-nine", ["a.n", "c.count"]),
        ("*p* = .031", ["a.p", "b.p", "b.r"]),
        ("<< b.x >> *p* = .031", ["b.p", "a.p", "b.r"]),
        ("*r* = .03", ["b.r", "a.p", "b.p"]),
        ("β = −0.56", ["a.beta"]),
        ("β = -.557", ["a.beta"]),
        ("38%", ["a.pct"]),
        ("38.3 per cent", ["a.pct"]),
        ("4.17", []),
    ],
)
def test_rows_that_print_the_number_are_proposed(text, ids):
    """The same printed form first, then the same symbol, then what is named nearby."""
    assert [row.id for row in found(text)[0].rows] == ids


def test_a_finding_says_place_text_and_remedy():
    """As a fault: where, what in which words, which rows, or how to give a reason."""
    said = str(faults(found("Before.\nAll of the 29 came, << a.n >> of them.\nAfter."))[0])
    assert said == (
        "t:2  typed number 29 in “All of the 29 came, … of them.”\n"
        "    did you mean << a.n >> (29, cases of a) or << c.count >> (29, cases of c)?"
        ' If it is not a result, write << literal("29", "why it is not a result") >>'
    )


NAMES = """
ICD-10 ICD-11 ICD-10-CM DSM-5 DSM-5-TR COVID-19 SARS-CoV-2 HIV-1 H1N1 T2DM BRCA1 p53 APOE-ε4 CRISPR-Cas9
PHQ-9 PHQ-15 GAD-7 PCL-5 CAPS-5 BDI-2 BSI-18 SCL-90-R HAM-D-17 HDRS-24 HAMD-17 QIDS-SR-16 IDS-30 MEQ-30
SF-36 EQ-5D-5L GHQ-12 DASS-21 BFI-44 PSS-10 5D-ASC 11-ASC WAIS-4 ADOS-2 5-HT 5-HT2A 5-HT1A 5‑HT2A 5-HT~2A~
5-HIAA 5-MeO-DMT CB1 IL-6 IL-1β IL-10 CD4 CD8+ Th17 IgG4 H2O H~2~O H2O2 CO2 CO~2~ C8H10N4O2 SpO2 HbA1c PM2.5
18F-FDG ^18^F-FDG 99mTc-MIBI 3D 2D 1H-MRS T1-weighted ISO-8601 UTF-8 2-sided 1-tailed 2-way
""".split()  # noqa: SIM905
PHRASED = [
    "type 2 diabetes",
    "a one-way analysis of variance",
    "a two-way interaction",
    "D2 receptors",
    "vitamin B12",
    "vitamin D3",
    "omega-3 fatty acids",
    "L2 regularisation",
    "F1 score",
    "T2 maps",
    "R2 values",
    "a one-to-one mapping",
    "its half-life",
    "the CONSORT 2010 statement",
    "a type 1 error",
    "Type II error",
    "the K10 scale",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "text", ["measured by the {} and others", "({})", "{}, and {}-like states", "# The {}"]
)
def test_usual_names_are_known_without_listing(name, text):
    """Classifications, scales, receptors, molecules and methods contain digits that are not results."""
    assert found(text.replace("{}", name)) == []


@pytest.mark.parametrize("text", PHRASED)
def test_usual_phrases_are_known_without_listing(text):
    """A number word or digit in a set phrase counts nothing."""
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    ["PHQ-29", "ICD-103", "IL-6.5", "5-HT2A3", "CO29", "type 29 diabetes", "DSM-52", "the D2 of them", "N29"],
)
def test_a_number_that_resembles_a_name_is_found(text):
    """A family has its members; another number behind the same letters is a typed one."""
    assert found(f"as in {text}")
