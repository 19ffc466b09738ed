"""What a file may not be, before anything is read from it: too large, a bomb, encrypted, another format."""

from __future__ import annotations

from pathlib import Path

MEGABYTE = 1 << 20
#: A paper with embedded pictures stays far below.
LARGEST = 64 * MEGABYTE


class UnreadableError(Exception):
    """A file that cannot be read as a copy of a paper; its text completes "<file> ..."."""


def contents(path: Path) -> bytes:
    """The bytes of a file of acceptable size."""
    try:
        if not path.is_file():
            raise UnreadableError("is not there" if not path.exists() else "is no file")
        if path.stat().st_size > LARGEST:
            raise UnreadableError(f"is larger than {LARGEST // MEGABYTE} MB")
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from None


#: The first bytes of the older Office files, in which Office also keeps files with a password.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def refuse_protected(data: bytes) -> None:
    """Refuse an Office file that a password protects."""
    if data.startswith(_COMPOUND) and _ENCRYPTED in data:
        raise UnreadableError("is protected by a password: save it without one")


def looks_like(data: bytes) -> str:
    """The format that the first bytes of a file show: pdf, zip, html, or nothing known."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:4] == b"PK\x03\x04":
        return "zip"
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = data[:2048].replace(b"\0", b"")[2:].lstrip()
    lowered = head[:512].lower()
    return (
        "html" if lowered.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<html" in lowered else ""
    )
