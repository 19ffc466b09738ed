"""Labels, values, warnings and captions are text: whatever they hold, no output is broken or injected into."""

import csv
import io
import json
import re

import pypandoc
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

from report.cards.decorate import decorated
from report.figure import Figure
from report.ledger import Build, Ledger
from report.occurrence import occurrences
from report.stat import Claim, Source, Stat
from report.table import Cell, Column, Table, group, row
from report.tabular import ledger_csv
from report.template import Context, weave
from report.template.markup import one_line

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '"]{.stat data-stat="a.p"}',
    '[9]{.stat data-stat="a.p"}',
    "](javascript:alert(1))",
    "[x](javascript:alert(1))",
    "a | b || c",
    "`x` | `y",
    "`<b>`{=html}",
    "``",
    "$x$ and $5 | 6$",
    "\\frac{a | b} \\textbf{",
    "a\\",
    "@nobody2020",
    "{{< include /etc/passwd >}}",
    "a -- b --- c ... 'd' \"e\"",
    "^[note] [^1] ^x^ ~y~ ~~z~~",
    "::: {.stat}",
    ":::",
    "# heading {#o1}",
    "- item",
    "1. item",
    "| a |\n|---|\n| b |",
    "line\n\n:::\n\nnext",
    "```\ncode",
    "<!-- comment",
    "&lt;b&gt; &amp;",
    "*em **strong",
    "__under__ _one_",
    "=SUM(A1)",
    "+1",
    "@A1",
    "-2+3",
    "\ue000\ue001see|tbl-t\ue001",
    "\x00\x07\u2028\u202e",
    "<< a.p >> <% if %> <# x #>",
    "{a.p}",
    ": caption",
    "Table: caption",
    "><svg onload=alert(1)>",
]
FRAGMENTS = [
    *"<>[]{}()|`$\\*_^~@#&\"':-=+.!% \nab1",
    "]{.stat",
    "<b",
    "{{<",
    ":::",
    "--",
    "</",
    "{=html}",
    "\\b",
]
DATA = ("a.text",)


class Silent:
    shows = ()


def context(text):
    """A ledger, a table and a figure with the text in every place."""
    plain = re.sub(r"\{(?=[a-z])", "{ ", text)
    source = Source("made", "mini/products.py", 3, ("sleep",), (("data.csv", "0" * 64),))
    ledger = Ledger.of(
        [
            Stat(
                "a.text",
                text,
                "text",
                text,
                "*n*",
                unit=text,
                about={"group": text},
                warnings=(text,),
                source=source,
            ),
            Stat("a.p", 0.03, "p", text, "*p*", source=source),
            Claim("claim.c", True, text, ("a.p",), (text,), source),
        ],
        Build(text, False, (("data.csv", "0" * 64),)),
    )
    table = Table(
        plain,
        (Column(plain, "left"), Column("p")),
        (group(plain), row(plain, Cell("{a.p}", stars="a.p"), indent=1), row("{a.text}", plain)),
        (plain,),
    )
    return Context(ledger, {"t": table}, {"f": (Figure(plain, plain + " {a.text}", Silent()), 100.0)})


TEMPLATE = """
Before << a.text >> after << literal(reason, reason) >> << claim("claim.c", yes="yes", no="no") >>, << a.text | eq >>.

<< table("t") >>

Between.

<< figure("f") >>

The end.
"""
EXPECTED = ["a.text", "literal", "claim.c", "a.text", "a.p", "a.p", "a.text"]


def woven(text):
    reason = json.dumps(text.replace("<<", "< <").replace(">>", "> >"), ensure_ascii=False)
    source = f"<% set reason = {reason} %>\n{TEMPLATE}"
    return weave({"index.qmd.j2": source}, ("index",), context(text))["index"].markdown


def page(text):
    return pypandoc.convert_text(
        woven(text), "html", "markdown", extra_args=["--standalone", "-M", "title=x"]
    )


def assert_whole(text, markup):
    tree = html.document_fromstring(markup)
    found = [
        each.get("data-stat") or each.get("data-claim") or "literal"
        for each in tree.xpath("//*[@data-stat or @data-claim or @data-reason]")
    ]
    assert found == EXPECTED
    assert [each.get("id") for each in tree.xpath("//*[@data-stat or @data-claim or @data-reason]")] == [
        f"o{i}" for i in range(1, 8)
    ]
    assert not tree.xpath("//body//script | //svg | //b | //h1[not(@class)] | //h2 | //li | //pre | //iframe")
    assert not [name for each in tree.xpath("//body//*") for name in each.attrib if name.startswith("on")]
    assert not [
        link
        for link in tree.xpath("//@href | //@src")
        if link.strip().lower().startswith(("javascript", "data:x"))
    ]
    assert len(tree.xpath("//div[@id='tbl-t']/table")) == len(tree.xpath("//div[@id='fig-f']")) == 1
    assert [len(each.xpath("td")) for each in tree.xpath("//tbody/tr")] == [2, 2, 2]
    assert [p.text_content() for p in tree.xpath("//body/p")][1:] == ["Between.", "The end."]
    assert len(tree.xpath("//div[@class='table-note']/p")) == 1
    value = " ".join(one_line(text).split())
    for each in tree.xpath("//*[@data-stat='a.text']"):
        assert " ".join(each.text_content().split()) == value


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    """Statistics, floats, cells and paragraphs are as they were; nothing is executed."""
    assert_whole(text, page(text))


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=12).map("".join).filter(str.strip))
def test_any_text_stays_text(text):
    """The same for texts put together from all characters that Markdown reads."""
    assert_whole(text, page(text))
