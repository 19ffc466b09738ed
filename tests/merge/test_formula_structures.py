"""The structure of formulas: an edit that keeps the letters is named, and other programs' ways of storing are none."""

from __future__ import annotations

import pytest
from lxml import etree

from report.merge.formula_structures import structure
from tests.merge.edit_kinds import MATH, edited_by


def formula(content: str):
    letters = content.replace("<t>", "<r><t>").replace("</t>", "</t></r>")
    return etree.fromstring(f'<oMath xmlns="{MATH[1:-1]}" xmlns:m="{MATH[1:-1]}">{letters}</oMath>')


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("<t>y</t><t>=a</t>", "y=a"),
        ("<f><num><t>x</t></num><den><t>s</t></den></f>", "(x)/(s)"),
        ('<f><fPr><type m:val="noBar"/></fPr><num><t>n</t></num><den><t>k</t></den></f>', "[n;k]"),
        ("<sSubSup><e><t>x</t></e><sub><t>i</t></sub><sup><t>2</t></sup></sSubSup>", "x^{2}_{i}"),
        (
            "<sSup><e><sSub><e><t>x</t></e><sub><t>i</t></sub></sSub></e><sup><t>2</t></sup></sSup>",
            "x_{i}^{2}",
        ),
        ("<rad><deg><t>3</t></deg><e><t>x</t></e></rad>", "√[3]{x}"),
        ('<nary><naryPr><chr m:val="∑"/></naryPr><sub><t>i</t></sub><sup/><e><t>x</t></e></nary>', "∑_{i}x"),
        ("<d><e><t>x</t></e></d>", "(x)"),
        ('<acc><accPr><chr m:val="‾"/></accPr><e><t>x</t></e></acc>', "{x}´"),
        ("<bar><e><t>x</t></e></bar>", "{x}´"),
        ("<m><mPr/><mr><e><t>a</t></e><e><t>b</t></e></mr><mr><e><t>c</t></e></mr></m>", "[ab;c]"),
        ("<t>𝑥\u200b \u2009</t>", "x"),
    ],
)
def test_a_formula_is_one_line(content, line):
    """Properties, white space and the letters of a font are not part of it."""
    assert structure(formula(content)) == line


def test_a_formula_with_the_same_letters_in_another_structure_is_a_conflict(built):
    """Both structures are shown, with the file and line of the formula and what to do."""
    found = built.merge(edited_by(built.word, "a formula in another structure"))
    (hunk,) = found.hunks
    assert (hunk.what, hunk.state, found.changed) == ("changed formula in paragraph", "conflict", {})
    assert (hunk.before, hunk.after) == ("z=(x)/(s)", "z=xs")
    assert (hunk.remedy, hunk.file) == ("change it in the template, in TeX", "index.qmd.j2")
