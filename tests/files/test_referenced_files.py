"""Files that a document refers to, wherever in its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.files.referenced_files import referenced_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files that texts refer to."""
    for name in ("refs.bib", "figures/one.png", "my picture.png", "style file.csl", "data/a(1).csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("bibliography: refs.bib\n", "refs.bib"),
        ("![A](figures/one.png){width=5cm}", "figures/one.png"),
        ("![A](<my picture.png>)", "my picture.png"),
        ("![A](my%20picture.png)", "my picture.png"),
        ('csl: "style file.csl"\n', "style file.csl"),
        ("csl: style file.csl\n", "style file.csl"),
        ("  - refs.bib\n", "refs.bib"),
        ("[refs.bib, other.bib]", "refs.bib"),
        ("see figures/one.png#part", "figures/one.png"),
    ],
)
def test_a_file_is_found_however_it_is_written(folder: Path, text: str, name: str) -> None:
    """In metadata, links and lists, in quotation marks or encoded: a change of the file must be noticed."""
    assert list(referenced_files(text, [folder])) == [str(folder / name)]


@pytest.mark.parametrize(
    "text",
    ["", "no file here.", "absent.png", "e.g. this", "http://x.y/z.png", "a" * 5000 + ".png", "\0.png"],
)
def test_other_texts_name_no_file(folder: Path, text: str) -> None:
    """A name that no file has, or that none can have, is ignored."""
    assert referenced_files(text, [folder]) == {}


def test_names_are_relative_to_each_folder(folder: Path) -> None:
    """The same name may be a file in several folders; each of them counts."""
    (folder / "figures" / "refs.bib").write_text("y", encoding="utf-8")
    found = referenced_files("refs.bib", [folder, folder / "figures"])
    assert list(found) == sorted([str(folder / "refs.bib"), str(folder / "figures" / "refs.bib")])
