"""Renderings of earlier builds: what nothing has changed is taken from the project's cache."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from report.files.engine_hash import ENGINE
from report.files.store import Cache, digest
from report.render.document import Document
from report.render.pandoc import extension

_PROGRAMS = ("pypandoc_binary", "weasyprint", "lxml", "fonttools")
#: What a document may name: pictures, the bibliography, its style, a file to link to.
_FILE = re.compile(r"[\w./~-]+\.[A-Za-z0-9]{2,5}\b")


def restored(document: Document, format: str, folder: Path, key: str) -> bool:
    """Whether an earlier build left this rendering; it is put in its place."""
    kept = _cache(document, format).get(key)
    if isinstance(kept, bytes):
        (folder / f"{document.name}.{format}").write_bytes(kept)
        return True
    return False


def keep(document: Document, format: str, folder: Path, key: str) -> None:
    """Keep a rendering for later builds; its key is that from before it was rendered."""
    rendered = (folder / f"{document.name}.{format}").read_bytes()
    _cache(document, format).put(key, rendered)


def _cache(document: Document, format: str) -> Cache:
    return Cache(document.root / ".tracepaper" / "pages" / document.name.replace("/", "-") / format)


def key_of(document: Document, format: str, folder: Path, epoch: int) -> str:
    """A hash of all that can change a rendering; a PDF is printed from its page, with the ledger inside."""
    texts = [format, document.name, str(epoch), _renderer(extension(document.root))]
    if format == "pdf":
        names = (f"{document.name}.html", "ledger.json")
        texts += [
            digest([], (folder / name).read_text("utf-8")) for name in names if (folder / name).exists()
        ]
    else:
        texts += [document.markdown, digest([], *_contents(document))]
    return digest([], *texts)


@cache
def _renderer(filters: Path) -> str:
    """A hash of the code and the programs that render, read once in a run for all documents and formats."""
    files = (path for folder in (ENGINE / "render", ENGINE / "assets", filters) for path in _files(folder))
    return digest(files, *(_version(name) for name in _PROGRAMS))


def _contents(document: Document) -> list[str]:
    """The files that a document names, and those beside the templates, without their folders."""
    named = {
        place / name
        for name in _FILE.findall(document.markdown)
        for place in (document.root, document.figures.parent)
    }
    found = sorted((path for path in named if path.is_file()), key=lambda path: (path.name, str(path)))
    pixels = sorted(document.figures.glob("*.png")) if document.figures.is_dir() else []
    beside = [path for path in _files(document.root / "templates") if path.suffix != ".j2"]
    return [f"{path.name} {_hash(path)}" for path in [*found, *pixels, *beside]]


def _hash(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
