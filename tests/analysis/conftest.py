"""The study on the committed trial file, run once for all tests of the analysis."""

from pathlib import Path

import pytest

from report.data.dictionary import read_dictionary
from report.rows.build_record import Build
from report.study.runner import run

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def results():
    from analysis.study import study

    return run(study, ROOT, study.data_files(ROOT), Build())


@pytest.fixture(scope="session")
def ledger(results):
    return results.ledger


@pytest.fixture(scope="session")
def dictionary():
    return read_dictionary((ROOT / "data" / "dictionary.yaml").read_text(encoding="utf-8"), "dictionary.yaml")
