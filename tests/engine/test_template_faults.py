"""What an author may get wrong in a tag, and the line and remedy that answer it."""

import pytest

from report.rows.errors import TemplateError
from report.rows.ledger import Ledger
from report.rows.stat import Claim, Stat
from report.rows.tables import Column, Table, row
from report.template import Context, weave

LEDGER = Ledger.of(
    [
        Stat("hours.mean", 7.5, "fixed1", "mean hours", "*M*"),
        Stat("hours.p", 0.01, "p", "p", "*p*"),
        Claim("claim.enough", True, "enough"),
        Claim("hours.significant", True, "significant"),
    ]
)
TABLE = Table("Caption", (Column("a"),), (row("b"),))
WRONG = {
    "<< literal(2) >>": ("literal lacks the argument reason", "literal("),
    '<< literal(2, " ") >>': ("the argument reason of literal is empty", "literal("),
    '<< literal(2, "a", "b") >>': ("literal takes only 2 arguments: value, reason", "literal("),
    '<< claim("claim.enough", yes="a") >>': ("claim lacks the argument no", "claim("),
    '<< claim("claim.enough", yes="", no="b") >>': ("the argument yes of claim is empty", "claim("),
    '<< claim("claim.enough", yes="a", non="b", no="c") >>': (
        "claim takes only 3 arguments: id, yes, no",
        "claim(",
    ),
    "<< claim.enough >>": ("claim.enough is a claim", 'claim("claim.enough"'),
    "<< hours.significant >>": ("hours.significant is a claim", 'claim("hours.significant"'),
    "<< table(sleep) >>": ("no statistic named sleep", 'write table("sleep")'),
    "<< table() >>": ("table lacks the argument name", "table("),
    '<< see("index") >>': ("see lacks the argument target", "see("),
    '<< see("index", "tbl-x") >>': ("index has no tbl-x", "no table and no figure"),
    "<< hours.mean + 1 >>": ("a template cannot calculate", "product"),
    "<< 100 * hours.mean >>": ("a template cannot calculate", "product"),
    "<< hours.mean | round(1) >>": ("the filter round cannot take a row", "eq, beta_p"),
    "<< hours.mean | eq | eq >>": ("the output of a filter is not a row", "report list"),
    "<< eq(hours.mean) >>": ("no statistic named eq", "eq is a filter"),
    "<% if synthetc %>a<% endif %>": ("no statistic named synthetc", "did you mean synthetic?"),
    "{{ hours.mean }}": ("{{ hours.mean }} would be printed literally", "write << hours.mean >>"),
    "{% if synthetic %}": ("would be printed literally", "write <% if synthetic %>"),
    "$p = << hours.p >>$": ("a row inside a formula", "*p* ="),
    "`<< hours.p >>`": ("a row inside code", "as text"),
    '<< table("sleep") >> << table("sleep") >>': ("tbl-sleep is placed here a second time", "@tbl-sleep"),
    "<< hours.mean >": ("does not parse", "lacks its end"),
    '<% include "x.j2" %>': ("includes x.j2, which does not exist", "index.qmd.j2"),
    '<< "abc" | eq >>': ("'abc' is not a row", "report list"),
}


def woven(text):
    return weave({"index.qmd.j2": text}, ("index",), Context(LEDGER, {"sleep": TABLE}))["index"].markdown


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_tag_is_answered_with_its_line_and_a_remedy(text):
    """Place, fault, remedy: none of Python's own words."""
    what, remedy = WRONG[text]
    with pytest.raises(TemplateError) as caught:
        woven(f"line one\n{text}")
    fault = caught.value.faults[0]
    assert what in fault.what
    assert remedy in fault.remedy
    assert fault.where.startswith("templates/index.qmd.j2")
    assert fault.where.endswith(":2") or "see(" in text
    assert "lambda" not in str(fault)


FINE = [
    "<< hours.mean >> costs $5 and << hours.p >> $6",
    "{{< pagebreak >}} << hours.mean >>",
    '<< claim("claim.enough", "a", "b") >> << literal(2, "a pair") >>',
    "$x$ << hours.mean >> $y$ `a` << hours.p >> `b`",
    "<% if holds('claim.enough') %>a<% endif %>",
    "<% set x = hours.mean %><< x | eq >>",
]


@pytest.mark.parametrize("text", FINE)
def test_what_is_right_is_woven(text):
    """The checks refuse nothing that prints as it should."""
    assert "data-stat" in woven(text) or "claim" in text


def test_no_tag_prints_a_number_that_is_not_tied_to_its_row():
    """A template has no way to the bare value of a row."""
    for text in ("<< row(hours.mean).value >>", "<< hours.mean.value >>", "<< hours.mean._ledger >>"):
        with pytest.raises(TemplateError):
            woven(text)
