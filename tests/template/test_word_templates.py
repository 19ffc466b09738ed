"""Files that serve as reference documents, and others."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from report.template.word_templates import word_template_fault

GOOD = {"word/document.xml": "<a/>", "word/styles.xml": "<b/>"}


def written(path: Path, parts: dict[str, str]) -> Path:
    """An archive of these parts."""
    with ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        (GOOD, ""),
        ({**GOOD, "word/styles.xml": "<b>"}, "is a damaged Word file"),
        ({"word/document.xml": "<a/>"}, "is a Word file without styles"),
        ({"word/styles.xml": "<a/>"}, "is a Word file without text"),
        ({"content.xml": "<a/>"}, "is not a Word file (.docx)"),
    ],
)
def test_archives(parts: dict[str, str], what: str, tmp_path: Path) -> None:
    """An OpenDocument text is an archive too; pandoc takes it without a word and uses none of its styles."""
    assert word_template_fault(written(tmp_path / "a.docx", parts)) == what


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04" + b"a" * 60])
def test_other_files(content: bytes, tmp_path: Path) -> None:
    """Empty files, texts, and files that only begin like an archive."""
    (tmp_path / "a.docx").write_bytes(content)
    assert word_template_fault(tmp_path / "a.docx") == "is not a Word file (.docx)"


def test_an_archive_with_damaged_bytes(tmp_path: Path) -> None:
    """Its index can be read, but not its parts."""
    path = written(tmp_path / "a.docx", GOOD)
    path.write_bytes(path.read_bytes().replace(b"<a/>", b"<z/>"))
    assert word_template_fault(path) == "is a damaged Word file"
