"""A study whose labels, values, warnings and captions are hostile is published as any other."""

import re
import zipfile

import pytest
from lxml import etree, html

HOSTILE = r"""<script>alert(1)</script> "q" | ` ]{.stat data-stat="hours.n"} $x$ @nobody -- {{< x >}} &amp; \frac{"""
ROWS = """
    import warnings

    warnings.warn(HOSTILE)
    yield Stat("evil.arm", HOSTILE, "text", HOSTILE, "*n*", unit=HOSTILE, about={"group": HOSTILE})
    yield Stat("hours.p", 0.0123, "p", HOSTILE, "*p*", n=n)
"""
WORD = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


@pytest.fixture
def published(mini_study):
    mini_study.edit("mini/products.py", "@value\ndef sleep", f"HOSTILE = {HOSTILE!r}\n\n\n@value\ndef sleep")
    old = '    yield Stat("hours.p", 0.0123, "p", "p of a test of the mean", "*p*", n=n)\n'
    mini_study.edit("mini/products.py", old, ROWS)
    mini_study.edit(
        "mini/products.py", '"Sleep of {hours.n} participants"', '"Sleep of {hours.n} in {evil.arm}"'
    )
    mini_study.edit("mini/products.py", 'row("Participants", "{hours.n}")', 'row("{evil.arm}", "{hours.n}")')
    mini_study.edit("templates/index.qmd.j2", "[^note]:", "Arm: << evil.arm >>.\n\n[^note]:")
    done = mini_study.report("build", "--to", "html,docx")
    assert done.returncode == 0, done.stderr
    return mini_study


def test_a_hostile_study_breaks_no_output(published):
    """The page runs no script but its own and prints the texts; the Word file is whole, its controls are the rows'."""
    page = (published.out / "index.html").read_text(encoding="utf-8")
    tree = html.document_fromstring(page)
    assert {each.get("type") for each in tree.xpath("//script")} <= {"application/json", "module", None}
    run = tree.xpath("//script[not(@type='application/json')]")
    assert not [each for each in run if "alert(1)" in (each.text or "")]
    assert not tree.xpath("//*[@onerror or @onload]")
    printed = [" ".join(each.text_content().split()) for each in tree.xpath("//*[@data-stat='evil.arm']")]
    assert len(printed) == 3
    assert set(printed) == {HOSTILE.strip()}
    with zipfile.ZipFile(published.out / "index.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    for content in parts.values():
        etree.fromstring(content)
    body = etree.fromstring(parts["word/document.xml"])
    tags = body.xpath("//w:sdt/w:sdtPr/w:tag/@w:val", namespaces=WORD)
    assert sum("evil.arm" in tag for tag in tags) == 3
    assert not [tag for tag in tags if re.search(r"[<>\"|]", tag)]
    for control in body.xpath("//w:sdt[w:sdtPr/w:tag[contains(@w:val, 'evil.arm')]]", namespaces=WORD):
        text = "".join(control.xpath(".//w:t/text()", namespaces=WORD))
        assert " ".join(text.split()) == HOSTILE.strip()
