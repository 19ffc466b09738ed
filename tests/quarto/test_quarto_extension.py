"""The extension without Quarto: its shortcodes under pandoc, and its steps started as Quarto starts them."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pypandoc
import pytest

from report.manuscript.inputs import Inputs
from report.quarto.prerender import prerender
from report.study.project import Project

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "_extensions" / "tracepaper"


@pytest.fixture(scope="module")
def pandoc(shared_project):
    """Runs a document through the shortcodes of a pre-rendered project."""
    prerender(Inputs(Project(shared_project)))

    def run(text, project=shared_project, **environment):
        command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "html", "--wrap=none"]
        return subprocess.run(
            [*command, "-L", str(ROOT / "tests" / "quarto" / "as_quarto.lua")],
            input=text,
            env={**os.environ, "SHORTCODES": str(EXTENSION / "shortcodes.lua"), "PROJECT": str(project)}
            | environment,
            cwd=project.parent,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_a_shortcode_prints_the_row_with_its_id(pandoc):
    """A number and a phrase are spans that name their rows, worded as the engine worded them."""
    done = pandoc("`stat hours.mean` and `stat hours.p format=eq`")
    assert done.returncode == 0, done.stderr
    assert '<span class="stat" data-stat="hours.mean">7.5</span>' in done.stdout
    assert '<em>p</em>\u00a0=\u00a0<span class="stat" data-stat="hours.p">.012</span>' in done.stdout


def test_a_claim_chooses_its_wording(pandoc):
    """The wording is the document's own Markdown, the choice is the claim's."""
    done = pandoc('`claim claim.enough yes="*enough*" no="too short"`')
    assert '<span class="claim" data-claim="claim.enough"><em>enough</em></span>' in done.stdout


def test_an_option_without_quotes_is_taken_in_metadata_too(pandoc):
    """In YAML, Quarto hands over `format=words` as one more word."""
    done = pandoc("`stat hours.p format=eq`", POSITIONAL="1")
    assert '<em>p</em>\u00a0=\u00a0<span class="stat" data-stat="hours.p">.012</span>' in done.stdout


def test_floats_are_handed_to_quarto(pandoc):
    """Quarto numbers a table and a figure of a shortcode, so it gets them as its own kind of float."""
    done = pandoc("```\nstattable sleep_table\n```\n\n```\nstatfigure bar\n```", FLOATS="1")
    assert "FLOAT Table" in done.stdout
    assert "FLOAT Figure" in done.stdout
    assert 'id="tbl-sleep-table"' in done.stdout
    assert done.stdout.count("Sleep of") == 1


def test_pictures_are_seen_from_the_documents_folder(pandoc):
    """A document in a folder of its own finds the figures at the project's root."""
    assert 'src="../figures/bar.svg"' in pandoc("```\nstatfigure bar\n```", OFFSET="..").stdout
    assert 'src="figures/bar.svg"' in pandoc("```\nstatfigure bar\n```").stdout


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("stat hours.men", "no statistic named hours.men; did you mean hours.mean?"),
        ("stat hours.mean format=eqq", "hours.mean has no format eqq; did you mean eq?"),
        ("claim claim.enugh", "no claim named claim.enugh; did you mean claim.enough?"),
        ('claim claim.enough yes="so"', "claim claim.enough lacks a yes or no text"),
        ("stattable sleep_tabel", "no table named sleep_tabel; did you mean sleep_table?"),
        ("statfigure baz", "no figure named baz; did you mean bar?"),
        ("stat hours.mean fmt=eq", "stat has no option fmt"),
        ("stat hours.mean hours.n", "hours.mean is followed by hours.n"),
        ("stattable sleep_table", "stattable is inside a sentence"),
        ("statfigure bar", "statfigure is inside a sentence"),
    ],
)
def test_what_is_unknown_stops_the_render(pandoc, call, message):
    """Pandoc ends with an error that names the nearest, raised by assert, for Quarto swallows error()."""
    done = pandoc(f"`{call}`")
    assert done.returncode != 0
    assert message in done.stderr
    code = [line.split("--")[0] for line in (EXTENSION / "shortcodes.lua").read_text("utf-8").splitlines()]
    assert not any("error(" in line for line in code)


def test_a_project_never_rendered_is_told_what_to_run(pandoc, tmp_path):
    """Without a phrasebook the message says how to get one."""
    done = pandoc("`stat hours.mean`", project=tmp_path)
    assert done.returncode != 0
    assert "run `report build` or `quarto render`" in done.stderr


@pytest.fixture
def bare_python(tmp_path):
    """An interpreter without any package."""
    venv.create(tmp_path / "bare", symlinks=True)
    return tmp_path / "bare" / "bin" / "python"


def step(name, python, project, **environment):
    kept = {key: value for key, value in os.environ.items() if not key.startswith("QUARTO")}
    return subprocess.run(
        [str(python), str(project / "_extensions" / "tracepaper" / f"{name}-render.py")],
        env=kept | {"QUARTO_PROJECT_DIR": str(project)} | environment,
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_missing_installation_is_one_line(project, bare_python):
    """No interpreter has the engine: one clear line on stderr with the remedy, and no traceback."""
    for name in ("pre", "post"):
        done = step(name, bare_python, project, PATH="")
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
        assert "tracepaper is not installed" in done.stderr
        assert "QUARTO_PYTHON" in done.stderr


def test_the_interpreter_is_found(project, bare_python):
    """QUARTO_PYTHON is asked first, then the project's .venv; one without the engine is passed over."""
    done = step("pre", bare_python, project, PATH="", QUARTO_PYTHON=sys.executable)
    assert done.returncode == 0, done.stderr
    (project / "index.qmd").unlink()
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (project / ".venv" / "pyvenv.cfg").write_text((Path(sys.prefix) / "pyvenv.cfg").read_text("utf-8"))
    lib = f"lib/python{sys.version_info[0]}.{sys.version_info[1]}"
    (project / ".venv" / lib).mkdir(parents=True)
    (project / ".venv" / lib / "site-packages").symlink_to(Path(sys.prefix) / lib / "site-packages")
    done = step("pre", bare_python, project, PATH="", QUARTO_PYTHON=str(bare_python))
    assert done.returncode == 0, done.stderr
    assert (project / "index.qmd").is_file()
