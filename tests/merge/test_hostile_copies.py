"""Damaged and hostile copies are refused with the file, the fault and what to do."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from report.cli.merging import _of_copy
from report.merge.edited_copies import base_of, opened
from report.merge.word_units import read_units
from report.rows.errors import StoreError

MAIN, BASE = "word/document.xml", "customXml/item2.xml"
EMPTY = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'


def rewritten(data, part, change):
    """A copy with a changed part, or without it."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(old.read(name)) if name == part else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()


KINDS = {
    "half of a file": (lambda data: data[: len(data) // 2], "the archive is damaged"),
    "an empty file": (lambda _: b"", "is empty, not a Word document"),
    "a text": (lambda _: b"text", "is an unknown format, not a Word document"),
    "a PDF": (lambda _: b"%PDF-1.7", "is a PDF, not a Word document"),
    "an RTF file": (lambda _: b"{\\rtf1 text}", "is an RTF file, not a Word document"),
    "an OpenDocument file": (
        lambda _: b"PK\3\4" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
        "is an OpenDocument file, not a Word document",
    ),
    "an old Word file": (
        lambda _: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
        "is a file of Word 97-2003, not a Word document",
    ),
    "half of the text": (lambda data: rewritten(data, MAIN, lambda c: c[: len(c) // 2]), "is damaged"),
    "no text": (lambda data: rewritten(data, MAIN, lambda _: None), "has no text part"),
    "entities": (
        lambda data: rewritten(
            data, MAIN, lambda c: b'<!DOCTYPE x [<!ENTITY a "a">]>' + c.split(b"?>", 1)[-1]
        ),
        "declares XML entities",
    ),
    "deep nesting": (
        lambda data: rewritten(data, MAIN, lambda _: EMPTY.replace(b"<w:body/>", b"<w:sdt>" * 9000)),
        "is damaged",
    ),
    "half of the base": (lambda data: rewritten(data, BASE, lambda c: c[:4000]), "is damaged"),
    "a base without units": (
        lambda data: rewritten(data, BASE, lambda c: c.replace(b'"units"', b'"x"')),
        "record of its build is damaged",
    ),
    "no base and other words": (
        lambda data: rewritten(rewritten(data, BASE, lambda _: None), MAIN, lambda _: EMPTY),
        "does not contain the text that it was built from",
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_a_copy_that_cannot_be_merged_is_a_fault_with_a_remedy(built, tmp_path, name):
    """The fault names the file, and says what to do."""
    change, message = KINDS[name]
    path = tmp_path / "copy.docx"
    path.write_bytes(change(built.word))

    def read():
        data = opened(path)
        base_of(data, path, [])
        return read_units(data)

    with pytest.raises(StoreError) as error:
        _of_copy(path, read)
    (fault,) = error.value.faults
    assert fault.where == str(path)
    assert message in fault.what
    assert fault.remedy


def test_a_missing_file_is_a_fault(tmp_path):
    """The remedy is not to save it again."""
    path = tmp_path / "absent.docx"
    with pytest.raises(StoreError) as error:
        _of_copy(path, lambda: opened(path))
    assert error.value.faults[0].remedy == "name the edited Word file"
