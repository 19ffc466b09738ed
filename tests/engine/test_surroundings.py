"""Odd folders, devices and programs around a project: a build, or one clear fault, and never a traceback."""

import os
import signal
import subprocess
import sys
import time

import pytest

#: Each test runs commands; `make check-all` runs them.
pytestmark = pytest.mark.slow

posix = pytest.mark.skipif(os.name != "posix", reason="names and files of Unix")


def one_fault(done, *said):
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert all(words in done.stderr for words in said), done.stderr
    assert done.stderr.count("1 fault") == 1


def test_a_path_with_a_colon_builds(mini):
    """Colons separate folders elsewhere, not here."""
    root = mini.root.with_name("a:b c")
    mini.root.rename(root)
    mini.root, mini.out = root, root / "out:put"
    done = mini.report("build", "--to", "html", "--out", "out:put")
    assert done.returncode == 0, done.stderr
    assert "index.html" in mini.published()


@posix
def test_a_path_that_is_not_utf_8_is_a_fault(mini):
    """Of the project, of an option, of a file to be checked."""
    name = os.fsdecode(b"\xff\xfe")
    one_fault(mini.report("build", "--out", name), "UTF-8")
    one_fault(mini.report("build", "--data", name), "UTF-8")
    one_fault(mini.report("check", f"{name}.docx"), "UTF-8")
    root = mini.root.with_name(name)
    mini.root.rename(root)
    mini.root = root
    one_fault(mini.report("build"), "UTF-8")
    one_fault(mini.report("list"), "UTF-8")


@posix
@pytest.mark.parametrize("kind", ["long", "loop", "below a file", "file", "device"])
def test_an_output_folder_that_cannot_be_is_a_fault(mini, kind):
    """No file is written, and none is left behind."""
    (mini.root / "loop").symlink_to("loop")
    (mini.root / "file").write_text("mine")
    names = {
        "long": "a" * 300,
        "loop": "loop",
        "below a file": "file/out",
        "file": "file",
        "device": "/dev/null",
    }
    before = sorted(os.listdir(mini.root))
    one_fault(mini.report("build", "--to", "html", "--out", names[kind]))
    one_fault(mini.report("tables", "--out", names[kind]))
    assert sorted(os.listdir(mini.root)) == before


@posix
def test_the_home_folder_is_meant_by_its_sign(mini):
    """`--out ~` makes no folder of that name, and the home folder is not published in."""
    home = mini.root / "home"
    home.mkdir()
    (home / "mine.txt").write_text("mine")
    one_fault(mini.report("build", "--out", "~", HOME=str(home)), "contains files that no build created")
    assert not (mini.root / "~").exists()
    one_fault(mini.report("build", "--data", "~/gone.csv", HOME=str(home)), "gone.csv")
    one_fault(mini.report("build", "--out", "~nobody-of-that-name"), "home folder")


@posix
@pytest.mark.parametrize("name", ["pipe", "/dev/zero", "data", "loop"])
def test_data_that_are_no_file_are_a_fault(mini, name):
    """A pipe without an end, a device and a folder are answered at once."""
    os.mkfifo(mini.root / "pipe")
    (mini.root / "loop").symlink_to("loop")
    began = time.perf_counter()
    one_fault(mini.report("build", "--data", name), "cannot be read")
    assert time.perf_counter() - began < 60


@posix
def test_a_full_device_is_told_on_stderr(mini):
    """Answers that cannot be printed are a fault."""
    with open("/dev/full", "w") as full:
        for words in (["list"], ["list", "--json"], ["doctor"]):
            done = subprocess.run(
                [sys.executable, "-c", "from report.cli import main; main()", *words],
                cwd=mini.root,
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
            assert done.returncode == 1
            assert "No space left on device" in done.stderr
            assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "line",
    ["sys.exit(0)", "exit()", "raise SystemExit", "quit(3)", "raise SystemExit('done')", "os.abort"],
)
@pytest.mark.parametrize("where", ["product", "module"])
def test_a_study_that_exits_is_a_fault(mini, line, where):
    """Neither silence nor the study's own exit code; a name that is only mentioned is harmless."""
    if where == "product":
        mini.edit("mini/products.py", "    n = len(sleep)\n", f"    {line}\n    n = len(sleep)\n")
    else:
        mini.edit("mini/products.py", "@value\n", f"{line}\n\n\n@value\n")
    mini.edit("mini/products.py", "import csv\n", "import csv\nimport os\nimport sys\n")
    done = mini.report("list")
    if line == "os.abort":
        assert done.returncode == 0
    else:
        one_fault(done, "mini/products.py:", "SystemExit")


def test_a_product_apart_and_a_drawing_that_exit_are_faults(mini):
    """In a process of its own, the exit is not the end of the process."""
    mini.edit("mini/products.py", "@stats\n", "@background()\n@stats\n")
    mini.edit(
        "mini/products.py",
        "from report import Claim",
        "from report.study.product import background\nfrom report import Claim",
    )
    mini.edit("mini/products.py", "    n = len(sleep)\n", "    import sys; sys.exit(0)\n    n = len(sleep)\n")
    one_fault(mini.report("list"), "mini/products.py:", "SystemExit")
    mini.edit("mini/products.py", "import sys; sys.exit(0)", "pass")
    mini.edit("mini/products.py", "        axes = ", "        raise SystemExit(0)\n        axes = ")
    one_fault(mini.report("build", "--to", "html"), "mini/products.py:", "SystemExit")


@posix
@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 0", "wrote no document"),
        ("echo hello", "wrote no document"),
        ("exit 9", "pandoc failed"),
        ("kill -9 $$", "pandoc failed"),
        ("head -c 100 /dev/zero", "wrote no document"),
    ],
)
def test_a_pandoc_that_writes_nothing_is_a_fault(new_mini, script, said):
    """A pandoc without output is one fault, and the build is not published."""
    program = new_mini.root / "pandoc"
    program.write_text(f'#!/bin/sh\n[ "$1" = --version ] && echo pandoc 3.9 && exit\n{script}\n')
    program.chmod(0o755)
    done = new_mini.report("build", "--to", "html", PYPANDOC_PANDOC=str(program))
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not new_mini.out.exists()


@pytest.mark.parametrize(
    "name",
    ["../letter.qmd", "/tmp/letter.qmd", "a/../../letter.qmd", "~/../x.qmd", "..\\\\x.qmd", "C:/x.qmd"],
)
def test_documents_outside_the_project_are_faults(mini, name):
    """Their outputs would lie outside the output folder."""
    (mini.root.parent / "letter.qmd").write_text("A letter.\n")
    mini.edit("pyproject.toml", 'study"', f'study"\ndocuments = ["{name}"]')
    one_fault(mini.report("build", "--to", "html"), "pyproject.toml", "is not inside the project")
    assert not mini.out.exists()
    assert not list(mini.root.parent.glob("*.html"))


def test_templates_and_written_documents_share_no_name(mini):
    """A document by hand is not replaced by a woven one, nor the other way round."""
    mini.edit("pyproject.toml", 'study"', 'study"\ndocuments = ["index.qmd"]')
    (mini.root / "index.qmd").write_text("Mine.\n")
    one_fault(mini.report("build", "--to", "html"), "index.qmd, which is woven from a template")
    mini.edit("pyproject.toml", '\ndocuments = ["index.qmd"]', "")
    mini.edit("mini/study.py", '"supplement")', '"../supplement")')
    one_fault(mini.report("build", "--to", "html"), "'../supplement' is not inside the project")


def test_a_huge_score_is_a_fault(mini):
    """1e308 is a number, and its sum is none: the row that becomes infinite is named."""
    mini.edit("mini/products.py", 'if not 0 <= float(row["hours"]) <= 24', "if False")
    mini.edit("data/sleep.csv", "7.25", "1e308")
    mini.edit("data/sleep.csv", "8.5", "1e308")
    one_fault(mini.report("list"), "mini/products.py:", "hours.mean")


def test_a_build_inside_the_output_folder_leaves_the_shell_there(mini):
    """It publishes, says so, and the folder is the same folder."""
    assert mini.report("build", "--to", "html").returncode == 0
    number = mini.out.stat().st_ino
    mini.edit("data/sleep.csv", "8.5", "4.5")
    project, mini.root = mini.root, mini.out
    done = mini.report("build", "--to", "html")
    assert done.returncode == 0, done.stderr
    assert mini.out.stat().st_ino == number
    assert mini.report("list").returncode == 0
    assert "6.2" in (mini.out / "index.html").read_text(encoding="utf-8")
    assert [entry.name for entry in project.iterdir() if entry.name.startswith(".building")] == []


LATE = """
import os, signal, sys
from report.files import publishing

swap = publishing._in_place if {inside} else publishing._exchanged
def struck(*arguments):
    os.kill(os.getpid(), signal.SIGINT)
    swap(*arguments)

publishing._in_place = publishing._exchanged = struck
sys.argv = ["report", "build", "--to", "html"]
from report.cli import main
main()
"""


@posix
@pytest.mark.parametrize("inside", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_ctrl_c_while_publishing_says_what_was_published(mini, inside):
    """The new build is whole, and the last line says that it is there."""
    assert mini.report("build", "--to", "html").returncode == 0
    mini.edit("data/sleep.csv", "8.5", "4.5")
    done = subprocess.run(
        [sys.executable, "-c", LATE.format(inside=inside)],
        cwd=mini.out if inside else mini.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 130
    assert done.stderr.splitlines()[-1] == "stopped; already published: _output"
    assert "6.2" in (mini.out / "index.html").read_text(encoding="utf-8")
    again = mini.report("build", "--to", "html").stdout
    assert again.startswith("nothing changed") or "no printed value changed" in again


@posix
@pytest.mark.slow
def test_a_killed_build_is_swept_by_any_command(mini):
    """The next command in the project removes what a killed build left behind."""
    process = subprocess.Popen(
        [sys.executable, "-c", "from report.cli import main; main()", "build", "-q"],
        cwd=mini.root,
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None and not list(mini.root.glob(".building-*")):
        time.sleep(0.005)
    (left,) = mini.root.glob(".building-*")
    assert mini.report("doctor").returncode == 0
    assert left.exists() or process.poll() is not None
    process.send_signal(signal.SIGKILL)
    process.wait()
    time.sleep(0.5)
    os.utime(left, (1, 1))
    assert mini.report("doctor").returncode == 0
    assert not left.exists()
    assert not mini.out.exists()
