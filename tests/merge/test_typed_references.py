"""Cross-references that a co-author typed as text are offered the floats with their numbers."""

from __future__ import annotations

import pytest

from report.merge.atoms import Atom, Unit
from report.merge.selections import selection
from report.merge.typed_references import Targets, floats_named

FLOATS = {
    "Table 1": ("tbl-one",),
    "Table S2": ("tbl-extra",),
    "Figure 1": ("fig-flow",),
    "Abbildung 2": ("fig-paths",),
}


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("see Table 1.", {"Table 1": "@tbl-one"}),
        ("(Table\u00a0S2)", {"Table\u00a0S2": "@tbl-extra"}),
        ("in table 1, and Fig. 1", {"table 1": "@tbl-one", "Fig. 1": "@fig-flow"}),
        ("siehe Abb. 2", {"Abb. 2": "@fig-paths"}),
        ("see Table 9", {"Table 9": None}),
        ("Table 1.5 and Table 12 of 14", {"Table 12": None}),
        ("timetable 1, Tables of 1", {}),
        ("a table with 1 row", {}),
    ],
)
def test_a_typed_reference_means_the_float_with_its_number(text, typed):
    """The word may be shortened or begin with a small letter; a number without a float means nothing."""
    found = {each.text: next(iter(each.meanings), None) for each in Targets((), FLOATS).typed_in(text)}
    assert found == typed


def test_labels_come_from_captions():
    """Notes and cells of a float, and captions without a number, have no label."""
    units = [
        Unit("caption", (Atom("Table\u00a01 Doses", "product"),), home="tbl-one"),
        Unit("note", (Atom("Table\u00a02 is elsewhere", "product"),), home="tbl-one"),
        Unit("caption", (Atom("Untitled", "product"),), home="fig-x"),
    ]
    assert floats_named(units, {}) == {"Table 1": ("tbl-one",)}


def test_a_number_may_mean_a_new_table_or_the_one_that_had_it():
    """A co-author who adds a table before another may have renumbered the references, or not."""
    units = [Unit("caption", (Atom("Table\u00a01 Doses", "product"),), home="tbl-one")]
    floats = floats_named(units, {"Table 1": "tbl-new", "Table 4": "tbl-last"})
    assert floats == {"Table 1": ("tbl-new", "tbl-one"), "Table 4": ("tbl-last",)}


def test_a_number_of_another_document_means_its_float():
    """The tag that refers there is offered, unless the document itself has the number."""
    elsewhere = {"Table S3": ("supplement", "tbl-effects"), "Table 1": ("supplement", "tbl-wrong")}
    found = Targets((), FLOATS, lambda: elsewhere).typed_in("see Table S3, Table 1 and Table S9")
    assert [dict(each.meanings) for each in found] == [
        {"@supplement/tbl-effects": '<< see("supplement", "tbl-effects") >>'},
        {"@tbl-one": "@tbl-one"},
        {},
    ]


def test_references_and_citations_are_in_the_order_of_the_text():
    """Answers go to what is typed first."""
    found = Targets((), FLOATS).typed_in("As Fig. 1 and (Smith, 2020) and Table 1 show")
    assert [each.text for each in found] == ["Fig. 1", "(Smith, 2020)", "Table 1"]


def test_an_accepted_reference_is_written_into_the_template(built, edited):
    """The hunk proposes the table; accepted, the template refers to it; marked as text, it stays."""
    data = edited(("is a number.", "is a number, as Table 1 shows."))
    (hunk,) = built.merge(data).hunks
    assert hunk.state == "proposal"
    (label,) = hunk.rows
    assert "types the cross-reference Table 1" in hunk.why
    text = built.merged(data, selection=selection(f"1={label}"))
    assert f"is a number, as {label} shows.\n" in text
    kept = built.merged(data, selection=selection("1=typed"))
    assert 'as << literal("Table 1", "typed in a Word copy") >> shows.' in kept
