"""Publishing is all or nothing."""

import os

import pytest

from report.files import store
from report.rows.errors import StoreError


def build(target, text, fail=False):
    with store.scratch(target) as folder:
        (folder / "index.html").write_text(text)
        store.seal(folder, text, {})
        if fail:
            raise RuntimeError
        store.publish(folder, target)


def test_a_build_replaces_the_old_one_whole(tmp_path):
    """Files of the old build do not linger, and no scratch folder stays."""
    target = tmp_path / "_output"
    build(target, "one")
    (target / "stray.pdf").write_text("of an older build")
    build(target, "two")
    assert sorted(os.listdir(target)) == ["index.html", "manifest.json"]
    assert (target / "index.html").read_text() == "two"
    assert os.listdir(tmp_path) == ["_output"]


def test_a_failed_build_changes_nothing(tmp_path):
    """The old build stays, to the byte."""
    target = tmp_path / "_output"
    build(target, "one")
    with pytest.raises(RuntimeError):
        build(target, "two", fail=True)
    assert store.is_whole(target, "one")
    assert os.listdir(tmp_path) == ["_output"]


def test_a_changed_file_is_noticed(tmp_path):
    """A published folder is whole only with the bytes that were published."""
    target = tmp_path / "_output"
    build(target, "one")
    (target / "index.html").write_text("edited")
    assert not store.is_whole(target, "one")


def test_a_scratch_folder_of_a_killed_build_goes(tmp_path):
    """What a killed build left is swept by the next."""
    left = tmp_path / ".building-_output-999999999"
    left.mkdir()
    build(tmp_path / "_output", "one")
    assert not left.exists()


def test_somebody_elses_folder_is_refused(tmp_path):
    """A folder with files that no build made is never replaced."""
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(StoreError, match="no build made"):
        store.check_target(tmp_path)


def test_what_the_system_refuses_is_one_line(tmp_path):
    """A full disk is said with place and remedy."""
    with pytest.raises(StoreError, match=r"No space left.*\n.*free some space"), store.told(tmp_path):
        raise OSError(28, "No space left on device", str(tmp_path))


def test_the_cache_forgets_the_oldest(tmp_path):
    """A cache holds a few results and never fails."""
    cache = store.Cache(tmp_path / "cache")
    for number in range(9):
        cache.put(str(number), number)
    assert cache.get("8") == 8
    assert len(os.listdir(tmp_path / "cache")) == 6
    (tmp_path / "cache" / "8.entry").write_bytes(b"broken")
    assert cache.get("8") is None


def test_what_is_kept_is_made_once(tmp_path):
    """A value is made when its key is new, and taken from then on."""
    cache, made = store.Cache(tmp_path), []
    for _ in range(2):
        assert cache.kept_or_made("a", list, lambda: made.append("a") or ["value"]) == ["value"]
    assert cache.kept_or_made("b", list, lambda: ["other"]) == ["other"]
    assert made == ["a"]


def test_a_kept_value_of_another_kind_is_made_anew(tmp_path):
    """What an older engine kept under a key in another form does no harm, and gives way."""
    cache = store.Cache(tmp_path)
    cache.put("a", "a text")
    assert cache.kept_or_made("a", list, lambda: ["value"]) == ["value"]
    assert cache.get("a") == ["value"]
