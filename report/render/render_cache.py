"""Caches renderings, so that unchanged ones are restored from earlier builds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from report.files.engine_hash import engine_hash, extension, files_below, named_hashes
from report.files.file_states import FileState, changed, digest_of, file_state
from report.files.installed import versions
from report.files.referenced_files import referenced_files
from report.files.store import Cache
from report.render.document import Document
from report.render.reference_document import reference_document


@dataclass(frozen=True)
class Key:
    """The key of a rendering, and the project files that it shows, in their state when the key was computed."""

    text: str
    files: dict[str, FileState]


def restored(document: Document, format: str, folder: Path, key: Key) -> bool:
    """Restore a rendering of an earlier build; return whether there was one."""
    cached = _cache(document, format).get(key.text)
    if isinstance(cached, bytes):
        (folder / f"{document.name}.{format}").write_bytes(cached)
        return True
    return False


def store(document: Document, format: str, folder: Path, key: Key) -> None:
    """Save a rendering for later builds, unless a file that it shows changed during rendering."""
    if not changed(key.files):
        rendered = (folder / f"{document.name}.{format}").read_bytes()
        _cache(document, format).put(key.text, rendered)


def _cache(document: Document, format: str) -> Cache:
    return Cache(document.root / ".tracepaper" / "pages" / document.name.replace("/", "-") / format)


def key_of(document: Document, format: str, folder: Path, epoch: int) -> Key:
    """A hash of everything that can change a rendering; a PDF depends on its page and the attached ledger."""
    words = [format, document.name, str(epoch), _renderer(extension(document.root))]
    if format in ("pdf", "provenance.pdf"):
        names = (f"{document.name}.html", "ledger.json")
        words += [(folder / name).read_text("utf-8") for name in names if (folder / name).exists()]
        return Key(digest_of(words), {})
    files = _contents(document)
    named = (f"{Path(path).name} {file.sha256}" for path, file in files.items())
    made = document.figures.parent
    own = {
        path: file for path, file in files.items() if made == document.root or made not in Path(path).parents
    }
    return Key(digest_of([*words, document.markdown, *sorted(named)]), own)


@cache
def _renderer(filters: Path) -> str:
    """A hash of the rendering code and programs, computed once per run for all documents and formats."""
    files = (f"{name} {hash}" for name, hash in named_hashes(files_below(filters), filters))
    programs = (f"{name} {version}" for name, version in versions().items())
    return digest_of([engine_hash("cli", "verify", "lint", "export"), *files, *programs])


def _contents(document: Document) -> dict[str, FileState]:
    """The files that a document refers to, its drawings, and the files in the templates folder."""
    named = referenced_files(document.markdown, (document.root, document.figures.parent))
    pixels = sorted(document.figures.glob("*.png")) if document.figures.is_dir() else []
    beside = [path for path in files_below(document.root / "templates") if path.suffix != ".j2"]
    reference = reference_document(document.markdown, document.root)
    return named | {
        str(path): file_state(path) for path in [*pixels, *beside, *([reference] if reference else [])]
    }
