"""Revisions by name, files at a commit, and clones that know their commit; each failure of git is a fault."""

import subprocess
from pathlib import Path

import pytest

from report.pipeline.git_history import checked_out, code_at, commit_of, text_at
from report.rows.errors import StoreError
from report.study.build_facts import commit, repository


def _run(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a subfolder of a repository with two commits, the first of which is tagged `v1`."""
    folder = tmp_path / "repository" / "paper"
    folder.mkdir(parents=True)
    _run(folder.parent, "init", "--quiet")
    _run(folder.parent, "remote", "add", "origin", "https://example.org/team/paper.git")
    for text in ("old", "new"):
        (folder / "text.md").write_text(text)
        (folder / "code.py").write_text(f"{text} = 1\n")
        _run(folder.parent, "add", ".")
        _run(folder.parent, "commit", "--quiet", "-m", text)
    _run(folder, "tag", "v1", "HEAD~1")
    return folder


def _fault(error: pytest.ExceptionInfo[StoreError]) -> str:
    (fault,) = error.value.faults
    assert fault.where
    assert fault.remedy
    return str(fault)


def test_a_clone_has_the_files_the_commit_and_the_address(project: Path, tmp_path: Path) -> None:
    """A build in the clone can state its commit and repository, also in a subfolder of the repository."""
    first = commit_of(project, "v1")
    tree = checked_out(project, first, tmp_path / "clone")
    assert (tree / "text.md").read_text() == "old"
    assert commit(tree) == first[:8]
    assert repository(tree) == "https://example.org/team/paper"
    assert (project / "text.md").read_text() == "new"


def test_the_variables_of_a_hook_do_not_lead_a_clone_to_the_users_repository(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git sets GIT_DIR in hooks; a checkout there would detach the head of the user's repository."""
    first, before = commit_of(project, "v1"), _run(project, "symbolic-ref", "HEAD")
    monkeypatch.setenv("GIT_DIR", str(project.parent / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(project.parent))
    checked_out(project, first, tmp_path / "clone")
    monkeypatch.undo()
    assert _run(project, "symbolic-ref", "HEAD") == before
    assert _run(project, "status", "--porcelain") == ""


def test_files_are_read_at_a_commit_or_in_the_working_tree(project: Path) -> None:
    """Without a commit, the files of the working tree are read; a missing file is empty."""
    first = commit_of(project, "v1")
    assert (text_at(project, first, "text.md"), text_at(project, "", "text.md")) == ("old", "new")
    assert text_at(project, first, "absent.md") == text_at(project, "", "absent.md") == ""
    assert code_at(project, first) == {"code.py": "old = 1\n"}
    assert code_at(project, "") == {"code.py": "new = 1\n"}


def test_a_name_that_git_does_not_know_is_a_fault(project: Path) -> None:
    """The fault names what else can be given."""
    with pytest.raises(StoreError) as error:
        commit_of(project, "v9")
    assert "v9  is neither a build nor a Git revision" in _fault(error)
    assert "report stamp" in _fault(error)


def test_an_unknown_name_in_a_shallow_clone_can_be_fetched(project: Path, tmp_path: Path) -> None:
    """In a shallow clone, the remedy is to fetch the history; a commit that it has is checked out."""
    shallow = tmp_path / "shallow"
    _run(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{project.parent}", str(shallow))
    with pytest.raises(StoreError) as error:
        commit_of(shallow / "paper", "v1")
    assert "git fetch --unshallow" in _fault(error)
    tree = checked_out(shallow / "paper", commit_of(shallow / "paper", "HEAD"), tmp_path / "clone")
    assert (tree / "text.md").read_text() == "new"


def test_without_a_repository_the_fault_has_the_message_of_git(tmp_path: Path) -> None:
    """A folder outside any repository has no revisions."""
    with pytest.raises(StoreError) as error:
        commit_of(tmp_path, "v1")
    assert "Git finds no repository: not a git repository" in _fault(error)


def test_without_git_the_fault_says_so(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing git is not reported as a missing revision."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(StoreError) as error:
        commit_of(project, "v1")
    assert "Git is not installed" in _fault(error)


def test_a_commit_whose_objects_are_missing_is_a_fault(project: Path, tmp_path: Path) -> None:
    """A commit that cannot be checked out is reported with the message of git."""
    with pytest.raises(StoreError) as error:
        checked_out(project, "1" * 40, tmp_path / "clone")
    assert "111111111111  cannot be checked out: " in _fault(error)


def test_a_commit_without_the_folder_of_the_project_is_a_fault(project: Path, tmp_path: Path) -> None:
    """A project that was added to its repository later has no build at an earlier commit."""
    later = project.parent / "later"
    later.mkdir()
    (later / "text.md").write_text("later")
    with pytest.raises(StoreError) as error:
        checked_out(later, commit_of(project, "v1"), tmp_path / "clone")
    assert "has no folder later" in _fault(error)


def test_the_code_of_a_project_is_without_the_engine(project: Path) -> None:
    """The engine's own package explains no difference between revisions, which are all built with one engine."""
    (project / "report").mkdir()
    (project / "report" / "engine.py").write_text("old = 1\n")
    _run(project, "add", ".")
    _run(project, "commit", "--quiet", "-m", "engine")
    assert [*code_at(project, "HEAD")] == [*code_at(project, "")] == ["code.py"]
