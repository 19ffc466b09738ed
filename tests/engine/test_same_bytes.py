"""The same inputs give the same bytes, whoever builds, where, and on what machine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

MINI = Path(__file__).parent / "mini"
MAIN = "from report.cli import main; main()"
#: Sets what a child inherits from its process, then builds.
OTHERWISE = """
import os, sys
os.umask(0o077)
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
"""
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>/nowhere</dir></fontconfig>"""


def project(root: Path) -> Path:
    """A copy of the mini study with words that fonts of the machine could change."""
    shutil.copytree(MINI, root, ignore=shutil.ignore_patterns("__pycache__"))
    path = root / "templates" / "index.qmd.j2"
    path.write_text(
        path.read_text("utf-8").replace("Over <<", "In `code`, Ωμέγα, Привет and Đặng, over <<"), "utf-8"
    )
    return root


def turkish(folder: Path) -> dict[str, str]:
    """A Turkish locale, compiled for the test where the system has its sources."""
    target = folder / "tr_TR.UTF-8"
    command = ["localedef", "-i", "tr_TR", "-f", "UTF-8", str(target)]
    if (
        shutil.which("localedef")
        and subprocess.run(command, capture_output=True, check=False).returncode == 0
    ):
        return {"LOCPATH": str(folder), "LC_ALL": "tr_TR.UTF-8"}
    return {"LC_ALL": "C"}


def settings(home: Path) -> dict[str, str]:
    """An environment in which everything is set otherwise."""
    (home / ".config" / "matplotlib").mkdir(parents=True)
    (home / ".config" / "matplotlib" / "matplotlibrc").write_text("font.size: 20\naxes.linewidth: 5\n")
    (home / "fonts.conf").write_text(FONTS)
    folders = {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "FONTCONFIG_FILE": str(home / "fonts.conf"),
    }
    numbers = {"OMP_NUM_THREADS": "4", "OPENBLAS_NUM_THREADS": "4", "OPENBLAS_CORETYPE": "Prescott"}
    words = {
        "TZ": "Asia/Tokyo",
        "LANGUAGE": "tr",
        "PYTHONHASHSEED": "7",
        "USER": "other",
        "MPLBACKEND": "svg",
    }
    return folders | numbers | words | turkish(home)


def built(root: Path, before: str, variables: Mapping[str, str], *arguments: str) -> dict[str, bytes]:
    """All files of a build."""
    command = [sys.executable, "-c", before + MAIN, "build", "--quiet", *arguments]
    environment = {name: value for name, value in os.environ.items() if name not in ("LC_ALL", "TZ")}
    done = subprocess.run(
        command, cwd=root, env={**environment, **variables}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    out = root / "_output"
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_nothing_of_the_machine_is_in_a_build(tmp_path: Path) -> None:
    """Folder, home, umask, time zone, locale, hash seed, processors, threads and fonts leave no trace."""
    here = built(project(tmp_path / "one"), "", {"TZ": "UTC", "PYTHONHASHSEED": "1"})
    there = built(project(tmp_path / "another place" / "two"), OTHERWISE, settings(tmp_path / "home"))
    assert sorted(here) == sorted(there)
    assert [name for name in here if here[name] != there[name]] == []
    assert {"index.pdf", "index.docx", "index.html", "manifest.json"} <= set(here)
    assert str(tmp_path).encode() not in b"".join(here.values())


def test_numbers_do_not_depend_on_kernels_and_threads(tmp_path: Path) -> None:
    """A user's settings of numerical libraries reach no product."""
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom report.study.project import Project\n"
        "Project(Path.cwd()).study\nimport json\n"
        "print(json.dumps({n: v for n, v in os.environ.items() if 'THREADS' in n or 'CORETYPE' in n}))"
    )
    said = []
    for value, kernel in (("1", "Haswell"), ("16", "Prescott")):
        names = ("OMP", "OPENBLAS", "MKL", "BLIS", "NUMEXPR")
        variables = {f"{name}_NUM_THREADS": value for name in names} | {"OPENBLAS_CORETYPE": kernel}
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=MINI,
            env={**os.environ, **variables},
            capture_output=True,
            check=True,
        )
        said.append(json.loads(done.stdout))
    assert said[0] == said[1]
    assert said[0]["OPENBLAS_NUM_THREADS"] == "1"


@pytest.mark.parametrize("subsetter", ["present", "missing"])
def test_fonts_are_cut_in_one_way(monkeypatch: pytest.MonkeyPatch, subsetter: str) -> None:
    """Where the system has HarfBuzz's subsetter, it is not used: its version would change the bytes."""
    weasyprint = pytest.importorskip("weasyprint")
    from report.render.pdf.font_subsets import subset
    from report.render.pdf.printer import printer

    monkeypatch.setattr("weasyprint.pdf.fonts.harfbuzz_subset", object() if subsetter == "present" else None)
    printer.cache_clear()
    assert printer() is weasyprint
    assert weasyprint.pdf.fonts.Font.subset is subset
