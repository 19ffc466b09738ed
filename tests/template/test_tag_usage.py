"""Tags that parse, but would not print what their author intended."""

from __future__ import annotations

import pytest

from report.rows.ledger import Ledger
from report.rows.stat import Claim, Stat
from report.template.jinja_environment import environment
from report.template.tag_usage import claim_as_row, usage

LEDGER = Ledger({"a.b": Stat("a.b", 1, "count", "cases"), "claim.x": Claim("claim.x", True, "a claim")})


def faults(template: str) -> list[tuple[int, str]]:
    """The lines and faults of a template."""
    jinja = environment({})
    existing = {*jinja.filters, "eq"}
    return [(line, what) for line, what, _ in usage(jinja.parse(template), LEDGER, {"eq"}, existing)]


@pytest.mark.parametrize(
    "template",
    [
        *(
            "<< a.b >>",
            "<< a.b | eq >>",
            '<< claim("claim.x", "a", "b") >>',
            '<< claim(id="claim.x", yes="a", no="b") >>',
        ),
        *(
            '<< literal(2, "guides") >>',
            "$x^2$ and << a.b >>",
            "<< 'x' | upper >>",
            "{{< meta x >}}",
            "costs $5 to $6 << a.b >>",
        ),
    ],
)
def test_correct_tags_have_no_faults(template: str) -> None:
    """Rows, filters of rows, calls with all their arguments, formulas beside tags."""
    assert faults(template) == []


@pytest.mark.parametrize(
    ("template", "what"),
    [
        ("<< literal(2) >>", "literal lacks the argument reason"),
        ('<< claim("claim.x", yes="a") >>', "claim lacks the argument no"),
        ('<< claim("claim.x", yes="", no="b") >>', "the argument yes of claim is empty"),
        ('<< table("t", 5) >>', "table takes only 1 argument: name"),
        ('<< see("s", label="t") >>', "see takes only 2 arguments: document, target"),
        ("<< a.b * 2 >>", "a template cannot calculate"),
        ("<< a.b | round >>", "the filter round cannot take a row"),
        ("{{ a.b }}", "{{ a.b }} would be printed literally"),
        ("{% if x %}", "{% if x %} would be printed literally"),
        ("$p = << a.b >>$", "a row inside a formula cannot be traced"),
        ("`n = << a.b >>`", "a row inside code cannot be traced"),
    ],
)
def test_a_tag_that_would_print_something_else_is_a_fault(template: str, what: str) -> None:
    """Missing arguments, arithmetic, foreign filters and syntax, and rows that lose their identity."""
    found = faults(template)
    assert found
    assert found[0][1].startswith(what)


def test_a_fault_has_the_line_of_its_tag() -> None:
    """Also in a text with several tags."""
    text = "One\n\n<< a.b >> and\n{{ a.b }}\n"
    assert [line for line, _ in faults(text)] == [4]


def test_a_claim_is_printed_by_its_wordings() -> None:
    """A claim that is used like a statistic gets the remedy that fits."""
    assert claim_as_row("claim.x", LEDGER) == 'write claim("claim.x", yes="…", no="…")'
    assert claim_as_row("a.b", LEDGER) == ""


def test_a_misspelt_filter_is_not_also_one_that_takes_no_row() -> None:
    """It is reported as unknown elsewhere."""
    assert faults("<< a.b | apaa >>") == []
