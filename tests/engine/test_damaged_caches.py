"""A damaged cache costs time: it is never published, and never stops a build."""

from __future__ import annotations

import logging
import os
import pickle
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from report.files.store import Cache
from tests.engine.conftest import Edited

VALUE = {"rows": [("a.mean", 7.5, "7.5"), ("a.p", 0.012, ".012")], "text": "a text " * 40}
Damage = Callable[[bytes, random.Random], bytes]


def flipped(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def grown(data: bytes, chance: random.Random) -> bytes:
    return data + chance.randbytes(chance.randrange(1, 40))


def blanked(data: bytes, chance: random.Random) -> bytes:
    first = chance.randrange(len(data))
    return data[:first] + bytes(min(16, len(data) - first)) + data[first + 16 :]


def doubled(data: bytes, _: random.Random) -> bytes:
    return data + data


def foreign(_: bytes, chance: random.Random) -> bytes:
    return pickle.dumps({"rows": [("a.mean", chance.random(), "9.9")]})


DAMAGES: list[Damage] = [flipped, cut, grown, blanked, doubled, foreign]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_no_damaged_entry_is_used(tmp_path: Path, damage: Damage, caplog: pytest.LogCaptureFixture) -> None:
    """Of 50 damages of each kind to an entry, none is taken for a value; each is reported."""
    cache, chance = Cache(tmp_path), random.Random(damage.__name__)
    for number in range(50):
        cache.put("key", VALUE)
        path = next(tmp_path.glob("*.entry"))
        whole = path.read_bytes()
        path.write_bytes(damage(whole, chance))
        if path.read_bytes() == whole:
            continue
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            assert cache.get("key") is None, f"damage {number}"
        assert "is damaged" in caplog.text
        assert cache.get_or_compute("key", dict, lambda: VALUE) == VALUE
        assert cache.get("key") == VALUE


def test_an_entry_of_another_key_is_not_used(tmp_path: Path) -> None:
    """A sound entry under the name of another one is damaged too."""
    cache = Cache(tmp_path)
    cache.put("one", 1)
    cache.put("two", 2)
    (tmp_path / "one.entry").replace(tmp_path / "two.entry")
    assert cache.get("two") is None


@pytest.mark.parametrize("kind", ["folder", "pipe", "loop", "unreadable"])
def test_no_obstacle_stops_a_cache(tmp_path: Path, kind: str) -> None:
    """A folder, a pipe or a link to itself in the place of an entry is not an entry, and is replaced by one."""
    cache, path = Cache(tmp_path), tmp_path / "key.entry"
    if kind == "folder":
        (path / "inside").mkdir(parents=True)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "loop":
        path.symlink_to(path)
    else:
        path.write_bytes(b"x")
        path.chmod(0)
    assert cache.get("key") is None
    cache.put("key", VALUE)
    assert cache.get("key") == VALUE


def test_a_cache_that_is_a_file_is_no_fault(tmp_path: Path) -> None:
    """Where a folder cannot be created, nothing is cached."""
    (tmp_path / "cache").write_text("not a folder")
    cache = Cache(tmp_path / "cache")
    assert cache.get_or_compute("key", dict, lambda: VALUE) == VALUE
    assert cache.get("key") is None


@pytest.mark.slow
@pytest.mark.parametrize(
    "damage",
    [flipped, *(pytest.param(each, marks=pytest.mark.slow) for each in (cut, foreign))],
    ids=lambda damage: damage.__name__,
)
def test_a_run_over_damaged_caches_gives_the_same_results(study: Edited, damage: Damage) -> None:
    """With every file of the caches damaged, results are those of a fresh run, and the next run reuses them."""
    before, chance = study.computed(), random.Random(1)
    for path in (study.root / ".tracepaper").rglob("*"):
        if path.is_file():
            path.write_bytes(damage(path.read_bytes(), chance))
    after = study.computed()
    assert not after["reused"]
    assert after["digest"] == before["digest"]
    assert study.computed()["reused"]
