"""The texts of a template that a reader sees, with the lines where they were typed."""

from __future__ import annotations

import pytest

from report.rows.errors import TemplateError
from report.rows.stat import Stat
from report.template.mentions import Mention, mentions
from report.template.passages import TAG, TypedText, of_template, of_templates
from report.template.spans import span


def prose(template: str) -> TypedText:
    """The prose of a template."""
    return of_template(template, "x.md")[0]


def constants(template: str) -> list[str]:
    """The constants in the tags of a template that can be printed."""
    return [each.text for each in of_template(template, "x.md")[1:]]


def test_a_tag_is_one_sign_of_the_prose() -> None:
    """What a tag prints is not typed; comments and statements leave nothing."""
    text = "It was << a.b >>.<# 5 cases #>\n<% if x %>Yes<% endif %>\n"
    assert prose(text).text == f"It was {TAG}.Yes"


def test_each_offset_knows_its_line() -> None:
    """Faults are located in the file, also after tags of several lines."""
    text = "One\n<<\n a.b\n>> two\nthree 5\n"
    passage = prose(text)
    assert passage.line(passage.text.index("5")) == 5
    assert passage.where(passage.text.index("One")) == "x.md:1"
    assert TypedText("5", "caption of x").where(0) == "caption of x"


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ('<< claim("claim.x", yes="3 times", no="never") >>', ["3 times", "never"]),
        ('<< claim("claim.x", "more", "less") >>', ["more", "less"]),
        ('<< "two" if x else "three" >>', ["two", "three"]),
        ("<< 5 >>", ["5"]),
        ('<% set n = "4" %>', ["4"]),
        ('<< table("tbl1") >><< figure("f2") >><< see("s1", "tbl-2") >>', []),
        ('<< literal(2, "two guides") >>', []),
        ('<% if x == "5" %><% endif %>', []),
        ('<% include "part2.md" %>', []),
        ("<< a.b | ci('beta') >>", []),
        ("<< true >>", []),
    ],
)
def test_constants_that_a_tag_prints_are_texts(template: str, printed: list[str]) -> None:
    """Wordings of claims and values of variables; names, reasons and tests are never printed."""
    assert constants(template) == printed


def test_the_ids_near_a_text_are_known() -> None:
    """A number typed by hand is probably one of the rows that its paragraph names."""
    assert prose("One\n<< a.b >> and << c.d | eq >>\n").near == ((2, "a.b"), (2, "c.d"))


def test_templates_that_do_not_parse_are_reported_together() -> None:
    """Each fault has its file; the others are still read."""
    sources = {"a.md": "<< a.b ", "b.md": "Fine 5", "c.md": "<% if %>"}
    passages = of_templates(sources)
    assert next(passages).text == "Fine 5"
    with pytest.raises(TemplateError) as caught:
        next(passages)
    assert [fault.where.partition(":")[0] for fault in caught.value.faults] == ["a.md", "c.md"]


def named(text: str) -> list[tuple[str, str]]:
    """The kinds and names of the mentions in a text."""
    return [(each.kind, each.name) for each in mentions(TypedText(text, "x.md", ((0, 1),)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("as @roseman2019 says", [("key", "roseman2019")]),
        ("[@a2019; see @b-2020, p. 5]", [("key", "a2019"), ("key", "b-2020")]),
        ("@{doi:10.1/x}", [("key", "doi:10.1/x")]),
        ("see @fig-model.", [("key", "fig-model")]),
        ("a note[^n1].\n\n[^n1]: Text.", [("call", "n1"), ("note", "n1")]),
        ("![A](one.png){#fig-x}", [("picture", "one.png"), ("label", "fig-x")]),
        ("![A](<my file.png>)", [("picture", "my file.png")]),
        ('<img src="one.png">', [("picture", "one.png")]),
        ("# Head {#sec-a .x}", [("label", "sec-a")]),
        ('<span id="s1">x</span>', [("label", "s1")]),
        ("(@ex1) An example", [("key", "ex1"), ("label", "ex1")]),
    ],
)
def test_a_mention_has_a_kind_and_a_name(text: str, found: list[tuple[str, str]]) -> None:
    """Citations, references, notes, pictures and labels."""
    assert named(text) == found


@pytest.mark.parametrize(
    "text",
    [
        *(
            "me@home.org",
            "\\@roseman2019",
            "`@code`",
            "$@x$",
            "<!-- @old -->",
            "```\n@code\n```",
            "<https://x.y/@z>",
        ),
        *("[text](https://x.y/@z)", "a\\[^n]", "{.class}", f"@{TAG}", f"![A]({TAG}.png)", "@@x"),
    ],
)
def test_other_signs_are_no_mentions(text: str) -> None:
    """Addresses, escapes, code, formulas and comments; a name with a tag in it is not known."""
    assert named(text) == []


def test_a_mention_has_its_line() -> None:
    """A broken reference is reported where it was typed."""
    passage = TypedText("One\n\ntwo @key\n", "x.md", ((0, 1),))
    assert list(mentions(passage, certain=False)) == [Mention("key", "key", "x.md:3", certain=False)]


def test_lines_break_within_labels_and_not_within_numbers() -> None:
    """A long label in a narrow column of a table would otherwise cover the next cell."""
    assert ".stat .words data-stat" in span(Stat("a.label", "Mood 1: in the last weeks", "text", "label"))
    assert ".stat data-stat" in span(Stat("a.n", 12345, "count", "people"))
