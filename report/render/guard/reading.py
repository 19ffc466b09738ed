"""Examines pandoc's tree of a document: returns its faults with their lines, or the tree with its pictures."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from report.drawing.safe_svg import sanitised
from report.render.document import Document
from report.render.guard.files import picture_files
from report.render.guard.syntax_tree import examine
from report.render.source_location import all_located, located
from report.rows.errors import Fault, RenderError

#: The metadata key under which pictures.lua finds the pictures.
PICTURES = "tracepaper-pictures"
_TYPES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp"}
_DEEP = 20_000


def examined(document: Document, tree: str, more: Iterable[Path] = ()) -> tuple[str, list[Fault]]:
    """The tree as JSON, ready for the writers, and the faults of all content that must not be published.

    `more` are files, such as the bibliography, that the text of the document may come from.
    """
    with _recursion_limit_raised(document):
        content = json.loads(tree)
        found = examine(content, Path(document.name).parent.as_posix())
    files, refused = picture_files(found.pictures, document)
    faults = [
        Fault(where, each.what, each.remedy)
        for each in found.findings
        for where in all_located(document, each.needles, more)
    ]
    for name, fault in refused:
        needles = [name, unquote(name), Path(name).name]
        places = [fault.where] if fault.where else all_located(document, needles, more)
        faults += [Fault(where, fault.what, fault.remedy) for where in places]
    if faults:
        return "", faults
    content["meta"][PICTURES] = {"t": "MetaMap", "c": dict(_requested_pictures(files))}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")), []


@contextmanager
def _recursion_limit_raised(document: Document) -> Iterator[None]:
    """Raise the recursion limit for deep trees, within bounds."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(_DEEP)
    try:
        yield
    except RecursionError:
        raise RenderError(
            Fault(located(document, []), "is nested too deeply", "simplify its lists and quotations")
        ) from None
    finally:
        sys.setrecursionlimit(before)


def _requested_pictures(files: Mapping[str, Path]) -> Iterator[tuple[str, Any]]:
    """Each picture under the name that a format requests; Word also requests the raster version of a drawing."""
    for source, path in files.items():
        yield source, _picture(path)
        beside = path.with_suffix(".png")
        if path.suffix.lower() == ".svg" and beside.resolve().parent == path.parent and beside.is_file():
            yield source[: -len(path.suffix)] + ".png", _picture(beside.resolve())


def _picture(path: Path) -> dict[str, Any]:
    if path.suffix.lower() == ".svg":
        return _map(text=sanitised(path.read_bytes()).decode("utf-8"))
    return _map(path=str(path), type=_TYPES.get(path.suffix.lower(), "image/png"))


def _map(**values: str) -> dict[str, Any]:
    return {"t": "MetaMap", "c": {key: {"t": "MetaString", "c": value} for key, value in values.items()}}
