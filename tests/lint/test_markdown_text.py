"""The prose of a Markdown text: everything that is no text of the paper is blank, and nothing moves."""

from __future__ import annotations

import pytest

from report.lint.allowed_numbers import Conventions
from report.lint.markdown_text import visible

USUAL = Conventions()


def digits(text: str, conventions: Conventions = USUAL) -> str:
    """The digits of a text that a reader sees, without the blanks between them."""
    return "".join(filter(str.isdigit, visible(text, conventions)))


PROSE = [
    ("Age was 42.", "42"),
    ("b = .30, p < .001", "30001"),
    ("**42** and *7*", "427"),
    ("`42`", "42"),
    ("$x = 42$", "42"),
    ("[42 people](https://example.org/7)", "42"),
    ("# 42 people {#sec-people}", "42"),
    ("> 42 people", "42"),
    ("| 42 | 7 |", "427"),
    ("In 2019, 42 people", "201942"),
    ("{42}", "42"),
    ("text {.7 people}", "7"),
    ("x^3^", "3"),
    ("&#52;2", "42"),
    ("@ 42", "42"),
    ("info@example42.org", "42"),
    ("p. 5 of it", "5"),
    ("[7 % of 42]{.big}", "742"),
]


@pytest.mark.parametrize(("text", "seen"), PROSE)
def test_what_a_reader_sees(text: str, seen: str) -> None:
    """Text, code, formulas, cells and entities that are digits."""
    assert digits(text) == seen


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<!-- 42 people\nand 7 -->",
        "@smith2019 and [@young2020a; @{key-42}]",
        "[@smith2019, pp. 42--44]",
        "@smith2019 [chap. 7]",
        "see https://example.org/42?page=7",
        "www.example.org/42",
        "doi:10.1037/0033-2909.107.2.238",
        "10.1037/0033-2909.107.2.238",
        "[people](https://example.org/42)",
        "[people](<file 42.html>)",
        "![](figure42.png)",
        "a note[^42]",
        "[people]{.class-42 width=42}",
        '[24]{.literal data-reason="by design"}',
        "[24]{.literal data-reason='by design'}",
        "# Methods {#sec-42 .unnumbered}",
        "::: {.column width=42}",
        "::: column-42",
        "```{.python startFrom=42}",
        "$$x$$ {#eq-42}",
        '<img src="figure42.png" width=42>',
        "<div class='row42'>",
        "{{< include part42.md >}}",
        "m² and kg/m^2^ and R^2",
        "@fig-paths-2",
        "-@smith2019",
    ],
)
def test_what_a_reader_does_not_see(text: str) -> None:
    """Comments, keys, addresses, attributes, names of notes, and literals with a reason."""
    assert digits(text) == ""


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ('![](figure42.png){fig-alt="Bars of 7 groups"}', "7"),
        ('<img src="figure42.png" alt="Bars of 7 groups">', "7"),
        ("<span title='7 groups' class='c42'>words</span>", "7"),
        ("<input value=7 maxlength=42>", "7"),
        ('[people]{aria-label="7 groups"}', "7"),
        ("[24]{.literal}", "24"),
        ('[24]{.literal data-reason=""}', "24"),
        ("# 42 people {#sec-7}", "42"),
    ],
)
def test_attributes_that_are_read_aloud(text: str, seen: str) -> None:
    """Alternative texts and titles are text; a literal without a reason is none."""
    assert digits(text) == seen


@pytest.mark.parametrize(
    "text", [each for each, _ in PROSE] + ["<!-- 42\n7 -->x", "&frac12; and &amp; 42", "---\na: 42\n---\nb"]
)
def test_no_character_moves(text: str) -> None:
    """The visible text has the same length and the same lines."""
    seen = visible(text, USUAL)
    assert len(seen) == len(text)
    assert [len(line) for line in seen.split("\n")] == [len(line) for line in text.split("\n")]


def test_blanks_are_where_the_hidden_text_was() -> None:
    """Offsets are those of the source."""
    assert visible("a <!-- 42 --> b", USUAL) == "a" + " " * 13 + "b"
    assert visible("see @smith2019 for 7", USUAL).index("7") == 19


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("1. one\n2. two\n3. three", ""),
        ("1) one\n2) two", ""),
        ("(1) one\n(2) two", ""),
        ("1. one\n1. two", ""),
        ("words\n\n1. one", ""),
        ("words\n1. one", "1"),
        ("2. two", "2"),
        ("1. one\n5. five", "5"),
        ("1. one\n   1. nested\n   2. nested\n2. two", ""),
        ("- 1. nested", ""),
        ("> 1. one\n> 2. two", ""),
        ("1. 42 people", "42"),
        ("1.5 people", "15"),
        ("12. March", "12"),
    ],
)
def test_numbers_of_lists(text: str, seen: str) -> None:
    """Markers that count up from 1 where a list can begin; any other number is text."""
    assert digits(text) == seen


@pytest.mark.parametrize(
    ("front", "seen"),
    [
        ("title: 42 people", "42"),
        ("lang: en-42", ""),
        ("toc-depth: 3", ""),
        ("format:\n  html:\n    toc-depth: 3\ntitle: 42", "42"),
        ("key42: words", ""),
        ("title: words # 42 people", ""),
        ('title: "Study #42"', "42"),
        ("abstract: |\n  We saw 42 people.\n  note: 7", "427"),
        ("abstract: |\n  We saw 42 people. # 7\ntitle: x", "427"),
        ("author:\n  - name: Ann\n    orcid: 0000-0002-1825-0097", ""),
        ("author:\n  - {name: Ann 42, orcid: 0000-0002-1825-0097, email: 'a7@x.org'}", "42"),
        ("author: [{email: a7@x.org, name: Ann 42}]", "42"),
        ("title: We saw, url: 42 people", "42"),
        ("abstract: |\n  {a, url: 42}", "42"),
        ("# 42", ""),
    ],
)
def test_metadata(front: str, seen: str) -> None:
    """Titles and abstracts are text; keys, comments and technical values are not."""
    assert digits(f"---\n{front}\n---\nwords") == seen


def test_names_and_phrases_of_a_project() -> None:
    """A name with digits is no number, with any hyphen or space, but not as part of another word."""
    own = Conventions(names=("Zeta-16", "Wave 2"), phrases=("one day",))
    assert digits("Zeta-16, Zeta\u201116 and Wave  2", own) == ""
    assert digits("Zeta-16 and Wave 2") == "162"
    assert digits("Wave 2.5 and XWave 2", own) == "252"
    assert "one" not in visible("It came One Day later", own).casefold()


def test_usual_names_need_no_setting() -> None:
    """Names that every reader knows."""
    assert digits("COVID-19") == ""
