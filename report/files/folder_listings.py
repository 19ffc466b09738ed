"""Hashes the names in a folder that a step of a run listed."""

from __future__ import annotations

import os

from report.files.file_states import digest_of, while_unchanged

#: The name under which a folder is recorded in which only packages were looked for.
PACKAGES = "*.dist-info"
_PACKAGE_SUFFIXES = ("dist-info", "egg-info", ".egg", ".egg-link")


@while_unchanged
def listing(folder: str) -> str:
    """A hash of the names in a folder, except hidden files and traces of builds.

    For the name PACKAGES below a folder, only the metadata of installed packages in that folder are hashed.
    """
    place, last = os.path.split(folder)
    only_packages = last == PACKAGES
    try:
        names = sorted(os.listdir(place if only_packages else folder))
    except OSError:
        return ""
    if only_packages:
        return digest_of(name for name in names if name.lower().endswith(_PACKAGE_SUFFIXES))
    return digest_of(name for name in names if not name.startswith((".", "_output", "__pycache__")))
