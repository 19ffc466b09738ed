"""A copy of a Word file carries its ledger, and each of its numbers is recognised, also after a save elsewhere."""

import re
import shutil
import subprocess

import pytest
from word_file import W, WordFile

from report.render.word import with_ledger
from report.render.word.package import Package
from report.text.reading.docx import read_docx

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def recognised(data):
    """The row and text of each number that the reader of copies recognises in text, cells and notes."""
    blocks = [block for block in read_docx(data).blocks if block.kind != "figure"]
    return [
        (anchor.id, block.text[anchor.start : anchor.end])
        for block in blocks
        for anchor in block.anchors
        if anchor.kind == "stat"
    ]


def test_the_reader_recognises_every_number(copy, markdown):
    """The reader of copies finds each span of the document with its row, the one with a very long id too."""
    spans = [(id, re.sub(r"(?<!\w)\*|\*(?!\*|$)", "", text)) for id, text in WordFile.spans(markdown)]
    assert sorted(id for id, _ in recognised(copy)) == sorted(id for id, _ in spans)
    found = dict(recognised(copy))
    assert found["sensitivity.sample_divisor.session2.ebi.rapport_2_on_qids_mid.beta"] == "−0.56"
    assert found["claim.other"] == "did not hold"


def test_a_copy_carries_what_each_row_printed(copy, embedded):
    """An older copy is recognised by the ledger inside it, which contains only printed values."""
    assert read_docx(copy).printed == embedded.printed
    part = WordFile(copy).trees["customXml/item1.xml"]
    assert set(re.findall(r'"(\w+)":', re.sub(r"\{[^{}]*\}", "{}", part.text[1:-1]))) == {
        "build",
        "synthetic",
        "rows",
        "places",
    }


def test_labels_and_values_cannot_break_the_part(data):
    """Markup in a label or value is text."""
    from report.render.word import EmbeddedLedger

    hostile = "</ledger><script>\"'&]]>"
    copy = with_ledger(
        data, EmbeddedLedger(hostile, False, {"flow.randomised": hostile}, {"flow.randomised": hostile}), 0
    )
    assert read_docx(copy).printed == {"flow.randomised": hostile}
    titles = [each.get(W + "val") for each in WordFile(copy).all("alias")]
    assert hostile in titles


def test_a_bookmark_alone_names_its_number(copy):
    """If a program has removed the controls, the bookmarks beside them still name the rows."""
    package = Package.read(copy)
    for part in ("word/document.xml", "word/footnotes.xml"):
        for control in list(package.tree(part).iter(W + "sdt")):
            for child in control.find(W + "sdtContent"):
                control.addprevious(child)
            control.getparent().remove(control)
    assert recognised(package.written(0)) == recognised(copy)


def test_a_bookmark_without_an_end_reaches_no_further_than_its_paragraph(copy):
    """A damaged bookmark does not swallow the text that follows."""
    package = Package.read(copy)
    for end in list(package.tree("word/document.xml").iter(W + "bookmarkEnd")):
        end.getparent().remove(end)
    blocks = [block for block in read_docx(package.written(0)).blocks if block.kind == "heading"]
    assert blocks
    assert all(anchor.kind != "stat" for block in blocks for anchor in block.anchors)


def converted(copy, folder, kind, suffix):
    path = folder / "copy.docx"
    path.write_bytes(copy)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        OFFICE,
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder / "out"),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / "out" / f"copy{suffix}").read_bytes()


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_a_save_in_libreoffice_keeps_every_number_recognisable(copy, tmp_path):
    """A co-author opens and saves the file: each number is still known by its row, and the ledger is there."""
    saved = converted(copy, tmp_path, "docx:MS Word 2007 XML", ".docx")
    assert recognised(saved) == recognised(copy)
    assert read_docx(saved).printed == read_docx(copy).printed


@pytest.mark.slow
@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_lays_out_every_page(copy, tmp_path):
    """The file opens; its wide table lies on a landscape page, and each page names the paper and the build."""
    import pdfplumber

    converted(copy, tmp_path, "pdf", ".pdf")
    with pdfplumber.open(tmp_path / "out" / "copy.pdf") as pdf:
        turned = [page.width > page.height for page in pdf.pages]
        texts = [page.extract_text() for page in pdf.pages]
    assert turned.count(True) == 1
    assert all("Build abc1234" in text for text in texts)
    assert "Samples & places" not in texts[0]
    assert all(f"Page {i} of {len(texts)}" in text for i, text in enumerate(texts, 1) if i > 1)
    assert "Synthetic data." in texts[0]
