"""What a merge does not read is counted: formatting without an equivalent, new pictures and text boxes."""

from __future__ import annotations

import copy
from collections import Counter

import pytest
from lxml import etree

from report.merge.merging import built_file
from report.merge.unread_content import Unread, unread
from tests.merge.edit_kinds import SAVES, WordCopy, element, formatted, shredded, switch, w

VML = "urn:schemas-microsoft-com:vml"


def changed(built, *edits):
    file = WordCopy(built.word)
    for each in edits:
        each(file)
    return unread(file.saved(), built.word)


@pytest.mark.parametrize(
    ("name", "attributes", "kind"),
    [
        ("highlight", {"val": "yellow"}, "highlight"),
        ("shd", {"val": "clear", "fill": "FFFF00"}, "shading"),
        ("u", {"val": "single"}, "underline"),
        ("strike", {}, "strikethrough"),
        ("color", {"val": "FF0000"}, "colour"),
        ("caps", {}, "capitals"),
    ],
)
def test_the_letters_of_each_ignored_format_are_counted(built, name, attributes, kind):
    """Letters are counted, since programs divide runs."""
    edit = formatted("quiet towns", switch(name, **attributes))
    assert changed(built, edit).formats == changed(built, edit, shredded).formats == {kind: 11}


@pytest.mark.parametrize(
    ("name", "value"), [("u", "none"), ("color", "auto"), ("color", "000000"), ("strike", "0")]
)
def test_a_format_that_is_off_is_not_counted(built, name, value):
    """Programs write formats that change nothing."""
    assert not changed(built, formatted("quiet towns", switch(name, val=value))).formats


@pytest.mark.parametrize("save", SAVES)
def test_an_unedited_copy_has_nothing_that_is_not_read(built, save):
    """What the build itself has, and what programs change on saving, is not reported."""
    assert unread(SAVES[save](built.word), built.word) == Unread(Counter(), Counter())


def picture(file):
    """An edit that adds a copy of the figure."""
    made = copy.deepcopy(next(file.document.iter(w("drawing"))))
    file.paragraph("Another").addnext(element("p", element("r", made)))


def text_box(file):
    """An edit that adds a text box as older programs write it."""
    box = etree.Element(f"{{{VML}}}textbox")
    box.append(element("txbxContent", element("p", element("r", element("t", text="Check this.")))))
    file.paragraph("Another").addnext(element("p", element("r", element("pict", box))))


def test_new_pictures_and_text_boxes_are_not_lost_silently(built):
    """A text box is named by its text."""
    assert changed(built, picture).regions == {"picture": 1}
    assert changed(built, text_box).regions == {"text box “Check this.”": 1}


def test_without_the_built_file_only_formats_are_counted(built):
    """How many pictures the build had is then not known."""
    file = WordCopy(built.word)
    picture(file)
    assert unread(file.saved(), None) == Unread(Counter(), Counter())


def test_the_built_file_is_that_of_the_same_build(built, edited, tmp_path):
    """A published file of another document or build says nothing about a copy."""
    path = tmp_path / "index.docx"
    path.write_bytes(built.word)
    assert built_file(built.base, [tmp_path / "supplement.docx"]) is None
    assert built_file(built.base, [path]) == built.word
    path.write_bytes(edited((built.base.build, "other"), part="customXml/item2.xml"))
    assert built_file(built.base, [path]) is None
