"""Locks on folders, and folders that cannot give way to another."""

import fcntl
import os
from pathlib import Path

import pytest

from report.files.folder_locks import is_immovable, locked


def is_locked(folder):
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(lock)
    return False


def test_a_folder_is_locked_while_it_is_used_and_free_afterwards(tmp_path):
    with locked(tmp_path):
        assert is_locked(tmp_path)
    assert not is_locked(tmp_path)


def test_the_lock_ends_with_an_error(tmp_path):
    with pytest.raises(ValueError, match="stop"), locked(tmp_path):
        raise ValueError("stop")
    assert not is_locked(tmp_path)


def test_a_lock_of_another_command_does_not_stop_this_one(tmp_path):
    """It only shows that the folder is in use; the first lock stays."""
    with locked(tmp_path):
        with locked(tmp_path):
            pass
        assert is_locked(tmp_path)


def test_no_handle_remains_open(tmp_path):
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(20):
        with locked(tmp_path):
            pass
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_folder_that_is_not_there_can_give_way(tmp_path):
    assert not is_immovable(tmp_path / "new")


def test_an_ordinary_folder_can_give_way(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    assert not is_immovable(folder)


@pytest.mark.parametrize("below", ["", "deeper"])
def test_the_working_folder_and_those_around_it_stay(tmp_path, monkeypatch, below):
    folder = tmp_path / "out"
    (folder / below).mkdir(parents=True)
    monkeypatch.chdir(folder / below)
    assert is_immovable(folder)


def test_a_mount_point_stays():
    assert is_immovable(Path("/proc"))
