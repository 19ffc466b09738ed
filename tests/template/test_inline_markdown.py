"""Texts from data in captions and cells: emphasis and links work, and nothing else can act."""

from __future__ import annotations

import pytest

from report.template.inline_markdown import paragraph, sanitised_markdown


@pytest.mark.parametrize(
    "text",
    [
        "plain words",
        "*M* and **SD**",
        "H~2~O and m^2^",
        "[a link](https://example.org)",
        "[@key, p. 3]",
        "@fig-a",
        "`code`",
        "$x^2 + y_1$",
        "<https://example.org/a?b=c>",
        "a<br>b",
        "a<br />b",
        "{a.b.r}",
        "[text]{.smallcaps}",
        "\\* literally",
        "3 < 5 and 5 > 3",
        "p < .05",
        "[a [nested] b](c)",
        "",
    ],
)
def test_ordinary_inline_markdown_is_unchanged(text: str) -> None:
    """Emphasis, sub- and superscripts, links, citations, code, formulas, placeholders of rows."""
    assert sanitised_markdown(text) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<script>x</script>", "\\<script>x\\</script>"),
        ("<!-- a -->", "\\<!-- a -->"),
        ("<?php", "\\<?php"),
        ("a|b", "a\\|b"),
        ("a ` b", "a \\` b"),
        ("costs $5", "costs \\$5"),
        ("$5 or $6", "\\$5 or \\$6"),
        ("~~~", "\\~\\~\\~"),
        ("~~~~", "\\~\\~\\~\\~"),
        ("a ^[note]", "a \\^[note]"),
        ("[^1]", "\\[^1\\]"),
        ("{{< include x >}}", "\\{{< include x >}}"),
        ("{% x %}", "\\{% x %}"),
        ("{=html}", "\\{=html}"),
        ('[5]{.stat data-stat="a.b"}', '[5]\\{.stat data-stat="a.b"}'),
        ("`x`{=html}", "`x`\\{=html}"),
        ("[a](javascript:b)", "[a]\\(javascript:b)"),
        ("[a]( DATA:text/html)", "[a]\\( DATA:text/html)"),
        ("[a](vbscript:b)", "[a]\\(vbscript:b)"),
        ("a\\", "a\\\\"),
        ("a\\b", "a\\\\b"),
        ("](x)", "\\](x)"),
        ("[open", "\\[open"),
        ("a [b [c] d", "a \\[b [c] d"),
    ],
)
def test_what_could_act_is_escaped(text: str, wanted: str) -> None:
    """Raw HTML and TeX, cell ends, code and maths without an end, notes, shortcodes, attributes, scripts."""
    assert sanitised_markdown(text) == wanted


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\t", "\u2028", "\x0b"])
def test_a_text_is_on_one_line(ending: str) -> None:
    """A line end would end the cell; it becomes a space."""
    assert sanitised_markdown(f"a{ending}b") == "a b"


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\x00", "\ud800"])
def test_what_documents_cannot_contain_is_replaced(sign: str) -> None:
    """Control characters, and those that reorder a line."""
    assert sanitised_markdown(f"a{sign}b") == "a\ufffdb"


def test_a_placeholder_is_not_part_of_code_or_formulas() -> None:
    """Its number would be printed as code; the signs around it are escaped instead."""
    assert sanitised_markdown("`{a.b}`") == "\\`{a.b}\\`"
    assert sanitised_markdown("$r = {a.b}$") == "\\$r = {a.b}\\$"


@pytest.mark.parametrize(
    "text",
    [
        "# heading",
        "###### x",
        "> quote",
        "- item",
        "+ item",
        "* item",
        ": definition",
        "---",
        "***",
        "===",
        "* * *",
        "(@) example",
        "+---+",
        "#",
    ],
)
def test_a_mark_that_would_start_a_block_is_escaped(text: str) -> None:
    """Headings, quotes, lists, definitions, rules, tables and numbered examples."""
    assert paragraph(text) == "\\" + text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1. first", "1\\. first"),
        ("12) first", "12\\) first"),
        ("a. first", "a\\. first"),
        ("iv. fourth", "iv\\. fourth"),
        ("#. next", "#\\. next"),
        ("Table: caption", "Table\\: caption"),
        ("2.", "2\\."),
    ],
)
def test_the_sign_behind_a_number_is_escaped(text: str, wanted: str) -> None:
    """A backslash before the number itself would be printed."""
    assert paragraph(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "1.5 points",
        "2.a",
        "abc. def",
        "#tag",
        "-5 points",
        "*M* = 3",
        "**Note.** x",
        "_x_",
        ">5",
        "a: b",
        "Tables: x",
        "1 .",
        "word",
    ],
)
def test_an_ordinary_start_is_unchanged(text: str) -> None:
    """Emphasis, negative numbers, decimals and words, unless Pandoc would read `>5` as a quotation."""
    assert paragraph(text) == (f"\\{text}" if text.startswith(">") else text)


def test_an_empty_paragraph_is_still_a_paragraph() -> None:
    """A space of no width stands for it; other white space around a text is dropped."""
    assert paragraph("") == "\u200b"
    assert paragraph("   ") == "\u200b"
    assert paragraph("  a ") == "a"
    assert paragraph("  # a ") == "\\# a"
