"""The published files of the last build, if they are complete and up to date."""

from __future__ import annotations

from pathlib import Path

from report.files import manifest
from report.rows.errors import Fault, StoreError
from report.rows.ledger import Ledger

_ABOUT = {
    "ledger.json": "All statistics in full precision, with their sources",
    "ledger.csv": "All statistics as one flat table",
    "occurrences.json": "Where each statistic is printed",
    "reproduction.json": "Numbers printed by the source paper, next to the regenerated ones",
}
_FORMATS = {
    ".html": "as a page",
    ".pdf": "as PDF",
    ".docx": "for Word",
    ".svg": "as vectors",
    ".png": "as pixels",
}


def outputs(folder: Path, ledger: Ledger) -> tuple[str, ...]:
    """Return the names of the published files; a missing, damaged or outdated build is a fault."""
    found = manifest.read(folder)
    if found is None:
        raise StoreError(Fault(str(folder), "contains no build", "run `report build` first"))
    if not manifest.is_whole(folder, found.key):
        raise StoreError(Fault(str(folder), "was changed after its build", "run `report build --force`"))
    ours = folder / "ledger.json"
    if not ours.is_file() or ours.read_text(encoding="utf-8") != ledger.to_json():
        raise StoreError(Fault(str(folder), "was built from other data or code", "run `report build`"))
    return tuple(found.files)


def described(name: str) -> str:
    """Describe a published file in a few words."""
    path = Path(name)
    if name in _ABOUT:
        return _ABOUT[name]
    how = _FORMATS.get(path.suffix, "")
    what = f"Figure {path.stem}" if path.parent.name == "figures" else f"The document {path.stem}"
    return f"{what}, {how}" if how else what
