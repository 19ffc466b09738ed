"""A second study, with no arm, other measures and its own texts, is made by the engine as it is."""

import ast
import csv
import hashlib
import json
import shutil
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "political_democracy"
GOLDEN = json.loads((EXAMPLE / "golden" / "lavaan.json").read_text(encoding="utf-8"))
FORMATS = ("html", "pdf", "docx")
DOCUMENTS = ("index", "supplement")
#: semopy stops its search for the latent variables at about five digits, lavaan that for bounds of RMSEA.
SEARCHED = {"rel": 5e-4, "abs": 1e-6}
CLOSE = {"rel": 1e-5, "abs": 1e-9}


class Example:
    """A copy of the example outside the repository, and the command `report` inside it."""

    def __init__(self, root, run_report):
        self.root, self._run = root, run_report
        self.out = root / "_output"

    def report(self, *arguments, **environment):
        return self._run(self.root, *arguments, **environment)

    def rows(self):
        done = self.report("list", "--json")
        assert done.returncode == 0, done.stdout + done.stderr
        return {row["id"]: row for row in json.loads(done.stdout)}


def copied(folder, run_report):
    made = shutil.ignore_patterns(".tracepaper", "_output", "exports", "__pycache__")
    return Example(shutil.copytree(EXAMPLE, folder / "political democracy", ignore=made), run_report)


@pytest.fixture(scope="module")
def example(tmp_path_factory, run_report):
    return copied(tmp_path_factory.mktemp("example"), run_report)


@pytest.fixture(scope="module")
def built(example):
    done = example.report("build")
    assert done.returncode == 0, done.stdout + done.stderr
    return example


@pytest.fixture(scope="module")
def rows(example):
    return example.rows()


@pytest.mark.slow
def test_every_number_of_every_output_stands(built):
    """Paper and supplement come out as HTML, PDF and Word; `report check` finds nothing; the data are real."""
    pages = {f"{document}.{format}" for document in DOCUMENTS for format in FORMATS}
    assert pages | {"ledger.json", "ledger.csv", "occurrences.json"} <= {p.name for p in built.out.iterdir()}
    done = built.report("check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("all correct") == len(pages)
    for document in DOCUMENTS:
        text = (built.out / f"{document}.html").read_text(encoding="utf-8").split("<script")[0]
        assert "ynthetic" not in text


@pytest.mark.slow
def test_records_for_archives_are_written(built, tmp_path):
    """Crate, results data and CODECHECK bundle need no arm, and call no country a participant."""
    for record in ("ro-crate", "ard", "codecheck"):
        done = built.report("export", f"--{record}", "--out", tmp_path / record)
        assert done.returncode == 0, done.stdout + done.stderr
        files = [path for path in (tmp_path / record).rglob("*") if path.suffix in (".json", ".csv", ".yml")]
        assert files
        texts = [done.stdout, *(path.read_text(encoding="utf-8") for path in files)]
        assert not any("participant" in text.lower() for text in texts)


@pytest.mark.slow
def test_no_number_is_typed_and_the_published_model_is_met(example):
    """`report lint` finds nothing; each number that lavaan's tutorial prints is regenerated."""
    assert example.report("lint").returncode == 0
    done = example.report("reproduce", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert {item["agrees"] for item in json.loads(done.stdout)} == {True}


@pytest.mark.parametrize(("latent", "close"), [(True, SEARCHED), (False, CLOSE)])
def test_each_statistic_is_that_of_lavaan(rows, latent, close):
    """Descriptives, reliabilities, correlations, paths and fit equal those of R (golden/lavaan.R)."""
    expected = {id: value for id, value in GOLDEN["rows"].items() if id.startswith("latent.") == latent}
    assert {id: rows[id]["value"] for id in expected} == pytest.approx(expected, **close)


def test_the_independent_values_cover_the_ledger(rows):
    """Only what R was not asked for is left out: constants, claims, bins and bootstrap intervals."""
    left = [id for id, row in rows.items() if "value" in row and id not in GOLDEN["rows"]]
    assert {id.split(".")[0] for id in left} == {"protocol", "histogram", "direct"}
    assert all("boot_ci" in id for id in left if id.startswith("direct."))


def test_the_data_are_those_of_the_published_example():
    """The committed file is the one that R read, and the one that semopy carries."""
    from semopy.examples.political_democracy import get_data

    path = EXAMPLE / "data" / "countries.csv"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == GOLDEN["data_sha256"]
    with path.open(encoding="utf-8") as stream:
        found = [{name: float(cell) for name, cell in line.items()} for line in csv.DictReader(stream)]
    assert found == get_data()[list(found[0])].to_dict("records")


@pytest.mark.slow
def test_tables_and_figures_are_exported_and_stand(example, tmp_path):
    """All tables in five formats, all figures; `report check` reads the tables back without a finding."""
    out = tmp_path / "tables"
    done = example.report("tables", "--format", "csv,xlsx,docx,tex,html", "--out", out)
    assert done.returncode == 0, done.stdout + done.stderr
    files = sorted(
        path for path in out.iterdir() if path.suffix in {".csv", ".xlsx", ".docx", ".tex", ".html"}
    )
    assert len(files) == 4 * 3 + 4
    checked = example.report("check", *(path for path in files if path.name != "tables.tex"))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert example.report("figures", "--format", "svg,pdf,png", "--out", tmp_path / "figures").returncode == 0
    names = {path.name for path in (tmp_path / "figures").iterdir()}
    assert {
        f"Figure-{number}.{format}" for number in ("1", "S1") for format in ("svg", "pdf", "png")
    } <= names


def test_all_faults_of_the_data_are_named_at_once(tmp_path, run_report):
    """A rating out of range and an empty cell are faults with line, column and rule; the paper is not built."""
    study = copied(tmp_path, run_report)
    lines = (study.root / "data" / "countries.csv").read_text(encoding="utf-8").splitlines()
    cells = [line.split(",") for line in lines]
    cells[2][3], cells[5][0] = "11", ""
    (study.root / "draft.csv").write_text("\n".join(map(",".join, cells)) + "\n", encoding="utf-8")
    done = study.report("build", "--data", "draft.csv")
    assert done.returncode == 1
    assert "draft.csv:3" in done.stderr
    assert "y1 = 11 is outside 0-10" in done.stderr
    assert "draft.csv:6" in done.stderr
    assert "x1 = nothing" in done.stderr
    assert not study.out.exists()


@pytest.mark.slow
def test_the_text_follows_the_data(tmp_path, run_report):
    """With the ratings of the later year exchanged between countries, sentences turn instead of standing wrong."""
    study = copied(tmp_path, run_report)
    lines = (study.root / "data" / "countries.csv").read_text(encoding="utf-8").splitlines()
    header, *countries = [line.split(",") for line in lines]
    turned = [
        [*country[:7], *other[7:]]
        for country, other in zip(countries, countries[1:] + countries[:1], strict=True)
    ]
    (study.root / "draft.csv").write_text(
        "\n".join(map(",".join, [header, *turned])) + "\n", encoding="utf-8"
    )
    done = study.report("build", "--data", "draft.csv", "--to", "html")
    assert done.returncode == 0, done.stdout + done.stderr
    ledger = json.loads((study.out / "ledger.json").read_text(encoding="utf-8"))
    states = {row["id"]: row["holds"] for row in ledger["rows"] if row["kind"] == "claim"}
    assert states["claim.dem65_on_dem60"] is False
    text = (study.out / "index.html").read_text(encoding="utf-8")
    assert "did not predict" in text


def test_the_study_takes_nothing_from_the_main_one():
    """It imports nothing from `analysis`."""
    names = set()
    for path in (EXAMPLE / "democracy").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module)
            elif isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
    assert {name for name in names if name.split(".")[0] == "analysis"} == set()
