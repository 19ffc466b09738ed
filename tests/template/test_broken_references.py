"""References to entries, floats, footnotes and pictures that do not exist, before anything is rendered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import pytest

from report.rows.errors import Fault
from report.template.bibliography import Bibliography
from report.template.broken_references import References, ReferenceTargets, unresolved, unresolved_written
from report.template.mentions import mentions
from report.template.passages import TypedText

BOOK = Bibliography(frozenset({"smith2020", "jones2019"}), ("list.bib",))


def faults(
    text: str,
    *,
    labels: Collection[str] | None = (),
    book: Bibliography = BOOK,
    whole: bool = True,
    folders: Collection[Path] = (),
    figures: Collection[str] = (),
    remedies: Mapping[str, str] | None = None,
) -> list[Fault]:
    """The faults of the references in a text."""
    passage = TypedText(text, "a.md", ((0, 1),))
    targets = ReferenceTargets(book, labels, remedies or {}, folders, figures, whole)
    return list(unresolved(mentions(passage), targets))


@pytest.mark.parametrize(
    "text",
    [
        "As shown [@smith2020; @jones2019, p. 3].",
        "See @tbl-a and @fig-b.",
        "A note[^1].\n\n[^1]: Here it is.",
        "# Head {#sec-own}\n\nSee @sec-own.",
        "$$x$$ {#eq-own}\n\nBy @eq-own.",
        "(@good) An example; see @good.",
        "an address: me@example.org",
        "`@nobody2000` and \\@nobody2000",
    ],
)
def test_references_that_have_a_target_are_no_faults(text: str) -> None:
    """Entries, floats that are placed, notes, sections, equations and examples of the text itself."""
    assert faults(text, labels=("tbl-a", "fig-b")) == []


def test_an_unknown_entry_is_a_fault_on_its_line() -> None:
    """With the nearest key."""
    (fault,) = faults("One.\n\nTwo [@smith2021].")
    assert fault.where == "a.md:3"
    assert fault.what == "cites smith2021, which is not in the bibliography"
    assert fault.remedy.startswith("did you mean smith2020?")


def test_entries_are_not_checked_where_the_bibliography_is_unknown() -> None:
    """But its own faults are reported."""
    broken = Bibliography(faults=(Fault("a.md:2", "names the bibliography x.bib, which does not exist"),))
    assert faults("[@nobody2000]", book=broken) == [*broken.faults]
    assert faults("[@nobody2000]", book=Bibliography()) == []


def test_an_unknown_float_is_a_fault_with_those_of_its_kind() -> None:
    """A table is not suggested for a figure."""
    (fault,) = faults("See @fig-c.", labels=("tbl-a", "fig-model"))
    assert fault == Fault("a.md:1", "refers to fig-c, which is not in the document", "there are: fig-model")
    (near,) = faults("See @fig-modl.", labels=("tbl-a", "fig-model"))
    assert near.remedy == "did you mean fig-model?"
    (none,) = faults("See @lst-x.", labels=("tbl-a",))
    assert none.remedy == "place it, or correct the label"


def test_the_remedy_of_a_float_elsewhere_is_to_refer_there() -> None:
    """It is known from the other documents."""
    (fault,) = faults("See @tbl-x.", remedies={"tbl-x": 'write << see("supplement", "tbl-x") >>'})
    assert fault.remedy == 'write << see("supplement", "tbl-x") >>'


def test_floats_are_not_checked_where_their_names_are_computed() -> None:
    """Labels of None mean that any may exist."""
    assert faults("See @fig-c.", labels=None) == []


def test_a_footnote_that_is_never_called_is_a_fault() -> None:
    """Pandoc would drop it silently."""
    (fault,) = faults("Text.\n\n[^a]: Lost.")
    assert fault == Fault("a.md:3", "the footnote a is never called", "call it as [^a], or remove it")


def test_a_call_without_a_footnote_is_a_fault() -> None:
    """It would be printed literally; the remedy is the nearest note, or to write it."""
    (fault,) = faults("Text[^b].")
    assert fault.what == "calls the footnote b, which does not exist"
    assert fault.remedy == "write it below: [^b]: …"
    near = faults("Text[^note1] and[^note2].\n\n[^note1]: Here.")
    assert [each.remedy for each in near] == ["did you mean note1?"]


def test_footnotes_are_not_checked_where_parts_of_the_document_are_unknown() -> None:
    """The call may be in a part that is included by a computed name."""
    assert faults("Text[^b].\n\n[^a]: Lost.", whole=False) == []


def test_a_mention_that_may_never_be_printed_is_no_fault() -> None:
    """But it may be what a certain one refers to."""
    passage = TypedText("[^a]: Note. @nobody2000 ![x](gone.png)", "a.md", ((0, 1),))
    unsure = list(mentions(passage, certain=False))
    assert list(unresolved([each for each in unsure if each.kind != "note"], ReferenceTargets(BOOK))) == []


def test_a_picture_must_exist_in_one_of_the_folders(tmp_path: Path) -> None:
    """The remedy is a file with a similar name beside it."""
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "device.png").write_bytes(b"")
    assert faults("![x](pictures/device.png)", folders=(tmp_path / "other", tmp_path)) == []
    (fault,) = faults("![x](pictures/devise.png)", folders=(tmp_path,))
    assert fault.what == "shows pictures/devise.png, which does not exist"
    assert fault.remedy == "did you mean pictures/device.png?"
    (far,) = faults("![x](zzz.png)", folders=(tmp_path,))
    assert far.remedy == "create the file, or correct its name"


def test_a_name_with_escapes_is_that_of_the_file(tmp_path: Path) -> None:
    """%20 is a space."""
    (tmp_path / "a b.png").write_bytes(b"")
    assert faults("![x](a%20b.png)", folders=(tmp_path,)) == []
    assert faults("![x](<a b.png>)", folders=(tmp_path,)) == []


@pytest.mark.parametrize(
    "target", ["https://example.org/x.png", "//example.org/x", "data:image/png;base64,A="]
)
def test_a_picture_elsewhere_is_not_looked_for(target: str, tmp_path: Path) -> None:
    """Another check refuses it."""
    assert faults(f"![x]({target})", folders=(tmp_path,)) == []


def test_a_drawn_figure_exists_before_it_is_drawn(tmp_path: Path) -> None:
    """As drawing or pixels, in the folder of figures."""
    text = "![x](figures/model.svg) ![y](figures/model.png)"
    assert faults(text, folders=(tmp_path,), figures=("model",)) == []
    (fault,) = faults("![x](figures/modle.svg)", folders=(tmp_path,), figures=("model",))
    assert "figures/model.svg" in fault.remedy


def test_without_a_folder_pictures_are_not_checked() -> None:
    """A text that belongs to no project."""
    assert faults("![x](gone.png)") == []


def references(typed: str, labels: Collection[str] = ()) -> References:
    """The references of a document's template."""
    passage = TypedText(typed, "templates/paper.md", ((0, 1),))
    return References("paper", tuple(mentions(passage)), ReferenceTargets(BOOK, labels))


def test_a_generated_reference_is_located_at_its_template() -> None:
    """One that is typed has its line."""
    found = references("One.\n\nSee [@typed2000].")
    assert [each.where for each in found.unresolved()] == ["templates/paper.md:3"]
    printed = list(found.unresolved_in("See [@typed2000] and [@made2000]."))
    assert [(each.where, each.what.split(",")[0]) for each in printed] == [
        ("templates/paper.md:3", "cites typed2000"),
        ("templates/paper.qmd.j2", "cites made2000"),
    ]


def test_in_the_printed_text_only_its_own_labels_count() -> None:
    """A float that the template would place elsewhere is not in the document."""
    found = references("See @tbl-a.", labels=("tbl-a",))
    assert list(found.unresolved()) == []
    assert [each.what for each in found.unresolved_in("See @tbl-a.")] == [
        "refers to tbl-a, which is not in the document"
    ]
    assert list(found.unresolved_in("See @tbl-a.\n\n::: {#tbl-a}\n:::\n")) == []


def test_a_note_whose_call_is_not_printed_is_no_fault() -> None:
    """A condition left the call out; a call that is printed needs its note."""
    found = references("x")
    assert list(found.unresolved_in("Text.\n\n[^a]: Unused here.\n")) == []
    assert [each.what for each in found.unresolved_in("Text[^b].")] == [
        "calls the footnote b, which does not exist"
    ]


def test_a_hand_written_document_is_checked_without_its_shortcodes(tmp_path: Path) -> None:
    """Floats are known only where shortcodes are expanded."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "own.png").write_bytes(b"")
    text = "See @tbl-a. ![x](own.png)\n\n{{< table a >}}\n"
    unknown = list(unresolved_written("docs/x.md", text, None, tmp_path, ()))
    assert unknown == []
    expanded = "See @tbl-a.\n\n::: {#tbl-a}\n:::\n"
    assert list(unresolved_written("docs/x.md", text, expanded, tmp_path, ())) == []
    (fault,) = unresolved_written("docs/x.md", text, "See @tbl-a.", tmp_path, ())
    assert (fault.where, fault.what) == ("docs/x.md:1", "refers to tbl-a, which is not in the document")
