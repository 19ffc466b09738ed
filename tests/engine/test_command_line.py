"""The command line: exit codes, help and version, and being stopped while it loads."""

import importlib.metadata
import os
import subprocess
import sys

import pytest

WRONG = [
    "build --to htm",
    "build --to ,",
    "build --engine foo",
    "build --nosuch",
    "tables --format cvs",
    "figures --format gif",
    "figures --dpi 10",
    "figures --dpi many",
    "figures --width 1",
    "export",
    "export --ard --codecheck",
    "trace",
    "diff one.json",
    "nosuch",
]


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_command_line_is_exit_2(new_mini, line):
    """A command line that no project could answer is refused in a few lines, before anything is computed."""
    done = new_mini.report(*line.split())
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) <= 4
    assert "Traceback" not in done.stderr
    assert not (new_mini.root / ".tracepaper").exists()


@pytest.mark.parametrize(
    "line",
    ["build --data gone.csv", "trace nosuch", "list nosuch", "tables nosuch", "figures nosuch", "diff a b"],
)
def test_a_name_that_the_project_does_not_have_is_exit_1(mini, line):
    """Another project might answer it: a fault like others, and only a command that publishes says that it did not."""
    done = mini.report(*line.split())
    assert done.returncode == 1
    publishes = line.split()[0] in ("build", "tables", "figures")
    assert done.stderr.endswith("1 fault; nothing was published\n" if publishes else "1 fault\n")


def test_the_version_is_said(mini):
    """The version of the distribution, and no project is needed for it."""
    done = mini.report("--version")
    assert (done.returncode, done.stdout) == (0, f"tracepaper {importlib.metadata.version('tracepaper')}\n")


def test_the_help_is_whole_on_a_narrow_terminal(mini):
    """No description is cut, and no usage nests its brackets."""
    said = mini.report("--help", COLUMNS="80").stdout
    assert said.count("\n") > 12
    assert "..." not in said.split("Commands:")[1]
    for command, argument in (("check", "[FILE...]"), ("tables", "[ID...]"), ("figures", "[ID...]")):
        usage = mini.report(command, "--help", COLUMNS="80").stdout.splitlines()[0]
        assert usage.removesuffix("...").endswith(f" {command} [OPTIONS] {argument}")


@pytest.mark.parametrize(("formats", "shown"), [("html,docx", "index.html"), ("docx", "index.docx")])
def test_a_build_ends_with_the_file_that_shows_it_best(mini, formats, shown):
    """A page is easier to look at than a Word file."""
    assert mini.report("build", "--to", formats).stdout.endswith(f"open _output/{shown}\n")


STROKE = """
import os, signal, sys

class Stroke:
    def find_spec(self, name, *_):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)

from report.cli import main
sys.meta_path.insert(0, Stroke())
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("module", ["report.cli.app", "typer", "report.manuscript.computation"])
def test_ctrl_c_while_the_command_loads_is_one_line(mini, module):
    """There is no traceback, at any point of the imports."""
    command = [sys.executable, "-c", STROKE.format(module=module), "build"]
    done = subprocess.run(command, cwd=mini.root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "stopped; nothing was published\n")


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list"], "stopped"),
        (["audit", "paper.txt"], "stopped"),
        (
            ["audit", "papers", "--csv", "out.csv"],
            "stopped; finished parts are stored; run the same command to continue",
        ),
        (["sweep"], "stopped; finished parts are stored; run the same command to continue"),
        (["export", "--ard"], "stopped; nothing was published"),
    ],
)
def test_ctrl_c_names_what_is_left(mini, arguments, said):
    """Commands that publish nothing do not mention it, and those that can be resumed say so."""
    command = [sys.executable, "-c", STROKE.format(module="typer"), *arguments]
    done = subprocess.run(command, cwd=mini.root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, f"{said}\n")
