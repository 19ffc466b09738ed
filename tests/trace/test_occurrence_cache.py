"""Pages are read back once; a page that changed is read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.trace import occurrence_cache as places
from report.trace.occurrence_cache import read_back

PAGE = '<main><p>It was <span class="stat" data-stat="a.b">{}</span>.</p></main>'


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that were read, not taken from the cache, in order."""
    names: list[str] = []
    whole = places.occurrences

    def noted(document: str, page: str) -> object:
        names.append(document)
        return whole(document, page)

    monkeypatch.setattr(places, "occurrences", noted)
    return names


def test_a_page_is_read_once(tmp_path: Path, read: list[str]) -> None:
    """The places of an unchanged page come from the cache, even if the page is in another folder."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index.html").write_text(PAGE.format("3"), encoding="utf-8")
    first = read_back(["index"], tmp_path / "one", tmp_path)
    assert first == read_back(["index"], tmp_path / "two", tmp_path)
    assert [place.printed for place in first] == ["3"]
    assert read == ["index"]


def test_a_changed_page_is_read_again(tmp_path: Path, read: list[str]) -> None:
    """After a change, the places are those of the changed page."""
    for number in ("3", "4"):
        (tmp_path / "index.html").write_text(PAGE.format(number), encoding="utf-8")
        assert [place.printed for place in read_back(["index"], tmp_path, tmp_path)] == [number]
    assert read == ["index", "index"]
