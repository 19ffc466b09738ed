"""The tutorial works: its commands run, and its files build, in the order in which a reader meets them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]*)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
MAIN = "from report.cli import main; main()"


def blocks(name: str) -> Iterator[tuple[str, str, str]]:
    """Language, title and content of each code block of a page."""
    return (each.groups("") for each in BLOCK.finditer((DOCS / name).read_text(encoding="utf-8")))  # type: ignore[misc]


class Reader:
    """Someone who follows the tutorial in a folder."""

    def __init__(self, folder: Path, programs: Path):
        self.folder = folder
        self.path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        self.output = ""

    def run(self, command: str) -> None:
        """Run a command of the tutorial; `cd` changes the folder, and installing is tested elsewhere."""
        if command.startswith("pip install"):
            return
        if command.startswith("cd "):
            self.folder = (self.folder / command.removeprefix("cd ")).resolve()
            return
        environment = {**os.environ, "PATH": self.path}
        done = subprocess.run(
            command, shell=True, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        self.output = done.stdout

    def write(self, title: str, content: str) -> None:
        """Write a file, or insert text before a line of one."""
        name, _, before = title.partition(", before ")
        path = self.folder / name
        if before:
            text = path.read_text(encoding="utf-8")
            assert text.count(f"\n{before}\n") == 1
            content = text.replace(f"\n{before}\n", f"\n{content}\n{before}\n")
        path.write_text(content, encoding="utf-8")


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder with the command `report` of this environment."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "report"
    script.write_text(f"#!{sys.executable}\n{MAIN}\n", encoding="utf-8")
    script.chmod(0o755)
    return folder


@pytest.mark.slow
def test_each_command_and_block_of_the_tutorial_works(tmp_path: Path, programs: Path) -> None:
    """Commands succeed, files are written as shown, and the paper prints the number that the reader adds."""
    reader = Reader(tmp_path, programs)
    for language, title, content in blocks("tutorial.md"):
        if title:
            reader.write(title, content)
        else:
            assert language == "sh"
            for line in content.splitlines():
                reader.run(line)
    page = (tmp_path / "sleep-study" / "_output" / "index.html").read_text(encoding="utf-8")
    assert 'data-stat="sleepers.short.n"' in page
    assert (tmp_path / "own-paper" / "_output" / "index.docx").is_file()


def test_the_overview_shows_three_commands() -> None:
    """From nothing to a paper: install, new, build."""
    text = (DOCS / "index.md").read_text(encoding="utf-8")
    commands = re.findall(r"^    (.+)$", text, re.MULTILINE)
    assert commands == ["pip install tracepaper", "report new first-paper", "cd first-paper && report build"]


def test_every_page_is_in_the_navigation() -> None:
    """A page that no one can find is a fault, and so is an entry without a page."""
    import yaml

    site = yaml.safe_load((DOCS.parent / "mkdocs.yml").read_text(encoding="utf-8"))
    named = re.findall(r"[\w/-]+\.md", str(site["nav"]))
    pages = [
        path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md") if "manuscript" not in path.parts
    ]
    assert sorted(named) == sorted(pages)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("mkdocs", path=str(Path(sys.executable).parent)) is None, reason="make docs")
def test_the_site_builds_and_loads_nothing_from_the_network(tmp_path: Path) -> None:
    """No script, style, font or picture of another host; the help of every command is in it."""
    program = Path(sys.executable).parent / "mkdocs"
    command = [program, "build", "--strict", "--quiet", "--site-dir", tmp_path / "site"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command, cwd=DOCS.parent, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for page in (tmp_path / "site").rglob("*.html"):
        loaded = re.findall(
            r'<(?:script|img|link)[^>]*(?:src|href)="(https?:[^"]*)"', page.read_text("utf-8")
        )
        assert [each for each in loaded if "canonical" not in each] == [], page
    text = (tmp_path / "site" / "reference" / "command-line.html").read_text(encoding="utf-8")
    assert "report data check" in text
