"""Occurrences: where a rendered page prints each row, with its section, float, cell and context."""

from __future__ import annotations

import pytest

from report.rows.ledger import Ledger
from report.rows.stat import Claim, Stat
from report.trace.occurrences import Occurrence, from_json, misprints, occurrences, to_json


def found(body: str) -> list[Occurrence]:
    """The occurrences of a page with this body."""
    return occurrences("index", f"<html><body><main>{body}</main></body></html>")


def stat(id: str, text: str, name: str = "") -> str:
    """A printed row."""
    return f'<span class="stat" data-stat="{id}"{f" id={name}" if name else ""}>{text}</span>'


def test_an_occurrence_names_its_section_and_block() -> None:
    """The section is the text of the last heading, the block the kind of the element around the number."""
    page = f"<h2>Primary <em>results</em></h2><p>It was {stat('a.b', '3', 'o1')}.</p>"
    (one,) = found(page)
    assert (one.number, one.kind, one.stat, one.printed) == ("o1", "stat", "a.b", "3")
    assert (one.section, one.block, one.context) == ("Primary results", "paragraph", "It was 3.")


@pytest.mark.parametrize(
    ("markup", "kind", "id"),
    [
        ('<span data-claim="claim.x">had</span>', "claim", "claim.x"),
        ('<span data-reason="two guides">2</span>', "literal", "two guides"),
        ('<span class="stars" data-stat="a.p">*</span>', "stars", "a.p"),
    ],
)
def test_claims_literals_and_stars_are_occurrences(markup: str, kind: str, id: str) -> None:
    """Each mark of a number is an occurrence of its own kind."""
    (one,) = found(f"<p>They {markup} it.</p>")
    assert (one.kind, one.stat) == (kind, id)


def test_a_cell_is_named_by_the_head_that_is_nearest_above_it() -> None:
    """In a table whose head has two rows, a cell belongs to its own column, not to a heading that spans several."""
    head = (
        "<thead><tr><th></th><th colspan=2>EBI</th></tr><tr><th>Model</th><th>b</th><th>SE</th></tr></thead>"
    )
    row = f"<tbody><tr><td>First</td><td>{stat('m.b', '1')}</td><td>{stat('m.se', '2')}</td></tr></tbody>"
    cells = found(f'<div id="tbl-fit"><table>{head}{row}</table></div>')
    assert [(each.float, each.row, each.column) for each in cells] == [
        ("tbl-fit", "First", "b"),
        ("tbl-fit", "First", "SE"),
    ]


def test_the_context_is_that_of_the_occurrence_itself() -> None:
    """Where a paragraph prints the same text twice, each occurrence shows the words around its own place."""
    filler = "other words " * 20
    first, second = found(f"<p>Early {stat('a', '.5')} {filler} late {stat('b', '.5')}.</p>")
    assert first.context.startswith("Early .5")
    assert second.context.endswith("late .5.")
    assert second.context.startswith("…")


def test_marks_without_an_id_are_numbered_with_all_others() -> None:
    """A label in a drawing has no id: its number counts all marks of the page before it, hidden ones too."""
    page = f"<p>{stat('a', '1', 'o1')} <s>{stat('b', '2')}</s></p><svg><text data-stat='c'>3</text></svg>"
    assert [(each.number, each.block) for each in found(page)] == [("o1", "paragraph"), ("l3", "figure")]


def test_text_that_readers_do_not_see_is_not_an_occurrence() -> None:
    """Struck-through and hidden numbers are not printed."""
    assert found(f"<p><s>{stat('a', '1')}</s><span hidden>{stat('b', '2')}</span></p>") == []


def test_the_caption_that_quarto_names_belongs_to_its_float() -> None:
    """The id that Quarto gives to a caption is not the label of a float."""
    caption = f'<figcaption id="tbl-fit-caption-0ceaefa1-69ba-4598">Of {stat("a", "1")}</figcaption>'
    (one,) = found(f'<figure id="tbl-fit">{caption}</figure>')
    assert one.float == "tbl-fit"


def test_json_and_back_are_the_same() -> None:
    """The published file has everything that was found."""
    places = found(f"<p>It was {stat('a.b', '3')}.</p>")
    assert from_json(to_json(places)) == places


@pytest.mark.parametrize("text", ["", "[]", '{"occurrences": [1]}', '{"occurrences": [{"number": "o1"}]}'])
def test_another_file_is_not_a_list_of_occurrences(text: str) -> None:
    """A file in another form is refused, never half read."""
    with pytest.raises(ValueError, match=r"not a list of occurrences|Expecting value"):
        from_json(text)


ROWS = (
    Stat("a.n", 3, "count", "cases"),
    Stat("a.p", 0.003, "p", "p value"),
    Claim("claim.x", True, "a claim"),
)
LEDGER = Ledger({row.id: row for row in ROWS})


@pytest.mark.parametrize(
    "markup",
    [
        stat("a.n", "3"),
        stat("a.n", "three"),
        stat("a.n", "Three"),
        '<span class="stars" data-stat="a.p">**</span>',
        '<span data-claim="claim.x">had</span>',
        '<span data-reason="r">7</span>',
    ],
)
def test_a_number_may_be_printed_in_the_forms_of_its_row(markup: str) -> None:
    """A count may be a word, stars follow from p, and wordings of claims and literals are free."""
    assert misprints(found(f"<p>{markup}</p>"), LEDGER) == []


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        (stat("a.n", "4"), "prints 4 for a.n, whose row prints 3"),
        (stat("a.m", "3"), "prints 3 for a.m, which is not a row"),
        ('<span class="stars" data-stat="a.p">*</span>', "prints * for a.p"),
    ],
)
def test_a_number_that_is_not_that_of_its_row_is_a_fault(markup: str, what: str) -> None:
    """A page whose number differs from its row is not published."""
    (fault,) = misprints(found(f"<h1>Results</h1><p>{markup}</p>"), LEDGER)
    assert what in fault.what
    assert fault.where == "index, Results, paragraph"
