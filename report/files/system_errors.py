"""Turns errors of the operating system into one-line faults with a remedy."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from report.rows.errors import Fault, StoreError

_PERMISSIONS = "choose another folder with --out DIR, or correct the permissions of this one"
_REMEDIES = {
    errno.ENOSPC: "free some space on the device; nothing was changed",
    errno.EDQUOT: "free some of your quota; nothing was changed",
    errno.EFBIG: "choose a device that takes larger files; nothing was changed",
    errno.EACCES: _PERMISSIONS,
    errno.EPERM: _PERMISSIONS,
    errno.EROFS: "choose another folder with --out DIR; this device is read-only",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.ELOOP: "correct the symbolic link, which points back to itself",
    errno.EEXIST: "choose another name; a file is in the way",
    errno.ENOTDIR: "choose another path; one of its parents is a file",
}


@contextlib.contextmanager
def system_errors(folder: Path) -> Iterator[None]:
    """Turn system errors below a folder into faults."""
    try:
        yield
    except OSError as error:
        raise StoreError(fault_of(error, str(folder))) from None


def fault_of(error: OSError, otherwise: str) -> Fault:
    """The fault of a system error; `otherwise` is its location if the error does not name a file."""
    where = error.filename if isinstance(error.filename, str) else otherwise
    remedy = _REMEDIES.get(error.errno or 0, "nothing was changed")
    return Fault(where, f"cannot be written: {error.strerror or error}", remedy)
