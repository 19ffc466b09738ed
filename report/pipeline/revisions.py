"""Older builds by name: a folder, a stamped submission, or a Git revision, which is built in the project's cache."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from report.files.engine_hash import engine_hash
from report.pipeline.git_history import OTHERWISE, checked_out, commit_of, output
from report.rows.errors import Fault, StoreError
from report.rows.ledger import Ledger
from report.trace.occurrences import Occurrence, from_json

SUBMISSIONS = "submissions"
#: The commit of a build in its ledger, as `Ledger.to_json` writes it.
_COMMIT = re.compile(r'^  "commit": "([^"\\]*)"', re.MULTILINE)
#: Where the rows begin in a ledger, behind the record of its build.
_ROWS = '\n "rows": ['
#: The folder of computed results in a project, its subfolder for older builds, and subfolders without results.
_CACHE, _REVISIONS = ".tracepaper", "revisions"
_NO_RESULTS = (_REVISIONS, "quarto", "unfinished", "written")
_MAIN = "from report.cli import main; main()"
_BUILD = (sys.executable, "-P", "-c", _MAIN, "build", "--to", "docx", "--quiet", "--engine", "pandoc")


@dataclass(frozen=True)
class Version:
    """A build: its name, its folder, and the commit of its code if that is known."""

    name: str
    folder: Path
    commit: str = ""

    @property
    def path(self) -> Path:
        """The file of the ledger."""
        return self.folder / "ledger.json" if self.folder.is_dir() else self.folder

    @cached_property
    def text(self) -> str:
        """The ledger as it is stored."""
        try:
            return self.path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise StoreError(Fault(str(self.path), "is not the ledger of a build", OTHERWISE)) from None

    @cached_property
    def build(self) -> str:
        """The id of the build, for which the rows need not be read."""
        head, mark, _ = self.text.partition(_ROWS)
        return Ledger.from_json(f"{head}{mark}]}}").build.id if mark else self.ledger.build.id

    @property
    def ledger(self) -> Ledger:
        """The rows of the build."""
        return Ledger.from_json(self.text, str(self.path))

    @cached_property
    def occurrences(self) -> list[Occurrence]:
        """Where the build prints its rows; none if that is not stored."""
        try:
            return from_json((self.folder / "occurrences.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []

    def word_files(self) -> dict[str, bytes]:
        """The Word files of the build, by document."""
        paths = sorted(self.folder.glob("*.docx")) if self.folder.is_dir() else []
        return {path.stem: path.read_bytes() for path in paths if not path.stem.endswith(".tracked")}


def version(root: Path, name: str) -> Version:
    """The build of that name."""
    for folder in (Path(name), root / SUBMISSIONS / name):
        if (folder / "ledger.json").is_file():
            return _with_commit(name, folder)
    if Path(name).is_file() and name.endswith(".json"):
        return _with_commit(name, Path(name))
    commit = commit_of(root, name)
    return Version(name, _built(root, commit), commit)


def versions(root: Path, old: str, new: str) -> tuple[Version, Version]:
    """Two builds by name; revisions that are not built yet are built at the same time."""
    names = [
        line for name in (old, new) if (line := output(root, "rev-parse", "--quiet", f"{name}^{{commit}}"))
    ]
    if len(set(names)) < 2:
        return version(root, old), version(root, new)
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(partial(version, root), (old, new))
    return first, second


def _with_commit(name: str, folder: Path) -> Version:
    found = Version(name, folder)
    stated = _COMMIT.search(found.text)
    commit = stated[1] if stated else found.ledger.build.commit
    return Version(name, folder, "" if commit.endswith("+") else commit)


def _built(root: Path, commit: str) -> Path:
    """The folder of a revision's build, which is made once for each version of the engine."""
    folder = root / _CACHE / _REVISIONS / f"{commit[:16]}-{engine_hash()[:8]}"
    if (folder / "ledger.json").is_file():
        return folder
    with TemporaryDirectory(prefix="report-revision-") as scratch:
        tree = checked_out(root, commit, Path(scratch) / "project")
        _copy_results(root / _CACHE, tree / _CACHE)
        folder.parent.mkdir(parents=True, exist_ok=True)
        done = _run_build([*_BUILD, "--out", str(folder.absolute())], tree)
    if done.returncode or not (folder / "ledger.json").is_file():
        reason = done.stderr.strip().splitlines()[:1]
        raise StoreError(
            Fault(commit[:12], f"cannot be built: {''.join(reason)}", "build it in a separate checkout")
        )
    return folder


def _run_build(command: Sequence[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def _copy_results(source: Path, target: Path) -> None:
    """Copy what the project has computed, so that a build computes only what was different in its revision."""
    if source.is_dir():
        copytree(source, target, ignore=lambda folder, _: _NO_RESULTS if Path(folder) == source else ())
