"""The parts of an Office file within limits: bombs, macros, encryption and entities are rejected."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from report.text.reading.archive import Archive, parsed, relations, transitional_archive
from report.text.reading.guards import UnreadableError

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def packed(parts: dict[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def refused(data: bytes, message: str) -> None:
    """The archive is rejected with that message."""
    with pytest.raises(UnreadableError, match=f"^{re.escape(message)}$"):
        Archive(data)


def test_parts_are_read_by_name() -> None:
    """A part that does not exist is none."""
    archive = Archive(packed({"a.xml": "<a/>", "b/c.bin": b"\x00\x01"}))
    assert archive.names == ("a.xml", "b/c.bin")
    assert archive.part("b/c.bin") == b"\x00\x01"
    assert archive.part("missing") is None
    assert archive.xml("missing") is None
    root = archive.xml("a.xml")
    assert root is not None
    assert root.tag == "a"


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"plain text", packed({"a": "b"})[:-30]], ids=["empty", "start", "text", "cut"]
)
def test_damaged_archives(data: bytes) -> None:
    """What is no archive, or only the beginning of one."""
    refused(data, "is not a Word document: the archive is damaged")


def test_the_kind_of_file_is_named() -> None:
    """The message speaks of what was expected."""
    with pytest.raises(UnreadableError, match="is not a spreadsheet: the archive is damaged"):
        Archive(b"x", "spreadsheet")


def test_a_part_that_cannot_be_unpacked() -> None:
    """The name of the part is in the message."""
    data = bytearray(packed({"a.xml": " ".join(map(str, range(2000)))}))
    data[100:400] = b"\xff" * 300
    archive = Archive(bytes(data))
    with pytest.raises(UnreadableError, match=r"is damaged: its part a\.xml cannot be unpacked"):
        archive.part("a.xml")


BOMB = "unpacks to far more data than a paper has: it may be a zip bomb"


def test_bombs_are_not_unpacked() -> None:
    """Five megabytes of zeros in a few kilobytes are no text."""
    refused(packed({"a.xml": b"\x00" * 5_000_000}), BOMB)


def test_small_parts_may_compress_well() -> None:
    """Four megabytes of a repeated row are a large table."""
    archive = Archive(packed({"a.xml": b"\x00" * 4_000_000}))
    assert len(archive.part("a.xml") or b"") == 4_000_000


def test_the_limit_counts_all_parts_that_are_read() -> None:
    """A part that is read again and again counts each time."""
    archive = Archive(packed({"a.bin": b"\x00" * 4_000_000}))
    for _ in range(25):
        archive.part("a.bin")
    with pytest.raises(UnreadableError, match=BOMB):
        archive.part("a.bin")


def test_a_part_that_lies_about_its_size() -> None:
    """The size in the directory may be wrong; what counts is what is unpacked."""
    data = packed({"a.bin": b"\x00" * 40_000_000})
    small = (100).to_bytes(4, "little")
    lied = data.replace((40_000_000).to_bytes(4, "little"), small)
    assert lied != data
    archive = Archive(lied)
    with pytest.raises(UnreadableError):
        assert len(archive.part("a.bin") or b"") == 40_000_000


def test_too_many_parts() -> None:
    """A document has some hundred parts at most."""
    refused(
        packed({f"{n}": "" for n in range(4001)}, zipfile.ZIP_STORED),
        "has too many parts for a Word document",
    )


@pytest.mark.parametrize(
    "parts",
    [
        {"word/vbaProject.bin": b"x"},
        {"word/VBADATA.XML": b"x"},
        {"[Content_Types].xml": "<t>application/vnd.ms-word.document.macroEnabled.main+xml</t>"},
        {"[Content_Types].xml": "<t>application/vnd.ms-office.vbaProject</t>"},
    ],
)
def test_macros(parts: dict[str, bytes | str]) -> None:
    """By the name of a part or by its type."""
    refused(packed(parts), "contains macros, which are not allowed")


def test_encrypted_parts() -> None:
    """The flag of encryption is enough."""
    data = bytearray(packed({"a.xml": "<a/>"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    refused(bytes(data), "is encrypted")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"<a>", "is damaged: its part x is not well-formed XML"),
        (b"", "is damaged: its part x is not well-formed XML"),
        (b"<a></b>", "is damaged: its part x is not well-formed XML"),
        (
            b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
            "declares XML entities, which are not allowed",
        ),
        (b"<!DOCTYPE a><a/>", "declares XML entities, which are not allowed"),
    ],
)
def test_xml_that_is_rejected(text: bytes, message: str) -> None:
    """Damaged XML, and XML with a document type."""
    with pytest.raises(UnreadableError, match=re.escape(message)):
        parsed(text, "x")


def test_strict_open_xml_reads_as_the_usual_form() -> None:
    """The namespaces are exchanged, in one part or in the whole file."""
    strict = b'<w:a xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    assert parsed(strict, "x").tag == f"{{{usual}}}a"
    picture = b"\x89PNG http://purl.oclc.org/ooxml/"
    whole = Archive(transitional_archive(packed({"a.xml": strict, "b.png": picture})))
    assert usual.encode() in (whole.part("a.xml") or b"")
    assert whole.part("b.png") == picture


def test_a_file_of_the_usual_form_is_unchanged() -> None:
    """Byte for byte."""
    data = packed({"a.xml": "<a/>"})
    assert transitional_archive(data) == data


@pytest.mark.parametrize(
    ("part", "target", "path"),
    [
        ("word/document.xml", "styles.xml", "word/styles.xml"),
        ("word/document.xml", "./media/a.png", "word/media/a.png"),
        ("word/document.xml", "../custom/b.xml", "custom/b.xml"),
        ("word/document.xml", "/docProps/core.xml", "docProps/core.xml"),
        ("word/deep/x.xml", "../../../c.xml", "c.xml"),
        ("top.xml", "a.xml", "a.xml"),
    ],
)
def test_targets_of_relationships(part: str, target: str, path: str) -> None:
    """Relative to the folder of the part, or from the root."""
    folder, _, name = part.rpartition("/")
    file = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    one = f'<Relationship Id="r1" Type="http://x/styles" Target="{target}"/>'
    link = '<Relationship Id="r2" Type="http://x/hyperlink" Target="http://y" TargetMode="External"/>'
    archive = Archive(packed({file: f'<Relationships xmlns="{RELATIONS}">{one}{link}</Relationships>'}))
    assert list(relations(archive, part)) == [("r1", "styles", path)]


def test_a_part_without_relationships() -> None:
    """There may be no such part."""
    assert list(relations(Archive(packed({"a.xml": "<a/>"})), "a.xml")) == []
