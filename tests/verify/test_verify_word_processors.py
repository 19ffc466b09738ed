"""Pages that were opened and saved by a word processor: an untouched one is clean, an edited one is not."""

import re
import shutil
import subprocess

import pytest
from word_html import saved_by_word


def saved_by_libreoffice(data, folder):
    (folder / "index.html").write_bytes(data)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", "html:HTML", "--outdir", str(folder / "out"), str(folder / "index.html")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / "out" / "index.html").read_bytes()


@pytest.fixture(scope="module")
def libre(sample, tmp_path_factory):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    return saved_by_libreoffice(sample.bytes("index.html"), tmp_path_factory.mktemp("libre"))


@pytest.fixture(scope="module")
def word(sample):
    return saved_by_word(sample.bytes("index.html"))


def test_a_page_that_word_saved_is_clean(sample, word):
    """VML, conditional comments, styles of its own, windows-1252: none of it changes what the page says."""
    checked = sample.check("index.html", word)
    assert checked.findings == ()
    assert checked.notes == ("not checked: the labels of fig-paths-cold, fig-paths-warm, shown as pictures",)


@pytest.mark.slow
def test_a_page_that_libreoffice_saved_is_clean(sample, libre):
    """It drops sections, classes and ids of spans, and sets the labels of drawings as one paragraph."""
    checked = sample.check("index.html", libre)
    assert checked.findings == ()
    assert checked.notes == ()


EDITS = [
    ("Measures were taken", "Measures of 29 were taken", "typed"),
    (">.011<", ">.012<", "changed"),
    ("(0.504858)", "(0.404858)", "changed"),
    (">11.86<", ">11.68<", "changed"),
]


def edited(data, old, new):
    """The page with another text in one place; lines may end between any two words."""
    pattern = re.compile(re.sub(r"\\? ", r"\\s+", re.escape(old)).encode("ascii"))
    changed, count = pattern.subn(new.encode("ascii"), data)
    assert count, old
    return changed


@pytest.mark.parametrize(("old", "new", "kind"), EDITS)
def test_an_edit_of_a_page_that_word_saved_is_found(sample, word, old, new, kind):
    """In a paragraph, a table and the appendix alike."""
    assert kind in {found for found, _ in sample.found("index.html", edited(word, old, new))}


@pytest.mark.slow
@pytest.mark.parametrize(("old", "new", "kind"), EDITS)
def test_an_edit_of_a_page_that_libreoffice_saved_is_found(sample, libre, old, new, kind):
    """In a paragraph, a table and the appendix alike."""
    assert kind in {found for found, _ in sample.found("index.html", edited(libre, old, new))}


def test_what_is_typed_behind_the_appendix_is_found(sample, word):
    """The heading of the appendix excuses only its entries."""
    copy = edited(word, "</body>", "<p class=MsoNormal>We found 29 more, b = 0.29.</p></body>")
    assert [kind for kind, _ in sample.found("index.html", copy)] == ["typed", "typed"]


def test_a_number_in_the_alternative_text_of_a_drawing_is_found(sample):
    """It is read to those who do not see the drawing."""
    old = b"Arrows between six measures."
    page = sample.bytes("index.html")
    assert page.count(old)
    assert sample.found("index.html", page) == []
    copy = page.replace(old, b"Arrows between six measures, b = 0.29.", 1)
    assert sample.found("index.html", copy) == [("typed", "")]
