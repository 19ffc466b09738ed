"""The study on the committed trial file, run once for all tests of the analysis."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from report.data.dictionary import read_dictionary
from report.rows.build_record import Build
from report.study.runner import run
from report.sweeps.declaration import Sweep
from report.sweeps.stored_results import StoredResults

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


@pytest.fixture(scope="module")
def committed_sweeps() -> Iterator[None]:
    """Let each sweep have the stored results of the committed data; for other data, sweeps take an hour."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sweep, "results", _stored)
        yield


def _stored(sweep: Sweep, _: object) -> object:
    return StoredResults(ROOT / sweep.stored, "", sweep.name).frame(sweep.design.universes())
