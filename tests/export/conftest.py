"""The sample study, built once, and its exports."""

import shutil
import sys
from pathlib import Path

import pytest

from report.export.edition import Edition
from report.export.export_publishing import published
from report.export.table_exports import FORMATS, table_export, write_tables
from report.manuscript.computation import compute
from report.manuscript.inputs import Inputs
from report.pipeline.build import build
from report.study.project import Project

sys.path.insert(0, str(Path(__file__).parent))
SAMPLE = Path(__file__).parents[1] / "verify" / "sample"


class Study:
    """The sample study with its rows, its build and its exports."""

    def __init__(self, root, out):
        self.inputs = Inputs(Project(root))
        self.computed = compute(self.inputs)
        self.edition = Edition(self.inputs, self.computed, out / "built")
        self.out = out

    @property
    def ledger(self):
        return self.computed.results.ledger

    def built(self):
        build(self.inputs, self.out / "built", ("html",))
        return self.out / "built"

    def tables(self, name, *ids, formats=FORMATS):
        export = table_export(self.edition, ids)
        return published(self.out / name, lambda folder: write_tables(export, formats, folder))


@pytest.fixture(scope="session")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    shutil.copytree(SAMPLE, folder / "project", ignore=shutil.ignore_patterns(".tracepaper", "exports"))
    return Study(folder / "project", folder)


@pytest.fixture(scope="session")
def tables(study):
    return study.tables("tables").out
