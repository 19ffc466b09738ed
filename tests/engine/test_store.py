"""The cache of earlier results."""

import os

from report.files import store


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
        assert cache.get_or_compute("a", list, lambda: made.append("a") or ["value"]) == ["value"]
    assert cache.get_or_compute("b", list, lambda: ["other"]) == ["other"]
    assert made == ["a"]


def test_a_kept_value_of_another_kind_is_made_anew(tmp_path):
    """An entry that an older engine stored in another form is ignored and replaced."""
    cache = store.Cache(tmp_path)
    cache.put("a", "a text")
    assert cache.get_or_compute("a", list, lambda: ["value"]) == ["value"]
    assert cache.get("a") == ["value"]
