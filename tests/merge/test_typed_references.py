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
        ("Table\\ 1", {"Table\\ 1": "@tbl-one"}),
        ("a table with 1 row", {}),
    ],
)
def test_a_typed_reference_means_the_float_with_its_number(text, typed):
    """The word may be shortened or begin with a small letter; a number without a float means nothing."""
    found = {each.text: next(iter(each.meanings), None) for each in Targets((), FLOATS).typed_in(text)}
    assert found == typed


SEVERAL = {
    **{f"Table {n}": (f"tbl-{n}",) for n in range(1, 4)},
    **{f"Figure {n}": (f"fig-{n}",) for n in range(1, 4)},
    **{f"Abbildung {n}": (f"fig-{n}",) for n in range(1, 4)},
    "Tabelle 1": ("tbl-1",),
    "Tabelle 2": ("tbl-2",),
    "Tableau 1": ("tbl-1",),
    "Tableau 2": ("tbl-2",),
}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Tables 2 and 3", "Tables [-@tbl-2] and [-@tbl-3]"),
        ("tables 1, 2, and 3", "tables [-@tbl-1], [-@tbl-2], and [-@tbl-3]"),
        ("Figures 1–3", "Figures [-@fig-1]–[-@fig-3]"),
        ("Figs. 1 & 2", "Figs. [-@fig-1] & [-@fig-2]"),
        ("Fig. 1 and 2", "Fig. [-@fig-1] and [-@fig-2]"),
        ("Abb. 1 und 3", "Abb. [-@fig-1] und [-@fig-3]"),
        ("Abbildungen 1 bis 3", "Abbildungen [-@fig-1] bis [-@fig-3]"),
        ("Tabellen\u00a01 und 2", "Tabellen\u00a0[-@tbl-1] und [-@tbl-2]"),
        ("Tableaux 1 et 2", "Tableaux [-@tbl-1] et [-@tbl-2]"),
    ],
)
def test_several_floats_are_named_by_one_word(text, written):
    """The word stays as typed, in the languages of the engine; each number becomes a reference that prints it."""
    (found,) = Targets((), SEVERAL).typed_in(f"As {text} show.")
    assert (found.text, [*found.meanings.values()]) == (text, [written])


@pytest.mark.parametrize("text", ["Figurer 1 och 2", "figurer 1 och 2", "Fig. 1 och 2"])
def test_several_swedish_figures_are_named_by_one_word(text):
    """The singular is that of captions."""
    (found,) = Targets((), {"Figur 1": ("fig-1",), "Figur 2": ("fig-2",)}).typed_in(f"Se {text} igen.")
    assert [*found.meanings] == ["@fig-1+@fig-2"]


@pytest.mark.parametrize("text", ["Table 1 and 2 patients", "Tables 2 and 9"])
def test_a_list_of_floats_has_a_plural_and_known_numbers(text):
    """After the singular, only the first number is that of a float; a list with an unknown number means nothing."""
    (found,) = Targets((), SEVERAL).typed_in(text)
    assert [*found.meanings] == (["@tbl-1"] if "patients" in text else [])


def test_a_list_with_floats_of_another_document_repeats_the_word():
    """Their tags print it."""
    elsewhere = {"Table S3": ("supplement", "tbl-a"), "Table S4": ("supplement", "tbl-b")}
    (found,) = Targets((), SEVERAL, lambda: elsewhere).typed_in("see Tables S3 and S4.")
    assert dict(found.meanings) == {
        "@supplement/tbl-a+@supplement/tbl-b": '<< see("supplement", "tbl-a") >> and << see("supplement", "tbl-b") >>'
    }


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
    assert "adds the cross-reference Table 1 as plain text" in hunk.why
    text = built.merged(data, selection=selection(f"1={label}"))
    assert f"is a number, as {label} shows.\n" in text
    kept = built.merged(data, selection=selection("1=typed"))
    assert 'as << literal("Table 1", "typed in a Word copy") >> shows.' in kept


def test_accepted_references_of_a_plural_print_the_text_of_the_copy(built, edited, tmp_path):
    """The template keeps the word of the co-author, and the numbers are bound to the tables."""
    data = edited(("is a number.", "is a number, as Tables 1 and 2 show."))
    (hunk,) = built.merge(data).hunks
    (labels,) = hunk.rows
    text = built.merged(data, selection=selection(f"1={labels}"))
    one, other = labels.split("+")
    assert f"as Tables [-{one}] and [-{other}] show.\n" in text
