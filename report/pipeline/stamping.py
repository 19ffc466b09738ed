"""Stores a published build as a submission, which nothing overwrites later."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from report.files import manifest
from report.pipeline.revisions import SUBMISSIONS
from report.rows.errors import Fault, StoreError

_NAME = re.compile(r"[\w][\w.-]{0,60}")


def stamped(root: Path, out: Path, name: str) -> tuple[Path, int]:
    """The folder of a new submission, and how many files it has."""
    if not _NAME.fullmatch(name) or ".." in name:
        raise StoreError(
            Fault(name, "cannot be the name of a stamp", "use letters, digits, dots and hyphens")
        )
    found = manifest.read(out)
    if found is None:
        raise StoreError(Fault(str(out), "contains no build", "run `report build`"))
    folder = root / SUBMISSIONS / name
    if folder.exists():
        raise StoreError(Fault(f"{SUBMISSIONS}/{name}", "exists", "choose another name"))
    scratch = folder.with_name(f".{name}.part")
    shutil.rmtree(scratch, ignore_errors=True)
    for each in (*found.files, "manifest.json"):
        target = scratch / each
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(out / each, target)
    scratch.rename(folder)
    return folder, len(found.files) + 1
