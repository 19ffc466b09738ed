"""Checks the files that a document includes: regular files in its project, with symbolic links resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from report.drawing.safe_svg import refusals
from report.render.document import Document
from report.render.guard.addresses import scheme_of
from report.rows.errors import Fault

_OWN = "save it in the project, and use its path there"
_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")


def folders_of(document: Document) -> tuple[Path, ...]:
    """The folders in which a document's relative paths are looked up: figures, project, the document's own folder."""
    return document.figures.parent, document.root, (document.root / document.name).parent


def found_below(name: str, document: Document) -> Path | None:
    """The file that a document's relative path refers to, with symbolic links resolved; None if there is none."""
    candidates = (folder / name for folder in folders_of(document))
    return next((path.resolve() for path in candidates if _is_file(path)), None)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_within(path: Path, document: Document) -> bool:
    """Whether a resolved path is in the project, or among the figures that the build draws."""
    inside = (document.root, document.figures)
    return any(path.is_relative_to(folder.resolve()) for folder in inside)


def refused_file(name: str, document: Document) -> str:
    """Why a document must not read a file; an empty string for a missing file."""
    if scheme_of(name) or name.startswith(("//", "\\\\")):
        return f"includes {name} from outside the project"
    path = found_below(name, document)
    if Path(name).is_absolute() or (path is not None and not is_within(path, document)):
        return f"includes {name} from outside the project"
    return ""


def picture_files(
    sources: Iterable[str], document: Document
) -> tuple[dict[str, Path], list[tuple[str, Fault]]]:
    """The file of each permitted picture, and the faults of the others, each with the name as written."""
    files: dict[str, Path] = {}
    faults: list[tuple[str, Fault]] = []
    for source in sources:
        name = unquote(source)
        refused = refused_file(name, document)
        path = None if refused else found_below(name, document)
        if refused:
            faults.append((source, Fault("", refused, _OWN)))
        elif path is None:
            faults.append(
                (
                    source,
                    Fault("", f"shows {name}, which does not exist", "create the file, or correct its name"),
                )
            )
        else:
            files[source] = path
            faults += [(source, fault) for fault in _refused_content(path, name, document)]
    return files, faults


def _refused_content(path: Path, name: str, document: Document) -> Iterator[Fault]:
    with path.open("rb") as file:
        head = file.read(16)
    if head.startswith(_MAGIC) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return
    if path.suffix.lower() != ".svg":
        remedy = "use an SVG, PNG, JPEG, GIF or WebP file"
        yield Fault("", f"shows {name}, which is not a picture that every format can show", remedy)
        return
    for line, what in refusals(path.read_bytes()):
        root = document.root.resolve()
        where = path.relative_to(root).as_posix() if path.is_relative_to(root) else name
        yield Fault(f"{where}:{line}", what, "save the drawing without it, or as PNG")
