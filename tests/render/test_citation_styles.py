"""`csl: vancouver` names a citation style without a file."""

from __future__ import annotations

import pytest

from report.render.document import Document
from report.render.guard.bibliography import sources_of
from report.template.citation_styles import nearest_styles, style_file
from report.template.front_matter import front_faults


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("apa", "apa"),
        ("vancouver", "nlm-citation-sequence"),
        ("nature", "nature"),
        ("ama", "american-medical-association"),
        ("jama", "american-medical-association"),
        ("the-lancet", "the-lancet"),
        ("bmj", "bmj"),
    ],
)
def test_usual_styles_have_files(name, file):
    """Styles by their usual names, and journals whose style points to another, are found."""
    found = style_file(name)
    assert found is not None
    assert found.stem == file


def test_every_alias_has_a_file():
    """No name that is offered leads nowhere."""
    from report.template.citation_styles import _ALIASES

    assert all(style_file(name) for name in _ALIASES)


def test_an_unknown_style_suggests_the_nearest(tmp_path):
    """A misspelt name is a fault in the front matter and for pandoc, with the name that was meant."""
    text = "---\ntitle: T\ncsl: vancuver\n---\n"
    fault = next(iter(front_faults(text, "templates/index.qmd.j2", text, tmp_path)))
    assert fault.where == "templates/index.qmd.j2:3"
    assert fault.what == "csl is vancuver, which is not a known citation style"
    assert "vancouver" in fault.remedy
    assert sources_of(Document("index", text, tmp_path, tmp_path / "figures"), tmp_path).faults


def test_a_file_of_the_project_comes_first(tmp_path):
    """A file named like a style is that file; a path must exist as before."""
    (tmp_path / "nature").write_text('<style xmlns="http://purl.org/net/xbiblio/csl"/>', encoding="utf-8")
    document = Document("index", "---\ncsl: nature\n---\n", tmp_path, tmp_path / "figures")
    assert sources_of(document, tmp_path).files == ((tmp_path / "nature").resolve(),)
    missing = Document("index", "---\ncsl: own.csl\n---\n", tmp_path, tmp_path / "figures")
    assert "does not exist" in sources_of(missing, tmp_path).faults[0][1].what


def test_a_name_unlike_all_others_asks_for_a_file():
    """If no known style is similar, the remedy is a file in the project."""
    assert "save its .csl file in the project" in nearest_styles("qqqqqqqq")


PARENT = '<link rel="independent-parent" href="http://www.zotero.org/styles/nature"/>'


@pytest.mark.parametrize(
    ("text", "what", "remedy"),
    [
        ("<style>", "which is not valid XML", "download the style again"),
        ("<html/>", "which is not a citation style (CSL)", "csl: apa"),
        (
            f'<style xmlns="http://purl.org/net/xbiblio/csl"><info>{PARENT}</info></style>',
            "nature",
            "csl: nature",
        ),
    ],
)
def test_a_file_that_is_no_style_is_a_fault_at_its_name(text, what, remedy, tmp_path):
    """pandoc reports them as errors of its XML library, and looks for the parent of a style on the network."""
    (tmp_path / "own.csl").write_text(text, encoding="utf-8")
    document = Document("index", "---\ntitle: T\ncsl: own.csl\n---\n", tmp_path, tmp_path)
    ((name, fault),) = sources_of(document, tmp_path).faults
    assert name == "own.csl"
    assert what in fault.what
    assert remedy in fault.remedy
