"""Templates name rows, and every wrong name is found before anything is rendered."""

import re

import pytest

from report.rows.build_record import Build
from report.rows.errors import TemplateError
from report.rows.ledger import Ledger
from report.rows.stat import Claim, Stat
from report.rows.tables import Cell, Column, Table, group, row
from report.template import Context, weave

LEDGER = Ledger.of(
    [
        Stat("m.path.beta", -0.224, "fixed2", "path", "β"),
        Stat("m.path.p", 0.0004, "p", "p of path", "*p*"),
        Stat("m.path.beta_ci_lower", -0.41, "fixed2", "lower"),
        Stat("m.path.beta_ci_upper", -0.03, "fixed2", "upper"),
        Stat("m.n", 2, "count", "cases", "*n*"),
        Stat("m.evil", '<script>"]{.x}|`*', "text", "hostile"),
        Claim("claim.large", True, "it is large"),
    ],
    Build(synthetic=True),
)
TABLE = Table(
    "Fit {m.n}",
    (Column("Model", "left"), Column("β")),
    (group("All"), row("a", Cell("{m.path.beta}", stars="m.path.p"), indent=1)),
    ("*Note.* {m.n} cases.",),
)


def woven(text, **more):
    context = Context(LEDGER, {"fit_all": TABLE})
    return weave({"index.qmd.j2": text, **more}, ("index",), context)["index"].markdown


def test_a_row_prints_as_a_numbered_span():
    """Each printed number is tied to its row, in reading order."""
    assert woven("<< m.path.beta >> <<m.n>>") == (
        '[−0.22]{#o1 .stat data-stat="m.path.beta"} [2]{#o2 .stat data-stat="m.n"}'
    )


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<< m.path | beta_p >>", "β\u00a0=\u00a0−0.22, *p*\u00a0\\<\u00a0.001"),
        ("<< m.path.p | eq >>", "*p*\u00a0\\<\u00a0.001"),
        ("<< m.path | ci('beta') >>", "95%\u00a0CI\u00a0\\[−0.41,\u00a0−0.03\\]"),
        ("<< words(m.n) >> << Words(m.n) >>", "two Two"),
        ("<< literal(3, 'a reason') >>", "3"),
        ("<< claim('claim.large', yes='larger', no='smaller') >>", "larger"),
        ("<% if synthetic %>banner<% endif %>", "banner"),
        ("<< m.evil >>", r"\<script\>\"\]\{.x\}\|\`\*"),
    ],
)
def test_phrases_print_as_the_style_has_them(text, plain):
    """Filters join rows with their symbols; hostile text cannot leave its span."""
    assert re.sub(r"(?<!\\)\[((?:\\.|[^\[\]\\])*)\]\{#o[^}]*\}", r"\1", woven(text)) == plain


def test_a_table_is_a_div_with_notes_and_caption_last():
    """Quarto takes the last paragraph of the div as the caption."""
    text = woven("<< table('fit_all') >>")
    assert text.startswith('::: {#tbl-fit-all .stat-table data-table="fit_all"}\n')
    assert "| **[All]{.group}** |  |" in text
    assert '[\\*\\*\\*]{#o2 .stat .stars data-stat="m.path.p"}' in text
    assert text.index(".table-note") < text.index("Fit [2]") < text.rindex(":::")


def faults(text, **more):
    with pytest.raises(TemplateError) as caught:
        woven(text, **more)
    return caught.value.faults


def test_all_wrong_names_are_found_at_once_with_their_lines():
    """An unknown id, table, figure, claim: each with the template's own line and the nearest right name."""
    found = faults(
        "<< m.path.bta >>\n\n<< table('fit_al') >> << figure('none') >>\n<< claim('claim.lage', 'a', 'b') >>\n"
        "<< m.path >> << m.nothing | beta_p >> << unknown >>"
    )
    places = [fault.where for fault in found]
    assert places == [
        "templates/index.qmd.j2:1",
        *["templates/index.qmd.j2:3"] * 2,
        "templates/index.qmd.j2:4",
        *["templates/index.qmd.j2:5"] * 4,
    ]
    said = "\n".join(map(str, found))
    assert "did you mean m.path.beta (" in said
    assert "did you mean fit_all?" in said
    assert "did you mean claim.large (" in said
    assert "continue with one of .beta, .p" in said


def test_partials_are_checked_too():
    """A fault in an included file is placed in that file."""
    found = faults("<% include 'part.j2' %>", **{"part.j2": "one\n<< m.zzz >>"})
    assert found[0].where == "templates/part.j2:2"


def test_a_missing_partial_is_named():
    """The fault of an include that does not exist suggests the nearest file."""
    assert "did you mean part.j2?" in str(faults("<% include 'prt.j2' %>", **{"part.j2": ""})[0])


@pytest.mark.parametrize("text", ["<< m.n", "<% if %>", "<% endif %>", "a\n<< m.n | nofilter >>"])
def test_a_broken_tag_is_a_fault_with_its_line(text):
    """Syntax errors name file and line."""
    assert re.match(r"templates/index\.qmd\.j2:\d", faults(text)[0].where)


def test_templates_cannot_reach_the_machine():
    """The sandbox keeps templates away from Python's insides."""
    assert faults("<< build.__class__.__mro__ >>")


def test_references_into_another_document_are_numbered():
    """`see` gives the number that a float has in the other document."""
    texts = {
        "index.qmd.j2": "<< see('supplement', 'tbl-fit-all') >>",
        "supplement.qmd.j2": "---\nfloat-prefix: S\n---\n<< table('fit_all') >>",
    }
    made = weave(texts, ("index", "supplement"), Context(LEDGER, {"fit_all": TABLE}))
    assert made["index"].markdown.startswith("[Table\u00a0S1]{.see")


def test_relations_to_rows_never_break():
    """In captions, notes and cells, symbol, relation and value stay in one line, as they do in the text."""
    caption = "Cases (*n* = {m.n}), *p* = {m.path.p}, *p* < {m.n}."
    table = Table(caption, (Column("Model", "left"), Column("β")), (row("*n* = {m.n}", "{m.n}"),), (caption,))
    plain = re.sub(r"\[([^\]]*)\]\{#o[^}]*\}", r"\1", woven_with(table))
    assert plain.count("Cases (*n*\u00a0=\u00a02), *p*\u00a0\\<\u00a0.001, *p*\u00a0<\u00a02.") == 2
    assert "| *n*\u00a0=\u00a02 |" in plain


def woven_with(table):
    context = Context(LEDGER, {"fit_all": table})
    return weave({"index.qmd.j2": '<< table("fit_all") >>'}, ("index",), context)["index"].markdown


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (21.0, 64.0, "21.0–64.0"),
        (-8.25, -2.5, "−8.3\u00a0to\u00a0−2.5"),
        (-8.25, 2.5, "−8.3\u00a0to\u00a02.5"),
        (None, 2.5, "–\u00a0to\u00a02.5"),
        (12.5, "> 99", "12.5\u00a0to\u00a0> 99"),
    ],
)
def test_a_range_has_a_dash_only_between_digits(low, high, text):
    """Beside a minus, a relation or a missing value, the dash of a range would be ambiguous."""
    rows = [Stat("a.min", low, "fixed1", "smallest"), Stat("a.max", high, "fixed1", "largest")]
    made = weave({"index.qmd.j2": "<< a | range >>"}, ("index",), Context(Ledger.of(rows), {}))
    shown = re.sub(r"\[([^\]]*)\]\{#o[^}]*\}", r"\1", made["index"].markdown).replace("\\", "")
    assert shown == text


@pytest.mark.parametrize(
    ("r", "text"), [(0.74, "*r*(27) = .74"), (0.997, "*r*(27) > .99"), (-0.998, "*r*(27) < −.99")]
)
def test_a_value_with_a_relation_of_its_own_has_no_equals_sign(r, text):
    """A correlation just below 1 prints its own relation."""
    rows = [Stat("a.r", r, "unit", "r"), Stat("a.df", 27.0, "df", "df"), Stat("a.p", 0.01, "p", "p", "*p*")]
    made = weave({"index.qmd.j2": "<< a | r_p >>"}, ("index",), Context(Ledger.of(rows), {}))
    shown = re.sub(r"\[([^\]]*)\]\{#o[^}]*\}", r"\1", made["index"].markdown).replace("\\", "")
    assert shown.replace("\u00a0", " ").startswith(text)


@pytest.mark.parametrize(
    "above",
    [
        "",
        "\n\n",
        "<# a comment #>\n",
        "<% macro say(x) %>some << x >><% endmacro %>\n\n",
        "<% set a = 1 %>\n",
    ],
)
def test_front_matter_may_stand_below_macros_and_comments(above):
    """What prints nothing above the front matter leaves it at the very start of the document."""
    assert woven(f"{above}---\ntitle: A title\n---\n\nText.\n").startswith("---\ntitle: A title\n---\n")
