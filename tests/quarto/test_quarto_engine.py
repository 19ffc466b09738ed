"""The choice of the engine, the program Quarto, and the paper rendered by it where it is installed."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from report.cli.installation import examine
from report.manuscript.inputs import Inputs
from report.quarto import archive, program
from report.quarto.settings import chosen_engine
from report.rows.errors import ReportError, StudyError, ToolError
from report.study.project import Project
from report.study.study import DataFile
from report.trace.occurrences import occurrences

ROOT = Path(__file__).parents[2]


def put_on_path(folder, monkeypatch, said):
    """A program `quarto` that answers with a version, and fails to render."""
    folder.mkdir()
    path = folder / "quarto"
    path.write_text(f'#!/bin/sh\nif [ "$1" = --version ]; then echo "{said}"; exit; fi\nexit 4\n')
    path.chmod(path.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)


def test_auto_is_pandoc_unless_the_project_asks(inputs):
    """`--engine auto` uses Quarto only if [tool.report] engine says so; what was asked for goes first."""
    project = inputs.project
    assert chosen_engine("auto", project) == "pandoc"
    assert chosen_engine("quarto", project) == "quarto"
    project.settings["engine"] = "quarto"
    assert chosen_engine("auto", project) == "quarto"
    assert chosen_engine("pandoc", project) == "pandoc"


def test_an_unknown_engine_is_refused(inputs):
    """A wrong word on the command line or in pyproject.toml is answered with the right ones."""
    with pytest.raises(ReportError, match="choose from auto, pandoc, quarto"):
        chosen_engine("latex", inputs.project)
    inputs.project.settings["engine"] = "latex"
    with pytest.raises(StudyError, match="choose from pandoc, quarto"):
        chosen_engine("auto", inputs.project)


@pytest.mark.parametrize(
    ("said", "fit"), [("1.4.557", False), ("1.5.57", True), ("1.10.18", True), ("2.0", True)]
)
def test_doctor_knows_what_is_too_old(tmp_path, monkeypatch, said, fit):
    """Versions are compared as numbers: 1.10 is newer than 1.5."""
    put_on_path(tmp_path / "bin", monkeypatch, said)
    found = next(part for part in examine() if part.name == "quarto")
    assert (found.version, found.fit, found.needed) == (said, fit, False)
    assert ("too old" in found.remedy) is not fit
    if fit:
        assert program.require()
    else:
        with pytest.raises(ToolError, match="too old"):
            program.require()


def test_without_quarto_the_remedy_is_told(monkeypatch, tmp_path):
    """`--engine quarto` without Quarto says where to get it, and that pandoc does as well."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert program.version() == ""
    with pytest.raises(ToolError, match=r"quarto\.org.*--engine pandoc"):
        program.require()


def test_a_failed_render_publishes_nothing(project, inputs, tmp_path, monkeypatch):
    """Quarto's exit code is reported, and the folder of the outputs does not change."""
    from report.quarto.launch import build

    put_on_path(tmp_path / "bin", monkeypatch, "1.7.34")
    with pytest.raises(ReportError, match="exit code 4"):
        build(inputs, project / "_output", ["html"])
    assert not (project / "_output").exists()
    assert not list(project.glob(".building-*"))


def test_a_tracked_gitignore_is_not_appended_to(project, inputs, tmp_path, monkeypatch):
    """Without the exact lines Quarto would change it, and every output would say that the sources were changed."""
    from report.quarto.launch import build

    put_on_path(tmp_path / "bin", monkeypatch, "1.7.34")
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    (project / ".gitignore").write_text(".quarto/\n")
    subprocess.run(["git", "add", ".gitignore"], cwd=project, check=True)
    with pytest.raises(ReportError, match=r"lacks the lines /\.quarto/ and \*\*/\*\.quarto_ipynb"):
        build(inputs, project / "_output", ["html"])
    (project / ".gitignore").write_text("/.quarto/\n**/*.quarto_ipynb\n")
    with pytest.raises(ReportError, match="exit code 4"):
        build(inputs, project / "_output", ["html"])
    assert {"/.quarto/", "**/*.quarto_ipynb"} <= set((ROOT / ".gitignore").read_text().splitlines())


def test_an_archive_with_real_records_is_removed(project, inputs, tmp_path, monkeypatch):
    """Quarto bundles every tracked file with a manuscript; the records of participants never leave that way."""
    from zipfile import ZipFile

    path = tmp_path / "index-meca.zip"
    with ZipFile(path, "w") as bundle:
        bundle.writestr("source/data/sleep.csv", "id,hours\n")
    assert not list(archive.leaks(inputs, tmp_path))
    monkeypatch.setattr(DataFile, "synthetic", property(lambda self: False))
    fresh = Inputs(Project(project))
    assert len(list(archive.leaks(fresh, tmp_path))) == 1
    assert not path.exists()


def test_the_archive_has_the_complete_word_file(tmp_path):
    """Quarto made it before; its other files, and Word files among the sources, stay."""
    from zipfile import ZipFile

    path, word = tmp_path / "index-meca.zip", tmp_path / "index.docx"
    word.write_bytes(b"complete")
    names = ("manifest.xml", "index.docx", "source/index.docx")
    with ZipFile(path, "w") as bundle:
        for name in names:
            bundle.writestr(name, "as Quarto made it")
    archive.complete(tmp_path, [word, tmp_path / "index.html"])
    with ZipFile(path) as bundle:
        found = [(name, bundle.read(name) == b"complete") for name in bundle.namelist()]
    assert found == [(name, name == "index.docx") for name in names]


def test_the_project_file_names_what_is_there():
    """Steps, filters and documents of _quarto.yml exist, or are woven; the file names are those of the engine."""
    content = yaml.safe_load((ROOT / "_quarto.yml").read_text("utf-8"))
    settings = content["project"]
    steps = [settings[key].split()[1] for key in ("pre-render", "post-render")]
    filters = [each["path"] for each in content["filters"]]
    assert all((ROOT / path).is_file() for path in [*steps, *filters])
    written = Project(ROOT).settings["documents"]
    assert settings["render"] == ["index.qmd", "supplement.qmd", *written]
    assert settings["output-dir"] == "_output"


@pytest.mark.slow
@pytest.mark.skipif(not program.version(), reason="Quarto is not on PATH")
def test_quarto_prints_every_number_that_the_embedded_engine_prints(tmp_path):
    """With a real Quarto, both pages have the same numbers at the same places with the same ids."""
    root = tmp_path / "a paper"
    shutil.copytree(ROOT / "tests" / "verify" / "sample", root)
    shutil.copytree(ROOT / "_extensions", root / "_extensions")
    settings = (ROOT / "_quarto.yml").read_text("utf-8").replace(", docs/response-letter.qmd", "")
    (root / "_quarto.yml").write_text(settings, encoding="utf-8")
    environment = {**os.environ, "QUARTO_PYTHON": sys.executable}
    done = subprocess.run(
        [shutil.which("quarto"), "render", str(root)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    command = [sys.executable, "-c", "from report.cli import main; main()", "build", "--to", "html", "--out"]
    subprocess.run([*command, str(tmp_path / "embedded")], cwd=root, env=environment, check=True)
    for name in ("index", "supplement"):
        texts = [
            (folder / f"{name}.html").read_text("utf-8")
            for folder in (tmp_path / "embedded", root / "_output")
        ]
        one, other = (list(occurrences(name, text)) for text in texts)
        assert one == other
        assert len(one) > 50
