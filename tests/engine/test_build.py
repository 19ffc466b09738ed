"""Builds: every way to start one, all or nothing, the same bytes each time."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from lxml import html


def test_a_build_publishes_all_formats_and_the_ledger(mini):
    """The files have the names that users and scripts rely on."""
    done = mini.report("build")
    assert done.returncode == 0, done.stderr
    names = set(mini.published())
    pages = {
        f"{document}.{format}" for document in ("index", "supplement") for format in ("html", "pdf", "docx")
    }
    assert (
        pages | {"ledger.json", "ledger.csv", "occurrences.json", "manifest.json", "figures/bar.svg"} <= names
    )
    page = (mini.out / "index.html").read_text(encoding="utf-8")
    assert "The data are synthetic." in page
    assert 'data-stat="hours.mean"' in page
    assert "synthetic" in done.stdout


def test_occurrences_know_their_places(mini):
    """Text, abstract, title, table, note, caption, footnote and figure label are different kinds of places."""
    assert mini.report("build", "--to", "html").returncode == 0
    found = json.loads((mini.out / "occurrences.json").read_text(encoding="utf-8"))["occurrences"]
    blocks = {(place["block"], place["stat"]) for place in found if place["document"] == "index"}
    assert {("abstract", "hours.mean"), ("paragraph", "hours.mean"), ("cell", "hours.mean")} <= blocks
    assert {
        ("note", "hours.min"),
        ("footnote", "hours.min"),
        ("caption", "hours.n"),
        ("figure", "hours.mean"),
    } <= blocks
    cell = next(place for place in found if place["block"] == "cell" and place["stat"] == "hours.mean")
    assert (cell["row"], cell["column"], cell["float"]) == ("Mean", "Value", "tbl-sleep-table")


@pytest.mark.slow
def test_two_builds_are_the_same_to_the_byte(mini):
    """Neither time zone, locale nor hash seed leaves a trace."""
    assert mini.report("build", TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1").returncode == 0
    first = mini.published()
    again = mini.report("build", "--force", TZ="Asia/Tokyo", LC_ALL="C.UTF-8", PYTHONHASHSEED="2")
    assert again.returncode == 0
    second = mini.published()
    assert [name for name in first if first[name] != second.get(name)] == []


def test_an_idle_build_is_instant_and_imports_nothing_heavy(mini):
    """Nothing changed: neither statistics nor drawing nor rendering is imported."""
    assert mini.report("build", "--to", "html").returncode == 0
    probe = "import sys, atexit; atexit.register(lambda: print(*sys.modules)); "
    probe += "sys.argv = ['report', 'build', '--to', 'html', '-q']; "
    done = subprocess.run(
        [sys.executable, "-c", probe + "from report.cli import main; main()"],
        cwd=mini.root,
        capture_output=True,
        text=True,
        check=True,
    )
    heavy = {"numpy", "pandas", "matplotlib", "semopy", "scipy", "weasyprint", "lxml", "jinja2", "docx"}
    assert heavy & set(done.stdout.split()) == set()


def test_one_word_changed_recomputes_nothing(mini):
    """The text is not an input of the statistics."""
    assert mini.report("build", "--to", "html").returncode == 0
    mini.edit("templates/index.qmd.j2", "sleep was", "the sleep was")
    done = mini.report("build", "--to", "html", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["changes"] == []
    assert len(list((mini.root / ".tracepaper" / "cache").glob("*.entry"))) == 1


def test_changed_data_change_numbers_and_wording(mini):
    """A claim flips its words, and the build says what moved."""
    assert mini.report("build", "--to", "html").returncode == 0
    mini.edit("data/sleep.csv", "8.5", "4.5")
    done = mini.report("build", "--to", "html")
    assert "hours.mean  7.5 → 6.2" in done.stdout
    assert "claim flipped" in done.stdout
    assert "too short" in (mini.out / "index.html").read_text(encoding="utf-8")


def test_a_remark_on_the_data_reaches_the_author_and_stands_once_in_the_paper(mini):
    """The build says it, also when nothing changed; a page holds it once, and each number's trace repeats it."""
    warning = "notes is a column that nobody knows"
    mini.edit("mini/products.py", "import csv", "import csv\nimport warnings")
    mini.edit("mini/products.py", "    if faults:", f'    warnings.warn("{warning}")\n    if faults:')
    for _ in range(2):
        assert mini.report("build", "--to", "html").stdout.count(f"warning  {warning}") == 1
    assert warning not in mini.report("build", "--to", "html", "--quiet").stdout
    assert json.loads(mini.report("build", "--to", "html", "--json").stdout)["warnings"] == [warning]
    page = html.parse(mini.out / "index.html")
    (remarks,) = page.xpath("//section[@class='provenance']/ul")
    assert remarks.text_content() == warning
    assert page.xpath("string(//section[@class='provenance'])").count(warning) == 1
    rows = json.loads((mini.out / "ledger.json").read_text(encoding="utf-8"))["rows"]
    assert not any(row["warnings"] for row in rows)
    assert warning in mini.report("trace", "hours.mean").stdout
    assert warning not in mini.report("trace", "protocol.nights").stdout


def test_numbers_that_cannot_be_true_together_are_a_warning(mini):
    """The build audits its own pages and publishes them in any case; a setting switches the audit off."""
    statement = "t(28) = 2.20, p = .360"
    typed = f'The groups differed, << literal("{statement}", "quoted") >>.\n\n<< table'
    mini.edit("templates/index.qmd.j2", "<< table", typed)
    done = mini.report("build", "--to", "html")
    assert done.returncode == 0, done.stderr
    assert f"warning  index, Results: {statement}: " in done.stdout
    assert statement in (mini.out / "index.html").read_text(encoding="utf-8")
    with (mini.root / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write("audit = false\n")
    assert "warning" not in mini.report("build", "--to", "html").stdout


def test_a_warning_of_all_rows_of_a_function_stands_once_beside_it(mini):
    """The appendix says once what the rows of `hours` have in common, and once for the claim that rests on them."""
    mini.edit(
        "mini/products.py",
        "    n = len(sleep)\n",
        '    n = len(sleep)\n    warnings.warn("too few nights")\n',
    )
    mini.edit("mini/products.py", "import csv", "import csv\nimport warnings")
    done = mini.report("build", "--to", "html")
    assert "warning  6 rows: too few nights" in done.stdout
    page = html.parse(mini.out / "index.html")
    assert page.xpath("string(//section[@class='provenance'])").count("too few nights") == 2
    assert '"warnings":["too few nights"]' in page.xpath("string(//script[@id='provenance'])")


def test_real_data_have_no_banner(mini):
    """A file that does not declare itself synthetic makes a paper without the notice."""
    (mini.root / "real.csv").write_text("participant,hours\na,7\nb,8\n")
    assert mini.report("build", "--to", "html", "--data", "real.csv", "--out", "real").returncode == 0
    page = html.fromstring((mini.root / "real" / "index.html").read_text(encoding="utf-8"))
    assert "synthetic" not in " ".join(page.xpath("//text()[not(ancestor::script or ancestor::style)]"))
    assert json.loads((mini.root / "real" / "ledger.json").read_text())["build"]["synthetic"] is False


BREAKAGES = {
    "unknown id": ("templates/index.qmd.j2", "<< hours.min >>", "<< hours.mim >>", "hours.min (6.8"),
    "typed number": ("templates/index.qmd.j2", "# Results", "# Results\n\nIt was 7.5 hours.", "7.5"),
    "broken tag": ("templates/index.qmd.j2", "<< hours.min >>", "<< hours.min", "templates/index.qmd.j2:"),
    "missing citation": ("templates/index.qmd.j2", "[@author2020]", "[@nobody2020]", "nobody2020"),
    "unresolved reference": ("templates/index.qmd.j2", "@fig-bar", "@fig-baz", "fig-baz"),
    "missing figure": ("templates/index.qmd.j2", 'figure("bar")', 'figure("baz")', "no figure named baz"),
    "value out of range": ("data/sleep.csv", "8.5", "85", "data/sleep.csv:4"),
    "failing drawing": (
        "mini/products.py",
        "add_subplot",
        "subtract_plot",
        "bar cannot be drawn: AttributeError",
    ),
    "failing product": ("mini/products.py", "n = len(sleep)", "n = len(sleep) / 0", "mini/products.py:"),
}


#: The snapshots of messages (tests/cli) hold a fault of each class.
FAST = ("unknown id", "failing drawing")


@pytest.mark.parametrize(
    "breakage",
    [name if name in FAST else pytest.param(name, marks=pytest.mark.slow) for name in BREAKAGES],
)
def test_a_fault_publishes_nothing(mini, breakage):
    """Place, fault and remedy; exit 1; no traceback; the old build untouched."""
    name, old, new, said = BREAKAGES[breakage]
    assert mini.report("build", "--to", "html").returncode == 0
    before = mini.published()
    mini.edit(name, old, new)
    done = mini.report("build", "--to", "html")
    assert done.returncode == 1, done.stdout
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert mini.published() == before
    assert [entry.name for entry in mini.root.iterdir() if entry.name.startswith(".building")] == []


def test_a_missing_pango_costs_the_pdf_only(mini):
    """HTML and Word are built, the commands that install Pango are printed, and the exit code is 3."""
    (mini.root / "weasyprint.py").write_text("raise OSError('cannot load library libpango')")
    done = mini.report("build", PYTHONPATH=str(mini.root))
    assert done.returncode == 3, done.stderr
    assert "apt-get install libpango" in done.stderr
    assert {"index.html", "index.docx"} <= set(mini.published())
    assert "index.pdf" not in mini.published()


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize(
    "moment", [0.6, *(pytest.param(each, marks=pytest.mark.slow) for each in (0.2, 1.0, 1.6))]
)
def test_a_killed_build_leaves_the_old_one(mini, moment):
    """Whenever the build dies, the published folder is whole, and the next build sweeps up."""
    assert mini.report("build", "--to", "html").returncode == 0
    mini.edit("data/sleep.csv", "8.5", "4.5")
    killed = subprocess.Popen(
        [sys.executable, "-c", "from report.cli import main; main()", "build"],
        cwd=mini.root,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    time.sleep(moment)
    killed.kill()
    killed.wait()
    manifest = json.loads((mini.out / "manifest.json").read_text())
    assert set(manifest["files"]) | {"manifest.json"} == set(mini.published())
    assert mini.report("build", "--to", "html").returncode == 0
    assert [entry.name for entry in mini.root.iterdir() if entry.name.startswith(".building")] == []


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("stage", [".tracepaper", ".building-*"])
def test_ctrl_c_ends_with_one_line(new_mini, stage):
    """Ctrl-C stops a build at once with one line and nothing published, while results are stored or pages rendered."""
    process = subprocess.Popen(
        [sys.executable, "-c", "from report.cli import main; main()", "build", "-q"],
        cwd=new_mini.root,
        stderr=subprocess.PIPE,
        text=True,
    )
    while process.poll() is None and not list(new_mini.root.glob(stage)):
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=10)
    assert process.returncode == 130
    assert said.strip() == "stopped; nothing was published"
    assert not new_mini.out.exists()


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_said_in_one_line(mini):
    """A refusal of the operating system is reported with its remedy."""
    mini.root.chmod(0o555)
    done = mini.report("build", "--to", "html")
    mini.root.chmod(0o755)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr


def test_a_folder_outside_any_project_is_said(tmp_path):
    """Without a project there is one line, not a traceback."""
    done = subprocess.run(
        [sys.executable, "-c", "from report.cli import main; main()", "build"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "is not in a project" in done.stderr


def test_trace_shows_value_source_and_places(mini):
    """Full value, function with its text, data with hash, and every place."""
    assert mini.report("build", "--to", "html").returncode == 0
    said = mini.report("trace", "hours.mean").stdout
    assert "7.5" in said
    assert "mini/products.py:" in said
    assert "def hours(sleep)" in said
    assert "data/sleep.csv sha256" in said
    assert "tbl-sleep-table" in said
    assert "did you mean hours.mean" in mini.report("trace", "hours.men").stderr
