"""What a merge does not read is counted: formatting without an equivalent, new pictures and text boxes."""

from __future__ import annotations

import copy
import io
from collections import Counter

import pytest
from lxml import etree

from report.merge.unread_content import Unread, unread
from tests.merge.edit_kinds import (
    MATH,
    SAVES,
    WordCopy,
    element,
    field_around,
    formatted,
    reworded,
    set_text,
    shredded,
    switch,
    w,
)

VML = "urn:schemas-microsoft-com:vml"


def changed(built, *edits):
    file = WordCopy(built.word)
    for each in edits:
        each(file)
    return unread(file.saved(), built.base.unread)


@pytest.mark.parametrize(
    ("name", "attributes", "kind"),
    [
        ("highlight", {"val": "yellow"}, "highlight"),
        ("shd", {"val": "clear", "fill": "FFFF00"}, "shading"),
        ("u", {"val": "single"}, "underline"),
        ("strike", {}, "strikethrough"),
        ("color", {"val": "FF0000"}, "colour"),
        ("caps", {}, "capitals"),
        ("smallCaps", {}, "small capitals"),
        ("vanish", {}, "hidden text"),
        ("sz", {"val": "40"}, "size"),
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
    assert unread(SAVES[save](built.word), built.base.unread) == Unread(Counter())


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
    assert [each.kind for each in changed(built, picture).regions] == ["picture"]
    assert [each.name for each in changed(built, text_box).regions] == ["text box “Check this.”"]


def removed_picture(file):
    """An edit that deletes the figure."""
    drawing = next(file.document.iter(w("drawing")))
    drawing.getparent().remove(drawing)


def replaced_picture(file):
    """An edit that puts a picture of another shape in place of the figure."""
    name = next(each for each in file.parts if each.endswith(".png"))
    file.parts[name] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10"


def drawn_over(box):
    """An edit that changes a part of the figure, given as shares of its sides, and keeps its size."""

    def edit(file):
        from PIL import Image, ImageDraw

        name = next(each for each in file.parts if each.endswith(".png"))
        image = Image.open(io.BytesIO(file.parts[name])).convert("RGB")
        ImageDraw.Draw(image).rectangle(
            [side * share for side, share in zip(image.size * 2, box, strict=True)], fill="black"
        )
        stream = io.BytesIO()
        image.save(stream, "PNG")
        file.parts[name] = stream.getvalue()

    return edit


def compressed(file):
    """What Word does that compresses pictures: half as many pixels, stored as JPEG in between."""
    from PIL import Image

    name = next(each for each in file.parts if each.endswith(".png"))
    image = Image.open(io.BytesIO(file.parts[name])).convert("RGB")
    lossy, stream = io.BytesIO(), io.BytesIO()
    image.resize((image.width // 2, image.height // 2)).save(lossy, "JPEG", quality=80)
    Image.open(lossy).save(stream, "PNG")
    file.parts[name] = stream.getvalue()


def stored_again(file):
    """What a program does that compresses pictures: other bytes, the same shape."""
    name = next(each for each in file.parts if each.endswith(".png"))
    file.parts[name] += b"\0"


def header(old, new):
    """An edit of the header or the footer."""

    def edit(file):
        for name in file.parts:
            if name.startswith(("word/header", "word/footer")):
                file.parts[name] = file.parts[name].replace(old.encode(), new.encode())

    return edit


def merged_cells(file):
    cell = file.paragraph("A diary was").getparent()
    cell.find(w("tcPr")).append(element("gridSpan", val="2"))


def contents(file):
    """An edit that inserts a table of contents."""
    line = element(
        "p", element("pPr", element("pStyle", val="TOC1")), element("r", element("t", text="A part 3"))
    )
    field_around(line.find(w("r")), ' TOC \\o "1-3" ')
    file.parts["word/styles.xml"] = file.parts["word/styles.xml"].replace(
        b"</w:styles>", b'<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>'
    )
    file.paragraph("Results").addprevious(line)


@pytest.mark.parametrize(
    ("edit", "names"),
    [
        (removed_picture, ["removed picture “A bar of 7.5 hours.”"]),
        (replaced_picture, ["replaced picture “A bar of 7.5 hours.”"]),
        (drawn_over((0.3, 0.3, 0.6, 0.5)), ["replaced picture “A bar of 7.5 hours.”"]),
        (drawn_over((0.5, 0.02, 0.53, 0.07)), ["replaced picture “A bar of 7.5 hours.”"]),
        (compressed, []),
        (stored_again, []),
        (header(">Sleep<", ">Rest<"), ["header or footer “Rest Page of”"]),
        (header(">1<", ">7<"), []),
        (header("Build ", "Draft. Build "), ["header or footer “Draft. Build {build}”"]),
        (merged_cells, ["merged cells “A diary was handed out”"]),
        (contents, ["table of contents"]),
    ],
)
def test_what_is_outside_the_text_is_compared_with_the_build(built, edit, names):
    """Figures, headers, footers and the structure of tables are named if they changed, and only then."""
    found = [each.name for each in changed(built, edit).regions]
    assert found == [name.format(build=built.base.build) for name in names]


def test_the_lines_of_a_table_of_contents_are_not_text(built):
    """They repeat headings, which are merged where they are."""
    file = WordCopy(built.word)
    contents(file)
    assert built.merge(file.saved()).hunks == ()


def test_the_place_of_a_region_is_the_text_before_it(built):
    """A text box in a paragraph of its own is found by the paragraph before it."""
    assert changed(built, text_box).regions[0].near.startswith("Another paragraph")


def without_formulas(file):
    """What LibreOffice without its formula editor does on saving."""
    for each in list(file.document.iter(f"{MATH}oMath")):
        parent = each.getparent()
        parent.remove(each)


def test_formulas_that_a_program_removed_stay_in_the_templates(built):
    """A copy without any formula says so, and its other edits are merged."""
    file = WordCopy(built.word)
    without_formulas(file)
    assert built.merge(file.saved()).hunks == ()
    assert [each.name for each in unread(file.saved(), built.base.unread).regions] == [
        "removal of all formulas (2)"
    ]
    reworded("closely", "well")(file)
    assert "slope follows $y = a + bx$ well." in built.merged(file.saved())


def test_an_edit_across_a_removed_formula_is_a_conflict(built):
    """It would delete the formula."""
    file = WordCopy(built.word)
    without_formulas(file)
    paragraph = file.paragraph("The slope follows")
    for run in paragraph.findall(w("r"))[1:]:
        paragraph.remove(run)
    set_text(paragraph.find(w("r")), "The slope is right.")
    assert [hunk.state for hunk in built.merge(file.saved()).hunks] == ["conflict"]


def test_the_alignment_of_paragraphs_is_counted_and_that_of_cells_is_not(built):
    """The text of an aligned column may change without an edit of its format."""
    centred = lambda file: file.paragraph("Another").find(w("pPr")).append(element("jc", val="center"))  # noqa: E731
    assert changed(built, centred).formats["alignment"] > 0
    assert not changed(built, reworded("A diary was handed out", "A paper diary was handed out")).formats
