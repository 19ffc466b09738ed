"""Shapes of Word documents, and drawings with two forms."""

import pytest
from lxml import etree

from report.text.reading.word_shapes import bare_shapes, other_forms

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def part(xml):
    spaces = f'xmlns:w="{W}" xmlns:mc="m" xmlns:v="v" xmlns:wps="s" xmlns:o="urn:schemas-microsoft-com:office:office"'
    return etree.fromstring(f"<w:part {spaces}>{xml}</w:part>")


@pytest.mark.parametrize(
    ("xml", "count"),
    [
        ("<wps:wsp><wps:spPr/></wps:wsp>", 1),
        ('<v:rect fillcolor="white"/><v:oval/>', 2),
        ("<wps:wsp><w:txbxContent/></wps:wsp>", 0),
        ("<v:shape><v:imagedata/></v:shape>", 0),
        ('<v:rect o:hr="t"/>', 0),
        ("<mc:Fallback><v:rect/></mc:Fallback>", 0),
    ],
)
def test_shapes_that_may_cover_something_are_counted(xml, count):
    """A shape with text is read, a picture is reported as such, and a rule covers nothing."""
    assert bare_shapes(part(xml)) == count


def test_the_form_for_older_programs_is_read_only_if_it_has_another_text():
    """Word stores each text box twice."""
    text = "<w:t>29</w:t>"
    same = part(f"<mc:Choice>{text}</mc:Choice><mc:Fallback><w:t>2</w:t><w:t> 9</w:t></mc:Fallback>")
    other = part(f"<mc:Choice/><mc:Fallback>{text}</mc:Fallback>")
    picture = part(f"<mc:Choice>{text}</mc:Choice><mc:Fallback/>")
    assert [len(list(other_forms(each))) for each in (same, other, picture)] == [0, 1, 0]
