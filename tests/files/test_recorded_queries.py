"""What the project's own code asks for without an audit event: states of files, and the whole environment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from report.files.observed import ABSENT
from report.files.recorded_queries import NAMES, variable
from report.files.recorder import recording


@pytest.mark.parametrize(
    "ask",
    [
        lambda path: path.exists(),
        lambda path: path.is_file(),
        os.path.exists,
        lambda path: os.path.isfile(str(path)),
        lambda path: os.access(path, os.R_OK) or os.path.exists(path),
    ],
)
def test_a_file_that_code_asks_for_is_recorded(tmp_path: Path, ask: object) -> None:
    """Whether it exists decides what the code does."""
    with recording() as observed:
        ask(tmp_path / "flag")  # type: ignore[operator]
    assert observed.files[str(tmp_path / "flag")].sha256 == ABSENT
    assert observed.opened == set()


def test_the_size_of_a_file_is_recorded_by_its_content(tmp_path: Path) -> None:
    """Another size is another content."""
    path = tmp_path / "a.txt"
    hashes = []
    for text in ("1", "12"):
        path.write_text(text)
        with recording() as observed:
            os.stat(path)
        hashes.append(observed.files[str(path)].sha256)
    assert len(set(hashes)) == 2


def test_a_file_that_is_written_after_it_was_asked_for_is_no_input(tmp_path: Path) -> None:
    """A step may store an intermediate result, and read it again."""
    path = tmp_path / "stored"
    with recording() as observed:
        if not path.exists():
            path.write_text("1")
        path.read_text()
    assert str(path) not in observed.files
    assert observed.unstable == set()


def test_the_standard_library_still_knows_what_the_system_supports(tmp_path: Path) -> None:
    """Modules ask whether `os.stat` follows links and takes the descriptor of a folder."""
    with recording():
        assert os.stat in os.supports_follow_symlinks
    (tmp_path / "link").symlink_to("nowhere")
    assert os.stat(tmp_path / "link", follow_symlinks=False).st_size == len("nowhere")


def test_folders_and_libraries_are_not_recorded(tmp_path: Path) -> None:
    """A folder has no content of its own; what libraries ask for is theirs."""
    import tempfile

    with recording() as observed:
        (tmp_path).exists()
        tempfile.gettempdir()
        os.stat(0)
        assert os.path.exists(os.__file__)
    assert observed.files == {}


@pytest.mark.parametrize("ask", [dict, list, lambda names: names.copy(), lambda names: [*names.items()]])
def test_code_that_copies_the_environment_depends_on_all_names(
    ask: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A variable that is set later changes the copy."""
    with recording() as observed:
        ask(os.environ)  # type: ignore[operator]
    before = observed.variables[NAMES]
    assert before == variable(NAMES)
    monkeypatch.setenv("PWD", "/elsewhere")
    assert before == variable(NAMES)
    monkeypatch.setenv("AN_ADDED_VARIABLE", "1")
    assert before != variable(NAMES)


def test_a_single_variable_does_not_depend_on_others() -> None:
    """Only its own value counts."""
    with recording() as observed:
        os.environ.get("HOME")
    assert set(observed.variables) == {"HOME"}
