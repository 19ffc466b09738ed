"""A tracked change that LibreOffice closes inside a content control is removed, and nothing else."""

from __future__ import annotations

import pytest
from lxml import etree

from report.text.reading.crossed_controls import uncrossed

NAMES = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PROPERTIES = b'<w:sdt><w:sdtPr><w:tag w:val="row"/></w:sdtPr><w:sdtContent>'
END = b"</w:sdtContent></w:sdt>"


def paragraph(content: bytes) -> bytes:
    """A paragraph with this content."""
    return b"<w:p " + NAMES + b">" + content + b"</w:p>"


@pytest.mark.parametrize("change", [b"del", b"ins", b"moveFrom", b"moveTo"])
def test_a_crossed_change_is_well_formed_afterwards(change: bytes) -> None:
    """The text keeps the change of its own."""
    own = b'<w:%s w:id="2"><w:r><w:t>7.5</w:t></w:r></w:%s>' % (change, change)
    crossed = paragraph(b'<w:%s w:id="1">' % change + PROPERTIES + b"</w:%s>" % change + own + END)
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(crossed)
    root = etree.fromstring(uncrossed(crossed))
    assert "".join(root.itertext()) == "7.5"
    assert len(root.findall(".//{*}" + change.decode())) == 1


def test_nested_controls_are_repaired_together() -> None:
    """A claim that contains a number."""
    crossed = paragraph(b'<w:del w:id="1">' + PROPERTIES * 2 + b"</w:del><w:r><w:t>x</w:t></w:r>" + END * 2)
    assert "".join(etree.fromstring(uncrossed(crossed)).itertext()) == "x"


def test_a_well_formed_change_is_left_alone() -> None:
    """Around a whole control, or inside one."""
    whole = paragraph(b'<w:del w:id="1">' + PROPERTIES + b"<w:r/>" + END + b"</w:del>")
    inner = paragraph(PROPERTIES + b'<w:del w:id="1"><w:r/></w:del>' + END)
    assert [uncrossed(each) for each in (whole, inner)] == [whole, inner]
