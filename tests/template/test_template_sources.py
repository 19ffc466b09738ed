"""The sources of a document, and the tables and figures that its tags place."""

from __future__ import annotations

from report.rows.errors import Fault
from report.rows.figures import Figure
from report.rows.ledger import Ledger
from report.rows.tables import Table
from report.template.float_placement import (
    PlacedFloats,
    broken_links,
    label_of,
    missing_float_remedies,
    placed,
)
from report.template.jinja_environment import environment
from report.template.template_sources import Sources, sources_of
from report.template.weaving_context import Context

TABLE = Table("A table", (), ())


def sources(**texts: str) -> Sources:
    """The sources of the document `paper` among these templates; two underscores are a point."""
    named = {name.replace("__", "."): text for name, text in texts.items()}
    return sources_of(environment(named), named, "paper.md")


def context(*tables: str) -> Context:
    """A context with these tables."""
    return Context(Ledger({}), dict.fromkeys(tables, TABLE))


def test_a_template_without_includes_is_its_only_source() -> None:
    """An empty one as well."""
    assert list(sources(paper__md="", other__md="x").trees) == ["paper.md"]


def test_includes_are_followed_in_their_order_and_once() -> None:
    """Also those of included templates, and those that include each other."""
    found = sources(
        paper__md='<% include "b.md" %><% include "a.md" %><% include "b.md" %>',
        a__md='<% include "paper.md" %>',
        b__md='<% include "c.md" %>',
        c__md="text",
        d__md="not included",
    )
    assert list(found.trees) == ["paper.md", "b.md", "a.md", "c.md"]
    assert (found.faults, found.whole) == ((), True)


def test_all_kinds_of_inclusion_count() -> None:
    """Macros that are imported, and a template that is extended."""
    found = sources(
        paper__md='<% extends "base.md" %><% import "m.md" as m %><% from "f.md" import x %>',
        base__md="",
        m__md="",
        f__md="",
    )
    assert list(found.trees) == ["paper.md", "base.md", "m.md", "f.md"]


def test_a_missing_include_is_a_fault_on_its_line() -> None:
    """The remedy names the nearest template; the document is then not known in whole."""
    found = sources(paper__md='One\n\n<% include "methds.md" %>', methods__md="")
    assert found.faults == (
        Fault("templates/paper.md:3", "includes methds.md, which does not exist", "did you mean methods.md?"),
    )
    assert not found.whole


def test_a_name_that_is_known_only_when_weaving_leaves_the_document_open() -> None:
    """It is no fault."""
    found = sources(paper__md="<% include part %>")
    assert (found.faults, found.whole) == ((), False)


def test_a_template_that_does_not_parse_is_a_fault_and_the_others_are_read() -> None:
    """The fault has the line of the tag."""
    found = sources(paper__md='<% include "a.md" %><% include "b.md" %>', a__md="x\n<< 1 + >>", b__md="y")
    assert list(found.trees) == ["paper.md", "b.md"]
    (fault,) = found.faults
    assert fault.where == "templates/a.md:2"
    assert fault.what.startswith("does not parse: ")
    assert fault.remedy == "correct the tag, or a tag above it that lacks its end"


def test_a_block_without_its_end_is_reported_where_it_opens() -> None:
    """Not at the end of the file; a block of the same kind that is closed is not meant."""
    text = "<% if a %>x<% endif %>\n<% if b %>\n<% if c %>y<% endif %>\n\nend"
    (fault,) = sources(paper__md=text).faults
    assert fault == Fault("templates/paper.md:2", "<% if %> lacks its end", "write <% endif %> where it ends")


def test_a_block_that_is_closed_by_another_end_is_reported_where_it_opens() -> None:
    """The inner one of two lacks its end."""
    (fault,) = sources(paper__md="<% if a %>\n<% for b in c %>\n<% endif %>").faults
    assert fault.where == "templates/paper.md:2"
    assert fault.what == "<% for %> lacks its end"


def test_placed_tables_and_figures_are_found_by_their_labels() -> None:
    """Also with the name of the argument; those in included templates as well."""
    found = placed(
        sources(paper__md='<< table("t1") >><% include "a.md" %>', a__md='<< table(name="t2") >>'),
        context("t1", "t2", "t3"),
    )
    assert found == PlacedFloats({"tbl-t1": "t1", "tbl-t2": "t2"}, True)


def test_a_figure_has_another_label_than_a_table() -> None:
    """Quarto distinguishes them by the prefix."""
    known = Context(Ledger({}), {"t": TABLE}, {"f": (Figure.__new__(Figure), 80.0)})
    assert (label_of("t", known), label_of("f", known)) == ("tbl-t", "fig-f")
    found = placed(sources(paper__md='<< figure("f") >><< table("f") >><< figure("t") >>'), known)
    assert found == PlacedFloats({"fig-f": "f"}, False)


def test_unknown_and_computed_names_leave_the_placed_floats_open() -> None:
    """It cannot be said what a document lacks."""
    assert placed(sources(paper__md='<< table("x") >>'), context("t")) == PlacedFloats({}, False)
    assert placed(sources(paper__md="<< table(name) >>"), context("t")) == PlacedFloats({}, False)
    assert placed(sources(paper__md='<% include x %><< table("t") >>'), context("t")).whole is False


def test_a_reference_to_another_document_needs_the_document_and_the_float() -> None:
    """Both are checked, with the nearest name as remedy."""
    text = (
        '<< see("supplement", "tbl-t") >>\n<< see("suplement", "tbl-t") >>\n<< see("supplement", "tbl-u") >>'
    )
    found = list(
        broken_links(
            sources(paper__md=text),
            {"paper": PlacedFloats({}, True), "supplement": PlacedFloats({"tbl-t": "t"}, True)},
        )
    )
    assert found == [
        Fault("templates/paper.md:2", "there is no document suplement", "did you mean supplement?"),
        Fault("templates/paper.md:3", "supplement has no tbl-u", "did you mean tbl-t?"),
    ]


def test_a_document_that_is_not_known_in_whole_may_have_any_float() -> None:
    """Nor is a computed name checked."""
    text = '<< see("supplement", "tbl-x") >><< see(a, "b") >><< see("a", b) >>'
    assert list(broken_links(sources(paper__md=text), {"supplement": PlacedFloats({}, False)})) == []


def test_a_document_without_floats_has_none_to_suggest() -> None:
    """The remedy says so."""
    (fault,) = broken_links(
        sources(paper__md='<< see("supplement", target="tbl-x") >>'), {"supplement": PlacedFloats({}, True)}
    )
    assert fault.remedy == "it has no table and no figure"


def test_a_float_that_a_document_lacks_is_placed_or_seen_elsewhere() -> None:
    """Where another document places it, the remedy is to refer there."""
    documents = {"paper": PlacedFloats({}, True), "supplement": PlacedFloats({"tbl-t": "t"}, True)}
    found = missing_float_remedies("paper", documents, context("t", "u"))
    assert found == {
        "tbl-t": 'write << see("supplement", "tbl-t") >>',
        "tbl-u": 'place it with << table("u") >>',
    }
    assert (
        missing_float_remedies("supplement", documents, context("t"))["tbl-t"]
        == 'place it with << table("t") >>'
    )
