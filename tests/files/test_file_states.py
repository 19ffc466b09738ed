"""A file or folder is read again only after it has changed, and always then."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from report.files import file_states as module
from report.files.file_states import changed, digest_of, file_state, identity, while_unchanged
from report.files.folder_listings import listing
from report.files.lookups import candidates


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder with a file, both older than a tick of the clock."""
    (tmp_path / "first.py").write_text("1")
    time.sleep(module._TICK_NS / 1e9)
    return tmp_path


def names_in(folder: Path) -> tuple[list[str], list[str]]:
    """A function that lists the names of a folder, and its calls."""
    calls: list[str] = []

    @while_unchanged
    def names(folder: str) -> list[str]:
        calls.append(folder)
        return sorted(os.listdir(folder))

    names(str(folder))
    return names(str(folder)), calls


def test_an_unchanged_folder_is_listed_once(old: Path) -> None:
    """The second answer is that of the first call."""
    found, calls = names_in(old)
    assert (found, len(calls)) == (["first.py"], 1)


def test_a_folder_that_has_just_changed_is_listed_again(old: Path) -> None:
    """Within a tick of the clock, a further change would not be noticed."""
    (old / "second.py").write_text("2")
    found, calls = names_in(old)
    assert (found, len(calls)) == (["first.py", "second.py"], 2)


def test_a_missing_folder_is_looked_for_each_time(tmp_path: Path) -> None:
    """It may be made at any time."""
    folder = tmp_path / "later"
    before = listing(str(folder))
    folder.mkdir()
    assert before == ""
    assert listing(str(folder))


@pytest.mark.parametrize("change", ["added", "removed", "renamed"])
def test_each_change_of_names_is_seen(old: Path, change: str) -> None:
    """The hash of the names and the modules that Python could import follow."""
    folder, names = str(old), ["first", "second"]
    before = listing(folder), candidates(folder, names)
    file = old / "first.py"
    {
        "added": (old / "second.py").touch,
        "removed": file.unlink,
        "renamed": lambda: file.rename(old / "a.py"),
    }[change]()
    assert listing(folder) != before[0]
    assert candidates(folder, names) != before[1]


def test_answers_are_kept_apart_by_their_arguments(old: Path) -> None:
    """Two lists of names are two questions about a folder."""
    assert candidates(str(old), ["first"]) == ("first.py",)
    assert candidates(str(old), ["second"]) == ()


def test_a_file_that_was_replaced_and_restored_has_changed(old: Path) -> None:
    """Its content and its time of modification are those of before, its time of a change of status is not."""
    file = old / "first.py"
    before, times = file_state(file), file.stat()
    file.write_text("2")
    file.write_text("1")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert changed({str(file): before}) == [str(file)]
    assert file_state(file).sha256 == before.sha256


def test_a_missing_file_has_no_hash(tmp_path: Path) -> None:
    """It is no error, and its identity is empty."""
    assert file_state(tmp_path / "none").sha256 == ""
    assert identity(str(tmp_path / "none")) == ()


def test_a_hash_includes_where_texts_end() -> None:
    """The same letters divided otherwise have another hash."""
    assert digest_of(["ab", "c"]) != digest_of(["a", "bc"])
