"""Compares the documents that Quarto renders with those that [tool.report] lists, so that none goes unchecked."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from report.rows.errors import Fault
from report.study.project_settings import QUARTO_FILE
from report.study.quarto_file import quarto_settings

#: What Quarto renders in a project without a list.
_DOCUMENTS = (".qmd", ".ipynb")


def list_faults(root: Path, made: Collection[str], listed: Collection[str]) -> Iterator[Fault]:
    """Faults of the lists: `made` are the study's documents without suffix, `listed` the paths of hand-written ones."""
    if not (root / QUARTO_FILE).is_file():
        return
    patterns = _render_list(root)
    rendered = _rendered(root, patterns)
    for path in sorted(rendered - {f"{name}.qmd" for name in made} - {*listed}):
        what = f"renders {path}, which [tool.report] documents in pyproject.toml does not list"
        remedy = "list it there, so that its numbers are checked, or exclude it under render:"
        yield Fault(QUARTO_FILE, what, remedy)
    for path in listed:
        if patterns is not None and path not in rendered and (root / path).is_file():
            what = f"does not render {path}, which [tool.report] documents in pyproject.toml lists"
            yield Fault(QUARTO_FILE, what, "add it to render:")


def _render_list(root: Path) -> list[str] | None:
    """The patterns of `project: render:`; None if there is no list, or if Quarto will refuse the file."""
    project = quarto_settings(root).get("project")
    found = project.get("render") if isinstance(project, dict) else None
    if isinstance(found, str):
        return [found]
    return [str(each) for each in found] if isinstance(found, list) else None


def _rendered(root: Path, patterns: list[str] | None) -> set[str]:
    """The paths of existing documents that Quarto renders; a pattern that begins with `!` excludes."""
    documents = set(_documents(root))
    if patterns is None:
        return {path for path in documents if not Path(path).name.startswith("README.")}
    found: set[str] = set()
    for pattern in (each for each in patterns if not each.startswith("!")):
        found |= _matching(root, documents, pattern)
    for pattern in (each[1:] for each in patterns if each.startswith("!")):
        found -= _matching(root, documents, pattern)
    return found


def _matching(root: Path, documents: Collection[str], pattern: str) -> set[str]:
    """The documents of a path, a folder or a glob; a file that is named is rendered whatever its suffix."""
    pattern = pattern.strip().removeprefix("./").strip("/")
    if ".." not in Path(pattern).parts and (root / pattern).is_file():
        return {Path(pattern).as_posix()}
    glob = f"{pattern}/**" if (root / pattern).is_dir() else pattern
    return {path for path in documents if _regex(glob).fullmatch(path)}


@cache
def _regex(glob: str) -> re.Pattern[str]:
    """A glob as a pattern: `**` passes folders, `*` and `?` do not."""
    signs = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile(
        "".join(signs.get(part, re.escape(part)) for part in re.split(r"(\*\*/|\*\*|[*?])", glob))
    )


def _documents(root: Path) -> Iterator[str]:
    """All documents below a project's folder; Quarto ignores names that begin with a dot or an underscore."""
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith((".", "_")) and name != "node_modules"]
        for name in files:
            if Path(name).suffix in _DOCUMENTS and not name.startswith((".", "_")):
                yield (Path(folder) / name).relative_to(root).as_posix()
