"""The keys that a document may cite: those of the bibliographies in its metadata."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.template.bibliography import Bibliography, bibliography
from report.template.passages import TypedText

ENTRIES = "@article{roseman2019,\n title={A}}\n@book{ davis2021 , title={B}}\n@comment{old1990, x}\n"


def read(folder: Path, front: str, entries: str = ENTRIES) -> Bibliography:
    """The bibliography of a document with this front matter."""
    (folder / "refs.bib").write_text(entries, encoding="utf-8")
    return bibliography(TypedText(f"---\ntitle: A\n{front}\n---\n\nBody\n", "x.md", ((0, 1),)), [folder])


@pytest.mark.parametrize(
    "front",
    [
        "bibliography: refs.bib",
        "bibliography: [refs.bib]",
        "bibliography:\n  - refs.bib",
        "bibliography:\n- refs.bib",
    ],
)
def test_the_keys_are_those_of_the_files(tmp_path: Path, front: str) -> None:
    """One file or a list; comments are not entries."""
    found = read(tmp_path, front)
    assert (found.keys, found.files) == (frozenset({"roseman2019", "davis2021"}), ("refs.bib",))


def test_an_unknown_key_is_a_fault_with_the_nearest_one(tmp_path: Path) -> None:
    """The remedy names a similar key, or the file to which an entry must be added."""
    found = read(tmp_path, "bibliography: refs.bib")
    assert list(found.lacks("roseman2019", "x.md:5")) == []
    (near,) = found.lacks("rosemann2019", "x.md:5")
    assert near.remedy == "did you mean roseman2019? If not, add it to refs.bib"
    (far,) = found.lacks("zzz", "x.md:5")
    assert far.remedy == "add it to refs.bib, or correct the key"


@pytest.mark.parametrize(
    "front",
    [
        "lang: en",
        "bibliography: \ufffc",
        "bibliography: refs.json",
        "references:\n- id: x\nbibliography: refs.bib",
    ],
)
def test_keys_that_cannot_be_known_are_not_checked(tmp_path: Path, front: str) -> None:
    """No bibliography, one that a tag names, one in another format, or references in the metadata."""
    found = read(tmp_path, front)
    assert found.keys is None
    assert list(found.lacks("anything", "x.md:1")) == []


def test_a_missing_file_is_a_fault_at_its_line(tmp_path: Path) -> None:
    """Addresses on the web are left to pandoc."""
    (fault,) = read(tmp_path, "bibliography: other.bib").faults
    assert (fault.where, fault.what) == ("x.md:3", "names the bibliography other.bib, which does not exist")
    assert read(tmp_path, "bibliography: https://x.y/refs.bib").faults == ()


def test_a_file_in_another_folder_is_proposed(tmp_path: Path) -> None:
    """Paths begin in the project, not beside the template; folders of caches and outputs are not searched."""
    for folder in ("templates", "_output", ".cache"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "other.bib").write_text("", encoding="utf-8")
    (fault,) = read(tmp_path, "bibliography: other.bib").faults
    assert fault.remedy == "write templates/other.bib: paths begin in the folder of the project"


def test_an_entry_without_a_key_is_a_fault(tmp_path: Path) -> None:
    """Pandoc would read nothing of the file."""
    (fault,) = read(
        tmp_path, "bibliography: refs.bib", "@article{a1, title={A}}\n\n@book{, title={B}}\n"
    ).faults
    assert fault.where == "refs.bib:3"
