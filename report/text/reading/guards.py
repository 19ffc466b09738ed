"""Checks a file before it is read: size, password protection, and the format that its first bytes show."""

from __future__ import annotations

import contextlib
from pathlib import Path

MEGABYTE = 1 << 20
#: The largest accepted file; a paper with embedded pictures is far smaller.
LARGEST = 64 * MEGABYTE


#: The most seconds of processor time for a file, and the rows of its ledger that add one second.
LONGEST, _ROWS_PER_SECOND = 180, 250


class UnreadableError(Exception):
    """A file that cannot be read as a copy of a paper; its text completes "<file> ..."."""


def allow_for(rows: int) -> None:
    """Extend a limit of processor time for a copy whose ledger has that many rows."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        now, most = resource.getrlimit(resource.RLIMIT_CPU)
        if now != resource.RLIM_INFINITY:
            wanted = now + rows // _ROWS_PER_SECOND
            resource.setrlimit(resource.RLIMIT_CPU, (min(wanted, most), most))


def contents(path: Path) -> bytes:
    """The bytes of a file of acceptable size."""
    try:
        if not path.is_file():
            raise UnreadableError("does not exist" if not path.exists() else "is not a file")
        if path.stat().st_size > LARGEST:
            raise UnreadableError(f"is larger than {LARGEST // MEGABYTE} MB")
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from None


#: The first bytes of older Office files, and of files that Office protects with a password.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def refuse_protected(data: bytes) -> None:
    """Reject an Office file that is protected by a password."""
    if data.startswith(_COMPOUND) and _ENCRYPTED in data:
        raise UnreadableError("is protected by a password: save it without one")


def looks_like(data: bytes) -> str:
    """The format that the first bytes of a file show: pdf, zip, html, or an empty string."""
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
