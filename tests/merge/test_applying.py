"""Merged templates are written all together or not at all, with their own line ends and marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.merge.applying import write_templates
from report.rows.errors import StoreError

MARK = b"\xef\xbb\xbf"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with three templates: plain, of Windows, and with a byte-order mark."""
    folder = tmp_path / "templates"
    folder.mkdir()
    for name, content in (("a.md", b"One\n"), ("b.md", b"One\r\nTwo\r\n"), ("c.md", MARK + b"One\n")):
        (folder / name).write_bytes(content)
    return tmp_path


def contents(root: Path) -> dict[str, bytes]:
    """The templates of a project."""
    return {path.name: path.read_bytes() for path in sorted((root / "templates").iterdir())}


def test_line_ends_and_marks_remain(root: Path) -> None:
    """A merge changes words, not the form of the file."""
    write_templates(root, dict.fromkeys(contents(root), "New\nText\n"), contents(root))
    assert contents(root) == {
        "a.md": b"New\nText\n",
        "b.md": b"New\r\nText\r\n",
        "c.md": MARK + b"New\nText\n",
    }


def test_a_template_that_changed_meanwhile_stops_the_merge(root: Path) -> None:
    """No template is written, and no scratch file remains."""
    before = contents(root)
    (root / "templates" / "b.md").write_bytes(b"Other\n")
    with pytest.raises(StoreError, match="was changed during the merge"):
        write_templates(root, {"a.md": "New\n", "b.md": "New\n"}, before)
    assert contents(root) == before | {"b.md": b"Other\n"}


def test_the_mode_of_a_file_remains(root: Path) -> None:
    """A template that others may not read stays private."""
    path = root / "templates" / "a.md"
    path.chmod(0o600)
    write_templates(root, {"a.md": "New\n"}, contents(root))
    assert path.stat().st_mode & 0o777 == 0o600
