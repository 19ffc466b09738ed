"""Faults of the files that commands read and write beside the build are reported without a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from report.cli.command_list import commands
from report.cli.reading import _places
from report.files.written_files import write
from report.rows.errors import StoreError


@pytest.mark.parametrize(
    "text", ["", "[]", "5", "{}", '{"occurrences": [5]}', '{"occurrences": 5}', '{"occurrences": [{}]}']
)
def test_broken_places_are_places_not_known(tmp_path: Path, text: str) -> None:
    """`report trace` answers as it does before the first build."""
    (tmp_path / "occurrences.json").write_text(text, encoding="utf-8")
    assert _places("a.b", tmp_path) is None


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "notes"


def test_what_a_command_wrote_it_may_write_again(tmp_path: Path, notes: Path) -> None:
    """As long as nobody changed it."""
    path = tmp_path / "deep" / "answer.json"
    for content in (b"one", b"two", b"two"):
        write(path, content, notes)
        assert path.read_bytes() == content
    path.write_bytes(b"mine")
    with pytest.raises(StoreError, match="was not written by this program"):
        write(path, b"three", notes)
    assert path.read_bytes() == b"mine"
    assert sorted(each.name for each in path.parent.iterdir()) == ["answer.json"]


@pytest.mark.parametrize("kind", ["file", "link", "dangling link", "folder", "below a file", "long"])
def test_what_others_made_is_never_written_over(tmp_path: Path, notes: Path, kind: str) -> None:
    """Neither files nor what links lead to; nor is there a traceback where no file can be."""
    path = tmp_path / "copy.docx"
    (tmp_path / "original").write_bytes(b"years of work")
    if kind == "file":
        path.write_bytes(b"years of work")
    if kind.endswith("link"):
        path.symlink_to(tmp_path / ("original" if kind == "link" else "nowhere"))
    if kind == "folder":
        path.mkdir()
    path = {"below a file": tmp_path / "original" / "a.json", "long": tmp_path / ("a" * 300)}.get(kind, path)
    with pytest.raises(StoreError):
        write(path, b"answer", notes)
    assert (tmp_path / "original").read_bytes() == b"years of work"
    assert kind != "file" or path.read_bytes() == b"years of work"
    assert not (tmp_path / "nowhere").exists()


def test_devices_are_written_to(notes: Path) -> None:
    """`--json-out /dev/null` is nobody's file."""
    write(Path("/dev/null"), b"answer", notes)
    assert not notes.exists()


def test_without_its_note_a_file_is_a_users(tmp_path: Path, notes: Path) -> None:
    """A missing or broken note protects the file."""
    path = tmp_path / "answer.json"
    write(path, b"one", notes)
    (note,) = notes.iterdir()
    for broken in (b"", b"\xff", b"nonsense"):
        note.write_bytes(broken)
        with pytest.raises(StoreError):
            write(path, b"two", notes)


COMMANDS = commands()


def test_a_dash_after_json_is_the_standard_output(mini):
    """`--json -` means `--json`, with any further arguments."""
    assert json.loads(mini.report("list", "--json", "-").stdout) == json.loads(
        mini.report("list", "--json").stdout
    )


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - {"preview"}))  # a server has no result
def test_json_is_a_flag_everywhere(name: str) -> None:
    """`--json` prints, and takes no file that it could write over; `--json-out FILE` writes."""
    options = {option: each for each in COMMANDS[name].params for option in each.opts}
    assert options["--json"].is_flag
    assert options["--json-out"].metavar == "FILE"
