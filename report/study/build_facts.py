"""The facts of a build: the commit of the code, the software versions, the data files."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from report.data.synthetic_rows import SyntheticRows, identifiers
from report.files.installed import versions
from report.files.safe_yaml import load
from report.rows.build_record import Build
from report.rows.errors import DataError, Fault
from report.study.study import DataFile, Study

#: The time stamp of outputs if nothing else provides one (1980-01-01, the first that a ZIP archive can store).
FIRST_ZIP_TIME = 315532800


def facts(study: Study, root: Path, files: Mapping[str, DataFile]) -> Build:
    """The build facts of a study, which are the same for the same inputs on the same machine."""
    main = [files[study.data]] if study.data else []
    others = [file for file in files.values() if file not in main]
    data = tuple((file.name, file.sha256) for file in [*main, *others])
    synthetic = any(file.synthetic or _holds_synthetic_rows(study, root, file) for file in main)
    return Build(study.title, synthetic, data, commit(root), repository(root), software(), study.levels)


def _holds_synthetic_rows(study: Study, root: Path, file: DataFile) -> bool:
    """Whether data that do not declare themselves synthetic contain rows that are known to be synthetic.

    Known are the rows that the study lists. Without a list, they are those of the study's own file, if it declares
    itself synthetic; data that consist of such rows only are then synthetic.
    """
    _ = file.sha256
    content = file.path.read_bytes()
    if study.synthetic:
        return _listed(root, study.synthetic).count_in(content)[0] > 0
    own = DataFile(root / study.files[study.data], study.files[study.data])
    if own.path == file.path or not own.path.is_file() or not own.synthetic:
        return False
    declared = own.path.read_bytes()
    known, rows = SyntheticRows.of(declared, identifiers(declared)).count_in(content)
    return 0 < known == rows


def _listed(root: Path, name: str) -> SyntheticRows:
    import yaml

    try:
        return SyntheticRows.from_record(load((root / name).read_text(encoding="utf-8"))["rows"])
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError):
        what, remedy = "does not list the hashes of the synthetic rows", "restore the file"
        raise DataError(Fault(name, what, remedy)) from None


def git(root: Path, *arguments: str) -> str:
    """The output of a git command in a folder, or nothing if git or a repository is missing."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def commit(root: Path) -> str:
    """The abbreviated commit hash, with a plus sign if the sources differ from it."""
    name = git(root, "rev-parse", "--short=8", "HEAD")
    changed = git(root, "status", "--porcelain", "--untracked-files=no") if name else ""
    return f"{name}+" if changed else name


def repository(root: Path) -> str:
    """The web address of the repository, if its remote has one."""
    remote = git(root, "remote", "get-url", "origin")
    found = re.fullmatch(
        r"(?:https?://(?:[^@/]+@)?|ssh://git@|git@)([\w.-]+)[:/]([\w./~-]+?)(?:\.git)?/?", remote
    )
    return f"https://{found[1]}/{found[2]}" if found else ""


def epoch(root: Path) -> int:
    """The time stamp of outputs: SOURCE_DATE_EPOCH, or the time of the commit."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return max(int(given), FIRST_ZIP_TIME)
    written = git(root, "log", "-1", "--format=%ct")
    return max(int(written), FIRST_ZIP_TIME) if written.isdigit() else FIRST_ZIP_TIME


def software() -> tuple[tuple[str, str], ...]:
    """Names and versions of the software that produced the numbers and pages."""
    return tuple(versions().items())
