"""What a copy lacks as a whole is one finding: chapters, and the notice of synthetic data."""

import pytest
from places import Page

from report.text.blocks import Block
from report.verify.finding_places import Places
from report.verify.findings import Where


def chapter(sample, heading):
    """A copy that holds one chapter, whose first number was changed."""
    page = Page(sample.bytes("index.html"))

    def change(tree, _):
        for section in list(tree.iter("section")):
            title = section.find("h1") if section.find("h1") is not None else section.find("h2")
            inside = (
                section.get("id") != "results-in-24-and-24-participants"
                and heading not in section.text_content()
            )
            if title is not None and inside and section.getparent() is not None:
                section.getparent().remove(section)

    return page._changed(change)


def test_missing_sections_are_one_finding(sample):
    """A copy that holds one chapter is answered with what changed in it, then one line for all that it lacks."""
    findings = sample.check("index.html", chapter(sample, "Cold hands")).findings
    lacking = [each for each in findings if each.where.block == "sections that the copy lacks"]
    assert len(lacking) == 1
    assert findings[-1] == lacking[0]
    assert len(findings) < 20
    assert "Participants and sessions" in lacking[0].where.context


@pytest.mark.parametrize(("new", "kind"), [("", "deleted"), ("The data are real.", "reworded")])
def test_the_notice_of_synthetic_data_stays(sample, new, kind):
    """A copy without the notice, or with another, is a finding."""
    text = sample.bytes("index.html").decode("utf-8")
    assert "The data are synthetic." in text
    copy = text.replace("The data are synthetic.", new, 1)
    found = [(each.kind, each.expected) for each in sample.check("index.html", copy.encode("utf-8")).findings]
    assert found == [(kind, "The data are synthetic.")]


def test_places_are_unambiguous():
    """A row is named with its group, a footnote by its number."""
    cells = [
        ("Head", 0, 0),
        ("M", 0, 1),
        ("Warm", 1, 0),
        ("Age", 2, 0),
        ("46", 2, 1),
        ("Cold", 3, 0),
        ("Age", 4, 0),
        ("43", 4, 1),
    ]
    blocks = [Block("cell", text, cell=(1, row, column), row=text) for text, row, column in cells]
    notes = [Block("footnote", "One."), Block("footnote", "Two.")]
    places = Places([*blocks, *notes])
    assert places.named(Where(row="Age"), blocks[4]).row == "Age (Warm)"
    assert places.named(Where(row="Age"), blocks[6]).row == "Age (Cold)"
    assert places.named(Where(block="footnote", section="References"), notes[1]) == Where(block="footnote 2")
