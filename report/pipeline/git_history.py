"""The history of a project in git: commits by name, files at a commit, and a clone at a commit."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from pathlib import Path

from report.rows.errors import Fault, StoreError

#: The files of code, without the engine's package.
_CODE = ("*.py", f":(exclude){Path(__file__).parents[1].name}/*")
#: What to name instead of a revision that Git does not know.
OTHERWISE = "name a folder of a build, a stamp of `report stamp`, or a Git revision"
_UNSHALLOW = "fetch its history with `git fetch --unshallow --tags`, or name a folder of a build"
#: Variables that Git hooks set; with them, commands in another folder would change the user's own repository.
_OF_A_HOOK = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_PREFIX",
)


def output(root: Path, *arguments: str) -> bytes:
    """The output of a git command in a folder, or nothing if it fails or git is missing."""
    try:
        done = _run(root, *arguments)
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""


def _line(root: Path, *arguments: str) -> str:
    return output(root, *arguments).decode("utf-8", "replace").strip()


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    return subprocess.run(
        ["git", *arguments], cwd=root, capture_output=True, check=False, env=environment | {"LC_ALL": "C"}
    )


def _message(done: subprocess.CompletedProcess[bytes]) -> str:
    """The first line of git's error message."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    fatal = [line.removeprefix("fatal: ") for line in lines if line.startswith(("fatal: ", "error: "))]
    return (fatal or lines or [f"exit code {done.returncode}"])[0]


def commit_of(root: Path, name: str) -> str:
    """The full hash of the commit that a revision names; a name that git does not know is a fault."""
    commit = _line(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if not commit:
        raise StoreError(_unknown(root, name))
    return commit


def _unknown(root: Path, name: str) -> Fault:
    """Why git does not know a name."""
    try:
        done = _run(root, "rev-parse", "--is-shallow-repository")
    except OSError:
        return Fault(name, "is not a build, and Git is not installed to look for a revision", OTHERWISE)
    if done.returncode:
        return Fault(name, f"is not a build, and Git finds no repository: {_message(done)}", OTHERWISE)
    if done.stdout.strip() == b"true":
        return Fault(name, "is neither a build nor a revision in this shallow clone", _UNSHALLOW)
    return Fault(name, "is neither a build nor a Git revision", OTHERWISE)


def checked_out(root: Path, commit: str, target: Path) -> Path:
    """The project's folder in a new clone at a commit, whose build can state its commit and repository."""
    source = _line(root, "rev-parse", "--show-toplevel")
    folder = target / _line(root, "rev-parse", "--show-prefix")
    origin = _line(root, "remote", "get-url", "origin")
    for where, arguments in (
        (root, ("clone", "--quiet", "--shared", "--no-checkout", source, str(target))),
        (target, ("checkout", "--quiet", "--detach", commit)),
        (target, ("remote", "set-url", "origin", origin or source)),
    ):
        done = _run(where, *arguments)
        if done.returncode:
            raise StoreError(Fault(commit[:12], f"cannot be checked out: {_message(done)}", _UNSHALLOW))
    if not folder.is_dir():
        raise StoreError(Fault(commit[:12], f"has no folder {folder.relative_to(target)}", OTHERWISE))
    return folder


def text_at(root: Path, commit: str, file: str) -> str:
    """A file of the project at a commit, or in the working tree if no commit is given; empty if there is none."""
    if commit:
        return output(root, "show", f"{commit}:./{file}").decode("utf-8", "replace")
    try:
        return (root / file).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def code_at(root: Path, commit: str) -> dict[str, str]:
    """The Python files of the project by name, at a commit or in the working tree if no commit is given.

    The engine's package is not among them: if a project contains it, all revisions are built with the one that runs.
    """
    if not commit:
        names = output(root, "ls-files", "--", *_CODE).decode("utf-8", "replace").splitlines()
        return {name: text_at(root, "", name) for name in names}
    packed = output(root, "archive", commit, "--", *_CODE)
    if not packed:
        return {}
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        files = ((each.name, archive.extractfile(each)) for each in archive if each.isfile())
        return {name: file.read().decode("utf-8", "replace") for name, file in files if file is not None}
