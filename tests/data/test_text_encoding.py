"""Encodings of data files, and files that are not text."""

from __future__ import annotations

import codecs

import pytest

from report.data.text_encoding import UNREADABLE, decoded, encoding, other_kind

TEXT = "id;name\n1;Zoë\n2;José\n"


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-8"),
    ],
)
def test_a_mark_names_the_encoding_and_is_no_text(mark: bytes, name: str) -> None:
    """Spreadsheets write marks that are not part of the first column's name."""
    content = mark + TEXT.encode(name)
    assert encoding(content) == name
    assert decoded(content).text == TEXT


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised_by_its_zero_bytes(name: str) -> None:
    """Every second byte of plain text is zero, on one side only."""
    content = "id;value\n1;22\n2;33\n".encode(name)
    assert encoding(content) == name


def test_bytes_that_are_not_utf_8_are_listed_by_line() -> None:
    """The rest of the file is read, and each line with such a byte is known."""
    found = decoded("id\nZoë\n".encode("latin-1") + "é\n".encode() + b"\xff\n")
    assert found.text.count(UNREADABLE) == 2
    assert found.unreadable == (2, 4)
    assert decoded(TEXT.encode()).unreadable == ()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04rest", "a workbook or zip archive"),
        (b"%PDF-1.7", "a PDF"),
        (b"$FL2@(#)", "an SPSS file"),
        (b"PAR1\x15", "a Parquet file"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b'{"a": 1}', "JSON"),
        (b' [ {"a": 1}]', "JSON"),
        (b"<!DOCTYPE html>", "HTML or XML"),
        (codecs.BOM_UTF8 + b"<?xml version='1.0'?>", "HTML or XML"),
        (b"id\0name", "binary"),
    ],
)
def test_a_file_that_is_not_text_is_named(content: bytes, kind: str) -> None:
    """The fault says what the file is, so that its author knows what to export."""
    assert other_kind(content) == kind


@pytest.mark.parametrize(
    "content", [b"id,name\n1,a\n", b"", TEXT.encode("utf-16"), b"<5,>7\n", b"[a],b\n", b"a<b\n"]
)
def test_delimited_text_is_not_taken_for_another_kind(content: bytes) -> None:
    """Brackets and relations may begin a column."""
    assert other_kind(content) == ""
