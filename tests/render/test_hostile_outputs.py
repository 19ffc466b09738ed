"""The last check of outputs: active content is found in a page or a Word file, wherever it came from."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from report.drawing.safe_svg import refusals, sanitised
from report.render.document import Document
from report.render.guard.outputs import active_in_page
from report.render.renderers import render
from report.render.word.active_content import active_in_word
from report.render.word.package import Package
from report.rows.errors import RenderError

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 1 1">{}</svg>'
DRAWN = SVG.format('<rect width="1" height="1"/>')
TEXT = """\
---
title: A *title*
keywords: [one, two]
---

# Head

Text[^n] [link](https://x.org), [inner](#head).

[^n]: Note

![A dot](dot.png)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "figures").mkdir()
    (tmp_path / "dot.png").write_bytes(PIXEL)
    return tmp_path


def document(project: Path, text: str = TEXT) -> Document:
    return Document("page", text, project, project / "figures")


@pytest.fixture(scope="module")
def word_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A Word file with links, a note and a picture."""
    folder = tmp_path_factory.mktemp("word")
    (folder / "figures").mkdir()
    (folder / "dot.png").write_bytes(PIXEL)
    render(document(folder), ["docx"], folder, epoch=0)
    return (folder / "page.docx").read_bytes()


def with_part(data: bytes, name: str, old: str, new: str) -> bytes:
    """A Word file with one change in a part, or with one more part."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old_file, zipfile.ZipFile(stream, "w") as new_file:
        for each in old_file.namelist():
            content = old_file.read(each)
            if each == name:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            new_file.writestr(each, content)
        if name not in old_file.namelist():
            new_file.writestr(name, new)
    return stream.getvalue()


def test_usual_outputs_hold_nothing_active(project: Path, word_file: bytes) -> None:
    """Links, notes, pictures, page fields and the table of contents are not findings."""
    assert list(active_in_word(Package.read(word_file))) == []
    render(document(project), ["html"], project, epoch=0)


FIELD = '<w:p><w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r></w:p>'
SIMPLE = '<w:p><w:fldSimple w:instr=" {} "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
RELATION = (
    '<Relationship Id="rIdX" TargetMode="External" Target="{1}" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{0}"/>'
)
RELATIONS = "word/_rels/document.xml.rels"


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        *(
            ("word/document.xml", "<w:body>", f"<w:body>{form.format(field)}")
            for form in (FIELD, SIMPLE)
            for field in (
                "DDEAUTO c:/cmd",
                "dde x",
                "INCLUDEPICTURE http://x.invalid",
                "INCLUDETEXT x",
                "LINK x",
            )
        ),
        ("word/document.xml", "<w:body>", "<w:body><w:altChunk/>"),
        *(
            (RELATIONS, "</Relationships>", f"{RELATION.format(kind, target)}</Relationships>")
            for kind, target in [
                ("image", "http://x.invalid/x.png"),
                ("attachedTemplate", "http://x.invalid/x.dotm"),
                ("oleObject", "file:///etc/passwd"),
                ("frame", "http://x.invalid"),
                ("hyperlink", "javascript:alert(1)"),
                ("hyperlink", "file:///etc/passwd"),
                ("hyperlink", "\\\\host\\share"),
            ]
        ),
        ("word/vbaProject.bin", "", "x"),
        ("word/embeddings/x.xlsx", "", "x"),
    ],
)
def test_what_acts_in_a_word_file_is_refused(part: str, old: str, new: str, word_file: bytes) -> None:
    """Fields that fetch or run, external parts and macros stop the build when the file is finished."""
    data = with_part(word_file, part, old, new)
    assert list(active_in_word(Package.read(data)))


def test_styles_that_stay_in_the_page_are_usual() -> None:
    """Parts of a drawing, and fonts and pixels inside the page, are not addresses."""
    for inside in ("#a", "'#a'", "data:font/woff;base64,AA==", '"data:image/png;base64,AA=="'):
        style = f"<style>a{{src:url({inside})}}</style>"
        page = f"<html><head><title>x</title></head><body><svg>{style}</svg></body></html>"
        assert list(active_in_page(page)) == []


@pytest.mark.parametrize(
    "element",
    [
        "<script>alert(1)</script>",
        "<p onclick='alert(1)'>x</p>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='data:text/html,x'>x</a>",
        "<iframe></iframe>",
        "<meta http-equiv='refresh' content='0'>",
        "<link rel='attachment' href='x'>",
        "<img src='http://x.invalid/x.png'>",
        "<img src='x.png'>",
        "<div style='background:url(http://x.invalid)'>x</div>",
        "<style>@import 'x'</style>",
        "<svg><foreignObject></foreignObject></svg>",
        "<svg><use xlink:href='x.svg#y'></use></svg>",
    ],
)
def test_what_acts_in_a_page_is_refused(element: str) -> None:
    """A page that would run or load something is never written, however that came into it."""
    assert list(active_in_page(f"<html><head><title>x</title></head><body>{element}</body></html>"))


ACTIVE_DRAWINGS = {
    "script": "<script>alert(1)</script>",
    "handler": '<rect onclick="alert(1)"/>',
    "foreign object": '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
    "HTML": '<img xmlns="http://www.w3.org/1999/xhtml" src="x"/>',
    "script link": '<a xlink:href="javascript:alert(1)"><rect/></a>',
    "external picture": '<image xlink:href="http://x.invalid/x.png"/>',
    "picture of the machine": '<image href="file:///etc/passwd"/>',
    "drawing as picture": '<image href="data:image/svg+xml;base64,PHN2Zz4="/>',
    "external use": '<use href="other.svg#x"/>',
    "style that loads": '<rect style="fill:url(http://x.invalid/#x)"/>',
    "fill that loads": '<rect fill="url(other.svg#x)"/>',
    "import": "<style>@import url(x.css);</style>",
    "font": "<style>@font-face{src:url(x.woff)}</style>",
    "animated link": '<a href="#x"><animate attributeName="href" to="javascript:alert(1)"/></a>',
    "set": '<set attributeName="onclick" to="alert(1)"/>',
    "base": '<g xml:base="http://x.invalid/"/>',
}


def active_drawing(content: str) -> str:
    """A drawing with active content on its second line."""
    return SVG.format(f"\n{content}\n")


@pytest.mark.parametrize("content", ACTIVE_DRAWINGS.values(), ids=ACTIVE_DRAWINGS)
def test_an_active_drawing_is_refused_with_its_line(content: str) -> None:
    """One finding, on the line of what acts."""
    assert {line for line, _ in refusals(active_drawing(content).encode())} == {2}


def refused(project: Path, names: list[str], format: str) -> set[str]:
    """The locations at which a document with these pictures is refused."""
    text = "\n\n".join(f"![x]({name})" for name in names)
    with pytest.raises(RenderError) as caught:
        render(document(project, f"{text}\n"), [format], project, epoch=0)
    return {fault.where for fault in caught.value.faults}


def test_a_document_with_an_active_drawing_is_not_rendered(project: Path) -> None:
    """Every drawing is reported, whether it is shown or lies beside the pixels that are shown, in each format."""
    shown, beside = [], []
    for place, content in enumerate(ACTIVE_DRAWINGS.values()):
        (project / f"active{place}.svg").write_text(active_drawing(content))
        (project / "figures" / f"beside{place}.png").write_bytes(PIXEL)
        (project / "figures" / f"beside{place}.svg").write_text(active_drawing(content))
        shown.append(f"active{place}.svg")
        beside.append(f"figures/beside{place}")
    assert refused(project, shown, "html") == {f"{name}:2" for name in shown}
    assert not (project / "page.html").exists()
    assert refused(project, [f"{name}.png" for name in beside], "docx") == {
        f"{name}.svg:2" for name in beside
    }


def test_entities_of_a_drawing_are_refused() -> None:
    """A drawing that defines entities can read files, or grow without bound."""
    svg = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{SVG.format("<text>&x;</text>")}'
    assert refusals(svg.encode())
    assert refusals(b"<svg")
    assert refusals(b"<html/>")


def test_a_harmless_drawing_is_cleaned_of_what_editors_leave() -> None:
    """Comments, metadata and the elements and attributes of editors go, the drawing stays."""
    svg = SVG.format(
        '<!-- x --><metadata><r xmlns="urn:rdf"/></metadata><e xmlns="urn:editor"/>'
        '<g xmlns:i="urn:i" i:label="x"><rect id="a" style="fill:url(#b)"/><use xlink:href="#a"/></g><a href="https://x.org"/>'
    )
    assert refusals(svg.encode()) == ()
    text = sanitised(svg.encode()).decode()
    assert "urn:" not in text
    assert "<!--" not in text
    assert text.count("<rect") == text.count("<use") == text.count("<a ") == 1
