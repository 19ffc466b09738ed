"""Files that a document includes: pictures in its project alone, of a type that every format can show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from report.render.document import Document
from report.render.guard.files import found_below, is_within, picture_files, refused_file
from report.render.guard.reading import PICTURES, examined
from report.rows.errors import RenderError

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """A document in a folder of a project with two pictures; another file is outside."""
    root = tmp_path / "project"
    for folder in ("figures", "papers"):
        (root / folder).mkdir(parents=True)
    (root / "figures" / "plot.svg").write_text(SVG, encoding="utf-8")
    (root / "papers" / "photo.png").write_bytes(PNG)
    (tmp_path / "outside.png").write_bytes(PNG)
    return Document("papers/index", "", root, root / "figures")


@pytest.mark.parametrize("name", ["figures/plot.svg", "photo.png", "papers/photo.png"])
def test_paths_start_at_the_project_or_the_document(document: Document, name: str) -> None:
    """A relative path is looked up in the project, beside the figures, and in the document's own folder."""
    found = found_below(name, document)
    assert found is not None
    assert is_within(found, document)
    assert refused_file(name, document) == ""


@pytest.mark.parametrize(
    "name",
    [
        "../outside.png",
        "/etc/passwd",
        "https://a.example/x.png",
        "//host/x.png",
        "\\\\host\\x.png",
        "file:///etc/passwd",
    ],
)
def test_files_outside_the_project_are_refused(document: Document, name: str) -> None:
    """Parent folders, absolute paths, addresses and shares."""
    assert refused_file(name, document) == f"includes {name} from outside the project"


def test_a_link_to_a_file_outside_is_refused(document: Document) -> None:
    """Links are resolved before they are judged."""
    (document.root / "papers" / "link.png").symlink_to(document.root.parent / "outside.png")
    assert refused_file("link.png", document)


def test_a_missing_file_is_not_outside() -> None:
    """It has a fault of its own; a name that no system allows is missing, too."""
    lost = Document("index", "", Path("/nowhere"), Path("/nowhere/figures"))
    assert refused_file("x.png", lost) == refused_file("x\0.png", lost) == ""


def test_pictures_and_their_faults(document: Document) -> None:
    """All faults at once, with the names as they are written; a space may be written as %20."""
    (document.root / "papers" / "my photo.png").write_bytes(PNG)
    (document.root / "papers" / "table.xlsx").write_bytes(b"PK")
    script = SVG.replace("<path", "<script>1</script><path")
    (document.root / "papers" / "bad.svg").write_text(script, encoding="utf-8")
    sources = ["my%20photo.png", "lost.png", "table.xlsx", "bad.svg", "../outside.png"]
    files, faults = picture_files(sources, document)
    assert files["my%20photo.png"].name == "my photo.png"
    assert [(name, fault.what.partition(",")[0]) for name, fault in faults[:2]] == [
        ("lost.png", "shows lost.png"),
        ("table.xlsx", "shows table.xlsx"),
    ]
    assert (faults[2][0], faults[2][1].where) == ("bad.svg", "papers/bad.svg:1")
    assert faults[3][1].what == "includes ../outside.png from outside the project"


def tree(name: str) -> str:
    """Pandoc's tree of a document with one picture."""
    image = {"t": "Image", "c": [["", [], []], [], [name, ""]]}
    return json.dumps({"pandoc-api-version": [1, 23], "meta": {}, "blocks": [{"t": "Para", "c": [image]}]})


def test_an_examined_tree_has_its_pictures(document: Document) -> None:
    """A drawing is part of the tree, and its raster version is offered under its own name."""
    (document.root / "figures" / "plot.png").write_bytes(PNG)
    text, faults = examined(document, tree("figures/plot.svg"))
    pictures = json.loads(text)["meta"][PICTURES]["c"]
    assert faults == []
    assert "<path" in pictures["figures/plot.svg"]["c"]["text"]["c"]
    assert pictures["figures/plot.png"]["c"]["path"]["c"].endswith("figures/plot.png")


def test_a_tree_with_a_fault_is_not_written(document: Document) -> None:
    """There is nothing that could be published."""
    text, faults = examined(document, tree("lost.png"))
    assert text == ""
    assert [each.what for each in faults] == ["shows lost.png, which does not exist"]


def test_a_tree_that_is_too_deep_is_refused(document: Document) -> None:
    """As a fault of the document."""
    with pytest.raises(RenderError, match="nested too deeply"):
        examined(document, "[" * 100_000)
