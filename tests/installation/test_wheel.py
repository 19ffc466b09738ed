"""The wheel contains only the engine, and builds a paper on its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "engine" / "mini"
EXAMPLE = ROOT / "examples" / "political_democracy"
MADE = shutil.ignore_patterns(".tracepaper", "_output", "exports", "__pycache__")


def run(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=clean, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = "import sys, hatchling.build; print(hatchling.build.build_wheel(sys.argv[1]))"
    done = run(sys.executable, "-c", build, folder, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return folder / done.stdout.strip().splitlines()[-1]


def test_the_wheel_holds_one_package(wheel: Path) -> None:
    """A team's own `analysis` can neither shadow the engine's modules nor be shadowed by a study's."""
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"report"}


def test_the_wheel_holds_all_that_a_build_reads(wheel: Path) -> None:
    """Every module, page template, style, script and filter of the repository is in it."""
    names = set(zipfile.ZipFile(wheel).namelist())
    files = [
        path for path in (ROOT / "report").rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ]
    wanted = {path.relative_to(ROOT).as_posix() for path in files}
    wanted |= {f"report/extension/{path.name}" for path in (ROOT / "_extensions" / "tracepaper").glob("*.*")}
    assert sorted(wanted - names) == []


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment with the locked dependencies and the wheel."""
    folder = tmp_path_factory.mktemp("environment") / "venv"
    run(sys.executable, "-m", "venv", folder, cwd=ROOT)
    pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-deps"]
    for what in (["--require-hashes", "-r", ROOT / "requirements.lock"], [wheel]):
        done = run(*pip, *what, cwd=folder)
        assert done.returncode == 0, done.stderr
    return folder


def built(environment: Path, project: Path) -> None:
    done = run(environment / "bin" / "report", "build", cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    for document in ("index", "supplement"):
        for suffix in ("html", "pdf", "docx"):
            assert (project / "_output" / f"{document}.{suffix}").stat().st_size > 1000


@pytest.mark.slow
def test_the_example_builds_from_the_wheel(environment: Path, tmp_path: Path) -> None:
    """All formats are built outside the repository, with only the wheel and its dependencies."""
    project = shutil.copytree(EXAMPLE, tmp_path / "democracy", ignore=MADE)
    built(environment, project)
    checked = run(environment / "bin" / "report", "check", cwd=project)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert run(environment / "bin" / "report", "doctor", cwd=project).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["package", "module", "namespace"])
def test_a_study_may_be_called_analysis(environment: Path, tmp_path: Path, layout: str) -> None:
    """As a package, as a single analysis.py, and as a folder without __init__.py."""
    project = shutil.copytree(MINI, tmp_path / "mini", ignore=MADE)
    (project / "mini").rename(project / "analysis")
    study, products = project / "analysis" / "study.py", project / "analysis" / "products.py"
    name = "analysis.study:study"
    study.write_text(study.read_text(encoding="utf-8").replace("mini.products", "analysis.products"), "utf-8")
    if layout == "namespace":
        (project / "analysis" / "__init__.py").unlink()
    if layout == "module":
        texts = [path.read_text(encoding="utf-8") for path in (products, study)]
        shutil.rmtree(project / "analysis")
        (project / "analysis.py").write_text(
            "\n".join(texts).replace("analysis.products", "analysis"), "utf-8"
        )
        name = "analysis:study"
    settings = project / "pyproject.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("mini.study:study", name), "utf-8")
    built(environment, project)


@pytest.mark.slow
def test_three_commands_lead_to_a_first_paper(wheel: Path, tmp_path: Path) -> None:
    """Install, new, build: within two minutes, in all formats, from an empty environment."""
    run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    programs = tmp_path / "venv" / "bin"
    commands = (
        (programs / "pip", "install", "--quiet", wheel),
        (programs / "report", "new", "first-paper"),
        (programs / "report", "build"),
    )
    began = time.perf_counter()
    for command in commands:
        done = run(*command, cwd=tmp_path / "first-paper" if command[-1] == "build" else tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
    assert time.perf_counter() - began < 120
    for suffix in ("html", "pdf", "docx"):
        assert (tmp_path / "first-paper" / "_output" / f"index.{suffix}").stat().st_size > 1000
