"""Content controls that LibreOffice divides at tracked changes, as it writes them."""

from __future__ import annotations

import pytest
from lxml import etree

from report.merge.split_controls import rejoin

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOLD = "<w:rPr><w:b/><w:rPrChange w:id='0'><w:rPr/></w:rPrChange></w:rPr>"


def control(content, alias="mean: Age"):
    head = f'<w:sdtPr><w:alias w:val="{alias}"/><w:text/></w:sdtPr>'
    return f"<w:sdt>{head}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def run(*texts, name="t", properties=""):
    return f"<w:r>{properties}{''.join(f'<w:{name}>{text}</w:{name}>' for text in texts)}</w:r>"


def inserted(*texts):
    return f'<w:ins w:id="1">{run(*texts)}</w:ins>'


def deleted(*texts):
    return f'<w:del w:id="2">{run(*texts, name="delText")}</w:del>'


WHOLE, PART, CLAIM = "41.0642.00", "41.069", "differvaryed"
NUMBER = [
    pytest.param(
        [run(WHOLE), deleted("41.06", WHOLE), inserted("42.00", WHOLE), run(WHOLE)],
        "42.00",
        "41.06",
        id="number",
    ),
    pytest.param(
        [run(PART), deleted("6", PART), inserted("9", PART), run(PART)], "41.09", "41.06", id="digit"
    ),
    pytest.param([run("914.5"), inserted("9", "914.5"), run("914.5")], "914.5", "14.5", id="first digit"),
    pytest.param([run("41.06"), deleted("41.06", "41.06"), run("41.06")], "", "41.06", id="deleted"),
    pytest.param(
        [run(CLAIM), deleted("differ", CLAIM), inserted("vary", CLAIM), run("ed", CLAIM)],
        "varyed",
        "differed",
        id="claim",
    ),
    pytest.param(
        [run("7.5"), control(run("7.5", "7.5", properties=BOLD)), run("7.5")], "7.5", "7.5", id="format"
    ),
]


def read(*parts):
    """The paragraph after the repair."""
    root = etree.fromstring(f'<w:p xmlns:w="{SPACE}">{"".join(parts)}</w:p>')
    rejoin(root)
    return root


def text(root, removed):
    """The text with the changes of one kind left out."""
    within = f"{{{SPACE}}}{removed}"
    return "".join(
        each.text or ""
        for each in root.iter(f"{{{SPACE}}}t", f"{{{SPACE}}}delText")
        if not any(above.tag == within for above in each.iterancestors())
    )


@pytest.mark.parametrize(("pieces", "accepted", "rejected"), NUMBER)
def test_the_pieces_of_a_control_are_one_control(pieces, accepted, rejected):
    """The repeated text of the whole control is removed, and its unchanged start and end are restored."""
    root = read(*map(control, pieces))
    assert (text(root, "del"), text(root, "ins")) == (accepted, rejected)
    assert len(root) == 1


def test_other_controls_stay_as_they_are():
    """Neighbours with the same text and title, and controls with different titles, are not pieces."""
    parts = (control(run("7.5")), control(run("7.5")), control(run("7"), "n"), run(" a", "b"))
    root = read(*parts)
    assert text(root, "del") == "7.57.57 ab"
    assert len(root) == 4
