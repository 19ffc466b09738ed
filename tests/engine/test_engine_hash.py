"""Cached results are valid only for the engine that made them."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.files import engine_hash as engine


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small engine: a module, a part with a style."""
    (tmp_path / "render").mkdir()
    (tmp_path / "numbers.py").write_text("ONE = 1\n", encoding="utf-8")
    (tmp_path / "render" / "page.css").write_text("p {}\n", encoding="utf-8")
    monkeypatch.setattr(engine, "ENGINE", tmp_path)
    return tmp_path


def hashed(*left_out: str) -> str:
    engine._engine_files.cache_clear()
    engine.engine_hash.cache_clear()
    try:
        return engine.engine_hash(*left_out)
    finally:
        engine._engine_files.cache_clear()
        engine.engine_hash.cache_clear()


def test_each_file_of_the_engine_counts(folder: Path) -> None:
    """A changed style or module changes the hash; what Python compiled does not."""
    before = hashed()
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "numbers.pyc").write_bytes(b"compiled")
    assert hashed() == before
    for path in (folder / "numbers.py", folder / "render" / "page.css"):
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        assert hashed() != before
        before = hashed()


def test_parts_that_are_left_out_do_not_count(folder: Path) -> None:
    """A style sheet cannot change a statistic and is not part of the hash; a module is."""
    before = hashed("render")
    (folder / "render" / "page.css").write_text("p { margin: 0 }\n", encoding="utf-8")
    assert hashed("render") == before
    (folder / "numbers.py").write_text("ONE = 2\n", encoding="utf-8")
    assert hashed("render") != before
