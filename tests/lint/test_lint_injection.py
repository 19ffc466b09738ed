"""Labels, values, warnings and captions are text: their content can neither break an output nor inject code."""

import csv
import io
import json
import re
from pathlib import Path

import pypandoc
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree, html

from report.drawing.draw import draw
from report.rows.build_record import Build
from report.rows.figures import Figure
from report.rows.ledger import Ledger
from report.rows.ledger_csv import ledger_csv
from report.rows.number_formats import one_line
from report.rows.stat import Claim, Source, Stat
from report.rows.tables import Cell, Column, Table, group, row
from report.template import Context, weave
from report.trace.occurrences import occurrences
from report.trace.page_cards import decorated

ROOT = Path(__file__).parents[2]
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
    "^[note] ^x^ ~y~ ~~z~~",
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
#: Texts of these fragments, except calls of footnotes, which are a fault in tables and figures.
TEXTS = (
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=12)
    .map("".join)
    .filter(str.strip)
    .filter(lambda text: not re.search(r"\[\^[^\]\s]*\w[^\]\s]*\]", text))
)


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
    assert not tree.xpath(
        "//body//script[not(@id)] | //svg | //b | //h1[not(@class)] | //h2 | //li | //pre | //iframe"
    )
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
    """Statistics, floats, cells and paragraphs are unchanged; no code is executed."""
    assert_whole(text, page(text))


@settings(max_examples=15, deadline=None)
@given(TEXTS)
@example("[^<]")
def test_any_text_stays_text(text):
    """The same for texts put together from all characters that Markdown reads."""
    assert_whole(text, page(text))


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_of_many_texts_stays_text(text):
    """The same for texts put together from all characters that Markdown reads."""
    assert_whole(text, page(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_cards_and_appendix_hold_text_only(text):
    """The JSON of a page ends where it should, and the appendix prints what the label says."""
    markup = page(text)
    ledger = context(text).ledger
    found = occurrences("index", markup)
    tree = html.document_fromstring(decorated(markup, "index", found, ledger, ROOT))
    scripts = tree.xpath("//script")
    assert [script.get("id") for script in scripts] == ["provenance", "ledger", None]
    content = json.loads(scripts[0].text)
    assert content["rows"]["a.p"]["label"] == ledger["a.p"].label
    assert content["rows"]["a.text"]["warnings"] == list(ledger["a.text"].warnings)
    labels = [each.text_content().strip(" :;") for each in tree.xpath("//*[@class='provenance-label']")]
    assert labels == [ledger[id].label.strip(" :;") for id in content["rows"]]
    assert not [name for each in tree.xpath("//body//*") for name in each.attrib if name.startswith("on")]
    assert not [link for link in tree.xpath("//@href | //@src") if link.lower().startswith("javascript")]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_spreadsheet_computes_nothing(text):
    """No field of ledger.csv begins as a formula, and each row has all its fields."""
    lines = list(csv.reader(io.StringIO(ledger_csv(context(text).ledger))))
    assert {len(line) for line in lines} == {len(lines[0])}
    assert len(lines) == 4
    for line in lines:
        assert not [
            field
            for field in line
            if re.match(r"[=+\-@\t\r]", field) and not re.fullmatch(r"-[\d.e-]+", field)
        ]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_ledger_reads_back_what_it_wrote(text):
    """JSON escapes what it must, and nothing that XML cannot hold is left in a row."""
    ledger = context(text).ledger
    assert Ledger.from_json(ledger.to_json()) == ledger
    stored = json.loads(ledger.to_json())
    texts = [value for row in stored["rows"] for value in row.values() if isinstance(value, str)]
    assert not [
        value for value in texts if re.search("[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\u202a-\u202e]", value)
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_metadata_hold_any_text(text):
    """A title, a list and an abstract print a hostile value, and the YAML stays whole."""
    front = (
        '---\ntitle: "Of << a.text >>"\nsubtitle: << a.text >> so\nkeywords: [a, "<< a.text >>"]\n'
        "running-title: '<< a.text >>'\nabstract: |\n  Of << a.text >>.\n---\n\nText.\n"
    )
    markdown = weave({"index.qmd.j2": front}, ("index",), context(text))["index"].markdown
    made = json.loads(pypandoc.convert_text(markdown, "json", "markdown"))["meta"]
    assert set(made) == {"title", "subtitle", "keywords", "running-title", "abstract"}
    assert json.dumps(made).count('"a.text"') == 5
    assert len(made["keywords"]["c"]) == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_labels_of_figures_are_text(text):
    """Neither markup nor a formula in a label or description of a drawing is read as such."""
    from report.drawing import Box, FlowChart
    from report.drawing.export import svg

    ledger = context(text).ledger
    shown = text.replace("{", "(")
    canvas = draw(FlowChart((Box("a", shown, title="{a.text}"),), ()), ledger)
    tree = etree.fromstring(svg(canvas, "f", shown).encode("utf-8"))
    names = {etree.QName(each).localname for each in tree.iter() if isinstance(each.tag, str)}
    assert names <= {"svg", "style", "path", "text", "desc", "title"}
    assert not [name for each in tree.iter() for name in each.attrib if name.startswith("on")]


STARTS = [
    "a. b",
    "12. b",
    "12) b",
    "(a) b",
    "(@x) b",
    "@. b",
    "Table: b",
    ": b",
    "# b",
    "> b",
    "- b",
    "+ b",
    "* b",
    "*",
    "_ b",
]
STARTS += ["-- --", "***", "===", "~~~ b", "`` ` b", "II. b", "x", "Case. b", "| b", "+--+", "::: b", "\\b c"]


@pytest.mark.parametrize("text", STARTS)
def test_a_caption_prints_as_it_begins(text):
    """What would begin a list, a heading, a table or a div begins a caption, and no letter of it is lost."""
    table = Table(text, (Column("a"), Column("b")), (row("c", "d"),), (text,))
    markdown = weave({"index.qmd.j2": "<< table('t') >>"}, ("index",), Context(Ledger.of([]), {"t": table}))
    tree = html.document_fromstring(
        pypandoc.convert_text(markdown["index"].markdown, "html", "markdown-smart")
    )
    printed = [" ".join(p.text_content().split()) for p in tree.xpath("//div[@id='tbl-t']//p")]
    assert printed == [text, text]
