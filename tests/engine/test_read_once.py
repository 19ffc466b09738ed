"""The hash of a file is that of the bytes that were used: a file that changes meanwhile is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from report.files.file_states import changed, file_state
from tests.engine.conftest import MAIN, Edited

EXCHANGE = """
import os
from report import Stat, stats

@stats
def aside(declared):
    os.replace(declared.path, "data/aside.csv")
    os.replace("data/wrong.csv", declared.path)
    yield Stat("aside.one", 1, "count", "one")

@stats
def between(declared, aside):
    yield Stat("between.sum", sum(map(int, declared.path.read_text().split())), "count", "sum")

@stats
def restored(declared, between):
    os.replace(declared.path, "data/wrong.csv")
    os.replace("data/aside.csv", declared.path)
    yield Stat("restored.one", 1, "count", "one")
"""


def refused(study: Edited) -> str:
    """What a build says that must not publish anything."""
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "list"],
        cwd=study.root,
        env={**os.environ, **study.variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_data_file_that_was_exchanged_and_restored_is_refused(new_study: Edited) -> None:
    """Numbers of other data are never reported or cached under the hash of the committed data."""
    (new_study.root / "data" / "wrong.csv").write_text("100\n")
    (new_study.root / "lab" / "swap.py").write_text(EXCHANGE)
    paper = new_study.root / "paper.py"
    paper.write_text(paper.read_text().replace('"lab.products", "lab', '"lab.swap", "lab.products", "lab'))
    assert "data/declared.csv" in (said := refused(new_study))
    assert "changed while it was being used" in said
    assert not list((new_study.root / ".tracepaper" / "cache").glob("*.entry"))


def test_a_module_that_changes_while_it_runs_is_refused(new_study: Edited) -> None:
    """Code that was loaded is not taken for the code that lies there now."""
    late = new_study.root / "lab" / "late.py"
    late.write_text(
        late.read_text() + "import os\nos.rename('helper.py', 'h'); os.rename('h', 'helper.py')\n"
    )
    assert "helper.py" in refused(new_study)


@pytest.mark.parametrize("way", ["content", "touched", "replaced", "restored", "linked", "removed"])
def test_every_change_of_a_file_is_noticed(tmp_path: Path, way: str) -> None:
    """A file that was replaced is noticed even if its bytes, its size and its time are what they were."""
    path, other = tmp_path / "data.csv", tmp_path / "other.csv"
    path.write_text("one\n")
    before = path.stat()
    files = {str(path): file_state(path)}
    assert changed(files) == []
    steps: dict[str, Any] = {
        "content": lambda: path.write_text("two\n"),
        "touched": path.touch,
        "replaced": lambda: (other.write_text("one\n"), other.replace(path)),
        "restored": lambda: (path.rename(other), other.rename(path)),
        "linked": lambda: (path.rename(other), path.symlink_to(other)),
        "removed": path.unlink,
    }
    steps[way]()
    if path.exists():
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert changed(files) == [str(path)]


def test_a_template_is_read_once(new_study: Edited) -> None:
    """The woven template is the hashed one, even if the file is saved in between."""
    from report.study.project import Project

    project = Project(new_study.root)
    text = project.templates()["index.qmd.j2"]
    path = new_study.root / "templates" / "index.qmd.j2"
    path.write_text("Another text.\n")
    assert project.templates()["index.qmd.j2"] == text
    assert project.template_files["index.qmd.j2"].decode() == text
