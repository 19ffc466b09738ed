"""A project's own reference document: named in the front matter or for all documents, and inside the project."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document as WordDocument

from report.render.reference_document import reference_document
from report.rows.errors import RenderError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("journal.docx", "all.docx"):
        WordDocument().save(str(tmp_path / name))
    return tmp_path


@pytest.mark.parametrize(
    "front", ["reference-doc: journal.docx", "format:\n  docx:\n    reference-doc: journal.docx"]
)
def test_the_front_matter_comes_first(root: Path, front: str) -> None:
    """At its top level or below the format, whatever the settings of the project say."""
    (root / "_quarto.yml").write_text("reference-doc: all.docx\n", encoding="utf-8")
    assert reference_document(f"---\n{front}\n---\nText.", root) == (root / "journal.docx").resolve()
    assert reference_document("Text.", root) == (root / "all.docx").resolve()


@pytest.mark.parametrize(
    "text", ["Text.", "---\ntitle: reference-doc\n---\n", "---\nreference-doc: [\n---\n"]
)
def test_without_one(root: Path, text: str) -> None:
    """No key, the word in another value, and front matter that is not YAML."""
    assert reference_document(text, root) is None


@pytest.mark.parametrize(
    ("name", "what"), [("../x.docx", "outside the project"), ("lost.docx", "does not exist")]
)
def test_a_file_outside_or_missing_is_a_fault(root: Path, name: str, what: str) -> None:
    """The place of the fault is where the file is named."""
    with pytest.raises(RenderError, match=what) as raised:
        reference_document(f"---\nreference-doc: {name}\n---\n", root)
    assert raised.value.faults[0].where == "front matter"
