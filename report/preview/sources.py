"""The sources of a project as shown on the open pages, and what an edit of them can change."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from watchfiles import Change, DefaultFilter

_MADE = frozenset({".tracepaper", "_output", "exports", "figures", "_manuscript", ".quarto"})


class SourceFilter(DefaultFilter):
    """All files of a project except those that builds write; of these, only the manifest of the published build."""

    def __init__(self, root: Path):
        super().__init__()
        self._root = root
        self.published = {root / "_output", root / "_output" / "manifest.json"}

    def __call__(self, change: Change, path: str) -> bool:
        """Whether a change of a file matters."""
        if Path(path) in self.published:
            return change != Change.deleted
        parts = Path(path).relative_to(self._root).parts
        return super().__call__(change, path) and not _MADE.intersection(parts[:1])


class WatchedSources:
    """The templates and modules of a project as last read."""

    def __init__(self, root: Path):
        self._root, self._texts = root, dict[Path, str]()
        known = SourceFilter(root)
        for path in root.rglob("*.py"):
            if known(Change.modified, str(path)) and not _is_environment(path.relative_to(root)):
                self._texts[path] = _text(path)

    def templates_shown(self, texts: Iterable[tuple[str, str]]) -> None:
        """Record the templates that the pages were made from."""
        self._texts |= {self._root / "templates" / name: text for name, text in texts}

    def edit(self, path: Path) -> tuple[str, str] | None:
        """The text of a file before and after an edit; None for an unknown file."""
        before, after = self._texts.get(path), _text(path)
        self._texts[path] = after
        return None if before is None else (before, after)


def is_template(path: Path) -> bool:
    """Whether a file is a template: an edit of it changes no number."""
    return path.suffix == ".j2"


def same_code(before: str, after: str) -> bool:
    """Whether two versions of a module differ only in comments and layout."""
    try:
        return ast.dump(ast.parse(before)) == ast.dump(ast.parse(after))
    except (SyntaxError, ValueError, RecursionError):
        return False


def _is_environment(path: Path) -> bool:
    return any(part.startswith(".") or part == "site-packages" for part in path.parts)


def _text(path: Path) -> str:
    with suppress(OSError):
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return ""


def can_change_numbers(path: Path, edit: tuple[str, str] | None) -> bool:
    """Whether an edit of a file can change a number: neither a template nor a comment in a module can."""
    return not is_template(path) and not (path.suffix == ".py" and edit is not None and same_code(*edit))
