"""A real export, with fewer participants and more gaps, makes the whole paper, and no banner."""

import csv
import io
import shutil
from pathlib import Path

import pytest

from report.rows.build_record import Build
from report.study.project import Project
from report.study.runner import run
from report.template import Context, weave

ROOT = Path(__file__).resolve().parents[2]
GAPS = {"qids_mid": 3, "starp_2": 5, "ebi_1": 7, "meq_1": 7, "rapport_1": 9}
LEFT_OUT = {4, 11, 30, 44, 50}


@pytest.fixture(scope="module")
def results(tmp_path_factory, committed_sweeps):
    from analysis.study import study

    folder = tmp_path_factory.mktemp("export")
    shutil.copytree(ROOT / "data", folder / "data")
    lines = (ROOT / "data" / "trial.csv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    for name, place in GAPS.items():
        rows[place][name] = rows[place + 30][name] = ""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for place, row in enumerate(rows) if place not in LEFT_OUT)
    export = folder / "export.csv"
    export.write_text(out.getvalue(), encoding="utf-8")
    dictionary = folder / "data" / "dictionary.yaml"
    text = dictionary.read_text(encoding="utf-8")
    for name in GAPS:
        head, tail = text.split(f"\n  {name}:\n")
        text = f"{head}\n  {name}:\n{tail.replace('required: true', 'required: false', 1)}"
    dictionary.write_text(text, encoding="utf-8")
    files = study.data_files(folder, export)
    return run(study, folder, files, Build(synthetic=files["trial_file"].synthetic))


@pytest.mark.slow
def test_gaps_lower_the_numbers_of_cases(results):
    """Correlations use complete pairs, models complete cases, full information all records."""
    ledger = results.ledger
    analysed = ledger.stat("flow.psilocybin.analysed").value
    assert ledger.stat("describe.psilocybin.qids_mid.n").value == analysed - 1
    assert ledger.stat("session2.ebi.n").value < analysed
    assert ledger.stat("sensitivity.fiml.session2.ebi.n").value == analysed


@pytest.mark.slow
def test_the_texts_follow_the_data(results):
    """Both documents weave, whichever claims hold now, and do not mention synthetic data."""
    project = Project(ROOT)
    figures = {name: (figure, 180.0) for name, figure in results.figures.items()}
    context = Context(results.ledger, results.tables, figures)
    woven = weave(project.templates(), project.study.documents, context)
    for each in woven.values():
        assert "ynthetic" not in each.markdown


@pytest.mark.slow
def test_numbers_that_no_longer_agree_are_counted(results):
    """The comparison with the source tells how many numbers have moved."""
    assert results.ledger.stat("reproduction.summary.disagreeing").value > 10
    assert not results.ledger.claim("claim.all_reproduced").holds
