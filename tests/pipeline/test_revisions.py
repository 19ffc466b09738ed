"""Builds of Git revisions: made once, two at a time, and with what the project has computed already."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from report.pipeline import revisions
from report.pipeline.revisions import Version, versions
from report.rows.build_record import Build
from report.rows.ledger import Ledger


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with two tagged commits, results of products, and an older build."""
    root = tmp_path / "paper"
    root.mkdir()
    for place in (
        "products/mean/1",
        "figures/1",
        "revisions/old/ledger.json",
        "written/index",
        "unfinished/1",
    ):
        path = root / ".tracepaper" / place
        path.parent.mkdir(parents=True)
        path.write_text("stored")
    _git(root, "init", "--quiet")
    for tag in ("v1", "v2"):
        (root / "text.md").write_text(tag)
        _git(root, "add", "text.md")
        _git(root, "commit", "--quiet", "-m", tag)
        _git(root, "tag", tag)
    return root


def _git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders in which builds were started: each publishes a ledger, and lists the results that it was given."""
    found: list[Path] = []

    def build(command: list[str], cwd: Path, **_: object) -> subprocess.CompletedProcess[str]:
        out = Path(command[-1])
        given = sorted(
            path.relative_to(cwd).as_posix() for path in (cwd / ".tracepaper").rglob("*") if path.is_file()
        )
        out.mkdir(parents=True)
        (out / "ledger.json").write_text("\n".join([(cwd / "text.md").read_text(), *given]))
        found.append(out)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(revisions, "_run_build", build)
    return found


def _content(version: Version) -> list[str]:
    return version.path.read_text().splitlines()


def test_a_revision_is_built_once_with_the_results_of_the_project(project: Path, started: list[Path]) -> None:
    """What the project computed is copied; its older builds and its records of written files are not."""
    old, new = versions(project, "v1", "v2")
    results = [".tracepaper/figures/1", ".tracepaper/products/mean/1"]
    assert (_content(old), _content(new)) == (["v1", *results], ["v2", *results])
    assert [version.name for version in versions(project, "v1", "v2")] == ["v1", "v2"]
    assert len(started) == 2


def test_one_revision_compared_with_itself_is_built_once(project: Path, started: list[Path]) -> None:
    """Two builds at once would write the same folder."""
    old, new = versions(project, "v1", "v1")
    assert old.folder == new.folder
    assert len(started) == 1


def test_two_names_of_one_revision_are_built_once(project: Path, started: list[Path]) -> None:
    """A tag and a branch may name the same commit."""
    old, new = versions(project, "v2", "HEAD")
    assert old.folder == new.folder
    assert len(started) == 1


def test_the_id_of_a_build_is_read_without_its_rows(tmp_path: Path) -> None:
    """It is that of the whole ledger, whether the rows can be cut off or not."""
    text = Ledger({}, Build("s", data=(("a.csv", "0123456789"),), commit="abc")).to_json()
    for stored in (text, json.dumps(json.loads(text))):
        (tmp_path / "ledger.json").write_text(stored, encoding="utf-8")
        found = Version("x", tmp_path)
        assert found.build == found.ledger.build.id == "abc · data 01234567"
